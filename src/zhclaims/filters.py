"""The filters that every listing command takes, and the SQL conditions they become."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from zhclaims.errors import ZhclaimsError


@dataclass(frozen=True, slots=True)
class Filters:
    """What to keep of a table: all filters must hold; of several values in one filter, any."""

    city: tuple[str, ...] = ()
    province: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    org: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    metric: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    unit: tuple[str, ...] = ()
    modality: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    claim_type: tuple[str, ...] = ()
    article: tuple[str, ...] = ()
    flag: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    """Of an entity: ORG, PLACE, PERSON, PRODUCT, DOC."""
    since: str | None = None
    until: str | None = None
    """YYYY, YYYY-MM or YYYY-MM-DD: facts whose time overlaps the stretch between them, both inclusive."""
    min_score: float | None = None
    max_score: float | None = None


EVERYTHING = Filters()
CHOICES: dict[str, tuple[str, ...]] = {
    "kind": ("money", "percent", "ratio", "multiple", "count", "duration", "measure", "rank", "other"),
    "modality": ("fact", "plan", "hedge", "negated"),
    "claim_type": ("numeric", "event"),
    "type": ("ORG", "PLACE", "PERSON", "PRODUCT", "DOC"),
    "flag": (
        "ambiguous_place", "aside", "baseline", "carried_metric", "carried_subject", "context_city", "dateline",
        "fiscal_year", "founding", "generic_place", "holiday_span", "in_event", "in_organisation", "in_title",
        "long_sentence", "magnitude_shared", "nickname", "no_anchor", "no_metric", "no_subject", "noun_subject",
        "reading_chosen", "renamed_place", "unit_from_header", "unit_inferred", "unsure_city", "unsure_claim",
        "unsure_currency", "unsure_metric", "unsure_subject", "unsure_time", "year_inferred",
    ),
}  # fmt: skip
"""The values allowed in filters that do not take free text."""

DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")  # 2024, 2024-02, 2024-02-29
_ARTICLE = "(f.article_id = {is} OR a.path LIKE {has} OR a.title LIKE {has})"
_FLAG = "(' ' || f.flags || ' ') LIKE {word}"
_PROVINCE_OF_CODE = "substr({code}, 1, 2) IN (SELECT substr(code, 1, 2) FROM places WHERE province LIKE {starts})"
_CONDITIONS: dict[str, dict[str, str]] = {
    "claims": {
        "city": "f.city LIKE {starts}",
        "province": "(f.place LIKE {starts} OR " + _PROVINCE_OF_CODE.replace("{code}", "f.city_code") + ")",
        "place": "f.place LIKE {has}",
        "org": "(f.subject LIKE {has} OR f.object LIKE {has} OR EXISTS (SELECT 1 FROM entities e WHERE"
        ' e.article_id = f.article_id AND e.start < f.sentence_end AND e."end" > f.sentence_start'
        " AND e.type = 'ORG' AND e.name LIKE {has}))",
        "subject": "f.subject LIKE {has}",
        "metric": "(f.metric LIKE {has} OR f.predicate LIKE {has})",
        "kind": "f.kind = {is}",
        "unit": "f.unit = {is} COLLATE NOCASE",
        "modality": "f.modality = {is}",
        "source": "f.source LIKE {has}",
        "claim_type": "f.claim_type = {is}",
        "article": "(f.article_id = {is} OR f.path LIKE {has} OR f.title LIKE {has})",
        "flag": _FLAG,
        "text": "(f.evidence_simplified LIKE {has} OR f.evidence LIKE {has})",
        "since": "ends_after(f.time, {is})",
        "until": "begins_before(f.time, {is})",
        "min_score": "f.score >= {is}",
        "max_score": "f.score <= {is}",
    },
    "entities": {
        "org": "(f.type = 'ORG' AND (f.name LIKE {has} OR f.text LIKE {has}))",
        "type": "f.type = {is}",
        "article": _ARTICLE,
        "text": "(f.text LIKE {has} OR f.name LIKE {has})",
        "min_score": "f.score >= {is}",
        "max_score": "f.score <= {is}",
    },
    "quantities": {
        "kind": "f.kind = {is}",
        "unit": "f.unit = {is} COLLATE NOCASE",
        "article": _ARTICLE,
        "flag": _FLAG,
        "text": "f.text LIKE {has}",
    },
    "times": {
        "article": _ARTICLE,
        "flag": _FLAG,
        "text": "f.text LIKE {has}",
        "since": "ends_after(f.iso, {is})",
        "until": "begins_before(f.iso, {is})",
    },
    "places": {
        "city": "f.city LIKE {starts}",
        "province": "f.province LIKE {starts}",
        "place": "f.name LIKE {has}",
        "article": _ARTICLE,
        "flag": _FLAG,
        "text": "f.text LIKE {has}",
    },
    "articles": {
        "article": "(f.article_id = {is} OR f.path LIKE {has} OR f.title LIKE {has})",
        "text": "f.text LIKE {has}",
    },
    "failures": {"article": "f.path LIKE {has}", "text": "f.message LIKE {has}"},
    "runs": {},
}
"""By table and filter: the condition on a row `f` and, for facts other than claims, its article `a`."""


OF_AN_ARTICLE = ("entities", "quantities", "times", "places", "articles")
"""Tables whose rows belong to an article, so that filters on its claims apply to them too."""


def where(table: str, filters: Filters) -> tuple[str, dict[str, Any]]:
    """The WHERE clause ("" for none) and its parameters; raises ZhclaimsError for a filter the table has no use for.

    A filter that only claims have keeps, of another table, what is from articles with a claim that it lets through.

    >>> clause, parameters = where("claims", Filters(city=("杭州",), min_score=0.5))
    >>> clause
    " WHERE (f.city LIKE :starts0 ESCAPE '!') AND (f.score >= :is1)"
    >>> parameters["starts0"], parameters["is1"]
    ('杭州%', 0.5)
    >>> where("articles", Filters(modality=("plan",)))[0]
    ' WHERE f.article_id IN (SELECT f.article_id FROM claims f WHERE (f.modality = :is0))'
    """
    if table not in _CONDITIONS:
        raise ZhclaimsError(f"no table {table!r}; there are {', '.join(_CONDITIONS)}")
    own: list[str] = []
    of_claims: list[str] = []
    parameters: dict[str, Any] = {}
    for name, values in _given(filters):
        template = _CONDITIONS[table].get(name)
        if template is not None:
            own.append(_alternatives(template, values, parameters))
        elif table in OF_AN_ARTICLE and name in _CONDITIONS["claims"]:
            of_claims.append(_alternatives(_CONDITIONS["claims"][name], values, parameters))
        else:
            raise ZhclaimsError(_not_for(table, name))
    if of_claims:
        own.append(f"f.article_id IN (SELECT f.article_id FROM claims f WHERE {' AND '.join(of_claims)})")
    return (f" WHERE {' AND '.join(own)}" if own else ""), parameters


def _alternatives(template: str, values: list[Any], parameters: dict[str, Any]) -> str:
    """A condition for each value, any of which may hold; their parameters are added."""
    alternatives = []
    for value in values:
        number = len(parameters) // 4
        parameters |= _parameters(value, number)
        alternatives.append(template.format(**_placeholders(number)))
    return f"({' OR '.join(alternatives)})"


def _placeholders(number: int) -> dict[str, str]:
    liked = {shape: f":{shape}{number} ESCAPE '!'" for shape in ("has", "starts", "word")}
    return {"is": f":is{number}", **liked}


def _parameters(value: Any, number: int) -> dict[str, Any]:
    text = re.sub(r"([!%_])", r"!\1", str(value))
    shapes = {"is": value, "has": f"%{text}%", "starts": f"{text}%", "word": f"% {text} %"}
    return {f"{shape}{number}": parameter for shape, parameter in shapes.items()}


def _given(filters: Filters) -> Iterator[tuple[str, list[Any]]]:
    """The filters that are given, with their values, checked."""
    for field in fields(filters):
        value = getattr(filters, field.name)
        if value is not None and value != ():
            values = value if isinstance(value, tuple) else (value,)
            yield field.name, [spelling for one in values for spelling in _spellings(field.name, one)]
    since, until = filters.since, filters.until
    if since and until and since[: len(until)] > until[: len(since)]:
        raise ZhclaimsError(f"--since {since} is after --until {until}; swap them")


def option(name: str) -> str:
    """The command-line spelling of a filter.

    >>> option("claim_type")
    '--claim-type'
    """
    return "--" + name.replace("_", "-")


def _not_for(table: str, name: str) -> str:
    known = _CONDITIONS[table] | (_CONDITIONS["claims"] if table in OF_AN_ARTICLE else {})
    takes = ", ".join(map(option, known)) or "no filters"
    return f"{option(name)} does not apply to the table {table!r}, which takes {takes}"


def _spellings(name: str, value: Any) -> list[Any]:
    """The value, checked, and in Simplified too where that differs: the fields of the tables are in Simplified."""
    if not isinstance(value, str):
        if not 0 <= value <= 1:
            raise ZhclaimsError(f"{option(name)}: must be from 0 to 1; found {value:g}")
        return [value]
    if not value:
        raise ZhclaimsError(f"{option(name)}: the value is empty; leave the option out to keep all rows")
    if name in CHOICES and value not in CHOICES[name]:
        raise ZhclaimsError(f"{option(name)}: must be one of {', '.join(CHOICES[name])}; found {value!r}")
    if name in ("since", "until") and not _is_date(value):
        raise ZhclaimsError(f"{option(name)}: must be YYYY, YYYY-MM or YYYY-MM-DD; found {value!r}")
    if _is_simplified(value):
        return [value]
    from zhclaims.simplify import simplify

    return list(dict.fromkeys((value, simplify(value))))


def _is_date(value: str) -> bool:
    """Whether it is a year, or a month or day that there is.

    >>> _is_date("2024"), _is_date("2024-02"), _is_date("2024-13"), _is_date("2023-02-29")
    (True, True, False, False)
    """
    try:
        return DATE.fullmatch(value) is not None and bool(date.fromisoformat(f"{value}-01-01"[:10]))
    except ValueError:
        return False


def _is_simplified(value: str) -> bool:
    """Whether `simplify` would leave it as it is, told without loading a converter: commands should start at once."""
    try:
        return value.isascii() or (value == unicodedata.normalize("NFKC", value) and bool(value.encode("gb2312")))
    except UnicodeEncodeError:
        return False


def ends_after(time: str, since: str) -> bool:
    """Whether a time in EDTF reaches into or past a year, month or day; recurring and unknown times do not.

    >>> ends_after("2023/2027", "2025-06"), ends_after("2024", "2024-06"), ends_after("2023", "2024")
    (True, True, False)
    """
    end = time.rpartition("/")[2]
    return _dated(time) and (not end[:4].isdigit() or end[: len(since)] >= since[: len(end)])


def begins_before(time: str, until: str) -> bool:
    """Whether a time in EDTF begins in or before a year, month or day.

    >>> begins_before("2025/", "2025-06"), begins_before("/2024", "2020"), begins_before("P1Y", "2024")
    (True, True, False)
    """
    start = time.partition("/")[0]
    return _dated(time) and (not start[:4].isdigit() or start[: len(until)] <= until[: len(start)])


def _dated(time: str) -> bool:
    return time[:4].isdigit() or time.rpartition("/")[2][:4].isdigit()
