"""The words of the interface in English and Chinese: column headings, names of values, what a flag asks to check."""

from functools import cache
from typing import Literal

from zhclaims.lexicon import read_rows

Language = Literal["en", "zh"]


@cache
def words(language: Language) -> dict[str, str]:
    """All words of the interface by key, in one language.

    >>> words("zh")["column.city"], words("zh")["modality.plan"]
    ('城市', '计划')
    """
    return {row["key"]: row[language] for row in read_rows("interface", ("key", "en", "zh"))}


def headings(names: list[str], language: Language | None) -> list[str]:
    """The headings of columns: in Chinese for "zh", else their names, which is what programs look for.

    >>> headings(["city", "value_text"], "zh"), headings(["city"], None)
    (['城市', '数值原文'], ['city'])
    """
    if language != "zh":
        return names
    return [_heading(name) for name in names]


def _heading(name: str) -> str:
    """The heading of a column, which may be that of one city: 杭州市 value_text."""
    city, space, last = name.rpartition(" ")
    return f"{city}{space}{words('zh').get(f'column.{last}', last)}"


def sheet_name(table: str, language: Language | None) -> str:
    """The name of a table's sheet in a workbook.

    >>> sheet_name("claims", "zh"), sheet_name("claims", None)
    ('论断', 'claims')
    """
    return words("zh")[f"table.{table}"] if language == "zh" else table
