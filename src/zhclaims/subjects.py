"""Finds what a quantity is about: weighs names, nouns, stand-ins and what earlier clauses were about."""

import re
from dataclasses import dataclass, replace

from zhclaims.chunks import head_start, is_metric, main_verb
from zhclaims.document import Clause, Document
from zhclaims.types import Entity, Quantity, Sentence, Token

# How much each way of finding a subject is trusted; the best one wins, and its weight goes into the claim's score.
WEIGHTS = {
    "subject:paired": 1.30,
    "subject:compared": 1.20,
    "subject:row": 1.10,
    "subject:leading_name": 1.00,
    "subject:stand_in": 0.95,
    "subject:caused": 0.90,
    "subject:noun_before_verb": 0.70,
    "subject:counted_noun": 0.68,
    "subject:carried_clause": 0.66,
    "subject:announced": 0.66,
    "subject:owner": 0.60,
    "subject:compound": 0.50,
    "subject:carried_sentence": 0.45,
    "subject:noun": 0.42,
    "subject:name_in_clause": 0.40,
    "subject:metric_noun": 0.30,
    "subject:heading": 0.25,
    "subject:title": 0.20,
}
# A common noun is carried to later clauses with less trust than a name
NOUN_PENALTY = 0.12
TYPE_WEIGHTS = {"ORG": 0.0, "PRODUCT": 0.0, "PLACE": -0.05, "PERSON": -0.15, "DOC": -0.25}
# Words that put a name beside the subject: 在杭州, 与华为, 向监管部门
OBLIQUE = re.compile(
    r"(?:在|于|从|与|和|同|跟|向|对|对于|由|被|给|为|以|占|比|较|到|据|至|位于|针对|面向|随着|经|受|因|自|来自|相比|按|依托|围绕|通过|关于|除|除了|继)$"
)
# 带动我国钢产量增长: who these verbs move is what the figure is about
CAUSATIVE = re.compile(r"(?:带动|推动|拉动|促进|助推|帮助|使得|使|让|令)$")
COORDINATED = re.compile(r"(?:和|与|及|以及|、)$")
LINKS = frozenset(("的", "、", "和", "与", "及"))
HEAD_TAGS = ("n", "j", "eng", "vn", "l", "s")
# Pronouns that act as nouns
COLLECTIVES = frozenset(("各地", "多地", "两地", "三地", "双方", "各方"))
# Nouns that report or frame and are never what a figure is about
NOT_SUBJECTS = frozenset("记者 文章 消息 全程 目标 问题 情况 方面 结果 专家 数据 报告 调查 期间 现场 日前".split())
ANNOUNCING = re.compile(r"(?:发布|印发|出台|公布|发表|下发|披露|颁布|制定|推出)了?(?!的)[^，,。的]{0,8}$")
TOPIC = re.compile(r"(?:反观|再看|今天的|而在|而|在|对于|以)?")
COMPANY = re.compile(
    r"该公司|该企业|这家公司|这家企业|本公司|公司方面|该集团|该行|该校|该院|该所|该平台|该品牌|该机构|该基金|该团队"
)
BARE_COMPANY = re.compile(r"公司(?![法债治章股])")
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
        return replace(self, rule=rule, weight=WEIGHTS[rule])


def name_reference(entity: Entity, rule: str, penalty: float = 0.0) -> Reference:
    weight = WEIGHTS[rule] + TYPE_WEIGHTS[entity.type] - penalty
    return Reference(entity.text, entity.start, entity.end, entity.type, rule, weight)


def names_in(doc: Document, start: int, end: int) -> list[Reference]:
    """The names of a stretch, weighed as subjects: the first before the main verb leads, with its list."""
    verb = main_verb(doc, start, end)
    found: list[Reference] = []
    for entity in named(doc, start, end):
        before = doc.text[max(start, entity.start - 3) : entity.start]
        if found and COORDINATED.search(before) and entity.start - found[-1].end <= 2:
            found[-1] = replace(found[-1], text=doc.text[found[-1].start : entity.end], end=entity.end)
            continue
        penalty = 0.01 * len(found) + (0.4 if OBLIQUE.search(before) else 0.0)
        rule = "subject:leading_name" if entity.start < verb else "subject:name_in_clause"
        if rule == "subject:name_in_clause" and CAUSATIVE.search(before):
            rule = "subject:caused"
        reference = name_reference(entity, rule, penalty)
        found.append(_owning(doc, reference, entity.end, end) if entity.type == "PLACE" else reference)
    return _prefer_located_names(doc, found)


def named(doc: Document, start: int, end: int) -> list[Entity]:
    """The entities of a stretch, with the places that are no names of their own (我国, 全国) among them."""
    found = list(doc.entities.within(start, end))
    for place in doc.places.within(start, end):
        free = "in_organisation" not in place.flags and not doc.entities.overlapping(place.start, place.end)
        if free and "in_event" not in place.flags and place.level != "world" and place.text not in ("国内", "境内"):
            found.append(Entity(place.start, place.end, place.text, "PLACE", place.name))
    return sorted(found, key=lambda entity: entity.start)


def _prefer_located_names(doc: Document, names: list[Reference]) -> list[Reference]:
    """杭州的宇树科技 and 深圳企业大疆 are about the company, not the place before it."""
    kept = []
    for first, second in zip(names, [*names[1:], None], strict=False):
        located = (
            second is not None
            and first.type == "PLACE"
            and second.type in ("ORG", "PRODUCT")
            and second.start - first.end <= 4
            and not re.search(r"[、和与及，,]", doc.text[first.end : second.start])
        )
        kept.append(replace(first, weight=0.1) if located else first)
    return kept


def stand_in(doc: Document, start: int, end: int, known: "Known") -> Reference | None:
    """该公司, 全市, 全省, 其 stand for the last name of their kind."""
    text = doc.text[start:end]
    if known.organisation is not None and BARE_COMPANY.match(doc.text, _after_time(doc, start)):
        return known.organisation.via("subject:stand_in")
    for pattern, reference in (
        (COMPANY, known.organisation),
        (CITY, known.city),
        (PROVINCE, known.province),
        (PRONOUN, known.subject),
    ):
        match = pattern.search(text)
        if match and reference is not None and (match.start() < 12 or pattern is not PRONOUN):
            return _owning(doc, reference.via("subject:stand_in"), start + match.end(), end)
    return None


def _after_time(doc: Document, start: int) -> int:
    """Where a clause begins to speak when a time opens it: 2024年公司营收…"""
    time = doc.times.after(start, start + 24)
    return time.end if time is not None and time.start - start <= 1 else start


def shortened(doc: Document, noun: Reference, known: "Known") -> Reference:
    """示范区 for 生态绿色一体化发展示范区, 基地 for 某某云基地: a noun that ends the last long name stands for it."""
    for name in (known.in_paragraph, known.organisation, known.subject):
        if name is None or name.type == "NOUN" or len(noun.text) < 2 or name.text == noun.text:
            continue
        if name.text.endswith(noun.text):
            return name.via("subject:stand_in")
    return noun


def _owning(doc: Document, reference: Reference, start: int, end: int) -> Reference:
    """全省农村居民人均收入 is about 浙江农村居民: nouns between a place and what is measured narrow it."""
    nouns: list[Token] = []
    for token in doc.tokens.within(start, min(end, start + 16)):
        if not token.tag.startswith(HEAD_TAGS) or is_metric(token.text) or doc.cues.covering(token.start, token.end):
            break
        nouns.append(token)
    if not nouns or nouns[0].start != start:
        return reference
    return replace(reference, text=reference.text + doc.text[start : nouns[-1].end])


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
        found = [reference.via(rule) for reference, rule in ways if reference is not None]
        return [replace(one, weight=one.weight - NOUN_PENALTY) if one.type == "NOUN" else one for one in found]


def noun_subject(doc: Document, start: int, position: int) -> Reference | None:
    """The noun phrase before the verb of a clause that holds no name: 受让方, 全国毕业生.

    `position` is where the figure, or the clause, ends.
    """
    verb = main_verb(doc, start, position)
    first, last = _noun_phrase(doc, head_start(doc, start, position) if verb == position else start, verb)
    text = doc.text[first:last]
    if len(text) < 2 or text in NOT_SUBJECTS:
        return None
    if is_metric(text):
        return _owner(doc, first, last)
    cue = doc.cues.covering(verb, verb + 1)
    acts = verb < position and (cue is None or cue.category in ("act", "plan"))
    rule = "subject:noun_before_verb" if acts else "subject:noun"
    return Reference(text, first, last, "NOUN", rule, WEIGHTS[rule])


def _owner(doc: Document, first: int, last: int) -> Reference | None:
    """Of 无人零售的用户规模 the noun before 的, of 手机渗透率 all but the head, owns what is measured."""
    owner, particle, _ = doc.text[first:last].rpartition("的")
    if particle and len(owner) >= 2:
        return Reference(owner, first, first + len(owner), "NOUN", "subject:owner", WEIGHTS["subject:owner"])
    words = [token for token in doc.tokens.within(first, last) if token.tag.startswith(HEAD_TAGS)]
    end = words[-1].start if words else first
    named = any(word.tag != "vn" for word in words[:-1])
    if not named or end - first < 2 or is_metric(words[-2].text):
        return None
    rule = "subject:compound"
    return Reference(doc.text[first:end], first, end, "NOUN", rule, WEIGHTS[rule])


def _noun_phrase(doc: Document, start: int, end: int) -> tuple[int, int]:
    """The first run of nouns in a stretch that no preposition governs, 的 and 和 between them included."""
    first = last = start
    begun = oblique = False
    for token in doc.tokens.within(start, end):
        if _heads(doc, token):
            if not oblique:
                first = first if begun else token.start
                last, begun = token.end, True
        elif begun and token.text not in LINKS:
            break
        elif token.text not in LINKS:
            oblique = bool(OBLIQUE.fullmatch(token.text))
    return first, last


def _heads(doc: Document, token: Token) -> bool:
    if not (token.tag.startswith(HEAD_TAGS) or token.text in COLLECTIVES):
        return False
    return not doc.times.overlapping(token.start, token.end) and doc.cues.covering(token.start, token.end) is None


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


def announced_document(doc: Document, clause: Clause) -> Reference | None:
    """发改委发布《方案》，提出12项措施: what follows is about the document, or the product launched."""
    for entity in doc.entities.within(clause.start, clause.end):
        ends = clause.end - entity.end <= (2 if entity.type == "DOC" else 8)
        if entity.type in ("DOC", "PRODUCT") and ends and ANNOUNCING.search(doc.text, clause.start, entity.start):
            return name_reference(entity, "subject:announced")
    return None


def topic(doc: Document, clause: Clause) -> Reference | None:
    """在武汉，… and 以某公司为例，…: a name that makes up its clause is what the next clauses are about."""
    match = TOPIC.match(doc.text, clause.start)
    name = doc.entities.after(match.end(), clause.end) if match else None
    if match is None or name is None or name.start - match.end() > 3:
        return None
    alone = clause.end - name.end <= 2 and (name.type == "PLACE" or match[0] == "以")
    return name_reference(name, "subject:leading_name") if alone else None
