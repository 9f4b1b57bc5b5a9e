"""The days, feasts and events that have names, as patterns made from the lexicons."""

import re

from zhclaims.calendar_cn import festivals
from zhclaims.lexicon import read_rows
from zhclaims.time_parts import AFTER_YEAR, HAN

NOT_FESTIVAL = "(?![目奏约能点气省选])"


def festival_names(first: str | None) -> str:
    """The named days that begin with one of some characters, or with none of the numerals."""
    chosen = [
        festival
        for festival in sorted(festivals().values(), key=lambda festival: -len(festival.name))
        if (festival.name[0] in first if first else festival.name[0] not in "0123456789" + HAN + "十")
    ]
    alone = "|".join(re.escape(festival.name) for festival in chosen if festival.stands != "cued") or "(?!)"
    cued = "|".join(re.escape(festival.name) for festival in chosen if festival.stands == "cued") or "(?!)"
    tail = f"(?:节{NOT_FESTIVAL}|大促|购物节|晚会)?(?:小?长假|假期|黄金周|档(?![案次])|期间|假日|当[天日])?"
    cue = f"(?:节{NOT_FESTIVAL}|小?长假|假期|黄金周|期间|假日|大促|购物节|晚会|前夕|当[天日])"
    found = (
        rf"(?:(?<![0-9A-Za-z.])|{AFTER_YEAR})(?:(?:{alone})(?![0-9路村]|上河图|阅兵|大[街道]|(?<=圣诞)(?:[树老礼集饰帽贺颂歌餐卡装]|晚[会宴])){tail}|(?:{cued})(?={cue}){tail}|"
        rf"(?<=年)(?:{cued})(?=$|[，,。；]))"
    )
    if first:
        return found
    names = "|".join(re.escape(name) for name in sorted(festivals(), key=len, reverse=True))
    return rf"[“\"「](?:{names})[”\"」](?:晚会)?{tail}|{found}"


def events() -> str:
    return "|".join(re.escape(name) for name in event_names())


def event_names() -> list[str]:
    rows = read_rows("times_events", ("name", "first", "last"))
    return sorted((row["name"] for row in rows), key=len, reverse=True)
