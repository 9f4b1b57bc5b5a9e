"""Finds what a quantity is about: weighs names, nouns, stand-ins and what earlier clauses were about."""

import re
from dataclasses import dataclass

from zhclaims.document import Clause, Document
from zhclaims.phrases import is_metric, is_noun, main_verb
from zhclaims.types import Entity, Quantity, Sentence

# How much each way of finding a subject is trusted; the best one wins, and its weight goes into the claim's score.
WEIGHTS = {
    "subject:paired": 1.30,
    "subject:compared": 1.20,
    "subject:leading_name": 1.00,
    "subject:stand_in": 0.95,
    "subject:name_in_clause": 0.72,
    "subject:noun_before_verb": 0.70,
    "subject:counted_noun": 0.60,
    "subject:carried_clause": 0.66,
    "subject:noun": 0.55,
    "subject:place_named": 0.50,
    "subject:carried_sentence": 0.45,
    "subject:metric_noun": 0.30,
    "subject:heading": 0.25,
    "subject:title": 0.20,
}
TYPE_WEIGHTS = {"ORG": 0.0, "PRODUCT": 0.0, "PLACE": -0.05, "PERSON": -0.15, "DOC": -0.25}
# Words that put a name beside the subject: 在杭州, 与华为, 向监管部门
OBLIQUE = re.compile(
    r"(?:在|于|从|与|和|同|跟|向|对|对于|由|被|给|为|以|比|较|到|据|至|位于|来自|相比|按|依托|围绕|通过|关于|除|除了|继)$"
)
COORDINATED = re.compile(r"(?:和|与|及|以及|、)$")
COMPANY = re.compile(
    r"该公司|该企业|这家公司|这家企业|本公司|公司方面|该集团|该行|该校|该院|该所|该平台|该品牌|该机构|该基金|该团队"
)
CITY = re.compile(r"该市|全市|本市|这座城市|这座城|当地|该城|该地|该区|全区|该县|全县|市内")
PROVINCE = re.compile(r"全省|该省|省内|全区域|全自治区")
PRONOUN = re.compile(r"其(?!中|他|次|实|余|间|它)|它|后者|前者|两者|二者")


@dataclass(frozen=True, slots=True)
class Reference:
    """What a claim is about: as written, with pronouns resolved, and how it was found."""

    text: str
    start: int
    end: int
    type: str
    rule: str
    weight: float

    def via(self, rule: str) -> "Reference":
        """The same subject, found by way of another rule."""
        return Reference(self.text, self.start, self.end, self.type, rule, WEIGHTS[rule])


def name_reference(entity: Entity, rule: str, penalty: float = 0.0) -> Reference:
    weight = WEIGHTS[rule] + TYPE_WEIGHTS[entity.type] - penalty
    return Reference(entity.text, entity.start, entity.end, entity.type, rule, weight)


def names_in(doc: Document, start: int, end: int) -> list[Reference]:
    """The names of a stretch, weighed as subjects: the first before the main verb leads."""
    verb = main_verb(doc, start, end)
    found: list[Reference] = []
    for entity in doc.entities.within(start, end):
        before = doc.text[max(start, entity.start - 3) : entity.start]
        if entity.type == "DOC" and entity.end < verb and doc.text[entity.end : entity.end + 1] not in "提显指明":
            penalty = 0.1
        else:
            penalty = 0.0
        if COORDINATED.search(before) and found:
            penalty += 0.3
        elif OBLIQUE.search(before):
            penalty += 0.35 if entity.type != "PLACE" else 0.25
        leading = entity.start <= verb
        rule = "subject:leading_name" if leading else "subject:name_in_clause"
        # 杭州的宇树科技: the place only locates the name that follows
        found.append(name_reference(entity, rule, penalty + 0.01 * len(found)))
    return _prefer_located_names(doc, found)


def _prefer_located_names(doc: Document, names: list[Reference]) -> list[Reference]:
    """杭州的宇树科技 and 深圳企业大疆 are about the company, not the place before it."""
    kept = []
    for first, second in zip(names, [*names[1:], None], strict=True):
        located = (
            second is not None
            and first.type == "PLACE"
            and second.type in ("ORG", "PRODUCT")
            and second.start - first.end <= 4
            and not re.search(r"[、和与及，,]", doc.text[first.end : second.start])
        )
        kept.append(first if not located else Reference(first.text, first.start, first.end, "PLACE", first.rule, 0.1))
    return kept


def stand_in(doc: Document, start: int, end: int, known: "Known") -> Reference | None:
    """该公司, 全市, 全省, 其 stand for the last name of their kind."""
    text = doc.text[start:end]
    for pattern, reference in (
        (COMPANY, known.organisation),
        (CITY, known.city),
        (PROVINCE, known.province),
        (PRONOUN, known.subject),
    ):
        match = pattern.search(text)
        if match and reference is not None and (match.start() < 12 or pattern is not PRONOUN):
            return reference.via("subject:stand_in")
    return None


@dataclass(slots=True)
class Known:
    """What the text has been about so far: the last subject and the last names of each kind."""

    subject: Reference | None = None
    """Of the last clause with one, in this sentence or an earlier one."""
    in_sentence: Reference | None = None
    in_paragraph: Reference | None = None
    organisation: Reference | None = None
    city: Reference | None = None
    province: Reference | None = None
    heading: Reference | None = None
    title: Reference | None = None

    def start_sentence(self) -> None:
        self.in_sentence = None

    def start_paragraph(self) -> None:
        self.in_paragraph = None

    def saw(self, reference: Reference) -> None:
        """Take note of a clause's subject."""
        self.subject = self.in_sentence = reference
        if reference.type in ("ORG", "PLACE", "PRODUCT") or self.in_paragraph is None:
            self.in_paragraph = reference
        if reference.type == "ORG":
            self.organisation = reference

    def candidates(self) -> list[Reference]:
        """What a clause without a subject of its own may be about."""
        ways = (
            (self.in_sentence, "subject:carried_clause"),
            (self.in_paragraph, "subject:carried_sentence"),
            (self.heading, "subject:heading"),
            (self.title, "subject:title"),
        )
        return [reference.via(rule) for reference, rule in ways if reference is not None]


def noun_subject(doc: Document, start: int, end: int, quantity: Quantity) -> Reference | None:
    """The noun phrase before the verb of a clause that holds no name: 受让方, 全国毕业生."""
    verb = min(main_verb(doc, start, quantity.cue_start), end)
    first = last = -1
    for token in doc.tokens.within(start, verb):
        if doc.times.overlapping(token.start, token.end) or token.tag.startswith(("d", "c", "t", "p", "x", "f")):
            if last >= 0 and token.text not in "的、和":
                break
            continue
        if is_noun(token) or (first >= 0 and token.text == "的"):
            first = token.start if first < 0 else first
            last = token.end if token.text != "的" else last
    if first < 0 or last - first < 2:
        return None
    text = doc.text[first:last]
    if is_metric(text):
        owner = re.split(r"的(?=[^的]+$)", text)
        if len(owner) == 2 and len(owner[0]) >= 2:
            return Reference(owner[0], first, first + len(owner[0]), "NOUN", "subject:noun", WEIGHTS["subject:noun"])
        return Reference(text, first, last, "NOUN", "subject:metric_noun", WEIGHTS["subject:metric_noun"])
    followed = verb < quantity.cue_start and not doc.cues.covering(verb, verb + 1)
    rule = "subject:noun_before_verb" if followed else "subject:noun"
    return Reference(text, first, last, "NOUN", rule, WEIGHTS[rule])


def compared(doc: Document, clause: Clause, quantity: Quantity) -> Reference | None:
    """远超深圳的28%: the name before the figure, not the clause's subject, is what it is about."""
    entity = doc.entities.before(quantity.cue_start, clause.start)
    if entity is None or quantity.cue_start - entity.end > 8:
        return None
    between = doc.text[entity.end : quantity.cue_start]
    cue = doc.cues.before(entity.start, clause.start)
    near = cue is not None and cue.category == "compare" and entity.start - cue.end <= 4
    against = re.search(r"(?:比|较|超过|超|是)$", doc.text[max(clause.start, entity.start - 2) : entity.start])
    if "的" in between and (near or against):
        return name_reference(entity, "subject:compared")
    return None


def heading_reference(doc: Document, sentence: Sentence, rule: str) -> Reference | None:
    """The first name of a heading or title, for the text under it."""
    names = [
        entity
        for entity in doc.entities.within(sentence.start, sentence.end)
        if entity.type in ("ORG", "PLACE", "PRODUCT")
    ]
    return name_reference(names[0], rule) if names else None
