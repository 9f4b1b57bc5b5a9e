"""Reads .zip archives member by member; their directory is streamed, so that millions of members are no load."""

import io
import stat
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from zhclaims.streams import LARGEST_RATIO, LARGEST_UNPACKED, PackingError, suspicious

END = struct.Struct("<4s4H2LH")
"""End of central directory: mark, disks and counts, size and offset of the directory, length of the comment."""
END64_LOCATOR = struct.Struct("<4sLQL")
END64 = struct.Struct("<4sQ2H2L4Q")
ENTRY = struct.Struct("<4s4B4HL2L5H2L")
LOCAL = struct.Struct("<4s2B4HL2L2H")
LONGEST_COMMENT = 65_535
IS_PROTECTED, IS_UTF8 = 0x1, 0x800
STORED, DEFLATED = 0, 8
BLOCK = 256 * 1024


@dataclass(frozen=True, slots=True)
class ZipMember:
    """A file in the archive; its stream can be read until the next one is asked for."""

    name: str
    size: int
    stream: BinaryIO
    problem: str = ""


@dataclass(frozen=True, slots=True)
class _Entry:
    """What the directory says of a member."""

    name: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int
    linked: bool


def zip_members(file: BinaryIO) -> Iterator[ZipMember]:
    """The files of an archive that can be read from any place, in the order of its directory.

    Raises PackingError when it is no .zip, damaged, or when it unpacks to far too much in all.
    """
    length = file.seek(0, io.SEEK_END)
    left = max(LARGEST_UNPACKED, LARGEST_RATIO * length)
    for entry in _entries(file, length):
        if entry.linked or entry.name.endswith((b"/", b"\\")):
            continue
        name = _decoded(entry.name, entry.flags)
        content = _Content(file, entry, left)
        problem = _problem(entry)
        stream = io.BytesIO() if problem else io.BufferedReader(content, BLOCK)
        yield ZipMember(name, entry.size, stream, problem)
        left = content.left


def _problem(entry: _Entry) -> str:
    if entry.flags & IS_PROTECTED:
        return "is protected by a password; pack it again without one"
    if entry.method not in (STORED, DEFLATED):
        return f"is packed by method {entry.method}; pack it again as ordinary ZIP (deflate)"
    return ""


def _entries(file: BinaryIO, length: int) -> Iterator[_Entry]:
    start, end, shift = _directory(file, length)
    at = start
    while at < end:
        file.seek(at)
        block = file.read(BLOCK + ENTRY.size + 3 * LONGEST_COMMENT)
        inside = 0
        while inside < BLOCK and at + inside < end:
            entry, inside = _entry(block, inside, shift)
            yield entry
        at += inside


def _entry(block: bytes, at: int, shift: int) -> tuple[_Entry, int]:
    """The entry that begins in a block of the directory, and where the next one does."""
    try:
        fields = ENTRY.unpack_from(block, at)
        flags, method, crc, packed, size, named, extra, comment = *fields[5:7], *fields[9:15]
        begin, end = at + ENTRY.size, at + ENTRY.size + named
        packed, size, offset = _large(block[end : end + extra], size, packed, fields[18])
    except struct.error:
        raise _broken() from None
    if fields[0] != b"PK\1\2" or end + extra > len(block):
        raise _broken()
    linked = stat.S_ISLNK(fields[17] >> 16)
    entry = _Entry(block[begin:end], flags, method, crc, packed, size, offset + shift, linked)
    return entry, end + extra + comment


def _large(extra: bytes, size: int, packed: int, offset: int) -> tuple[int, int, int]:
    """Packed size, size and offset: those that do not fit in 32 bits stand in the extra field 1, in this order."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        if kind == 1:
            values = iter(struct.unpack_from(f"<{length // 8}Q", extra, at + 4))
            size, packed, offset = (
                next(values, value) if value == 0xFFFFFFFF else value for value in (size, packed, offset)
            )
        at += 4 + length
    return packed, size, offset


def _directory(file: BinaryIO, length: int) -> tuple[int, int, int]:
    """Start and end of the directory, and how many bytes stand before the archive proper."""
    file.seek(max(0, length - END.size - LONGEST_COMMENT))
    tail = file.read()
    found = _end_record(tail)
    end = length - len(tail) + found
    size, offset = END.unpack_from(tail, found)[5:7]
    locator = found - END64_LOCATOR.size
    if locator >= 0 and tail[locator : locator + 4] == b"PK\6\7":
        file.seek(END64_LOCATOR.unpack_from(tail, locator)[2])
        large = file.read(END64.size)
        if large[:4] != b"PK\6\6" or len(large) < END64.size:
            raise _broken()
        end -= END64_LOCATOR.size + END64.size
        size, offset = END64.unpack(large)[-2:]
    if offset + size > end:
        raise _broken()
    return end - size, end, end - size - offset


def _end_record(tail: bytes) -> int:
    """Where the record at the end begins: the last mark whose comment reaches exactly to the end of the file."""
    found = len(tail)
    while (found := tail.rfind(b"PK\5\6", 0, found)) >= 0:
        if found + END.size <= len(tail) and found + END.size + END.unpack_from(tail, found)[-1] == len(tail):
            return found
    raise PackingError("is no .zip archive, or cut off; fetch or pack it again")


def _broken() -> PackingError:
    return PackingError("is damaged: its directory cannot be read; fetch or pack it again")


def _decoded(name: bytes, flags: int) -> str:
    """The name of a member: Chinese Windows writes it in GB 18030 without saying so."""
    for codec in ("utf-8",) if flags & IS_UTF8 else ("utf-8", "gb18030"):
        try:
            return name.decode(codec)
        except UnicodeDecodeError:
            continue
    return name.decode("cp437")


class _Content(io.RawIOBase):
    """The bytes of one member, unpacked as they are read."""

    def __init__(self, file: BinaryIO, entry: _Entry, left: int) -> None:
        self._file = file
        self._entry = entry
        self._unpacker: Any = zlib.decompressobj(-zlib.MAX_WBITS) if entry.method == DEFLATED else None
        self._at = -1
        self._packed_left = entry.packed
        self._crc = 0
        self.left = left
        """Bytes that this and the later members may unpack to."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._next(len(buffer))
        self.left -= len(data)
        if self.left < 0:
            raise suspicious()
        self._crc = zlib.crc32(data, self._crc)
        if not data and self._crc != self._entry.crc:
            raise PackingError("is damaged: its check sum is another; fetch or pack the archive again")
        buffer[: len(data)] = data
        return len(data)

    def _next(self, most: int) -> bytes:
        if self._unpacker is None:
            return self._packed(most)
        while not self._unpacker.eof:
            packed = self._unpacker.unconsumed_tail or self._packed(BLOCK)
            try:
                data: bytes = self._unpacker.decompress(packed, most)
            except zlib.error as error:
                raise PackingError(f"is damaged ({error}); fetch or pack the archive again") from error
            if data or not packed:
                return data
        return b""

    def _packed(self, most: int) -> bytes:
        """The next packed bytes; the file is shared, so that its place is looked up each time."""
        if self._at < 0:
            self._file.seek(self._entry.offset)
            header = self._file.read(LOCAL.size)
            if header[:4] != b"PK\3\4" or len(header) < LOCAL.size:
                raise PackingError("is damaged: it is not where the directory says; fetch or pack the archive again")
            self._at = self._entry.offset + LOCAL.size + sum(LOCAL.unpack(header)[-2:])
        self._file.seek(self._at)
        data = self._file.read(min(most, self._packed_left))
        self._at += len(data)
        self._packed_left -= len(data)
        return data
