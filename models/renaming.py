"""Writes other names into marked sentences, so that what stands around a name is learned, not the news' few names."""

import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from corpus import Marked, Span
from vocabulary import dictionary_tags

from zhclaims.foreign_names import SOUNDS, load_given_names

SOUNDED = re.compile(rf"[{SOUNDS}]{{2,6}}")
REGION = re.compile(r"[州省县市区岛港]$")
PERSON_NAME = re.compile(r"[\u4e00-\u9fff]{2,3}")
PLACE_NAME = re.compile(r"[\u4e00-\u9fff]{2,}")
PLACE_KINDS = ("", "", "", "", "市", "州", "省", "岛", "河", "湖", "山", "镇", "港", "湾", "国")
NUMBERED = ("一世", "二世", "三世", "四世", "五世", "六世")
ENDINGS = 2
"""Characters at the end of an organisation's or product's name that its stand-in shares."""
SWAPPED = 0.6
"""Share of the mentions of a sentence that get another name."""
FAMILIES = (
    "Smith Johnson Williams Brown Jones Miller Davis Wilson Anderson Taylor Thomas Moore Martin Jackson Thompson "
    "White Harris Clark Lewis Robinson Walker Young King Wright Scott Green Baker Adams Nelson Hill Campbell "
    "Mitchell Roberts Carter Phillips Evans Turner Parker Collins Edwards Stewart Morris Murphy Cook Rogers "
    "Morgan Cooper Peterson Reed Bailey Bell Kelly Howard Ward Cox Richardson Watson Brooks Wood Bennett Gray "
    "Hughes Price Myers Foster Ross Powell Russell Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker "
    "Schulz Hoffmann Koch Bauer Richter Klein Wolf Neumann Zimmermann Krüger Hartmann Lange Dubois Durand Moreau "
    "Laurent Lefebvre Girard Rossi Ferrari Bianchi Romano Colombo Ricci García Fernández González Rodríguez López "
    "Martínez Sánchez Pérez Silva Santos Oliveira Souza Costa Ivanov Petrov Sokolov Kowalski Nowak Novák Nielsen "
    "Jensen Hansen Larsen Andersson Johansson Karlsson Nilsson Virtanen Singh Kumar Sharma Gupta Patel Khan Ahmed "
    "Hassan Tanaka Suzuki Sato Watanabe Yamamoto Kobayashi Kim Park Choi Nguyen Tran"
).split()


class Names:
    """Names to write: those of the sentences themselves, of jieba's dictionary, and new ones put together from both."""

    def __init__(self, sentences: Sequence[Marked], seed: int) -> None:
        self.rng = random.Random(seed)
        seen: dict[str, set[str]] = defaultdict(set)
        for sentence in sentences:
            for span in sentence.spans:
                seen[span.type].add(sentence.text[span.start : span.end])
        tags = dictionary_tags()
        sounded = [(word, tag) for word, tag in sorted(tags.items()) if SOUNDED.fullmatch(word) and len(word) > 1]
        self.foreign = [word for word, tag in sounded if tag == "nrt" and not REGION.search(word)]
        self.places = [word for word, tag in sounded if tag == "ns"]
        self.places += sorted(filter(PLACE_NAME.fullmatch, seen["PLACE"]))
        self.home = sorted(filter(PERSON_NAME.fullmatch, seen["PERSON"]))
        self.given = sorted(load_given_names())
        self.alike: dict[tuple[str, str], list[str]] = defaultdict(list)
        for type_ in ("ORG", "PRODUCT"):
            for name in sorted(seen[type_]):
                self.alike[type_, ending(name)].append(name)
        self.steps = syllables(self.foreign)

    def draw(self, name: str, type_: str) -> str:
        """Another name of the type; a title stays."""
        if type_ == "PERSON":
            makers, weights = zip(*self._persons(), strict=True)
            return str(self.rng.choices(makers, weights)[0]())
        if type_ == "PLACE":
            return self._place() if len(name) > 1 else name
        return self.rng.choice(self.alike.get((type_, ending(name)), [name]))

    def _persons(self) -> list[tuple[Callable[[], str], int]]:
        pick = self.rng.choice
        return [
            (lambda: pick(self.home)[0] + pick(self.home)[1:], 6),
            (lambda: pick(self.foreign), 6),
            (self._sounds, 4),
            (lambda: f"{pick(self.foreign)}·{pick([pick(self.foreign), self._sounds()])}", 2),
            (lambda: pick(self.foreign) + pick(NUMBERED), 1),
            (lambda: f"{pick(self.given)} {pick(FAMILIES)}", 1),
            (lambda: pick(FAMILIES), 1),
        ]

    def _place(self) -> str:
        kind = self.rng.choice(PLACE_KINDS)
        name = self._sounds() if self.rng.random() < 0.4 else self.rng.choice(self.places)
        return name if len(name) > 4 or name.endswith(PLACE_KINDS[4:]) else name + kind

    def _sounds(self) -> str:
        """A new foreign name, its characters in an order that known ones have."""
        written = self.rng.choice(self.foreign)[0]
        length = self.rng.choice((2, 3, 3, 4))
        while len(written) < length and (after := self.steps.get(written[-1])):
            written += self.rng.choices(*zip(*after.items(), strict=True))[0]
        return written if len(written) > 1 else self.rng.choice(self.foreign)

    def latin(self) -> str:
        """A family name in Latin letters, for the brackets after a foreign name."""
        return self.rng.choice(FAMILIES)


def ending(name: str) -> str:
    """What a stand-in shares: the last characters of a Chinese name, "" in Latin letters."""
    return "" if name.isascii() else name[-ENDINGS:] if len(name) > ENDINGS + 1 else str(len(name))


def syllables(names: Sequence[str]) -> dict[str, Counter[str]]:
    """Which character follows which, and how often."""
    steps: dict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        for left, right in zip(name, name[1:], strict=False):
            steps[left][right] += 1
    return steps


def renamed(sentences: Sequence[Marked], seed: int) -> list[Marked]:
    """A copy of the sentences that hold names, most of them written over."""
    names = Names(sentences, seed)
    return [rewritten(sentence, names) for sentence in sentences if sentence.spans]


def rewritten(sentence: Marked, names: Names) -> Marked:
    """The sentence with other names; a name that it repeats is replaced by one and the same."""
    text, spans, at, drawn = "", [], 0, {}
    for span in sentence.spans:
        name = sentence.text[span.start : span.end]
        if name not in drawn:
            drawn[name] = names.draw(name, span.type) if names.rng.random() < SWAPPED else name
        text += sentence.text[at : span.start]
        spans.append(Span(len(text), len(text) + len(drawn[name]), span.type))
        text += drawn[name]
        at = span.end
        if span.type == "PERSON" and SOUNDED.fullmatch(drawn[name]) and names.rng.random() < 0.1:
            latin = names.latin()
            spans.append(Span(len(text) + 1, len(text) + 1 + len(latin), "PERSON"))
            text += f"（{latin}）"
    return Marked(text + sentence.text[at:], spans)
