"""Who acts in a clause without a subject."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from zhclaims.binder.bind import Reading, read_document
from zhclaims.binder.words import Word
from zhclaims.carried import UNSURE, with_carried
from zhclaims.document import Document
from zhclaims.pipeline import mine
from zhclaims.sources import find_credits

Reader = Callable[[str, str, str], tuple[Document, Reading]]


@pytest.fixture(scope="module")
def read() -> Reader:
    """Reads for a verb of a text with a subject, as if it were in doubt."""
    base = mine("海州造船厂收购临江机床厂。")
    one = next(reading for reading in read_document(base, find_credits(base)) if not reading.is_figure)

    def reader(text: str, verb: str, subject: str) -> tuple[Document, Reading]:
        doc = mine(text)
        at, named = text.index(verb), text.find(subject)
        sentence = doc.sentences.covering(at, at + 1)
        assert sentence
        words = [Word(named, named + len(subject), subject, "n")] if subject else []
        choice = replace(one.choice, subject_sure=UNSURE / 2)
        return doc, replace(
            one, word=Word(at, at + len(verb), verb, "v"), subject=words, choice=choice, sentence=sentence
        )

    return reader


@pytest.mark.parametrize(
    ("text", "before", "reading", "who"),
    [
        ("船厂收购码头，又建造货轮。", ("收购", "船厂"), ("建造", "码头"), "船厂"),
        ("去年，船厂收购码头，今年3月正式建造货轮。", ("收购", "船厂"), ("建造", ""), "船厂"),
        ("船厂收购码头，渔民建造货轮。", ("收购", "船厂"), ("建造", "渔民"), "渔民"),
        ("船厂收购码头，渔民建造货轮。", ("收购", "船厂"), ("建造", ""), ""),
        ("码头由船厂收购，始建于2005年。", ("收购", "船厂"), ("始建", "码头"), "码头"),
        ("船厂收购码头，渔民反对，建造货轮。", ("收购", "船厂"), ("建造", "渔民"), "渔民"),
        ("船厂收购码头。建造货轮。", ("收购", "船厂"), ("建造", ""), ""),
        ("船厂收购码头并建造货轮。", ("收购", "船厂"), ("建造", "码头"), "码头"),
    ],
)
def test_a_clause_goes_on_with_the_subject_of_the_one_before(
    read: Reader, text: str, before: tuple[str, str], reading: tuple[str, str], who: str
) -> None:
    doc, first = read(text, *before)
    _, second = read(text, *reading)
    told = with_carried([first, second], doc)[1]
    assert "".join(word.text for word in told.subject) == who


def test_a_sure_subject_stays(read: Reader) -> None:
    text = "船厂收购码头，又建造货轮。"
    doc, first = read(text, "收购", "船厂")
    _, second = read(text, "建造", "码头")
    sure = replace(second, choice=replace(second.choice, subject_sure=UNSURE))
    assert with_carried([first, sure], doc) == [first, sure]
