"""Floors under the scores: what was reached once is pinned in a file, and falling below it is an error."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from zhclaims.errors import ZhclaimsError
from zhclaims.evaluate import Scores

STEP = 200
"""Floors are multiples of 1/200, rounded down, so that one claim more or less does not break them."""


@dataclass(frozen=True, slots=True)
class Floors:
    """The lowest F1 scores allowed on a set of gold annotations, which the hash names."""

    gold_sha256: str
    f1: Mapping[str, float]


def read_floors(path: Path) -> Floors:
    """Read a floors file; raises ZhclaimsError when it is missing or malformed."""
    try:
        row = json.loads(path.read_text("utf-8"))
        return Floors(row["gold_sha256"], {name: float(floor) for name, floor in row["f1"].items()})
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ZhclaimsError(f"{path}: not a floors file ({error}); --update-floors writes one") from error


def hash_gold(folder: Path) -> str:
    """The hash of all gold annotations of a folder; as each holds the hash of its text, it stands for the texts too."""
    whole = sha256()
    for path in sorted(folder.glob("*.json")):
        whole.update(f"{path.name}\0{sha256(path.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()


def find_falls(scores: Scores, floors: Floors) -> list[str]:
    """One line for each score that lies below its floor."""
    reached = f1_scores(scores)
    return [
        f"{name}: F1 {reached.get(name, 0.0):.3f} is below its floor of {floor:.3f}"
        for name, floor in floors.f1.items()
        if reached.get(name, 0.0) < floor
    ]


def check_floors(scores: Scores, gold: Path, path: Path) -> None:
    """Raise ZhclaimsError when a score lies below its floor, or the floors belong to other annotations."""
    floors = read_floors(path)
    if floors.gold_sha256 != hash_gold(gold):
        raise ZhclaimsError(f"{path}: pinned for other annotations than those in {gold}; --update-floors pins anew")
    if falls := find_falls(scores, floors):
        raise ZhclaimsError(f"{path}: " + "; ".join(falls))


def save_floors(scores: Scores, gold: Path, path: Path, *, lower: bool = False) -> None:
    """Pin what was reached; raises ZhclaimsError, unless `lower` is given, when a floor would sink."""
    if scores.missing:
        raise ZhclaimsError(f"{gold}: no article for {', '.join(scores.missing)}: floors are pinned on all of them")
    new = Floors(hash_gold(gold), {name: math.floor(f1 * STEP) / STEP for name, f1 in f1_scores(scores).items()})
    if path.exists() and not lower:
        sunk = [name for name, floor in read_floors(path).f1.items() if new.f1.get(name, 0.0) < floor]
        if sunk:
            raise ZhclaimsError(f"{path}: the floors of {', '.join(sunk)} would sink; --lower-floors allows it")
    path.write_text(json.dumps({"gold_sha256": new.gold_sha256, "f1": dict(new.f1)}, indent=1) + "\n", "utf-8")


def f1_scores(scores: Scores) -> dict[str, float]:
    """The scores that have floors."""
    return {name: getattr(scores, name).f1 for name in ("claims", "core", "full", "events", "entities")}
