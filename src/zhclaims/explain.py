"""Puts the rules of the column `reasons` in words."""

from zhclaims.interface import Language, words


def explain(field: str, rule: str, language: Language = "en") -> str:
    """A rule in words; a rule that is a cue of the text is quoted.

    >>> explain("city", "seat_of:华为")
    'where 华为 has its seat'
    >>> explain("modality", "预计", "zh")
    '因“预计”一词'
    """
    name, _, detail = rule.partition(":")
    known = words(language)
    form = known.get(f"reason.{field}.{name}") or known.get(f"reason.any.{name}")
    if form is None:
        return known["reason.any.cue"].replace("{}", detail or name)
    return form.replace("{}", detail)


def explanations(reasons: str, language: Language = "en") -> dict[str, list[str]]:
    """The column `reasons` of a claim in words, by field.

    >>> explanations("subject:clause; time:none")
    {'subject': ['in the same clause'], 'time': ['the text tells none']}
    """
    found: dict[str, list[str]] = {}
    for entry in filter(None, reasons.split("; ")):
        field, _, rule = entry.partition(":")
        found.setdefault(field, []).append(explain(field, rule, language))
    return found
