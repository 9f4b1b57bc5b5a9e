"""Traditional Chinese to Simplified, full width to half width, character for character, so that offsets hold."""

import re
import sys
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING, Literal

from zhclaims.lexicon import read_rows
from zhclaims.types import Engine

if TYPE_CHECKING:
    import numpy
    import numpy.typing

Script = Literal["hans", "hant", "mixed"]

# Full-width forms whose half-width form means the same everywhere: ２０２４ Ａｐｐ ９５％ ＋ － ／ ＆ ＃ ＠ ＝ ＄ ￥ ＿
FOLDED = "０１２３４５６７８９％＋－／＆＃＠＝＄＿＊"
# Between digits ． and ： are a decimal point and a ratio or clock (３．５ 35：1); elsewhere they are punctuation.
INSIDE_NUMBER = re.compile(r"[．：](?<=[0-9].)(?=[0-9])")
# １，２３４，５６７: thousands written in full width throughout.
FULL_WIDTH_COMMA = re.compile(r"[０-９]，[０-９]")
FULL_WIDTH_THOUSANDS = re.compile(r"(?<![０-９，])[０-９]{1,3}(?:，[０-９]{3})+(?![０-９，])")
# 5 000 with a no-break or thin space, 12 050 with any: a group mark, if the number ends before a word.
GROUPED = re.compile(
    """(?<![0-9.,\u00a0\u2009\u202f ])[0-9]{1,3}
       (?:(?:[\u00a0\u2009\u202f][0-9]{3}){1,4} | (?:[ ][0-9]{3}){0,3}[ ]0[0-9]{2}(?:[ ][0-9]{3}){0,3})
       (?=(?:\\.[0-9]+)?[\u00a0\u2009\u202f ]?[\u4e00-\u9fff%℃])""",
    re.VERBOSE,
)
GROUP_MARKS = str.maketrans(dict.fromkeys("\u00a0\u2009\u202f ", ","))
# 二○一八年, 二OO八年: a circle or a letter O typed for 〇, among numerals.
CIRCLES = re.compile(
    "[一二][一二三四五六七八九〇零0○◯OＯ]{3}(?=年)|[○◯](?<=[一二三四五六七八九〇○◯].)(?=[一二三四五六七八九〇○◯])"
)
CIRCLE_TO_ZERO = str.maketrans(dict.fromkeys("○◯OＯ", "〇"))
# Halves of a surrogate pair, which JSON can hold and no Rust library takes.
SURROGATES = re.compile("[\ud800-\udfff]")
# A minority of characters below this share is leftovers of machine conversion (憑什么), not a second script.
COUNTED = 1_000_000
"""Characters that are counted at once: each takes a dozen bytes meanwhile."""
LEFTOVERS = 0.05


def simplify(text: str, *, engine: Engine = "rust") -> str:
    """Give the text in Simplified characters and half-width letters and digits; the length never changes.

    Line breaks, quotation marks and sentence punctuation stay as they are. A text without any Traditional character is
    not converted, so that 乾 著 瞭 keep their Simplified meanings in it.

    >>> simplify("臺積電２０２４年營收成長３３．９％")
    '台积电2024年营收成长33.9%'
    >>> simplify("憑什么后發産業顯著領先？")
    '凭什么后发产业显著领先？'
    """
    folded = fold_width(SURROGATES.sub("\ufffd", text))
    if not _trigger().search(folded):
        return folded
    return _apply_fixes(folded, _convert_same_length(folded, _converter(engine)))


def fold_width(text: str) -> str:
    """Fold full-width digits, Latin letters, ％ and characters copied from PDF (⽉, U+2F49) to their plain forms.

    >>> fold_width("ＡＩ占比９５．６％，比例３５：１")
    'AI占比95.6%，比例35:1'
    """
    if text.isascii():
        return text
    if FULL_WIDTH_COMMA.search(text):
        text = FULL_WIDTH_THOUSANDS.sub(lambda match: match[0].replace("，", ","), text)
    table = _fold_table()
    text = _folded_characters().sub(lambda match: table[match[0]], text)
    text = GROUPED.sub(lambda match: match[0].translate(GROUP_MARKS), text)
    text = CIRCLES.sub(lambda match: match[0].translate(CIRCLE_TO_ZERO), text)
    return INSIDE_NUMBER.sub(lambda match: "." if match[0] == "．" else ":", text)


def script_of(text: str) -> Script:
    """Tell the script by the characters that only one of the two has; a text without any is "hans".

    >>> script_of("台積電擴產"), script_of("宁德时代扩产"), script_of("憑什麼是游戲産業")
    ('hant', 'hans', 'hant')
    """
    traditional, simplified = _count_scripts(text)
    if traditional <= simplified * LEFTOVERS:
        return "hans"
    return "hant" if simplified <= traditional * LEFTOVERS else "mixed"


def _convert_same_length(text: str, convert: Callable[[str], str]) -> str:
    """Convert phrase by phrase; where a phrase changed length, character by character."""
    converted = convert(text)
    if len(converted) == len(text):
        return converted
    single = {character: convert(character) for character in set(text)}
    return "".join(new if len(new := single[old]) == 1 else old for old in text)


def _apply_fixes(text: str, converted: str) -> str:
    """Give the characters of simplify.tsv back to `converted` and read them by its longest rows instead."""
    pieces, last = [], 0
    for match in _fixed_characters().finditer(text):
        pieces += [converted[last : match.start()], match[0]]
        last = match.end()
    if not pieces:
        return converted
    readings = _fixes()
    return _fixed_words().sub(lambda match: readings[match[0]], "".join([*pieces, converted[last:]]))


@cache
def _converter(engine: Engine) -> Callable[[str], str]:
    if engine == "rust":
        from opencc_pyo3 import OpenCC as RustOpenCC

        return RustOpenCC("t2s").convert
    from opencc import OpenCC

    return OpenCC("t2s").convert  # type: ignore[no-any-return]


@cache
def _fold_table() -> dict[str, str]:
    """Character to character; NFKC gives the plain form of radicals and compatibility ideographs."""
    letters = [*map(chr, range(0xFF21, 0xFF3B)), *map(chr, range(0xFF41, 0xFF5B))]
    copied = map(chr, [*range(0x2F00, 0x2FD6), *range(0xF900, 0xFAD9)])
    table = {old: unicodedata.normalize("NFKC", old) for old in [*FOLDED, *letters, *copied]}
    return {old: new for old, new in (table | {"￥": "¥", "﹪": "%"}).items() if len(new) == 1 and new != old}


@cache
def _folded_characters() -> re.Pattern[str]:
    return _class_of(_fold_table())


@cache
def _fixes() -> dict[str, str]:
    fixes = {}
    for row in read_rows("simplify", ("written", "simplified")):
        if len(row["written"]) != len(row["simplified"]):
            raise row.error("both cells must have the same length")
        fixes[row["written"]] = row["simplified"]
    return fixes


@cache
def _fixed_words() -> re.Pattern[str]:
    """The rows of the fixes, longest first."""
    return re.compile("|".join(sorted(_fixes(), key=lambda written: (-len(written), written))))


@cache
def _fixed_characters() -> re.Pattern[str]:
    """The characters that have a row of their own; they are read by the fixes alone, not by OpenCC."""
    return _class_of(written for written in _fixes() if len(written) == 1)


@cache
def changed_characters() -> dict[str, str]:
    """Each character that t2s alone changes, with its Simplified form."""
    characters = [chr(code) for code in [*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000)]]
    converted = _converter("rust")("\n".join(characters)).split("\n")
    return {old: new for old, new in zip(characters, converted, strict=True) if old != new}


@cache
def _trigger() -> re.Pattern[str]:
    """Characters that show a text to hold Traditional Chinese: those that GB 2312 lacks and no Simplified name uses."""
    variants = [written for written, simplified in _fixes().items() if len(written) == 1 and written != simplified]
    characters = set(changed_characters()) | set(variants)
    in_simplified_names = set("著乾藉瞭祇昇徵氾濛邨於麽甦锺薰菓濬甯瑯拚")
    return _class_of(character for character in characters - in_simplified_names if not _encodes(character, "gb2312"))


def _count_scripts(text: str) -> tuple[int, int]:
    """How many characters only Traditional, and how many only Simplified text has."""
    import numpy

    counts = numpy.zeros(3, dtype=numpy.int64)
    for first in range(0, len(text), COUNTED):
        part = text[first : first + COUNTED].encode("utf-32-le", "surrogatepass")
        counts += numpy.bincount(_script_table()[numpy.frombuffer(part, dtype=numpy.uint32)], minlength=3)
    return int(counts[1]), int(counts[2])


@cache
def _script_table() -> "numpy.typing.NDArray[numpy.uint8]":
    """By code point: 1 for what GB 2312 lacks and t2s changes, 2 for what t2s gives and Big5 lacks."""
    import numpy

    table = numpy.zeros(sys.maxunicode + 1, dtype=numpy.uint8)
    for old, new in changed_characters().items():
        if not _encodes(old, "gb2312"):
            table[ord(old)] = 1
        if not _encodes(new, "big5"):
            table[ord(new)] = 2
    return table


def _class_of(characters: Iterable[str]) -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted(characters))}]")


def _encodes(character: str, encoding: str) -> bool:
    return character.encode(encoding, "ignore") != b""
