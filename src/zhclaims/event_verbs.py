"""Tells which words may state an event, the verb and the object that a longer word holds, and the kind of event."""

from functools import cache

from zhclaims.binder.words import Word
from zhclaims.lexicon import read_rows


def may_state_event(word: Word) -> bool:
    """Whether a word is a verb, by its tag or by the lexicon: jieba takes 落户 for a noun and 为 for a preposition.

    >>> may_state_event(Word(0, 2, "落户", "n")), may_state_event(Word(0, 2, "公司", "n"))
    (True, False)
    """
    return word.fact is None and (word.tag.startswith("v") or word.text in _parts())


def parts_of(word: str) -> tuple[str, str]:
    """The verb of a word and the object that it holds: 发布 and 公告 of 发布公告.

    >>> parts_of("发布公告"), parts_of("隆重举行"), parts_of("落户")
    (('发布', '公告'), ('举行', ''), ('落户', ''))
    """
    return _parts().get(word, (word, ""))


@cache
def kinds() -> dict[str, str]:
    """Kinds of events by verb: founded, released, signed."""
    return {row["verb"]: row["kind"] for row in read_rows("event_verbs", ("verb", "kind", "frame"))}


@cache
def _parts() -> dict[str, tuple[str, str]]:
    rows = read_rows("event_words", ("word", "verb", "object"))
    return {row["word"]: (row["verb"] or row["word"], row["object"]) for row in rows}
