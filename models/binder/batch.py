"""Examples side by side, as tensors: what the network is given at once, and what is right."""

from dataclasses import dataclass, fields

import torch
from torch import Tensor

NOTHING = torch.zeros(0)
"""What there is where nothing is read for."""


@dataclass(slots=True)
class Batch:
    """Some targets of some articles, and what is right; words of all lines follow each other, with gaps between."""

    rows: Tensor
    real: Tensor
    """Which rows are words, and not gaps."""
    targets: Tensor = NOTHING
    kinds: Tensor = NOTHING
    words: Tensor = NOTHING
    seen: Tensor = NOTHING
    relations: Tensor = NOTHING
    marks: Tensor = NOTHING
    columns: Tensor = NOTHING
    timely: Tensor = NOTHING
    """Which picks are times: none first, then each place in view."""
    telling: Tensor = NOTHING
    said: Tensor = NOTHING
    subjects: Tensor = NOTHING
    """[target, place, first or last]"""
    within: Tensor = NOTHING
    """[target, place]: the words of the subject."""
    things: Tensor = NOTHING
    """[target, place, thing or source]"""
    known: Tensor = NOTHING
    times: Tensor = NOTHING
    cities: Tensor = NOTHING
    changes: Tensor = NOTHING
    modalities: Tensor = NOTHING

    def to(self, device: torch.device) -> "Batch":
        """The same on a device."""
        return Batch(**{field.name: getattr(self, field.name).to(device) for field in fields(self)})
