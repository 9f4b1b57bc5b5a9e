"""A user's own organisations and places change what is found and the city of the claims, in either script."""

from datetime import date
from pathlib import Path

import pytest

from zhclaims.errors import LexiconError
from zhclaims.pipeline import extract_article
from zhclaims.types import Article, Claim, Options

TEXT = "云启机器人去年营收达到3.2亿元。青禾谷的企业有120家。宇树科技去年营收10亿元。"
TRADITIONAL = "雲啟機器人去年營收達到3.2億元。青禾谷的企業有120家。宇樹科技去年營收10億元。"
ROWS = ("ORG\t云启机器人\t云启\t昆山", "PLACE\t青禾谷\t\t台北市", "ORG\t宇树科技\t\t深圳市")
TRADITIONAL_ROWS = ("ORG\t雲啟機器人\t雲啟\t崑山", "PLACE\t青禾谷\t\t臺北市", "ORG\t宇樹科技\t\t深圳市")


def _claims(text: str, lexicon: Path | None) -> list[Claim]:
    article = Article("a", "a.txt", text, "0", published=date(2025, 3, 1))
    options = Options(recognise=False, lexicon=str(lexicon) if lexicon else None)
    return [claim for claim in extract_article(article, options).claims if claim.claim_type == "numeric"]


def _lexicon(folder: Path, rows: tuple[str, ...]) -> Path:
    path = folder / "mine.tsv"
    path.write_text("\n".join(["type\tname\taliases\tcity", *rows]), "utf-8")
    return path


@pytest.mark.parametrize("text", [TEXT, TRADITIONAL])
@pytest.mark.parametrize("rows", [ROWS, TRADITIONAL_ROWS])
def test_rows_decide_the_city_of_the_claims(tmp_path: Path, text: str, rows: tuple[str, ...]) -> None:
    assert [claim.city or "" for claim in _claims(text, None)] == ["", "", "杭州市"]
    claims = _claims(text, _lexicon(tmp_path, rows))
    assert [claim.city for claim in claims] == ["苏州市", "台北市", "深圳市"]
    assert [claim.city_basis for claim in claims] == ["organisation", "sentence", "organisation"]


@pytest.mark.parametrize(
    "row",
    [
        "ORG\t云启机器人\t\t亚特兰蒂斯",
        "PLACE\t青禾谷\t\t亚特兰蒂斯",
        "ORG\t云启机器人",
        "CITY\t甲\t\t",
        "ORG\t\t\t",
        "PRODUCT\t\t甲\t",
        "ORG\t云启机器人\t云启,启云\t",
        "ORG\t云启机器人\t云启、启云\t",
    ],
)
def test_a_bad_row_ends_the_reading_with_file_and_line(tmp_path: Path, row: str) -> None:
    path = _lexicon(tmp_path, (ROWS[0], "# 注", row))
    with pytest.raises(LexiconError) as raised:
        _claims(TEXT, path)
    assert str(raised.value).startswith(f"{path}:4: ")


def test_several_aliases_are_each_the_organisation(tmp_path: Path) -> None:
    lexicon = _lexicon(tmp_path, ("ORG\t云启机器人\t启云|Yunqi, Inc.\t昆山",))
    claims = _claims("启云去年营收3亿元。Yunqi, Inc.员工200人。", lexicon)
    assert [claim.city for claim in claims] == ["苏州市", "苏州市"]
