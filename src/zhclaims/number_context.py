"""The words around numbers, by what they tell: money metrics, people, verbs of change, names after ordinals."""

import re
from functools import cache

from zhclaims import lexicon

_ROLES = frozenset(
    {
        "money", "people", "money_after", "people_after", "not_ranked", "ranked", "named", "change", "reaching", "link",
        "lasting", "index", "price", "acronym",
    }
)  # fmt: skip


@cache
def words_by_role() -> dict[str, tuple[str, ...]]:
    """The words of each role, the longest first."""
    return lexicon.words_by_role("number_context", _ROLES)


@cache
def any_of(role: str) -> str:
    """A regular expression for any word of a role.

    >>> bool(re.fullmatch(any_of("money"), "营收"))
    True
    """
    return lexicon.any_of(words_by_role()[role])


def told_by_how_much(text: str, start: int) -> bool:
    """Whether the number that starts here is a difference: 缩减了|4亿元.

    >>> told_by_how_much("缩减了4亿元", 3), told_by_how_much("缩减至4亿元", 3)
    (True, False)
    """
    return _by_how_much().search(text, max(0, start - 8), start) is not None


@cache
def _by_how_much() -> re.Pattern[str]:
    return re.compile(any_of("change") + "了?(?:约|将?近|逾|超过?)?$")
