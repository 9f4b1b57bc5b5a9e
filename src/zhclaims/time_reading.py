"""Reads the pieces of a time one after another, each narrowing the stretch that those before it left."""

from collections.abc import Callable

from zhclaims import time_absolute as absolute
from zhclaims import time_partial as partial
from zhclaims import time_relative as relative
from zhclaims.time_scene import Scene
from zhclaims.time_window import Window

Reader = Callable[[Window | None, str, Scene], Window | None]


def read_nothing(window: Window | None, _: str, __: Scene) -> Window | None:
    """上午10时 and （周一） leave the day as it is."""
    return window


# What each kind of piece in time_words.py does to the stretch; recurring ones have none.
READERS: dict[str, Reader] = {
    "year": absolute.read_year,
    "bare_year": absolute.read_year,
    "bare_years": absolute.read_years,
    "year2": absolute.read_short_year,
    "fiscal": absolute.read_fiscal,
    "school_year": absolute.read_school_year,
    "era": absolute.read_era,
    "republic": absolute.read_republic,
    "date": absolute.read_date,
    "slashed": absolute.read_slashed,
    "dashed": absolute.read_dashed,
    "dotted": absolute.read_dotted,
    "iso_month": absolute.read_iso_month,
    "half_of": absolute.read_half_of,
    "quarter_of": absolute.read_quarter_of,
    "century": absolute.read_century,
    "decade": absolute.read_decade,
    "plan": absolute.read_plan,
    "the_year": relative.read_the_year,
    "two_years": relative.read_two_years,
    "the_season": relative.read_the_season,
    "half": partial.read_half,
    "quarter": partial.read_quarter,
    "the_quarter": relative.read_the_quarter,
    "opening": partial.read_opening,
    "season": partial.read_season,
    "month": partial.read_month,
    "months": partial.read_month,
    "month_pair": partial.read_month_pair,
    "month_day": partial.read_month_day,
    "lunar": partial.read_lunar,
    "lunar_year": partial.read_lunar_year,
    "the_month": relative.read_the_month,
    "tenday": partial.read_tenday,
    "day": partial.read_day,
    "days": partial.read_day,
    "nth_week": partial.read_nth_week,
    "the_week": relative.read_the_week,
    "the_weekday": relative.read_the_week,
    "weekend": relative.read_the_week,
    "weekday": relative.read_weekday,
    "the_day": relative.read_the_day,
    "last_units": relative.read_last_units,
    "years_since": relative.read_last_units,
    "next_units": relative.read_next_units,
    "more_units": relative.read_more_units,
    "ago": relative.read_ago,
    "year_part": partial.read_year_part,
    "month_part": partial.read_month_part,
    "last_day": partial.read_last_day,
    "position": partial.read_position,
    "festival": partial.read_festival,
    "plan_edge": absolute.read_plan_edge,
    "plan_years": absolute.read_plan_years,
    "event": absolute.read_event,
    "same_period": relative.read_same_period,
    "whole_year": read_nothing,
    "clock": read_nothing,
    "day_part": read_nothing,
}
