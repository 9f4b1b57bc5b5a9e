"""What the page knows: claims by column, their articles and the groups they form, as one JSON object."""

import json
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import zhclaims
from zhclaims.amounts import unit_of
from zhclaims.display import marks_of
from zhclaims.filters import EVERYTHING, Filters
from zhclaims.group_display import described
from zhclaims.interface import Language, words
from zhclaims.reconcile import Figure, Group, figure_of, find_groups
from zhclaims.rows import columns
from zhclaims.simplify import changed_characters
from zhclaims.store import Store
from zhclaims.topics import metric_of
from zhclaims.types import Claim
from zhclaims.units import base_unit

TEXTS = (
    "claim_type", "subject", "predicate", "metric", "object", "unit", "kind", "comparator", "change", "time_text",
    "time", "place", "city", "city_basis", "source", "modality", "flags", "section", "reasons",
)  # fmt: skip
"""Columns kept as numbers into one list of texts."""
FIELDS = ("value", "subject", "metric", "time", "place", "source")
"""Of marks, by number; the page has the same list."""
NUMBERS = ("id", "article", "low", "high", "score", "from", "to", "quote", "quoteEnd", "marks", "orgs", "flagNames")
ASTRAL = re.compile("[\U00010000-\U0010ffff]")  # two units of UTF-16 each
SERIES = ("what", "series", "amount")
YEAR = re.compile(r"\d{4}|/\d{4}(?:-12(?:-31)?)?")  # 2024年, 截至2024年底: half a year's figure is no year's


def page_data(store: Store, filters: Filters = EVERYTHING, *, language: Language | None = None) -> dict[str, Any]:
    """The data of the page for the claims that the filters let through."""
    data = PageData()
    for claim in store.claims(filters):
        if claim.article_id not in data.articles:
            data.begin_article(claim.article_id, _article(store, claim.article_id), store)
        data.add(claim)
    return data.finished(find_groups(store, filters)) | {"meta": _meta(store, language), "words": _words()}


def to_json(data: dict[str, Any]) -> str:
    """The data as JSON that can stand in a page: nothing in it can end the element it stands in.

    >>> to_json({"a": "</script>"})
    '{"a":"\\\\u003c/script\\\\u003e"}'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


@dataclass(slots=True)
class PageData:
    """Collects the claims of one article after another."""

    strings: dict[str, int] = field(default_factory=lambda: {"": 0})
    articles: dict[str, int] = field(default_factory=dict)
    listed: list[dict[str, Any]] = field(default_factory=list)
    claims: dict[str, list[Any]] = field(default_factory=lambda: {name: [] for name in (*NUMBERS, *SERIES, *TEXTS)})
    evidence: dict[int, str] = field(default_factory=dict)
    """Sentences that are not what the article's text has at their offsets, by claim."""
    values: dict[int, str] = field(default_factory=dict)
    folds: dict[str, str] = field(default_factory=dict)
    """Traditional character -> Simplified one, as the sentences have them."""
    seen: set[str] = field(default_factory=set)
    """The characters of all sentences in Simplified: whoever looks for them may type their Traditional forms."""
    series: dict[tuple[str, str], int] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    text: str = ""
    has_astral: bool = False
    names: Mapping[str, str] = field(default_factory=dict)
    organisations: list[tuple[int, int, str]] = field(default_factory=list)

    def begin_article(self, article_id: str, article: dict[str, Any], store: Store) -> None:
        """Take up an article: its text, and the organisations in it."""
        self.articles[article_id] = len(self.listed)
        self.listed.append(article | {"claims": []})
        self.text = article["text"]
        self.has_astral = ASTRAL.search(self.text) is not None
        self.names = store.names(article_id)
        self.organisations = store.organisations(article_id)

    def add(self, claim: Claim) -> None:
        """Take up a claim of the article at hand."""
        at = len(self.claims["id"])
        self.listed[self.articles[claim.article_id]]["claims"].append(at)
        for name in TEXTS:
            self.claims[name].append(self.number(getattr(claim, name)))
        for name, value in (self._places(claim) | self._judged(claim)).items():
            self.claims[name].append(value)
        self._check(at, claim)
        self._fold(claim)
        self.units.setdefault(claim.unit, unit_of(claim.unit))

    def number(self, text: str) -> int:
        """The number of a text in the list of texts."""
        return self.strings.setdefault(text, len(self.strings))

    def _places(self, claim: Claim) -> dict[str, Any]:
        """Where it stands in the article, in UTF-16 units."""
        start = claim.sentence_start
        marks = [(start + mark.start, start + mark.end, FIELDS.index(mark.field)) for mark in marks_of(claim)]
        spans = [(claim.sentence_start, claim.sentence_end), (claim.quote_start, claim.quote_end)]
        (begin, end), (quote, quote_end) = (self._utf16(*span) for span in spans)
        return {
            "from": begin,
            "to": end,
            "quote": quote,
            "quoteEnd": quote_end,
            "marks": [number for mark in marks for number in (*self._utf16(mark[0], mark[1]), mark[2])],
        }

    def _utf16(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in code points as those that JavaScript counts: characters beyond U+FFFF are two."""
        if not self.has_astral:
            return start, end
        return start + _astral(self.text[:start]), end + _astral(self.text[:end])

    def _judged(self, claim: Claim) -> dict[str, Any]:
        figure = figure_of(claim, self.names, doubtful=True)
        series = self._series(claim, figure)
        what = metric_of(claim) if claim.claim_type == "numeric" else claim.predicate
        return {
            "id": claim.claim_id,
            "article": self.articles[claim.article_id],
            "low": _finite(claim.value_low),
            "high": _finite(claim.value_high),
            "score": claim.score,
            "orgs": sorted({self.number(name) for name in self._organisations(claim)}),
            "flagNames": [self.number(flag) for flag in claim.flags.split()],
            "what": self.number(what),
            "series": series,
            "amount": _finite((figure.span.low + figure.span.high) / 2) if figure and series >= 0 else None,
        }

    def _organisations(self, claim: Claim) -> Iterable[str]:
        """The organisations in a claim's sentence, and the one that it is about."""
        if claim.subject in self.names:
            yield self.names[claim.subject]
        start, end = claim.sentence_start, claim.sentence_end
        yield from (name for begin, finish, name in self.organisations if begin < end and finish > start)

    def _series(self, claim: Claim, figure: Figure | None) -> int:
        """The number of the metric of a city that a claim gives a figure of a year of; -1 for none."""
        if figure is None or not figure.topic.is_place or not claim.city or not figure.topic.who.endswith(claim.city):
            return -1
        topic = figure.topic
        if not YEAR.fullmatch(topic.time):
            return -1
        unit = base_unit(topic.measure)
        label = described(topic.what, topic.scope, change=topic.change, share=topic.measure == "share")
        return self.series.setdefault((f"{label} ({unit_of(unit)})", unit), len(self.series))

    def _check(self, at: int, claim: Claim) -> None:
        if self.text[claim.sentence_start : claim.sentence_end] != claim.evidence:
            self.evidence[at] = claim.evidence
        if self.text[claim.quote_start : claim.quote_end] != claim.value_text:
            self.values[at] = claim.value_text

    def _fold(self, claim: Claim) -> None:
        self.seen.update(claim.evidence_simplified)
        if claim.evidence != claim.evidence_simplified and len(claim.evidence) == len(claim.evidence_simplified):
            pairs = zip(claim.evidence, claim.evidence_simplified, strict=True)
            self.folds.update((one, other) for one, other in pairs if one != other)

    def finished(self, groups: Iterable[Group]) -> dict[str, Any]:
        """All of it, as the page reads it."""
        numbers = {identity: at for at, identity in enumerate(self.claims["id"])}
        typed = {old: new for old, new in changed_characters().items() if new in self.seen}
        return {
            "strings": list(self.strings),
            "articles": self.listed,
            "claims": self.claims,
            "evidence": self.evidence,
            "values": self.values,
            "folds": typed | self.folds,
            "units": self.units,
            "series": [{"label": label, "unit": unit} for label, unit in self.series],
            "groups": [_group(group, numbers) for group in groups],
        }


def _astral(text: str) -> int:
    return len(ASTRAL.findall(text))


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None


def _group(group: Group, numbers: Mapping[str, int]) -> dict[str, Any]:
    topic = group.topic
    return {
        "who": topic.name,
        "what": described(topic.what, topic.scope, change=topic.change, share=topic.measure == "share"),
        "time": topic.time,
        "modality": topic.modality,
        "conflict": group.is_conflict,
        "variants": [[numbers[claim.claim_id] for claim in variant.claims] for variant in group.variants],
    }


def _article(store: Store, article_id: str) -> dict[str, Any]:
    names = [column.name for column in columns("articles")]
    row = dict(zip(names, store.article(article_id), strict=True))
    return {name: row[name] for name in ("title", "path", "published", "publisher", "url", "script", "text")}


def _meta(store: Store, language: Language | None) -> dict[str, Any]:
    names = [column.name for column in columns("runs")]
    runs = [dict(zip(names, row, strict=True)) for row in store.rows("runs")]
    finished = max((run["finished"] or "" for run in runs), default="")
    return {
        "version": zhclaims.__version__,
        "articles": store.count("articles"),
        "failures": store.count("failures"),
        "finished": finished[:10],
        "language": language or "",
    }


def _words() -> dict[str, dict[str, str]]:
    kept = ("page.", "column.", "kind.", "modality.", "claim_type.", "change.", "city_basis.", "flag.", "reason.")
    return {
        language: {key: text for key, text in words(language).items() if key.startswith(kept)}
        for language in ("en", "zh")
    }
