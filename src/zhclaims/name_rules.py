"""Names told by their form: titles in 《》, organisations by their last word, products by letters and digits."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

import rjieba

from zhclaims.candidates import Candidate
from zhclaims.lexicon import read_rows
from zhclaims.types import Token

TITLE = re.compile(
    r"""
    《(?:[^《》\n]|《[^《》\n]{1,60}》){1,100}》                    # 《数据安全法》, 《关于修改《公司法》的决定》
    | [“"]十[一二三四五六]五[”"](?:[^\W\d]{0,10})规划纲要           # “十五五”规划纲要
    """,
    re.VERBOSE,
)
MODEL = re.compile(
    r"""
    (?<![A-Za-z0-9.\-/])
    (?:
      [A-Z][A-Za-z]{2,15}[ -]?(?:[A-Z]{0,4}[0-9]{1,4}(?:\.[0-9]{1,2})?[A-Za-z]{0,6})   # Kimi K2, Llama 3.1, Mate60
      | [A-Z]{2,6}-[A-Z]?[0-9]{1,4}(?:\.[0-9]{1,2})?[A-Za-z]{0,3}                      # GPT-4o, BYD-6120
    )
    (?:[ ](?:Pro|Max|Plus|Ultra|Mini|Turbo|Air))?
    (?![A-Za-z0-9%])
    """,
    re.VERBOSE,
)
SHARE = re.compile(
    r"(?<![A-Za-z0-9*])\*?ST[\u4e00-\u9fff]{2}(?:[AB](?![A-Za-z]))?"
)  # What follows in the name of a series: AI Pro 300, Gen 2, +PC
SERIES = re.compile(
    r"(?:[ +-]?(?:[0-9]{1,4}[A-Za-z]{0,3}(?:\.[0-9]{1,2})?|AI|PRO|Pro|Max|Plus|Ultra|Mini|Air|Gen|Elite|PC|SE|GT|RT|XT)"
    r"(?![A-Za-z0-9%]))+(?![0-9]*[.%年月日款个万亿元台部人])"
)
# *ST东岭: a share under special treatment
# Standards, indices and measures that look like models: ISO 9001, USB 3.0, PM2.5, COVID-19, Top10, MSCI50
NO_MODEL = re.compile(
    r"(?:ISO|IEC|IEEE|USB|HDMI|PCIe|DDR|LPDDR|HBM|WiFi|Wi-Fi|Bluetooth|PM|COVID|TOP|Top|NO|No|CET|FIFA|GB|Level|Class|"
    r"Web|MSCI|STOXX|CSI|SHA|MD|UTF|IP|IPv|HTML|HTTP|CO|SARS|H|Q|"
    r"Chapter|Part|Vol|Fig|Table|Page|Day|Round|Pre|Tier)[ -]?[0-9]"
)
# Tags that may stand inside the name of an organisation: nouns, names, letters, verbal nouns, adjectives.
INSIDE = frozenset("n nr nrt nrfg ns nt nz ng j eng vn b l an".split())
PROPER = frozenset("nr nrt nrfg nt nz eng".split())
PLACE = frozenset(("ns",))
LONGEST = 9
"""Words of an organisation's name that are looked at."""


def find_titles(text: str) -> Iterator[Candidate]:
    """Find titles of plans, laws, reports and books, their marks included.

    >>> [(title.start, title.end) for title in find_titles("工信部发布《算力白皮书》。")]
    [(5, 12)]
    """
    for match in TITLE.finditer(text):
        yield Candidate(match.start(), match.end(), "DOC", "title")


def find_models(text: str) -> Iterator[Candidate]:
    """Find products by a Latin name with a number.

    >>> text = "小米发布了Mate60的对手，搭载Kimi K2，符合ISO 9001。"
    >>> [text[model.start:model.end] for model in find_models(text)]
    ['Mate60', 'Kimi K2']
    """
    for match in MODEL.finditer(text):
        if not NO_MODEL.match(match[0]):
            yield Candidate(match.start(), match.end(), "PRODUCT", "rule", 0.6)


def whole_models(text: str, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Lengthen products in Latin letters by the series and numbers that follow: Zeus -> Zeus AI Pro 300.

    >>> zeus = Candidate(2, 6, "PRODUCT", "rule")
    >>> [(model.start, model.end) for model in whole_models("搭载Zeus AI Pro 300芯片", [zeus])]
    [(2, 17)]
    """
    for candidate in candidates:
        more = SERIES.match(text, candidate.end) if candidate.type == "PRODUCT" else None
        if more and text[candidate.end - 1].isascii():
            yield replace(candidate, end=more.end(), name="")
        else:
            yield candidate


def find_shares(text: str) -> Iterator[Candidate]:
    """Find listed companies by the short names of their shares, where these have a mark of the exchange.

    >>> [(share.start, share.end) for share in find_shares("公告称*ST云岭撤销退市风险警示")]
    [(3, 8)]
    """
    for match in SHARE.finditer(text):
        yield Candidate(match.start(), match.end(), "ORG", "rule", 0.8)


def find_organisations(tokens: Sequence[Token]) -> Iterator[Candidate]:
    """Find organisations by their last word and a place or a proper name before it.

    >>> from zhclaims.segment import segment
    >>> text = "由绍兴农商银行向一家初创公司放款。"
    >>> [text[found.start:found.end] for found in find_organisations(segment(text))]
    ['绍兴农商银行']
    """
    suffixes = load_suffixes()
    for at, token in enumerate(tokens):
        if token.text in suffixes and at:
            start = _first_of_name(tokens, at, suffixes[token.text])
            if start is not None:
                yield Candidate(start, token.end, "ORG", "rule", 0.6)


def _first_of_name(tokens: Sequence[Token], last: int, anchor: str) -> int | None:
    """Where the name that ends with a word begins: at the first place or proper name of an unbroken run."""
    wanted = PROPER | PLACE if anchor == "place" else PROPER
    found = None
    for at in range(last - 1, max(last - LONGEST, -1), -1):
        token = tokens[at]
        if token.tag not in INSIDE and not _is_unknown(token):
            break
        if token.tag in wanted or _is_unknown(token) or (found is not None and token.tag in PLACE):
            found = token.start
    return found


def _is_unknown(token: Token) -> bool:
    """Whether jieba made the word up, as it does for names."""
    return len(token.text) >= 2 and token.text[0] >= "\u4e00" and not rjieba.has_word(token.text)


@cache
def load_suffixes() -> dict[str, str]:
    """Last words of organisations, with what must stand before them; raises LexiconError for a bad row."""
    allowed = frozenset({"place", "proper"})
    return {row["suffix"]: row.choice("anchor", allowed) for row in read_rows("org_suffixes", ("suffix", "anchor"))}
