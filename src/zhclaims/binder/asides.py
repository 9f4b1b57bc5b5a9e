"""Leaves out what is told beside a subject or metric: another name of it in brackets, and what a figure comes of."""

from zhclaims.binder.words import Words

BRACKETS, ENDS = frozenset("（("), frozenset("）)")
EFFECTS = frozenset("影响 拖累 带动 推动 提振 拉动 驱动 冲击".split())
LONGEST_CAUSE = 9
"""Words from 受 to what it did."""


def less_aside(words: Words, target: int, numbers: list[int]) -> list[int]:
    """The words before a bracket that is open when they end: 江州开发区 of 江州开发区（东港."""
    if words.bracketed[target]:  # 渔民（船东|4人）
        return numbers
    for place in range(1, len(numbers)):
        if not words.bracketed[numbers[place]] or words.bracketed[numbers[place - 1]]:
            continue
        inner = [words.items[number] for number in numbers[place:] if words.items[number].text not in BRACKETS]
        is_open = all(words.bracketed[number] for number in numbers[place:]) and ENDS.isdisjoint(w.text for w in inner)
        return numbers[:place] if is_open and inner and not inner[0].name.startswith("I-") else numbers
    return numbers


def less_cause(words: Words, numbers: list[int]) -> list[int]:
    """The words behind what something comes of: 亏损 of 受江州油价拖累亏损."""
    if not numbers or words.items[numbers[0]].text != "受":
        return numbers
    for place in range(2, min(len(numbers) - 1, LONGEST_CAUSE)):
        if words.items[numbers[place]].text in EFFECTS:
            rest = [number for number in numbers[place + 1 :] if words.items[number].text not in ("等", "，", "因素")]
            acts = bool(rest) and words.items[rest[0]].tag.startswith("v")  # not 受大风影响最大的船厂
            return rest if acts else numbers
    return numbers
