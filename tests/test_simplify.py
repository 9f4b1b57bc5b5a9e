"""simplify: the same length, both engines, leftovers of machine conversion, full width."""

import opencc_pyo3
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhclaims.errors import LexiconError
from zhclaims.simplify import _convert_same_length, fold_width, script_of, simplify

CHINESE = st.text(
    st.one_of(st.characters(), st.sampled_from("臺灣產業発發后後顯著乾燥縣昇騰２０％．：，35\r\n \ud800慰藉瞭望"))
)
TRADITIONAL = [
    ("憑什么是他們", "凭什么是他们"),
    ("這款游戲的后發優勢", "这款游戏的后发优势"),
    ("産業鏈裏的爲什麼", "产业链里的为什么"),
    ("臺灣與台灣", "台湾与台湾"),
    ("本土晶片與軟體", "本土晶片与软体"),
    ("成效顯著，著力於製程", "成效显著，着力于制程"),
    ("他彰顯著團隊的執著", "他彰显着团队的执着"),
    ("這位著名教授著作等身", "这位著名教授著作等身"),
    ("學生寫著作業", "学生写着作业"),
    ("評論著這篇專著", "评论着这篇专著"),
    ("乾燥機銷往乾縣", "干燥机销往乾县"),
    ("藉由補貼慰藉農戶", "借由补贴慰藉农户"),
    ("瞭解衛星瞭望系統", "了解卫星瞭望系统"),
    ("昇騰伺服器價格上昇", "昇腾伺服器价格上升"),
    ("王育昇董事長談產業昇級", "王育昇董事长谈产业升级"),
    ("沈陽廠長沈先生沈默了，産線下沈", "沈阳厂长沈先生沉默了，产线下沉"),
    ("反覆測試覆蓋率並答覆", "反复测试覆盖率并答复"),
    ("魏徵與徵稅", "魏徵与征税"),
    ("祇有神祇知道這個價錢", "只有神祇知道这个价钱"),
    ("薰衣草莊園與瑯琊臺", "薰衣草庄园与琅琊台"),
    ("鄰里隣里，敍說步驟", "邻里邻里，叙说步骤"),
    ("奇鋐與錼創在赤鱲角設點，錼是元素", "奇鋐与錼创在赤鱲角设点，镎是元素"),
]
UNTOUCHED = [
    "乾元街道的乾照光电看著名单",
    "乾崑智驾与奇鋐",
    "华为昇腾服务器与昇思框架",
    "沈阳的沈先生覆盖了三成市场",
    "“他说”「好」：一、二；三……",
    "GDP grew 5.2% in 2024.\r\nNext\tline",
    "https://例子.中国/a?b=1，路",
    "",
]
FOLDED = [
    ("２０２４年ＡＩ占９５％", "2024年AI占95%"),
    ("增長３．５倍，比例３５：１", "增长3.5倍，比例35:1"),
    ("約１，２３４，５６７元", "约1,234,567元"),
    ("２０２３，１００家", "2023，100家"),
    ("产值7\u00a0000亿元", "产值7,000亿元"),
    ("水稻16\u2009480亩，小麦2\u202f350\u202f000吨", "水稻16,480亩，小麦2,350,000吨"),
    ("水稻12 050亩", "水稻12,050亩"),
    ("2019 300家，第3 200家", "2019 300家，第3 200家"),
    ("结论：３．５倍。", "结论：3.5倍。"),
    ("第一．总量", "第一．总量"),
    ("⼆零⼆四年⽉均", "二零二四年月均"),
    ("二○一八年、二OO八年与一○八将", "二〇一八年、二〇〇八年与一〇八将"),
    ("￥５００，＄３，Ｃ＋＋", "¥500，$3，C++"),
]


@pytest.mark.parametrize("engine", ["rust", "python"])
@pytest.mark.parametrize(("text", "expected"), TRADITIONAL)
def test_traditional_reads_as_simplified_with_both_engines(text, expected, engine):
    assert simplify(text, engine=engine) == expected


@pytest.mark.parametrize("text", UNTOUCHED)
def test_text_without_traditional_characters_stays(text):
    assert simplify(text) == text


@pytest.mark.parametrize(("text", "expected"), FOLDED)
def test_full_width_is_folded_where_meaning_stays(text, expected):
    assert simplify(text) == expected


@given(CHINESE)
@settings(deadline=None)
def test_length_and_line_breaks_stay(text):
    simplified = simplify(text)
    assert len(simplified) == len(text)
    assert [i for i, c in enumerate(simplified) if c in "\r\n"] == [i for i, c in enumerate(text) if c in "\r\n"]


@given(CHINESE)
@settings(deadline=None)
def test_simplifying_twice_changes_nothing_more(text):
    assert simplify(simplify(text)) == simplify(text)


@given(CHINESE)
@settings(deadline=None)
def test_engines_differ_only_where_opencc_tables_do(text):
    rust, python = simplify(text, engine="rust"), simplify(text, engine="python")
    assert len(rust) == len(python)


def test_engines_agree_on_the_common_traditional_characters():
    big5 = [chr(code) for code in range(0x4E00, 0xA000) if chr(code).encode("big5", "ignore")]
    text = "，".join(opencc_pyo3.OpenCC("s2t").convert("，".join(big5)).split("，"))
    pairs = list(zip(simplify(text, engine="rust"), simplify(text, engine="python"), strict=True))
    assert sum(rust != python for rust, python in pairs) <= 5


def test_a_phrase_that_changes_length_is_converted_by_character():
    def convert(text):
        return {"網際網路": "互联网"}.get(text, text.replace("網", "网").replace("際", "际"))

    assert _convert_same_length("網際網路", convert) == "网际网路"


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("台積電在臺中擴產，帶動設備廠商", "hant"),
        ("宁德时代在宜宾扩产，带动设备厂商", "hans"),
        ("憑什么說游戲産業落后？這是個問題", "hant"),
        ("他引用了《資治通鑑》的话，这里说的是产业政策与创业环境。", "mixed"),
        ("Only English 123", "hans"),
        ("", "hans"),
        ("\ud800", "hans"),
    ],
)
def test_script_is_told(text, script):
    assert script_of(text) == script


def test_one_traditional_name_does_not_make_a_simplified_article_mixed():
    assert script_of("这家企业的创始人是陳先生。" + "该产业园区总投资规模达到历史新高，带动创业热潮。" * 5) == "hans"


def test_fold_keeps_ascii_as_it_is():
    assert fold_width("a:1.5,000") == "a:1.5,000"


def test_a_fix_of_another_length_is_refused(monkeypatch, tmp_path):
    from zhclaims import lexicon
    from zhclaims import simplify as module

    (tmp_path / "simplify.tsv").write_text("written\tsimplified\n臺\t台灣\n", "utf-8")
    monkeypatch.setattr(lexicon, "LEXICONS", tmp_path)
    with pytest.raises(LexiconError, match=r"simplify\.tsv:2"):
        module._fixes.__wrapped__()
