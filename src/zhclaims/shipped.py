"""Reads the files of weights that the package ships, each held against its hash."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from zhclaims.errors import WeightsError

WEIGHTS = Path(__file__).parent / "weights"


def read_weights(folder: Path, hashes: str, names: Sequence[str]) -> list[bytes]:
    """The content of some files of a folder, as the file `hashes` knows them.

    Raises WeightsError when a file is absent or is not the one that its hash names.
    """
    known = json.loads(read_bytes(folder / hashes))
    contents = [read_bytes(folder / name) for name in names]
    for name, content in zip(names, contents, strict=True):
        if hashlib.sha256(content).hexdigest() != known.get(name):
            raise WeightsError(f"{folder / name}: not the file that {hashes} names; install zhclaims again")
    return contents


def read_bytes(path: Path) -> bytes:
    """The content of a file of weights; raises WeightsError when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise WeightsError(f"{path}: the weights cannot be read ({error}); install zhclaims again") from error
