"""Fits a model: fixed epochs, a fixed seed, a linear schedule, and the moving average of the weights at the end."""

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import torch
from batches import Batch
from torch import nn


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast a model learns."""

    epochs: int
    seed: int
    rate: float = 2e-3
    inherited_rate: float = 1e-3
    """For weights that come from LAC or from word vectors."""
    average: float = 0.998
    warm_up: int = 100


def fit(
    model: nn.Module, batches: Callable[[random.Random], Iterator[Batch]], inherited: tuple[str, ...], plan: Plan
) -> nn.Module:
    """Train the model in place on the batches of each epoch; parameters whose name begins so learn slowly."""
    order = random.Random(plan.seed)
    total = plan.epochs * sum(1 for _ in batches(random.Random(plan.seed)))
    optimiser = torch.optim.AdamW(groups(model, inherited, plan), betas=(0.9, 0.98))
    rates = [group["lr"] for group in optimiser.param_groups]
    average = {name: value.detach().clone() for name, value in model.state_dict().items()}
    step, began = 0, time.monotonic()
    for epoch in range(plan.epochs):
        losses = []
        model.train()
        for batch in batches(order):
            share = min(1.0, (step + 1) / plan.warm_up) * max(0.01, 1 - step / total)
            for group, rate in zip(optimiser.param_groups, rates, strict=True):
                group["lr"] = rate * share
            losses.append(take_step(model, batch, optimiser))
            step += 1
            move(average, model, min(plan.average, (1 + step) / (10 + step)))
        print(
            f"  epoch {epoch + 1}: loss {sum(losses) / len(losses):.3f}, {time.monotonic() - began:.0f} s", flush=True
        )
    model.load_state_dict(average)
    return model.eval()


def groups(model: nn.Module, inherited: tuple[str, ...], plan: Plan) -> list[dict[str, object]]:
    """Parameters by how fast they learn; embeddings do not decay."""
    slow = [value for name, value in model.named_parameters() if name.startswith(inherited)]
    fast = [value for name, value in model.named_parameters() if not name.startswith(inherited)]
    return [
        {"params": slow, "lr": plan.inherited_rate, "weight_decay": 0.0},
        {"params": fast, "lr": plan.rate, "weight_decay": 0.01},
    ]


def take_step(model: nn.Module, batch: Batch, optimiser: torch.optim.Optimizer) -> float:
    """One step down the gradient; the loss before it."""
    loss = model.loss(batch)
    optimiser.zero_grad(set_to_none=True)
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 5.0)
    optimiser.step()
    return float(loss.detach())


@torch.no_grad()
def move(average: dict[str, torch.Tensor], model: nn.Module, share: float) -> None:
    """Move the average a little towards the weights; counters are copied."""
    for name, value in model.state_dict().items():
        if value.dtype.is_floating_point:
            average[name].lerp_(value, 1 - share)
        else:
            average[name].copy_(value)
