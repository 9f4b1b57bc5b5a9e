"""Traditional Chinese to Simplified, full width to half width, character for character, so that offsets hold."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Literal

from ahocorasick_rs import AhoCorasick, MatchKind

from zhclaims.errors import LexiconError
from zhclaims.lexicon import read_rows
from zhclaims.types import Engine

Script = Literal["hans", "hant", "mixed"]

# Full-width forms whose half-width form means the same everywhere: ２０２４ Ａｐｐ ９５％ ＋ － ／ ＆ ＃ ＠ ＝ ＄ ￥ ＿
FOLDED = "０１２３４５６７８９％＋－／＆＃＠＝＄＿＊"
# Between digits ． and ： are a decimal point and a ratio or clock (３．５ 35：1); elsewhere they are punctuation.
INSIDE_NUMBER = re.compile(r"(?<=[0-9])[．：](?=[0-9])")
# １，２３４，５６７: thousands written in full width throughout.
FULL_WIDTH_THOUSANDS = re.compile(r"(?<![０-９，])[０-９]{1,3}(?:，[０-９]{3})+(?![０-９，])")
# A minority of characters below this share is leftovers of machine conversion (憑什么), not a second script.
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
    folded = fold_width(text)
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
    text = FULL_WIDTH_THOUSANDS.sub(lambda match: match[0].replace("，", ","), text)
    text = text.translate(_fold_table())
    return INSIDE_NUMBER.sub(lambda match: "." if match[0] == "．" else ":", text)


def script_of(text: str) -> Script:
    """Tell the script by the characters that only one of the two has; a text without any is "hans".

    >>> script_of("台積電擴產"), script_of("宁德时代扩产"), script_of("憑什麼是游戲産業")
    ('hant', 'hans', 'hant')
    """
    traditional, simplified = (sum(map(len, pattern.findall(text))) for pattern in _script_patterns())
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
    found = list(_fixed_characters().finditer(text))
    if not found:
        return converted
    characters = list(converted)
    for match in found:
        characters[match.start()] = match[0]
    rows, finder = _fixes()
    for index, start, end in finder.find_matches_as_indexes("".join(characters)):
        characters[start:end] = rows[index][1]
    return "".join(characters)


@cache
def _converter(engine: Engine) -> Callable[[str], str]:
    if engine == "rust":
        from opencc_pyo3 import OpenCC as RustOpenCC

        return RustOpenCC("t2s").convert
    from opencc import OpenCC

    return OpenCC("t2s").convert  # type: ignore[no-any-return]


@cache
def _fold_table() -> dict[int, str]:
    """Character to character; NFKC gives the plain form of radicals and compatibility ideographs."""
    letters = [*map(chr, range(0xFF21, 0xFF3B)), *map(chr, range(0xFF41, 0xFF5B))]
    copied = map(chr, [*range(0x2F00, 0x2FD6), *range(0xF900, 0xFAD9)])
    table = {ord(old): unicodedata.normalize("NFKC", old) for old in [*FOLDED, *letters, *copied]}
    table |= {ord("￥"): "¥", ord("﹪"): "%"}
    return {old: new for old, new in table.items() if len(new) == 1 and ord(new) != old}


@cache
def _fixes() -> tuple[list[tuple[str, str]], AhoCorasick]:
    rows = []
    for row in read_rows("simplify", ("written", "simplified")):
        if len(row["written"]) != len(row["simplified"]):
            raise LexiconError(str(row.error("both cells must have the same length")))
        rows.append((row["written"], row["simplified"]))
    return rows, AhoCorasick([written for written, _ in rows], matchkind=MatchKind.LeftmostLongest)


@cache
def _fixed_characters() -> re.Pattern[str]:
    """The characters that a row of the fixes is about: those that have a row of their own, and 沈 覆 於."""
    return re.compile("[" + "".join(written for written, _ in _fixes()[0] if len(written) == 1) + "沈覆於]")


@cache
def _changed_characters() -> dict[str, str]:
    """Each character that t2s alone changes, with its Simplified form."""
    characters = [chr(code) for code in [*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000)]]
    converted = _converter("rust")("\n".join(characters)).split("\n")
    return {old: new for old, new in zip(characters, converted, strict=True) if old != new}


@cache
def _trigger() -> re.Pattern[str]:
    """Characters that show a text to hold Traditional Chinese: those that GB 2312 lacks and no Simplified name uses."""
    variants = [written for written, simplified in _fixes()[0] if len(written) == 1 and written != simplified]
    characters = set(_changed_characters()) | set(variants)
    in_simplified_names = set("著乾藉瞭祇昇徵氾濛邨於麽甦锺薰菓濬甯瑯拚")
    return _class_of(character for character in characters - in_simplified_names if not _encodes(character, "gb2312"))


@cache
def _script_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Runs of characters that only Traditional, and that only Simplified text has (GB 2312 and Big5 tell)."""
    changed = _changed_characters()
    traditional = _class_of((old for old in changed if not _encodes(old, "gb2312")), "+")
    return traditional, _class_of((new for new in set(changed.values()) if not _encodes(new, "big5")), "+")


def _class_of(characters: object, repeat: str = "") -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted(characters))}]{repeat}")  # type: ignore[call-overload]


def _encodes(character: str, encoding: str) -> bool:
    return character.encode(encoding, "ignore") != b""
