"""Reads whole articles with their distinct names: a name stands wherever it is written, the longest first."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from corpus import TYPES, Marked, Span, sentence_of

from zhclaims.entities import split_sentences
from zhclaims.simplify import simplify
from zhclaims.words import Edges


def read_marked(paths: Sequence[Path]) -> list[Marked]:
    """Read JSON Lines of marked sentences and of articles; raises ValueError naming file and line."""
    sentences = []
    for path in paths:
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if line.strip():
                row, place = json.loads(line), f"{path}:{number}"
                sentences += article_of(row, place) if "names" in row else [sentence_of(row, place)]
    return sentences


def read_sentences(paths: Sequence[Path]) -> list[Marked]:
    """Read only the rows that mark a sentence; articles with lists of names are passed over."""
    rows = [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [sentence_of(row, "") for row in rows if "names" not in row]


def article_of(row: Mapping[str, object], place: str) -> list[Marked]:
    """The sentences of a row {"text": …, "names": {"ORG": ["…"], …}} with their mentions.

    A string that is listed under two types could be either wherever it stands, so its sentences are left out. Raises
    ValueError, naming the place, for a type that is not known and for a name that the text lacks.
    """
    text, names = simplify(str(row["text"])), read_names(row["names"], place)
    for name in names:
        if name not in text:
            raise ValueError(f"{place}: the text lacks the name {name!r}; list names as they are written in it")
    return list(cut(text, find_names(text, names)))


def read_names(lists: object, place: str) -> dict[str, str]:
    """Name -> its type, "" where it is listed under more than one."""
    if not isinstance(lists, dict) or not lists.keys() <= set(TYPES):
        raise ValueError(f"{place}: names must be lists by type, one of {', '.join(TYPES)}; found {lists!r:.80}")
    counts = Counter(simplify(name) for names in lists.values() for name in set(names))
    return {simplify(name): type_ if counts[simplify(name)] == 1 else "" for type_ in lists for name in lists[type_]}


def find_names(text: str, names: Mapping[str, str]) -> list[Span]:
    """Every occurrence of the names, longer ones first; a single character only where it is a word of its own."""
    words, spans, taken = Edges(text), [], bytearray(len(text))
    for name in sorted(names, key=len, reverse=True):
        for match in re.finditer(re.escape(name), text):
            start, end = match.span()
            alone = end - start > 1 or {start, end} <= words.known
            if alone and not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                spans.append(Span(start, end, names[name]))
    return sorted(spans)


def cut(text: str, spans: Sequence[Span]) -> Iterator[Marked]:
    """The sentences as the recogniser will read them, less those that cut a name or hold one of unknown type."""
    for start, end in split_sentences(text):
        inside = [span for span in spans if span.start < end and start < span.end]
        if all(start <= span.start and span.end <= end and span.type for span in inside):
            yield Marked(text[start:end], [Span(s.start - start, s.end - start, s.type) for s in inside])
