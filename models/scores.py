"""Strict scores: a mention counts when its span and type are those of the hand."""

from collections import Counter

from corpus import TYPES, Marked, Span


def report(marked: list[Marked], found: list[list[Span]]) -> str:
    """F1 over all types and by type."""
    right, guessed, given = Counter[str](), Counter[str](), Counter[str]()
    for sentence, spans in zip(marked, found, strict=True):
        given.update(span.type for span in sentence.spans)
        guessed.update(span.type for span in spans)
        right.update(span.type for span in set(spans) & set(sentence.spans))
    by_type = "  ".join(f"{name} {f1(right[name], guessed[name], given[name]):.3f}" for name in TYPES)
    return f"F1 {f1(right.total(), guessed.total(), given.total()):.3f}  {by_type}"


def f1(right: int, guessed: int, given: int) -> float:
    """Harmonic mean of precision and recall."""
    return 2 * right / (guessed + given) if guessed + given else 0.0
