"""Texts longer than any article: worked on in parts, with offsets in the whole."""

import time
from collections.abc import Iterator

import pytest

from zhclaims import Article, extract_article
from zhclaims.clean import lay_out
from zhclaims.parts import cut, extract_parts
from zhclaims.rows import columns, rows_of_parts
from zhclaims.types import Claim, Extraction

PARAGRAPH = "2024年，镇江市船舶企业达{}家，实现营收{}亿元，同比增长7.5%。市工信局局长周宁称，“明年”将超1000亿元。"


def text(paragraphs: int, joint: str = "\n") -> str:
    return joint.join(PARAGRAPH.format(100 + n, 20 + n) for n in range(paragraphs))


def in_parts(text: str, longest: int) -> Extraction:
    return joined(extract_parts(Article("a1", "a.txt", text, "h"), extract_article, longest))


def joined(parts: Iterator[Extraction]) -> Extraction:
    """All facts of the parts."""
    found = Extraction()
    for part in parts:
        for name in ("claims", "entities", "quantities", "times", "places", "sentences"):
            getattr(found, name).extend(getattr(part, name))
    return found


@pytest.mark.parametrize("joint", ["\n", "\r\n", "", "\\n"])
def test_all_offsets_count_in_the_whole_text(joint: str) -> None:
    whole = text(40, joint)
    found = in_parts(whole, 400)
    assert len(found.claims) >= 120
    for claim in found.claims:
        assert whole[claim.sentence_start : claim.sentence_end] == claim.evidence
        assert claim.claim_type == "event" or whole[claim.quote_start : claim.quote_end] == claim.value_text
    facts = [*found.entities, *found.quantities, *found.times, *found.places]
    assert [whole[fact.start : fact.end] for fact in facts] == [fact.text for fact in facts]
    assert all(quantity.cue_start <= quantity.start < quantity.end <= quantity.cue_end for quantity in found.quantities)


def test_lines_are_counted_through_all_parts() -> None:
    whole = text(40)
    paragraphs = [(sentence.start, sentence.paragraph) for sentence in in_parts(whole, 400).sentences]
    assert paragraphs == [(sentence.start, sentence.paragraph) for sentence in lay_out(whole)]


def test_claims_of_all_parts_have_ids_of_their_own() -> None:
    claims = in_parts(text(40), 400).claims
    assert len({claim.claim_id for claim in claims}) == len(claims)
    assert [claim.quote_start for claim in claims] == sorted(claim.quote_start for claim in claims)


def test_a_text_of_one_part_is_as_it_was() -> None:
    article = Article("a1", "a.txt", text(3), "h")
    assert list(extract_parts(article, extract_article, len(article.text))) == [extract_article(article)]


def test_paragraphs_that_stand_alone_give_the_same_figures_in_parts() -> None:
    article = Article("a1", "a.txt", text(40), "h")
    found, whole = in_parts(article.text, 400), extract_article(article)
    assert figures(found) == figures(whole)


def figures(found: Extraction) -> list[tuple[int, str, float | None, str, str]]:
    return [
        (claim.quote_start, claim.value_text, claim.value_low, claim.unit, claim.comparator)
        for claim in found.claims
        if claim.claim_type == "numeric"
    ]


def test_keywords_are_those_of_most_parts() -> None:
    parts = [Extraction(keywords=words) for words in (["船", "港"], ["船", "桥"], ["桥", "船"])]
    row = rows_of_parts(Article("a", "a", "造船。", "h"), parts).article
    assert row[[column.name for column in columns("articles")].index("keywords")] == "船 桥 港"


@pytest.mark.parametrize(
    ("text", "longest", "parts"),
    [
        ("一行。\n二行。三行\n四行五行", 6, ["一行。\n", "二行。三行\n", "四行五行"]),
        ("一二三四。五，六七八。", 8, ["一二三四。", "五，六七八。"]),
        ("一二三四五，六七八九", 9, ["一二三四五，", "六七八九"]),
        ("一二三四五六七八九十", 4, ["一二三四", "五六七八", "九十"]),
        ("他说：“好。”第二句话", 8, ["他说：“好。”", "第二句话"]),
    ],
)
def test_a_text_is_cut_where_it_does_least_harm(text: str, longest: int, parts: list[str]) -> None:
    assert [text[start:end] for start, end in cut(text, longest)] == parts


@pytest.mark.parametrize("character", ["。", "\n", "，", "长", " ", "“", "0"])
def test_time_and_size_of_parts_are_bounded_for_any_text(character: str) -> None:
    begun = time.process_time()
    ends = list(cut(character * 3_000_000, 50_000))
    assert time.process_time() - begun < 5
    assert max(end - start for start, end in ends) <= 50_000
    assert [start for start, _ in ends[1:]] == [end for _, end in ends[:-1]]
    assert len(ends) <= 121


def test_a_part_knows_the_article_it_is_of() -> None:
    seen = []

    def extract(part: Article) -> Extraction:
        seen.append((part.article_id, part.title, len(part.text)))
        return Extraction(claims=[Claim("c1", part.article_id, part.path, part.title, "", "event")])

    found = joined(extract_parts(Article("a1", "a.txt", "句。" * 10, "h", title="题"), extract, 10))
    assert seen == [("a1", "题", 10), ("a1", "题", 10)]
    assert [claim.quote_start for claim in found.claims] == [0, 10]
