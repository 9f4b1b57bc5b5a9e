"""Attention over all words of an article, for the larger networks."""

import torch
import torch.nn.functional as functional
from torch import Tensor, nn

HEAD = 64
"""Channels of one head."""


class Attention(nn.Module):
    """A layer of a transformer with places as turns (rotary): [article, word, channel] -> the same."""

    def __init__(self, width: int, dropout: float) -> None:
        super().__init__()
        self.first_norm, self.second_norm = nn.LayerNorm(width), nn.LayerNorm(width)
        self.looked, self.seen = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.inner = nn.Sequential(
            nn.Linear(width, 4 * width), nn.GELU(), nn.Dropout(dropout), nn.Linear(4 * width, width)
        )
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, real: Tensor) -> Tensor:
        heads = self.looked(self.first_norm(x)).unflatten(-1, (3, -1, HEAD)).permute(2, 0, 3, 1, 4)
        query, key, value = turned(heads[0]), turned(heads[1]), heads[2]
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=real[:, None, None])
        x = x + self.dropout(self.seen(seen.transpose(1, 2).flatten(2)))
        return x + self.dropout(self.inner(self.second_norm(x)))


def turned(heads: Tensor) -> Tensor:
    """Turn pairs of channels by the place of the word: [article, head, word, channel]."""
    half = HEAD // 2
    speeds = 1000.0 ** (-torch.arange(half, device=heads.device) / half)
    angles = torch.arange(heads.shape[2], device=heads.device)[:, None] * speeds
    cosine, sine = angles.cos().to(heads.dtype), angles.sin().to(heads.dtype)
    one, other = heads[..., :half], heads[..., half:]
    return torch.cat([one * cosine - other * sine, one * sine + other * cosine], -1)
