"""No regular expression of the package takes more than linear time on repeated stretches, whichever they are."""

import gc
import pkgutil
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from time import process_time

import pytest

import zhclaims

NOT_IMPORTED = {"cli", "spark", "spacy_components", "entity_component", "browse_plugin"}
STRETCHES = (
    "1", "9,", "1,234,", "1.", "１，", "一", "十百千万亿", "年", "2024年", "月日", "3月5日", "亿元", "%", "a", "A1", "-", "--", "—", " ", "\t",
    "\n", "\r\n", "\u3000", " \n", "（", "(", "《", "“", "「", "）", "》”", "“a”", "，", "。", "、", ":", "：", "/", "\\", "\\n", '"', "'",
    "<p>", "<", "&", "=", "charset=", "---\n", "a:\n", "#", "# a\n", "|", "a|b", "市", "杭州市", "省市区县", "公司", "的", "来源：", "新华社",
    "同比", "以上", "约", "超过", "不", "据", "表示", "“十四五”", "第", "(a)", "1:1", "1/2", "@", "http://a.b/", "责任编辑", "，，，，，，，，",
)  # fmt: skip
SHORT, LONG = 2_000, 16_000
"""Characters: eight times the text may take about eight times as long."""


def patterns() -> Iterator[tuple[str, "re.Pattern[str]"]]:
    """Every compiled pattern that stands at the top of a module, with its name."""
    for module in pkgutil.iter_modules(zhclaims.__path__):
        if module.name in NOT_IMPORTED or module.ispkg:
            continue
        for name, value in vars(import_module(f"zhclaims.{module.name}")).items():
            if isinstance(value, re.Pattern):
                yield f"{module.name}.{name}", value


def unique() -> dict[str, "re.Pattern[str]"]:
    found: dict[re.Pattern[str], str] = {}
    for name, pattern in patterns():
        found.setdefault(pattern, name)
    return {name: pattern for pattern, name in found.items()}


def seconds(work: Callable[[], object], times: int) -> float:
    runs = []
    gc.disable()
    try:
        for _ in range(times):
            start = process_time()
            work()
            runs.append(process_time() - start)
    finally:
        gc.enable()
    return min(runs)


def search_all(pattern: "re.Pattern[str]", text: str) -> Callable[[], object]:
    given = text.encode() if isinstance(pattern.pattern, bytes) else text
    return lambda: sum(1 for _ in pattern.finditer(given))


def growth(pattern: "re.Pattern[str]", stretch: str, end: str) -> float:
    """How much longer eight times the text takes, beyond what no clock can tell."""
    long = seconds(search_all(pattern, stretch * (LONG // len(stretch)) + end), 1)
    if long < 0.02:
        return 8.0
    short = seconds(search_all(pattern, stretch * (SHORT // len(stretch)) + end), 3)
    return seconds(search_all(pattern, stretch * (LONG // len(stretch)) + end), 3) / short


def test_all_patterns_are_looked_at() -> None:
    assert len(unique()) > 60


@pytest.mark.parametrize("name", unique())
def test_a_pattern_takes_linear_time(name: str) -> None:
    pattern = unique()[name]
    slow = {stretch: g for stretch in STRETCHES for end in ("", "\0") if (g := growth(pattern, stretch, end)) > 24}
    assert slow == {}
