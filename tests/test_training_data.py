"""Marked sentences and articles with lists of names become the same kind of training sentence."""

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "models"))

from articles import read_marked  # the training programs stand beside the package  # noqa: E402


@pytest.fixture
def read(tmp_path):
    def read_rows(*rows):
        path = tmp_path / "marked.jsonl"
        path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
        return read_marked([path])

    return read_rows


def marks(sentences):
    return [[(one.text[span.start : span.end], span.type) for span in one.spans] for one in sentences]


def test_a_listed_name_is_marked_wherever_it_stands_the_longest_first(read):
    text = "云岭智造在昆明开业。昆明云岭智造有限公司说，云岭智造会扩产。"
    names = {"ORG": ["云岭智造", "昆明云岭智造有限公司"], "PLACE": ["昆明"]}
    assert marks(read({"text": text, "names": names})) == [
        [("云岭智造", "ORG"), ("昆明", "PLACE")],
        [("昆明云岭智造有限公司", "ORG"), ("云岭智造", "ORG")],
    ]


def test_a_single_character_is_a_name_only_where_it_is_a_word(read):
    sentences = read({"text": "美、日两国会谈。美丽的日子。", "names": {"PLACE": ["美", "日"]}})
    assert marks(sentences) == [[("美", "PLACE"), ("日", "PLACE")], []]


def test_sentences_with_a_name_of_two_types_are_left_out(read):
    names = {"ORG": ["晴空"], "PRODUCT": ["晴空"]}
    assert [one.text for one in read({"text": "晴空发布了新品。天气很好。", "names": names})] == ["天气很好。"]


def test_a_name_that_runs_over_the_end_of_a_sentence_takes_both_out(read):
    text = "他写了《去哪儿？回家》一书。书卖得好。"
    sentences = read({"text": text, "names": {"DOC": ["《去哪儿？回家》"]}})
    assert [one.text for one in sentences] == ["书卖得好。"]


def test_traditional_articles_are_simplified_with_their_lists(read):
    sentences = read({"text": "雲嶺智造在臺北開業。", "names": {"ORG": ["雲嶺智造"], "PLACE": ["臺北"]}})
    assert marks(sentences) == [[("云岭智造", "ORG"), ("台北", "PLACE")]]


def test_sentences_and_articles_may_be_mixed(read):
    sentence = {"text": "北辰一号上市。", "entities": [{"start": 0, "end": 4, "type": "PRODUCT"}]}
    assert marks(read(sentence, {"text": "没有名字。", "names": {}})) == [[("北辰一号", "PRODUCT")], []]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"text": "云岭开业。", "names": {"ORG": ["北辰"]}}, "lacks the name '北辰'"),
        ({"text": "云岭开业。", "names": {"COMPANY": ["云岭"]}}, "one of ORG, PLACE, PERSON, PRODUCT, DOC"),
        ({"text": "云岭", "entities": [{"start": 0, "end": 3, "type": "ORG"}]}, "must lie in the text"),
    ],
)
def test_bad_rows_are_told_with_file_and_line(read, row, told):
    with pytest.raises(ValueError, match=r"marked\.jsonl:1: .*" + told):
        read(row)
