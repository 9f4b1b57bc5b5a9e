"""read: each format and encoding, where title and date come from, and every kind of bad input."""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from zhclaims.errors import ArticleError, ZhclaimsError
from zhclaims.read import LARGEST_FILE, Source, find_articles, find_skipped, read_article

TEXT = "宿迁的一家纺织厂\n去年，宿迁的一家纺织厂增长了12%。这座城市的工人有三万人。"


def read_all(folder, **options):
    return [read_article(source) for source in find_articles([folder], **options)]


def read_file(folder, name, content):
    data = content if isinstance(content, bytes) else content.encode("utf-8")
    (folder / name).write_bytes(data)
    return read_all(folder)[0]


def failure(folder, name, content=b""):
    (folder / name).write_bytes(content)
    with pytest.raises(ArticleError) as caught:
        read_all(folder)
    return str(caught.value)


# ------------------------------------------------------------------ finding


def test_articles_are_found_in_a_fixed_order_and_by_relative_path(tmp_path):
    for name in ["b/c.txt", "b.txt", "a.MD", "b/a.htm", "新闻.txt"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT, "utf-8")
    names = [source.path for source in find_articles([tmp_path])]
    assert names == ["a.MD", "b.txt", "新闻.txt", "b/a.htm", "b/c.txt"]
    assert names == [source.path for source in find_articles([tmp_path])]


def test_what_is_no_article_is_skipped_with_the_reason(tmp_path):
    for name in [".hidden.txt", "photo.jpg", "README", "metadata.csv", "~$a.docx"]:
        (tmp_path / name).write_text("path\n", "utf-8")
    (tmp_path / "claims.csv").write_text("\ufeffclaim_id,article_id,path,title\n", "utf-8")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "a.txt").write_text(TEXT, "utf-8")
    assert list(find_articles([tmp_path])) == []
    assert {skipped.path: skipped.reason for skipped in find_skipped([tmp_path])} == {
        ".git": "hidden",
        ".hidden.txt": "hidden",
        "README": "unknown suffix (none)",
        "claims.csv": "a table written by zhclaims",
        "metadata.csv": "metadata",
        "photo.jpg": "unknown suffix .jpg",
        "~$a.docx": "hidden",
    }


def test_links_out_of_the_folder_are_not_followed(tmp_path):
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.txt").write_text(TEXT, "utf-8")
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "link.txt").symlink_to(tmp_path / "outside" / "secret.txt")
    (inside / "folder").symlink_to(tmp_path / "outside")
    (inside / "loop").symlink_to(inside)
    assert list(find_articles([inside])) == []
    assert {skipped.reason for skipped in find_skipped([inside])} == {"a link out of the folder", "a link to a folder"}


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert [skipped.reason for skipped in find_skipped([tmp_path])] == ["not a regular file"]


def test_a_single_file_can_be_given(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    assert [source.path for source in find_articles([tmp_path / "a.txt"])] == ["a.txt"]


def test_a_single_file_of_unknown_suffix_says_what_is_allowed(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    (source,) = find_articles([tmp_path / "a.pdf"])
    with pytest.raises(ArticleError, match=r"a\.pdf: unknown suffix \.pdf; rename it to one of .*\.docx"):
        read_article(source)


def test_sources_are_small_enough_to_send_to_workers(tmp_path):
    import pickle

    (tmp_path / "a.jsonl").write_text('{"text": "很长"}\n', "utf-8")
    (source,) = find_articles([tmp_path])
    assert pickle.loads(pickle.dumps(source)) == source
    assert len(pickle.dumps(source)) < 1000


# ------------------------------------------------------------------ formats


def test_the_text_of_a_text_file_is_its_decoded_content(tmp_path):
    text = "\r\n  宿迁的纺织厂\r\n\r\n增长了12%。\\n第二行　。\r\n"
    article = read_file(tmp_path, "a.txt", text)
    assert (article.text, article.encoding, article.format, article.path) == (text, "utf-8", "txt", "a.txt")
    assert article.title == "宿迁的纺织厂"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_the_encoding_that_was_used_is_recorded(tmp_path, encoding):
    article = read_file(tmp_path, "a.txt", TEXT.encode(encoding))
    assert (article.text, article.encoding) == (TEXT, encoding)


def test_markdown_is_kept_as_it_is(tmp_path):
    text = "---\ntitle: '宿迁的账本'\ndate: 2025-03-05\nsource: 江城日报\n---\n# 宿迁的账本\n\n**增长**了12%。"
    article = read_file(tmp_path, "a.md", text)
    assert (article.text, article.title) == (text, "宿迁的账本")
    assert (article.published, article.publisher) == (date(2025, 3, 5), "江城日报")


PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>宿迁的纺织厂_江城网</title>
<meta property="article:published_time" content="2025-03-05T08:00:00+08:00">
<meta property="og:site_name" content="江城网"><link rel="canonical" href="https://example.com/1.html">
<script>var hits = 12345;</script></head>
<body><nav><a href="/">首页</a> <a href="/c">财经频道</a></nav><div class="ad">立减50元</div>
<article><h1>宿迁的纺织厂</h1>
<p>去年，宿迁的一家纺织厂增长了12%，这座城市的工人有三万人，其中一半来自周边的乡镇和邻近的省份。</p>
<h2>机器与人</h2>
<p>厂长说，他们在两年里换了三百台织机，每台织机的价格是八万元，政府补贴了其中的两成，其余由银行贷款。</p>
<table><tr><th>年份</th><th>产值</th></tr><tr><td>2023年</td><td>3亿元</td></tr></table>
<p>今年，他们还计划在当地再招聘两百名工人，并在厂区里建一座新的宿舍楼，预计明年夏天可以入住。</p>
</article><footer>ICP备12345号</footer></body></html>"""


@pytest.mark.parametrize(("charset", "codec"), [("utf-8", "utf-8"), ("gb2312", "gb18030")])
def test_html_gives_the_article_without_the_page(tmp_path, charset, codec):
    article = read_file(tmp_path, "a.html", PAGE.format(charset=charset).encode(codec))
    lines = article.text.split("\n")
    assert "## 机器与人" in lines
    assert "| 2023年 | 3亿元 |" in lines
    assert not {"立减50元", "财经频道", "12345"} & set("".join(lines).split())
    assert (article.title, article.published, article.publisher) == ("宿迁的纺织厂", date(2025, 3, 5), "江城网")
    assert (article.url, article.encoding, article.format) == ("https://example.com/1.html", codec, "html")


def test_html_that_trafilatura_finds_too_little_in_is_read_block_by_block(tmp_path):
    page = "<html><body><nav>首页</nav><div>去年增长了12%。<br>今年下降。</div><ul><li>产值</li></ul></body></html>"
    assert read_file(tmp_path, "a.html", page).text == "去年增长了12%。\n今年下降。\n产值"


PORT = """<p>海州港务局4月18日公布，港口一季度生产平稳，集装箱航线增加到42条，新开通的三条都去往东南亚和南亚的港口。</p>
<p>主要数字见下表。</p>"""
SHIPPED = """<table><tr><th>货类</th><th>吞吐量</th></tr><tr><td>铁矿石</td><td>410万吨</td></tr>
<tr><td>煤炭</td><td>320万吨</td></tr><tr><td>集装箱</td><td>120万标箱</td></tr></table>"""
MENU = (
    "<table><tr><td><a href='/'>首页</a></td><td><a href='/a'>要闻</a></td><td><a href='/b'>经济</a></td></tr></table>"
)
RANKS = """<table><tr><td>1</td><td><a href='/1'>某市房价上涨3%引发关注</a></td></tr>
<tr><td>2</td><td><a href='/2'>五家企业上市融资20亿元</a></td></tr></table>"""


@pytest.mark.parametrize(
    "page",
    [
        f"<nav><a href='/'>首页</a></nav>{PORT}{SHIPPED}",
        f"{MENU}<div><h1>海州港</h1>{PORT}<div>{SHIPPED}</div></div>{RANKS}",
    ],
)
def test_a_short_page_keeps_its_table_and_no_table_of_links(tmp_path, page):
    lines = read_file(tmp_path, "a.html", f"<html><body>{page}<footer>版权所有</footer></body></html>").text.split("\n")
    assert "主要数字见下表。" in lines
    assert lines[2:] == ["| 货类 | 吞吐量 |", "| 铁矿石 | 410万吨 |", "| 煤炭 | 320万吨 |", "| 集装箱 | 120万标箱 |"]
    assert not any("首页" in line or "房价" in line for line in lines)


def test_line_breaks_of_a_page_end_lines(tmp_path):
    page = (
        PAGE.format(charset="utf-8").replace("12%，", "12%，<br>").replace("两成，", "两成，<br/><b>全部<br>算来</b>，")
    )
    lines = read_file(tmp_path, "a.html", page).text.split("\n")
    assert "去年，宿迁的一家纺织厂增长了12%，" in lines
    assert {"全部", "算来，其余由银行贷款。"} <= set(lines)


def test_the_date_of_a_page_is_taken_from_the_line_under_its_heading(tmp_path):
    page = PAGE.replace("article:published_time", "x").replace(
        "<h2>", '<div class="pub-time">2025年3月6日 10:20</div><h2>'
    )
    assert read_file(tmp_path, "a.html", page.format(charset="utf-8")).published == date(2025, 3, 6)


def test_the_date_of_linked_data_is_read(tmp_path):
    data = '<script type="application/ld+json">[{"datePublished": "2025-03-07"}]</script></head>'
    page = PAGE.replace("article:published_time", "x").replace("</head>", data.replace("{", "{{").replace("}", "}}"))
    assert read_file(tmp_path, "a.html", page.format(charset="utf-8")).published == date(2025, 3, 7)


def test_docx_gives_paragraphs_headings_and_tables_in_order(tmp_path):
    from docx import Document

    document = Document()
    document.add_heading("宿迁的纺织厂", 0)
    document.add_paragraph("去年增长了12%。")
    table = document.add_table(2, 2)
    for cell, text in zip(
        [c for row in table.rows for c in row.cells], ["年份", "产值", "2023年", "3亿元"], strict=True
    ):
        cell.text = text
    document.add_heading("机器与人", 2)
    document.add_paragraph("今年下降。")
    document.save(tmp_path / "a.docx")
    (article,) = read_all(tmp_path)
    lines = ["# 宿迁的纺织厂", "去年增长了12%。", "| 年份 | 产值 |", "| 2023年 | 3亿元 |", "## 机器与人", "今年下降。"]
    assert article.text.split("\n") == lines
    assert (article.title, article.format) == ("宿迁的纺织厂", "docx")


def test_tracked_changes_of_a_docx_read_as_accepted(tmp_path):
    from docx import Document
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = Document()
    paragraph = document.add_paragraph("增长")
    run = f'<w:ins {nsdecls("w")} w:id="1" w:author="a"><w:r><w:t>了12%。</w:t></w:r></w:ins>'
    paragraph._p.append(parse_xml(run))
    deleted = f'<w:del {nsdecls("w")} w:id="2" w:author="a"><w:r><w:delText>15%</w:delText></w:r></w:del>'
    paragraph._p.append(parse_xml(deleted))
    document.save(tmp_path / "a.docx")
    assert read_all(tmp_path)[0].text == "增长了12%。"


def test_each_line_of_a_jsonl_is_an_article(tmp_path):
    rows = [
        {
            "content": "甲厂增长。",
            "title": "甲厂",
            "date": "2025-03-05 10:00",
            "source": "江城日报",
            "url": "https://e.cn/1",
        },
        {"text": "乙厂\n下降。", "published": "3小时前"},
    ]
    lines = "\n\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (tmp_path / "a.jsonl").write_text(lines + "\n", "utf-8")
    first, second = read_all(tmp_path)
    assert (first.path, first.text, first.title, first.published) == (
        "a.jsonl#1",
        "甲厂增长。",
        "甲厂",
        date(2025, 3, 5),
    )
    assert (first.publisher, first.url, first.format) == ("江城日报", "https://e.cn/1", "jsonl")
    assert (second.path, second.text, second.published) == ("a.jsonl#3", "乙厂\n下降。", None)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_each_record_of_a_csv_is_an_article(tmp_path, encoding, delimiter):
    rows = ["ID,Title,正文,Date", '1,"甲厂, 上","他说""增长""。\r\n第二行。",2025/3/5', "", "2,乙厂,下降。,"]
    table = "\r\n".join(rows).replace(",", delimiter).replace(f"甲厂{delimiter} 上", "甲厂, 上") + "\r\n"
    (tmp_path / "a.csv").write_bytes(table.encode(encoding))
    first, second = read_all(tmp_path)
    assert (first.text, first.title, first.published) == ('他说"增长"。\r\n第二行。', "甲厂, 上", date(2025, 3, 5))
    assert (second.text, second.title, second.published) == ("下降。", "乙厂", None)
    assert [first.path[:6], second.path[:6]] == ["a.csv#", "a.csv#"]
    assert first.article_id != second.article_id


def test_a_cell_larger_than_csvs_limit_is_read(tmp_path):
    (tmp_path / "a.csv").write_text(f"text\n{'增长。' * 100_000}\n", "utf-8")
    assert len(read_all(tmp_path)[0].text) == 300_000


def test_a_big5_jsonl_is_read(tmp_path):
    row = json.dumps({"text": "這家公司的產品在去年增長。"}, ensure_ascii=False)
    (tmp_path / "a.jsonl").write_bytes(row.encode("big5"))
    assert read_all(tmp_path)[0].text == "這家公司的產品在去年增長。"


def test_surrogates_that_json_can_hold_do_not_reach_the_article(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": "增长\\ud800了", "title": "\\udfff"}\n', "utf-8")
    assert read_all(tmp_path)[0].text == "增长\ufffd了"


# ------------------------------------------------------------------ metadata


def test_metadata_csv_beside_the_files_is_read(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "metadata.csv").write_text("Path,Published,publisher\nsub/a.txt,2025-03-05,上层\n", "utf-8-sig")
    (tmp_path / "sub" / "metadata.csv").write_text(
        "path,title,publisher,url\na.txt,账本,江城日报,https://e.cn\n", "gb18030"
    )
    (article,) = read_all(tmp_path)
    assert (article.title, article.published, article.publisher) == ("账本", date(2025, 3, 5), "江城日报")
    assert article.url == "https://e.cn"


def test_a_metadata_file_that_is_named_goes_first(tmp_path):
    (tmp_path / "a.md").write_text("---\ntitle: 内\ndate: 2024-01-01\n---\n增长。", "utf-8")
    (tmp_path / "metadata.csv").write_text("path,published\na.md,2024-02-02\n", "utf-8")
    (tmp_path / "given.csv").write_text("path,published\na.md,2024-03-03\n", "utf-8")
    (article,) = read_all(tmp_path, metadata=tmp_path / "given.csv")
    assert (article.title, article.published) == ("内", date(2024, 3, 3))


def test_metadata_goes_before_what_the_article_says(tmp_path):
    (tmp_path / "metadata.csv").write_text("path,published\na.md,2024-02-02\n", "utf-8")
    text = "---\ndate: 2024-01-01\n---\n发布时间：2023-01-01\n增长。"
    assert read_file(tmp_path, "a.md", text).published == date(2024, 2, 2)
    (tmp_path / "metadata.csv").unlink()
    assert read_all(tmp_path)[0].published == date(2024, 1, 1)


@pytest.mark.parametrize(
    ("name", "content", "wrong"),
    [
        ("a.md", "---\ndate: yesterday\n---\n增长。", "a.md: published is 'yesterday'"),
        ("a.csv", "text,date\n增长。,2026-13-40\n", "a.csv#1: published is '2026-13-40'"),
        ("a.jsonl", '{"text": "增长。", "published": 2026}\n', "a.jsonl#1: published is '2026'"),
        ("a.csv", "text,date\n增长。,\n", ""),
        ("a.csv", "text,date\n增长。,2026-01-04\n", ""),
    ],
)
def test_a_date_that_is_none_is_left_out_and_told_with_its_place(tmp_path, name, content, wrong):
    article = read_file(tmp_path, name, content)
    assert article.wrong_date == wrong
    assert not (wrong and article.published)


@pytest.mark.parametrize(
    ("date", "wrong"), [("去年", "metadata.csv:2: published is '去年'"), ("2026-01-04", ""), ("", "a.md")]
)
def test_a_wrong_date_in_metadata_is_told_and_a_right_one_goes_before_a_wrong_one(tmp_path, date, wrong):
    (tmp_path / "metadata.csv").write_text(f"path,published\na.md,{date}\n", "utf-8")
    told = read_file(tmp_path, "a.md", "---\ndate: yesterday\n---\n增长。").wrong_date
    assert wrong in told
    assert bool(wrong) == bool(told)


@pytest.mark.parametrize("content", ["", "file,published\na.txt,2024-01-01\n"])
def test_metadata_without_paths_is_refused(tmp_path, content):
    (tmp_path / "given.csv").write_text(content, "utf-8")
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    with pytest.raises(ZhclaimsError, match=r"given\.csv: needs a column `path`"):
        read_all(tmp_path, metadata=tmp_path / "given.csv")


def test_missing_metadata_is_refused(tmp_path):
    with pytest.raises(ZhclaimsError, match=r"none\.csv: cannot be read"):
        read_all(tmp_path, metadata=tmp_path / "none.csv")


def test_the_hash_follows_text_title_and_date(tmp_path):
    before = read_file(tmp_path, "a.txt", TEXT)
    assert read_all(tmp_path)[0] == before
    (tmp_path / "metadata.csv").write_text("path,published\na.txt,2024-02-02\n", "utf-8")
    dated = read_all(tmp_path)[0]
    assert (dated.sha256 != before.sha256, dated.article_id == before.article_id) == (True, True)
    assert len(before.article_id) == 16


# ------------------------------------------------------------------ bad input


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.docx", "a.jsonl"])
@pytest.mark.parametrize("content", [b"", b" \r\n\t\n"])
def test_an_empty_file_is_refused(tmp_path, name, content):
    message = failure(tmp_path, name, content)
    assert message.startswith(f"{name}: ")
    assert "empty" in message or "not a ZIP archive" in message


def test_an_empty_csv_is_refused(tmp_path):
    assert "a.csv: has no column for the text" in failure(tmp_path, "a.csv")


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.jsonl", "a.csv"])
def test_a_binary_file_is_refused(tmp_path, name):
    assert "binary" in failure(tmp_path, name, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0")


def test_undecodable_bytes_are_refused_with_the_line(tmp_path):
    message = failure(tmp_path, "a.txt", TEXT.encode() + b"\xff\xfe\n")
    assert message.startswith("a.txt: byte 0xff")
    assert "(line 2)" in message
    assert "save it again as UTF-8" in message


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"no archive", "not a ZIP archive"), (b"PK\x05\x06" + b"\0" * 18, "broken Word document")],
)
def test_a_broken_docx_is_refused(tmp_path, content, reason):
    assert reason in failure(tmp_path, "a.docx", content)


def test_a_docx_that_unpacks_to_too_much_is_refused(tmp_path):
    import zipfile

    with zipfile.ZipFile(tmp_path / "a.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * (17 * 1024 * 1024))
    with pytest.raises(ArticleError, match=r"a\.docx: unpacks to more than"):
        read_all(tmp_path)


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path):
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    with pytest.raises(ArticleError, match=r"a\.txt: is too large \(64 MB; 64 MB at most\); split it"):
        read_all(tmp_path)


def test_a_file_that_vanished_is_reported(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (source,) = find_articles([tmp_path])
    source.file.unlink()
    with pytest.raises(ArticleError, match=r"a\.txt: cannot be read: No such file"):
        read_article(source)


def test_a_file_without_permission_is_reported(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")

    def refuse(path, mode):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ArticleError, match=r"a\.txt: cannot be read: Permission denied; check"):
        read_all(tmp_path)


def test_a_folder_that_cannot_be_listed_is_reported(tmp_path, monkeypatch):
    def refuse(folder):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)
    (source,) = find_articles([tmp_path])
    with pytest.raises(ArticleError, match="the folder cannot be listed: Permission denied"):
        read_article(source)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": ', "is no JSON"),
        ("[" * 100_000, "is no JSON"),
        ('["增长"]', "is list, and must be an object"),
        ('{"title": "甲"}', "has no text; one of text, content, body must hold it"),
        ('{"text": ""}', "has no text"),
        ('{"text": ["增长"]}', "holds list where the text must be"),
        ('{"text": "  "}', "is empty"),
    ],
)
def test_a_bad_line_of_a_jsonl_fails_alone(tmp_path, line, reason):
    (tmp_path / "a.jsonl").write_text(f'{{"text": "甲增长。"}}\n{line}\n{{"text": "乙下降。"}}\n', "utf-8")
    first, bad, last = find_articles([tmp_path])
    assert [read_article(first).text, read_article(last).text] == ["甲增长。", "乙下降。"]
    with pytest.raises(ArticleError) as caught:
        read_article(bad)
    assert str(caught.value).startswith("a.jsonl#2: ")
    assert reason in str(caught.value)


def test_undecodable_bytes_in_one_row_fail_that_row(tmp_path):
    good = b'{"text": "\xe5\xa2\x9e\xe9\x95\xbf\xe4\xba\x86"}\n' * 30_000
    (tmp_path / "a.jsonl").write_bytes(good + b'{"text": "\xff"}\n' + good[:22])
    *_, bad, last = find_articles([tmp_path])
    assert read_article(last).text == "增长了"
    with pytest.raises(ArticleError, match=r"a\.jsonl#30001: byte 0xff is not utf-8"):
        read_article(bad)


def test_a_csv_row_with_too_many_cells_fails_alone(tmp_path):
    (tmp_path / "a.csv").write_text("title,text\n甲,增长,还有\n乙,下降。\n", "utf-8")
    bad, good = find_articles([tmp_path])
    assert read_article(good).text == "下降。"
    with pytest.raises(ArticleError, match=r"a\.csv#1: has 3 cells where the header has 2; quote cells"):
        read_article(bad)


def test_a_csv_without_a_text_column_says_what_it_found(tmp_path):
    message = failure(tmp_path, "a.csv", b"name,value\na,1\n")
    assert "a.csv: has no column for the text; name one text, content, body (found name,value)" in message


def test_a_source_that_is_known_to_be_wrong_is_not_opened(tmp_path):
    source = Source(tmp_path / "none.txt", "none.txt", "txt", problem="is wrong; do this")
    with pytest.raises(ArticleError, match=r"^none\.txt: is wrong; do this$"):
        read_article(source)
