"""Voice: who does what behind 被, 由 and 把."""

import pytest

from zhclaims.binder.voice import in_order
from zhclaims.binder.words import cut_words
from zhclaims.pipeline import mine


@pytest.mark.parametrize(
    ("text", "verb", "subject", "thing", "parts"),
    [
        ("旧船厂去年被海州国资收购。", "收购", "旧船厂", "", ("海州国资", "旧船厂")),
        ("渔民的渔船被海警当场查获。", "查获", "渔船", "", ("海警", "渔船")),
        ("旧船厂被依法查封。", "查封", "旧船厂", "", ("旧船厂", "")),
        ("旧船厂因被海州国资吞并而解散。", "解散", "旧船厂", "", ("旧船厂", "")),
        ("船东被海警贴了罚单。", "贴", "船东", "罚单", ("船东", "罚单")),
        ("渔民说旧船厂被海州国资收购。", "收购", "", "", ("", "")),
        ("船厂把码头设立在海州。", "设立", "船厂", "海州", ("船厂", "码头")),
        ("船厂将渔民的渔网退还给船东。", "退还", "船厂", "船东", ("船厂", "渔民的渔网")),
        ("船厂把渔船开回。", "开回", "船厂", "", ("船厂", "渔船")),
        ("码头将全线开通。", "开通", "码头", "", ("码头", "")),
        ("船厂把旧码头改造成公园。", "改造", "船厂", "公园", ("船厂", "公园")),
        ("船厂收购码头。", "收购", "船厂", "码头", ("船厂", "码头")),
    ],
)
def test_a_clause_tells_who_acts_and_on_what(
    text: str, verb: str, subject: str, thing: str, parts: tuple[str, str]
) -> None:
    words = cut_words(mine(text))

    def some(part: str) -> list[int]:
        at = text.index(part) if part else 0
        return [n for n, word in enumerate(words.items) if at <= word.start < at + len(part)]

    at = next(n for n, word in enumerate(words.items) if word.start <= text.index(verb) < word.end)
    assert tuple(map(words.text, in_order(words, some(subject), some(thing), at))) == parts
