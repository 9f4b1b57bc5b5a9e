"""Tells which time holds for a figure: the nearest in its clause or sentence, or one from earlier in its line."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from zhclaims.time_closing import (
    LEFT,
    LEFT_REACH,
    REPORT,
    SHARE_AFTER,
    SHARE_BEFORE,
    is_adverbial,
    is_labelled,
    is_left,
)
from zhclaims.types import Time

# Without the text: how far back a clause and the sentences before reach.
CLAUSE_REACH, CARRY_REACH = 15, 120
# A time at the start of its clause goes on for one more sentence; at the start of a line for as long as this.
CARRY_SENTENCES, LINE_REACH = 1, 400
CLAUSE_END = re.compile(r"[，,。；;：:！？!?\n]|\\n")
SENTENCE_END = re.compile(r"[。！？!?\n]|\\n")
# 2017年成立，目前有300人: the figure is of now, whatever was named before; 比目前的水平高3度 only compares with it.
PRESENT = re.compile(r"(?<![比较于])(?:目前|眼下|如今|现[在时有]|现正|当前|现阶段)|迄今|至今|此前|近年来")
# 2016年营收8亿元，未来将达20亿元: the figure is of a day to come.
AHEAD = re.compile("(?:未来|将来|今后)(?=[，,将必会要可还也能]|有望|计划|预计)")
# 高于2021年的39%, 是2017年100亿元的95倍: what a figure is compared with is itself a figure, of the baseline's time.
DIRECT = re.compile(r"(?:同期)?的?(?:约|近|逾|超)?")
# 由2019年的12%|升至30%: what it rose to is of the time talked about, or of none that is named.
REACHED = re.compile(r"[^，。；]{0,12}?[0-9一二三四五六七八九十两几半][^，。；]{0,20}?[至到为成]了?[^，。；0-9]{0,4}\Z")
# 去年动工，总投资30亿元: what is built has its size at all times
BEGUN = re.compile(r"[^，,。；;0-9]{0,16}?(?:开工|动工|破土|奠基|落户|注册)(?:建设)?(?=[，,。；;])")
# 2023年的31亿元: the year of the figure behind it; 5家工厂（2019年）: of the one before it
OF_FIGURE = re.compile("的[约近逾超]?[0-9]")
BEHIND_FIGURE = re.compile(r"[0-9][^，,。；;：:、（()）]{0,5}[（(]\Z")
BEHIND_REACH = 8
# 8000元每月: what recurs may stand behind its figure, where no verb follows (6万人每年参观).
EACH_BEHIND = re.compile("(?=[，,。；;、）)”的]|$)")
# 21世纪 is the time of an age, not of the figures of other sentences.
LONG = 90
# 首批6台|须于明年3月交付: what words stand between a figure and the time at which it is due.
DUE_AT = re.compile(r"[^，,。；;：:！？!?\n0-9]{0,16}(?:[将须拟应]|计划|预计|有望)[于在至]")
# How many times before a figure are asked whether they are surely of something else.
NEAREST = 4
# 2022年投产。… tells of a day in a life, and 现有, 每, 可 of what is always so; 其中 and 同比 go on with the report.
EVENT = re.compile(
    "投产|开工|落户|注册|成立|启用|上线|签[约订]|建成|竣工|动工|获批|印发|出台|发布|挂牌|收购|入驻|创[办立]|设立|毕业|回国|辞职|加入|"
    "上市|公布|宣布|通车|投用|交付|开业|启动|揭牌|奠基|落成|搬|迁|来到|召开|当选"
)
STANDING = re.compile("现有|拥有|每[^年]|[将拟可]|计划|[已设配]有")
REPORTED = re.compile("其中|同比|增长|下降|增速|实现|完成|[全当该]年|增加|同期|[合总累]计")
MULTIPLE = re.compile(r"[0-9.]{0,8}[一二三四五六七八九十百几数两]{0,4}多?(?:倍|分之|番)|一?半|翻")


def time_in_force(
    times: Sequence[Time],
    start: int,
    line_start: int,
    sentence_start: int,
    *,
    text: str = "",
    end: int | None = None,
) -> tuple[Time | None, str]:
    """Give the time that holds for a figure at `start`, and the rule that says so; `times` are in the text's order.

    A baseline (比上年, 与2020年相比) and a year in a title hold for nothing, a recurring time (日均) and a founding
    year only in their clause, a day only in its sentence, and none past 目前. `text` tells clauses and 目前 apart;
    `end` is the figure's end, for a time in a bracket right after it or at which it is due.

    >>> from zhclaims.times import find_times
    >>> text = "2024年产量增长5%，达到9万台，比上年快。目前员工300人。"
    >>> times = find_times(text, None)
    >>> [time_in_force(times, text.index(figure), 0, at, text=text)[1] for figure, at in (("9万", 0), ("300", 23))]
    ['time:sentence_start', 'time:present']
    """
    attached = _attached(times, text, end)
    if attached:
        return attached, "time:attached"
    time, rule = _time_before(times, start, line_start, sentence_start, text)
    if rule != "time:in_clause" and (coming := _coming(times, text, end)):
        return coming, "time:in_clause"
    return time, rule


def _time_before(
    times: Sequence[Time], start: int, line_start: int, sentence_start: int, text: str
) -> tuple[Time | None, str]:
    """The nearest time before the figure in its line that holds for it."""
    at = bisect_left(times, start, key=lambda time: time.start)
    for time in reversed(times[:at]):
        if time.start < line_start:
            break
        rule = _rule(time, start, line_start, sentence_start, text) if time.end <= start else ""
        if rule:
            return (None if rule == "time:present" else time), rule
    return None, "time:none"


def _rule(time: Time, start: int, line_start: int, sentence_start: int, text: str) -> str:
    """Why the time holds for the figure; "" where it does not and an earlier one may."""
    between = text[time.end : start]
    if "baseline" in time.flags:
        return "time:in_clause" if text and _is_compared(time, start, text) else ""
    if "in_title" in time.flags:
        return ""
    if _tells_of_now(between):
        return "time:present"
    if is_ruled_out(time, start, text):
        return ""
    if CLAUSE_END.search(between) is None if text else start - time.end <= CLAUSE_REACH:
        return "time:in_clause"
    if time.recurring or "founding" in time.flags or _is_spent(time, text):
        return ""
    if time.start >= sentence_start:
        return "time:sentence_start"
    return "time:carried_from_paragraph" if _carries(time, start, line_start, text) else ""


def _tells_of_now(between: str) -> bool:
    """Whether a figure behind these words is of now; that of 由目前的12%提高到|30% is not."""
    return any(
        not (LEFT.search(between[: match.start()]) and REACHED.match(between, match.end()))
        for match in PRESENT.finditer(between)
    )


def ruled_out(times: Sequence[Time], start: int, sentence_start: int, text: str) -> tuple[Time, ...]:
    """The last times before a figure in its sentence that are surely of something else."""
    at = bisect_left(times, start, key=lambda time: time.start)
    near = times[max(at - NEAREST, 0) : at]
    if near and near[-1].end <= start and _is_compared(near[-1], start, text):
        return tuple(near[:-1])
    return tuple(time for time in near if sentence_start <= time.start and is_ruled_out(time, start, text))


def is_ruled_out(time: Time, start: int, text: str) -> bool:
    """Whether a time is surely of something else: 由2012年的3亿元增长到|9亿元, 成立日期：2003年, 上年为8亿元，|…"""
    if is_labelled(text, time.start) or (REACHED.match(text, time.end, start) and _is_left(time, text)):
        return True
    if AHEAD.search(text, time.end, min(start, time.end + CARRY_REACH)):
        return True
    of_its_own = "aside" in time.flags or _of_today(time, text) or _is_behind_figure(time, text)
    return of_its_own and CLAUSE_END.search(text, time.end, start) is not None


def _carries(time: Time, start: int, line_start: int, text: str) -> bool:
    """A day is when something was done, 到2030年 a target: the next sentence is of neither; a year goes on."""
    if time.text.startswith(("到", "至")):
        return False
    if time.first and time.last and (time.first == time.last or time.last.year - time.first.year > LONG):
        return False
    if not text:
        return start - time.end <= CARRY_REACH
    if not text[line_start : time.start].strip():
        return start - time.end <= LINE_REACH
    ends = [match.end() for match in SENTENCE_END.finditer(text, time.end, start)]
    leads = is_adverbial(text, time.start) or REPORT.match(text, time.end)
    if not leads or len(ends) > CARRY_SENTENCES:
        return False
    own = text[ends[-1] if ends else time.end : start]
    told_once = EVENT.search(CLAUSE_END.split(text[time.end : start], maxsplit=1)[0])
    return REPORTED.search(own) is not None or not (told_once or STANDING.search(own))


def _is_spent(time: Time, text: str) -> bool:
    """Whether a time is for nothing beyond its clause: 去年开工，…, 由去年的12%…, 2023年的31亿元…"""
    if BEGUN.match(text, time.end) or OF_FIGURE.match(text, time.end):
        return True
    return text.startswith("的", time.end) and _is_left(time, text)


def _is_left(time: Time, text: str) -> bool:
    """由去年的12%; but 由每天12吨 and 由年初的12% tell of the same days and year."""
    if time.recurring or time.text.endswith("初"):
        return False
    return is_left(text, time.start)


def _is_compared(time: Time, start: int, text: str) -> bool:
    """高于2021年的|39%: what a figure is compared with is itself a figure, of the baseline's time."""
    if "baseline" not in time.flags or not DIRECT.fullmatch(text, time.end, start):
        return False
    return not (MULTIPLE.match(text, start) or _is_shared(time, start, text))


def _is_shared(time: Time, start: int, text: str) -> bool:
    """恢复至2019年的86%, 不到去年的一半: the figure is a share of what there was then."""
    if not SHARE_AFTER.match(text, time.end) or not DIRECT.fullmatch(text, time.end, start):
        return False
    return SHARE_BEFORE.search(text, max(time.start - LEFT_REACH, 0), time.start) is not None


def _of_today(time: Time, text: str) -> bool:
    """今天的长三角 is the region as it is, not what it does today."""
    return time.text.startswith(("今天", "今日")) and text[time.end : time.end + 1] == "的"


def _is_behind_figure(time: Time, text: str) -> bool:
    """Whether the time is all that a bracket behind a figure says: 5家工厂（2019年）."""
    if text[time.end : time.end + 1] not in ("）", ")"):
        return False
    return BEHIND_FIGURE.search(text, max(time.start - BEHIND_REACH, 0), time.start) is not None


def _coming(times: Sequence[Time], text: str, end: int | None) -> Time | None:
    """The time behind a figure that says when it will be: 首批6台|须于明年3月交付."""
    if end is None:
        return None
    at = bisect_left(times, end, key=lambda time: time.start)
    found = times[at] if at < len(times) else None
    is_due = found and not found.recurring and not found.flags and DUE_AT.fullmatch(text, end, found.start)
    return found if is_due else None


def _attached(times: Sequence[Time], text: str, end: int | None) -> Time | None:
    """The time in the bracket that opens at the figure's end, 352万辆（2021年）, or 每月 right behind it."""
    if end is None:
        return None
    at = bisect_left(times, end, key=lambda time: time.start)
    found = times[at] if at < len(times) else None
    if found and found.recurring and not text[end : found.start].strip() and EACH_BEHIND.match(text, found.end):
        return found
    if text[end : end + 1] not in ("（", "("):
        return None
    if found is None or found.start != end + 1 or text[found.end : found.end + 1] not in ("）", ")"):
        return None
    return None if {"baseline", "in_title"}.intersection(found.flags) else found
