"""Tells the kinds of events by verb, and of words that jieba does not take for verbs which may state one."""

from dataclasses import dataclass
from functools import cache

from zhclaims.lexicon import Row, read_rows


@dataclass(frozen=True, slots=True)
class EventWord:
    """A word that may state an event although jieba does not take it for a verb."""

    verb: str
    object: str
    """What of the word is the object: 公告 of 发布公告."""


def parts_of(word: str) -> tuple[str, str]:
    """The verb of a word and the object that it holds: 发布 and 公告 of 发布公告.

    >>> parts_of("发布公告"), parts_of("隆重举行"), parts_of("落户")
    (('发布', '公告'), ('举行', ''), ('落户', ''))
    """
    found = event_words().get(word)
    return (found.verb, found.object) if found else (word, "")


@cache
def kinds() -> dict[str, str]:
    """Kinds of events by verb: founded, released, signed."""
    return {row["verb"]: row["kind"] for row in _verbs()}


@cache
def verbs_with(frame: str) -> frozenset[str]:
    """The verbs that have a frame: open, verb, chain or motion, as the lexicon describes them.

    >>> "投产" in verbs_with("open"), "宣布" in verbs_with("verb"), "前往" in verbs_with("motion")
    (True, True, True)
    """
    return frozenset(row["verb"] for row in _verbs() if frame in row["frame"].split())


@cache
def _verbs() -> list[Row]:
    return list(read_rows("event_verbs", ("verb", "kind", "frame")))


@cache
def event_words() -> dict[str, EventWord]:
    """The words that may state an event although jieba does not take them for verbs: 落户, 印发, 为."""
    return {
        row["word"]: EventWord(row["verb"] or row["word"], row["object"])
        for row in read_rows("event_words", ("word", "verb", "object"))
    }
