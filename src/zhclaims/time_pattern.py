"""One regular expression with a group for each kind of piece of a time, tried only where one can begin."""

import re
from functools import cache

from zhclaims.calendar_cn import festivals
from zhclaims.time_names import event_names
from zhclaims.time_numerals import digit_pieces, han_pieces
from zhclaims.time_parts import HAN
from zhclaims.time_words import word_pieces

# Where a piece can begin with a digit: 2024年, 3月, 5-10月, 2024-03, 80年代, 2024Q3.
_JOINTS = "(?:-{1,2}|—{1,2}|[–~～〜－至到、和与及])"
DIGIT_GUARD = (
    r"(?=[0-9])(?:(?<![0-9A-Za-z#$¥])(?:(?<![0-9][,:/·])|(?<=20[0-9]{2}/))|(?<=\\n))"
    "(?=[0-9]{1,4}(?:[ ]?[年月日号财会学世天个周星礼季上下前第全春国中端清元五双暑寒一二三四六两这]|"
    "[./·][0-9]|[HQhq][1-4]|购|大促|晚会|期间)|"
    # 2021-2023, 24-03-05, 1-9月: a joint leads to a year or to the word that closes a range
    f"(?:19|20)[0-9]{{2}}[ ]?{_JOINTS}|[0-9]{{2}}-[0-9]{{1,2}}-[0-9]{{1,2}}(?![-0-9])|"
    f"[0-9]{{1,4}}[ ]?{_JOINTS}[ ]?[0-9一二三四五六七八九十]{{1,4}}[ ]?[年月日号季个])"
)
HAN_GUARD = (
    "(?=[〇零○一二三四五六七八九十廿两])(?:(?=[〇零○0一二三四五六七八九十廿百千两]{1,7}+"
    "(?:[年月日号世天个周星礼季节夕]|[-–—~～至到、]|[长假]|[期假]|期间|前夕|当天|当日|黄金|小长|规划|时期|末|以来|"
    "收官|开局|妇女|劳动|青年|儿童|国际|建军))|(?<=年)(?=[五六七八十]一))"
)
# How the word pieces begin, so that few places of a text are tried at all.
WORD_STARTS = (
    "每 日[产供送处接加输吞客] FY 民国 昭和 平成 令和 公元 同[期年月日一] 今 "
    "去[年春夏秋冬今] 昨 大[前后年] 明[年天日早晚春夏秋后（(] 来年 "
    f"前[年天日晚头一半期{HAN}十两0-9（(] 后[年天半期{HAN}十两0-9] "
    f"上[年一世个月周季半上下中旬午星礼财{HAN}十两0-9] 下[年一个月周季半下旬午星礼财{HAN}十两0-9] "
    "次[年月日季] 翌[年日] 当[年月天日晚季个周] 该年 是年 这[一个月周星礼] 全年 本[年世月周季个星礼财] "
    f"新[世财] 半[年个] 月[初底末] 头[{HAN}十两0-9] 首[季月个两{HAN}十0-9] 最[近后] 第[{HAN}十0-9] 末 Q[1-4] "
    "的[第上中下春夏秋冬暖寒初早前底末后开收最头] 春[季天] 夏[季天] 秋[季天] 冬[季天月] 暖冬 寒冬 "
    f"农历 阴历 闰 正月 腊月 周[{HAN}日天均] 星期 礼拜 隔[天日] 近 过去 在过 未来 今后 接下 "
    "年[均初底末内中] 月均 日均 岁末 伊始 早 晚 夜 初 中下 中[期叶，,。；）)旬午] 底 内 凌晨 清晨 晨间 "
    "傍晚 午[后间] 深夜 盘[前后] 开局 收官 （[周星礼] [(][周星礼]"
).split()


@cache
def piece_pattern() -> re.Pattern[str]:
    """One piece of a time, in a group named after its kind and a letter for how it begins: year_d, year_h, year_w."""
    groups = (
        f"{guard}(?:{'|'.join(f'(?P<{kind}_{letter}>{pattern})' for kind, pattern in pieces.items())})"
        for guard, letter, pieces in (
            (DIGIT_GUARD, "d", digit_pieces()),
            (HAN_GUARD, "h", han_pieces()),
            (_word_guard(), "w", word_pieces()),
        )
    )
    first = "".join({start.strip("[")[0] for start in _word_starts()}) + "”（0-9〇零○十廿两" + HAN
    return re.compile(f"(?=[{first}])(?:{'|'.join(groups)})")


def _word_starts() -> list[str]:
    """WORD_STARTS, the first two characters of festivals, and events in full, as 北京 begins more than 北京奥运会."""
    events = event_names()
    quoted = "".join({re.escape(name[0]) for name in (*festivals(), *events)})  # “双十一”, “3·15”
    quotes = [f"{quote}[{HAN}十{quoted}]" for quote in '“"「']
    return WORD_STARTS + sorted({name[:2] for name in festivals() if name[0] not in "0123456789"}) + events + quotes


def _word_guard() -> str:
    return f"(?={'|'.join(_word_starts())})"
