"""Scores what was found in articles against gold annotations."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TypeVar

from zhclaims.agreement import CORE, EVENT_PARTS, FIELDS, FULL, event_parts, overlap
from zhclaims.errors import ZhclaimsError
from zhclaims.filters import Filters
from zhclaims.gold import GoldArticle, GoldClaim, GoldEvent, locate, read_gold
from zhclaims.store import Store
from zhclaims.types import Claim, Entity

ROW = re.compile(r"\.(?:jsonl|csv)#")  # briefs.jsonl#2: row 2 of a file of articles
Ours = TypeVar("Ours")
Theirs = TypeVar("Theirs")
ENTITY_TYPES = frozenset({"ORG", "PLACE", "PERSON", "PRODUCT", "DOC"})
BANDS = (0.9, 0.8, 0.6, 0.4, 0.0)
"""Lower ends of the bands of claim scores that are compared with how many claims are right."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the program found in one article, with the text that its offsets count in."""

    text: str
    claims: Sequence[Claim]
    entities: Sequence[Entity]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were right, of how many found and how many due."""

    right: int = 0
    found: int = 0
    due: int = 0

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of what is due that was found."""
        return self.right / self.due if self.due else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.due) if self.found + self.due else 0.0


@dataclass(frozen=True, slots=True)
class Mistake:
    """A claim that is wrong, missed or not in the gold annotations."""

    article: str
    kind: str
    """wrong · missed · extra"""
    quote: str
    around: str
    fields: tuple[str, ...] = ()
    """Each wrong field as `name: ours | theirs`."""


@dataclass(frozen=True, slots=True)
class Scores:
    """How well claims, events and entities agree with the gold annotations."""

    claims: Tally
    """Numeric claims that touch the quote of a gold claim."""
    core: Tally
    """Of these, those with value, unit and comparator right."""
    full: Tally
    """Of these, those with subject, metric, city and time right as well."""
    events: Tally
    """Event claims with subject, predicate and object right."""
    entities: Tally
    """Mentions with span and type right."""
    fields: Mapping[str, float]
    """For each field, the share that is right among the numeric claims that were found."""
    city_when_due: Tally
    """City among the found claims that have one."""
    calibration: tuple[tuple[float, Tally], ...]
    """For each band of claim scores, from its lower end on: how many numeric claims are right in full."""
    mistakes: tuple[Mistake, ...]
    missing: tuple[str, ...]
    """Gold annotations without an article."""


def score_folder(gold: Path, found: Callable[[str], Found | None]) -> Scores:
    """Score what `found` gives for the key of each gold annotation of a folder.

    Raises ZhclaimsError when there is none of the articles, and when a text is not the one that was annotated.
    """
    counts: Counter[str] = Counter()
    mistakes: list[Mistake] = []
    missing = []
    articles = list(read_gold(gold))
    for article in articles:
        ours = found(article.key)
        if ours is None:
            missing.append(article.key)
            continue
        check_text(article, ours.text)
        mistakes += _count_claims(counts, article, ours)
        _count_events(counts, article, ours)
        _count_entities(counts, article, ours)
    if len(missing) == len(articles):
        named = f"the articles of its annotations, such as {missing[0]}, were not run"
        raise ZhclaimsError(f"{gold}: {named}; run zhclaims over them, or name the database that has them (--db)")
    return _scores(counts, tuple(mistakes), tuple(missing))


def found_in_store(store: Store) -> Callable[[str], Found | None]:
    """What a database holds for the key of a gold annotation.

    When several articles have the key, because files of one name lie in different folders, the first in order counts.
    """
    ids: dict[str, str] = {}
    for article_id, path, *_ in store.rows("articles"):
        ids.setdefault(article_key(path), article_id)

    def found(key: str) -> Found | None:
        if key not in ids:
            return None
        article_id = ids[key]
        chosen = Filters(article=(article_id,))
        claims = [claim for claim in store.claims(chosen) if claim.article_id == article_id]
        rows = [row[2:] for row in store.rows("entities", chosen) if row[0] == article_id]
        return Found(store.text(article_id), claims, [Entity(*row) for row in rows])

    return found


def article_key(path: str) -> str:
    """The key that gold annotations use for the article at a path.

    >>> article_key("2025/合肥.txt"), article_key("news/briefs.jsonl#zz-03")
    ('合肥', 'briefs#zz-03')
    """
    row = ROW.search(path)
    file = path[: row.end() - 1] if row else path
    return PurePosixPath(file).stem + (f"#{path[row.end() :]}" if row else "")


def check_text(article: GoldArticle, text: str) -> None:
    """Raise ZhclaimsError when a text is not the one that was annotated, or a quote is not in it."""
    if sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != article.text_sha256:
        raise ZhclaimsError(f"{article.path}: the text of article {article.key!r} is not the one that was annotated")
    quotes: list[GoldClaim | GoldEvent] = [*article.claims, *article.events]
    for quoted in quotes:
        if locate(text, quoted.quote, quoted.nth) < 0:
            raise ZhclaimsError(f"{article.path}: {quoted.quote!r} does not occur {quoted.nth} times in the text")


def _count_claims(counts: Counter[str], article: GoldArticle, ours: Found) -> list[Mistake]:
    claims = _within(article, ours, "numeric")
    starts = {gold: locate(ours.text, gold.quote, gold.nth) for gold in article.claims}
    pairs = _pair(claims, article.claims, lambda claim, gold: _shared(claim, gold, starts[gold]))
    counts.update({"claims found": len(claims), "claims due": len(article.claims), "claims right": len(pairs)})
    right = {claim.claim_id: _count_fields(counts, claim, gold) for claim, gold in pairs}
    for claim in claims:
        band = next(low for low in BANDS if claim.score >= low)
        counts.update({f"band {band} found": 1, f"band {band} right": right.get(claim.claim_id, frozenset()) >= FULL})
    noted = _wrong(pairs) + _unpaired(claims, article.claims, pairs, starts)
    return [_mistake(article, ours.text, kind, quote, at, fields) for kind, quote, at, fields in noted]


def _count_fields(counts: Counter[str], claim: Claim, gold: GoldClaim) -> frozenset[str]:
    right = frozenset(name for name, agrees in FIELDS.items() if agrees(claim, gold))
    counts.update(f"field {name}" for name in right)
    counts.update({"core right": right >= CORE, "full right": right >= FULL})
    if gold.city:
        counts.update({"city due": 1, "city right": "city" in right, "city found": bool(claim.city)})
    return right


def _count_events(counts: Counter[str], article: GoldArticle, ours: Found) -> None:
    claims = _within(article, ours, "event")
    starts = {gold: locate(ours.text, gold.quote, gold.nth) for gold in article.events}
    parts = [
        event_parts(claim, gold, starts[gold])
        for claim, gold in _pair(claims, article.events, lambda claim, gold: event_parts(claim, gold, starts[gold]))
    ]
    counts.update({"events found": len(claims), "events due": len(article.events)})
    counts["events right"] += parts.count(EVENT_PARTS)


def _count_entities(counts: Counter[str], article: GoldArticle, ours: Found) -> None:
    inside = [entity for entity in ours.entities if article.start <= entity.start < article.end]
    found = {(entity.start, entity.end, entity.type) for entity in inside if entity.type in ENTITY_TYPES}
    due = _mentions(article, ours.text)
    counts.update({"entities found": len(found), "entities due": len(due), "entities right": len(found & due)})


def _within(article: GoldArticle, ours: Found, kind: str) -> list[Claim]:
    inside = (claim for claim in ours.claims if article.start <= claim.quote_start < article.end)
    return [claim for claim in inside if claim.claim_type == kind]


def _shared(claim: Claim, gold: GoldClaim, start: int) -> float:
    return overlap((claim.quote_start, claim.quote_end), (start, start + len(gold.quote)))


def _pair(
    ours: Sequence[Ours], golds: Sequence[Theirs], agreement: Callable[[Ours, Theirs], float]
) -> list[tuple[Ours, Theirs]]:
    """Each with at most one other, the best agreement first, in text order where it is equal."""
    rated = ((agreement(one, gold), i, j) for i, one in enumerate(ours) for j, gold in enumerate(golds))
    taken_ours, taken_gold, pairs = set(), set(), []
    for rate, i, j in sorted(rated, key=lambda entry: -entry[0]):
        if rate > 0 and i not in taken_ours and j not in taken_gold:
            taken_ours.add(i)
            taken_gold.add(j)
            pairs.append((ours[i], golds[j]))
    return pairs


def _mentions(article: GoldArticle, text: str) -> set[tuple[int, int, str]]:
    """Every place where a gold name stands by itself: longer names keep their characters from shorter ones."""
    taken = bytearray(len(text))
    mentions: set[tuple[int, int, str]] = set()
    for entity in sorted(article.entities, key=lambda entity: -len(entity.text)):
        for match in re.finditer(re.escape(entity.text), text):
            start, end = match.span()
            if article.start <= start < article.end and not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                mentions.add((start, end, entity.type))
    return mentions


def _wrong(pairs: Iterable[tuple[Claim, GoldClaim]]) -> list[tuple[str, str, int, tuple[str, ...]]]:
    noted = []
    for claim, gold in pairs:
        wrong = tuple(
            f"{name}: {_ours(claim, name)} | {_theirs(gold, name)}"
            for name, agrees in FIELDS.items()
            if not agrees(claim, gold)
        )
        if wrong:
            noted.append(("wrong", gold.quote, claim.quote_start, wrong))
    return noted


def _ours(claim: Claim, name: str) -> str:
    return f"{claim.value_low} {claim.value_high}" if name == "value" else getattr(claim, name)


def _theirs(gold: GoldClaim, name: str) -> str:
    return f"{gold.low} {gold.high}" if name == "value" else getattr(gold, name)


def _unpaired(
    claims: Sequence[Claim],
    golds: Sequence[GoldClaim],
    pairs: Sequence[tuple[Claim, GoldClaim]],
    starts: Mapping[GoldClaim, int],
) -> list[tuple[str, str, int, tuple[str, ...]]]:
    hit_claims, hit_golds = {id(claim) for claim, _ in pairs}, {id(gold) for _, gold in pairs}
    missed = [("missed", gold.quote, starts[gold], ()) for gold in golds if id(gold) not in hit_golds]
    extra = [("extra", claim.value_text, claim.quote_start, ()) for claim in claims if id(claim) not in hit_claims]
    return [*missed, *extra]


def _mistake(article: GoldArticle, text: str, kind: str, quote: str, at: int, fields: tuple[str, ...]) -> Mistake:
    around = text[max(0, at - 30) : at + len(quote) + 10].replace("\n", " ")
    return Mistake(article.key, kind, quote, around, fields)


def _scores(counts: Counter[str], mistakes: tuple[Mistake, ...], missing: tuple[str, ...]) -> Scores:
    found, due, right = counts["claims found"], counts["claims due"], counts["claims right"]
    tally = partial(_tally, counts)
    return Scores(
        claims=Tally(right, found, due),
        core=Tally(counts["core right"], found, due),
        full=Tally(counts["full right"], found, due),
        events=tally("events"),
        entities=tally("entities"),
        fields={name: counts[f"field {name}"] / right if right else 0.0 for name in FIELDS},
        city_when_due=tally("city"),
        calibration=tuple((low, tally(f"band {low}")) for low in BANDS),
        mistakes=mistakes,
        missing=missing,
    )


def _tally(counts: Counter[str], name: str) -> Tally:
    return Tally(counts[f"{name} right"], counts[f"{name} found"], counts[f"{name} due"])
