"""The facts that flow through the pipeline: frozen dataclasses with half-open offsets in code points."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Engine = Literal["rust", "python"]
SentenceKind = Literal["title", "heading", "body", "table", "boilerplate"]
EntityType = Literal["ORG", "PLACE", "PERSON", "PRODUCT", "DOC"]
QuantityKind = Literal["money", "percent", "ratio", "multiple", "count", "duration", "measure", "rank", "other"]
Comparator = Literal["=", "~", ">", ">=", "<", "<="]
Change = Literal["level", "increase", "decrease", "from", "to"]
Modality = Literal["fact", "plan", "hedge", "negated"]
CityBasis = Literal["sentence", "context", "organisation"]
PlaceLevel = Literal["world", "country", "region", "province", "city", "county", "area", "foreign"]


@dataclass(frozen=True, slots=True)
class Options:
    """How a run works; kept with its results."""

    engine: Engine = "rust"
    """"rust" uses rjieba and opencc-pyo3, "python" the reference engines jieba and opencc-python-reimplemented."""
    recognise: bool = True
    """Whether the statistical recogniser adds entities to those of the gazetteer and the rules."""
    lexicon: str | None = None
    """A TSV of the user's own organisations and places, which override the package's."""
    dictionary: str | None = None
    """A jieba user dictionary: one `word frequency tag` a line."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read: its text is what all offsets count in, and never changes."""

    article_id: str
    path: str
    """Relative to the folder given, with `/` and, for a row of a .jsonl or .csv, `#row`."""
    text: str
    sha256: str
    """Of the text, its title and its date: what decides whether work is done again."""
    title: str = ""
    published: date | None = None
    publisher: str = ""
    url: str = ""
    encoding: str = ""
    """Of the file as recognised: "utf-8", "utf-8-sig", "utf-16", "gb18030", "big5"."""
    format: str = "txt"
    wrong_date: str = ""
    """A date that was given for it and left out, as it is none: a.csv#3: published is '去年'."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of the text that is judged as one: title, heading, sentence, table row or boilerplate."""

    start: int
    end: int
    kind: SentenceKind = "body"
    section: str = ""
    """The nearest heading above it, in Simplified."""
    paragraph: int = 0
    """Counts lines of the text, from 0; sentences of one line share it."""


@dataclass(slots=True)
class Token:
    """A word of jieba with its part-of-speech tag (ICTCLAS style: n, v, nr, ns, m, q, …).

    Not frozen, as a text has a thousand times more words than facts and frozen ones take twice as long to make.
    """

    start: int
    end: int
    text: str
    tag: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit: the shortest numeral and unit, 余 多 几 inside it included."""

    start: int
    end: int
    text: str
    low: float
    high: float
    """In base units: 3.2亿元 -> 3.2e8; 15% -> 15; 35:1 -> 35; 数千万 -> 2e7 to 9e7; low == high for one value."""
    unit: str
    """ISO code for money; "%", "pp", "倍", ":", "1" (fraction); else the measure word in Simplified or ""."""
    kind: QuantityKind
    comparator: Comparator = "="
    role: Change | None = None
    """"from" and "to" in 从30%提升至50%, "to" after 增至; None where the quantity layer does not tell."""
    cue_start: int = -1
    cue_end: int = -1
    """The span with the comparator words, equal to start and end where there are none."""
    dimension: str = ""
    """What values can be compared with: "money:CNY", "length", "mass", "people" …; "" for plain measure words."""
    factor: float = 1.0
    """Multiply low and high by it for the base unit of the dimension (公里 -> 1000 in length)."""
    flags: tuple[str, ...] = ()
    """unit_inferred, reading_chosen …: why a person should look."""

    def __post_init__(self) -> None:
        if self.cue_start < 0:
            object.__setattr__(self, "cue_start", self.start)
        if self.cue_end < 0:
            object.__setattr__(self, "cue_end", self.end)


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression; first and last are inclusive, None where open or unresolved."""

    start: int
    end: int
    text: str
    first: date | None
    last: date | None
    iso: str
    """EDTF: 2024, 2024-02, 2024-12-05, 2023/2027, 2025/, /2025-09, P1Y for 每年; "" when unresolved."""
    recurring: bool = False
    relative: bool = False
    """Whether it needed the anchor or another time of the text (去年, 同期, 3月)."""
    flags: tuple[str, ...] = ()
    """no_anchor, year_inferred …"""


@dataclass(frozen=True, slots=True)
class Place:
    """A mention of a place, resolved to a division or an area of the gazetteer."""

    start: int
    end: int
    text: str
    name: str
    """Full name from the province down: 浙江省杭州市余杭区; 中国; 长三角."""
    code: str
    """Six digits of GB/T 2260, or the gazetteer's own code for areas, regions and countries."""
    level: PlaceLevel
    province: str | None
    city: str | None
    """Prefecture-level city or municipality, full name; None for anything larger or foreign."""
    city_code: str | None
    candidates: tuple[str, ...] = ()
    """Full names of the readings that were not chosen."""
    flags: tuple[str, ...] = ()
    """ambiguous_place, renamed_place, nickname …"""


@dataclass(frozen=True, slots=True)
class Entity:
    """A named mention."""

    start: int
    end: int
    text: str
    type: EntityType
    name: str = ""
    """Canonical name within the article and the gazetteer (宇树科技 for 杭州宇树科技有限公司 and 宇树)."""
    origin: str = ""
    """gazetteer · recogniser · rule · document."""
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Claim:
    """One row of the claims table; the README and DESIGN list what the columns mean."""

    claim_id: str
    article_id: str
    path: str
    title: str
    published: str
    claim_type: Literal["numeric", "event"]
    subject: str = ""
    predicate: str = ""
    metric: str = ""
    object: str = ""
    value_text: str = ""
    value_low: float | None = None
    value_high: float | None = None
    unit: str = ""
    kind: str = ""
    comparator: str = ""
    change: str = ""
    time_text: str = ""
    time: str = ""
    place: str = ""
    place_code: str = ""
    city: str = ""
    city_code: str = ""
    city_basis: str = ""
    source: str = ""
    modality: str = "fact"
    score: float = 0.0
    reasons: str = ""
    """`field:rule` entries joined by "; "."""
    flags: str = ""
    """Names joined by " "."""
    section: str = ""
    sentence_start: int = 0
    sentence_end: int = 0
    quote_start: int = 0
    quote_end: int = 0
    evidence: str = ""
    evidence_simplified: str = ""


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was found in one article."""

    claims: list[Claim] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    simplified: str = ""
    keywords: list[str] = field(default_factory=list)
