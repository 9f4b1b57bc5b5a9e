"""Times the whole path and each of its stages beside jieba.cut on the same texts, and tells what memory they take.

python benchmarks/stages.py FOLDER CHARACTERS     prints the memory, as JSON: a process of its own measures it
"""

import json
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from inspect import isfunction
from pathlib import Path
from typing import Any

from memory import peak_memory
from texts import load_texts

from zhclaims import Article, Options, extract_article, pipeline

BASE, WHOLE, PLAIN = "jieba.cut", "whole path", "whole path, no recogniser"
After = Callable[[str, float], None]


def time_stages(texts: list[str], rounds: int) -> dict[str, list[float]]:
    """The seconds that each stage takes over all texts, round by round."""
    import jieba

    articles = list(map(article, texts))
    seconds: dict[str, list[float]] = defaultdict(list)
    list(jieba.cut(texts[0]))
    extract_article(articles[0])  # loads dictionaries and weights outside the measured time
    for _ in range(rounds):
        with timed(seconds, BASE):
            for text in texts:
                list(jieba.cut(text))
        with timed(seconds, WHOLE):
            for one in articles:
                extract_article(one)
        with timed(seconds, PLAIN):
            for one in articles:
                extract_article(one, Options(recognise=False))
        for name, taken in seconds_by_stage(articles).items():
            seconds[name].append(taken)
    return seconds


def seconds_by_stage(articles: list[Article]) -> Mapping[str, float]:
    """The seconds spent in each function that the pipeline calls."""
    spent: dict[str, float] = defaultdict(float)

    def add(name: str, taken: float) -> None:
        spent[name] += taken

    with watched_stages(add):
        for one in articles:
            extract_article(one)
    return spent


def memory_by_stage(texts: list[str]) -> dict[str, float]:
    """Peak memory in MB when each stage has ended for the first time, and of the whole path over all texts."""
    peaks: dict[str, float] = {}
    with watched_stages(lambda name, _: peaks.setdefault(name, peak_memory()) and None):
        for text in texts:
            extract_article(article(text))
    return {**peaks, WHOLE: peak_memory()}


@contextmanager
def watched_stages(after: After) -> Iterator[None]:
    """Call `after` with the name of a stage and its seconds, whenever the pipeline has called one."""
    stages = {name: found for name, found in vars(pipeline).items() if is_stage(found)}
    for name, stage in stages.items():
        setattr(pipeline, name, watched(name, stage, after))
    try:
        yield
    finally:
        for name, stage in stages.items():
            setattr(pipeline, name, stage)


def is_stage(found: object) -> bool:
    return isfunction(found) and found.__module__.startswith("zhclaims.") and found.__module__ != pipeline.__name__


def watched(name: str, stage: Callable[..., Any], after: After) -> Callable[..., Any]:
    def call(*given: Any, **named: Any) -> Any:
        begun = time.process_time()
        result = stage(*given, **named)
        after(name, time.process_time() - begun)
        return result

    return call


@contextmanager
def timed(seconds: dict[str, list[float]], name: str) -> Iterator[None]:
    begun = time.process_time()
    yield
    seconds[name].append(time.process_time() - begun)


def article(text: str) -> Article:
    digest = sha256(text.encode()).hexdigest()
    return Article(digest[:16], "", text, digest)


def print_stages(folder: Path, characters: int, rounds: int) -> None:
    """A line a stage: the median over the rounds of its speed and, within a round, of its ratio to jieba.cut."""
    texts = load_texts(folder, characters)
    size = sum(map(len, texts))
    seconds = time_stages(texts, rounds)
    command = [sys.executable, __file__, str(folder), str(characters)]
    memory = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    print(f"{len(texts)} texts of {size:,} characters, medians of {rounds} rounds")
    print(f"{'':28} {'characters/s':>14} {'x jieba.cut':>12} {'MB so far':>10}")
    for name, taken in sorted(seconds.items(), key=lambda item: item[0] not in (BASE, WHOLE, PLAIN)):
        ratio = statistics.median(base / one for base, one in zip(seconds[BASE], taken, strict=True))
        peak = f"{memory[name]:10,.0f}" if name in memory else ""
        print(f"{name:28} {size / statistics.median(taken):14,.0f} {ratio:12.2f} {peak}")


if __name__ == "__main__":
    print(json.dumps(memory_by_stage(load_texts(Path(sys.argv[1]), int(sys.argv[2])))))
