"""The spaCy component that puts names into `doc.ents`, where displaCy and the rest of spaCy look for them."""

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

from zhclaims.entities import find_entities
from zhclaims.simplify import simplify


class EntityComponent:
    """Finds organisations, places, persons, products and documents in a Doc, in either script."""

    def __init__(self, nlp: Language, name: str, recognise: bool, lexicon: str | None) -> None:
        self.nlp = nlp
        self.name = name
        self.recognise = recognise
        self.lexicon = lexicon

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc.ents`; a name that ends inside a token takes all of it."""
        found = find_entities(simplify(doc.text), recognise=self.recognise, lexicon=self.lexicon)
        spans = (doc.char_span(one.start, one.end, label=one.type, alignment_mode="expand") for one in found)
        doc.ents = filter_spans([span for span in spans if span is not None])
        return doc


@Language.factory("zhclaims_entities", assigns=["doc.ents"], default_config={"recognise": True, "lexicon": None})
def create_component(nlp: Language, name: str, recognise: bool, lexicon: str | None) -> EntityComponent:
    """Let `nlp.add_pipe("zhclaims_entities")` find the component.

    >>> import spacy
    >>> nlp = spacy.blank("zh")
    >>> _ = nlp.add_pipe("zhclaims_entities")
    >>> [(ent.text, ent.label_) for ent in nlp("华为在东莞设立了研发中心").ents]
    [('华为', 'ORG'), ('东莞', 'PLACE')]
    """
    return EntityComponent(nlp, name, recognise, lexicon)
