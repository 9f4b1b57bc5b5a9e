"""What the binder chooses from: the words in view of some targets, and how likely scores are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from zhclaims.binder.words import Ids

Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]

FAR_BELOW = -1e4
"""The score of what is not there."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the words of an article, by their number."""

    texts: Sequence[str]
    timely: Bools
    """Which are times."""
    cities: Mapping[int, str]
    """The city that a word tells, "" where it tells a place without one; no entry where it tells none."""


@dataclass(frozen=True, slots=True)
class View:
    """The words in view of some targets."""

    words: Ids
    """Their numbers in the article: [target, place], padded at the end."""
    seen: Bools
    """[target, place]: False where padded."""
    figures: Bools
    """Which targets are figures; the others are verbs."""
    leads: Ids
    """The place of the name that begins the target's own clause, else -1: 嘉兴 in 宁波为3390万标箱，嘉兴为428万标箱."""
    fronted: Bools
    """The places that the object of a verb should be among: 总部 in 将总部迁至青岛."""
    barred: Bools
    """[target, place]: times that the rules say are of something else."""
    mates: Floats
    """[target, target]: how much say each has in where another is; 0 for itself."""


def likeliest(scores: Floats) -> list[tuple[int, float]]:
    """The column of the largest score of each row, and how likely it is."""
    shares = softmax(scores)
    return list(zip(shares.argmax(1).tolist(), shares.max(1).tolist(), strict=True))


def softmax(scores: Floats) -> Floats:
    """The likelihoods that the scores of each row are of."""
    shares: Floats = np.exp(scores - scores.max(1, keepdims=True))
    shares /= shares.sum(1, keepdims=True)
    return shares
