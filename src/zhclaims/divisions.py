"""The administrative divisions of the PRC with their codes, names, parents and successors."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from zhclaims.lexicon import Row, read_rows
from zhclaims.types import PlaceLevel

MUNICIPALITIES = frozenset({"110000", "120000", "310000", "500000", "810000", "820000"})
PROVINCE_WEIGHT = 100.0
DIVISION_COLUMNS = ("code", "name", "short", "aliases", "weight")
RENAMED_COLUMNS = ("name", "short", "successor")


@dataclass(frozen=True, slots=True)
class Division:
    """A division of GB/T 2260, or another place with the same facts: area, region, country.

    A county-level city directly under a province (济源市, 石河子市) counts as its own city.
    """

    code: str
    name: str
    """Its own full name: 余杭区."""
    full_name: str
    """From the province down: 浙江省杭州市余杭区; Taiwan's begin with 台湾."""
    short: str
    """Without 省 市 区 县 and the names of peoples: 余杭; "" where nothing shorter is used (赵县)."""
    level: PlaceLevel
    province: str | None
    city: str | None
    """Prefecture-level city or municipality, full name; None for a province."""
    city_code: str | None
    weight: float = 1.0
    """Size of its city's economy (100 billion yuan), 100 for a province; it only breaks ties."""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All divisions, by code and by each of their names; former names lead to the successor."""

    by_code: dict[str, Division]
    by_full_name: dict[str, Division]
    by_name: dict[str, tuple[Division, ...]]
    """By own full name, short name and alias: 余杭区, 余杭, 内蒙; several divisions may share one."""
    renamed: frozenset[str]
    """The names that are no longer in use: 江干区, 襄樊市."""

    def city(self, name: str) -> Division | None:
        """The city that is called so, in full or in short: 杭州市, 杭州, 北京, 延边; None when there is none."""
        found = [division for division in self.by_name.get(name, ()) if division.name == division.city]
        return found[0] if len(found) == 1 else None


@cache
def load_divisions() -> Gazetteer:
    """Read divisions.tsv and renamed.tsv once.

    >>> load_divisions().by_code["330110"].full_name
    '浙江省杭州市余杭区'
    >>> [division.full_name for division in load_divisions().by_name["江干区"]]
    ['浙江省杭州市上城区']
    """
    rows = {row["code"]: row for row in read_rows("divisions", DIVISION_COLUMNS)}
    by_code = {code: _division(code, rows) for code in rows}
    names: dict[str, list[Division]] = defaultdict(list)
    for division in by_code.values():
        for name in filter(None, (division.name, division.short, *division.aliases)):
            names[name].append(division)
    renamed = _add_renamed(names, by_code)
    by_full_name = {division.full_name: division for division in by_code.values()}
    by_name = {name: tuple(dict.fromkeys(divisions)) for name, divisions in names.items()}
    return Gazetteer(by_code, by_full_name, by_name, renamed)


def _division(code: str, rows: dict[str, Row]) -> Division:
    row, top, middle = rows[code], rows[code[:2] + "0000"], rows.get(code[:4] + "00")
    city = _city_row(row, top, middle)
    chain = dict.fromkeys([top["name"], city["name"] if city else "", row["name"]])
    full_name = "".join(chain).replace("台湾省", "台湾")
    aliases = tuple(filter(None, row["aliases"].split("|")))
    return Division(
        code=code,
        name=row["name"],
        full_name=full_name,
        short=row["short"],
        level="city" if city is row else "county" if city else "province",
        province=top["name"],
        city=city["name"] if city else None,
        city_code=city["code"] if city else None,
        weight=float(city["weight"] or 1) if city else PROVINCE_WEIGHT,
        aliases=aliases,
    )


def _city_row(row: Row, top: Row, middle: Row | None) -> Row | None:
    """北京市 for 海淀区, 杭州市 for 余杭区, 济源市 and 石河子市 for themselves, none for a province."""
    if top["code"] in MUNICIPALITIES:
        return top
    if row is top:
        return None
    return middle or row


def _add_renamed(names: dict[str, list[Division]], by_code: dict[str, Division]) -> frozenset[str]:
    former: set[str] = set()
    for row in read_rows("renamed", RENAMED_COLUMNS):
        if row["successor"] not in by_code:
            raise row.error(f"successor must be a code of divisions.tsv, found {row['successor']!r}")
        for name in filter(None, (row["name"], row["short"])):
            if name not in names:
                former.add(name)
            names[name].append(by_code[row["successor"]])
    return frozenset(former)
