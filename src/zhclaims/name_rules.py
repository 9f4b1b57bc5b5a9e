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
QUOTED = re.compile(r"“(?P<name>[\u4e00-\u9fffA-Za-z0-9·\-]{2,10})”")
INTRODUCTION = re.compile(
    r"""
    (?:
      (?P<product>产品|系列|机型|车型|游戏|软件|应用|大模型|模型|芯片|品牌车|App|APP|系统) (?:名为|叫做|叫|是|为)?
    | (?:公司|平台|企业|机构|工作室|团队|品牌|研究所|网站|公众号)
    )$
    """,
    re.VERBOSE,
)
LONGEST_INTRODUCTION = 5
OFFICERS = tuple("董事长 总经理 总裁 创始人 联合创始人 副总裁 首席 CEO 董事会 总设计师".split())
OFFICER = re.compile("|".join(OFFICERS))
CLAUSE_MARKS = frozenset("，。；：！？、\n “”（）()的")
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


def find_introduced(text: str) -> Iterator[Candidate]:
    """Find names in quotation marks that the word before them introduces: 平台“云岭”, 产品是“北辰一号”.

    >>> text = "招聘平台“云岭”的产品“找找”上线，被称为“神器”。"
    >>> [(text[one.start:one.end], one.type) for one in find_introduced(text)]
    [('云岭', 'ORG'), ('找找', 'PRODUCT')]
    """
    for match in QUOTED.finditer(text):
        word = INTRODUCTION.search(text, max(0, match.start() - LONGEST_INTRODUCTION), match.start())
        if word:
            yield Candidate(*match.span("name"), "PRODUCT" if word["product"] else "ORG", "rule", 0.6)


def find_led(text: str, tokens: Sequence[Token]) -> Iterator[Candidate]:
    """Find what an officer is named with: the words between the beginning of a clause and 董事长, 总经理, 创始人.

    >>> from zhclaims.segment import segment
    >>> text = "对此，琥禾医药董事长林一表示。公司董事长说，前任总经理已离职。"
    >>> [text[one.start:one.end] for one in find_led(text, segment(text))]
    ['琥禾医药']
    """
    if not OFFICER.search(text):
        return
    for at, token in enumerate(tokens):
        if not token.text.startswith(OFFICERS):
            continue
        first = at
        while first and at - first < 4 and _may_name(tokens[first - 1]):
            first -= 1
        begins = not first or tokens[first - 1].text in CLAUSE_MARKS
        name = text[tokens[first].start : token.start]
        if begins and 2 <= len(name) <= 8 and any(_is_unknown(word) for word in tokens[first:at]):
            yield Candidate(tokens[first].start, token.start, "ORG", "rule", 0.6)


def _may_name(token: Token) -> bool:
    return token.tag in INSIDE or _is_unknown(token) or (token.tag == "x" and token.text.isalnum())


def find_shares(text: str) -> Iterator[Candidate]:
    """Find listed companies by the short names of their shares, where these have a mark of the exchange.

    >>> [(share.start, share.end) for share in find_shares("公告称*ST云岭撤销退市风险警示")]
    [(3, 8)]
    """
    for match in SHARE.finditer(text) if "ST" in text else ():
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
