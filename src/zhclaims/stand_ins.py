"""Resolves the words that stand for a name: 该公司, 全市, 全省, 公司."""

import re
from collections.abc import Sequence

from zhclaims.document import Document
from zhclaims.types import Entity, Place

COMPANY = re.compile(
    r"(?:该|这家|本)(?:公司|企业|集团|行|校|院|所|平台|品牌|机构|基金|团队)|公司(?:方面)?(?![法债治章股])|集团(?=$)"
)
CITY = re.compile(
    r"该市|全市(?!场)|本市|我市|这座城市|这座城|当地|该城市|该城(?![区镇])|该地(?![块段])|该区(?![域块])|全区(?!域)|我区|该县|全县|我县|市内"
)
"""全市场, 该地块 and 该区域 hold no city."""
PROVINCE = re.compile(r"全省|该省|我省|省内|全自治区")


def resolve(subject: str, position: int, doc: Document) -> str:
    """The subject with the name in the place of the words that stand for it, where the text before tells which.

    `position` is where the figure or verb stands. 该公司净利润 -> 蔚来净利润; as it is where no name came before.
    """
    for pattern, find in ((COMPANY, _company), (CITY, _city), (PROVINCE, _province)):
        match = pattern.match(subject)
        if match:
            name = find(doc, position)
            return name + subject[match.end() :] if name else subject
    return subject


def _company(doc: Document, position: int) -> str:
    return _last([e for e in doc.entities if e.start < position and e.type == "ORG"])


def _city(doc: Document, position: int) -> str:
    return _last([p for p in doc.places if p.start < position and p.city])


def _province(doc: Document, position: int) -> str:
    return _last([p for p in doc.places if p.start < position and p.level == "province"])


def _last(names: Sequence[Entity | Place]) -> str:
    return names[-1].text if names else ""
