"""Times whole runs, from files to a database: over one and two processes, over more articles, over longer texts."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from memory import peak_memory
from stages import article
from texts import lay_articles, load_texts

from zhclaims import extract_article
from zhclaims.parts import extract_parts

SECONDS_BETWEEN_LOOKS = 0.1


@dataclass
class Measured:
    """What a run took."""

    seconds: float = 0.0
    processor: float = 0.0
    """Seconds of all cores together: what a busy machine does not blur."""
    memory: dict[str, float] = field(default_factory=dict)
    """Peak in MB of the main process and of the largest worker; empty where there is no /proc."""


def measure(folder: Path, jobs: int) -> Measured:
    """Run zhclaims over a folder into a new database."""
    found = Measured()
    with tempfile.TemporaryDirectory() as place:
        words = ["run", str(folder), "--db", f"{place}/claims.db", "--jobs", str(jobs), "--quiet"]
        before, begun = os.times(), time.perf_counter()
        with subprocess.Popen([sys.executable, "-m", "zhclaims.cli", *words]) as run:
            while run.poll() is None:
                look_at_memory(run.pid, found.memory)
                time.sleep(SECONDS_BETWEEN_LOOKS)
        after = os.times()
        found.seconds = time.perf_counter() - begun
    found.processor = after.children_user + after.children_system - before.children_user - before.children_system
    if run.returncode not in (0, 1):  # 1: some of the texts are no articles
        sys.exit(f"the run failed: zhclaims {' '.join(words)}")
    return found


def look_at_memory(main: int, peaks: dict[str, float]) -> None:
    for process in (main, *children(main)):
        name = "main" if process == main else "worker"
        peaks[name] = max(peaks.get(name, 0.0), peak_memory(process))


def children(process: int) -> Iterator[int]:
    for listed in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            yield from map(int, listed.read_text().split())
        except OSError:
            continue


def print_scaling(folder: Path, articles: int, rounds: int) -> None:
    """One process and two, in turns; the ratio is that within a round."""
    with tempfile.TemporaryDirectory() as place:
        size = lay_articles(folder, Path(place), articles)
        pairs = [(measure(Path(place), 1), measure(Path(place), 2)) for _ in range(rounds)]
    print(f"\n{articles} articles of {size:,} characters, from files to a database, medians of {rounds} rounds")
    for jobs, runs in zip((1, 2), zip(*pairs, strict=True), strict=True):
        rate = size / statistics.median(run.seconds for run in runs)
        processor = statistics.median(run.processor for run in runs)
        print(f"{jobs} processes: {rate:10,.0f} characters/s, {processor:.1f} s of processor time{peaks(runs[-1])}")
    ratios = sorted(one.seconds / two.seconds for one, two in pairs)
    print(f"two are {statistics.median(ratios):.2f} times as fast as one ({ratios[0]:.2f} to {ratios[-1]:.2f})")


def print_growth(folder: Path, articles: int) -> None:
    """A tenth of the articles and all of them; one text of growing length, without a line break."""
    print("\ngrowth with the number of articles, two processes")
    for count in (articles // 10, articles):
        with tempfile.TemporaryDirectory() as place:
            size = lay_articles(folder, Path(place), count)
            run = measure(Path(place), 2)
        rate, each = size / run.seconds, 1000 * run.processor / count
        print(f"{count:8,} articles: {rate:10,.0f} characters/s, {each:.1f} ms of processor time each{peaks(run)}")
    print("growth with the length of a text without a line break, one process")
    for length in (10_000, 100_000, 1_000_000):
        text = "".join(load_texts(folder, length)).replace("\n", "")[:length]
        begun = time.process_time()
        for _ in extract_parts(article(text), extract_article):
            pass
        print(f"{length:9,} characters: {length / (time.process_time() - begun):10,.0f} characters/s of processor time")


def peaks(run: Measured) -> str:
    return "".join(f", {name} {peak:.0f} MB" for name, peak in run.memory.items())
