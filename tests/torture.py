"""Makes a folder of files that break programs: `python tests/torture.py FOLDER` lays it out to look at."""

import gzip
import io
import json
import os
import random
import socket
import struct
import sys
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from zhclaims.rows import columns

TEXT = "台州的缝制设备\n2024年，台州缝制设备出口额达126亿元，同比增长11.4%。市商务局称，今年企业数量将超过800家。\n"
TRADITIONAL = "臺州的縫製設備\n2024年，臺州縫製設備出口額達126億元，同比增長11.4%。"
GOOD, FAILS, SKIPPED, EITHER = "good", "fails", "skipped", "either"
"""What becomes of a file: read, named in the failures, passed over for what it is, or read or named."""
Content = bytes | Callable[[Path], None]
Case = tuple[str, str, Content]
BLANKS = {"empty": b"", "spaces": b" \n\t \r\n", "bom": b"\xef\xbb\xbf", "wide": "　　\n".encode()}
NAMES = (
    "新闻 稿.txt", "line\nbreak.txt", "tab\there.txt", "quote'\".txt", "back\\slash.txt", "`rm -rf`.txt", "$(reboot).txt", "-rf.txt",
    "=cmd|' !A0.txt", "+1.txt", "@SUM(A1).txt", "<script>alert(1)<.txt", "\x1b]0;owned\x07.txt", "\x1b[2J.txt", "\u202etxt.exe.txt",
    "zero\u200bwidth.txt", "📰👩\u200d🔬.txt", "e\u0301.txt", "é.txt", "CON.txt", "aux.TXT", "a.b.c.txt", "50%.txt", "a#1.txt", "#.txt",
    "x" * 251 + ".txt", "字" * 83 + ".txt", "..txt.txt", "...txt", "nul\\0.txt", "a;b&c.txt", "*?.txt", "[a].txt", "{b}.txt",
    "~.txt", "a\u2028b.txt", "a\rb.txt", "NUL.md", "trailing .txt", " leading.txt",
)  # fmt: skip


def cases() -> Iterator[Case]:
    """Every file: its path in the folder, what becomes of it, and its bytes or how it is made."""
    yield from _good()
    yield from _blank()
    yield from _binary()
    yield from _encodings()
    yield from _large()
    yield from _pages()
    yield from _documents()
    yield from _rows()
    yield from _archives()
    yield from _special()


def lay(folder: Path) -> dict[str, str]:
    """Make the files; gives what becomes of each, by its path. What this system cannot make is left out."""
    made: dict[str, str] = {}
    for name, fate, content in cases():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with suppress(OSError, AttributeError):
            if isinstance(content, bytes):
                path.write_bytes(content)
            else:
                content(path)
            made[name] = fate
    return made


def _good() -> Iterator[Case]:
    for number in range(10):
        yield f"good/{number}.txt", GOOD, TEXT.encode()
    for name in NAMES:
        yield f"names/{name}", SKIPPED if name.startswith(".") else GOOD, TEXT.encode()
    yield "names/" + os.fsdecode("旧编码".encode("gb18030")) + ".txt", GOOD, TEXT.encode()
    yield "names/" + os.fsdecode(b"\xff\xfe\x80.txt"), GOOD, TEXT.encode()


def _blank() -> Iterator[Case]:
    for suffix in ("txt", "md", "html", "docx", "jsonl", "csv"):
        for name, data in BLANKS.items():
            yield f"blank/{name}.{suffix}", FAILS, data


def _binary() -> Iterator[Case]:
    noise = random.Random(7).randbytes(5000)
    heads = {
        "png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        "elf": b"\x7fELF\2\1\1" + bytes(9),
        "pdf": b"%PDF-1.7\n\xb5\xb5\xb5\xb5\n\0",
    }
    for suffix in ("txt", "md", "html"):
        yield f"binary/noise.{suffix}", FAILS, noise
        yield f"binary/nul.{suffix}", FAILS, bytes(4096)
    for name, head in heads.items():
        yield f"binary/{name}.txt", FAILS, head + noise
    yield "binary/nul-inside.txt", FAILS, TEXT.encode() + b"\0\0\0" + TEXT.encode()
    yield "binary/escapes.txt", EITHER, ("\x1b[31m" + TEXT + "\x1b]0;owned\x07").encode()
    yield "binary/controls.txt", FAILS, bytes(range(1, 32)) * 50


def _encodings() -> Iterator[Case]:
    data = TEXT.encode()
    for cut in (1, 2, 4, 5):
        yield f"encoding/utf8-cut-{cut}.txt", FAILS, data.rstrip()[:-cut] if cut % 3 else data
    yield "encoding/utf8-hole.txt", FAILS, data[:40] + data[41:]
    for codec in ("utf-16", "utf-32"):
        yield f"encoding/{codec}-cut.txt", FAILS, TEXT.encode(codec)[:-1]
        yield f"encoding/{codec}-mark-on-utf8.txt", FAILS, TEXT.encode(codec)[:2] + data
    yield "encoding/utf16-lone-surrogate.txt", FAILS, b"\xff\xfe" + "甲".encode("utf-16-le") + b"\x00\xd8" + b"\x41\x00"
    yield "encoding/utf8-mark-on-gbk.txt", FAILS, b"\xef\xbb\xbf" + TEXT.encode("gb18030")
    yield "encoding/utf8-then-gbk.txt", FAILS, data + TEXT.encode("gb18030")
    yield "encoding/gbk-then-utf8.txt", FAILS, TEXT.encode("gb18030") + data
    yield "encoding/big5-then-utf8.txt", FAILS, TRADITIONAL.encode("big5", "ignore") + data
    yield "encoding/surrogates.txt", FAILS, TEXT.encode() + "\ud800\udfff".encode("utf-8", "surrogatepass")
    yield "encoding/overlong.txt", FAILS, TEXT.encode() + b"\xc0\xaf\xe0\x80\xaf"
    yield "encoding/beyond-unicode.txt", FAILS, TEXT.encode() + b"\xf4\x90\x80\x80"
    yield "encoding/utf7.txt", EITHER, b"+U/BdzTAC-"
    for codec in ("utf-8-sig", "utf-16", "utf-16-le", "utf-32", "gb18030"):
        yield f"encoding/good-{codec}.txt", GOOD, TEXT.encode(codec)
    yield "encoding/good-big5.txt", GOOD, TRADITIONAL.encode("big5hkscs")


def _large() -> Iterator[Case]:
    yield "large/one-character.txt", FAILS, lambda path: _repeat(path, "的".encode() * 100_000, 167)
    yield "large/too-large.txt", FAILS, lambda path: _sparse(path, 80 * 1024**2)
    yield "large/sparse.html", FAILS, lambda path: _sparse(path, 3 * 1024**3)
    for name, unit in {
        "digits": "1234567890",
        "brackets": "（",
        "quotes": "“",
        "points": "。",
        "breaks": "\n",
        "units": "亿元",
    }.items():
        yield f"large/{name}.txt", FAILS if name == "breaks" else EITHER, (unit * (60_000 // len(unit))).encode()


def _pages() -> Iterator[Case]:
    body = TEXT.encode()
    yield "pages/deep.html", EITHER, lambda path: _repeat(path, b"<div>" * 10_000, 100)
    yield "pages/deep-tables.html", EITHER, b"<table><tr><td>" * 20_000 + body
    yield "pages/unclosed.html", EITHER, b"<html><body><p" + body
    yield "pages/attributes.html", EITHER, b"<p " + b"a=1 " * 100_000 + b">" + body + b"</p>"
    yield "pages/entities.html", EITHER, b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><p>&b;' + body + b"</p>"
    yield "pages/outside.html", EITHER, b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><p>&a;' + body + b"</p>"
    yield "pages/scripts.html", FAILS, b"<html><body><script>" + b"x" * 5000 + b"</script></body></html>"
    yield "pages/comment.html", FAILS, b"<!--" + body
    yield "pages/frames.html", FAILS, b'<frameset><frame src="http://127.0.0.1:9/a"></frameset>'
    yield (
        "pages/remote.html",
        EITHER,
        b'<link rel=stylesheet href="http://127.0.0.1:9/x"><img src="file:///etc/passwd"><p>' + body,
    )
    yield "pages/false-charset.html", EITHER, b'<meta charset="utf-7"><p>' + body + b"</p>"
    yield "pages/no-charset.html", EITHER, b'<meta charset="' + b"x" * 4000 + b'"><p>' + body + b"</p>"
    yield (
        "pages/data.html",
        EITHER,
        b'<script type="application/ld+json">' + b"[" * 50_000 + b"</script><p>" + body + b"</p>",
    )


def _documents() -> Iterator[Case]:
    names = [f"l{n}" for n in range(10)]
    laughs = '<!ENTITY l0 "哈哈哈">' + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip(names, names[1:], strict=False)
    )
    yield "documents/laughs.docx", FAILS, _docx(f"<!DOCTYPE x [{laughs}]>", "&l9;")
    yield "documents/passwd.docx", EITHER, _docx('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "&a;")
    yield "documents/bomb.docx", FAILS, _zip({"word/document.xml": bytes(300 * 1024**2)})
    yield "documents/no-parts.docx", FAILS, _zip({"a.txt": b"a"})
    yield "documents/nothing.docx", FAILS, _zip({})
    yield "documents/slip.docx", FAILS, _zip({"../../evil.txt": b"evil", "word/document.xml": b"<a/>"})
    yield "documents/text.docx", FAILS, TEXT.encode()
    yield "documents/cut.docx", FAILS, _docx("", "正文")[:-40]
    yield "documents/broken.docx", FAILS, _docx("", "<w:t>")
    yield "documents/locked.docx", FAILS, _locked(_docx("", "正文"))
    yield "documents/deep.docx", EITHER, _docx("", "<w:r>" * 3000 + "字" + "</w:r>" * 3000)
    yield "documents/old.docx", FAILS, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)


def _rows() -> Iterator[Case]:
    lines = {
        "half": b'{"text": "\xe5\x8f\xb0', "list": b"[1, 2]", "number": b"17", "null": b"null", "word": b"hello", "no-text": b'{"a": 1}',
        "false-type": b'{"text": {"a": 1}}', "deep": b"[" * 100_000, "deep-object": b'{"text":' * 50_000, "blank-text": b'{"text": "  "}',
        "big-number": b'{"text": ' + b"9" * 10_000 + b"}", "nan": b'{"text": NaN}', "trailing": b'{"text": "a"} x',
    }  # fmt: skip
    for name, line in lines.items():
        yield f"rows/{name}.jsonl", FAILS, line + b"\n"
    good = json.dumps({"text": TEXT}, ensure_ascii=False).encode()
    yield "rows/surrogate.jsonl", GOOD, json.dumps({"text": TEXT + "\ud83d"}).encode()
    yield "rows/twice.jsonl", EITHER, b'{"text": "a", ' + good[1:]
    yield "rows/binary.jsonl", FAILS, bytes(1000)
    for name, table in {
        "no-column": "a,b\n1,2\n", "only-header": "text\n", "too-many": f"text\n{TEXT[:7]},b,c\n", "nul": "text\na\0b\n",
    }.items():  # fmt: skip
        yield f"rows/{name}.csv", FAILS, table.encode()
    yield "rows/return-in-header.csv", FAILS, b"text,\rtitle\n1,2\n"
    yield "rows/open-quote.csv", EITHER, ('text\n"' + TEXT).encode()
    yield "rows/columns.csv", FAILS, b"," * 100_000 + b"\n" + b"," * 100_000


def _archives() -> Iterator[Case]:
    good = TEXT.encode()
    yield "archives/bomb.zip", FAILS, _zip({"a.txt": bytes(300 * 1024**2)})
    yield "archives/cut.zip", FAILS, _zip({"a.txt": good * 50})[:-30]
    yield "archives/none.zip", FAILS, good
    yield "archives/locked.zip", FAILS, _locked(_zip({"a.txt": good}))
    yield "archives/damaged.zip", FAILS, _damaged(_zip({"a.txt": random.Random(5).randbytes(2000)}))
    yield "archives/slip.zip", GOOD, _zip({"../../evil.txt": good})
    yield "archives/rooted.zip", GOOD, _zip({"/etc/evil.txt": good})
    yield "archives/drive.zip", GOOD, _zip({"C:\\evil.txt": good})
    yield "archives/cut.txt.gz", FAILS, gzip.compress(good * 50, mtime=0)[:-10]
    yield "archives/none.txt.gz", FAILS, good
    yield "archives/bomb.txt.gz", FAILS, gzip.compress(bytes(300 * 1024**2), 9, mtime=0)
    yield "archives/none.tar", FAILS, good
    yield "archives/slip.tar", GOOD, _tar(("../../evil.txt", good, tarfile.REGTYPE))
    yield "archives/cut.tar", FAILS, _tar(("a.txt", good * 200, tarfile.REGTYPE))[:2000]
    yield "archives/links.tar", EITHER, _tar(("a.txt", b"", tarfile.SYMTYPE), ("b.txt", b"", tarfile.CHRTYPE))
    yield "archives/none.tar.zst", FAILS, good


def _special() -> Iterator[Case]:
    yield "special/loop.txt", SKIPPED, lambda path: path.symlink_to(path.name)
    yield "special/loop-a", SKIPPED, lambda path: path.symlink_to("loop-b")
    yield "special/loop-b", SKIPPED, lambda path: path.symlink_to("loop-a")
    yield "special/up", SKIPPED, lambda path: path.symlink_to("..")
    yield "special/passwd.txt", SKIPPED, lambda path: path.symlink_to("/etc/passwd")
    yield "special/dangling.txt", FAILS, lambda path: path.symlink_to("nowhere.txt")
    yield "special/inside.txt", GOOD, lambda path: path.symlink_to("../good/1.txt")
    yield "special/folder.txt", SKIPPED, lambda path: path.mkdir()
    yield "special/folder.docx/a.txt", GOOD, TEXT.encode()
    yield "special/pipe.txt", SKIPPED, lambda path: os.mkfifo(path)
    yield "special/socket.txt", SKIPPED, _socket
    yield "special/zero.txt", SKIPPED, lambda path: os.mknod(path, 0o20666, os.makedev(1, 5))
    yield "special/random.html", SKIPPED, lambda path: os.mknod(path, 0o20666, os.makedev(1, 9))
    yield "special/.hidden.txt", SKIPPED, TEXT.encode()
    yield "special/~$lock.docx", SKIPPED, b"lock"
    yield "special/claims.csv", SKIPPED, ",".join(column.name for column in columns("claims")).encode()
    yield "special/photo.jpg", SKIPPED, b"\xff\xd8\xff"
    if os.geteuid():
        yield "special/no-permission.txt", FAILS, lambda path: path.touch(0)
        yield "special/no-entry/a.txt", EITHER, lambda path: path.parent.chmod(0)


# ------------------------------------------------------------------ bytes


def _repeat(path: Path, block: bytes, times: int) -> None:
    with path.open("wb") as file:
        for _ in range(times):
            file.write(block)


def _sparse(path: Path, size: int) -> None:
    with path.open("wb") as file:
        file.truncate(size)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))


def _zip(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _docx(head: str, body: str) -> bytes:
    """A Word document whose body is one paragraph with these words, or this XML."""
    from docx import Document

    buffer = io.BytesIO()
    Document().save(buffer)
    parts = {name: zipfile.ZipFile(buffer).read(name) for name in zipfile.ZipFile(buffer).namelist()}
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    content = f"<w:p><w:r><w:t>{body}</w:t></w:r></w:p>"
    xml = f'<?xml version="1.0"?>{head}<w:document xmlns:w="{main}"><w:body>{content}</w:body></w:document>'
    return _zip(parts | {"word/document.xml": xml.encode()})


def _locked(archive: bytes) -> bytes:
    """The archive with the mark of a password on each member."""
    marked = bytearray(archive)
    for sign, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = archive.find(sign)
        while at >= 0:
            flags = struct.unpack_from("<H", marked, at + place)[0]
            struct.pack_into("<H", marked, at + place, flags | 1)
            at = archive.find(sign, at + 4)
    return bytes(marked)


def _damaged(archive: bytes) -> bytes:
    return archive[:200] + b"\xff" * 40 + archive[240:]


def _tar(*members: tuple[str, bytes, bytes]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, data, kind in members:
            info = tarfile.TarInfo(name)
            info.size, info.type, info.linkname = len(data), kind, "/etc/passwd"
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


if __name__ == "__main__":
    fates = lay(Path(sys.argv[1]))
    sys.stdout.write(
        f"{len(fates)} files: {', '.join(f'{list(fates.values()).count(f)} {f}' for f in sorted(set(fates.values())))}\n"
    )
