"""Row files, packed files and archives: read as they stream by, in place, and with limits against bombs."""

import gzip
import io
import json
import tarfile
import tracemalloc
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from zhclaims import streams, zip_members
from zhclaims.archives import LARGEST_HEADER
from zhclaims.articles import Source, find_articles
from zhclaims.errors import ArticleError
from zhclaims.read import read_article

TEXT = "扬州的一家造船厂去年交付船舶十二艘。"
ROWS = "".join(
    json.dumps({"text": f"第{n}篇：{TEXT}", "date": "2025-03-05"}, ensure_ascii=False) + "\n" for n in range(3)
)
TABLE = f"text,date\n第0篇：{TEXT},2025-03-05\n第1篇：{TEXT},2025-03-05\n第2篇：{TEXT},2025-03-05\n"
PACK = {".gz": gzip.compress, ".zst": zstandard.ZstdCompressor().compress}


def texts(folder: Path) -> dict[str, str]:
    return {source.path: read_article(source).text for source in find_articles([folder])}


def reasons(folder: Path) -> dict[str, str]:
    return dict(_reasons(find_articles([folder])))


def _reasons(sources: Iterator[Source]) -> Iterator[tuple[str, str]]:
    for source in sources:
        try:
            read_article(source)
        except ArticleError as error:
            yield source.path, str(error).removeprefix(f"{source.path}: ")


# ------------------------------------------------------------------ rows


@pytest.mark.parametrize("packing", ["", ".gz", ".zst"])
@pytest.mark.parametrize(("name", "content"), [("a.jsonl", ROWS), ("a.csv", TABLE), ("a.txt", TEXT)])
def test_a_packed_file_is_read_as_the_plain_one(tmp_path: Path, name: str, content: str, packing: str) -> None:
    pack = PACK.get(packing, bytes)
    (tmp_path / (name + packing)).write_bytes(pack(content.encode()))
    rows = [f"第{n}篇：{TEXT}" for n in range(3)] if name != "a.txt" else [TEXT]
    assert list(texts(tmp_path).values()) == rows


def test_packed_parts_one_behind_the_other_are_read_through(tmp_path: Path) -> None:
    for suffix, pack in PACK.items():
        (tmp_path / f"a.jsonl{suffix}").write_bytes(b"".join(pack(line.encode()) for line in ROWS.splitlines(True)))
    assert len(texts(tmp_path)) == 6


def test_the_rows_of_a_parquet_file_are_articles(tmp_path: Path) -> None:
    days = [date(2025, 3, day) for day in range(1, 31)]
    table = pa.table({"ID": range(30), "正文": [f"第{n}篇：{TEXT}" for n in range(30)], "Date": days})
    pq.write_table(table, tmp_path / "a.parquet", row_group_size=12)
    articles = [read_article(source) for source in find_articles([tmp_path])]
    assert [article.text for article in articles] == table["正文"].to_pylist()
    assert [article.published for article in articles] == days
    assert sum(1 for _ in find_articles([tmp_path], contents=False)) == 30
    assert (articles[21].path, articles[21].format) == ("a.parquet#22", "parquet")


def test_parquet_with_text_in_bytes_or_without_a_value_is_read(tmp_path: Path) -> None:
    pq.write_table(pa.table({"text": [TEXT.encode(), None]}), tmp_path / "a.parquet")
    good, bad = find_articles([tmp_path])
    assert read_article(good).text == TEXT
    with pytest.raises(ArticleError, match=r"a\.parquet#2: has no text"):
        read_article(bad)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_large_row_files_in_utf_16_are_read(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.jsonl").write_bytes((ROWS * 8_000).encode(encoding))
    found = list(find_articles([tmp_path]))
    assert len(found) == 24_000
    assert read_article(found[-1]).text == f"第2篇：{TEXT}"


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.jsonl.gz", "a.jsonl.zst"])
def test_rows_are_given_as_they_stream_by(tmp_path: Path, name: str) -> None:
    long = TEXT * 20
    row = f"{long},2025-03-05\n" if name == "a.csv" else json.dumps({"text": long}) + "\n"
    content = ("text,date\n" * (name == "a.csv") + row * 20_000).encode()
    (tmp_path / name).write_bytes(PACK.get(Path(name).suffix, bytes)(content))
    tracemalloc.start()
    count = sum(1 for _ in find_articles([tmp_path]))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 20_000
    assert peak < 10_000_000 < len(content)


def test_a_row_that_is_too_large_fails_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhclaims.row_files.LARGEST_ROW", 1024 * 1024)
    (tmp_path / "a.jsonl").write_text(ROWS + '{"text": "' + "长" * 1_000_000 + '"}\n' + ROWS, "utf-8")
    assert reasons(tmp_path) == {"a.jsonl#4": "is larger than 1 MB; split it"}
    assert len(list(find_articles([tmp_path]))) == 7


def test_a_quote_that_is_never_closed_keeps_the_rows_before_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhclaims.row_files.LARGEST_ROW", 100_000)
    (tmp_path / "a.csv").write_text(TABLE + '"' + "没有完\n" * 50_000, "utf-8")
    *rows, bad = find_articles([tmp_path])
    assert [read_article(row).text for row in rows] == [f"第{n}篇：{TEXT}" for n in range(3)]
    assert (bad.path, bad.problem.partition(" (")[0]) == ("a.csv", "is no CSV that can be read behind row 3")


@pytest.mark.parametrize(("suffix", "cut"), [(".gz", 10), (".zst", 5)])
def test_a_packed_file_that_is_cut_off_keeps_the_rows_before(tmp_path: Path, suffix: str, cut: int) -> None:
    (tmp_path / f"a.jsonl{suffix}").write_bytes(PACK[suffix](ROWS.encode()) + PACK[suffix](ROWS.encode())[:-cut])
    assert list(reasons(tmp_path)) == [f"a.jsonl{suffix}"]
    assert "is damaged or cut off" in reasons(tmp_path)[f"a.jsonl{suffix}"]
    assert len(list(find_articles([tmp_path]))) >= 4


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.jsonl.zst", "a.parquet", "a.zip", "a.tar", "a.tar.gz"])
def test_what_is_not_what_its_suffix_says_fails_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"neither packed nor a table" * 40)
    (tmp_path / "good.txt").write_text(TEXT, "utf-8")
    assert list(reasons(tmp_path)) == [name]
    assert texts_of_good(tmp_path) == [TEXT]


def texts_of_good(folder: Path) -> list[str]:
    return [read_article(source).text for source in find_articles([folder]) if source.path == "good.txt"]


def test_zstd_without_its_library_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "zstandard", None)
    (tmp_path / "a.jsonl.zst").write_bytes(PACK[".zst"](ROWS.encode()))
    assert reasons(tmp_path) == {"a.jsonl.zst": "needs zstandard: pip install 'zhclaims[zstd]', or unpack it"}


# ------------------------------------------------------------------ archives


FILES = {
    "2024/造船.txt": TEXT.encode(),
    "2024/rows.jsonl": ROWS.encode(),
    "2024/packed.csv.gz": gzip.compress(TABLE.encode()),
    "old.txt": "臺南的造船廠去年交付船舶三艘。".encode("big5"),
    "photo.jpg": b"\xff\xd8",
    ".git/a.txt": b"hidden",
    "__MACOSX/a.txt": b"hidden",
    "metadata.csv": b"path,published\nold.txt,2024-05-06\n2024/rows.jsonl,2024-07-08\n",
    "2024/metadata.csv": "path,published\n造船.txt,2025-01-02\n".encode(),
}


def make_zip(path: Path, files: dict[str, bytes], **options: int) -> None:
    with zipfile.ZipFile(path, "w", options.pop("method", zipfile.ZIP_DEFLATED)) as archive:
        for name, content in files.items():
            archive.writestr(name, content)


def make_tar(path: Path, files: dict[str, bytes], **_: int) -> None:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    path.write_bytes({".tar": bytes, ".tgz": gzip.compress, **PACK}[path.suffix](data.getvalue()))


ARCHIVES = ["a.zip", "a.tar", "a.tar.gz", "a.tgz", "a.tar.zst"]


def make(path: Path, files: dict[str, bytes], **options: int) -> None:
    (make_zip if path.suffix == ".zip" else make_tar)(path, files, **options)


@pytest.mark.parametrize("name", ARCHIVES)
def test_an_archive_is_read_in_place(tmp_path: Path, name: str) -> None:
    make(tmp_path / name, FILES)
    articles = [read_article(source) for source in find_articles([tmp_path])]
    assert [(article.path.removeprefix(f"{name}/"), article.published) for article in articles] == [
        ("2024/造船.txt", date(2025, 1, 2)),
        *((f"2024/rows.jsonl#{n}", date(2024, 7, 8)) for n in (1, 2, 3)),
        *((f"2024/packed.csv.gz#{n}", date(2025, 3, 5)) for n in (1, 2, 3)),
        ("old.txt", date(2024, 5, 6)),
    ]
    assert (articles[0].text, articles[-1].encoding) == (TEXT, "big5")
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", ARCHIVES)
def test_an_archive_is_counted_without_its_contents(tmp_path: Path, name: str) -> None:
    make(tmp_path / name, FILES)
    assert sum(1 for _ in find_articles([tmp_path], contents=False)) == 8


@pytest.mark.parametrize("name", ARCHIVES)
def test_names_that_lead_out_of_an_archive_stay_inside(tmp_path: Path, name: str) -> None:
    make(tmp_path / name, {"../../etc/a.txt": TEXT.encode(), "/b.txt": TEXT.encode(), "C:\\c\\d.txt": TEXT.encode()})
    assert list(texts(tmp_path)) == [f"{name}/etc/a.txt", f"{name}/b.txt", f"{name}/c/d.txt"]


def test_links_and_devices_in_a_tar_are_passed_over(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "a.tar", "w") as archive:
        for number, kind in enumerate((tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE)):
            info = tarfile.TarInfo(f"{number}.txt")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    assert reasons(tmp_path) == {"a.tar": "is empty or holds no article; remove it, or fill it"}


def test_a_link_in_a_zip_is_passed_over(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("a.txt", TEXT)
    assert list(texts(tmp_path)) == ["a.zip/a.txt"]


def test_names_of_chinese_windows_are_read(tmp_path: Path) -> None:
    make_zip(tmp_path / "a.zip", {"ABCD.txt": TEXT.encode()})
    data = (tmp_path / "a.zip").read_bytes().replace(b"ABCD.txt", "造船".encode("gb18030") + b".txt")
    (tmp_path / "a.zip").write_bytes(data)
    assert list(texts(tmp_path)) == ["a.zip/造船.txt"]


def test_a_zip_behind_other_bytes_and_with_a_comment_is_read(tmp_path: Path) -> None:
    make_zip(tmp_path / "a.zip", {"a.txt": TEXT.encode()})
    with zipfile.ZipFile(tmp_path / "a.zip", "a") as archive:
        archive.comment = b"PK\5\6 is what a comment may hold" + b"." * 40
    (tmp_path / "a.zip").write_bytes(b"#!/bin/sh\n" + (tmp_path / "a.zip").read_bytes())
    assert list(texts(tmp_path).values()) == [TEXT]


def test_a_zip_with_sizes_in_64_bits_is_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive, archive.open("a.txt", "w", force_zip64=True) as file:
        file.write(TEXT.encode())
    entry = zip_members._large(b"\1\0\x18\0" + b"".join(n.to_bytes(8, "little") for n in (1, 2, 3)), *[0xFFFFFFFF] * 3)
    assert list(texts(tmp_path).values()) == [TEXT]
    assert entry == (2, 1, 3)


def test_a_zip_with_more_members_than_16_bits_count_is_read(tmp_path: Path) -> None:
    make_zip(tmp_path / "a.zip", {"a.txt": TEXT.encode()})
    data = (tmp_path / "a.zip").read_bytes()
    start, end, count = data.find(b"PK\1\2"), data.find(b"PK\5\6"), 70_000
    entries = data[start:end] * count
    at = start + len(entries)
    record = zip_members.END64.pack(b"PK\6\6", 44, 45, 45, 0, 0, count, count, len(entries), start)
    locator = zip_members.END64_LOCATOR.pack(b"PK\6\7", 0, at, 1)
    tail = zip_members.END.pack(b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    (tmp_path / "a.zip").write_bytes(data[:start] + entries + record + locator + tail)
    assert len(zipfile.ZipFile(tmp_path / "a.zip").infolist()) == count
    assert sum(1 for _ in find_articles([tmp_path], contents=False)) == count


def test_two_files_of_one_name_are_both_found(tmp_path: Path) -> None:
    make_tar(tmp_path / "a.tar", {"a.txt": TEXT.encode()})
    with tarfile.open(tmp_path / "a.tar", "a") as archive:
        info = tarfile.TarInfo("a.txt")
        info.size = 3
        archive.addfile(info, io.BytesIO("新".encode()))
    assert [source.data for source in find_articles([tmp_path])] == [TEXT.encode(), "新".encode()]


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda data: data.replace(b"PK\3\4", b"PK\3\5", 1), "it is not where the directory says"),
        (lambda data: data[:60] + bytes([data[60] ^ 0xFF]) + data[61:], "is damaged"),
    ],
)
def test_a_damaged_member_of_a_zip_fails_alone(tmp_path: Path, damage, reason: str) -> None:
    make_zip(tmp_path / "a.zip", {"a.txt": TEXT.encode(), "b.txt": TEXT.encode()})
    (tmp_path / "a.zip").write_bytes(damage((tmp_path / "a.zip").read_bytes()))
    found = reasons(tmp_path)
    assert list(found) == ["a.zip/a.txt"]
    assert reason in found["a.zip/a.txt"]


def test_a_member_that_cannot_be_unpacked_says_why(tmp_path: Path) -> None:
    make_zip(tmp_path / "a.zip", {"a.txt": TEXT.encode()}, method=zipfile.ZIP_LZMA)
    make_zip(tmp_path / "b.zip", {"a.parquet": b"PAR1"})
    make_zip(tmp_path / "c.zip", {"a.txt": TEXT.encode()})
    protected = bytearray((tmp_path / "c.zip").read_bytes())
    protected[protected.rfind(b"PK\1\2") + 8] |= 1
    (tmp_path / "c.zip").write_bytes(protected)
    assert [reason.partition(";")[0] for reason in reasons(tmp_path).values()] == [
        "is packed by method 14",
        "is Parquet in an archive, which cannot be read in place",
        "is protected by a password",
    ]


@pytest.mark.parametrize("cut", [10, 40, 100, 400])
@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz"])
def test_an_archive_that_is_cut_off_fails_without_harm(tmp_path: Path, name: str, cut: int) -> None:
    make(tmp_path / name, {f"{n}.txt": f"{n}{TEXT}".encode() for n in range(20)})
    (tmp_path / name).write_bytes((tmp_path / name).read_bytes()[:-cut])
    assert name in reasons(tmp_path)


def test_metadata_in_an_archive_without_paths_fails_the_archive(tmp_path: Path) -> None:
    make_zip(tmp_path / "a.zip", {"a.txt": TEXT.encode(), "metadata.csv": b"file,date\n"})
    assert reasons(tmp_path)["a.zip"].startswith("a.zip/metadata.csv: needs a column `path`")


# ------------------------------------------------------------------ bombs


@pytest.fixture
def strict(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits that a test reaches in a moment."""
    for module in (streams, zip_members):
        monkeypatch.setattr(module, "LARGEST_UNPACKED", 1024 * 1024)
    monkeypatch.setattr("zhclaims.articles.LARGEST_FILE", 4 * 1024 * 1024)


ZEROS = b"0" * (3 * 1024 * 1024)


@pytest.mark.usefixtures("strict")
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl.gz", gzip.compress(ZEROS)),
        ("a.csv.zst", PACK[".zst"](b"text\n" + ZEROS)),
        ("a.txt.gz", gzip.compress(ZEROS)),
    ],
)
def test_a_packed_file_that_unpacks_to_far_too_much_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert "unpacks to more than 200 times its size" in reasons(tmp_path)[name]


@pytest.mark.usefixtures("strict")
@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz"])
def test_an_archive_that_unpacks_to_far_too_much_is_left_there(tmp_path: Path, name: str) -> None:
    make(tmp_path / name, {"first.txt": TEXT.encode(), **{f"{n}.txt": ZEROS for n in range(5)}})
    found = reasons(tmp_path)
    assert "unpacks to more than 200 times its size" in found[name]
    assert next(find_articles([tmp_path])).data == TEXT.encode()


@pytest.mark.usefixtures("strict")
def test_members_that_share_their_bytes_count_each_time(tmp_path: Path) -> None:
    """A zip bomb without recursion: many entries of the directory that point to one member."""
    make_zip(tmp_path / "a.zip", {"a.txt": b"0" * 900_000})
    data = (tmp_path / "a.zip").read_bytes()
    start, end = data.find(b"PK\1\2"), data.find(b"PK\5\6")
    entries = data[start:end] * 30
    tail = zip_members.END.pack(b"PK\5\6", 0, 0, 30, 30, len(entries), start, 0)
    (tmp_path / "a.zip").write_bytes(data[:start] + entries + tail)
    found = list(find_articles([tmp_path]))
    assert len(found) < 5
    assert "unpacks to more than 200 times its size" in found[-1].problem


@pytest.mark.parametrize("name", ["a.zip", "a.tar"])
def test_a_member_that_is_too_large_fails_alone(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhclaims.articles.LARGEST_FILE", 2 * 1024 * 1024)
    make(tmp_path / name, {"a.txt": ZEROS, "b.txt": TEXT.encode()})
    found = reasons(tmp_path)
    assert list(found) == [f"{name}/a.txt"]
    assert "unpacks to more than 2 MB" in found[f"{name}/a.txt"]


def test_a_long_name_of_any_length_in_a_tar_is_not_believed(tmp_path: Path) -> None:
    info = tarfile.TarInfo("././@LongLink")
    info.type, info.size = tarfile.GNUTYPE_LONGNAME, 10 * LARGEST_HEADER
    (tmp_path / "a.tar").write_bytes(info.tobuf(tarfile.GNU_FORMAT) + b"n" * info.size)
    assert "a header in it is of no sensible length" in reasons(tmp_path)["a.tar"]


def test_a_small_packed_block_cannot_fill_the_memory() -> None:
    packed = PACK[".zst"](b"0" * (200 * 1024 * 1024))
    stream = streams.unpacked(io.BytesIO(packed), "zstd", len(packed))
    tracemalloc.start()
    while stream.read(65_536):
        pass
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 32 * 1024 * 1024


def test_the_errors_of_a_broken_disk_are_not_taken_for_damage() -> None:
    class Broken(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def read(self, size: int = -1) -> bytes:
            raise OSError(5, "Input/output error")

    with pytest.raises(OSError, match="Input/output error"):
        streams.unpacked(Broken(), "gzip", 10).read()  # type: ignore[arg-type]


def test_what_zlib_says_is_explained() -> None:
    assert "is damaged or cut off (incorrect header check)" in str(
        streams.damaged(zlib.error("incorrect header check"))
    )
