"""encodings: each encoding with and without BOM, and bytes that are none of them."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhclaims.encodings import UndecodableError, decode, share_of_common

SIMPLIFIED = "去年，绍兴市的集成电路产业产值达到560亿元，同比增长18.2%。\r\n这座城市还计划再建两条产线。"
TRADITIONAL = "去年，台南市的半導體產業產值達到560億元，年增18.2%。\n這座城市還計畫再建兩條產線。"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (SIMPLIFIED.encode("utf-8"), "utf-8"),
        (SIMPLIFIED.encode("utf-8-sig"), "utf-8-sig"),
        (codecs.BOM_UTF16_LE + SIMPLIFIED.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + SIMPLIFIED.encode("utf-16-be"), "utf-16"),
        (SIMPLIFIED.encode("utf-16-le"), "utf-16-le"),
        (SIMPLIFIED.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + SIMPLIFIED.encode("utf-32-le"), "utf-32"),
        (SIMPLIFIED.encode("gb18030"), "gb18030"),
        (b"\x84\x31\x95\x33" + SIMPLIFIED.encode("gb18030"), "gb18030"),
    ],
)
def test_simplified_text_is_decoded(data, encoding):
    assert decode(data) == (SIMPLIFIED, encoding)


@pytest.mark.parametrize(
    ("codec", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("big5", "big5"),
        ("cp950", "big5"),
        ("gbk", "gb18030"),
        ("gb18030", "gb18030"),
        ("utf-16-le", "utf-16-le"),
    ],
)
def test_traditional_text_is_decoded(codec, encoding):
    assert decode(TRADITIONAL.encode(codec)) == (TRADITIONAL, encoding)


def test_hong_kong_characters_of_big5_are_decoded():
    text = "他哋喺深水埗嘅公司去年請咗兩百人，仲話要喺啟德開新舖，佢嘅業務增長好快。"
    assert decode(text.encode("big5hkscs")) == (text, "big5-hkscs")


def test_the_characters_that_only_microsofts_big5_has_are_decoded():
    text = "這家碁峰資訊的分公司，去年在台北市裏的營收達到三億元。"
    assert decode(text.encode("cp950")) == (text, "big5")


@pytest.mark.parametrize(("text", "codec"), [("无锡的企业", "gb18030"), ("公司的產品", "big5"), ("今年的事", "gbk")])
def test_a_few_characters_are_enough(text, codec):
    assert decode(text.encode(codec))[0] == text


def test_what_a_page_declares_goes_first_where_it_makes_sense():
    data = "公司的產品".encode("big5")
    assert decode(data, "gb2312")[1] == decode(data, "big5")[1] == "big5"


def test_ascii_and_nothing_are_utf8():
    assert decode(b"GDP 5.2%\n") == ("GDP 5.2%\n", "utf-8")
    assert decode(b"") == ("", "utf-8")


def test_latin_text_of_another_code_page_is_decoded():
    text = "The café in Hangzhou sold 300 cups a day, said the owner’s résumé of the year. " * 3
    assert decode(text.encode("cp1252"))[0] == text


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0",
        bytes(range(256)),
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\0\0" * 4,
        b"\x01\x02\x03\x04\x05" * 10,
        bytes(range(1, 32)) * 8,
        b"PK\x03\x04\x14\0\x06\0",
    ],
)
def test_binary_data_is_refused(data):
    with pytest.raises(UndecodableError):
        decode(data)


def test_a_broken_utf8_file_is_not_taken_for_another_encoding():
    data = SIMPLIFIED.encode()[:60] + b"\xff" + SIMPLIFIED.encode()[60:]
    with pytest.raises(UndecodableError, match=r"0xff at offset 60 \(line 1\).*save it again as UTF-8"):
        decode(data)


def test_a_cut_off_utf8_file_names_the_line():
    with pytest.raises(UndecodableError, match=r"\(line 2\)"):
        decode(SIMPLIFIED.encode()[:-1])


@pytest.mark.parametrize("codec", ["gb18030", "cp950"])
def test_a_broken_legacy_file_is_refused(codec):
    text = TRADITIONAL if codec == "cp950" else SIMPLIFIED
    with pytest.raises(UndecodableError, match="UTF-8"):
        decode(text.encode(codec) + b"\xff\xff" + text.encode(codec))


def test_a_broken_file_with_a_bom_is_refused():
    with pytest.raises(UndecodableError, match="broken at byte"):
        decode(codecs.BOM_UTF8 + b"abc\xff")


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_any_bytes_are_decoded_or_refused(data):
    try:
        text, _ = decode(data)
    except UndecodableError:
        return
    assert isinstance(text, str)


@given(st.text(st.sampled_from(SIMPLIFIED), min_size=12))
@settings(deadline=None)
def test_the_wrong_code_page_makes_few_common_characters(text):
    assert share_of_common(text) >= share_of_common(text.encode("gb18030").decode("big5hkscs", "replace"))
