"""Names of an article: by form, by list and bracket, by repetition, under one canonical name."""

import pytest

from zhclaims.aliases import bare_name, core_of
from zhclaims.belief import weigh
from zhclaims.candidates import Candidate, free_of, settle
from zhclaims.document_rules import find_aliases, find_listed, find_repeated, find_short_forms, join_bodies
from zhclaims.entities import find_entities, split_sentences
from zhclaims.errors import LexiconError
from zhclaims.foreign_names import find_foreign_persons
from zhclaims.name_rules import find_models, find_organisations, find_titles
from zhclaims.recogniser import load_recogniser
from zhclaims.segment import segment
from zhclaims.words import Edges


def written(text, candidates):
    return [text[one.start : one.end] for one in candidates]


def candidates_of(text, *names, type_="ORG"):
    return [Candidate(text.index(name), text.index(name) + len(name), type_, "recogniser", 0.9) for name in names]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("省里印发《低空经济三年行动方案》。", ["《低空经济三年行动方案》"]),
        ("依据《关于修改《标准化法》的决定》办理", ["《关于修改《标准化法》的决定》"]),
        ("会上解读了“十五五”规划纲要。", ["“十五五”规划纲要"]),
        ("他说《没有结尾的书名", []),
        ("“十四五”时期增长一倍", []),
    ],
)
def test_titles(text, titles):
    assert written(text, find_titles(text)) == titles


@pytest.mark.parametrize(
    ("text", "models"),
    [
        ("新机搭载Zeus X3芯片", ["Zeus X3"]),
        ("对标GPT-4o的Kimi K2 Pro上线", ["GPT-4o", "Kimi K2 Pro"]),
        ("通过ISO 9001和IEC 62443认证", []),
        ("PM2.5下降，COVID-19之后", []),
        ("第Q3季度增长30%", []),
    ],
)
def test_models(text, models):
    assert written(text, find_models(text)) == models


@pytest.mark.parametrize(
    ("text", "organisations"),
    [
        ("常州市科技局公布名单", ["常州市科技局"]),
        ("由绍兴农商银行放款", ["绍兴农商银行"]),
        ("一家初创公司获得投资", []),
        ("当地银行和高校参与", []),
    ],
)
def test_organisations_by_their_last_word(text, organisations):
    assert written(text, find_organisations(segment(text))) == organisations


@pytest.mark.parametrize(
    ("text", "name", "alias"),
    [
        ("星河动力（以下简称“星河”）完成融资", "星河动力", "星河"),
        ("蓝鲸智造（BlueWhale）发布新品", "蓝鲸智造", "BlueWhale"),
        ("北辰资本(下称北辰)领投", "北辰资本", "北辰"),
        ("天津恒川水务股份有限公司（恒川水务）公告", "天津恒川水务股份有限公司", "恒川水务"),
        ("天津恒川水务股份有限公司（天川水务）公告", "天津恒川水务股份有限公司", "天川水务"),
    ],
)
def test_a_bracket_gives_a_short_name(text, name, alias):
    assert written(text, find_aliases(text, candidates_of(text, name))) == [alias]


def test_other_brackets_behind_a_registered_name_give_none():
    name = "天津恒川水务股份有限公司"
    for bracket in ("天津", "天津市", "母公司为北辰集团", "以上均为"):
        text = f"{name}（{bracket}）公告"
        assert written(text, find_aliases(text, candidates_of(text, name))) == []


@pytest.mark.parametrize("text", ["星河动力（记者王一）报道", "星河动力（2024年）增长", "星河动力（上海）公司"])
def test_other_brackets_give_none(text):
    assert written(text, find_aliases(text, candidates_of(text, "星河动力"))) == []


@pytest.mark.parametrize(
    ("text", "full", "short"),
    [
        (
            "苏州琥禾智造科技有限公司扩产，琥禾智造已有三家工厂，琥禾也是品牌名。",
            "苏州琥禾智造科技有限公司",
            ["琥禾智造", "琥禾"],
        ),
        ("琥禾控股集团入股，琥禾支付上线。", "琥禾控股集团", ["琥禾控股集团", "琥禾支付"]),
        ("长山公司扩产，长山很高。", "长山公司", []),
    ],
)
def test_a_full_name_tells_the_short_ones(text, full, short):
    found = find_short_forms(text, candidates_of(text, full), Edges(text), frozenset({"苏州"}))
    assert [name for name in written(text, found) if not full.endswith(name + "有限公司")] == short


@pytest.mark.parametrize(
    ("text", "place", "body", "joined"),
    [
        ("日本财务省发布数据", "日本", "财务省", ["日本财务省"]),
        ("江苏卫健委通报", "江苏", "卫健委", ["江苏卫健委"]),
        ("法国空客交付飞机", "法国", "空客", ["法国", "空客"]),
    ],
)
def test_a_public_body_takes_its_country(text, place, body, joined):
    candidates = [*candidates_of(text, place, type_="PLACE"), *candidates_of(text, body)]
    assert written(text, join_bodies(text, candidates)) == joined


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("由卡尔·冯·施密特和James T. Carter主讲", ["卡尔·冯·施密特", "James T. Carter"]),
        ("参观Apple Park与Harbour Street", []),
        ("智造·未来论坛开幕", []),
    ],
)
def test_foreign_persons(text, persons):
    assert written(text, find_foreign_persons(text)) == persons


@pytest.mark.parametrize(
    ("name", "type_", "score", "believed"),
    [
        ("琥禾智造", "ORG", 0.4, "ORG"),
        ("琥禾智造", "ORG", 0.05, None),
        ("新能源汽车", "ORG", 0.35, None),
        ("三大科技公司", "ORG", 0.9, None),
        ("默克尔", "PLACE", 0.5, "PERSON"),
        ("level3", "PRODUCT", 0.9, None),
    ],
)
def test_marks_are_weighed(name, type_, score, believed):
    weighed = weigh(Candidate(0, len(name), type_, "recogniser", score), name, load_recogniser().tables.vocabulary)
    assert (weighed.type if weighed else None) == believed


@pytest.mark.parametrize("text", ["销量远超芜湖。", "远超芜湖的52万辆"])
def test_a_verb_is_no_part_of_a_place(text):
    assert ("芜湖", "PLACE") in [(one.text, one.type) for one in find_entities(text)]


def test_a_list_names_its_unmarked_items():
    text = "聚集了蓝鲸智造、星河动力、北辰微和云岭等企业。"
    found = find_listed(text, candidates_of(text, "蓝鲸智造", "星河动力"), Edges(text))
    assert written(text, found) == ["北辰微", "云岭"]


def test_a_list_with_one_name_tells_nothing():
    text = "发展蓝鲸智造、新能源、新材料等产业。"
    assert written(text, find_listed(text, candidates_of(text, "蓝鲸智造"), Edges(text))) == []


def test_a_name_found_once_is_found_everywhere():
    text = "云岭智造落户。一年后，云岭智造扩产。"
    assert written(text, find_repeated(text, candidates_of(text, "云岭智造"), Edges(text))) == ["云岭智造"]


def test_a_name_is_not_found_inside_a_word():
    text = "东方大学成立。东方大学生就业。"
    assert not Edges(text).fit(text.rindex("东方"), text.rindex("大学") + 2)


@pytest.mark.parametrize(
    ("full", "bare", "core"),
    [
        ("深圳市蓝鲸智造科技股份有限公司", "蓝鲸智造科技", "蓝鲸"),
        ("北辰微电子集团", "北辰微电子", "北辰"),
        ("中国移动", "中国移动", "中国移动"),
        ("科技有限公司", "科技", "科技"),
    ],
)
def test_what_sets_a_name_apart(full, bare, core):
    assert (bare_name(full), core_of(bare_name(full))) == (bare, core)


def test_the_longer_of_two_names_stays():
    whole, part = Candidate(0, 6, "ORG", "recogniser"), Candidate(0, 2, "PLACE", "gazetteer")
    assert settle([part, whole]) == [whole]
    assert free_of([part], [whole]) == []


def test_the_users_names_come_before_all_others(tmp_path):
    lexicon = tmp_path / "own.tsv"
    lexicon.write_text("type\tname\taliases\tcity\nPRODUCT\t云岭九号\t九号机\t\n", "utf-8")
    found = find_entities("云岭九号和九号机是同一型号。", recognise=False, lexicon=str(lexicon))
    assert [(one.text, one.type, one.name) for one in found] == [
        ("云岭九号", "PRODUCT", "云岭九号"),
        ("九号机", "PRODUCT", "云岭九号"),
    ]


def test_a_bad_row_of_the_users_is_named_by_its_line(tmp_path):
    lexicon = tmp_path / "own.tsv"
    lexicon.write_text("type\tname\taliases\tcity\nCOMPANY\t云岭\t\t\n", "utf-8")
    with pytest.raises(LexiconError, match="own.tsv:2"):
        find_entities("云岭", recognise=False, lexicon=str(lexicon))


@pytest.mark.parametrize("text", ["", "\n", "。", "\ud800", "A" * 500, "，" * 300, "《" * 200, "（" * 200])
@pytest.mark.parametrize("recognise", [True, False])
def test_nothing_raises(text, recognise):
    found = find_entities(text, recognise=recognise)
    assert all(0 <= one.start < one.end <= len(text) and one.text == text[one.start : one.end] for one in found)


def test_sentences_keep_their_offsets():
    text = " 第一句。  第二句！\n" + "很长，" * 60 + "完。"
    parts = [text[start:end] for start, end in split_sentences(text)]
    assert parts[:2] == ["第一句。", "第二句！"]
    assert "".join(parts[2:]) == "很长，" * 60 + "完。"
    assert max(map(len, parts)) <= 128


def test_spacy_finds_the_names_in_either_script():
    import spacy

    from zhclaims import entity_component

    nlp = spacy.blank("zh")
    nlp.add_pipe("zhclaims_entities", config={"recognise": False})
    assert [(ent.text, ent.label_) for ent in nlp("華為在東莞發布《年度報告》").ents] == [
        ("華為", "ORG"),
        ("東莞", "PLACE"),
        ("《年度報告》", "DOC"),
    ]
    assert entity_component.EntityComponent.__doc__
