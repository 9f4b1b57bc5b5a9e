"""Finds what a run has to look at: the folders, the articles in them, and under which path the database has each."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import count, islice
from pathlib import Path

from zhclaims.articles import find_articles, find_skipped, names_in
from zhclaims.errors import ZhclaimsError
from zhclaims.folders import UNKNOWN, Found, Walk
from zhclaims.formats import allowed
from zhclaims.metadata_files import MetadataTable
from zhclaims.store_writing import StoreWriter
from zhclaims.work import Task

SHOWN = 5
"""Suffixes of files that are passed over that are told of."""


def find_roots(folders: Sequence[Path]) -> list[Path]:
    """The folders and files given, absolute, each once and without those inside another.

    Raises ZhclaimsError for one that is not there.
    """
    if not folders:
        raise ZhclaimsError("no folder given: zhclaims run FOLDER")
    for folder in folders:
        if not folder.exists():
            raise ZhclaimsError(f"{folder}: no such folder or file; check the name")
    roots = dict.fromkeys(folder.resolve() for folder in folders)
    return [root for root in roots if not any(parent in roots for parent in root.parents)]


def count_sources(roots: Sequence[Path], metadata: Path | None, limit: int | None) -> Iterator[int]:
    """Count the articles, `limit` at most: yields the number so far; raises ZhclaimsError when there is none."""
    total = 0
    for total, _ in enumerate(islice(find_articles(roots, metadata=metadata, contents=False), limit), 1):
        yield total
    if not total:
        raise ZhclaimsError(_nothing_found(roots, metadata))


def _nothing_found(roots: Sequence[Path], metadata: Path | None) -> str:
    skipped = next(find_skipped(roots, metadata=metadata), None)
    found = f"only files that are none, such as {skipped.path} ({skipped.reason})" if skipped else "nothing in it"
    return f"{', '.join(map(str, roots[:3]))}: no articles there, {found}; name a folder with {allowed()} files"


def passed_over(folders: Sequence[Path], metadata: Path | None) -> Iterator[str]:
    """Tell how many files of the folders are of no kind that is read, by suffix; nothing where there are none."""
    reasons = (skipped.reason for skipped in find_skipped(find_roots(folders), metadata=metadata))
    suffixes = Counter(reason.removeprefix(UNKNOWN) for reason in reasons if reason.startswith(UNKNOWN))
    if suffixes:
        kinds = ", ".join(f"{number} {suffix}" for suffix, number in suffixes.most_common(SHOWN))
        yield f"  {suffixes.total()} files passed over, of no kind that is read: {kinds}"


def unmet_rows(folders: Sequence[Path], metadata: Path | None) -> Iterator[str]:
    """Tell how many rows of metadata files name no file of the folders that is read; nothing where there are none.

    Of a file that was given by name they speak among others, which are not looked at.
    """
    tables: dict[MetadataTable, None] = {}
    walks = [Walk(root, metadata) for root in find_roots(folders) if root.is_dir()]  # all first: they share a table
    for found in (found for walk in walks for found in walk if isinstance(found, Found) and found.tables):
        tables |= {table.table: None for table in found.tables}
        for name in names_in(found):
            for table in found.tables:
                table.meet(name)
    unmet = [(count, first) for count, first in (table.unmet() for table in tables) if count]
    if unmet:
        total, first = sum(count for count, _ in unmet), unmet[0][1]
        yield f"rows of metadata files that name no file that is read: {total}, such as {first}"


def find_tasks(store: StoreWriter, roots: Sequence[Path], metadata: Path | None) -> Iterator[Task]:
    """What there is to look at, with what the database knows of it; it counts as still there from now on."""
    for root in roots:
        for source in find_articles([root], metadata=metadata):
            path = _seen_once(store, str(root), _path_in_store(store, root, source.path))
            yield Task(str(root), path, source, store.known(str(root), path))


def _seen_once(store: StoreWriter, root: str, path: str) -> str:
    """The path, or for a second file of that name in an archive the path with ~2 behind."""
    names = (path if number == 1 else f"{path}~{number}" for number in count(1))
    return next(name for name in names if store.see(root, name))


def _path_in_store(store: StoreWriter, root: Path, path: str) -> str:
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
    places = [above / spelling for above in (root, *root.parents) for spelling in {file, name}]
    return any(place.exists() or any(map(Path.is_file, place.parents)) for place in places)
