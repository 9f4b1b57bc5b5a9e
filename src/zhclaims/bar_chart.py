"""A comparison of cities as bars: one SVG file that needs nothing beside it, light and dark."""

from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from zhclaims.comparison import ComparedMetric, Comparison
from zhclaims.comparison_display import metric_label, value_label
from zhclaims.errors import ZhclaimsError
from zhclaims.workbook import display_width
from zhclaims.writers import put_in_place

WIDTH, MARGIN, LABELS, BAR, GAP = 880, 24, 150, 18, 6
"""Pixels: the whole, its edge, the column of cities, a bar, and between bars."""
ROW_GAP, HEAD = 26, 26
MOST = 40
"""Metrics in one chart: more do not fit a page."""
COLOURS = ("#2f6fde", "#e0782f", "#2a9d72", "#a858c8", "#c9a227", "#d1495b")
FONT = "system-ui,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif"
STYLE = f"""text{{font-family:{FONT};font-size:13px;fill:#1d2733}}.t{{font-size:14px;font-weight:600}}\
.n{{font-size:12px;fill:#6b7785}}.b{{fill:#fff}}.l{{stroke:#d5dce4}}\
@media(prefers-color-scheme:dark){{text{{fill:#e6ebf1}}.n{{fill:#98a4b1}}.b{{fill:#14191f}}.l{{stroke:#37414c}}}}"""


def save_chart(comparison: Comparison, target: Path) -> None:
    """Write the chart to an .svg file; raises ZhclaimsError for another suffix and for nothing to draw."""
    if target.suffix.lower() != ".svg":
        raise ZhclaimsError(f"{target}: the chart is an SVG file; name it with the suffix .svg")
    if not comparison.metrics:
        raise ZhclaimsError(f"{'、'.join(comparison.cities)}: no metric in common; there is nothing to draw")
    with put_in_place(target) as temporary:
        temporary.write_text(chart(comparison), "utf-8")


def chart(comparison: Comparison) -> str:
    """The chart as SVG: a block a metric, in it a bar a city, each metric on its own scale."""
    blocks: list[str] = []
    y = MARGIN
    for metric in comparison.metrics[:MOST]:
        blocks += _block(metric, comparison.cities, y)
        y += HEAD + len(metric.cells) * (BAR + GAP) + ROW_GAP
    height = y - ROW_GAP + MARGIN
    title = escape(" · ".join(comparison.cities))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'role="img"><title>{title}</title><style>{STYLE}</style><rect class="b" width="100%" height="100%"/>'
        f"{''.join(blocks)}</svg>\n"
    )


def _block(metric: ComparedMetric, cities: tuple[str, ...], y: int) -> Iterator[str]:
    values = [cell.value for cell in metric.cells]
    labels = [value_label(metric, cell) for cell in metric.cells]
    room = WIDTH - 2 * MARGIN - LABELS - 8 * max(map(display_width, labels)) - 110
    low, high = min(0.0, *values), max(0.0, *values)
    scale = room / ((high - low) or 1.0)
    zero = MARGIN + LABELS - low * scale
    label = metric_label(metric)
    yield f'<text class="t" x="{MARGIN}" y="{y + 14}">{escape(label)}</text>'
    yield f'<text class="n" x="{MARGIN + 8 * display_width(label) + 10}" y="{y + 14}">{escape(metric.time)}</text>'
    for at, (city, value) in enumerate(zip(cities, values, strict=True)):
        top = y + HEAD + at * (BAR + GAP)
        left, width = zero + min(value, 0.0) * scale, max(abs(value) * scale, 1.0)
        right = zero + max(value, 0.0) * scale + 8
        when = "" if metric.time else f" {metric.cells[at].claim.time}"
        yield f'<text x="{MARGIN + LABELS - 10}" y="{top + 14}" text-anchor="end">{escape(city)}</text>'
        yield f'<rect x="{left:.1f}" y="{top}" width="{width:.1f}" height="{BAR}" rx="2" fill="{COLOURS[at % 6]}"/>'
        yield f'<text x="{right:.1f}" y="{top + 14}">{escape(labels[at] + when)}</text>'
    line = y + HEAD - 3
    yield f'<path class="l" d="M{zero:.1f} {line}V{line + len(values) * (BAR + GAP)}" fill="none"/>'
