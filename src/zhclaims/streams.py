"""Opens files as streams of bytes, unpacked on the way, and stops at what is packed to do harm."""

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import Any, BinaryIO, Literal

Packing = Literal["gzip", "zstd"]
PACKINGS: dict[str, Packing] = {".gz": "gzip", ".zst": "zstd"}
LARGEST_UNPACKED = 256 * 1024 * 1024
"""Bytes that anything may unpack to, however little it was."""
LARGEST_RATIO = 200
"""Times that a file may grow beyond that: ordinary text grows threefold to tenfold."""
LARGEST_WINDOW = 128 * 1024 * 1024
"""Bytes that the unpacking of zstd may keep in memory: that of `zstd --ultra -22`, not of `--long=31`."""
BUFFER = 256 * 1024


class PackingError(ValueError):
    """Packed bytes are damaged, suspicious, or of a kind that cannot be unpacked here; the message says what to do."""


class SuspiciousError(PackingError):
    """Packed bytes unpack to so much that they were made to do harm."""


@contextmanager
def open_stream(path: Path) -> Iterator[BinaryIO]:
    """Open a file to read it from front to end, unpacked when its suffix is .gz or .zst.

    Raises OSError, and PackingError here or while it is read.
    """
    with path.open("rb") as file:
        packing = packing_of(path.name)
        yield unpacked(file, packing, path.stat().st_size) if packing else file


def packing_of(name: str) -> Packing | None:
    """How a file is packed, by its name."""
    suffix = PurePath(name).suffix.lower()
    return "gzip" if suffix == ".tgz" else PACKINGS.get(suffix)


def unpacked(file: BinaryIO, packing: Packing, size: int) -> BinaryIO:
    """The stream that is packed in another one of `size` bytes."""
    read = gzip.GzipFile(fileobj=file).read1 if packing == "gzip" else _Zstd(file).read
    return io.BufferedReader(_Unpacked(read, size), BUFFER)


def read_all(stream: BinaryIO, most: int) -> bytes:
    """All of a stream; raises PackingError when there is more than `most` bytes of it."""
    data = stream.read(most + 1)
    if len(data) > most:
        raise PackingError(f"unpacks to more than {most // 1024**2} MB; split it, or use .jsonl")
    return data


class _Unpacked(io.RawIOBase):
    """What an unpacking library gives, counted, with its errors explained."""

    def __init__(self, read: Callable[[int], bytes], size: int) -> None:
        self._read = read
        self._left = max(LARGEST_UNPACKED, LARGEST_RATIO * size)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._read(len(buffer))
        except OSError as error:
            if error.errno is not None:  # of the disk; gzip's own errors have no number
                raise
            raise damaged(error) from error
        except (EOFError, zlib.error) as error:
            raise damaged(error) from error
        self._left -= len(data)
        if self._left < 0:
            raise suspicious()
        buffer[: len(data)] = data
        return len(data)


class _Zstd:
    """Reads zstd frames one behind the other; zstandard's own reader takes a file that is cut off for a whole one."""

    FED = 256
    """Packed bytes at a time: a block of 4 may unpack to 128 KB."""

    def __init__(self, file: BinaryIO) -> None:
        try:
            import zstandard
        except ImportError:
            raise PackingError("needs zstandard: pip install 'zhclaims[zstd]', or unpack it") from None
        self._file = file
        self._error = zstandard.ZstdError
        self._new_frame = zstandard.ZstdDecompressor(max_window_size=LARGEST_WINDOW).decompressobj
        self._frame: Any = None
        self._packed = self._ready = b""

    def read(self, most: int) -> bytes:
        while not self._ready:
            self._packed = self._packed or self._file.read(self.FED)
            if not self._packed:
                break
            self._ready = self._unpack()
        if not self._ready and self._frame is not None:
            raise EOFError("the file ended before the end of a frame")
        data, self._ready = self._ready[:most], self._ready[most:]
        return data

    def _unpack(self) -> bytes:
        self._frame = self._frame or self._new_frame()
        try:
            data: bytes = self._frame.decompress(self._packed)
        except self._error as error:
            raise damaged(error) from error
        self._packed = self._frame.unused_data if self._frame.eof else b""
        if self._frame.eof:
            self._frame = None
        return data


def damaged(error: Exception) -> PackingError:
    """The error for packed bytes that do not unpack."""
    return PackingError(f"is damaged or cut off ({error}); fetch or pack it again")


def suspicious() -> SuspiciousError:
    """The error for packed bytes that unpack to far too much."""
    return SuspiciousError(
        f"unpacks to more than {LARGEST_RATIO} times its size; if that is right, unpack it and name the files"
    )
