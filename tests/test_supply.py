"""What the project is built on: every package pinned with its hash and under a licence that lets one use it."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
LOCK = (ROOT / "supply" / "requirements-dev.txt").read_text("utf-8")
LICENCES = dict(
    line.split("\t") for line in (ROOT / "supply" / "licences.tsv").read_text("utf-8").splitlines()[1:]
)  # fmt: skip
PACKAGE = re.compile(r"^([\w.-]+)==\S+.*?\n((?:    --hash=sha256:[0-9a-f]{64}.*\n)*)", re.MULTILINE)
PERMISSIVE = re.compile(
    r"MIT|BSD|Apache|ISC|PSF|Mozilla Public License 2\.0|MPL|Public Domain|Zlib|CC0|0BSD", re.IGNORECASE
)
# Tools and services that only the development set-up has may be under weak copyleft; the program is not.
NOT_PERMISSIVE = re.compile(r"\bA?GPL", re.IGNORECASE)


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=; ]", name)[0]).lower()


def test_every_package_is_pinned_with_hashes() -> None:
    packages = PACKAGE.findall(LOCK)
    assert len(packages) > 50
    assert [name for name, hashes in packages if not hashes] == []
    assert len(packages) == len(re.findall(r"^[\w.-]+==", LOCK, re.MULTILINE))


def test_the_lock_file_names_no_place_to_fetch_from() -> None:
    assert not re.search(r"://|--index|--find-links|@ file", LOCK)


def test_every_dependency_is_in_the_lock_file() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {normal(name) for name in (*project["dependencies"], *project["optional-dependencies"]["dev"])}
    assert wanted - {normal(name) for name, _ in PACKAGE.findall(LOCK)} == set()


def test_the_licence_of_every_package_is_known_and_permissive() -> None:
    assert {normal(name) for name, _ in PACKAGE.findall(LOCK)} == set(LICENCES)
    assert {name: licence for name, licence in LICENCES.items() if not PERMISSIVE.search(licence)} == {}
    chosen = {name for name, licence in LICENCES.items() if NOT_PERMISSIVE.search(licence)}
    assert chosen == {"tld"}  # of MPL-1.1, GPL-2.0 and LGPL-2.1 one may take the first
