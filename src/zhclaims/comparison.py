"""Cities side by side: the metrics that they have in common, in one unit and of one time where there is one."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from zhclaims.errors import ZhclaimsError
from zhclaims.filters import EVERYTHING, Filters
from zhclaims.reconcile import Figure, figures_in
from zhclaims.rows import Column, Row
from zhclaims.store import Store
from zhclaims.types import Claim
from zhclaims.units import base_unit, measure_of

Key = tuple[str, str, bool, str, str]
"""What, measure, change, modality and scope: what must be the same to be compared."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What is claimed of one city: the surest claim, and how many others disagree with it."""

    claim: Claim
    value: float
    """In the row's unit; the middle of a range."""
    disputed: int = 0


@dataclass(frozen=True, slots=True)
class ComparedMetric:
    """One metric of all the cities."""

    what: str
    change: bool
    modality: str
    scope: str
    unit: str
    time: str
    """The time that all share, "" where it is not told or each city's is another."""
    cells: tuple[Cell, ...]
    """In the order of the cities."""

    @property
    def is_same_time(self) -> bool:
        """Whether the values can be held against each other: of one time, or of one article that tells none."""
        times = {cell.claim.time for cell in self.cells}
        return bool(self.time) or (times == {""} and len({cell.claim.article_id for cell in self.cells}) == 1)

    def difference(self, at: int) -> float | None:
        """How much more a city has than the first; None where their times differ."""
        return round(self.cells[at].value - self.cells[0].value, 9) if self.is_same_time else None

    def ratio(self, at: int) -> float | None:
        """How many times as much a city has as the first; None where their times differ, and for changes."""
        first, other = self.cells[0].value, self.cells[at].value
        comparable = self.is_same_time and not self.change and first > 0 and other >= 0
        return round(other / first, 9) if comparable else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The metrics that all of some cities have."""

    cities: tuple[str, ...]
    metrics: tuple[ComparedMetric, ...]


def compare_cities(store: Store, cities: Sequence[str], filters: Filters = EVERYTHING) -> Comparison:
    """Compare cities, named from their beginning, by the metrics that all of them have; the surest come first.

    Raises ZhclaimsError for fewer than two cities, and for one that no claim is about.
    """
    names = tuple(_city(store, city) for city in dict.fromkeys(cities))
    if len(set(names)) < 2:
        raise ZhclaimsError(f"compare: at least two different cities are needed; found {' '.join(names) or 'none'}")
    found = _figures(store, names, replace(filters, city=names))
    claims = store.claims_by_id(figure.claim_id for same in found.values() for figure in same)
    by_key: dict[Key, dict[str, list[list[Figure]]]] = defaultdict(lambda: defaultdict(lambda: [[] for _ in names]))
    for (key, time, at), figures in found.items():
        by_key[key][time][at] = figures
    metrics = [metric for key, times in by_key.items() for metric in _metrics(key, times, claims)]
    return Comparison(names, tuple(sorted(metrics, key=_surest_first)))


def _city(store: Store, name: str) -> str:
    """The full name of a city that begins so and that most claims are about."""
    from zhclaims.simplify import simplify

    found = store.common_values("claims", "city", beginning=simplify(name), limit=1) if name else []
    if not found:
        known = "、".join(islice(store.common_values("claims", "city", limit=8), 8))
        raise ZhclaimsError(f"no claim is about the city {name!r}; most are about {known or 'no city'}")
    return found[0]


def _figures(store: Store, cities: Sequence[str], filters: Filters) -> dict[tuple[Key, str, int], list[Figure]]:
    """What is claimed of the cities themselves, not of their districts and companies."""
    found: dict[tuple[Key, str, int], list[Figure]] = defaultdict(list)
    for figure in figures_in(store, filters, doubtful=True):
        topic = figure.topic
        at = next((at for at, city in enumerate(cities) if topic.is_place and topic.who.endswith(city)), None)
        if at is not None:
            key = (topic.what, topic.measure, topic.change, topic.modality, topic.scope)
            found[key, _year_of(topic.time), at].append(figure)
    return found


def _year_of(time: str) -> str:
    """A time with the end of a year as that year, as in 截至2024年底."""
    end = re.fullmatch(r"/(\d{4})(?:-12(?:-31)?)?", time)
    return end[1] if end else time


def _metrics(key: Key, times: dict[str, list[list[Figure]]], claims: dict[str, Claim]) -> Iterator[ComparedMetric]:
    """The rows of one metric: one for each time that all cities share, else one of the latest of each."""
    shared = [time for time, cities in times.items() if all(cities)]
    for time in sorted(shared, reverse=True):
        yield _metric(key, time, times[time], claims)
    if not shared:
        cities = range(len(next(iter(times.values()))))
        latest = [max((time for time in times if times[time][at]), default=None, key=_latest) for at in cities]
        if all(time is not None for time in latest):
            yield _metric(key, "", [times[str(time)][at] for at, time in enumerate(latest)], claims)


def _latest(time: str) -> str:
    return time.rpartition("/")[2] or time


def _metric(key: Key, time: str, figures: Sequence[Sequence[Figure]], claims: dict[str, Claim]) -> ComparedMetric:
    what, measure, change, modality, scope = key
    best = [_surest(same, claims) for same in figures]
    units = {claims[figure.claim_id].unit for figure in best}
    unit, factor = (units.pop(), measure_of(claims[best[0].claim_id].unit)[1]) if len(units) == 1 else ("", 1.0)
    cells = tuple(_cell(one, same, claims, factor) for one, same in zip(best, figures, strict=True))
    return ComparedMetric(what, change, modality, scope, unit or base_unit(measure), time, cells)


def _surest(figures: Sequence[Figure], claims: dict[str, Claim]) -> Figure:
    """The figure of the surest claim, and of those of the last to be published."""
    return max(figures, key=lambda figure: (claims[figure.claim_id].score, claims[figure.claim_id].published))


def _cell(figure: Figure, same: Sequence[Figure], claims: dict[str, Claim], factor: float) -> Cell:
    disagree = [other for other in same if not other.span.agrees(figure.span)]
    return Cell(claims[figure.claim_id], (figure.span.low + figure.span.high) / 2 / factor, len(disagree))


def _surest_first(metric: ComparedMetric) -> tuple[bool, float, str, str]:
    """Those of one time first."""
    return (not metric.is_same_time, -min(cell.claim.score for cell in metric.cells), metric.what, metric.time)


# ------------------------------------------------------------------ as a table


def comparison_table(comparison: Comparison) -> tuple[list[Column], list[Row]]:
    """A row a metric: for each city value, text, time, source, article and claim; difference and ratio to the first."""
    columns = [Column(name, "text") for name in ("what", "time", "unit", "change", "modality", "scope")]
    for at, city in enumerate(comparison.cities):
        columns += [Column(city, "real"), *(Column(f"{city} {name}", "text") for name in _OF_A_CITY)]
        columns.append(Column(f"{city} disputed", "integer"))
        columns += [Column(f"{city} {name}", "real") for name in (("difference", "ratio") if at else ())]
    return columns, [_row(metric) for metric in comparison.metrics]


_OF_A_CITY = ("comparator", "value_text", "time", "source", "published", "path", "claim_id")


def _row(metric: ComparedMetric) -> Row:
    change = "change" if metric.change else "level"
    row: list[object] = [metric.what, metric.time, metric.unit, change, metric.modality, metric.scope]
    for at, cell in enumerate(metric.cells):
        row += [cell.value, *(getattr(cell.claim, name) for name in _OF_A_CITY), cell.disputed]
        row += [metric.difference(at), metric.ratio(at)] if at else []
    return tuple(row)
