"""Finds what holds numerals but is no quantity: names, idioms, dates, clock times, model and phone numbers."""

import re
from functools import cache

import ahocorasick_rs

from zhclaims.lexicon import read_rows
from zhclaims.page_marks import find_page_marks

_COUNTS = "counts"
"""The reason of a row that is a quantity after all, inside a longer look-alike (十分钟 against 十分)."""
REASONS = frozenset({"adverb", "idiom", "name", "place", "event", "policy", "technology", "grade", "word", _COUNTS})

_YEAR = r"(?:1[6-9]|20|21)[0-9]{2}"
_TO = r"\s?(?:[-–—~～/]{1,2}|至|到|、|和|及|与)\s?"
_DAY = "(?:0?[1-9]|[12][0-9]|3[01])"
_CLOCK = "零〇一二三四五六七八九十"
_POINTS = "(?:建议|要求|意见|原因|理由|内容|看法|认识|体会|希望|问题|经验|启示|共识|注意|措施)"  # 3点建议 is no hour
# Dates, clock times and codes that begin with an Arabic digit.
ARABIC = re.compile(
    rf"""
      [0-9]{{4}}[-/.][0-9]{{1,2}}[-/.][0-9]{{1,2}}(?![0-9])          # 2024-03-05
    | (?:{_YEAR}[-/])?[01][0-9][-/][0-3][0-9]\s?[0-2][0-9][:：][0-5][0-9](?:[:：][0-5][0-9])?   # 2018-12-1911:55
    | {_YEAR}\s?(?:{_TO}(?:{_YEAR}|[0-9]{{2}}(?=\s?年)))?\s?(?:年(?!的?历史)|财年|学年|年度)
      (?:\s?[0-9]{{1,2}}\s?月(?:份|[初中底末]|\s?[0-9]{{1,2}}\s?[日号])?)?  # 2024年3月5日, 2018-2020年
    | {_YEAR}\s?[-–—~～/至到]{{1,2}}\s?(?:{_YEAR}|[0-9]{{2}})(?![0-9%.万亿千百个家])       # 2018-2020
    | [0-2][0-9]级(?=[\u4e00-\u9fff0-9]{{0,10}}(?:班|同学|学生|新生|学员|专业|本科|硕士|研究生))   # 14级新生
    | {_YEAR}\s?(?:款|届|级|版|赛季|型)                                # 2018款
    | (?:(?<=[0-9{_CLOCK}]时)|(?<=[0-9{_CLOCK}][點点]))[0-5]?[0-9]\s?分(?!钟)   # 零时|50分
    | {_YEAR}[./](?:0[1-9]|1[0-2])(?![0-9])                            # 2019.06
    | [0-9]{{2}}\s?年(?=[初底末中春夏夏秋冬]|[上下]半年|第?[一二三四1-4]季|\s?[0-9]{{1,2}}\s?月|款|度)  # 17年底
    | [89][0-9]年(?![来间后内以历的寿多余])|0[0-9]\s?年                                                      # 08年
    | (?:0?[1-9]|1[0-2])\s?(?:{_TO}(?:0?[1-9]|1[0-2])\s?)?月(?:份|[初中底末]|[上中]?[中下]旬|上旬
        |\s?[0-3]?[0-9](?:{_TO}[0-3]?[0-9])?(?:\s?[日号]|(?!\.?[0-9]|[%‰万亿千百个家])))?               # 3月5日, 1至9月
    | {_DAY}\s?(?:{_TO}{_DAY}\s?)?[日号](?![内游间均元圆币]|[之以]内|以[上下])      # 5日, 3-5日
    | [0-9]{{1,2}}[.．](?={_YEAR}年)|[0-9]{{1,8}}(?={_YEAR}年\s?[0-9]{{1,2}}月)   # 3.2010年, 11:552018年12月
    | (?:(?<=[东西]经)|(?<=[南北]纬))[0-9.]{{1,9}}[°度][0-9.′″'"分秒]{{0,9}}
        (?:\s?[-–—~至]{{1,2}}\s?[0-9.]{{1,9}}[°度][0-9.′″'"分秒]{{0,9}})?          # 东经114°8′-114°37′
    | [0-9]{{1,3}}°\s?[0-9]{{1,2}}(?:\.[0-9]{{1,4}})?\s?[′’'‘＇]                  # 101°50′
    | [0-2]?[0-9][:∶：][0-5][0-9](?:[:∶：][0-5][0-9])?(?![0-9.])        # 20:30
    # 26日22点左右, 上午10点20左右
    | (?:(?<=[日号晚午晨天夜早])|(?<=[日号晚午晨天夜早]\ )|(?<=[晚早]上))[0-2]?[0-9]点(?:[0-5][0-9])?(?=左右|前后)
    | [0-2]?[0-9]\s?[时点][0-5]?[0-9]\s?分?\s?[至到-]\s?[0-5]?[0-9]\s?分(?!钟)  # 6时20分至40分
    | (?<!以下)(?<!下列)(?<!如下)(?<!上述)(?<!这)(?!.{{0,2}}点{_POINTS})
      [0-2]?[0-9]\s?[时点](?:\s?[0-5]?[0-9]\s?(?:分\s?(?:[0-5]?[0-9]\s?秒)?)?|半|整|许|钟|多钟)?
        (?=[^0-9个以上涨跌左大]|$)                                     # 8点30分, 20时
    | [12]?[0-9]{{2}}0s(?![A-Za-z])|[0-9]0\s?年代|[0-9]{{1,2}}\s?世纪      # 90年代
    | [0-9]{{2}}后(?![台来续])                                         # 90后
    | (?:第)?[0-9]\s?季度?(?!以)                                       # 3季度
    | [0-9]++(?:\.[0-9]++){{2,}}                                         # 1.2.3
    | [0-9]\s?对\s?[0-9](?![0-9])                                      # 1对1
    | [0-9]{{1,2}}·[0-9]{{1,2}}(?![0-9])                               # 3·15
    | [0-9]++(?:[:∶：][0-9.]++){{2,}}|[0-9]{{1,3}}[:∶：]0(?![0-9.])    # 5:3:2, 3:0
    # 2×66万千瓦 is an amount
    | (?![0-9]{{1,2}}\s?[×xX*]\s?[0-9.]{{1,5}}\s?(?:万?千瓦|[兆吉]瓦|[MG]W|万?千伏安|兆伏安|MVA))
      [0-9]++(?:\.[0-9]++)?(?!\s?[×xX*]\s?10[\^⁰-⁹¹²³的⁻])
        (?:\s?[×xX*]\s?[0-9]++(?:\.[0-9]++)?){{1,3}}\s?(?:mm|cm|px|毫米|像素|小时)?   # 7×24
    | 1[3-9][0-9]{{9}}(?!\.?[0-9]|\s?(?:[万亿元吨]|[美港欧日]元))     # 13812345678, not 13812345678元
    | 0[0-9]{{2,3}}[-—][0-9]{{7,8}}
    | 400[- —]?[0-9]{{3,4}}[- —]?[0-9]{{3,4}}(?!\.?[0-9]|\s?(?:[万亿元吨家人公台辆户]|[美港欧日]元))
    | [0-9]{{1,4}}(?:[-—][0-9]{{1,5}}){{2,}}                           # 400-800-1234
    | [0-9]{{3,}}+[-—][0-9]{{5,}}+(?!\s?[.万亿元美港欧日个家人吨辆台套%])|0[0-9]{{4,}}+(?![0-9.])                # codes
    | [0-9]++(?:\+(?:[0-9]{{1,4}}(?![0-9])|[A-Za-z]))+                   # 2+26, 1+X
    | (?:720|1080|1440|2160|480)[Pp](?![A-Za-z])|[248]K(?![A-Za-z0-9])  # 1080P, 4K
    | [1-9]\.[05](?=时代|版|模式|阶段|战略|规划)|[1-6]\.5G(?=网|技术|时代|通信|商用|基站|产业|-A)   # 3.0时代, 5.5G网络
    | [0-9]{{1,2}}[.·][0-9]{{1,2}}(?=[”"]?(?:妇女节|劳动节|消费者|大促|购物节|事故|事件|大案|案))
    | (?:1[0-2]|[1-9])[.·](?:[12][0-9]|3[01]|0?[1-9])(?=[”"]?
        (?![十百千万亿]|.?[元吨米里克度分倍个秒岁成斤级件起宗家名人次天年])
        [\u4e00-\u9fff]{{2,6}}?(?:案|事故|火灾|爆炸|地震|空难|矿难))            # 8.12天津港爆炸
    | (?<=[国省县乡]道)[0-9]{{2,4}}线                                    # 国道517线
    | [0-9]{{2,5}}[民刑行执知破赔]{{1,2}}[初终再申监特催保辖]                    # 赣7101行初1130号
    | [0-9]0(?=[、/和及][0-9]0后)|[1-5]A(?=级|景区|旅游)                # 80、90后, 5A级景区
    | [1-7]G(?![A-Za-z0-9])|[2-6]g(?=[/(（\u4e00-\u9fff])                # 5G, 4g手机
    """,
    re.VERBOSE,
)
# What stands behind the digits of all those: 15%, 200余家 and 3000元 cannot be one of them
_ARABIC_GOES_ON = re.compile(
    "[0-9]{5}|[0-9]{1,4}+(?: [0-9]"
    "|\\s?[-–—~～/至到、和及与年财学款届级版赛型月日号°度:：∶时點点分s世后季对·.．×xX*+PpKGgA民刑行执知破赔线])"
)
_DIGIT = "〇零○一二三四五六七八九"
# Dates and clock times that begin with a Chinese numeral.
CHINESE = re.compile(
    rf"""
      [一二][{_DIGIT}0-9]{{3}}年(?:[{_DIGIT}十]{{1,3}}月(?:[{_DIGIT}十]{{1,3}}[日号])?)?      # 二〇二五年三月五日
    | (?:[〇零九八][{_DIGIT}]|七[^八]|一[一三四五六七八九])年(?![间来以内])    # 九八年, 零八年, 一四年
    | (?:十[一二]?|[一二三四五六七八九])月(?:份|[初中底末]|[上中]?[中下]旬|上旬|[{_DIGIT}十廿]{{1,3}}[日号])?
    | [二三]?十?[{_DIGIT}]?[日号](?![内游间均元圆币]|[之以]内|以[上下])
    | (?:十[一二]?|[一二两三四五六七八九])点
        (?:[一二三四五]?十?[{_DIGIT}]?分|半|整|钟|[一三]刻|[一二三四五]十[{_DIGIT}]?)
    | (?:(?<=[午晨晚早夜日号天])|(?<=[早晚]上))                              # 晚上六七点
        (?:十[一二]?|[一二两三四五六七八九]{{1,2}})点(?![{_DIGIT}]|{_POINTS[3:]}
    | [{_DIGIT}十]{{1,3}}世纪|[{_DIGIT}十]0?年代
    | [五六七八九零〇][零〇五]后
    | [一二三四]季(?:度|报)
    """,
    re.VERBOSE,
)
WEB = re.compile(r"(?:https?://|www\.)[!-~]{1,2000}|[A-Za-z0-9._-]{1,64}@[A-Za-z0-9.-]{1,64}")


def find_lookalikes(text: str) -> list[tuple[int, int]]:
    """The spans of names and idioms that hold numerals, in order, not overlapping.

    >>> find_lookalikes("三一重工在四川有三个基地")
    [(0, 4), (5, 7)]
    """
    finder, blocks = _finder()
    matches = finder.find_matches_as_indexes(text)
    spans = [(start, end) for pattern, start, end in matches if blocks[pattern]]
    marks = find_page_marks(text)
    if "://" in text or "www." in text or "@" in text:
        marks += [match.span() for match in WEB.finditer(text)]
    return sorted(spans + marks) if marks else spans


@cache
def _finder() -> tuple[ahocorasick_rs.AhoCorasick, tuple[bool, ...]]:
    words, blocks = [], []
    for row in read_rows("lookalikes", ("word", "reason")):
        words.append(row["word"])
        blocks.append(row.choice("reason", REASONS) != _COUNTS)
    kind = ahocorasick_rs.MatchKind.LeftmostLongest
    return ahocorasick_rs.AhoCorasick(words, matchkind=kind), tuple(blocks)


def skip_lookalike(text: str, position: int) -> int:
    """The end of a date, clock time or code that begins at a numeral, else the position itself.

    >>> skip_lookalike("2024年3月5日开业", 0), skip_lookalike("3家", 0)
    (9, 0)
    """
    if not text[position].isascii():
        match = CHINESE.match(text, position)
    else:
        match = ARABIC.match(text, position) if _ARABIC_GOES_ON.match(text, position) else None
    return match.end() if match else position
