"""The binder: words cut at facts and names, what is in view, and the choice of words by their scores."""

import json
from pathlib import Path

import numpy as np
import pytest

from zhclaims.binder import choose, where
from zhclaims.binder.bind import leads_of, pages, read_document
from zhclaims.binder.network import HASHES, READER, WEIGHTS, load_binder
from zhclaims.binder.sight import Observer
from zhclaims.binder.view import Known, View
from zhclaims.binder.words import cut_words
from zhclaims.errors import WeightsError
from zhclaims.pipeline import mine
from zhclaims.sources import find_credits
from zhclaims.types import Quantity, Time
from zhclaims.whereabouts import find_locations
from zhclaims.wording import phrase_of, without_loose_marks

TEXT = "# 南京：软件之城\n\n截至2024年底，南京市软件企业达1.2万家。其中，雨花台区占三成，比苏州多2000家。\n"


def test_words_are_cut_at_figures_times_and_names() -> None:
    words = cut_words(mine("2024年，中国科学技术大学新增专利1200项。"))
    texts = [word.text for word in words.items]
    assert texts[0] == "2024年"
    assert "1200项" in texts
    named = [word for word in words.items if word.name.endswith("ORG")]
    assert "".join(word.text for word in named) == "中国科学技术大学"


def test_what_compares_a_figure_is_no_part_of_a_word_before_it() -> None:
    texts = [word.text for word in cut_words(mine("海州新厂约25%，民企约40间。")).items]
    assert [text for text in texts if "约" in text] == ["约", "约"]


def test_a_time_around_a_figure_is_told_by_the_word_beside_it() -> None:
    words = cut_words(mine("过去五年间产量翻番，三年来投入9亿元。", published="2025-03-01")).items
    assert [word.text for word in words if isinstance(word.fact, Time)] == ["过去", "来"]
    assert [word.text for word in words if isinstance(word.fact, Quantity)] == ["五年", "翻番", "三年", "9亿元"]


def test_a_time_that_is_a_figure_too_is_a_time() -> None:
    words = cut_words(mine("前7月，海州出口增长5%。", published="2025-08-20")).items
    assert [word.text for word in words if isinstance(word.fact, Time)] == ["前7月"]
    assert [word.text for word in words if isinstance(word.fact, Quantity)] == ["5%"]


def test_words_cover_the_text_without_gap_or_overlap() -> None:
    doc = mine(TEXT)
    words = cut_words(doc).items
    assert all(one.end <= other.start for one, other in zip(words, words[1:], strict=False))
    assert "".join(doc.text.split()) == "".join("".join(word.text for word in words).split())


def test_a_figure_sees_its_sentence_the_title_and_no_word_after_its_sentence() -> None:
    doc = mine(TEXT)
    words = cut_words(doc)
    number = next(n for n, word in enumerate(words.items) if word.text == "1.2万家")
    sight = Observer(words, list(doc.sentences), list(find_locations(doc, words.at))).look([number])
    seen = words.text(sight.words[0, sight.seen[0]].tolist())
    assert "软件之城" in seen
    assert "雨花台" not in seen


def test_each_row_of_what_is_seen_is_in_the_order_of_the_text() -> None:
    doc = mine(TEXT * 8)
    words = cut_words(doc)
    numbers = [n for n, word in enumerate(words.items) if word.kind == "count"]
    sight = Observer(words, list(doc.sentences), list(find_locations(doc, words.at))).look(numbers)
    for row, seen in zip(sight.words, sight.seen, strict=True):
        assert (np.diff(row[seen]) > 0).all()


def test_a_text_read_in_pages_has_every_word_once() -> None:
    words = cut_words(mine(TEXT * 1500))
    cut = list(pages(words))
    assert len(cut) > 1
    assert sum(len(page) for _, page in cut) == len(words)
    assert [first for first, _ in cut] == list(range(0, len(words), len(cut[0][1])))


def test_an_article_is_read_the_same_twice() -> None:
    doc = mine(TEXT)
    assert read_document(doc, find_credits(doc)) == read_document(doc, find_credits(doc))


def view_of(*rows: list[int], mates: np.ndarray | None = None) -> View:
    """A view for each row of numbers, padded to the longest."""
    width = max(map(len, rows))
    words = np.array([[*row, *[0] * (width - len(row))] for row in rows])
    seen = np.array([[place < len(row) for place in range(width)] for row in rows])
    alone = np.zeros((len(rows), len(rows)), np.float32)
    leads, fronted = np.full(len(rows), -1), np.zeros_like(seen)
    return View(
        words,
        seen,
        np.ones(len(rows), bool),
        leads,
        fronted,
        np.zeros_like(seen),
        alone if mates is None else mates,
    )


def best_stretch(scores: np.ndarray, texts: list[str]) -> tuple[int, int, float]:
    return choose.best_stretches(scores[None], view_of(list(range(len(texts)))), texts)[0]


def test_short_and_full_name_win_together_over_a_likelier_phrase() -> None:
    texts = ["星河", "科技", "，", "市场", "，", "星河"]
    firsts = np.log(np.array([0.32, 0.01, 0.01, 0.36, 0.01, 0.29], np.float32))
    lasts = np.array([0, 4, 0, 4, 0, 4], np.float32)
    scores = np.stack([firsts, lasts, np.zeros(6, np.float32)], 1)
    first, last, sure = best_stretch(scores, texts)
    assert "星河" in "".join(texts[first : last + 1])
    assert sure > 0.5


def test_a_subject_does_not_go_across_a_comma() -> None:
    texts = ["甲厂", "，", "乙厂"]
    scores = np.array([[3, 0, 0], [0, 0, 0], [0, 3, 0]], np.float32)
    first, last, _ = best_stretch(scores, texts)
    assert "，" not in texts[first : last + 1]


@pytest.mark.parametrize(
    ("within", "subject"),
    [([9, 9, -30, -30, 9], "海州船厂"), ([9, -30, -30, 9, 9], "新型焊机"), ([-30, -30, -30, -30, 9], "焊机")],
)
def test_a_subject_holds_the_words_that_belong_to_it_and_no_others(within: list[float], subject: str) -> None:
    texts = ["海州", "船厂", "把", "新型", "焊机", "改造"]
    firsts, lasts = [9, 0, 0, 6, 4, 0], [0, 9, 0, 0, 9, 0]
    scores = np.array([firsts, lasts, [*within, -30]], np.float32).T
    first, last, _ = best_stretch(scores, texts)
    assert "".join(texts[first : last + 1]) == subject


def test_a_word_of_a_metric_that_comes_again_stays_where_the_others_are() -> None:
    texts = ["渔船", "修", "后", "花", "钱", "，", "渔船", "卖"]
    words = np.arange(len(texts))
    assert choose.each_once([0, 1, 6], words, texts) == [0, 1]
    assert choose.each_once([0, 4, 6], words, texts) == [4, 6]
    assert choose.each_once([0, 1, 4], words, texts) == [0, 1, 4]


@pytest.mark.parametrize(
    ("scores", "seen", "run"),
    [
        ([-1, 2, 1, -4, 2], [0, 1, 2, 3, 4], [1, 2]),
        ([2, -1, 2, -5], [0, 1, 2, 3], [0, 1, 2]),
        ([2, 2], [0, 9], [0]),
        ([-1, -2], [0, 1], []),
    ],
)
def test_the_strongest_run_is_of_neighbours(scores: list[float], seen: list[int], run: list[int]) -> None:
    assert choose.strongest_run(np.array(scores, np.float32), np.array(seen)) == run


def pick_places(none: float, scores: list[float], cities: list[str | None]) -> list[tuple[int | None, float]]:
    told = {number: city for number, city in enumerate(cities) if city is not None}
    known = Known([""] * len(cities), np.zeros(len(cities), bool), told)
    rows = np.array([scores], np.float32)
    return list(where.pick_places(np.array([none], np.float32), rows, view_of(list(range(len(cities)))), known))


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("今年，海州船厂造船12艘。", "海州"),
        ("王小明掌管美的集团。当时集团建厂房12栋。", "集团"),
        ("王小明掌管果园。当时集团建厂房12栋。", ""),
        ("今年，高新区建厂房12栋。", "高新区"),
        ("今年，厂房建了12栋。", ""),
    ],
)
def test_a_clause_is_led_by_a_name_or_by_what_stands_for_one(text: str, lead: str) -> None:
    doc = mine(text)
    words = cut_words(doc)
    target = next(number for number, word in enumerate(words.items) if word.text.startswith("12"))
    sight = Observer(words, list(doc.sentences), []).look([target])
    place = int(leads_of(words, sight)[0])
    assert (words.items[sight.words[0, place]].text if place >= 0 else "") == lead


def test_words_that_tell_the_same_city_add_up() -> None:
    [(place, sure)] = pick_places(-5, [1.0, 0.9, 0.9], ["无锡市", "常州市", "常州市"])
    assert place in (1, 2)
    assert sure > 0.6


def test_no_place_is_chosen_where_no_word_tells_one() -> None:
    assert pick_places(-5, [9.0], [None]) == [(None, 1.0)]


def test_figures_of_one_sentence_settle_on_the_city_that_one_of_them_is_sure_of() -> None:
    mates = where.find_mates(np.array([0, 0, 1]), np.array([0, 0, 1]), np.ones(3, int), np.ones(3, bool))
    view = view_of([0, 1], [0, 1], [0, 1], mates=mates)
    known = Known(["宜昌", "荆门"], np.zeros(2, bool), {0: "宜昌市", 1: "荆门市"})
    none, scores = np.full(3, -1, np.float32), np.array([[4, 0], [1, 0.8], [0.8, 1]], np.float32)
    assert [place for place, _ in where.pick_places(none, scores, view, known)] == [0, 0, 1]


def test_figures_of_a_paragraph_have_less_say_than_those_of_the_sentence_and_verbs_none_in_figures() -> None:
    sentences, figures = np.array([0, 0, 1, 1]), np.array([True, True, True, False])
    mates = where.find_mates(sentences, np.zeros(4, int), np.ones(4, int), figures)
    assert mates[0, 1] > mates[0, 2] > 0
    assert (mates.sum(1) <= 1).all()
    assert not mates[:3, 3].any()
    assert mates[3, 2] > mates[3, 0] > 0


def test_a_figure_has_less_say_across_the_name_of_a_place() -> None:
    mates = where.find_mates(np.zeros(3, int), np.zeros(3, int), np.array([1, 1, 2]), np.ones(3, bool))
    assert mates[0, 1] > 2 * mates[0, 2] > 0


def test_a_target_chooses_the_same_beside_others_that_see_more() -> None:
    texts = ["海州", "船厂", "去年", "交付", "新船", "，", "甲港"]
    known = Known(texts, np.array([text == "去年" for text in texts]), {0: "海州市", 6: ""})
    draw = np.random.default_rng(7).normal(size=(7, len(choose.OUTPUTS))).astype(np.float32)
    whole = np.zeros((2, 1 + len(choose.CHANGES) + len(choose.MODALITIES) + 2), np.float32)
    marks, columns = np.zeros((2, 7, 2), np.float32), np.zeros((2, 11), np.float32)
    narrow = choose.choose_words(draw[None, :5], whole[:1], view_of([0, 1, 2, 3, 4]), known, marks[:1, :5], columns[:1])
    padded = np.stack([draw, draw])
    padded[0, 5:] = choose.FAR_BELOW
    both = choose.choose_words(padded, whole, view_of([0, 1, 2, 3, 4], list(range(7))), known, marks, columns)
    assert both[0].subject == narrow[0].subject
    assert both[0].thing == narrow[0].thing
    assert (both[0].time, both[0].place) == (narrow[0].time, narrow[0].place)
    assert both[0].subject_sure == pytest.approx(narrow[0].subject_sure)
    assert both[0].thing_sure == pytest.approx(narrow[0].thing_sure)


def test_damaged_weights_are_refused(tmp_path: Path) -> None:
    for file in WEIGHTS.glob("binder*"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / READER).write_bytes(b"\0" + (WEIGHTS / READER).read_bytes()[1:])
    with pytest.raises(WeightsError, match="not the file"):
        load_binder(tmp_path)
    (tmp_path / READER).unlink()
    with pytest.raises(WeightsError, match="cannot be read"):
        load_binder(tmp_path)


def test_every_file_of_the_weights_has_its_hash() -> None:
    named = set(json.loads((WEIGHTS / HASHES).read_text()))
    assert named == {file.name for file in WEIGHTS.glob("binder*")} - {HASHES}


def test_a_phrase_is_put_together_as_the_text_writes_it() -> None:
    doc = mine("海州港完成“集装箱”吞吐量30万标箱。")
    words = [word for word in cut_words(doc).items if word.text in ("集装箱", "吞吐量")]
    assert phrase_of(doc.text, words) == "集装箱吞吐量"
    assert without_loose_marks("“海洋强市") == "海洋强市"
