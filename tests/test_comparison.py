"""Cities side by side: the same metric of the same time in one unit, as table, rows and bars."""

import csv
import io
import json
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from zhclaims.bar_chart import chart, save_chart
from zhclaims.comparison import Comparison, compare_cities, comparison_table
from zhclaims.comparison_display import comparison_display, difference_label, value_label
from zhclaims.errors import ZhclaimsError
from zhclaims.filters import Filters
from zhclaims.store import Store, open_store
from zhclaims.types import Article, Claim, Extraction


def claim(place: str, metric: str, text: str, value: float, unit: str, **cells: object) -> Claim:
    kind = {"CNY": "money", "%": "percent", "家": "count"}.get(unit, "measure")
    known = {
        "subject": place,
        "time": "2024",
        "place": place,
        "city": place,
        "city_basis": "sentence",
        "comparator": "=",
        "score": 0.9,
        "change": "level",
    }
    number = {"value_text": text, "value_low": value, "value_high": value, "unit": unit, "kind": kind}
    return replace(Claim("", "a1", "1.txt", "", "2025-01-01", "numeric", metric=metric), **(known | number | cells))


CLAIMS = [
    claim("浙江省绍兴市", "研发投入", "231亿元", 2.31e10, "CNY", city="绍兴市", source="市统计局"),
    claim("浙江省嘉兴市", "研发经费", "260亿元", 2.6e10, "CNY", city="嘉兴市", comparator="~"),
    claim("浙江省嘉兴市", "研发投入", "199亿元", 1.99e10, "CNY", city="嘉兴市", score=0.8, sentence_start=100),
    claim("浙江省绍兴市", "出口增速", "6.5%", 6.5, "%", city="绍兴市"),
    claim("浙江省嘉兴市", "出口同比下降", "1.5%", 1.5, "%", city="嘉兴市", change="decrease"),
    claim("浙江省绍兴市", "高企", "3100家", 3100, "家", city="绍兴市", time="2023"),
    claim("浙江省嘉兴市", "高新技术企业数量", "4200家", 4200, "家", city="嘉兴市"),
    claim("浙江省绍兴市", "占地面积", "3平方公里", 3, "平方公里", city="绍兴市"),
    claim("浙江省嘉兴市", "占地面积", "500万平方米", 5e6, "平方米", city="嘉兴市"),
    claim("浙江省绍兴市", "常住人口", "530万人", 5.3e6, "人", city="绍兴市", kind="count"),
    claim("浙江省绍兴市柯桥区", "轻纺城成交额", "900亿元", 9e10, "CNY", city="绍兴市"),
    claim("浙江省嘉兴市海宁市", "轻纺城成交额", "300亿元", 3e10, "CNY", city="嘉兴市"),
]  # fmt: skip


@pytest.fixture
def store(tmp_path: Path):
    with open_store(tmp_path / "claims.db", create=True) as store:
        numbered = [replace(one, claim_id=f"c{number}") for number, one in enumerate(CLAIMS)]
        store.save(Article("a1", "1.txt", "", "h"), Extraction(claims=numbered))
        yield store


@pytest.fixture
def comparison(store: Store) -> Comparison:
    return compare_cities(store, ["绍兴", "嘉兴"])


def metric(comparison: Comparison, what: str):
    (found,) = [one for one in comparison.metrics if one.what == what]
    return found


def test_only_metrics_of_both_cities_are_compared(comparison: Comparison) -> None:
    assert {one.what for one in comparison.metrics} == {"研发投入", "出口总额", "高新技术企业", "占地面积"}


def test_the_surest_claim_stands_for_a_city_and_others_are_counted(comparison: Comparison) -> None:
    cells = metric(comparison, "研发投入").cells
    assert [cell.claim.value_text for cell in cells] == ["231亿元", "260亿元"]
    assert [cell.disputed for cell in cells] == [0, 1]


def test_difference_and_ratio_are_to_the_first_city(comparison: Comparison) -> None:
    found = metric(comparison, "研发投入")
    assert (found.difference(1), found.ratio(1)) == (2.9e9, round(260 / 231, 9))
    assert difference_label(found, 1) == "+29亿元 ×1.13"


def test_changes_have_signs_and_percentage_points(comparison: Comparison) -> None:
    found = metric(comparison, "出口总额")
    assert [value_label(found, cell) for cell in found.cells] == ["+6.5%", "-1.5%"]
    assert (difference_label(found, 1), found.ratio(1)) == ("-8个百分点", None)


def test_other_units_are_brought_to_one(comparison: Comparison) -> None:
    found = metric(comparison, "占地面积")
    assert (found.unit, [cell.value for cell in found.cells]) == ("平方米", [3e6, 5e6])


def test_where_times_differ_there_is_no_difference(comparison: Comparison) -> None:
    found = metric(comparison, "高新技术企业")
    assert (found.time, found.difference(1), difference_label(found, 1)) == ("", None, "")
    assert comparison.metrics[-1] == found


def test_what_a_bar_leaves_open_is_shown(comparison: Comparison) -> None:
    found = metric(comparison, "研发投入")
    assert value_label(found, found.cells[1]) == "≈260亿元"


def test_filters_apply(store: Store) -> None:
    assert [m.what for m in compare_cities(store, ["绍兴", "嘉兴"], Filters(metric=("研发",))).metrics] == ["研发投入"]


def test_cities_may_be_named_in_traditional_and_with_their_suffix(store: Store) -> None:
    assert compare_cities(store, ["紹興市", "嘉興"]).cities == ("绍兴市", "嘉兴市")


@pytest.mark.parametrize(
    ("cities", "message"),
    [
        (["绍兴"], "at least two different cities are needed"),
        (["绍兴", "绍兴市"], "at least two different cities"),
        (["绍兴", "拉萨"], "no claim is about the city '拉萨'; most are about 嘉兴市、绍兴市"),
        (["绍兴", ""], "no claim is about the city ''"),
    ],
)
def test_cities_that_cannot_be_compared_are_named(store: Store, cities: list[str], message: str) -> None:
    with pytest.raises(ZhclaimsError, match=message):
        compare_cities(store, cities)


# ------------------------------------------------------------------ shown


@pytest.mark.parametrize("width", [60, 80, 140])
def test_the_table_fits_the_terminal_and_names_its_sources(comparison: Comparison, width: int) -> None:
    console = Console(width=width, file=io.StringIO())
    console.print(comparison_display(comparison))
    printed = console.file.getvalue()
    assert "231亿元" in printed
    assert "市统计局" in printed
    assert all(len(line) <= width for line in printed.splitlines())


def test_rows_have_value_text_source_and_difference(comparison: Comparison) -> None:
    columns, rows = comparison_table(comparison)
    cells = [dict(zip([column.name for column in columns], row, strict=True)) for row in rows]
    row = next(row for row in cells if row["what"] == "研发投入")
    assert (row["绍兴市"], row["绍兴市 value_text"], row["绍兴市 source"]) == (2.31e10, "231亿元", "市统计局")
    assert (row["嘉兴市 difference"], row["嘉兴市 disputed"], row["time"], row["unit"]) == (2.9e9, 1, "2024", "CNY")


def test_bars_are_drawn_to_scale(comparison: Comparison, tmp_path: Path) -> None:
    save_chart(comparison, tmp_path / "c.svg")
    root = ElementTree.parse(tmp_path / "c.svg").getroot()
    bars = [float(bar.get("width")) for bar in root.iter("{http://www.w3.org/2000/svg}rect") if bar.get("fill")]
    assert len(bars) == 8
    (first, second), cells = bars[:2], comparison.metrics[0].cells
    assert first / second == pytest.approx(abs(cells[0].value) / abs(cells[1].value), rel=0.01)
    texts = [text.text for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"绍兴市", "嘉兴市", "231亿元", "≈260亿元"} <= set(texts)


def test_a_hostile_metric_is_escaped_in_the_chart(comparison: Comparison) -> None:
    hostile = replace(comparison, metrics=(replace(comparison.metrics[0], what="<script>alert(1)</script>"),))
    assert "<script" not in chart(hostile)
    ElementTree.fromstring(chart(hostile))


def test_a_chart_needs_the_right_suffix_and_something_to_draw(comparison: Comparison, tmp_path: Path) -> None:
    with pytest.raises(ZhclaimsError, match="the chart is an SVG file"):
        save_chart(comparison, tmp_path / "c.png")
    with pytest.raises(ZhclaimsError, match="no metric in common"):
        save_chart(Comparison(("绍兴市", "嘉兴市"), ()), tmp_path / "c.svg")


# ------------------------------------------------------------------ as commands


@pytest.fixture
def zhclaims(monkeypatch, capsys, store: Store):
    from zhclaims import cli

    def call(*words: object) -> tuple[str, str]:
        monkeypatch.setattr("sys.argv", ["zhclaims", *map(str, words), "--db", str(store.path)])
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        assert not stopped.value.code
        return tuple(capsys.readouterr())

    return call


def test_compare_prints_a_table(zhclaims) -> None:
    out, err = zhclaims("compare", "绍兴", "嘉兴", "--lang", "zh")
    assert out.split()[:4] == ["指标", "绍兴市", "嘉兴市", "差额"]
    assert err == "4 metrics that 绍兴市、嘉兴市 have in common.\n"


def test_compare_gives_csv_and_jsonl(zhclaims) -> None:
    rows = list(csv.DictReader(io.StringIO(zhclaims("compare", "绍兴", "嘉兴", "--format", "csv")[0])))
    lines = zhclaims("compare", "绍兴", "嘉兴", "--format", "jsonl")[0].splitlines()
    assert [row["what"] for row in rows] == [json.loads(line)["what"] for line in lines]
    assert len(rows) == 4


def test_compare_writes_files(zhclaims, tmp_path: Path) -> None:
    out, _ = zhclaims("compare", "绍兴", "嘉兴", "--chart", tmp_path / "c.svg", "--out", tmp_path / "c.xlsx")
    assert out == f"4 metrics drawn in {tmp_path / 'c.svg'}\n4 metrics written to {tmp_path / 'c.xlsx'}\n"
    assert (tmp_path / "c.xlsx").stat().st_size


def test_conflicts_are_listed_and_written(zhclaims, tmp_path: Path) -> None:
    out, err = zhclaims("conflicts")
    assert "嘉兴市 · 研发投入 · 2024" in out
    assert err == "1 conflicts, 0 claims that several articles repeat.\n"
    rows = list(csv.DictReader(io.StringIO(zhclaims("conflicts", "--format", "csv")[0])))
    assert [(row["verdict"], row["variant"], row["first"], row["value_text"]) for row in rows] == [
        ("conflict", "1", "True", "260亿元"),
        ("conflict", "2", "True", "199亿元"),
    ]
    assert zhclaims("conflicts", "--out", tmp_path / "c.csv")[0] == f"2 claims written to {tmp_path / 'c.csv'}\n"
    assert zhclaims("conflicts", "--repeated")[0] == ""
