"""How often the network is right, field by field, on marked articles."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import torch
from batches import lay_out
from examples import EVENT, FIGURE, Example, Target
from net import Network

from zhclaims.agreement import alike, same_time_text
from zhclaims.binder.choose import Choice, choose_words
from zhclaims.binder.hints import CHANGES, MODALITIES
from zhclaims.binder.view import Known, View

FIELDS = ("subject", "thing", "time", "city", "source", "change", "modality")


def measure(network: Network, examples: Sequence[Example]) -> str:
    """A line for figures and one for events: shares right of those marked, F1 of what is said, and of all at once."""
    network.eval()
    counts: dict[int, Counter[str]] = {FIGURE: Counter(), EVENT: Counter()}
    for example in examples:
        with torch.no_grad():
            device = next(network.parameters()).device
            scores, whole, _ = network(lay_out([example], [example.targets]).to(device))
        for target, one, all_ in zip(example.targets, scores.cpu().numpy(), whole.cpu().numpy(), strict=True):
            count(counts[target.kind], example, target, one[: len(target.seen)], all_)
    return "\n".join(report(kind, counts[kind]) for kind in (FIGURE, EVENT))


def count(counts: Counter[str], example: Example, target: Target, scores: np.ndarray, whole: np.ndarray) -> None:
    texts = [example.texts[number] for number in target.seen]
    choice = choose(example, target, scores, whole)
    counts["said"] += choice.said > 0.5
    if target.answer is None:
        return
    right = judge(example, target, choice, texts)
    counts.update({field: int(ok) for field, ok in right.items()})
    counts["marked"] += 1
    counts["found"] += choice.said > 0.5
    due = bool(target.answer.mark.city)
    counts["due"] += due
    counts["due right"] += due and right["city"]
    both = right["subject"] and right["thing"]
    counts["both"] += both
    counts["full"] += both and right["time"] and right["city"] and choice.said > 0.5


def choose(example: Example, target: Target, scores: np.ndarray, whole: np.ndarray) -> Choice:
    known = Known(example.texts, example.timely, {n: city for n, city in enumerate(example.cities) if city is not None})
    seen = np.ones((1, len(target.seen)), bool)
    none, alone = np.zeros_like(seen), np.zeros((1, 1), np.float32)
    view = View(target.seen[None], seen, np.array([target.kind == FIGURE]), np.array([-1]), none, none, alone)
    [choice] = choose_words(scores[None], whole[None], view, known, target.marks[None], target.columns[None])
    return choice


def judge(example: Example, target: Target, choice: Choice, texts: list[str]) -> dict[str, bool]:
    answer = target.answer
    assert answer is not None
    mark = answer.mark
    said = lambda places: "".join(texts[place] for place in places)  # noqa: E731
    time = example.times[target.seen[choice.time]] if choice.time is not None else ""
    city = example.cities[target.seen[choice.place]] if choice.place is not None else ""
    return {
        "subject": alike(said(choice.subject), mark.subject),
        "thing": alike(said(choice.thing), mark.thing),
        "time": same_time_text(time or "", mark.time),
        "city": (city or "") == mark.city,
        "source": alike(said(choice.source), mark.source),
        "change": CHANGES[choice.change] == mark.change,
        "modality": MODALITIES[choice.modality] == mark.modality,
    }


def report(kind: int, counts: Counter[str]) -> str:
    marked, said = max(1, counts["marked"]), counts["said"]
    share = "  ".join(f"{field} {counts[field] / marked:.3f}" for field in (*FIELDS, "both"))
    f1 = lambda name: 2 * counts[name] / max(1, marked + said)  # noqa: E731
    due = f"{counts['due right']}/{counts['due']}"
    name = ("figures", "events")[kind]
    return f"{name} {marked}: said {f1('found'):.3f}  full {f1('full'):.3f}  {share}  city due {due}"
