"""The spaCy side: a tokenizer on jieba, and a component that puts the claims of `zhclaims.extract` on a Doc."""

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import DummyTokenizer, registry
from spacy.vocab import Vocab

from zhclaims.segment import segment
from zhclaims.simplify import simplify
from zhclaims.types import Claim, Engine

TOKENIZER = "zhclaims.JiebaTokenizer.v1"
SPANS = "zhclaims"


class JiebaTokenizer(DummyTokenizer):
    """Cuts the text as `segment` does, in its own script; `doc.text` is the text."""

    def __init__(self, vocab: Vocab, *, engine: Engine = "rust", dictionary: str | Path | None = None) -> None:
        self.vocab = vocab
        self.engine = engine
        self.dictionary = dictionary

    def __call__(self, text: str) -> Doc:
        """Make a Doc whose tokens carry jieba's tags; a single space after a word becomes its `whitespace_`."""
        words: list[str] = []
        tags: list[str] = []
        spaces: list[bool] = []
        for token in segment(simplify(text, engine=self.engine), engine=self.engine, dictionary=self.dictionary):
            if token.text == " " and words and not spaces[-1] and not words[-1].isspace():
                spaces[-1] = True
                continue
            words.append(text[token.start : token.end])
            tags.append(token.tag)
            spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces, tags=tags)


class ClaimsComponent:
    """Extracts the claims of a Doc's text, anchored on `doc._.published` where that date is set."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.nlp = nlp
        self.name = name
        if not Doc.has_extension("published"):
            Doc.set_extension("published", default=None)
        if not Doc.has_extension("claims"):
            Doc.set_extension("claims", getter=claims_of)

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.claims` and, for displaCy, `doc.spans["zhclaims"]` with the kind of each quantity as label."""
        from zhclaims import extract

        claims = extract(doc.text, published=doc._.published).claims
        # Plain values, since a Doc that goes to another process or to disk cannot carry dataclasses.
        doc.user_data[SPANS] = [asdict(claim) for claim in claims]
        spans = (
            doc.char_span(
                claim.quote_start, claim.quote_end, label=claim.kind or claim.claim_type, alignment_mode="expand"
            )
            for claim in claims
        )
        doc.spans[SPANS] = [span for span in spans if span is not None]
        return doc


def claims_of(doc: Doc) -> list[Claim]:
    """Give the claims that the component found in this Doc."""
    return [Claim(**row) for row in doc.user_data.get(SPANS, ())]


def create_pipeline(*, engine: Engine = "rust", dictionary: str | Path | None = None) -> Language:
    """Give a blank Chinese pipeline with the tokenizer and both components; it can be saved with `to_disk`."""
    tokenizer = {"@tokenizers": TOKENIZER, "engine": engine, "dictionary": str(dictionary) if dictionary else None}
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": tokenizer}})
    nlp.add_pipe("zhclaims_entities")
    nlp.add_pipe("zhclaims")
    return nlp


@registry.tokenizers(TOKENIZER)  # type: ignore[untyped-decorator]
def create_tokenizer(engine: Engine = "rust", dictionary: str | None = None) -> Callable[[Language], JiebaTokenizer]:
    """Let a spaCy config name the tokenizer: `@tokenizers = "zhclaims.JiebaTokenizer.v1"`."""

    def create(nlp: Language) -> JiebaTokenizer:
        return JiebaTokenizer(nlp.vocab, engine=engine, dictionary=dictionary)

    return create


@Language.factory("zhclaims", assigns=["doc._.claims", "doc.spans"])
def create_component(nlp: Language, name: str) -> ClaimsComponent:
    """Let `nlp.add_pipe("zhclaims")` find the component."""
    return ClaimsComponent(nlp, name)
