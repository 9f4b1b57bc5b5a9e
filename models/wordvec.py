"""Word vectors from the news itself: positive pointwise mutual information within four words, cut to its main axes."""

from collections import Counter

import numpy as np
import numpy.typing as npt
import rjieba
import scipy.sparse as sparse

WINDOW = 4
AT_LEAST = 4
RARE = 1e-4
"""Words above this share of the text are thinned out."""


def word_vectors(
    sentences: list[str], *, most: int, width: int, seed: int
) -> tuple[list[str], npt.NDArray[np.float32]]:
    """The most frequent words (in lower case) and their vectors, of standard deviation 1."""
    texts = [[word.lower() for word in rjieba.cut(sentence)] for sentence in sentences]
    counts = Counter(word for text in texts for word in text)
    words = [word for word, count in counts.most_common(most) if count >= AT_LEAST]
    numbers = {word: number for number, word in enumerate(words)}
    gap = [-1] * WINDOW
    sequence = np.array([n for text in texts for n in [numbers.get(word, -1) for word in text] + gap], np.int64)
    rng = np.random.default_rng(seed)
    frequency = np.array([counts[word] for word in words], float)
    sequence = thin_out(sequence, frequency / frequency.sum(), rng)
    return words, main_axes(mutual_information(near_pairs(sequence, len(words))), width, rng)


def thin_out(
    sequence: npt.NDArray[np.int64], shares: npt.NDArray[np.float64], rng: np.random.Generator
) -> npt.NDArray[np.int64]:
    """Drop frequent words at random, the more frequent the more often."""
    kept = np.minimum(1, np.sqrt(RARE / shares) + RARE / shares)
    dropped = (sequence >= 0) & (rng.random(len(sequence)) > kept[np.maximum(sequence, 0)])
    return np.where(dropped, -1, sequence)


def near_pairs(sequence: npt.NDArray[np.int64], size: int) -> sparse.coo_matrix:
    """How often two words stand within the window, nearer ones counting more."""
    total = sparse.csr_matrix((size, size), dtype=np.float32)
    for distance in range(1, WINDOW + 1):
        left, right = sequence[:-distance], sequence[distance:]
        both = (left >= 0) & (right >= 0)
        weight = np.full(both.sum(), (WINDOW + 1 - distance) / WINDOW, np.float32)
        total = total + sparse.coo_matrix((weight, (left[both], right[both])), shape=(size, size)).tocsr()
    return (total + total.T).tocoo()


def mutual_information(pairs: sparse.coo_matrix) -> sparse.csr_matrix:
    """Positive pointwise mutual information, contexts smoothed by the power 0.75."""
    sums = np.asarray(pairs.sum(1)).ravel()
    context = sums**0.75 / (sums**0.75).sum()
    ratio = pairs.data / np.maximum(sums[pairs.row] * context[pairs.col], 1e-12)
    values = np.log(np.maximum(ratio, 1e-12))
    kept = values > 0
    data = (values[kept].astype(np.float32), (pairs.row[kept], pairs.col[kept]))
    return sparse.csr_matrix(data, shape=pairs.shape)


def main_axes(matrix: sparse.csr_matrix, width: int, rng: np.random.Generator) -> npt.NDArray[np.float32]:
    """The rows on the main axes of the matrix, by randomised power iteration."""
    basis = matrix @ rng.standard_normal((matrix.shape[0], width + 24)).astype(np.float32)
    for _ in range(4):
        basis, _ = np.linalg.qr(basis)
        basis = matrix @ (matrix.T @ basis)
    basis, _ = np.linalg.qr(basis)
    axes, sizes, _ = np.linalg.svd((matrix.T @ basis).T, full_matrices=False)
    vectors = (basis @ axes)[:, :width] * np.sqrt(sizes[:width])
    return (vectors / vectors.std()).astype(np.float32)
