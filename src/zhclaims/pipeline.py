"""The program's table of contents: what happens to one article, step by step."""

from dataclasses import replace
from datetime import date
from hashlib import sha256

from zhclaims.claims import find_claims
from zhclaims.clean import lay_out
from zhclaims.cues import find_cues
from zhclaims.document import Document
from zhclaims.entities import find_entities
from zhclaims.errors import ZhclaimsError
from zhclaims.keywords import find_keywords
from zhclaims.local_money import in_local_money
from zhclaims.markup import put_back, without_marks
from zhclaims.places import find_places
from zhclaims.quantities import find_quantities
from zhclaims.segment import segment
from zhclaims.simplify import simplify
from zhclaims.spans import SpanIndex
from zhclaims.time_anchor import times_of
from zhclaims.types import Article, Extraction, Options


def extract_article(article: Article, options: Options = Options()) -> Extraction:
    """Find the claims of one article, and the entities, quantities, times and places they are made of.

    All offsets are code points in `article.text`, in its own script.
    """
    unmarked = without_marks(article.text)  # markup.py: zero-width characters, entities, **bold** are not read
    if unmarked is not None:
        found = extract_unmarked(replace(article, text=unmarked.text), options)
        return put_back(found, unmarked, article.text, simplify(article.text, engine=options.engine))
    return extract_unmarked(article, options)


def extract_unmarked(article: Article, options: Options = Options()) -> Extraction:
    """Find the same in an article whose text is nothing but words."""
    doc = mine_article(article, options)
    claims = find_claims(doc, options.lexicon)  # claims.py: who, what, how much, where, when, on whose word
    return Extraction(
        claims,
        list(doc.entities),
        list(doc.quantities),
        list(doc.times),
        list(doc.places),
        list(doc.sentences),
        doc.text,
        find_keywords(list(doc.tokens)),
    )


def mine_article(article: Article, options: Options = Options()) -> Document:
    """Find what claims are made of: all the facts of an article, indexed by offset."""
    text = simplify(article.text, engine=options.engine)  # simplify.py: Traditional -> Simplified, same length
    title = simplify(article.title, engine=options.engine)
    sentences = lay_out(text, title)  # clean.py: title, headings, sentences; boilerplate marked
    tokens = segment(text, engine=options.engine, dictionary=options.dictionary)  # segment.py: jieba's words and tags
    quantities = find_quantities(text)  # quantities.py: numbers with unit and comparator
    times = times_of(text, article.published)  # times.py: dates and periods, anchored on the article's date
    places = find_places(text, lexicon=options.lexicon)  # places.py: divisions and areas, ambiguous ones flagged
    entities = find_entities(  # entities.py: gazetteer, rules, recogniser
        text, places=places, tokens=tokens, recognise=options.recognise, lexicon=options.lexicon
    )
    quantities = in_local_money(  # local_money.py: 元 in Taiwan
        text, quantities, places, entities=entities, written=article.text
    )
    cues = find_cues(text, tokens)  # cues.py: who speaks, plan or fact, up or down
    return Document(  # document.py: all of it, indexed by offset
        article,
        text,
        SpanIndex(sentences),
        SpanIndex(tokens),
        SpanIndex(quantities),
        SpanIndex(times),
        SpanIndex(places),
        SpanIndex(entities),
        SpanIndex(cues),
    )


def extract(text: str, *, published: date | str | None = None, title: str | None = None) -> Extraction:
    """Find the claims of a text.

    `published` (a date or "YYYY-MM-DD") anchors 去年 and 上月; without it the day that the text names at its head
    does, else they stay unresolved and flagged.
    Raises ZhclaimsError for another date.

    >>> from zhclaims import extract
    >>> claim = extract("截至2024年底，杭州市人工智能企业达700家。").claims[0]
    >>> claim.value_low, claim.unit, claim.city
    (700.0, '家', '杭州市')
    """
    return extract_article(article_of(text, published=published, title=title))


def mine(text: str, *, published: date | str | None = None, title: str | None = None) -> Document:
    """Find the facts of a text, as `extract` does, without making claims of them."""
    return mine_article(article_of(text, published=published, title=title))


def _day(published: str) -> date:
    try:
        return date.fromisoformat(published)
    except ValueError:
        raise ZhclaimsError(f"published: must be a date or YYYY-MM-DD; found {published!r}") from None


def article_of(text: str, *, published: date | str | None = None, title: str | None = None) -> Article:
    """An article that comes from no file; its id is the hash of its text."""
    day = _day(published) if isinstance(published, str) else published
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Article(digest[:16], "", text, digest, title=title or "", published=day)
