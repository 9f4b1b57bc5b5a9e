"""A comparison of cities on the terminal: a row a metric, under each value who says it."""

from typing import TYPE_CHECKING

from zhclaims.amounts import written
from zhclaims.comparison import Cell, ComparedMetric, Comparison
from zhclaims.display import ID_CHARACTERS, printable
from zhclaims.group_display import described
from zhclaims.interface import Language, words

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

ABOUT = {">": ">", ">=": "≥", "<": "<", "<=": "≤", "~": "≈"}


def comparison_display(comparison: Comparison, language: Language | None = None) -> "Table":
    """A table that fits the terminal: the metric with its time, each city's value, and the difference to the first."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    heads = words("zh" if language == "zh" else "en")
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False, expand=True)
    table.add_column(heads["column.what"], ratio=3)
    for city in comparison.cities:
        table.add_column(city, ratio=2, justify="right")
    table.add_column(heads["column.difference"], ratio=2, justify="right")
    for metric in comparison.metrics:
        name = Text(printable(metric_label(metric)))
        name.append(f"\n{metric.time or '–'}", "dim")
        table.add_row(name, *(_cell(metric, at) for at in range(len(metric.cells))), _differences(metric))
    return table


def metric_label(metric: ComparedMetric) -> str:
    """What is compared, with what narrows it down, and the modality where it is no fact."""
    label = described(metric.what, metric.scope, change=metric.change, share=metric.unit == "%")
    return label if metric.modality == "fact" else f"{label} · {metric.modality}"


def value_label(metric: ComparedMetric, cell: Cell) -> str:
    """A value in the metric's unit, with its sign for a change and what it leaves open: ≈480亿元, +6.7%."""
    return f"{ABOUT.get(cell.claim.comparator, '')}{written(cell.value, metric.unit, sign=metric.change)}"


def _cell(metric: ComparedMetric, at: int) -> "Text":
    from rich.text import Text

    cell = metric.cells[at]
    text = Text(printable(value_label(metric, cell)), "bold")
    if cell.disputed:
        text.append(f" ⚠{cell.disputed}", "yellow")
    when = "" if metric.time else cell.claim.time
    under = " ".join(filter(None, (when, cell.claim.source or cell.claim.path, cell.claim.claim_id[:ID_CHARACTERS])))
    return text.append(f"\n{printable(under)}", "not bold dim")


def _differences(metric: ComparedMetric) -> "Text":
    """For each city after the first: how much more, and how many times as much."""
    from rich.text import Text

    lines = [difference_label(metric, at) for at in range(1, len(metric.cells))]
    return Text("\n".join(lines))


def difference_label(metric: ComparedMetric, at: int) -> str:
    """How a city differs from the first: +67亿元 ×1.41; "" where their times differ."""
    difference, ratio = metric.difference(at), metric.ratio(at)
    if difference is None:
        return ""
    unit = "pp" if metric.unit == "%" else metric.unit
    times = f" ×{ratio:.2f}" if ratio is not None and metric.unit != "%" else ""
    return f"{written(difference, unit, sign=True)}{times}"
