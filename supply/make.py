"""Writes the lock file of the development set-up and the licences of what stands in it: `python supply/make.py`.

Needs uv, and the packages of the lock file installed.
"""

import re
import subprocess
from importlib.metadata import Distribution, distributions
from pathlib import Path

HERE = Path(__file__).parent
LOCK, LICENCES = HERE / "requirements-dev.txt", HERE / "licences.tsv"
HEAD = "# The development set-up, with hashes: pip install --require-hashes -r supply/requirements-dev.txt\n"
PINNED = re.compile(r"^([\w.-]+)==(\S+)", re.MULTILINE)
ELSEWHERE = {"colorama": "BSD-3-Clause"}
"""Packages that are installed on other systems only."""
LONGEST = 60
"""Characters of a licence's name; what is longer is a text."""


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def licence_of(found: Distribution) -> str:
    """What a package says of its licence: the SPDX expression, else its classifiers, else the old field."""
    about = found.metadata
    classifiers = [line.split(" :: ") for line in about.get_all("Classifier") or []]
    named = [parts[-1] for parts in classifiers if parts[0] == "License" and parts[-1] != "OSI Approved"]
    old = (about.get("License") or "").strip()
    return about.get("License-Expression") or ", ".join(named) or (old if len(old) <= LONGEST else "")


def save_lock() -> None:
    words = "uv pip compile -q --extra dev --generate-hashes --universal --no-header --python-version 3.11".split()
    done = subprocess.run([*words, "pyproject.toml"], cwd=HERE.parent, check=True, capture_output=True, text=True)
    LOCK.write_text(HEAD + done.stdout, "utf-8")


def save_licences() -> None:
    known = {normal(found.metadata["Name"]): licence_of(found) for found in distributions()} | ELSEWHERE
    names = sorted({normal(name) for name, _ in PINNED.findall(LOCK.read_text("utf-8"))})
    rows = [f"{name}\t{known[name]}" for name in names]
    LICENCES.write_text("package\tlicence\n" + "\n".join(rows) + "\n", "utf-8")


if __name__ == "__main__":
    save_lock()
    save_licences()
