"""All names of places with what they may stand for: divisions, areas, regions, countries and the user's own."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Literal

from ahocorasick_rs import AhoCorasick, MatchKind

from zhclaims.divisions import Division, load_divisions
from zhclaims.errors import LexiconError
from zhclaims.lexicon import Row, read_rows, read_user_rows
from zhclaims.types import PlaceLevel

Use = Literal["alone", "supported", "named", "attached"]
USES = frozenset({"alone", "supported", "named", "attached"})
CHINA, WORLD = "中国", "全球"
REGION_WEIGHT, COUNTRY_WEIGHT = 50.0, 1000.0
RANKS = {"region": 0, "province": 0, "city": 1, "county": 2}
MUCH_LARGER = 5
"""How many times larger the city of a county must be than a city of the same name for the short name to mean it."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name with its readings; a guard (北京时间, 三明治) has none and only keeps others from being found in it."""

    text: str
    readings: tuple[Division, ...]
    inner: tuple[Division, ...] = ()
    """Readings that only count right after the place they are in: 西安 as the district of 辽源, in 辽源西安."""
    use: Use = "alone"
    """alone: always; supported: where the article speaks of its city or province; named: where it has the full name;
    attached: right after its city."""
    flags: tuple[str, ...] = ()
    guard: str = ""
    """What a guard is: 企业, 词语, 食品 …"""


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The names and the matcher that finds them in a text, leftmost and longest."""

    matcher: AhoCorasick
    names: tuple[Name, ...]
    """In the order of the matcher's patterns."""
    by_text: dict[str, Name]
    by_full_name: dict[str, Division]


def load_gazetteer(lexicon: str | None = None) -> Gazetteer:
    """Read the names once for each user lexicon; a changed file is read again.

    Raises LexiconError with file and line for a bad row of the user's file.

    >>> load_gazetteer().by_text["松山湖"].readings[0].full_name
    '广东省东莞市松山湖'
    """
    if lexicon is None:
        return _gazetteer(None, 0)
    try:
        changed = Path(lexicon).stat().st_mtime_ns
    except OSError as error:
        raise LexiconError(f"{lexicon}: cannot be read as a lexicon: {error}") from error
    return _gazetteer(lexicon, changed)


@cache
def _gazetteer(lexicon: str | None, changed: int) -> Gazetteer:
    places = {place.full_name: place for place in _package_places()}
    readings, flags = _package_names(places)
    uses = _name_uses()
    names = {text: _name(text, found, uses, tuple(flags.get(text, ()))) for text, found in readings.items()}
    for row in read_rows("not_places", ("name", "kind")):
        names.setdefault(row["name"], Name(row["name"], (), guard=row["kind"] or "词语"))
    if lexicon is not None:
        names |= {name.text: name for name in _user_names(Path(lexicon), names)}
    matcher = AhoCorasick(list(names), matchkind=MatchKind.LeftmostLongest)
    return Gazetteer(matcher, tuple(names.values()), names, places)


def _name(text: str, found: list[Division], uses: dict[str, Use], flags: tuple[str, ...]) -> Name:
    everything = tuple(dict.fromkeys(found))
    readings = tuple(place for place in everything if not _is_outshone(place, text, everything))
    short_county = text[-1] not in "市区县旗" and all(place.level == "county" for place in readings)
    use = uses.get(text, "supported" if short_county else "alone")
    return Name(text, readings, tuple(place for place in everything if place not in readings), use, flags)


def _is_outshone(place: Division, text: str, others: tuple[Division, ...]) -> bool:
    """西安 alone is never 西安区 of 辽源, 海南 never 海南州; 朝阳 may be the district of Beijing, 吉林 the city."""
    if text == place.name or place.level not in RANKS:
        return False
    higher = [other for other in others if RANKS.get(other.level, 9) < RANKS[place.level]]
    if place.level == "city" and place.name.endswith("市"):
        return False
    return any(place.weight < MUCH_LARGER * other.weight for other in higher)


def _package_places() -> Iterator[Division]:
    divisions = load_divisions()
    yield from divisions.by_code.values()
    yield from _areas(divisions.by_full_name)
    for row in read_rows("regions", ("name", "aliases", "scope")):
        yield _simple(row, f"region/{row['name']}", "region", REGION_WEIGHT)
    for row in read_rows("countries", ("name", "aliases", "code")):
        yield _simple(row, row["code"], "country", COUNTRY_WEIGHT)
    yield Division("world", WORLD, WORLD, "", "world", None, None, None, COUNTRY_WEIGHT)
    yield from _foreign_places()


def _simple(row: Row, code: str, level: PlaceLevel, weight: float) -> Division:
    return Division(code, row["name"], row["name"], "", level, None, None, None, weight, _aliases(row))


def _aliases(row: Row) -> tuple[str, ...]:
    return tuple(filter(None, (alias.strip() for alias in row["aliases"].split("|"))))


def _areas(by_full_name: dict[str, Division]) -> Iterator[Division]:
    for row in read_rows("areas", ("name", "aliases", "within")):
        within = by_full_name.get(row["within"])
        if within is None:
            raise row.error(f"within must be a full name of divisions.tsv, found {row['within']!r}")
        yield area(row["name"], within, _aliases(row))


def area(name: str, within: Division, aliases: tuple[str, ...] = ()) -> Division:
    """An area of a division: 松山湖 within 广东省东莞市; its code is that of the division with its name."""
    return replace(
        within,
        code=f"{within.code}/{name}",
        name=name,
        full_name=within.full_name + name,
        short="",
        level="area",
        aliases=aliases,
    )


def _foreign_places() -> Iterator[Division]:
    countries = {row["code"]: row["name"] for row in read_rows("countries", ("name", "aliases", "code"))}
    for row in read_rows("foreign_places", ("name", "aliases", "country")):
        if row["country"] not in countries:
            raise row.error(f"country must be a code of countries.tsv, found {row['country']!r}")
        place = _simple(row, f"{row['country']}/{row['name']}", "foreign", 1.0)
        yield replace(place, full_name=countries[row["country"]] + row["name"])


def _package_names(places: dict[str, Division]) -> tuple[dict[str, list[Division]], dict[str, list[str]]]:
    readings: dict[str, list[Division]] = defaultdict(list)
    flags: dict[str, list[str]] = defaultdict(list)
    for place in places.values():
        for text in filter(
            None, {place.name: 1, _own_short(place): 1, _plain_name(place): 1, **dict.fromkeys(place.aliases)}
        ):
            readings[text].append(place)
    for text in load_divisions().renamed:
        readings[text] += load_divisions().by_name[text]
        flags[text].append("renamed_place")
    for lexicon, column, flag in (("nicknames", "name", "nickname"), ("generic_places", "word", "generic_place")):
        for row in read_rows(lexicon, (column, "place")):
            readings[row[column]].append(_known(row, "place", places))
            flags[row[column]].append(flag)
    return readings, flags


def _own_short(place: Division) -> str:
    """长沙 is the city, never 长沙县 within it."""
    city = load_divisions().by_code.get(place.city_code or "")
    return "" if city and city is not place and city.short == place.short else place.short


def _plain_name(place: Division) -> str:
    """恭城县 for 恭城瑶族自治县."""
    return place.short + "县" if place.short and place.name.endswith("自治县") else ""


def _known(row: Row, column: str, places: dict[str, Division]) -> Division:
    if row[column] not in places:
        raise row.error(f"{column} must be the full name of a place, found {row[column]!r}")
    return places[row[column]]


def _name_uses() -> dict[str, Use]:
    return {row["name"]: row.choice("use", USES) for row in read_rows("name_use", ("name", "use", "reason"))}  # type: ignore[misc]  # choice has checked it


def _user_names(path: Path, names: dict[str, Name]) -> Iterator[Name]:
    """The PLACE rows of a user's lexicon: a reading of the city given, of the gazetteer where it has one, else new."""
    for row in read_user_rows(path):
        if row["type"] != "PLACE":
            continue
        place = _user_place(row, names)
        for text in (row["name"], *place.aliases):
            yield Name(text, (place,))


def _user_place(row: Row, names: dict[str, Name]) -> Division:
    name = row["name"]
    if not row["city"]:
        return Division(f"user/{name}", name, name, "", "area", None, None, None, aliases=_aliases(row))
    city = load_divisions().city(row["city"])
    if city is None:
        raise row.error(f"city must be a city's name such as 杭州市, or empty; found {row['city']!r}")
    known = [place for place in names[name].readings if place.city == city.city] if name in names else []
    return replace(known[0], aliases=_aliases(row)) if known else area(name, city, _aliases(row))
