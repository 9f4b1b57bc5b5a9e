"""Organisations, universities, products and guarded names of the lexicons, by each of their names."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from zhclaims.divisions import load_divisions
from zhclaims.errors import LexiconError
from zhclaims.lexicon import Row, read_rows, read_user_rows

ORGANISATION_COLUMNS = ("name", "aliases", "kind", "city", "country")
UNIVERSITY_COLUMNS = ("name", "aliases", "city")
PRODUCT_COLUMNS = ("name", "aliases", "organisation")
WEAK_COLUMNS = ("name", "organisation", "needs")
KINDS = frozenset("company carrier university institute agency media bank fund hospital association other".split())
"""A carrier serves the whole country: telephone, power grid, railway, post, state lending for farms and exports."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation of the lexicons."""

    name: str
    """Its canonical name, the short one that news uses: 宇树科技."""
    kind: str
    city: str = ""
    """Full name of the prefecture-level city or municipality of its seat; "" when it has none."""
    country: str = "CN"
    """ISO 3166, two letters."""


@dataclass(frozen=True, slots=True)
class Product:
    """A product, model, brand or technology."""

    name: str
    organisation: str = ""
    """Canonical name of its maker; "" when it has no single one."""


@dataclass(frozen=True, slots=True)
class WeakName:
    """A name that is also a common word, and the words beside it that make it the organisation."""

    name: str
    organisation: str
    before: tuple[str, ...]
    after: tuple[str, ...]

    def holds(self, text: str, start: int, end: int) -> bool:
        """Whether the words right before or after `text[start:end]` make it the organisation.

        >>> weak = load_weak_names()["小米"]
        >>> weak.holds("小米公司发布财报", 0, 2), weak.holds("小米和红枣", 0, 2)
        (True, False)
        """
        return text.startswith(self.after, end) or text.endswith(self.before, 0, start)


def load_organisations(lexicon: str | None = None) -> Mapping[str, Organisation]:
    """Every name and alias of organisations and universities that is safe to look for in a text, with its organisation.

    `lexicon` is the path of a user's TSV, whose ORG rows override the package's; a changed file is read again.
    Raises LexiconError for a bad row.

    >>> load_organisations()["工业和信息化部"]
    Organisation(name='工信部', kind='agency', city='北京市', country='CN')
    """
    return _organisations(lexicon, _changed(lexicon))


@cache
def _organisations(lexicon: str | None, changed: int) -> Mapping[str, Organisation]:
    names: dict[str, Organisation] = {}
    for row in read_rows("universities", UNIVERSITY_COLUMNS):
        _add(names, row, Organisation(row["name"], "university", _package_city(row)))
    for row in read_rows("organisations", ORGANISATION_COLUMNS):
        _add(names, row, _organisation(row))
    for row in read_user_rows(lexicon):
        if row["type"] == "ORG":
            _add(names, row, _user_organisation(row, names))
    return MappingProxyType(names)


def load_products(lexicon: str | None = None) -> Mapping[str, Product]:
    """Every name and alias of products, with the product; raises LexiconError for a bad row.

    >>> load_products()["HarmonyOS"]
    Product(name='鸿蒙', organisation='华为')
    """
    return _products(lexicon, _changed(lexicon))


@cache
def _products(lexicon: str | None, changed: int) -> Mapping[str, Product]:
    names: dict[str, Product] = {}
    for row in read_rows("products", PRODUCT_COLUMNS):
        names.update(dict.fromkeys(_spellings(row), Product(row["name"], row["organisation"])))
    for row in read_user_rows(lexicon):
        if row["type"] == "PRODUCT":
            names.update(dict.fromkeys(_spellings(row), Product(row["name"])))
    return MappingProxyType(names)


def _changed(lexicon: str | None) -> int:
    """When a user's file was last written: part of the key under which its names are kept."""
    if lexicon is None:
        return 0
    try:
        return Path(lexicon).stat().st_mtime_ns
    except OSError as error:
        raise LexiconError(f"{lexicon}: cannot be read as a lexicon: {error}") from error


@cache
def load_weak_names() -> Mapping[str, WeakName]:
    """The names that need a word beside them, by name; raises LexiconError for a bad row.

    `needs` lists the words, joined by |: `公司` stands right after the name, `董事长…` right before it, and `=company`
    stands for the words of the row of that name.

    >>> load_weak_names()["小米"].organisation
    '小米集团'
    """
    groups: dict[str, str] = {}
    names: dict[str, WeakName] = {}
    for row in read_rows("weak_names", WEAK_COLUMNS):
        if row["name"].startswith("="):
            groups[row["name"]] = row["needs"]
        else:
            names[row["name"]] = _weak_name(row, groups)
    return MappingProxyType(names)


def _weak_name(row: Row, groups: Mapping[str, str]) -> WeakName:
    needs: list[str] = []
    for need in filter(None, row["needs"].split("|")):
        if need.startswith("=") and need not in groups:
            raise row.error(f"needs {need!r}, which no row above defines")
        needs += groups[need].split("|") if need.startswith("=") else [need]
    if not needs or not row["organisation"]:
        raise row.error("organisation and needs must not be empty")
    before = tuple(need[:-1] for need in needs if need.endswith("…"))
    after = tuple(need for need in needs if not need.endswith("…"))
    return WeakName(row["name"], row["organisation"], before, after)


def _add(names: dict[str, Organisation], row: Row, organisation: Organisation) -> None:
    names[organisation.name] = organisation
    if aliases := row.cells["aliases"]:
        for alias in filter(None, aliases.split("|")):
            names[alias] = organisation


def _spellings(row: Row) -> Iterator[str]:
    yield row["name"]
    yield from filter(None, row["aliases"].split("|"))


def _organisation(row: Row) -> Organisation:
    country = row.cells["country"]
    if country != "CN" and not (len(country) == 2 and country.isascii() and country.isupper()):
        raise row.error(f"column 'country' must be two capital letters, found {country!r}")
    return Organisation(row.cells["name"], row.choice("kind", KINDS), _package_city(row), country)


def _package_city(row: Row) -> str:
    """The city's full name as it stands in the row."""
    city = row.cells["city"]
    if city and city not in _city_names():
        raise row.error(f"column 'city' must be the full name of a city (杭州市) or empty, found {city!r}")
    return city


def _user_organisation(row: Row, names: Mapping[str, Organisation]) -> Organisation:
    """A user's row; what it leaves out (kind, country) is what the package knows of the name."""
    city = _user_city(row)
    known = names.get(row["name"])
    if known is None:
        return Organisation(row["name"], "other", city)
    return Organisation(row["name"], known.kind, city or known.city, known.country)


def _user_city(row: Row) -> str:
    """The full name of the city that a user's row gives in full or in short, or by one of its counties."""
    if not row["city"] or row["city"] in _city_names():
        return row["city"]
    found = load_divisions().city(row["city"])
    if found is not None:
        return found.name
    cities = {division.city for division in load_divisions().by_name.get(row["city"], ()) if division.city}
    if len(cities) != 1:
        raise row.error(f"column 'city' must name one city or county of China (杭州市, 昆山), found {row['city']!r}")
    return str(cities.pop())


@cache
def _city_names() -> frozenset[str]:
    return frozenset(division.city for division in load_divisions().by_code.values() if division.city)
