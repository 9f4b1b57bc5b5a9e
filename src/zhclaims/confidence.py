"""How likely a claim is right, and the flags that tell a person what to look at."""

import math
from collections.abc import Iterable, Mapping

from zhclaims.binder.bind import Reading
from zhclaims.binder.choose import Choice
from zhclaims.types import Quantity, Time

UNSURE = {"unsure_claim": 0.6, "unsure_subject": 0.65, "unsure_metric": 0.6, "unsure_time": 0.5, "unsure_city": 0.5}
"""A choice less likely than this is flagged."""
TIME_DOUBTS = frozenset(("no_anchor", "year_inferred", "fiscal_year", "holiday_span"))
LONG_SENTENCE = 160
"""Characters; what is bound over so many is bound less well."""
LEAST_SHARE = 1e-3

# The score is the logistic function of the sum of these: the logarithm of each choice's likelihood times its weight,
# and the weight of each flag and each ground (grounds.py). models/binder/calibrate.py fits them on articles that the
# binder did not learn from.
BIAS = {"numeric": 0.68, "event": 1.53}
WEIGHTS = {
    "said": 2.44,
    "subject": 2.32,
    "metric": 1.75,
    "time": 0.71,
    "city": 0.96,
    "city:carried_sentence": 0.48,
    "city:clause": 0.07,
    "city:heading": 0.96,
    "city:none": -0.15,
    "city:seat_of": 0.22,
    "city:sentence": 0.18,
    "city:title": 0.46,
    "context_city": -0.46,
    "no_subject": -1.41,
    "reading_chosen": -0.67,
    "subject:carried_sentence": 0.66,
    "subject:clause": 0.52,
    "subject:none": -1.41,
    "subject:paired": 0.25,
    "subject:party": -0.82,
    "subject:sentence": 0.56,
    "subject:stand_in": 0.83,
    "subject:title": 0.66,
    "time:carried_from_paragraph": -0.05,
    "time:carried_sentence": 0.18,
    "time:clause": 0.05,
    "time:in_clause": 0.05,
    "time:none": -0.16,
    "time:paired": 1.3,
    "time:sentence_start": 0.09,
    "time:title": -0.18,
    "unit_inferred": -0.24,
    "unsure_currency": -0.1,
    "year_inferred": -0.09,
}


def flags_of(reading: Reading, quantity: Quantity | None, time: Time | None, others: Iterable[str] = ()) -> list[str]:
    """What a person should look at."""
    shares = shares_of(reading.choice)
    flags = [name for name, least in UNSURE.items() if shares[_field(name)] < least]
    flags += [flag for flag in time.flags if flag in TIME_DOUBTS] if time else []
    flags += quantity.flags if quantity else ()
    flags += reading.location.flags if reading.location else ()
    if reading.sentence.end - reading.sentence.start > LONG_SENTENCE:
        flags.append("long_sentence")
    return list(dict.fromkeys([*flags, *others]))


def _field(flag: str) -> str:
    name = flag.removeprefix("unsure_")
    return "said" if name == "claim" else name


def shares_of(choice: Choice) -> dict[str, float]:
    """How likely each choice is, 0 to 1, by field."""
    return {
        "said": choice.said,
        "subject": choice.subject_sure,
        "metric": choice.thing_sure,
        "time": choice.time_sure,
        "city": choice.place_sure,
    }


def signs_of(reading: Reading, flags: Iterable[str], reasons: Iterable[str]) -> dict[str, float]:
    """What a score is reckoned from: logarithms of likelihoods and lengths, and 1 for each flag and each ground."""
    signs = {name: math.log(max(LEAST_SHARE, share)) for name, share in shares_of(reading.choice).items()}
    signs["length"] = math.log(max(1, reading.sentence.end - reading.sentence.start))
    signs |= dict.fromkeys(flags, 1.0)
    return signs | {":".join(reason.split(":")[:2]): 1.0 for reason in reasons}


def score_of(reading: Reading, flags: Iterable[str], reasons: Iterable[str]) -> float:
    """How likely value, unit, comparator, subject, metric, city and year are all right, 0 to 1."""
    bias = BIAS["numeric" if reading.is_figure else "event"]
    return round(logistic(bias, signs_of(reading, flags, reasons)), 2)


def logistic(bias: float, signs: Mapping[str, float]) -> float:
    """The likelihood that the signs speak for; those without a weight say nothing."""
    return 1 / (1 + math.exp(-bias - sum(WEIGHTS.get(name, 0.0) * sign for name, sign in signs.items())))
