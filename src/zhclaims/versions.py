"""What a run's results depend on: versions, options and the contents of lexicons."""

import json
import platform
import sqlite3
from dataclasses import asdict
from hashlib import sha256
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from pathlib import Path

import zhclaims
from zhclaims.errors import ZhclaimsError
from zhclaims.types import Options

_ENGINES = ("jieba", "rjieba", "opencc-pyo3", "opencc-python-reimplemented", "onnxruntime", "trafilatura")
_PACKAGE = Path(__file__).parent


def engines() -> dict[str, str]:
    """Versions of Python, SQLite and the libraries that results depend on."""
    return {"python": platform.python_version(), "sqlite": sqlite3.sqlite_version, **_libraries()}


def fingerprint(options: Options) -> str:
    """A digest of all that results depend on beside the article: code, lexicons, libraries, options, the user's files.

    Raises ZhclaimsError when a file named in the options cannot be read.
    """
    parts = [zhclaims.__version__, json.dumps(asdict(options), sort_keys=True), json.dumps(_libraries())]
    parts += [_digest_of(path) for path in (options.lexicon, options.dictionary) if path]
    parts += [f"{path.relative_to(_PACKAGE)} {_content(path)}" for path in _files()]
    return sha256("\n".join(parts).encode()).hexdigest()[:16]


def _libraries() -> dict[str, str]:
    found = {}
    for name in _ENGINES:
        try:
            found[name] = installed(name)
        except PackageNotFoundError:
            continue
    return found


def _digest_of(path: str) -> str:
    try:
        return sha256(Path(path).read_bytes()).hexdigest()
    except OSError as error:
        raise ZhclaimsError(f"{path}: cannot be read: {error.strerror}; check the file name") from error


def _files() -> list[Path]:
    return sorted(path for pattern in ("*.py", "lexicons/*", "weights/*") for path in _PACKAGE.glob(pattern))


def _content(path: Path) -> str:
    """Code and lexicons by content, weights by size."""
    return str(path.stat().st_size) if path.parent.name == "weights" else sha256(path.read_bytes()).hexdigest()
