"""How far what the network says of an article is from what people marked."""

import torch
import torch.nn.functional as functional
from batch import Batch
from examples import EVENT
from net import FAR_BELOW
from torch import Tensor

from zhclaims.binder import choose, hints

CHANGES, MODALITIES = len(hints.CHANGES), len(hints.MODALITIES)
CHANGE, MODALITY = slice(1, 1 + CHANGES), slice(1 + CHANGES, 1 + CHANGES + MODALITIES)
SUBJECT, WITHIN, THING, SOURCE, TIME, PLACE, SAID, GATE, KIND = 0.5, 0.1, 0.25, 0.08, 0.5, 0.7, 0.5, 0.2, 0.7
"""What each field weighs; KIND is that of change and of modality."""
Scores = tuple[Tensor, Tensor, Tensor]


def loss_of(scored: Scores, batch: Batch, unseen: float) -> Tensor:
    """The loss against people's marks; verbs without an event stand for `unseen` times as many."""
    scores, whole, gates = scored
    said, events = batch.said, batch.kinds == EVENT
    subject = sum(pick_loss(scores[..., end], batch.subjects[..., end]) for end in (choose.FIRST, choose.LAST))
    cross = functional.binary_cross_entropy_with_logits(
        scores[..., choose.THING : choose.SOURCE + 1], batch.things, reduction="none"
    )
    cross = (cross * batch.seen[..., None]).sum(1) * batch.known * said[:, None]
    within = functional.binary_cross_entropy_with_logits(scores[..., choose.WITHIN], batch.within, reduction="none")
    within = (within * batch.seen).sum(1) * batch.within.any(1)
    times = picks(whole[:, -2], scores[..., choose.TIME], batch.timely)
    places = picks(whole[:, -1], scores[..., choose.PLACE], batch.telling)
    weights = torch.where((said == 0) & events, unseen, 1.0)
    stated = functional.binary_cross_entropy_with_logits(whole[:, 0], said, weight=weights, reduction="none")
    gate = functional.binary_cross_entropy_with_logits(gates, said, weight=weights, reduction="none") * events
    change = functional.cross_entropy(whole[:, CHANGE], batch.changes, reduction="none") * said * ~events
    modality = functional.cross_entropy(whole[:, MODALITY], batch.modalities, reduction="none") * said
    total = SUBJECT * subject + WITHIN * within.sum() + THING * cross[:, 0].sum() + SOURCE * cross[:, 1].sum()
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
