"""The recogniser gives the same marks alone and in any batch, and refuses weights that are not its own."""

import json
import shutil

import numpy as np
import pytest

from zhclaims.errors import WeightsError
from zhclaims.features import TAGS, Vocabulary, featurise, shape_of
from zhclaims.recogniser import GRAPH, HASHES, TABLES, WEIGHTS, load_recogniser

SENTENCES = [
    "蓝鲸智造科技有限公司的创始人周明远在苏州宣布，公司已获得北辰资本的投资。",
    "他说：“明年还会更好。”",
    "记者从合肥市统计局获悉，今年上半年全市机器人产业增长两成。",
    "A",
    "",
    "，。！",
    "张伟和李娜毕业于浙江大学，现就职于腾讯。" * 4,
    "该产品支持多种语言，适用于教育、医疗和物流等行业。",
]


@pytest.fixture(scope="module")
def recogniser():
    return load_recogniser()


def names(recogniser, text):
    return {(text[mark.start : mark.end], mark.type) for mark in recogniser.mark([text])[0]}


def test_it_marks_names_it_has_never_seen(recogniser):
    found = names(recogniser, SENTENCES[0])
    assert ("蓝鲸智造科技有限公司", "ORG") in found
    assert ("周明远", "PERSON") in found
    assert ("苏州", "PLACE") in found


@pytest.mark.parametrize("text", ["今年以来经济运行总体平稳。", "大家都觉得这个办法很好，决定试一试。", "", " "])
def test_it_marks_nothing_where_nothing_is_named(recogniser, text):
    assert names(recogniser, text) == set()


def test_marks_do_not_depend_on_the_batch(recogniser):
    alone = [recogniser.mark([sentence])[0] for sentence in SENTENCES]
    assert recogniser.mark(SENTENCES) == alone
    assert recogniser.mark(SENTENCES[::-1]) == alone[::-1]
    assert recogniser.mark(SENTENCES * 40) == alone * 40


def test_two_runs_agree(recogniser):
    assert recogniser.mark(SENTENCES) == recogniser.mark(SENTENCES)


def test_marks_lie_in_order_and_do_not_overlap(recogniser):
    for sentence, marks in zip(SENTENCES, recogniser.mark(SENTENCES), strict=True):
        edges = [edge for mark in marks for edge in (mark.start, mark.end)]
        assert edges == sorted(edges)
        assert not edges or edges[-1] <= len(sentence)
        assert all(0 <= mark.score <= 1 for mark in marks)


@pytest.mark.parametrize(
    "text", ["\ud800中国", "𠮷野家在上海开店", "\x00\x00", "İstanbul", "e\u0301" * 30, "中" * 3000]
)
def test_any_string_can_be_marked(recogniser, text):
    assert all(mark.end <= len(text) for mark in recogniser.mark([text])[0])


def test_the_recogniser_weighs_under_eight_megabytes():
    assert sum(path.stat().st_size for path in WEIGHTS.glob("recogniser*")) < 8_000_000


def test_absent_weights_are_told(tmp_path):
    with pytest.raises(WeightsError, match="cannot be read"):
        load_recogniser(tmp_path)


def test_damaged_weights_are_told(tmp_path):
    for name in (GRAPH, TABLES, HASHES):
        shutil.copy(WEIGHTS / name, tmp_path)
    (tmp_path / GRAPH).write_bytes((tmp_path / GRAPH).read_bytes() + b"\0")
    with pytest.raises(WeightsError, match=GRAPH):
        load_recogniser(tmp_path)


def test_hashes_name_every_file():
    assert set(json.loads((WEIGHTS / HASHES).read_text("utf-8"))) == {GRAPH, TABLES}


@pytest.mark.parametrize(
    ("word", "tag"),
    [("AMD", "LATIN"), ("Apple", "Latin"), ("chip", "latin"), ("H20", "mixed"), ("2024", "number"), ("3.5", "number")]
    + [("，", "mark"), ("琥禾", "unknown"), ("①", "number")],
)
def test_the_shape_of_a_word_that_no_dictionary_has(word, tag):
    assert TAGS[shape_of(word)] == tag


def test_each_character_knows_its_place_in_its_word():
    vocabulary = Vocabulary(np.arange(65536, dtype=np.int32), {"合肥": 0}, bytes([TAGS.index("ns")]), 1)
    rows = featurise(["在合肥", "落户"], [["在", "合肥"], ["落户"]], vocabulary)
    places = ["BMES"[row % 4] for row in rows.shapes]
    tags = [TAGS[row // 4] for row in rows.shapes]
    assert (places, tags) == (list("SBEBE"), ["unknown", "ns", "ns", "unknown", "unknown"])
    assert rows.words.tolist()[1:3] == [1, 1]
