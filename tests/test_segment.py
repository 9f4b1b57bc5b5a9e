"""segment: exact offsets, both engines, user dictionaries, and the spaCy side."""

import logging
import re
import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zhclaims
from zhclaims.errors import LexiconError
from zhclaims.segment import create_tokenizer, load, read_user_words, segment
from zhclaims.types import Claim, Extraction

ENGINES = ["rust", "python"]
ARTICLE = (
    "去年，嘉兴市规模以上工业企业研发投入增长12.6%，高于全省平均水平。记者在南湖区一家传感器工厂看到，"
    "新投产的生产线每小时可下线四百只压力传感器，良品率稳定在九成八。负责人陈建国介绍，公司今年计划再招聘六十名工程师，"
    "并与两所高校共建实验室。业内人士认为，这座城市的优势在于完整的供应链，短板则是高层次人才不足。"
    "截至9月底，当地累计引进项目37个，总投资超过210亿元，其中光伏和储能占了一半以上。"
)


@pytest.mark.parametrize("engine", ENGINES)
@given(text=st.text(st.one_of(st.characters(), st.sampled_from("杭州市增长3.5%A轮 \r\n\t　\ud800😀"))))
@settings(max_examples=60, deadline=None)
def test_tokens_tile_any_text(text, engine):
    tokens = segment(text, engine=engine)
    assert "".join(token.text for token in tokens) == re.sub("[\ud800-\udfff]", "\ufffd", text)
    assert [token.end for token in tokens[:-1]] == [token.start for token in tokens[1:]]
    assert (tokens[0].start, tokens[-1].end) == (0, len(text)) if text else tokens == []


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("word", ["具身智能", "新质生产力", "人工智慧", "营收", "资料中心", "专精特新"])
def test_words_of_the_package_stay_whole(word, engine):
    tokens = segment(f"他们谈到{word}的前景", engine=engine)
    assert word in [token.text for token in tokens]


@pytest.mark.parametrize("engine", ENGINES)
def test_numbers_letters_and_unknown_names_are_tagged(engine):
    tags = {token.text: token.tag for token in segment("2024年陈建国用Python写了《手册》", engine=engine)}
    assert (tags["2024"], tags["陈建国"], tags["Python"], tags["《"]) == ("m", "nr", "eng", "x")


def test_the_two_engines_agree_on_nearly_every_word_and_tag():
    rust, python = ({(t.start, t.end, t.tag) for t in segment(ARTICLE, engine=engine)} for engine in ENGINES)
    assert len(rust & python) >= 0.97 * max(len(rust), len(python))


@pytest.mark.parametrize("engine", ENGINES)
def test_the_user_dictionary_is_honoured(engine, tmp_path):
    path = tmp_path / "own.txt"
    path.write_text("钱塘云谷 5 ns\n蓝象星核\n智慧灯杆 nz\n甌海晶谷 9 ns\n", "utf-8-sig")
    tokens = segment("蓝象星核在钱塘云谷和瓯海晶谷装了智慧灯杆", engine=engine, dictionary=path)
    expected = [("蓝象星核", "n"), ("钱塘云谷", "ns"), ("瓯海晶谷", "ns"), ("智慧灯杆", "nz")]
    assert [(t.text, t.tag) for t in tokens if len(t.text) == 4] == expected


def test_a_user_dictionary_does_not_leak_into_other_calls(tmp_path):
    path = tmp_path / "own.txt"
    path.write_text("增长了\n", "utf-8")
    assert "增长了" in [token.text for token in segment("产量增长了", dictionary=str(path))]
    assert "增长了" not in [token.text for token in segment("产量增长了")]


def test_a_user_dictionary_that_is_missing_names_the_file(tmp_path):
    with pytest.raises(LexiconError, match=r"none\.txt"):
        segment("增长", dictionary=tmp_path / "none.txt")


def test_a_user_dictionary_in_another_encoding_is_refused(tmp_path):
    (tmp_path / "own.txt").write_bytes("云谷".encode("gb18030"))
    with pytest.raises(LexiconError, match="UTF-8"):
        list(read_user_words(tmp_path / "own.txt"))


def test_a_binary_line_is_refused_with_its_number(tmp_path):
    (tmp_path / "own.txt").write_text("云谷\na\0b\n", "utf-8")
    with pytest.raises(LexiconError, match=":2:"):
        list(read_user_words(tmp_path / "own.txt"))


def test_the_python_engine_writes_nothing_to_stderr(capfd):
    logging.getLogger("jieba").setLevel(logging.DEBUG)
    segment("安静", engine="python")
    assert capfd.readouterr().err == ""


def test_importing_segment_imports_neither_jieba_nor_spacy():
    code = (
        "import sys, zhclaims.segment; print(*(m for m in ('jieba', 'rjieba', 'spacy', 'numpy') if m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


@pytest.fixture
def one_claim(monkeypatch):
    """Replace extract by one that finds the first 12 % of a text."""

    def extract(text, *, published=None, title=None):
        start = text.find("12%")
        fields = {"kind": "percent", "value_low": 12.0, "quote_start": start, "quote_end": start + 3}
        claim = Claim("c1", "a1", "", "", str(published or ""), "numeric", **fields)
        return Extraction(claims=[claim] if start >= 0 else [])

    monkeypatch.setitem(vars(zhclaims), "extract", extract)


@pytest.mark.parametrize("text", ["", " 前后 有空格 ", "A轮  融资\r\n第二行\t列", "臺灣 產業，GDP 成長", "全角　空格"])
def test_doc_text_is_the_text(text):
    from spacy.vocab import Vocab

    class Pipeline:
        vocab = Vocab()

    doc = create_tokenizer(Pipeline())(text)
    assert doc.text == text
    assert all(token.tag_ for token in doc)


def test_traditional_text_is_cut_like_simplified_text():
    nlp = load()
    traditional, simplified = nlp.make_doc("臺灣發展半導體產業"), nlp.make_doc("台湾发展半导体产业")
    assert [len(token) for token in traditional] == [len(token) for token in simplified]
    assert [token.text for token in traditional][:2] == ["臺灣", "發展"]


def test_the_component_sets_claims_and_spans(one_claim):
    doc = load()("去年产量增长12%。")
    assert [claim.value_low for claim in doc._.claims] == [12.0]
    assert [(span.text, span.label_) for span in doc.spans["zhclaims"]] == [("12%", "percent")]


def test_the_component_passes_the_date_of_publication_on(one_claim):
    nlp = load()
    doc = nlp.make_doc("增长12%")
    doc._.published = date(2025, 3, 5)
    assert nlp(doc)._.claims[0].published == "2025-03-05"


def test_a_doc_with_claims_survives_serialisation(one_claim):
    from spacy.tokens import Doc

    nlp = load()
    doc = nlp("增长12%")
    assert Doc(nlp.vocab).from_bytes(doc.to_bytes())._.claims == doc._.claims


def test_the_pipeline_can_be_saved_and_loaded(one_claim, tmp_path):
    import spacy

    load(engine="python").to_disk(tmp_path / "saved")
    nlp = spacy.load(tmp_path / "saved")
    assert nlp.tokenizer.engine == "python"
    assert len(nlp("增长12%")._.claims) == 1
