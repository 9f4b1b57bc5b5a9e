"""The pipeline of `zhclaims.load()` puts names where spaCy and displaCy look for them."""

import pytest
import spacy
from spacy import displacy
from spacy.tokens import Doc

import zhclaims
from zhclaims.entities import find_entities

TEXTS = [
    "华为在东莞发布《年度报告》。",
    "云岭智造（以下简称“云岭”）落户昆明，云岭称将扩产。",
    "今年以来经济运行总体平稳。",
    "卡尔·施密特到访苏州。",
]


@pytest.fixture(scope="module")
def nlp():
    return zhclaims.load()


def names(doc):
    return [(ent.text, ent.label_) for ent in doc.ents]


def test_the_pipeline_finds_what_the_function_finds(nlp):
    for text in TEXTS:
        assert names(nlp(text)) == [(one.text, one.type) for one in find_entities(text)]


def test_a_pipe_of_texts_gives_each_text_its_own_names(nlp):
    assert [names(doc) for doc in nlp.pipe(TEXTS * 3, batch_size=5)] == [names(nlp(text)) for text in TEXTS] * 3


def test_displacy_draws_the_names(nlp):
    html = displacy.render(nlp(TEXTS[0]), style="ent", page=False)
    assert html.count("<mark") == 3
    assert all(label in html for label in ("ORG", "PLACE", "DOC"))


def test_names_survive_disk_and_bytes(nlp, tmp_path):
    nlp.to_disk(tmp_path / "saved")
    doc = spacy.load(tmp_path / "saved")(TEXTS[0])
    assert names(doc) == names(nlp(TEXTS[0]))
    assert names(Doc(nlp.vocab).from_bytes(doc.to_bytes())) == names(doc)


def test_the_same_organisation_has_one_canonical_name():
    found = [one for one in find_entities(TEXTS[1]) if one.type == "ORG"]
    assert {one.text for one in found} == {"云岭智造", "云岭"}
    assert {one.name for one in found} == {"云岭智造"}
    known = find_entities("工信部发文。工业和信息化部解读。")
    assert {one.name for one in known} == {"工信部"}
