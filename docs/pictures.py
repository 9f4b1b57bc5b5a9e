"""Makes the pictures of the README from the articles of the corpus: `python docs/pictures.py`.

It needs Chromium, Playwright and Pillow.
"""

import shutil
import tempfile
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

from PIL import Image
from playwright.sync_api import sync_playwright
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.segment import Segment
from rich.style import Style
from rich.terminal_theme import MONOKAI
from rich.text import Text

from zhclaims import batch
from zhclaims.display import claims_table, field_lines, marked_sentence
from zhclaims.filters import Filters
from zhclaims.report import save_report
from zhclaims.store import Store, open_store
from zhclaims.types import Options

HERE = Path(__file__).parent
CORPUS = HERE.parent / "corpus"
COLUMNS = 100
CELL, LINE, SIZE, WIDE, EDGE = 8.4, 21, 14, 15.5, 16
"""Pixels: the width of a half-width character, the height of a line, the type, that of ideographs, and the margin."""
FONT = (
    "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', monospace"
)
COLOURS = 200
"""Of the PNG, which is a palette to keep it small."""


def main() -> None:
    """Run over the corpus and draw."""
    with tempfile.TemporaryDirectory() as folder:
        db = Path(folder) / "claims.db"
        batch.run([CORPUS / "articles", CORPUS / "conflicts" / "articles"], db, Options(), batch.Settings(jobs=1))
        with open_store(db) as store:
            (HERE / "terminal.svg").write_text(terminal(list(session(store))), "utf-8")
            save_report(store, Path(folder) / "page.html", language="zh")
            claim = next(store.claims(Filters(text=("西安航天产业规模超2000亿元",))))
        screenshot(Path(folder) / "page.html", claim.claim_id)


def session(store: Store) -> Iterator[RenderableType]:
    """Two commands and what they print."""
    claims = list(store.claims(Filters(city=("合肥",), kind=("money", "count")), order="f.score DESC", limit=9))
    yield Text("$ zhclaims inspect --city 合肥 --kind money --kind count --sort -score --limit 9", "bold green")
    yield claims_table(claims, COLUMNS)
    shown = next(store.claims(Filters(text=("力争到2027年，合肥人工智能",))))
    yield Text(f"\n$ zhclaims show {shown.claim_id[:6]}", "bold green")
    yield marked_sentence(shown)
    yield Text()
    yield from field_lines(shown)


# ------------------------------------------------------------------ the terminal as SVG


def terminal(parts: list[RenderableType]) -> str:
    """What a terminal shows of the parts, each run of characters at its cell: rich's own SVG squeezes Chinese."""
    console = Console(width=COLUMNS, force_terminal=True, color_system="truecolor", highlight=False)
    lines = [line for part in parts for line in console.render_lines(part, pad=False)]
    width, height = COLUMNS * CELL + 2 * EDGE, len(lines) * LINE + 2 * EDGE
    drawn = (text for number, line in enumerate(lines) for text in _line(line, EDGE + number * LINE))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" font-size="{SIZE}" '
        f'font-family="{FONT}"><rect width="100%" height="100%" rx="8" fill="#22272e"/>{"".join(drawn)}</svg>\n'
    )


def _line(line: list[Segment], top: int) -> Iterator[str]:
    cell = 0
    for text, style, _ in line:
        for wide, run in groupby(text, lambda character: cell_len(character) == 2):
            written = "".join(run)
            yield from _run(written, style or Style(), EDGE + cell * CELL, top, cell_len(written) * CELL, wide=wide)
            cell += cell_len(written)


def _run(text: str, style: Style, left: float, top: int, width: float, *, wide: bool) -> Iterator[str]:
    if style.bgcolor:
        yield f'<rect x="{left:.1f}" y="{top}" width="{width:.1f}" height="{LINE}" fill="{_colour(style.bgcolor)}"/>'
    if text.strip():
        colour = _colour(style.color) if style.color else "#8b949e" if style.dim else "#d6dde5"
        weight = ' font-weight="bold"' if style.bold else ""
        size = f' font-size="{WIDE}"' if wide else ""
        told = f'x="{left:.1f}" y="{top + 15}" fill="{colour}"{weight}{size} textLength="{width:.1f}"'
        yield f'<text {told} xml:space="preserve">{escape(text)}</text>'


def _colour(colour: object) -> str:
    return str(colour.get_truecolor(MONOKAI).hex)  # type: ignore[attr-defined]


# ------------------------------------------------------------------ the page as PNG


def screenshot(page: Path, claim_id: str) -> None:
    """The page with a claim open in its article."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        tab = browser.new_page(viewport={"width": 1400, "height": 760})
        tab.goto(f"{page.as_uri()}#tab=claims&q=2024&claim={claim_id}")
        tab.wait_for_selector("html[data-ready=yes]")
        tab.screenshot(path=HERE / "page.png")
        browser.close()
    Image.open(HERE / "page.png").convert("RGB").quantize(COLOURS).save(HERE / "page.png", optimize=True)


if __name__ == "__main__":
    main()
