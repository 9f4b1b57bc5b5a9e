"""clean: titles, headings, sentences, table rows and boilerplate, in order, without overlap, covering all text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhclaims import lexicon
from zhclaims.boilerplate import _load_rules, is_page_line
from zhclaims.clean import LINE_BREAK, find_title, lay_out
from zhclaims.errors import LexiconError

PIECES = st.sampled_from(
    [
        *'。！？!?.；，、：“”「」"（）()【】《》|\t \n\r　#-*',
        "\\n",
        "\r\n",
        "杭州",
        "3.5%",
        "一、",
        "他说",
        "http://a.cn/?b=1",
    ]
    + [
        "责任编辑：",
        "特别声明",
        "---\n",
        "title: x\n",
        "2025年3月5日",
        "相关阅读",
        "\u2028",
        "\ud800",
        "０",
        "Notice: ",
    ]
)


def spans(text, title=""):
    return [(sentence.kind, text[sentence.start : sentence.end]) for sentence in lay_out(text, title)]


def bodies(text):
    """The sentences of a line that stands under a title."""
    return [span for kind, span in spans(f"标题一行\n{text}\n末段结束。")[1:-1] if kind == "body"]


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
@settings(deadline=None, max_examples=300)
def test_sentences_are_sorted_trimmed_and_cover_all_but_white_space(text):
    sentences = lay_out(text)
    end = 0
    left_out = []
    for sentence in sentences:
        assert end <= sentence.start < sentence.end <= len(text)
        assert text[sentence.start : sentence.end] == text[sentence.start : sentence.end].strip()
        left_out.append(text[end : sentence.start])
        end = sentence.end
    left_out.append(text[end:])
    assert not "".join(LINE_BREAK.sub("", part) for part in left_out).strip()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("产值增长。出口下降！为什么？", ["产值增长。", "出口下降！", "为什么？"]),
        ("增长3.5%。GDP为1.2万亿元。", ["增长3.5%。", "GDP为1.2万亿元。"]),
        ("他说：“我们招了五百人。明年再招。”会议结束。", ["他说：“我们招了五百人。", "明年再招。”", "会议结束。"]),
        ("“产量翻番。”厂长表示，订单很多。", ["“产量翻番。”厂长表示，订单很多。"]),
        ("「成本降了兩成。」林小姐說。", ["「成本降了兩成。」", "林小姐說。"]),
        ("他提出“凭什么是合肥？”的疑问，没人回答。", ["他提出“凭什么是合肥？”的疑问，没人回答。"]),
        ("口号是“再快一点！”，全厂都知道。", ["口号是“再快一点！”，全厂都知道。"]),
        ("他高声说“出发！”车队就走了。", ["他高声说“出发！”车队就走了。"]),
        ("出货量（据厂方统计。含试产）为三万台。", ["出货量（据厂方统计。含试产）为三万台。"]),
        ("营收下降。（数据截至九月底。）利润上升。", ["营收下降。", "（数据截至九月底。）", "利润上升。"]),
        ("《为什么是宁波？》一书出版。", ["《为什么是宁波？》一书出版。"]),
        ("这家店……其实是工厂。", ["这家店……其实是工厂。"]),
        ("见https://example.com/a?b=1.2&c=!x 一页。再看。", ["见https://example.com/a?b=1.2&c=!x 一页。", "再看。"]),
        ("真的吗？！当然。", ["真的吗？！", "当然。"]),
        ("产值下降;就业上升。", ["产值下降;就业上升。"]),
        ("租金下降了. 订单没有. 版本是2.5.1版。", ["租金下降了.", "订单没有.", "版本是2.5.1版。"]),
        ("Sales grew. Exports: 2.5 Percent.", ["Sales grew.", "Exports: 2.5 Percent."]),
        ('厂长说:"产量翻番。" 第二天停产。', ['厂长说:"产量翻番。"', "第二天停产。"]),
        ("Yahoo!奇摩与什么?他问!结束", ["Yahoo!", "奇摩与什么?", "他问!", "结束"]),
        ("（没有关上的括号。第二句。", ["（没有关上的括号。", "第二句。"]),
        ("“没有关上的引号。第二句。", ["“没有关上的引号。", "第二句。"]),
    ],
)
def test_lines_are_cut_into_sentences(line, expected):
    assert bodies(line) == expected


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\\n", "\\r\\n", "\u2028", "\x0b"])
def test_each_kind_of_line_break_ends_a_line(line_break):
    text = line_break.join(["两座工厂的账本", "产值在增长。", "出口在下降。"])
    assert spans(text) == [("title", "两座工厂的账本"), ("body", "产值在增长。"), ("body", "出口在下降。")]
    assert [sentence.paragraph for sentence in lay_out(text)] == [0, 1, 2]


def test_wide_spaces_after_a_full_stop_begin_a_paragraph():
    text = "　　前一段说增长。　　厂里的机器　　后一段说的是产值在下降，出口也在下降。再说一句。"
    assert [(sentence.paragraph, sentence.kind) for sentence in lay_out(text)] == [
        (0, "body"),
        (1, "heading"),
        (2, "body"),
        (2, "body"),
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "一、佛山：先有厂后有城",
        "（二）东莞的另一条路",
        "(3) 谁在为产线付钱",
        "4. 政策与市场",
        "05 最后的窗口",
        "第六章 人才",
        "## 七个数字",
        "【写在后面】",
        "**谁在离开**",
        "答案在老厂房里",
        "为什么是绍兴？",
        "“灯塔工厂”的代价",
        "Part 2 出海",
    ],
)
def test_headings_hold_for_the_text_under_them(heading):
    text = f"两座工厂的账本\n首段说的是背景情况，没有数字。\n{heading}\n这一段说的是产值在增长，出口在下降。"
    title, first, found, last = lay_out(text)
    assert (title.kind, first.kind, found.kind, last.kind) == ("title", "body", "heading", "body")
    assert (first.section, last.section) == ("", heading.strip("#*【】 "))


@pytest.mark.parametrize(
    "line",
    [
        "产值增长两成。",
        "央视记者报道：",
        "一、产值增长5%；出口下降。",
        "营业收入：3.5亿元",
        "- 研发投入五亿元",
        "“我们没有退路！”",
        "这一行虽然没有句号但是写得实在太长了所以它应该是一段漏了标点的正文才对",
        "其中，",
    ],
)
def test_lines_that_are_no_headings(line):
    text = f"两座工厂的账本\n首段说的是背景情况，没有数字。\n{line}\n这一段说的是产值在增长，出口在下降。"
    assert lay_out(text)[2].kind == "body"


def test_a_list_of_short_lines_is_no_row_of_headings():
    text = "参展企业名单\n下面是今年参展的企业名单，共有三家。\n蓝岸重工\n云汉精密\n北辰光学"
    assert [sentence.kind for sentence in lay_out(text)] == ["title", "body", "body", "body", "body"]


def test_a_heading_inside_a_run_on_line_is_found():
    text = "两地的差别很大。一、佛山：先有厂 佛山去年投产两条线。二、中山：先有路 中山修了三条路。"
    assert [(s.kind, s.section) for s in lay_out(text)] == [
        ("body", ""),
        ("heading", ""),
        ("body", "一、佛山：先有厂"),
        ("heading", ""),
        ("body", "二、中山：先有路"),
    ]


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        ("两座工厂的账本\n正文一句。", "", ("title", "两座工厂的账本")),
        ("谁在买机器人？\n正文一句。", "", ("title", "谁在买机器人？")),
        ("某某早报\n两座工厂的账本\n正文一句。", "两座工厂的账本", ("body", "某某早报")),
        ("产值在增长。\n正文一句。", "", ("body", "产值在增长。")),
        ("产值增长了5%", "", ("body", "产值增长了5%")),
        ("这一行是一段很长的正文" * 8 + "\n正文一句。", "", ("body", "这一行是一段很长的正文" * 8)),
        (
            "两座工厂的账本，以及别的事。\n正文。",
            "两座工厂的账本，以及别的事",
            ("title", "两座工厂的账本，以及别的事。"),
        ),
        ("# 两座工厂的账本\n\n正文一句。", "两座工厂的账本", ("title", "# 两座工厂的账本")),
    ],
)
def test_the_title_is_the_one_given_or_a_short_first_line(text, title, expected):
    assert spans(text, title)[0] == expected


def test_a_byline_above_the_title_is_passed_over():
    text = "来源：江城日报\n2025-03-05 10:20\n两座工厂的账本\n正文一句。"
    assert [kind for kind, _ in spans(text)] == ["boilerplate", "boilerplate", "title", "body"]
    assert text[slice(*find_title(text))] == "两座工厂的账本"


def test_a_text_without_a_title_has_none():
    assert find_title("产值在增长。\n出口在下降。") == (0, 0)


def test_front_matter_is_boilerplate():
    text = "---\ntitle: 账本\ndate: 2025-03-05\n---\n\n# 账本\n\n产值在增长。"
    assert [kind for kind, _ in spans(text)] == ["boilerplate"] * 4 + ["title", "body"]


def test_rows_of_tables_are_one_sentence_each():
    text = "下表单位为台。\n| 市场 | 2023年 |\n|---|---|\n| 欧洲 | 12 |\n城市\t产值\t增速\n东莞\t35\t5%\n末段结束。"
    assert [kind for kind, _ in spans(text)] == ["body", *["table"] * 5, "body"]


@pytest.mark.parametrize(
    "line",
    [
        "责任编辑：林一",
        "（责编：林一、王二）",
        "来源：江城日报",
        "作者：阿渡",
        "文/图 江城融媒 林一",
        "原标题：老厂房里的新机器",
        "江城观察 | 2025年5月26日",
        "2025-05-26 10:20 来源：江城观察",
        "（2025年3月5日）",
        "特别声明：以上内容为自媒体平台用户上传并发布，本平台仅提供信息存储服务。",
        "Notice: The content above (including the pictures and videos if any) is uploaded and posted by a user.",
        "Disclaimer: the views are those of the author.",
        "免责声明：本文仅供参考，不构成投资建议。",
        "版权归原作者所有，如有侵权，请联系删除。",
        "点击关注我们，下期更精彩",
        "市场有风险，投资需谨慎。",
        "长按识别二维码",
        "© 2025 江城日报 All rights reserved",
        "↓↓↓",
        "-END-",
        "（完）",
    ],
)
def test_what_belongs_to_the_page_is_marked(line):
    assert spans(f"两座工厂的账本\n产值在增长，出口在下降。\n{line}")[-1] == ("boilerplate", line)


@pytest.mark.parametrize(
    "line",
    [
        "编辑部设在杭州的杂志社去年招了三十人。",
        "作者认为产值会增长。",
        "来源于海外的订单增长了两成。",
        "这家平台的点赞量达到五万次，评论区有三千条留言。",
        "公司因未经授权使用专利被罚十万元。",
        "专家提醒，投资需谨慎对待高估值，去年有三成的创业公司估值下跌，融资额同比减少了四成以上。",
        "（数据来源：国家统计局）",
        "2024年12月31日的库存为300台。",
        "点击率提高了五个百分点。",
    ],
)
def test_text_that_looks_like_boilerplate_stays(line):
    assert spans(f"两座工厂的账本\n产值在增长，出口在下降。\n{line}\n末段结束。")[2][0] == "body"


def test_a_disclaimer_at_the_end_of_a_run_on_line_is_marked_to_its_end():
    text = "产值在增长。特别声明：本文为作者上传。观点与平台无关。"
    assert [kind for kind, _ in spans(text)] == ["body", "boilerplate", "boilerplate"]


def test_a_disclaimer_does_not_take_the_sentences_before_it():
    text = "账本\n产值在增长。出口在下降。【免责声明】本站内容不代表本站立场。如有问题请联系。"
    assert [kind for kind, _ in spans(text)] == ["title", "body", "body", "boilerplate", "boilerplate"]


def test_links_behind_the_article_are_marked_to_the_end():
    text = "账本\n" + "产值在增长，出口在下降。" * 6 + "\n相关阅读\n另一家工厂关门了\n某市产值增长5%。"
    assert [kind for kind, _ in spans(text)][-3:] == ["boilerplate"] * 3


def test_links_named_at_the_top_take_nothing_away():
    text = "账本\n相关阅读\n" + "产值在增长，出口在下降。\n" * 9
    assert [kind for kind, _ in spans(text)].count("boilerplate") <= 1


def test_a_page_line_gives_no_section():
    text = "两座工厂的账本\n来源：江城日报\n产值在增长，出口在下降，没有别的变化可说。"
    assert lay_out(text)[-1].section == ""


def test_a_line_alone_can_be_judged():
    assert is_page_line("分享到：微博")
    assert not is_page_line("分享到的经验有三条")


def test_a_wrong_rule_is_refused_with_its_line(monkeypatch, tmp_path):
    (tmp_path / "boilerplate.tsv").write_text("pattern\tmatch\textent\tlongest\n完\tlike\tline\t9\n", "utf-8")
    monkeypatch.setattr(lexicon, "LEXICONS", tmp_path)
    with pytest.raises(LexiconError, match=r"boilerplate\.tsv:2"):
        _load_rules.__wrapped__()


@pytest.mark.parametrize("piece", ["（", "“", "。", "(", "一、", "\\", "【", "《", "http://", '"', "| ", "a."])
def test_long_texts_of_one_piece_take_linear_time(piece):
    import time

    def seconds(count):
        text = piece * count
        start = time.process_time()
        lay_out(text)
        return time.process_time() - start

    seconds(100)
    assert seconds(40_000) <= 30 * seconds(4_000) + 0.3


def test_text_without_an_end_mark_is_cut_after_a_comma_so_that_no_sentence_is_endless():
    line = "甲公司在这一年里增加了三家门店，" * 300
    sentences = [sentence for sentence in lay_out(f"标题一行\n{line}\n末段结束。") if sentence.kind == "body"]
    texts = [line[sentence.start - 5 : sentence.end - 5] for sentence in sentences[:-1]]
    assert "".join(texts) == line
    assert all(text.endswith("，") and 500 < len(text) <= 1000 for text in texts[:-1])


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The city's exports rose by 12% to 3 billion yuan last year.", "boilerplate"),
        ("ソニーの売上高は前年から12%増えました。", "boilerplate"),
        ("수출은 작년보다 12% 증가한 30억 위안에 달했다고 시 통계국이 밝혔다.", "boilerplate"),
        ("OPPO Find X8：12%", "body"),
        ("“Made in Suzhou”的产品去年出口增长12%，其中robot vacuum cleaner占三成。", "body"),
        ("优の良品去年开店300家。", "body"),
    ],
)
def test_sentences_in_other_languages_belong_to_no_claim(sentence, kind):
    text = f"两座工厂的账本\n产值在增长，出口在下降。\n{sentence}\n苏州去年出口增长12%。"
    assert [kind for kind, words in spans(text) if words == sentence] == [kind]
