"""Finds the words of an article that a marked phrase is made of."""

import re
from collections import Counter
from collections.abc import Sequence

from zhclaims.agreement import NOISE, alike, shared_characters
from zhclaims.binder.words import Words

PIECES = 4
ENOUGH = 0.6
"""Share of characters (F1) from which words count as the phrase."""


def bare(text: str) -> str:
    return NOISE.sub("", text).lower()


def runs_of(phrase: str, words: Words, seen: Sequence[int]) -> list[tuple[int, int]]:
    """All stretches of words in view whose text is the phrase: first and last place in `seen`."""
    wanted = bare(phrase)
    texts = [bare(words.items[number].text) for number in seen]
    found = []
    for first, text in enumerate(texts):
        if not text or not (wanted.startswith(text) or wanted in text):
            continue
        last = _run(wanted, texts, seen, first)
        if last is not None:
            found.append((first, last))
    return found


def _run(wanted: str, texts: list[str], seen: Sequence[int], first: int) -> int | None:
    """The last place of a stretch that spells the phrase, or that is one word twice as long at most."""
    if wanted in texts[first] and len(texts[first]) <= 2 * len(wanted):
        return first
    text = ""
    for place in range(first, len(seen)):
        if place > first and seen[place] != seen[place - 1] + 1:
            return None
        text += texts[place]
        if text == wanted:
            return place
        if not wanted.startswith(text):
            return None
    return None


def pieces_of(
    phrase: str, words: Words, seen: Sequence[int], target: int, *, own: bool = True
) -> tuple[set[int], float]:
    """The places in `seen` of the words that a phrase is put together from, the nearest to the target, and how well.

    `own` tells whether the target itself may be among them.
    """
    wanted = bare(phrase)
    text, owners = "", []
    for place, number in enumerate(seen):
        if number != target or own:
            piece = bare(words.items[number].text)
            text += piece
            owners += [place] * len(piece)
    covered: Counter[int] = Counter()
    rest = [wanted]
    for _ in range(PIECES):
        (length, begin, ends), part = max(((longest_shared(part, text), part) for part in rest), key=lambda x: x[0][0])
        if length < min(2, len(wanted)) or not length:
            break
        end = min(ends, key=lambda at: distance(words, seen[owners[at - 1]], target))
        covered.update(owners[end - length : end])
        text = text[: end - length] + "\0" * length + text[end:]
        rest.remove(part)
        rest += [piece for piece in (part[:begin], part[begin + length :]) if len(piece) >= 2]
        if not rest:
            break
    kept = {p for p, count in covered.items() if 2 * count >= len(bare(words.items[seen[p]].text)) or len(covered) == 1}
    joined = bare("".join(words.items[seen[place]].text for place in sorted(kept)))
    return kept, shared_characters(joined, wanted)


def distance(words: Words, number: int, target: int) -> int:
    """How far a word stands from the target: in words, more across clauses, and much more across sentences."""
    if words.sentences[number] != words.sentences[target]:
        return 200 + abs(number - target)
    clauses = abs(int(words.clauses[number] - words.clauses[target]))
    return abs(number - target) + 8 * (number > target) + 6 * clauses


def longest_shared(one: str, other: str) -> tuple[int, int, list[int]]:
    """Length and beginning (in `one`) of the longest string both hold, and where it ends in `other`."""
    for length in range(len(one), 0, -1):
        for begin in range(len(one) - length + 1):
            ends = [m.start() + length for m in re.finditer(f"(?={re.escape(one[begin : begin + length])})", other)]
            if ends:
                return length, begin, ends
    return 0, 0, []


def subject_runs(phrase: str, words: Words, seen: Sequence[int], target: int) -> list[tuple[int, int]]:
    """The stretches that may be pointed at for a subject: where it stands, else the largest piece that is like it."""
    found = runs_of(phrase, words, seen)
    if found or not phrase:
        return found
    pieces, score = pieces_of(phrase, words, seen, target)
    if score < ENOUGH:
        return []
    runs = connected(sorted(pieces), seen)
    best = max(runs, key=lambda run: sum(len(words.items[seen[p]].text) for p in range(run[0], run[1] + 1)))
    return [best] if alike(words.text([seen[p] for p in range(best[0], best[1] + 1)]), phrase) else []


def connected(places: list[int], seen: Sequence[int]) -> list[tuple[int, int]]:
    """Runs of places whose words follow each other."""
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and place == runs[-1][1] + 1 and seen[place] == seen[place - 1] + 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return runs
