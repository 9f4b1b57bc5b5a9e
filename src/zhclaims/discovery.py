"""Finds what a run has to look at: the folders, the articles in them, and under which path the database has each."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from zhclaims.errors import ZhclaimsError
from zhclaims.read import FORMATS, Source, find_articles, find_skipped
from zhclaims.store import Store
from zhclaims.work import Task


def find_roots(folders: Sequence[Path]) -> list[Path]:
    """The folders and files given, absolute, each once and without those inside another.

    Raises ZhclaimsError for one that is not there.
    """
    if not folders:
        raise ZhclaimsError("no folder given: zhclaims run FOLDER")
    for folder in folders:
        if not folder.exists():
            raise ZhclaimsError(f"{folder}: no such folder or file; check the name")
    roots = list(dict.fromkeys(folder.resolve() for folder in folders))
    return [root for root in roots if not any(other in root.parents for other in roots)]


def find_sources(roots: Sequence[Path], metadata: Path | None, limit: int | None) -> Iterator[tuple[Path, Source]]:
    """The articles under each root, `limit` at most in all."""
    found = ((root, source) for root in roots for source in find_articles([root], metadata=metadata))
    return islice(found, limit)


def count_sources(roots: Sequence[Path], metadata: Path | None, limit: int | None) -> int:
    """How many articles there are; raises ZhclaimsError when there is none."""
    total = sum(1 for _ in find_sources(roots, metadata, limit))
    if total:
        return total
    skipped = next(find_skipped(roots, metadata=metadata), None)
    found = f"only files that are none, such as {skipped.path} ({skipped.reason})" if skipped else "nothing in it"
    names = ", ".join(map(str, roots))
    raise ZhclaimsError(f"{names}: no articles there, {found}; name a folder with {', '.join(sorted(FORMATS))} files")


def find_tasks(store: Store, sources: Iterator[tuple[Path, Source]]) -> Iterator[Task]:
    """What there is to look at, with what the database knows of it; it counts as still there from now on."""
    for root, source in sources:
        path = _path_in_store(store, root, source.path)
        store.see(str(root), path)
        yield Task(str(root), path, source, store.known(str(root), path))


def _path_in_store(store: Store, root: Path, path: str) -> str:
    """The article's path, with folders above it where another folder has an article of this path.

    An article whose folder was moved is taken over from where it was.
    """
    for name in _spellings(root, path):
        others = [other for other in store.roots_of(name) if other != str(root)]
        if not any(_is_there(Path(other), name) for other in others):
            store.move(name, others, str(root))
            return name
    return path


def _spellings(root: Path, path: str) -> Iterator[str]:
    """a.txt, articles/a.txt, news/articles/a.txt … for a.txt in /news/articles."""
    yield path
    folder = root if root.is_dir() else root.parent
    parts = folder.parts[1:]
    for depth in range(1, len(parts) + 1):
        yield "/".join((*parts[-depth:], path))


def _is_there(root: Path, name: str) -> bool:
    """Whether a root still has the file that an article, under any spelling of its path, was read from."""
    file = name.rpartition("#")[0] or name
    return any((above / spelling).exists() for above in (root, *root.parents) for spelling in {file, name})
