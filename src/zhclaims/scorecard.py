"""Prints how well the claims agree with gold annotations."""

from collections.abc import Iterator

from zhclaims.evaluate import Mistake, Scores, Tally

_TALLIES = (
    ("claims found", "claims"),
    ("value, unit, comparator right", "core"),
    ("and subject, metric, city, time right", "full"),
    ("event claims right", "events"),
    ("entities right", "entities"),
    ("city where one is due", "city_when_due"),
)


def score_lines(scores: Scores, mistakes: int = 0) -> Iterator[str]:
    """The scores for people: a line a measure, then the fields, the claim scores' worth, and some mistakes."""
    for name, attribute in _TALLIES:
        yield tally_line(name, getattr(scores, attribute))
    yield "of the claims found, right: " + "  ".join(f"{name} {share:.3f}" for name, share in scores.fields.items())
    for lowest, tally in scores.calibration:
        if tally.found:
            yield f"score from {lowest:.1f}: {tally.precision:.3f} of {tally.found} claims right in full"
    if scores.missing:
        yield f"without an article: {', '.join(scores.missing)}"
    yield from map(mistake_line, scores.mistakes[:mistakes])


def tally_line(name: str, tally: Tally) -> str:
    """A measure with its counts.

    >>> tally_line("entities right", Tally(right=8, found=10, due=16))
    'entities right                         P 0.800  R 0.500  F1 0.615  (8 right, 10 found, 16 due)'
    """
    measures = f"P {tally.precision:.3f}  R {tally.recall:.3f}  F1 {tally.f1:.3f}"
    return f"{name:<37}  {measures}  ({tally.right} right, {tally.found} found, {tally.due} due)"


def mistake_line(mistake: Mistake) -> str:
    """A mistake with the words around it.

    >>> mistake_line(Mistake("wuhu", "missed", "12家", "新增企业12家。"))
    'missed wuhu 12家 (新增企业12家。)'
    """
    fields = "".join(f" {field};" for field in mistake.fields)
    return f"{mistake.kind} {mistake.article} {mistake.quote}{fields} ({mistake.around})"
