"""The lunar calendar, solar terms and named days against dates from official holiday notices and almanacs."""

from datetime import date
from pathlib import Path

import pytest

from zhclaims import calendar_cn
from zhclaims.calendar_cn import festival_day, festival_holiday, festivals, lunar_day, lunar_month, solar_term
from zhclaims.errors import LexiconError
from zhclaims.lexicon import Row
from zhclaims.time_numbers import numbers_in
from zhclaims.time_window import (
    days_window,
    first_weeks,
    join,
    last_weeks,
    month_window,
    narrow,
    nth_weekday,
    quarter_window,
    shift_years,
    year_window,
)


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (1949, date(1949, 1, 29)),
        (1985, date(1985, 2, 20)),
        (2000, date(2000, 2, 5)),
        (2007, date(2007, 2, 18)),
        (2015, date(2015, 2, 19)),
        (2020, date(2020, 1, 25)),
        (2026, date(2026, 2, 17)),
        (2033, date(2033, 1, 31)),
    ],
)
def test_spring_festival(year: int, day: date) -> None:
    found = festival_day(year, "春节")
    assert found is not None
    assert found.first == found.last == day


@pytest.mark.parametrize(
    ("year", "month", "day", "iso"),
    [
        (2020, 5, 5, "2020-06-25"),
        (2020, 8, 15, "2020-10-01"),
        (2023, 12, 30, "2024-02-09"),
        (1978, 8, 15, "1978-09-17"),
    ],
)
def test_lunar_days(year: int, month: int, day: int, iso: str) -> None:
    found = lunar_day(year, month, day)
    assert found is not None
    assert found.iso == iso


def test_lunar_days_that_do_not_exist() -> None:
    assert lunar_day(2024, 1, 30) is None
    assert lunar_month(2024, 4, leap=True) is None
    assert lunar_month(1850, 1) is None
    assert lunar_month(2024, 13) is None


@pytest.mark.parametrize(("name", "iso"), [("立春", "2025-02-03"), ("清明", "2025-04-04"), ("冬至", "2025-12-21")])
def test_solar_terms(name: str, iso: str) -> None:
    found = solar_term(2025, name)
    assert found is not None
    assert found.iso == iso


def test_every_festival_has_a_day_and_a_holiday_around_it() -> None:
    for name in festivals():
        day, holiday = festival_day(2024, name), festival_holiday(2024, name)
        assert day is not None, name
        assert holiday is not None, name
        assert holiday.first <= holiday.last, name


def test_a_bad_row_is_refused_with_file_and_line() -> None:
    cells = {"name": "甲", "rule": "date", "value": "1月1日", "offset": "0", "holiday": "0..0", "stands": "alone"}
    with pytest.raises(LexiconError, match=r"festivals\.tsv:7: value must fit"):
        calendar_cn._festival(Row(Path("festivals.tsv"), 7, cells))
    cells = {"year": "2024", "new_year": "2024-02-10", "months": "1010", "leap": "0", "terms": "05 20"}
    with pytest.raises(LexiconError, match=r"times_lunar\.tsv:3: 12 months"):
        calendar_cn._lunar_year(Row(Path("times_lunar.tsv"), 3, cells))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("三十一", (31,)),
        ("廿三", (23,)),
        ("一百一十三", (113,)),
        ("二〇二五年", (2025,)),
        ("十", (10,)),
        ("3至5", (3, 5)),
    ],
)
def test_numerals_of_times(text: str, numbers: tuple[int, ...]) -> None:
    assert numbers_in(text) == numbers


def test_windows_beyond_the_calendar_are_none() -> None:
    assert year_window(0) is None
    assert month_window(2024, 13) is None
    assert days_window(date(2024, 2, 1), date(2024, 1, 1), "span") is None


def test_weeks_of_a_year_and_weekdays_of_a_month() -> None:
    year, month = year_window(2024), month_window(2024, 9)
    assert year is not None
    assert month is not None
    first, last, friday = first_weeks(year, 2), last_weeks(year, 2), nth_weekday(month, -1, 4)
    assert first is not None
    assert last is not None
    assert friday is not None
    assert [first.iso, last.iso, friday.iso] == ["2024-01-01/2024-01-14", "2024-12-16/2024-12-29", "2024-09-27"]


def test_a_quarter_moves_by_a_year_and_narrows_to_its_last_month() -> None:
    quarter = quarter_window(2024, 1)
    assert quarter is not None
    before = shift_years(quarter, -1)
    assert before is not None
    assert (before.iso, before.last) == ("2023-01/2023-03", date(2023, 3, 31))
    assert narrow(quarter, "末").first == date(2024, 3, 1)
    joined = join(before, quarter)
    assert joined is not None
    assert joined.iso == "2023-01/2024-03"
