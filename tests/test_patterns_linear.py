"""No regular expression takes longer than in proportion to the text, and neither does the whole way through an article."""

import json
import random
import re
import re._constants as sre
import re._parser as parser
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from test_finders_linear import NEWS, seconds
from zhclaims import extract

PACKAGE = Path(__file__).parent.parent / "src" / "zhclaims"
# Imports everything, extracts from a text, and prints each expression that the package has compiled, with its place.
COLLECT = """
import json, pkgutil, re, sys, warnings
from importlib import import_module
warnings.simplefilter("ignore")
found, compile_ = {}, re._compile
def note(pattern, flags):
    caller = sys._getframe(2)
    if "/zhclaims/" in caller.f_code.co_filename and isinstance(pattern, str):
        found[pattern, int(flags)] = f"{caller.f_code.co_filename.rpartition('/')[2]}:{caller.f_lineno}"
    return compile_(pattern, flags)
re._compile = note
import zhclaims
for module in pkgutil.walk_packages(zhclaims.__path__, "zhclaims."):
    if module.name != "zhclaims.spark":
        import_module(module.name)
zhclaims.extract(sys.argv[1], published="2025-10-20")
print(json.dumps([[*key, place] for key, place in found.items()]))
"""
OFTEN = 100
"""A repeat of at most so often is as good as none."""
SMALL, BIG = 750, 6000
STEEPEST = 24
"""How many times as long eight times the text may take: 8 is in proportion, 64 the square."""
NOTICED = 0.01
"""Seconds below which a text is not looked at twice."""
TRIES = 8


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """The expressions of the package, by their places."""
    command = [sys.executable, "-c", COLLECT, NEWS]
    found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return {f"{place} {pattern[:50]!r}": re.compile(pattern, flags) for pattern, flags, place in found}


def inner(operator: Any, argument: Any) -> list[Any]:
    """The parts of one piece of an expression."""
    if operator is sre.BRANCH:
        return list(argument[1])
    if operator in (sre.ASSERT, sre.ASSERT_NOT):
        return [argument[1]]
    if operator in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        return [argument[2]]
    return [argument[3]] if operator is sre.SUBPATTERN else [argument] if operator is sre.ATOMIC_GROUP else []


def repeated(tree: Any) -> Iterator[Any]:
    """What an expression repeats without an end, or with one far away."""
    for operator, argument in tree:
        for part in inner(operator, argument):
            if "REPEAT" in str(operator) and argument[1] > OFTEN:
                yield part
            yield from repeated(part)


def made(tree: Any, chance: random.Random) -> str:
    """A text such as an expression, or a part of it, is for."""
    text = ""
    for operator, argument in tree:
        if operator is sre.LITERAL:
            text += chr(argument)
        elif operator is sre.IN and argument[0][0] is not sre.NEGATE:
            kind, value = chance.choice(argument)
            text += (
                chr(value if kind is sre.LITERAL else value[0]) if kind is not sre.CATEGORY else chance.choice("7 a")
            )
        elif operator in (sre.IN, sre.ANY, sre.NOT_LITERAL):
            text += chance.choice("鑫a7 (")
        elif operator not in (sre.ASSERT, sre.ASSERT_NOT) and (parts := inner(operator, argument)):
            text += made(chance.choice(parts), chance)
    return text


def hostile(pattern: re.Pattern[str]) -> Iterator[Callable[[int], str]]:
    """Makers of texts of a length that repeat what the expression repeats and end in what it does not expect."""
    chance, tree = random.Random(len(pattern.pattern)), parser.parse(pattern.pattern, pattern.flags)
    for body in repeated(tree):
        for _ in range(TRIES):
            unit = "".join(made(body, chance) for _ in range(chance.randint(1, 3))) or "a"
            head = made(tree, chance)[: chance.randrange(3)]
            yield lambda size, head=head, unit=unit: f"{head}{unit * (size // len(unit))}\0"


def ways(pattern: re.Pattern[str]) -> Iterator[Callable[[str], object]]:
    """How the package uses an expression: all the ways that it is not known not to use it."""
    used = uses().get(pattern.pattern, {"search"})
    if used & {"search", "finditer", "findall", "sub", "split"}:
        yield lambda text: sum(1 for _ in pattern.finditer(text))
    if "match" in used:
        yield pattern.match
    if "fullmatch" in used:
        yield pattern.fullmatch


@cache
def uses() -> dict[str, set[str]]:
    """The methods that are called on the expressions that have a name."""
    calls_of = re.compile(r"\b([A-Z][A-Z_]+|_[A-Z_]+)\.(search|finditer|findall|sub|split|match|fullmatch)\b")
    called: dict[str, set[str]] = defaultdict(set)
    for path in PACKAGE.rglob("*.py"):
        for name, method in calls_of.findall(path.read_text("utf-8")):
            called[name].add(method)
    found: dict[str, set[str]] = defaultdict(set)
    for module in [module for name, module in sys.modules.items() if name.startswith("zhclaims.")]:
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern):
                found[value.pattern] |= called[name]
    return {pattern: methods for pattern, methods in found.items() if methods}


def steep(pattern: re.Pattern[str]) -> str:
    """A text on which an expression takes longer than in proportion, empty where there is none."""
    for make in hostile(pattern):
        for way in ways(pattern):
            if (ratio := growth(way, make)) > STEEPEST:
                return f"{make(12)!r}… takes {ratio:.0f} times as long when it is 8 times as long"
    return ""


def growth(way: Callable[[str], object], make: Callable[[int], str]) -> float:
    """How many times as long the big text takes, 0 where that is no time; the least of some runs, as others use the machine."""
    if seconds(way, make(BIG), 1) < NOTICED:
        return 0.0
    return min(seconds(way, make(BIG), 1) / max(seconds(way, make(SMALL)), 1e-5) for _ in range(3))


def test_no_expression_grows_faster_than_its_text() -> None:
    assert len(patterns()) > 250
    found = {place: text for place, pattern in patterns().items() if (text := steep(pattern))}
    assert found == {}


@pytest.mark.parametrize("pattern", [r"(?:ab)+$", r"a+b", r"(?:a|b)*c\Z", r"x\s*y?\s*z"])
def test_an_expression_that_grows_faster_is_told(pattern: str) -> None:
    assert steep(re.compile(pattern))


def whole(text: str) -> object:
    return extract(text, published="2025-10-20", title="")


UNITS = "鑫|1|1,|一二三|2024年|去年3月5日|杭州|深圳市南山区|（|“|”）|、与|\n|\t| a|A1 |“张三表示：|同比增长|达到|5万元，|近日|（以下简称“蓝鲸”）|A、B和"


@pytest.mark.parametrize("unit", UNITS.split("|"))
def test_an_article_takes_time_in_proportion_to_its_length(unit: str) -> None:
    short, long = (f"{unit * (size // len(unit))}。" for size in (2000, 16_000))
    whole(short)
    assert min(seconds(whole, long, 1) / seconds(whole, short) for _ in range(2)) < STEEPEST


GROUP_HELD = re.compile(r"\)(?:[+*?]|\{\d*,?\d*\})\+")


def test_no_group_is_repeated_possessively() -> None:
    """Python before 3.11.5 matches such groups wrongly; an atomic group around the repeat says the same."""
    assert GROUP_HELD.search("(?:ab?){2,}+")
    assert [name for name, pattern in patterns().items() if GROUP_HELD.search(pattern.pattern)] == []
