"""How far the network is from what people say of an article, and from what larger networks say of it."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as functional
from batch import Batch
from examples import EVENT
from net import FAR_BELOW, Network
from torch import Tensor

from zhclaims.binder import hints

CHANGES, MODALITIES = len(hints.CHANGES), len(hints.MODALITIES)
CHANGE, MODALITY = slice(1, 1 + CHANGES), slice(1 + CHANGES, 1 + CHANGES + MODALITIES)
SUBJECT, THING, SOURCE, TIME, PLACE, SAID, GATE, KIND = 0.5, 0.25, 0.08, 0.5, 0.7, 0.5, 0.2, 0.7
"""What each field weighs; KIND is that of change and of modality."""
Scores = tuple[Tensor, Tensor, Tensor]


def loss_of(scored: Scores, batch: Batch, unseen: float) -> Tensor:
    """The loss against people's marks; verbs without an event stand for `unseen` times as many."""
    scores, whole, gates = scored
    said, events = batch.said, batch.kinds == EVENT
    subject = pick_loss(scores[..., 0], batch.subjects[..., 0]) + pick_loss(scores[..., 1], batch.subjects[..., 1])
    cross = functional.binary_cross_entropy_with_logits(scores[..., 2:4], batch.things, reduction="none")
    cross = (cross * batch.seen[..., None]).sum(1) * batch.known * said[:, None]
    times = picks(whole[:, -2], scores[..., 4], batch.timely)
    places = picks(whole[:, -1], scores[..., 5], batch.telling)
    weights = torch.where((said == 0) & events, unseen, 1.0)
    stated = functional.binary_cross_entropy_with_logits(whole[:, 0], said, weight=weights, reduction="none")
    gate = functional.binary_cross_entropy_with_logits(gates, said, weight=weights, reduction="none") * events
    change = functional.cross_entropy(whole[:, CHANGE], batch.changes, reduction="none") * said * ~events
    modality = functional.cross_entropy(whole[:, MODALITY], batch.modalities, reduction="none") * said
    total = SUBJECT * subject + THING * cross[:, 0].sum() + SOURCE * cross[:, 1].sum()
    total = total + TIME * pick_loss(times, batch.times) + PLACE * pick_loss(places, batch.cities)
    total = total + SAID * stated.sum() + GATE * gate.sum() + KIND * (change.sum() + modality.sum())
    return total / said.sum().clamp(min=1)


def pick_loss(scores: Tensor, right: Tensor) -> Tensor:
    """Minus the log of the probability of any right place; nothing where none is right."""
    logs = torch.log_softmax(scores, -1)
    known = right.sum(-1) > 0
    return -(torch.logsumexp(logs.masked_fill(right == 0, FAR_BELOW), -1) * known).sum()


def picks(none: Tensor, scores: Tensor, allowed: Tensor) -> Tensor:
    """The scores of none and of each place that may be picked."""
    return torch.cat([none[:, None], scores], 1).masked_fill(~allowed, FAR_BELOW)


@dataclass(slots=True)
class Opinion:
    """What larger networks hold of each target, in probabilities."""

    firsts: Tensor
    lasts: Tensor
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
        firsts=torch.softmax(scores[..., 0], 1),
        lasts=torch.softmax(scores[..., 1], 1),
        things=torch.sigmoid(scores[..., 2:4]),
        times=torch.softmax(picks(whole[:, -2], scores[..., 4], batch.timely), 1),
        places=torch.softmax(picks(whole[:, -1], scores[..., 5], batch.telling), 1),
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
    subject = cross(scores[..., 0], opinion.firsts) + cross(scores[..., 1], opinion.lasts)
    words = functional.binary_cross_entropy_with_logits(scores[..., 2:4], opinion.things, reduction="none")
    words = (words * batch.seen[..., None]).sum(1)
    times = cross(picks(whole[:, -2], scores[..., 4], batch.timely), opinion.times)
    places = cross(picks(whole[:, -1], scores[..., 5], batch.telling), opinion.places)
    weights = torch.where(events, others, 1.0)
    stated = functional.binary_cross_entropy_with_logits(whole[:, 0], said, weight=weights, reduction="none")
    gate = functional.binary_cross_entropy_with_logits(gates, said, weight=weights, reduction="none") * events
    change = cross(whole[:, CHANGE], opinion.changes) * ~events
    modality = cross(whole[:, MODALITY], opinion.modalities)
    fields = SUBJECT * subject + THING * words[:, 0] + SOURCE * words[:, 1] + TIME * times + PLACE * places
    fields = (fields + KIND * (change + modality)) * said
    return (fields + SAID * stated + GATE * gate).sum() / said.sum().clamp(min=1)


def cross(scores: Tensor, shares: Tensor) -> Tensor:
    """The cross entropy of each target against shares of places."""
    return -(torch.log_softmax(scores, 1) * shares).sum(1)
