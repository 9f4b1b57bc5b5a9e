"""Articles out of a grammar, and mutations of them: what hypothesis and the fuzzers feed to the program."""

from hypothesis import strategies as st

CITIES = "杭州 宁波 合肥 芜湖 成都 西安 武汉 长沙 泉州 东莞 无锡 沈阳".split()
SUBJECTS = "新能源汽车 集成电路 装备制造业 生物医药 软件业 低空经济 储能 量子科技".split()
METRICS = "产量 产值 出口额 营收 企业数量 研发投入 专利授权量 从业人员".split()
VALUES = (
    "137万辆 5000亿元 18.6% 3.2个百分点 1,234家 三成 超千亿元 约12万人 35:1 数十项 2倍 第三位 不足40亿美元 ９，０００万元 "
    "十四家 1/3 三千五百多个 近百 10-15% 每年600万吨"
).split()
TIMES = "2024年 去年 今年一季度 截至9月底 “十四五”期间 2025年起 近三年 上月 同期 民国113年 2月30日 未来五年".split()
SPEAKERS = (
    "市统计局称， 据海关数据， 一位创业者坦言：“ 副市长周文表示， 《产业白皮书》显示， （数据来源：某研究院） ".split(
        " "
    )
)
LINKS = "，同比增长 ，远超 ，预计达到 ，低于 ，而 、 ，其中 ；并非 （ ） 。 \n \n\n \\n 该市 两地 反观 全市 ".split(
    " "
) + ["\n## 一、"]
MARKS = list("，。、；：？！“”「」（）《》()[]{}%‰~—-…·|#*_/\\\"'<>&=+@\t \u3000\u200b\ufeff\u202e\x00\x07\x1b\r\n")
ODD = ["𠮷", "﹪", "⽉", "½", "Ⅳ", "٣", "①", "㎡", "e\u0301", "👩\u200d🔬", "\ud800", "\U0010ffff", "ﷺ", "ǅ", "İ", "ß"]
HEADS = "责任编辑：王某某 本文来源：江城日报 | 城市 | 产值 | # 标题 二、产业 2025年3月5日 作者：李某 特别声明：以上内容".split()
TRADITIONAL = (
    "臺積電去年營收成長33.9% 軟體企業達700家 憑什么后發産業領先 2024年臺北市實現出口3億美元 導入晶片產線".split()
)

clauses = st.tuples(
    st.sampled_from([*TIMES, "", ""]),
    st.sampled_from([*SPEAKERS, "", "", ""]),
    st.sampled_from(CITIES),
    st.sampled_from(SUBJECTS),
    st.sampled_from(METRICS),
    st.sampled_from("达 为 突破 增至 下降 力争达到 未能超过 或将增长 从".split()),
    st.sampled_from(VALUES),
    st.sampled_from(LINKS),
).map("".join)
pieces = clauses | st.sampled_from([*VALUES, *TIMES, *SPEAKERS, *LINKS, *MARKS, *HEADS, *CITIES, *TRADITIONAL])
articles = st.lists(pieces, min_size=1, max_size=12).map("".join)
news = st.lists(clauses, min_size=1, max_size=6).map("".join)
"""Articles without odd characters."""
noise = st.lists(pieces | st.sampled_from(ODD) | st.text(max_size=6), max_size=30).map("".join)
anchors = st.none() | st.dates()


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """An article with stretches removed, doubled, turned round, or put elsewhere."""
    text = draw(articles)
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 20)))
        change = draw(st.sampled_from(["cut", "double", "turn", "mark", "odd"]))
        text = text[:start] + _changed(text[start:end], change, draw) + text[end:]
    return text


def _changed(stretch: str, change: str, draw: st.DrawFn) -> str:
    if change == "mark":
        return draw(st.sampled_from(MARKS)) * draw(st.integers(1, 3))
    if change == "odd":
        return draw(st.sampled_from(ODD))
    return {"cut": "", "double": stretch * 2, "turn": stretch[::-1]}[change]


texts = articles | mutated() | noise
