"""Prints the speed of the whole path and of each step as ratios to jieba.cut on the same text in the same run.

    python benchmarks/speed.py [FOLDER] [--rounds 5] [--characters 300000]

Each round times every step once on the same text; the median over the rounds of the ratio within a round is printed,
so that a busy machine slows both sides alike; what is counted is the time of the processor.
"""

import argparse
import resource
import statistics
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import jieba

from zhclaims import Article, Options, extract_article
from zhclaims.clean import lay_out
from zhclaims.entities import find_entities
from zhclaims.places import find_places
from zhclaims.quantities import find_quantities
from zhclaims.segment import segment
from zhclaims.simplify import simplify
from zhclaims.times import find_times


def texts(folder: Path, characters: int) -> list[str]:
    """The .txt files of a folder, again and again up to the number of characters."""
    found = [path.read_text("utf-8", errors="ignore") for path in sorted(folder.rglob("*.txt"))]
    total, out = 0, []
    while found and total < characters:
        out.append(found[len(out) % len(found)])
        total += len(out[-1])
    return out


def steps() -> Iterator[tuple[str, Callable[[str], object]]]:
    """Each step as a function of a text in Simplified."""
    plain = Options(recognise=False)
    yield "simplify", simplify
    yield "lay_out", lay_out
    yield "segment", segment
    yield "quantities", find_quantities
    yield "times", lambda text: find_times(text, None)
    yield "places", find_places
    yield "entities", find_entities
    yield "whole path, no recogniser", lambda text: extract_article(article(text), plain)
    yield "whole path", lambda text: extract_article(article(text))


def article(text: str) -> Article:
    digest = sha256(text.encode()).hexdigest()
    return Article(digest[:16], "", text, digest)


def seconds(step: Callable[[str], object], batch: list[str]) -> float:
    start = time.process_time()
    for text in batch:
        step(text)
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("corpus/articles"))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--characters", type=int, default=300_000)
    arguments = parser.parse_args()
    batch = [simplify(text) for text in texts(arguments.folder, arguments.characters)]
    if not batch:
        parser.error(f"no .txt files in {arguments.folder}")
    named = list(steps())
    ratios: dict[str, list[float]] = {name: [] for name, _ in named}
    rates: list[float] = []
    for name, step in [("jieba.cut", lambda text: list(jieba.cut(text))), *named]:
        seconds(step, batch[:1])  # loads dictionaries and weights outside the measured time
        print(f"warm: {name}", flush=True)
    size = sum(map(len, batch))
    for _ in range(arguments.rounds):
        base = seconds(lambda text: list(jieba.cut(text)), batch)
        rates.append(size / base)
        for name, step in named:
            ratios[name].append(base / seconds(step, batch))
    print(f"{size:,} characters, {arguments.rounds} rounds; jieba.cut {statistics.median(rates):,.0f} characters/s")
    for name, values in ratios.items():
        print(f"{name:28} {statistics.median(values):8.2f} x jieba.cut")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


if __name__ == "__main__":
    main()
