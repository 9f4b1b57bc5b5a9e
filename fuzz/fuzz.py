"""Coverage-guided fuzzing of reading, extraction and databases with atheris: see README.md beside this file."""

import argparse
import os
import sys
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from importlib import import_module
from pathlib import Path

import atheris

ROOT = Path(__file__).parent.parent
sys.path += [str(ROOT / "tests"), str(ROOT / "fuzz")]
with atheris.instrument_imports(include=["zhclaims"]):
    for path in sorted((ROOT / "src" / "zhclaims").glob("[a-z]*.py")):
        if path.stem not in ("cli", "spark", "spacy_components", "entity_component"):
            import_module(f"zhclaims.{path.stem}")  # the package imports late, and what is late is not instrumented
    import made_articles as made
    from targets import SUFFIXES, TARGETS, Target

SLOW = 10.0
"""Seconds of processor time for one input from which it counts as a fault."""


@dataclass
class Log:
    """What a run has tried and found."""

    folder: Path
    target: Target
    until: float
    inputs: int = 0
    slowest: float = 0.0
    faults: set[str] = field(default_factory=set)
    begun: float = field(default_factory=time.monotonic)

    def one_input(self, data: bytes) -> None:
        """Try an input, and keep it when it shows a fault in a new place."""
        self.inputs += 1
        started = time.process_time()
        try:
            self.target(data)
        except Exception as error:
            self._keep(data, _place(error), traceback.format_exc())
        except BaseException as error:
            if isinstance(error, (KeyboardInterrupt, SystemExit)):
                raise
            self._keep(data, _place(error), traceback.format_exc())  # a panic of a Rust library
        seconds = time.process_time() - started
        if seconds > max(SLOW, self.slowest):
            self._keep(data, f"slow {seconds:.0f}", f"{seconds:.1f} s for {len(data)} bytes")
        self.slowest = max(self.slowest, seconds)
        if self.inputs % 1000 == 0 or time.monotonic() > self.until:
            print(self.summary(), flush=True)
        if time.monotonic() > self.until:
            os._exit(0)  # libFuzzer takes any other exit for a crash

    def _keep(self, data: bytes, place: str, report: str) -> None:
        if place in self.faults:
            return
        self.faults.add(place)
        name = self.folder / sha256(place.encode()).hexdigest()[:12]
        name.write_bytes(data)
        name.with_suffix(".txt").write_text(f"{place}\n{report}", "utf-8", "backslashreplace")
        print(f"fault: {place}: {name}", flush=True)

    def summary(self) -> str:
        minutes = (time.monotonic() - self.begun) / 60
        return f"{self.inputs} inputs in {minutes:.1f} min, {len(self.faults)} faults, slowest {self.slowest:.2f} s"


def _place(error: BaseException) -> str:
    """Where in this project an exception comes from."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if frame.filename.startswith(str(ROOT))]
    return f"{type(error).__name__} at {Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else repr(error)


def seeds(target: str) -> Iterator[bytes]:
    """Inputs to begin with: the articles of the corpus, or nothing written over a database."""
    for path in sorted((ROOT / "corpus" / "articles").iterdir()):
        if target == "reading" and path.suffix in SUFFIXES:
            yield bytes([SUFFIXES.index(path.suffix)]) + path.read_bytes()[:20_000]
        elif target == "extraction" and path.suffix == ".txt":
            text = path.read_bytes().decode("utf-8", "ignore")
            yield from (b"\0\x0f" + text[at : at + 300].encode() for at in range(0, len(text), 300))
    if target == "databases":
        yield from (bytes([first, *range(60)]) for first in range(0, 256, 16))


def save_words(path: Path) -> None:
    """The words of the made articles as a dictionary of libFuzzer, which mutates bytes and knows no characters."""
    kinds = (made.CITIES, made.SUBJECTS, made.METRICS, made.VALUES, made.TIMES, made.SPEAKERS, made.LINKS, made.HEADS)
    words = {word.encode("utf-8", "replace") for word in (*sum(kinds, []), *made.MARKS, *made.ODD, *made.TRADITIONAL)}
    lines = ['"' + "".join(f"\\x{byte:02x}" for byte in word) + '"' for word in sorted(words) if word]
    path.write_text("\n".join(lines) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--out", type=Path, default=ROOT / "fuzz" / "found")
    arguments = parser.parse_args()
    folder, corpus = arguments.out / arguments.target, arguments.out / arguments.target / "inputs"
    corpus.mkdir(parents=True, exist_ok=True)
    for seed in seeds(arguments.target):
        (corpus / sha256(seed).hexdigest()[:16]).write_bytes(seed)
    TARGETS[arguments.target](b"")  # what is loaded at the first use is no work of an input
    log = Log(folder, TARGETS[arguments.target], time.monotonic() + 60 * arguments.minutes)
    save_words(folder / "words.dict")
    limits = ["-max_len=8000", "-timeout=3600", "-rss_limit_mb=4000"]  # time is watched here: libFuzzer stops at once
    files = [f"-dict={folder / 'words.dict'}", f"-artifact_prefix={folder}/", str(corpus)]
    atheris.Setup([sys.argv[0], *limits, *files], log.one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
