"""Reads the members of .zip and .tar archives one after the other, in place, without ever writing one to disk."""

import io
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from zhclaims.streams import PackingError, damaged, open_stream
from zhclaims.zip_members import zip_members

LARGEST_HEADER = 2 * 1024 * 1024
"""Bytes that may stand between two members of a .tar: their headers, with long names and comments."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive; its stream can be read until the next member is asked for."""

    name: str
    """With `/`, and without what would lead out of the archive."""
    size: int
    """Bytes, unpacked."""
    stream: BinaryIO
    problem: str = ""
    """Why it cannot be read, where that is known already."""


@contextmanager
def open_archive(path: Path, format: str) -> Iterator[Iterator[Member]]:  # noqa: A002 - the word of the Article
    """Open an archive, "zip" or "tar", and give its regular files in the order in which they stand.

    Raises OSError, and PackingError here or later, when it is damaged or unpacks to far too much.
    """
    with open_stream(path) as stream:
        yield _from_zip(stream) if format == "zip" else _from_tar(stream)


def _from_zip(file: BinaryIO) -> Iterator[Member]:
    for member in zip_members(file):
        yield Member(_inside(member.name), member.size, member.stream, member.problem)


def _from_tar(stream: BinaryIO) -> Iterator[Member]:
    watched: Any = _Watched(stream)
    try:
        with tarfile.open(fileobj=watched, mode="r|") as archive:
            while (info := archive.next()) is not None:
                watched.allow(info.size)
                archive.members = []  # type: ignore[attr-defined]  # It would keep them all.
                content = archive.extractfile(info) if info.isreg() else None
                if content is not None:
                    yield Member(_inside(info.name), info.size, io.BufferedReader(_Content(content)))
    except (tarfile.TarError, EOFError) as error:
        raise damaged(error) from error


class _Content(io.RawIOBase):
    """What a file in a .tar holds, with the errors of tarfile explained."""

    def __init__(self, content: Any) -> None:
        self._content = content

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._content.read(len(buffer))
        except (tarfile.TarError, EOFError) as error:
            raise damaged(error) from error
        buffer[: len(data)] = data
        return len(data)


class _Watched:
    """A stream that refuses to be read for ever for one header: a long name may claim any length."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._left = 0
        self.allow(0)

    def allow(self, size: int) -> None:
        self._left = size + LARGEST_HEADER

    def read(self, size: int) -> Any:
        data = self._stream.read(size)
        self._left -= len(data)
        if self._left < 0:
            raise PackingError("is damaged: a header in it is of no sensible length; pack it again")
        return data


def _inside(name: str) -> str:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return "/".join(part for part in parts if part not in ("/", "..", ".") and not part.endswith(":"))
