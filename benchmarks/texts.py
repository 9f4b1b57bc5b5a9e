"""The texts that are measured: the articles of a folder, again and again up to a size."""

from collections.abc import Iterator
from contextlib import suppress
from itertools import cycle
from pathlib import Path

from zhclaims.errors import ArticleError
from zhclaims.read import find_articles, read_article


def load_texts(folder: Path, characters: int) -> list[str]:
    """Texts of a folder with at least as many characters in all; empty when there is none."""
    total, texts = 0, []
    for text in _again_and_again(folder):
        texts.append(text)
        total += len(text)
        if total >= characters:
            break
    return texts


def lay_articles(folder: Path, out: Path, count: int) -> int:
    """Write so many articles as files, 500 a folder; gives their characters."""
    total = 0
    for number, text in zip(range(count), _again_and_again(folder), strict=False):
        path = out / f"{number // 500:04}" / f"{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        total += len(text)
    return total


def _again_and_again(folder: Path) -> Iterator[str]:
    return cycle(list(_texts(folder)))


def _texts(folder: Path) -> Iterator[str]:
    for source in find_articles([folder]):
        with suppress(ArticleError):
            yield read_article(source).text
