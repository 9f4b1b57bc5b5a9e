"""Reads a stream line by line in the encoding that its beginning is in, with a bound on the length of a line."""

import codecs
import io
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, BinaryIO

from zhclaims.encodings import BOMS, UndecodableError, decode
from zhclaims.streams import PackingError

SAMPLE = 1024 * 1024
"""Bytes from which the encoding of a stream is told."""


class Lines:
    """The lines of a stream behind its BOM, as bytes; those of UTF-16 and UTF-32 as the UTF-8 they would be.

    Raises UndecodableError for a stream that is no text, here or, in UTF-16, while it is read.
    """

    def __init__(self, stream: BinaryIO, longest: int) -> None:
        sample, error = _read_sample(stream)
        if error and not sample:
            raise error
        self.encoding = _encoding(sample, whole=len(sample) < SAMPLE and not error)
        self.cut = False
        """Whether the line that came last was longer than `longest` bytes; it is given without its end."""
        self._longest = longest
        rest: io.RawIOBase = _Rejoined(sample, error, stream)
        recoded = self.encoding.startswith(("utf-16", "utf-32"))
        self._stream = io.BufferedReader(_Recoded(rest, self.encoding) if recoded else rest, SAMPLE // 4)
        if not recoded and (
            mark := next((bom for bom, _, name in BOMS if name == self.encoding and sample.startswith(bom)), b"")
        ):
            self._stream.read(len(mark))

    def __iter__(self) -> Iterator[bytes]:
        while line := self.read():
            yield line

    def read(self) -> bytes:
        """The next line with its end; empty behind the last one."""
        line = self._stream.readline(self._longest + 1)
        self.cut = len(line) > self._longest
        if self.cut:
            self._skip_rest(line)
        return line

    def _skip_rest(self, line: bytes) -> None:
        while line and not line.endswith(b"\n"):
            line = self._stream.readline(SAMPLE)


def codec_of(encoding: str) -> str:
    """The decoder of lines that `Lines` gives, where no BOM stands.

    >>> codec_of("utf-16"), codec_of("big5")
    ('utf-8', 'cp950')
    """
    codecs_ = {"utf-8-sig": "utf-8", "big5": "cp950", "big5-hkscs": "big5hkscs"}
    return "utf-8" if encoding.startswith(("utf-16", "utf-32")) else codecs_.get(encoding, encoding)


def _encoding(sample: bytes, *, whole: bool) -> str:
    if not whole:
        sample = _to_last_line(sample)
    try:
        return decode(sample)[1]
    except UndecodableError:
        return _encoding_of_most_lines(sample)


def _to_last_line(sample: bytes) -> bytes:
    """Without what may be half a character; a line break of UTF-16 or UTF-32 has bytes on both sides."""
    if b"\0" in sample:
        return sample[: len(sample) // 4 * 4]
    return sample[: sample.rfind(b"\n") + 1] or sample


def _encoding_of_most_lines(sample: bytes) -> str:
    """The encoding of a file in which some line is broken; that line's row fails alone. Raises UndecodableError."""
    counts: Counter[str] = Counter()
    for line in sample.splitlines()[:1000]:
        with suppress(UndecodableError):
            counts[decode(line)[1]] += 1
    if not counts or b"\0" in sample:
        decode(sample)
    return counts.most_common(1)[0][0]


def _read_sample(stream: BinaryIO) -> tuple[bytes, PackingError | None]:
    """The beginning of a stream, and the error that ended it before its time: the lines before that are good."""
    sample = bytearray()
    try:
        while len(sample) < SAMPLE and (part := _read_some(stream, SAMPLE - len(sample))):
            sample += part
    except PackingError as error:
        return bytes(sample), error
    return bytes(sample), None


def _read_some(stream: BinaryIO, most: int) -> bytes:
    """What comes at once, so that nothing of it is lost in an error that comes after it."""
    found: bytes = stream.read1(most)  # type: ignore[attr-defined]
    return found


class _Rejoined(io.RawIOBase):
    """A stream with what was read off it put back."""

    def __init__(self, head: bytes, error: PackingError | None, stream: BinaryIO) -> None:
        self._head = memoryview(head)
        self._error = error
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self._error and not self._head:
            raise self._error
        data = self._head[: len(buffer)] or _read_some(self._stream, len(buffer))
        self._head = self._head[len(data) :]
        buffer[: len(data)] = data
        return len(data)


class _Recoded(io.RawIOBase):
    """A stream in UTF-16 or UTF-32 as UTF-8."""

    def __init__(self, stream: io.RawIOBase, encoding: str) -> None:
        self._stream = stream
        self._encoding = encoding
        self._decoder = codecs.getincrementaldecoder(encoding)()
        self._ready = b""
        self._ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._ready and not self._ended:
            self._ready = self._recode(self._stream.read(len(buffer)) or b"")
        data, self._ready = self._ready[: len(buffer)], self._ready[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)

    def _recode(self, data: bytes) -> bytes:
        self._ended = not data
        try:
            return self._decoder.decode(data, self._ended).encode("utf-8")
        except UnicodeError as error:
            raise UndecodableError(f"is no {self._encoding} from some line on ({error}); save it as UTF-8") from None
