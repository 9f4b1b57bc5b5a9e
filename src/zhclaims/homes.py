"""Where the organisations of an article are based: by the gazetteer, by their names, and by what the article says."""

import re
from dataclasses import dataclass, field

from zhclaims.aliases import BUSINESS, LEGAL_FORM
from zhclaims.document import Document
from zhclaims.organisations import load_organisations
from zhclaims.seat_forms import LEGAL_TAIL
from zhclaims.seats import city_of_organisation
from zhclaims.types import Entity, Place

NATIONAL = re.compile(
    r"""^(?:我国|全国|国内|国家|中央|党中央)(?!.*公司$)
      | ^中国(?!.*(?:公司|集团|银行|证券|保险|人寿|移动|联通|电信|中车|石油|石化|股份|大学|学院|研究院|医院)$)
      | ^(?:国务院|国家.{2,8}(?:局|委|署|总局|部)|央行|中国人民银行|证监会)
      | ^(?:财政|工信|商务|科技|教育|公安|民政|外交|交通运输|人社)部
    """,
    re.VERBOSE,
)
ORDINARY = frozenset({"company", "university", "hospital"})
"""Kinds that speak for themselves, whatever they are called: 中国平安, 中国石油大学(华东)."""
PARTLY_NATIONAL = frozenset({"institute", "media"})
"""Kinds of which those in the capital may speak for the country: 中国信通院, not 国家超级计算无锡中心."""
CAPITAL = "北京市"
# 合肥的某某, 总部位于成都的某某, 杭州初创企业某某
BEFORE_NAME = re.compile(r"市?(?:的|本土|本地|当地)?(?:\w{0,4}(?:企业|公司|独角兽|龙头|厂商|巨头|机构|品牌))?[“「]?")
# 某某（苏州）, 某某总部位于苏州, 某某，落户苏州
AFTER_NAME = re.compile(
    r"[”」]?(?:[（(]|[，,]?(?:这家)?(?:公司|企业|其)?(?:的)?(?:总部|注册地)?(?:就)?(?:设在|设于|位于|坐落于|坐落在|落户|扎根|诞生于|成立于|在))"
)
SEAT_SAID = re.compile(
    r"(?:(?:总部|注册地)(?:[与和及][^，。；：\n]{1,8})?(?:就|也|都|均|现|一直)?"
    r"(?:位于|设在|设于|坐落于|坐落在|落户|在|迁[至到])|(?:成立|创立|创办|注册)于|[（(，,、；;](?:总部|注册地)[:：]?)"
    r"(?:[\u4e00-\u9fff]{2,3}省)?$"
)
"""Words that make the place behind them the seat of an organisation."""
# 星澜|总部位于, 星澜|公司全球总部设在: words right behind a name for its own seat; 华东总部 is none
OWN_SEAT = re.compile(
    r"[”」]?(?:的|公司|集团|[，,]|其|全球){0,3}(?:总部|注册地)(?:就|也|都|均|现|一直)?"
    r"(?:位于|设在|设于|坐落于|坐落在|落户|在)"
)
# 嘉善|的芯片厂商|某某: a trade that makes what follows a company of the place before it, and no plant of one
MAKER = re.compile(r"的[\u4e00-\u9fff]{0,8}(?:厂商|企业|公司|独角兽|制造商|供应商|开发商|运营商|车企|药企)[“「]?")
REGISTERED = re.compile(r"^.{6,}公司$")
# 恒川水务|（深交所上市，总部天津）: the bracket that is open where the seat is told is behind its owner
OPEN_BRACKET = re.compile("[（(][^（()）]*$")
OWNER_NEAR = 120
"""Characters, before words of a seat or from where their paragraph begins, in which its owner is looked for."""
PLACE_LENGTH = 6
"""Characters of the place that a registered name may begin with: 深圳市前海."""


@dataclass(frozen=True, slots=True)
class Registered:
    """A registered name that tells a city: 深圳智联电子支付有限公司."""

    text: str
    name: str
    city: str

    def extends(self, stem: str) -> bool:
        """Whether it is that of a short name: 智联 with a place before it and its trade after it.

        >>> Registered("深圳智联电子支付有限公司", "", "深圳市").extends("智联")
        True
        >>> Registered("深圳智联天成科技有限公司", "", "深圳市").extends("智联")
        False
        """
        text = self.text.replace("（", "(").replace("）", ")")
        start = text.find(stem, 0, PLACE_LENGTH + len(stem))
        return start >= 0 and LEGAL_TAIL.fullmatch(text, start + len(stem)) is not None


@dataclass(slots=True)
class Homes:
    """The cities of an article's organisations, looked for once."""

    doc: Document
    lexicon: str | None = None
    _names: dict[str, str] | None = None
    _stated: dict[str, str | None] | None = None
    _said: dict[str, Place] | None = None
    _registered: list[Registered] | None = None
    _found: dict[str, str | None] = field(default_factory=dict)

    def is_national(self, body: Entity) -> bool:
        """Whether a body speaks for the country (财政部, 中国移动): its figures have a place but no city."""
        name = body.name or body.text
        known = load_organisations(self.lexicon).get(name)
        if known is None:
            return NATIONAL.match(body.text) is not None and not self._names_its_city(body)
        if known.kind in ORDINARY or (known.kind in PARTLY_NATIONAL and known.city != CAPITAL):
            return False
        if known.kind == "carrier" or NATIONAL.match(body.text):
            return True
        return known.kind == "agency" and known.city == CAPITAL and "北京" not in name

    def _names_its_city(self, body: Entity) -> bool:
        """Whether a body is the branch for a city: 国家外汇管理局深圳分局."""
        city = self.city(body)
        return city is not None and city[:2] in body.text

    def is_listed(self, body: Entity) -> bool:
        """Whether the lexicons have it: 荣昌生物 is in 烟台, not in 荣昌."""
        return body.text in load_organisations(self.lexicon)

    def is_medium(self, body: Entity) -> bool:
        """Whether a body is a newspaper, an agency or a site that reports what others do."""
        known = load_organisations(self.lexicon).get(body.name or body.text)
        return known is not None and known.kind == "media"

    def city(self, body: Entity) -> str | None:
        """The full name of the city, or None where neither gazetteer, name nor article tells."""
        name = self._one_name(body)
        if body.text not in self._found:
            known = (self._known(form) for form in sorted((body.text, name), key=len, reverse=True))
            found = self._cities_stated().get(name) or next(filter(None, known), None)
            self._found[body.text] = found or self._city_by_text(body, name)
        return self._found[body.text]

    def _one_name(self, body: Entity) -> str:
        """The name that a short form and the full name that states it share: 恒川水务股份有限公司（下称“恒水”）."""
        if self._names is None:
            self._names = {other.text: other.name for other in self.doc.entities if other.type == "ORG"}
        name = body.name or body.text
        return self._names.get(name) or name

    def _known(self, name: str) -> str | None:
        return city_of_organisation(name, lexicon=self.lexicon, by_province=False)

    def _city_by_text(self, body: Entity, name: str) -> str | None:
        place = self._homes_said().get(name)
        if place is not None:
            return place.city
        stem = BUSINESS.sub("", LEGAL_FORM.sub("", body.text))
        forms = self._registered_forms() if len(stem) > 1 else []
        return next((form.city for form in forms if form.name == name or form.extends(stem)), None)

    def _cities_stated(self) -> dict[str, str | None]:
        """The cities that the text gives to names in so many words, which it knows better than any lexicon."""
        if self._stated is None:
            self._stated = {}
            for entity in self.doc.entities:
                place = self._place_stated(entity) if entity.type == "ORG" else None
                if place is not None:
                    self._stated.setdefault(self._one_name(entity), place.city)
        return self._stated

    def _place_stated(self, entity: Entity) -> Place | None:
        """The place of a company: 昆山 of 昆山的传感器厂商某某, 某某总部位于昆山."""
        before = self.doc.places.before(entity.start, max(0, entity.start - 20))
        if before and before.city and MAKER.fullmatch(self.doc.text, before.end, entity.start):
            return before
        seat = OWN_SEAT.match(self.doc.text, entity.end)
        after = self.doc.places.after(seat.end(), seat.end() + 12) if seat else None
        is_own = seat is not None and after is not None and after.city and after.start - seat.end() <= 1
        return after if after is not None and is_own and not self.doc.text.startswith("的", after.end) else None

    def _homes_said(self) -> dict[str, Place]:
        """The cities that the text gives to names: 合肥的某某, 某某总部位于苏州."""
        if self._said is None:
            self._said = {}
            for entity in self.doc.entities:
                place = self._beside(entity) if entity.type == "ORG" else None
                if place is not None:
                    self._said.setdefault(self._one_name(entity), place)
            paragraphs: dict[int, int] = {}
            for sentence in self.doc.sentences:
                paragraphs.setdefault(sentence.paragraph, sentence.start)
            for place in self.doc.places:
                owner = self._owner(place, paragraphs) if place.city else None
                if owner is not None:
                    self._said.setdefault(self._one_name(owner), place)
        return self._said

    def _owner(self, place: Place, paragraphs: dict[int, int]) -> Entity | None:
        """Whose seat a place is said to be: the last before it in the sentence, else the first of the paragraph.

        星澜 of 星澜成立于2015年，总部设在苏州. `paragraphs` are the offsets that they begin at, by number.
        """
        seat = SEAT_SAID.search(self.doc.text, max(0, place.start - 20), place.start)
        sentence = self.doc.sentences.covering(place.start, place.end)
        if seat is None or sentence is None or self.doc.text.startswith("的", place.end):
            return None
        if inside := self._organisations(max(sentence.start, seat.start() - OWNER_NEAR), seat.start()):
            opening = OPEN_BRACKET.search(self.doc.text, inside[0].end, seat.end())
            bracketed = [body for body in inside if opening and body.end == opening.start()]
            return bracketed[0] if bracketed else inside[-1]
        first = paragraphs[sentence.paragraph]
        return next(iter(self._organisations(first, min(sentence.start, first + OWNER_NEAR))), None)

    def _organisations(self, start: int, end: int) -> list[Entity]:
        return [entity for entity in self.doc.entities.within(start, end) if entity.type == "ORG"]

    def _beside(self, entity: Entity) -> Place | None:
        before = self.doc.places.before(entity.start, max(0, entity.start - 12))
        if before and before.city and BEFORE_NAME.fullmatch(self.doc.text, before.end, entity.start):
            return before
        match = AFTER_NAME.match(self.doc.text, entity.end)
        after = self.doc.places.after(match.end(), match.end() + 12) if match else None
        return after if match and after and after.city and after.start - match.end() <= 1 else None

    def _registered_forms(self) -> list[Registered]:
        """The registered names in the article that tell a city."""
        if self._registered is None:
            bodies = {e.text: e for e in self.doc.entities if e.type == "ORG" and REGISTERED.search(e.text)}
            cities = ((text, body.name, self._known(text)) for text, body in bodies.items())
            self._registered = [Registered(text, name, city) for text, name, city in cities if city]
        return self._registered
