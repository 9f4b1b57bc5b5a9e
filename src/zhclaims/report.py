"""One page with all claims, which needs nothing beside it: no server, no network, no other file."""

import html
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import zhclaims
from zhclaims.errors import ZhclaimsError
from zhclaims.filters import EVERYTHING, Filters
from zhclaims.interface import Language
from zhclaims.page_data import page_data, to_json
from zhclaims.store import Store
from zhclaims.writers import put_in_place

ASSETS = Path(__file__).with_name("page")
SCRIPTS = ("data", "dom", "state", "facets", "table", "article", "charts", "groups", "print", "main")
"""In the order in which they build on each other."""
MANY = 50_000
"""Claims above which a page becomes slow to open; a message advises filters."""


def save_report(
    store: Store,
    target: Path | str,
    filters: Filters = EVERYTHING,
    *,
    language: Language | None = None,
    title: str = "zhclaims",
) -> int:
    """Write the page of the claims that the filters let through; gives their number.

    `language` is that of the interface at first; without it the reader's browser decides. The page runs no script but
    its own, loads nothing, and shows text as text, whatever stands in the articles.
    Raises ZhclaimsError for a target that is no .html file or cannot be written.
    """
    target = Path(target)
    if target.suffix.lower() not in (".html", ".htm"):
        raise ZhclaimsError(f"{target}: the page is an HTML file; name it with the suffix .html")
    data = page_data(store, filters, language=language)
    with put_in_place(target) as temporary:
        temporary.write_text(page(to_json(data), title), "utf-8", newline="\n")
    return len(data["claims"]["id"])


def page(data: str, title: str) -> str:
    """The page with its data, style and scripts, and a policy that allows these and nothing else."""
    style = page_style()
    script = '"use strict";\n' + "\n".join((ASSETS / f"{name}.js").read_text("utf-8") for name in SCRIPTS)
    parts = {
        "policy": policy(style, script),
        "version": html.escape(zhclaims.__version__),
        "title": html.escape(title),
        "style": style,
        "script": script,
        "data": data,
    }
    template = (ASSETS / "page.html").read_text("utf-8")
    pieces = template.split("{{")
    return pieces[0] + "".join(parts[name] + rest for name, _, rest in (piece.partition("}}") for piece in pieces[1:]))


def page_style() -> str:
    """The style, with the dark colours where the reader or the system asks for them, on a screen."""
    style, dark = ((ASSETS / name).read_text("utf-8") for name in ("page.css", "dark.css"))
    asked = f':root[data-theme="dark"] {{\n{dark}}}'
    system = f'@media (prefers-color-scheme: dark) {{\n:root[data-theme="auto"] {{\n{dark}}}\n}}'
    return f"{style}@media screen {{\n{asked}\n{system}\n}}\n"


def policy(style: str, script: str) -> str:
    """The Content-Security-Policy: this style, these scripts, and no request to anywhere.

    >>> policy("", "").count("sha256-")
    2
    """
    hashes = [f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in (style, script)]
    return (
        f"default-src 'none'; style-src {hashes[0]}; script-src {hashes[1]}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
