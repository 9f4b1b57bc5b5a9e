"""The same claim in several articles, and claims that contradict each other."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, groupby

from zhclaims.filters import EVERYTHING, Filters
from zhclaims.store import Store
from zhclaims.tolerance import Span, span_of
from zhclaims.topics import Topic, is_fall, topic_of
from zhclaims.types import Claim
from zhclaims.units import measure_of


@dataclass(frozen=True, slots=True)
class Figure:
    """What is kept of a claim until it is known whether another one is of the same topic."""

    topic: Topic
    span: Span
    claim_id: str
    article_id: str
    sentence: int
    place: str
    """Named in the sentence; "" where it only follows from who it is."""
    seat: str
    """The city where the organisation is based, where the claim knows it."""
    order: tuple[str, str, int]
    """Date ("9999" for none), path, offset: the first to say it has the lowest."""
    carried: bool
    """Whether what it is about stands in an earlier clause."""

    def is_mixed_up_with(self, other: "Figure") -> bool:
        """Whether two figures of one article differ in something that was not read.

        In one sentence: A厂10亿元，B厂5亿元. By carried subjects: 深圳新房均价…，成交面积18万。二手房…，成交面积47万
        """
        if self.article_id != other.article_id or self.span.agrees(other.span):
            return False
        return self.sentence == other.sentence or self.carried or other.carried


@dataclass(frozen=True, slots=True)
class Variant:
    """Claims of one topic that agree, the first to be published first."""

    claims: tuple[Claim, ...]

    @property
    def first(self) -> Claim:
        """Who said it first."""
        return self.claims[0]

    @property
    def articles(self) -> int:
        """How many articles say it."""
        return len({claim.article_id for claim in self.claims})


@dataclass(frozen=True, slots=True)
class Group:
    """The claims of one topic: one variant when all agree, more when they contradict each other."""

    topic: Topic
    variants: tuple[Variant, ...]

    @property
    def is_conflict(self) -> bool:
        """Whether values disagree."""
        return len(self.variants) > 1

    @property
    def articles(self) -> int:
        """How many articles the claims are from."""
        return len({claim.article_id for variant in self.variants for claim in variant.claims})


def find_groups(store: Store, filters: Filters = EVERYTHING) -> list[Group]:
    """The topics on which claims of a database disagree, and those on which several articles agree.

    Conflicts come first, those of the most articles first. Only claims of which it is certain what they are about are
    held against each other: precision matters more than finding all.
    """
    groups = [(topic, clusters(found)) for topic, found in by_topic(figures_in(store, filters))]
    kept = [(topic, found) for topic, found in groups if len(found) > 1 or (found and _articles(found[0]) > 1)]
    claims = store.claims_by_id(figure.claim_id for _, found in kept for cluster in found for figure in cluster)
    made = [Group(topic, tuple(_variant(cluster, claims) for cluster in found)) for topic, found in kept]
    return sorted(made, key=lambda group: (not group.is_conflict, -group.articles, group.topic.who, group.topic.what))


def figures_in(store: Store, filters: Filters = EVERYTHING, *, doubtful: bool = False) -> Iterator[Figure]:
    """What can be held against each other of the claims of a database."""
    for article_id, claims in groupby(store.claims(filters), lambda claim: claim.article_id):
        names = store.names(article_id)
        yield from (figure for claim in claims if (figure := figure_of(claim, names, doubtful=doubtful)))


def group_claims(claims: Sequence[Claim], names: Mapping[str, str] | None = None) -> list[Group]:
    """As `find_groups`, of claims at hand, with the canonical names of organisations by their names as written."""
    known = {claim.claim_id: claim for claim in claims}
    figures = (figure for claim in claims if (figure := figure_of(claim, names or {})))
    groups = [(topic, clusters(found)) for topic, found in by_topic(figures)]
    return [Group(topic, tuple(_variant(cluster, known) for cluster in found)) for topic, found in groups]


def _variant(cluster: Sequence[Figure], claims: Mapping[str, Claim]) -> Variant:
    return Variant(tuple(claims[figure.claim_id] for figure in cluster))


def figure_of(claim: Claim, names: Mapping[str, str], *, doubtful: bool = False) -> Figure | None:
    """What can be held against other claims, or None where it is not certain what the claim is about."""
    topic = topic_of(claim, names, doubtful=doubtful)
    if topic is None:
        return None
    span = span_of(replace(claim, change="decrease") if is_fall(claim) else claim, measure_of(claim.unit)[1])
    if span is None:
        return None
    told = claim.place if claim.city_basis == "sentence" and not topic.is_place else ""
    seat = claim.city if claim.city_basis == "organisation" else ""
    order = (claim.published or "9999", claim.path, claim.quote_start)
    carried = "subject:carried" in claim.reasons
    return Figure(topic, span, claim.claim_id, claim.article_id, claim.sentence_start, told, seat, order, carried)


def by_topic(figures: Iterable[Figure]) -> Iterator[tuple[Topic, list[Figure]]]:
    """Figures of one topic and place, where there is more than one."""
    found: dict[Topic, list[Figure]] = defaultdict(list)
    for figure in figures:
        found[figure.topic].append(figure)
    for topic, same in found.items():
        if len(same) > 1:
            yield from ((topic, here) for here in _by_place(same) if len(here) > 1)


def _by_place(figures: Sequence[Figure]) -> Iterator[list[Figure]]:
    """An organisation's figures apart by the place they are told of; where it is based is no place apart."""
    seats = {figure.seat for figure in figures}
    found: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        found["" if any(seat and seat in figure.place for seat in seats) else figure.place].append(figure)
    yield from found.values()


def clusters(figures: Sequence[Figure]) -> list[list[Figure]]:
    """Figures that agree, directly or by way of others, together; each cluster and all of them by who was first."""
    left = sorted(_told_apart(figures), key=lambda figure: figure.order)
    found: list[list[Figure]] = []
    for figure in left:
        joined, apart = [figure], []
        for cluster in found:
            if any(figure.span.agrees(other.span) for other in cluster):
                joined += cluster
            else:
                apart.append(cluster)
        found = [*apart, joined]
    ordered = (sorted(cluster, key=lambda figure: figure.order) for cluster in found)
    return sorted(ordered, key=lambda cluster: cluster[0].order)


def _told_apart(figures: Sequence[Figure]) -> list[Figure]:
    """Without the articles that seem to disagree with themselves where what sets their figures apart was not read."""
    by_article: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_article[figure.article_id].append(figure)
    pairs = (pair for same in by_article.values() for pair in combinations(same, 2))
    unclear = {one.article_id for one, other in pairs if one.is_mixed_up_with(other)}
    return [figure for figure in figures if figure.article_id not in unclear]


def _articles(cluster: Sequence[Figure]) -> int:
    return len({figure.article_id for figure in cluster})
