"""Decodes files by rules of Chinese text: BOMs, UTF-8, UTF-16, GB 18030 and Big5, and a guesser behind them."""

import codecs
import re
from collections.abc import Iterator
from functools import cache

# The characters that make up about two thirds of any modern Chinese text.
COMMON = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法"
    "所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政"
    "四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最"
    "立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别手角期根论"
    "运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什"
    "认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报完类八离华名确才科张信马节话米整空"
    "元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省"
    "列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状"
    "育厂京识适属圆包火住调满县局照参红细引听该铁价企创投融亿元城智司智能网络"
)
PUNCTUATION = "，。、；：？！“”‘’（）《》【】「」『』…—·％～　"
# Below this share of common characters a decoding is mojibake: real text has 0.6 and more, the wrong code page 0.05.
LEAST_COMMON = 0.35
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# A character of two or more bytes; its presence means broken UTF-8 and not Windows-1252.
UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xf4][\x80-\xbf]{2}")
BOMS = (
    (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030", "gb18030"),
)
# Strict decoders of files that are not UTF-8, with the name that is recorded.
LEGACY = (("gb18030", "gb18030"), ("cp950", "big5"), ("big5hkscs", "big5-hkscs"))
SAMPLE = 200_000
"""Characters that are judged."""


class UndecodableError(ValueError):
    """The bytes are no text in an encoding that is known; the message says why and what to do."""


def decode(data: bytes, declared: str = "") -> tuple[str, str]:
    """Give the text without its BOM, and the name of the encoding; `declared` is what the file itself claims.

    Raises UndecodableError for binary data and for bytes that make no Chinese text in any of the encodings.

    >>> decode("杭州的企业在增长".encode("gb18030"))
    ('杭州的企业在增长', 'gb18030')
    """
    for bom, codec, name in BOMS:
        if data.startswith(bom):
            return _decode_after_bom(data[len(bom) :], codec, name), name
    if b"\0" in data:
        return _decode_utf16(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_legacy(data, declared, error)
    if _is_binary(text):
        raise UndecodableError("looks like a binary file (control characters); only text can be read")
    return text, "utf-8"


def share_of_common(text: str) -> float:
    """Give the share of the common Chinese characters and punctuation in all that is not ASCII; 0 where all is."""
    sample = [character for character in text[:SAMPLE] if character > "\x7f"]
    common = _common()
    return sum(character in common for character in sample) / len(sample) if sample else 0.0


def _decode_after_bom(data: bytes, codec: str, name: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise UndecodableError(
            f"begins with the mark of {name} but is broken at byte {error.start}; save it again as UTF-8"
        ) from None


def _decode_utf16(data: bytes) -> tuple[str, str]:
    """Text with NUL bytes is UTF-16 without a BOM, or none."""
    for codec in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        plain = sum(character.isascii() and character.isprintable() for character in text[:SAMPLE])
        is_text = share_of_common(text) >= LEAST_COMMON or plain >= 0.95 * len(text[:SAMPLE])
        if is_text and not _is_binary(text):
            return text, codec
    raise UndecodableError("looks like a binary file (NUL bytes); only text can be read")


def _decode_legacy(data: bytes, declared: str, error: UnicodeDecodeError) -> tuple[str, str]:
    """Decide between GB 18030 and Big5 by what Chinese it makes; a declared one goes first."""
    candidates = [(share_of_common(text), name, text) for text, name in _strict_decodings(data)]
    for share, name, text in candidates:
        if share >= LEAST_COMMON and _agrees(declared, name):
            return text, name
    best = max(candidates, key=lambda candidate: candidate[0], default=None)
    if best is not None and best[0] >= LEAST_COMMON and not _is_binary(best[2]):
        return best[2], best[1]
    return _guess(data, error)


def _strict_decodings(data: bytes) -> Iterator[tuple[str, str]]:
    for codec, name in LEGACY:
        try:
            yield data.decode(codec), name
        except UnicodeDecodeError:
            continue


def _agrees(declared: str, name: str) -> bool:
    family = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb18030": "gb18030"}
    return family.get(declared.lower(), declared.lower()) == name


def _guess(data: bytes, error: UnicodeDecodeError) -> tuple[str, str]:
    """Take Western text for Windows-1252; else ask charset-normalizer, and believe it where the text is Chinese."""
    if not UTF8_SEQUENCE.search(data) and _is_western(text := data.decode("cp1252", "replace")):
        return text, "cp1252"
    from charset_normalizer import from_bytes

    found = None if CONTROLS.search(data[:SAMPLE].decode("latin-1")) else from_bytes(data[:SAMPLE]).best()
    if found is not None:
        text = data.decode(found.encoding, "replace")
        if "\ufffd" not in text and share_of_common(text) >= LEAST_COMMON:
            return text, found.encoding.replace("_", "-")
    line = data.count(b"\n", 0, error.start) + 1
    raise UndecodableError(
        f"byte 0x{data[error.start]:02x} at offset {error.start} (line {line}) is not UTF-8, and the file is no"
        " GB 18030 or Big5 either; save it again as UTF-8"
    )


def _is_western(text: str) -> bool:
    """Whether all but a few characters are ASCII and the rest Latin letters and quotation marks."""
    others = [character for character in text[:SAMPLE] if character > "\x7f"]
    return len(others) <= 0.1 * len(text[:SAMPLE]) and all(
        "\xa0" <= character <= "\u024f" or "\u2010" <= character <= "\u2044" or character == "€" for character in others
    )


def _is_binary(text: str) -> bool:
    """Whether a text holds more control characters than any text does."""
    sample = text[:SAMPLE]
    return "\0" in sample or len(CONTROLS.findall(sample)) > 0.01 * len(sample)


@cache
def _common() -> frozenset[str]:
    """The common characters in both scripts."""
    from opencc_pyo3 import OpenCC

    return frozenset(COMMON + OpenCC("s2t").convert(COMMON) + OpenCC("s2tw").convert(COMMON) + PUNCTUATION)
