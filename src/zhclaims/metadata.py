"""What is known of an article beside its text: title, date, publisher and URL, from a CSV, front matter or dateline."""

import re
from dataclasses import dataclass, fields, replace
from datetime import date

from zhclaims.simplify import simplify

# Names of columns and keys, and which field they fill.
COLUMNS = {
    "title": ("title", "headline", "标题", "標題"),
    "published": (
        "published",
        "date",
        "publish_time",
        "published_at",
        "pub_date",
        "pubdate",
        "publish_date",
        "日期",
        "发布时间",
    ),
    "publisher": ("publisher", "source", "media", "来源", "來源"),
    "url": ("url", "link", "链接"),
}
DATE = re.compile(
    r"""(?<!\d)(?:
          (?P<year>(?:19|20)\d\d)\s?(?P<mark>[-/.年])\s?(?P<month>\d{1,2})\s?(?:(?P=mark)|月)\s?(?P<day>\d{1,2})(?!\d)
        | (?P<plain>(?:19|20)\d{6})(?!\d)
        | (?:中华)?民国\s?(?P<roc>\d{2,3})\s?年\s?(?P<roc_month>\d{1,2})\s?月\s?(?P<roc_day>\d{1,2})\s?日)""",
    re.VERBOSE,
)
# 二〇二五年二月十一日
CHINESE_DATE = re.compile(
    r"([二一][〇零○Oo一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十廿卅]{1,3})日"
)
FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?P<body>(?:[^\n]{0,2000}\n){0,60}?)---[ \t]*(?:\r?\n|$)")
FRONT_MATTER_LINE = re.compile(r"(?P<key>[\w-]{1,40}|[\u4e00-\u9fff]{2,6})[ \t]*[:：][ \t]*(?P<value>\S[^\n]{0,500})")
# 来源：江城日报; 稿源：
PUBLISHER = re.compile(r"(?:来源|稿源|来自|发布机构|媒体)\s?[:：]\s?(?P<name>[^\s|｜丨,，。；;（）()<>]{2,25})")
# 新华社杭州3月5日电; 某某社北京2025年3月5日讯
AGENCY = re.compile(
    r"""[（(【]?(?P<name>[\u4e00-\u9fffA-Za-z]{1,8}?(?:社|网|报|电视台|财经))[】）)\s]{0,2}[\u4e00-\u9fff]{0,8}
        (?:(?:19|20)\d\d年)?\d{1,2}月\d{1,2}日(?:电|讯|消息)""",
    re.VERBOSE,
)
# 某某产经洛阳2025年2月24日讯; （2025年3月5日）今天……
DATED_START = re.compile(
    r"[^\d，。；]{0,20}(?:19|20)\d\d年\d{1,2}月\d{1,2}日(?:电|讯|消息)|[（(]\s*(?:19|20)\d\d年\d{1,2}月\d{1,2}日\s*[)）]"
)
# 江城日报 2025年3月5日: nothing but who publishes beside the date
MEDIA = re.compile(
    r"[\u4e00-\u9fffA-Za-z]{1,12}(?:报|网|社|观察|财经|新闻|周刊|杂志|电视台|研究院|在线|客户端|传媒|号|资讯|评论)"
)
LABEL = re.compile(
    r"(?:发布|发表|更新|出版|刊发|刊登|报道)?(?:时间|日期|于)\s?[:：]?|来源|作者|记者|编辑|日讯|日电|稿源|原标题|撰文|摄影|^文[/｜丨:：]|图/"
)
# 索引号：… 发布日期：2025年3月5日 主题词：… : the head of a page of an authority, run together with its text
LABELLED = re.compile(
    r"(?:发布|发表|发稿|刊发|发文|成文|印发|上传|公开)(?:时间|日期)\s?[:：]\s?(?:19|20)\d\d\s?[-/.年][^，。；]{3,8}"
)
NOT_A_BYLINE = re.compile(r"[。；！？]|，.{8,}，")
HEAD_LINES, TAIL_LINES, BYLINE_LENGTH = 8, 4, 70
HEAD, TAIL = 1000, 400
LONGEST_SHOWN = 40
"""Characters of a wrong date that are told."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of an article; empty where it is not."""

    title: str = ""
    published: date | None = None
    publisher: str = ""
    url: str = ""
    wrong_date: str = ""
    """What was given as the date and is none: published is '去年'. Where it stands is put before it by `found_in`."""

    def or_else(self, other: "Metadata") -> "Metadata":
        """Give these values, and the other's where there is none; beside a date, no wrong date of the other's."""
        both = Metadata(*(getattr(self, field.name) or getattr(other, field.name) for field in fields(self)))
        return replace(both, wrong_date=self.wrong_date) if self.published else both

    def found_in(self, where: str) -> "Metadata":
        """The same, with the place of a wrong date."""
        return replace(self, wrong_date=f"{where}: {self.wrong_date}") if self.wrong_date else self


def parse_date(text: str) -> date | None:
    """Read the first full date of a short text; None where there is none or it does not exist.

    >>> parse_date("2025-03-05T10:20:00+08:00"), parse_date("民國113年11月15日"), parse_date("2025年3月")
    (datetime.date(2025, 3, 5), datetime.date(2024, 11, 15), None)
    """
    match = DATE.search(_arabic_dates(simplify(text)))
    if match is None:
        return None
    if match["plain"]:
        year, month, day = match["plain"][:4], match["plain"][4:6], match["plain"][6:]
    elif match["roc"]:
        year, month, day = str(int(match["roc"]) + 1911), match["roc_month"], match["roc_day"]
    else:
        year, month, day = match["year"], match["month"], match["day"]
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _arabic_dates(text: str) -> str:
    return CHINESE_DATE.sub(lambda match: "{}年{}月{}日".format(*map(_arabic, match.groups())), text)


def _arabic(number: str) -> str:
    """The digits of a year by place (二〇二五), of a month or day by tens (二十三, 廿三)."""
    digits = {character: str(value) for value, character in enumerate("〇一二三四五六七八九")} | dict.fromkeys(
        "零○Oo", "0"
    )
    number = number.replace("廿", "二十").replace("卅", "三十")
    if "十" not in number:
        return "".join(digits[character] for character in number)
    tens, ones = number.split("十", 1)
    return digits.get(tens, "1") + (digits.get(ones, "0"))


def from_mapping(values: dict[str, str]) -> Metadata:
    """Pick the known columns or keys, whatever their case; a date that cannot be read is left out, and told of."""
    lowered = {key.strip().lower(): value.strip() for key, value in values.items() if value}
    found = {
        field: next((lowered[name] for name in names if lowered.get(name)), "") for field, names in COLUMNS.items()
    }
    published = parse_date(found["published"])
    wrong = f"published is {found['published'][:LONGEST_SHOWN]!r}" if found["published"] and not published else ""
    return Metadata(found["title"], published, found["publisher"], found["url"], wrong)


def from_front_matter(text: str) -> Metadata:
    """Read the block between --- lines at the top of a text.

    >>> from_front_matter("---\\ntitle: 两座城市\\ndate: 2025-03-05\\n---\\n正文").title
    '两座城市'
    """
    matter = FRONT_MATTER.match(text)
    if matter is None:
        return Metadata()
    lines = map(FRONT_MATTER_LINE.fullmatch, map(str.strip, matter["body"].splitlines()))
    return from_mapping({line["key"]: _unquoted(line["value"]) for line in lines if line})


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def from_dateline(text: str) -> Metadata:
    """Read date and publisher from the byline lines at the top, or from a date that stands alone at either end.

    A dateline without a year (新华社杭州3月5日电) gives no date. The text is in either script.

    >>> from_dateline("两座城市\\n2025-03-05 10:20 来源：江城日报\\n正文……")
    Metadata(title='', published=datetime.date(2025, 3, 5), publisher='江城日报', url='', wrong_date='')
    """
    head = _arabic_dates(simplify(text[:HEAD])).replace("\\n", "\n ").splitlines()
    tail = _arabic_dates(simplify(text[-TAIL:])).replace("\\n", "\n ").splitlines()[1:] if len(text) > TAIL else []
    head = [line.strip() for line in head if line.strip()][:HEAD_LINES]
    tail = [line.strip() for line in tail if line.strip()][-TAIL_LINES:]
    published = next((day for line in [*head, *reversed(tail)] if (day := _date_of_byline(line))), None)
    publisher = next((name for line in head if (name := _publisher_of_byline(line))), "")
    return Metadata(published=published, publisher=publisher)


def _date_of_byline(line: str) -> date | None:
    """The date of a line that is a byline, or of the bracket or dateline a line begins with."""
    dated = DATED_START.match(line) or AGENCY.match(line) or LABELLED.search(line)
    if dated:
        return parse_date(dated[0])
    match = DATE.search(line[:BYLINE_LENGTH])
    if match is None or len(line) > BYLINE_LENGTH or NOT_A_BYLINE.search(line):
        return None
    around = (line[: match.start()] + line[match.end() :]).strip("日（）()[]【】 \t\u3000:：")
    alone = not re.search(r"[\u4e00-\u9fffA-Za-z]", around) or MEDIA.fullmatch(around)
    beside = re.search(r"[|｜丨·]", around) is not None and "，" not in around
    return parse_date(match[0] + "日") if alone or beside or LABEL.search(line) else None


def _publisher_of_byline(line: str) -> str:
    agency = AGENCY.match(line)
    if agency:
        return "" if agency["name"].startswith("本") else agency["name"]
    named = PUBLISHER.search(line) if len(line) <= BYLINE_LENGTH and not NOT_A_BYLINE.search(line) else None
    return named["name"] if named else ""
