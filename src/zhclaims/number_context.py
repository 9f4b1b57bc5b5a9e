"""The words around numbers, by what they tell: money metrics, people, verbs of change, names after ordinals."""

import re
from collections import defaultdict
from functools import cache

from zhclaims.lexicon import read_rows

_ROLES = frozenset(
    {
        "money", "people", "money_after", "people_after", "not_ranked", "ranked", "named", "change", "reaching", "link",
        "lasting", "index",
    }
)  # fmt: skip


@cache
def words_by_role() -> dict[str, tuple[str, ...]]:
    """The words of each role, the longest first."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in read_rows("number_context", ("word", "role")):
        found[row.choice("role", _ROLES)].append(row["word"])
    return {role: tuple(sorted(words, key=len, reverse=True)) for role, words in found.items()}


@cache
def any_of(role: str) -> str:
    """A regular expression for any word of a role.

    >>> bool(re.fullmatch(any_of("money"), "营收"))
    True
    """
    return "(?:" + "|".join(map(re.escape, words_by_role()[role])) + ")"
