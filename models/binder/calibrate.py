"""Fits the weights of claims' scores: `calibrate.py MARKED.jsonl` with articles that the binder did not learn from.

Prints the tables that `src/zhclaims/confidence.py` holds, and how many claims are right in each band of the new scores.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from marks import Mark, Marked, read_marked
from scipy.optimize import minimize

from zhclaims.agreement import alike, same_time_text
from zhclaims.binder.bind import Reading
from zhclaims.claims import ClaimMaker
from zhclaims.confidence import signs_of
from zhclaims.pipeline import article_of, mine_article
from zhclaims.types import Claim

FIELDS = ("said", "subject", "metric", "time", "city")
BIASES = ("numeric", "event")
DECAY, OFTEN, LEAST = 1.0, 20, 0.05
GROUNDS = ("subject:", "city:", "time:")
"""Of which fields it matters where they were found."""
BANDS = (0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.0)


def main() -> None:
    rows, right = [], []
    for article in read_marked(Path(sys.argv[1])):
        doc = mine_article(article_of(article.text, published=article.published))
        for reading, claim in ClaimMaker(doc).pairs():
            if claim.quote_start < article.end:
                signs = signs_of(reading, claim.flags.split(), claim.reasons.split("; "))
                rows.append(signs | {claim.claim_type: 1.0})
                right.append(is_right(article, reading, claim))
    names = names_of(rows)
    signs, labels = np.array([[row.get(name, 0.0) for name in names] for row in rows]), np.array(right, float)
    weights = fit(signs, labels, names)
    fitted = {name: round(weight, 2) for name, weight in zip(names, weights.tolist(), strict=True)}
    print("BIAS =", {name: fitted.pop(name) for name in BIASES})
    print("WEIGHTS =", json.dumps({n: w for n, w in fitted.items() if abs(w) >= LEAST or n in FIELDS}, indent=4))
    shares = 1 / (1 + np.exp(-signs @ weights))
    for column, name in enumerate(BIASES):
        some = signs[:, column] > 0
        print("\n".join([name, *table(shares[some], labels[some])]))


def names_of(rows: list[dict[str, float]]) -> list[str]:
    """The signs that are met often enough to be weighed, those that all claims have first."""
    counts = Counter(name for row in rows for name in row)
    first = [*BIASES, *FIELDS, "length"]
    weighed = {name for name in counts if ":" not in name or name.startswith(GROUNDS)}
    return first + sorted(name for name in weighed.difference(first) if counts[name] >= OFTEN)


def is_right(article: Marked, reading: Reading, claim: Claim) -> bool:
    """Whether a person marked the same figure or verb and the same of it."""
    word = reading.word
    numeric = claim.claim_type == "numeric"
    marks = article.figures if numeric else article.events
    mine = [mark for mark in marks if mark.start < word.end and word.start < mark.end]
    return any(agrees(claim, mark, numeric=numeric) for mark in mine)


def agrees(claim: Claim, mark: Mark, *, numeric: bool) -> bool:
    if not (alike(claim.subject, mark.subject) and alike(claim.metric if numeric else claim.object, mark.thing)):
        return False
    return not numeric or (claim.city == mark.city and same_time_text(claim.time, mark.time))


def fit(signs: np.ndarray, labels: np.ndarray, names: list[str]) -> np.ndarray:
    """Logistic regression; likelihoods may only raise a score, flags and length only lower it."""

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        shares = 1 / (1 + np.exp(-signs @ weights))
        value = -np.sum(labels * np.log(shares + 1e-9) + (1 - labels) * np.log(1 - shares + 1e-9))
        return value + DECAY * weights @ weights / 2, signs.T @ (shares - labels) + DECAY * weights

    return minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", bounds=[bounds_of(n) for n in names]).x


def bounds_of(name: str) -> tuple[float | None, float | None]:
    if name in FIELDS:
        return 0, None
    return (None, None) if ":" in name or name in BIASES else (None, 0)


def table(shares: Sequence[float], labels: np.ndarray) -> Iterator[str]:
    shares = np.array(shares)
    for low in BANDS:
        some = (shares >= low) & (shares < low + 0.1)
        yield f"  from {low:.1f}: {labels[some].sum():.0f} of {some.sum()} right"


if __name__ == "__main__":
    main()
