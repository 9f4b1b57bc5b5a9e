"""Examples side by side, as tensors: what the network is given at once, and what is right."""

from dataclasses import dataclass, fields, replace

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
    spots: Tensor
    """Of each word, the place in articles side by side: article times the longest length, plus its number."""
    articles: tuple[int, int]
    """How many, and the length of the longest in words."""
    windows: Tensor
    """Pieces of words for the pretrained encoder: [window, piece], -1 where padded; none where it is not used."""
    places: Tensor
    """Of each piece that counts, its place in the windows laid end to end."""
    owners: Tensor
    """Of each piece that counts, the row of its word."""
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
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        moved = {n: v.to(device, non_blocking=True) if isinstance(v, Tensor) else v for n, v in values.items()}
        return Batch(**moved)

    def without_pieces(self) -> "Batch":
        """The same for a network without a pretrained encoder."""
        none = torch.zeros(0, dtype=torch.long, device=self.rows.device)
        return replace(self, windows=none, places=none, owners=none)
