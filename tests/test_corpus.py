"""The corpus: its files are what they say, its annotations hold, and every claim points to its own characters."""

import runpy
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import opencc_pyo3
import pytest

from zhclaims.evaluate import Found, article_key, check_text, score_folder
from zhclaims.floors import check_floors
from zhclaims.gold import GoldArticle, locate, read_gold
from zhclaims.pipeline import extract, extract_article
from zhclaims.read import find_articles, read_article
from zhclaims.simplify import script_of, simplify
from zhclaims.types import Article, Change, Comparator, EntityType, Extraction, Modality, QuantityKind

CORPUS = Path(__file__).parent.parent / "corpus"
GOLD = sorted(path.stem for path in (CORPUS / "gold").glob("*.json"))


@cache
def articles() -> dict[str, Article]:
    """Every article of the corpus by its key."""
    return {article_key(source.path): read_article(source) for source in find_articles([CORPUS / "articles"])}


@cache
def gold() -> dict[str, GoldArticle]:
    """Every annotation by its key."""
    return {article.key: article for article in read_gold(CORPUS / "gold")}


@cache
def found(key: str) -> Extraction:
    """What the pipeline finds in an article."""
    return extract_article(articles()[key])


KEYS = sorted(articles())


def test_the_corpus_is_whole() -> None:
    assert len(KEYS) == 25
    assert {article.format for article in articles().values()} == {"txt", "md", "html", "docx", "jsonl", "csv"}
    assert all(400 <= len(article.text) <= 2000 for article in articles().values())


@pytest.mark.parametrize(
    ("key", "encoding", "published"),
    [
        ("hsinchu-chip", "big5", "2024-11-15"),
        ("xian-commercial-space", "gb18030", "2025-11-07"),
        ("chengdu-games", "utf-16", "2025-05-09"),
        ("hangzhou-shenzhen", "utf-8-sig", "2025-05-26"),
        ("suzhou-biotech", "utf-8", "2025-04-22"),
        ("wuhan-optics", "utf-8", "2025-10-16"),
        ("changsha-machinery", "utf-8", "2025-11-18"),
        ("taipei-software", "utf-8", "2025-06-20"),
    ],
)
def test_encoding_and_date_are_recognised(key: str, encoding: str, published: str) -> None:
    article = articles()[key]
    assert (str(article.published), article.encoding) == (published, encoding)


def test_laying_the_sources_again_gives_the_same_articles(tmp_path: Path) -> None:
    lay: dict[str, Any] = runpy.run_path(str(CORPUS / "lay.py"))
    lay["lay_articles"](CORPUS / "sources", tmp_path)
    laid = {article_key(source.path): read_article(source).text for source in find_articles([tmp_path])}
    assert len(laid) == len(list((CORPUS / "sources").iterdir()))
    assert laid == {key: articles()[key].text for key in laid}


@pytest.mark.parametrize("key", GOLD)
def test_annotations_hold(key: str) -> None:
    article, text = gold()[key], articles()[key].text
    check_text(article, text)
    for claim in article.claims:
        assert claim.kind in get_args(QuantityKind)
        assert claim.comparator in get_args(Comparator)
        assert claim.change in get_args(Change)
        assert claim.modality in get_args(Modality)
        assert claim.low <= claim.high
        assert claim.subject
        assert claim.metric
    assert all(entity.text in text and entity.type in get_args(EntityType) for entity in article.entities)


@pytest.mark.parametrize("key", GOLD)
def test_annotated_quotes_do_not_overlap(key: str) -> None:
    starts = ((locate(articles()[key].text, claim.quote, claim.nth), len(claim.quote)) for claim in gold()[key].claims)
    spans = sorted((start, start + length) for start, length in starts)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


@pytest.mark.parametrize("key", KEYS)
def test_claims_point_to_their_characters(key: str) -> None:
    check_offsets(articles()[key].text, found(key))


@pytest.mark.parametrize("key", KEYS)
def test_claims_point_to_their_characters_in_the_other_script(key: str) -> None:
    article = articles()[key]
    conversion = "s2t" if script_of(article.text) == "hans" else "t2s"
    text = opencc_pyo3.OpenCC(conversion).convert(article.text)
    assert script_of(text) != script_of(article.text)
    check_offsets(text, extract(text, published=article.published))


def check_offsets(text: str, extraction: Extraction) -> None:
    """Every claim's quote and evidence are slices of the text in its own script, and one holds the other."""
    simplified = simplify(text)
    assert extraction.simplified == simplified
    for claim in extraction.claims:
        quote, sentence = (claim.quote_start, claim.quote_end), (claim.sentence_start, claim.sentence_end)
        assert sentence[0] <= quote[0] < quote[1] <= sentence[1] <= len(text)
        assert claim.evidence == text[slice(*sentence)]
        assert claim.evidence_simplified == simplified[slice(*sentence)]
        if claim.claim_type == "numeric":
            assert claim.value_text == text[slice(*quote)]


def test_the_article_without_figures_has_no_numeric_claims() -> None:
    assert [claim.value_text for claim in found("quanzhou-workshop").claims if claim.claim_type == "numeric"] == []


def test_scores_hold_their_floors() -> None:
    scores = score_folder(
        CORPUS / "gold", lambda key: Found(articles()[key].text, found(key).claims, found(key).entities)
    )
    check_floors(scores, CORPUS / "gold", CORPUS / "floors.json")
