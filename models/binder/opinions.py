"""What larger networks hold of unmarked articles, and how far the network is from it."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as functional
from batch import Batch
from examples import EVENT
from losses import CHANGE, GATE, KIND, MODALITY, PLACE, SAID, SOURCE, SUBJECT, THING, TIME, WITHIN, Scores, picks
from net import Network
from torch import Tensor

from zhclaims.binder import choose

THINGS = slice(choose.THING, choose.SOURCE + 1)


@dataclass(slots=True)
class Opinion:
    """What larger networks hold of each target, in probabilities."""

    firsts: Tensor
    lasts: Tensor
    within: Tensor
    things: Tensor
    """[target, place, thing or source]"""
    times: Tensor
    places: Tensor
    said: Tensor
    changes: Tensor
    modalities: Tensor


def opinion_of(scored: Scores, batch: Batch) -> Opinion:
    scores, whole, _ = (part.float() for part in scored)
    return Opinion(
        firsts=torch.softmax(scores[..., choose.FIRST], 1),
        lasts=torch.softmax(scores[..., choose.LAST], 1),
        within=torch.sigmoid(scores[..., choose.WITHIN]),
        things=torch.sigmoid(scores[..., THINGS]),
        times=torch.softmax(picks(whole[:, -2], scores[..., choose.TIME], batch.timely), 1),
        places=torch.softmax(picks(whole[:, -1], scores[..., choose.PLACE], batch.telling), 1),
        said=torch.sigmoid(whole[:, 0]),
        changes=torch.softmax(whole[:, CHANGE], 1),
        modalities=torch.softmax(whole[:, MODALITY], 1),
    )


def ask(teachers: Sequence[Network], batch: Batch) -> Opinion:
    """What larger networks hold on average."""
    with torch.no_grad(), torch.autocast(batch.rows.device.type, torch.bfloat16, enabled=batch.rows.is_cuda):
        opinions = [opinion_of(teacher(batch), batch) for teacher in teachers]
    names = Opinion.__slots__  # type: ignore[attr-defined]
    return Opinion(*(torch.stack([getattr(one, name) for one in opinions]).mean(0) for name in names))


def distance_to(opinion: Opinion, scored: Scores, batch: Batch, others: float) -> Tensor:
    """The loss against what larger networks hold; the fields of a target count as much as it is likely to be said.

    A verb stands for `others` verbs.
    """
    scores, whole, gates = scored
    said, events = opinion.said, batch.kinds == EVENT
    subject = cross(scores[..., choose.FIRST], opinion.firsts) + cross(scores[..., choose.LAST], opinion.lasts)
    words = functional.binary_cross_entropy_with_logits(scores[..., THINGS], opinion.things, reduction="none")
    words = (words * batch.seen[..., None]).sum(1)
    inner = functional.binary_cross_entropy_with_logits(scores[..., choose.WITHIN], opinion.within, reduction="none")
    inner = (inner * batch.seen).sum(1)
    times = cross(picks(whole[:, -2], scores[..., choose.TIME], batch.timely), opinion.times)
    places = cross(picks(whole[:, -1], scores[..., choose.PLACE], batch.telling), opinion.places)
    weights = torch.where(events, others, 1.0)
    stated = functional.binary_cross_entropy_with_logits(whole[:, 0], said, weight=weights, reduction="none")
    gate = functional.binary_cross_entropy_with_logits(gates, said, weight=weights, reduction="none") * events
    change = cross(whole[:, CHANGE], opinion.changes) * ~events
    modality = cross(whole[:, MODALITY], opinion.modalities)
    fields = (
        WITHIN * inner + SUBJECT * subject + THING * words[:, 0] + SOURCE * words[:, 1] + TIME * times + PLACE * places
    )
    fields = (fields + KIND * (change + modality)) * said
    return (fields + SAID * stated + GATE * gate).sum() / said.sum().clamp(min=1)


def cross(scores: Tensor, shares: Tensor) -> Tensor:
    """The cross entropy of each target against shares of places."""
    return -(torch.log_softmax(scores, 1) * shares).sum(1)
