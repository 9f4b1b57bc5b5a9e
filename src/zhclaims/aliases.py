"""One name for one thing: groups the names of an article's organisations, short and long, under a canonical one."""

import re
from collections.abc import Iterator, Sequence

from zhclaims.candidates import Candidate
from zhclaims.known_names import KnownNames

# What a company's full name adds to the name it goes by: 深圳市蓝鲸智造科技股份有限公司 -> 蓝鲸智造科技
LEGAL_FORM = re.compile(
    r"(?:[（(][^（）()]{2,8}[）)])?(?:股份|控股|集团)?(?:有限责任公司|股份有限公司|有限公司|集团公司|集团|公司|株式会社)$|股份$|控股$"
)
# What a name may lose when it is written shorter: 蓝鲸智造科技 -> 蓝鲸智造 -> 蓝鲸
TRADES = (
    "科技|技术|智能|智造|机器人|生物|医药|制药|药业|半导体|微电子|电子|光电|汽车|动力|航空|传媒|资本|创投|投资|"
    "网络|信息|软件|数据|新能源|能源|材料|通信|实业|发展|电器|食品|乳业|证券|银行|保险|时代|智驾|智行|支付|金融|物流|"
    "教育|文化|体育|健康|医疗|环境|环保|建设|工程|贸易|影业|地产|置业|股份|控股|集团"
)
BUSINESS = re.compile(rf"(?:{TRADES}){{1,8}}$")
# 发展 and 投资 right after a short name are verbs.
TRADE_AFTER = re.compile(rf"(?:(?!发展|投资|建设|工程)(?:{TRADES})){{1,3}}")
LAST_BUSINESS = re.compile(rf"(?:{TRADES})$")
# 齐鲁|人寿保险: a kind of insurance, which is no name alone; as a part that a short name may lose it is none (齐鲁人寿)
INSURANCE = re.compile("人寿|财产|养老|健康|再?保险")
DIVISION = re.compile(r"^[\u4e00-\u9fff]{2,7}?(?:省|市|自治区|特别行政区|区|县)")


def name_all(
    text: str, mentions: Sequence[Candidate], known: KnownNames, regions: frozenset[str]
) -> dict[Candidate, str]:
    """The canonical name of each mention: the gazetteer's, else the fullest short name of its group."""
    organisations = {text[m.start : m.end]: m.name for m in mentions if m.type == "ORG"}
    groups = _groups(organisations, known, regions)
    return {
        mention: groups.get(text[mention.start : mention.end], "")
        if mention.type == "ORG"
        else mention.name or known.canonical(text[mention.start : mention.end]) or text[mention.start : mention.end]
        for mention in mentions
    }


def _groups(written: dict[str, str], known: KnownNames, regions: frozenset[str]) -> dict[str, str]:
    """Name as written -> canonical name."""
    bare = {name: bare_name(name, regions) for name in written}
    cores = {name: core_of(short) for name, short in bare.items()}
    fullest: dict[str, str] = {}
    for name, core in cores.items():
        fullest[core] = max(fullest.get(core, ""), bare[name], key=len)
    found = {
        name: written[name] or known.canonical(name) or known.canonical(bare[name]) or fullest[cores[name]]
        for name in written
    }
    leaders = {cores[name]: told for name, told in found.items() if known.canonical(told) == told}
    return {name: leaders.get(cores[name], canonical) for name, canonical in found.items()}


def bare_name(name: str, regions: frozenset[str] = frozenset()) -> str:
    """A company's name without its legal form and the place before it.

    >>> bare_name("深圳市蓝鲸智造科技股份有限公司")
    '蓝鲸智造科技'
    """
    form = LEGAL_FORM.search(name)
    if form is None or form.start() < 2:
        return name
    short = name[: form.start()]
    division = DIVISION.match(short)
    start = division.end() if division else max((len(p) for p in regions if short.startswith(p)), default=0)
    rest = short[start:]
    # 宁德 is a part of 宁德时代, as what is left would be a trade alone.
    is_name = len(rest) >= 2 and not TRADE_AFTER.match(rest) and not INSURANCE.match(rest)
    return rest if is_name else short


def is_full_name(name: str) -> bool:
    """Whether a name ends as companies are registered: 苏州蓝鲸智造有限公司, not 三峡公司."""
    return name.endswith(("有限公司", "有限责任公司", "集团"))


def is_trade_name(name: str) -> bool:
    """Whether a name of at least two characters is followed by a trade: 琥禾医疗."""
    business = BUSINESS.search(name)
    return business is not None and business.start() >= 2


def short_forms(bare: str) -> Iterator[str]:
    """What a company may be called once its full name is known, longest first.

    >>> list(short_forms("蓝鲸智造科技"))
    ['蓝鲸智造科技', '蓝鲸智造', '蓝鲸']
    """
    yield bare
    business = BUSINESS.search(bare)
    while business and business.start() >= 2:
        last = LAST_BUSINESS.search(bare)
        bare = bare[: last.start()] if last else bare
        yield bare
        business = BUSINESS.search(bare)


def core_of(bare: str) -> str:
    """What sets a name apart: 蓝鲸智造科技 -> 蓝鲸.

    >>> core_of("蓝鲸智造科技"), core_of("中国移动")
    ('蓝鲸', '中国移动')
    """
    business = BUSINESS.search(bare)
    return bare[: business.start()] if business and business.start() >= 2 else bare
