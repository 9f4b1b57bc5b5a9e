"""A conditional random field over tags, with impossible steps forbidden."""

from functools import cache

import torch
from corpus import TYPES, Span
from torch import Tensor, nn

FORBIDDEN = -1e4


@cache
def tag_names(prefixes: str) -> list[str]:
    """ "BI" -> O, B-ORG, I-ORG, …; "BIES" marks ends and singles too."""
    return ["O"] + [f"{prefix}-{type_}" for type_ in TYPES for prefix in prefixes]


def encode(length: int, spans: list[Span], prefixes: str) -> list[int]:
    """The tag of each character of a sentence."""
    names = tag_names(prefixes)
    tags = [0] * length
    for start, end, type_ in spans:
        marks = ["B"] + ["I"] * (end - start - 1)
        if "E" in prefixes:
            marks = ["S"] if end - start == 1 else marks[:-1] + ["E"]
        tags[start:end] = [names.index(f"{mark}-{type_}") for mark in marks]
    return tags


def decode(tags: list[int], prefixes: str) -> list[Span]:
    """The mentions that a sequence of tags spells."""
    names = tag_names(prefixes)
    spans: list[Span] = []
    start, type_ = -1, ""
    for index, tag in enumerate([*tags, 0]):
        mark, _, name = names[tag].partition("-")
        if start >= 0 and mark in "OBS":
            spans.append(Span(start, index, type_))
            start = -1
        if mark in "BS":
            start, type_ = index, name
    return spans


def may_follow(prefixes: str, left: str, right: str) -> bool:
    """Whether a tag may follow another: I-ORG only B-ORG or I-ORG; "" stands for the edge of a sentence."""
    left_mark, _, left_type = left.partition("-")
    right_mark, _, right_type = right.partition("-")
    if right_mark in ("I", "E"):
        return left_mark in ("B", "I") and left_type == right_type
    return "E" not in prefixes or left_mark not in ("B", "I")


def edge_matrix(prefixes: str) -> tuple[Tensor, Tensor, Tensor]:
    """What steps cost by rule: from tag to tag, at the start, at the end."""
    names = tag_names(prefixes)
    cost = lambda left, right: 0.0 if may_follow(prefixes, left, right) else FORBIDDEN  # noqa: E731
    steps = torch.tensor([[cost(left, right) for right in names] for left in names])
    return steps, torch.tensor([cost("", name) for name in names]), torch.tensor([cost(name, "O") for name in names])


class Crf(nn.Module):
    """Scores tag sequences by emissions [time, batch, tag] and learned steps; `alive` [time, batch] masks padding."""

    def __init__(self, prefixes: str) -> None:
        super().__init__()
        size = len(tag_names(prefixes))
        self.steps = nn.Parameter(torch.zeros(size, size))
        self.first = nn.Parameter(torch.zeros(size))
        self.last = nn.Parameter(torch.zeros(size))
        for name, matrix in zip(("step_rule", "first_rule", "last_rule"), edge_matrix(prefixes), strict=True):
            self.register_buffer(name, matrix)

    def scores(self) -> tuple[Tensor, Tensor, Tensor]:
        """Scores of steps, starts and ends, rules included."""
        return self.steps + self.step_rule, self.first + self.first_rule, self.last + self.last_rule

    def loss(self, emissions: Tensor, tags: Tensor, alive: Tensor) -> Tensor:
        """Negative log likelihood of the tags, summed over the batch."""
        steps, first, last = self.scores()
        exponents = steps.clamp(min=-60).exp()
        batch = torch.arange(emissions.shape[1])
        total = emissions[0] + first
        for time in range(1, len(emissions)):
            peak = total.max(1, keepdim=True).values
            moved = ((total - peak).exp() @ exponents).clamp(min=1e-30).log() + peak + emissions[time]
            total = torch.where(alive[time][:, None], moved, total)
        own = (emissions.gather(2, tags[:, :, None])[:, :, 0] * alive).sum(0)
        own = own + (steps[tags[:-1], tags[1:]] * alive[1:]).sum(0)
        ends = tags[alive.sum(0) - 1, batch]
        return (torch.logsumexp(total + last, 1) - own - first[tags[0]] - last[ends]).sum()

    @torch.no_grad()
    def best(self, emissions: Tensor, alive: Tensor) -> list[list[int]]:
        """The best tag sequence of each sentence."""
        steps, first, last = self.scores()
        total, back = emissions[0] + first, []
        for time in range(1, len(emissions)):
            moved, source = (total[:, :, None] + steps[None]).max(1)
            live = alive[time][:, None]
            back.append(torch.where(live, source, torch.arange(total.shape[1])[None]))
            total = torch.where(live, moved + emissions[time], total)
        tag = (total + last).argmax(1)
        path = [tag]
        for source in reversed(back):
            tag = source.gather(1, tag[:, None])[:, 0]
            path.append(tag)
        lengths = alive.sum(0).tolist()
        sequences = torch.stack(path[::-1], 1).tolist()
        return [sequence[:length] for sequence, length in zip(sequences, lengths, strict=True)]
