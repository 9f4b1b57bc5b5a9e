"""Units and the lexicons of numbers: every row is used, none stands twice, conversions hold."""

from collections import Counter

import pytest

from zhclaims.lexicon import read_rows
from zhclaims.quantities import find_quantities
from zhclaims.units import unit_at, units_by_first

LEXICONS = {
    "units": ("unit", "canonical", "kind", "dimension", "factor", "not_before"),
    "measure_words": ("word", "canonical", "dimension", "after_one", "not_before"),
    "comparators": ("word", "side", "comparator"),
    "lookalikes": ("word", "reason"),
    "number_context": ("word", "role"),
    "unit_words": ("unit", "word"),
}


@pytest.mark.parametrize("name", LEXICONS)
def test_no_row_stands_twice(name: str) -> None:
    key = 2 if name in ("comparators", "number_context", "unit_words") else 1
    rows = Counter(tuple(row.cells.values())[:key] for row in read_rows(name, LEXICONS[name]))
    assert [row for row, count in rows.items() if count > 1] == []


def test_every_unit_stands_behind_a_number() -> None:
    unused = [
        unit.text
        for units in units_by_first().values()
        for unit in units
        if unit.text
        not in ("月", "T", "日", "块", "兆", *"班队景通期届季仙厘路扎男女牛任x")  # those are told by other words
        and not any(q.unit == unit.canonical for q in find_quantities(f"用了35{unit.text}"))
    ]
    assert unused == []


def test_no_look_alike_is_a_quantity() -> None:
    rows = list(read_rows("lookalikes", LEXICONS["lookalikes"]))
    assert [row["word"] for row in rows if row["reason"] != "counts" and find_quantities(row["word"])] == []


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("亿元", None),
        ("元人民币", "CNY"),
        ("平方公里", "平方公里"),
        ("GWh", "GWh"),
        ("奈米", "纳米"),
        ("元素", None),
        ("支持", None),
    ],
)
def test_the_longest_unit_that_is_no_other_word(text: str, canonical: str | None) -> None:
    found = unit_at(text, 0)
    assert (found[0].canonical if found else None) == canonical


@pytest.mark.parametrize(
    ("greater", "less"),
    [
        ("1公里", "999米"),
        ("1英里", "1公里"),
        ("1吨", "999公斤"),
        ("1斤", "499克"),
        ("1公顷", "14亩"),
        ("2小时", "119分钟"),
        ("1GWh", "999MWh"),
    ],
)
def test_units_of_one_dimension_convert(greater: str, less: str) -> None:
    first, second = find_quantities(greater)[0], find_quantities(less)[0]
    assert first.dimension == second.dimension != ""
    assert first.low * first.factor > second.low * second.factor


def test_latin_units_are_whole_words() -> None:
    assert unit_at("GBxx", 0) is None
    assert unit_at("kmh", 0) is None
