"""Events: which words state one, the main verb of several, and whole subjects and objects."""

from dataclasses import replace

import pytest

import zhclaims
from zhclaims.binder.bind import read_document
from zhclaims.binder.choose import Choice
from zhclaims.binder.edges import fit_actor
from zhclaims.binder.events import fronted_object, is_told, main_verbs, may_state_event, strength_of
from zhclaims.binder.objects import fit_object, split_deed
from zhclaims.binder.sight import BACK
from zhclaims.binder.wholes import two_parties, whole_phrase, with_head
from zhclaims.binder.words import Word, Words, cut_words
from zhclaims.event_verbs import event_words, kinds, parts_of, verbs_with
from zhclaims.pipeline import mine
from zhclaims.segment import segment
from zhclaims.sources import find_credits


def words_of(text: str) -> Words:
    return cut_words(mine(text))


def numbers_of(words: Words, *texts: str) -> list[int]:
    return [next(n for n, word in enumerate(words.items) if word.text == text) for text in texts]


@pytest.fixture(scope="module")
def choice() -> Choice:
    doc = mine("海州造船厂收购临江机床厂。")
    return next(reading.choice for reading in read_document(doc, find_credits(doc)) if not reading.is_figure)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("海州新能源汽车产业园项目落户临江区。", ("海州新能源汽车产业园项目", "落户", "临江区")),
        ("海州市政府印发《海州市低空经济三年行动方案》。", ("海州市政府", "印发", "《海州市低空经济三年行动方案》")),
        ("海州造船厂3月5日发布公告。", ("海州造船厂", "发布", "公告")),
        ("海州造船厂宣布完成战略融资。", ("海州造船厂", "完成", "战略融资")),
        ("2024年5月，海州造船厂更名为海州重工集团。", ("海州造船厂", "更名", "海州重工集团")),
        ("旧厂房由海州国资公司接管。", ("海州国资公司", "接管", "旧厂房")),
        ("上海、南京和海州签署了合作协议。", ("上海、南京和海州", "签署", "合作协议")),
        ("海州造船厂在临江区开展业务。", ("海州造船厂", "开展", "业务")),
    ],
)
def test_a_sentence_states_one_event(text: str, event: tuple[str, str, str]) -> None:
    events = [claim for claim in zhclaims.extract(text).claims if claim.claim_type == "event"]
    assert [(claim.subject, claim.predicate, claim.object) for claim in events] == [event]


def test_the_words_of_the_lexicon_are_none_that_are_tagged_as_verbs() -> None:
    tagged = [word for word in event_words() if [t.tag[0] for t in segment(word)] == ["v"]]
    assert tagged == []


def test_a_word_of_the_lexicon_is_its_verb_and_object() -> None:
    assert all(found.verb in word and found.object in word for word, found in event_words().items())


def test_a_word_that_holds_an_object_has_the_kind_of_its_verb() -> None:
    assert kinds()[parts_of("发布公告")[0]] == "released"


@pytest.mark.parametrize(
    ("word", "tag", "may"), [("印发", "nz", True), ("收购", "v", True), ("厂房", "n", False), ("属于", "v", False)]
)
def test_verbs_and_listed_words_may_state_an_event(word: str, tag: str, may: bool) -> None:
    assert may_state_event(Word(0, 2, word, tag)) == may


def test_an_unsure_subject_or_object_makes_an_event_weaker(choice: Choice) -> None:
    whole = strength_of(choice)
    assert strength_of(replace(choice, subject_sure=choice.subject_sure / 2)) < whole
    assert strength_of(replace(choice, thing_sure=choice.thing_sure / 2)) < whole


@pytest.mark.parametrize(
    ("text", "strengths", "main"),
    [
        ("该厂申请扩建码头", {"申请": 2.0, "扩建": 1.0}, ["申请"]),
        ("该厂申请扩建码头", {"申请": 1.0, "扩建": 2.0}, ["扩建"]),
        ("该厂停产，扩建码头", {"停产": 2.0, "扩建": 1.0}, ["停产", "扩建"]),
        ("该厂设计、建造货轮", {"设计": 2.0, "建造": 1.0}, ["设计", "建造"]),
        ("该厂宣布正式建造货轮", {"宣布": 2.0, "建造": 1.0}, ["建造"]),
    ],
)
def test_of_verbs_near_each_other_one_is_the_main_verb(text: str, strengths: dict[str, float], main: list[str]) -> None:
    words = words_of(text)
    numbered = dict(zip(numbers_of(words, *strengths), strengths.values(), strict=True))
    assert main_verbs(words, numbered) == set(numbers_of(words, *main))


def test_to_announce_helps_the_verb_behind_it() -> None:
    assert "宣布" in verbs_with("verb")
    assert "收购" not in verbs_with("verb")


@pytest.mark.parametrize(
    ("text", "verb", "fronted"),
    [
        ("该厂把旧设备捐赠给学校", "捐赠", "旧设备"),
        ("该厂将生产线搬迁到海州", "搬迁", "生产线"),
        ("该厂将重新改造旧设备", "改造", ""),
        ("货轮由海州造船厂建造", "建造", "货轮"),
        ("货轮，海州造船厂建造", "建造", ""),
    ],
)
def test_the_object_stands_behind_ba_or_before_the_agent(text: str, verb: str, fronted: str) -> None:
    words = words_of(text)
    assert words.text(fronted_object(words, numbers_of(words, verb)[0])) == fronted


@pytest.mark.parametrize(
    ("text", "chosen", "verb", "whole"),
    [
        ("苏州、无锡和常州签署协议", "苏州", "签署", "苏州、无锡和常州"),
        ("苏州、无锡和常州签署协议", "常州", "签署", "常州"),
        ("该厂建造货轮、油轮和渡船。", "油轮", "建造", "货轮、油轮和渡船"),
        ("该校推出“远望”机器人。", "远望", "推出", "远望”机器人"),
        ("该校推出“远望”机器人。", "机器人", "推出", "“远望”机器人"),
        ("“远望”机器人问世。", "机器人", "问世", "机器人"),
        ("他说“出海”，渔民罢工。", "渔民", "罢工", "渔民"),
        ("该校发表《造船工艺研究》一文。", "造船", "发表", "《造船工艺研究》"),
        ("该厂建造货轮。", "货轮", "建造", "货轮"),
        ("该厂建造货轮、油轮或渡船。", "油轮", "建造", "货轮、油轮或渡船"),
        ("《南昌市渔业发展方案》发布。", "南昌市", "发布", "南昌市"),
        ("《南昌市渔业发展方案》发布。", "渔业", "发布", "《南昌市渔业发展方案》"),
        ("乡镇、村（社区）和船厂开展演练。", "乡镇", "开展", "乡镇、村（社区）和船厂"),
    ],
)
def test_a_phrase_goes_on_to_its_end(text: str, chosen: str, verb: str, whole: str) -> None:
    words = words_of(text)
    number, at = numbers_of(words, chosen, verb)
    assert words.text(whole_phrase(words, [number], at)) == whole


@pytest.mark.parametrize(
    ("text", "verb", "chosen", "whole"),
    [
        ("船东取得了渔民的谅解，", "取得", "渔民", "渔民的谅解"),
        ("船东采用分期的方式付款。", "采用", "分期", "分期的方式"),
        ("该港是全省的渔业的中心。", "是", "全省", "全省的渔业的中心"),
        ("渔民听说船厂关闭车间的消息。", "关闭", "车间", "车间"),
        ("渔民收到船厂的感谢并回信。", "收到", "船厂", "船厂"),
        ("该港是国有的。", "是", "国有", "国有"),
        ("船东答应了渔民的基本要求。", "答应", "渔民", "渔民的基本要求"),
        ("船厂公布了废水的处理办法。", "公布", "废水", "废水的处理办法"),
        ("船东遵守港口的相关规定。", "遵守", "港口", "港口的相关规定"),
        ("该校成为多门学科的综合性、研究型大学。", "成为", "学科", "学科的综合性、研究型大学"),
    ],
)
def test_an_object_goes_on_to_the_noun_behind_its_de(text: str, verb: str, chosen: str, whole: str) -> None:
    words = words_of(text)
    at, number = numbers_of(words, verb, chosen)
    assert words.text(with_head(words, [number], at)) == whole


@pytest.mark.parametrize(
    ("text", "verb", "subject", "thing", "parties"),
    [
        ("渔船被拆除。", "拆除", "渔船", "渔船", ("渔船", "")),
        ("船东责备船东。", "责备", "船东", "船东", ("船东", "")),
        ("该校表扬渔民。", "表扬", "渔民", "渔民", ("", "渔民")),
        ("该校表扬渔民。", "表扬", "该校", "渔民", ("该校", "渔民")),
    ],
)
def test_who_acts_is_not_what_is_acted_on(
    text: str, verb: str, subject: str, thing: str, parties: tuple[str, str]
) -> None:
    words = words_of(text)
    at, *some = numbers_of(words, verb, subject, thing)
    texts = tuple(map(words.text, two_parties(words, [some[0]], [some[1]], at)))
    assert texts == parties


def test_words_with_the_verb_among_them_or_of_two_sentences_stay_as_they_are() -> None:
    words = words_of("海州船厂收购机床厂。临江港口扩建。")
    verb, stop = numbers_of(words, "收购", "。")
    assert whole_phrase(words, [verb], verb) == [verb]
    assert whole_phrase(words, [verb - 1, verb], verb) == [verb - 1, verb]
    assert whole_phrase(words, [stop, stop + 1], verb) == [stop, stop + 1]


def test_where_no_words_are_left_nobody_acts() -> None:
    assert fit_actor(words_of("船厂停产。"), []) == []


def test_a_subject_has_no_stock_code() -> None:
    [event] = [c for c in zhclaims.extract("海州船业（600999.SH）收购临江机床厂。").claims if c.claim_type == "event"]
    assert event.subject == "海州船业"


def test_a_verb_is_no_part_of_its_own_subject() -> None:
    doc = mine("今年以来，海州房价步入下跌通道，海州船厂未办理许可证，又遭遇停工。")
    readings = [reading for reading in read_document(doc, find_credits(doc)) if not reading.is_figure]
    assert readings
    assert all(reading.word not in reading.subject for reading in readings)


def test_an_object_is_looked_for_no_further_back_than_the_verb_sees() -> None:
    words = words_of("港口" * 3 * BACK + "由海州船厂收购。")
    [verb] = numbers_of(words, "收购")
    fronted = fronted_object(words, verb)
    assert fronted.start == verb - BACK
    assert words.items[fronted.stop].text == "由"


@pytest.mark.parametrize(
    ("text", "verb", "chosen", "fitted"),
    [
        ("船东访问渔村并会见渔民。", "访问", "渔村并会见渔民", "渔村"),
        ("船东要求渔民停产并整改。", "要求", "渔民停产并整改", "渔民停产并整改"),
        ("船东患有肺炎并糖尿病。", "患有", "肺炎并糖尿病", "肺炎并糖尿病"),
        ("船东看过渔场之后离开。", "看过", "渔场之后", "渔场"),
        ("名单公布了出来。", "公布", "出来", ""),
        ("船厂创建于2005年。", "创建", "2005年", ""),
        ("海事局依照条例处罚船东。", "处罚", "条例", ""),
        ("渔民把闲置的渔船卖掉。", "卖掉", "闲置", "闲置的渔船"),
        ("海事局对违规的船东进行处罚。", "处罚", "违规", "违规的船东"),
        ("新港口启用 海州船东的日记", "启用", "日记", ""),
        ("海州船厂获批 捕捞许可证", "获批", "捕捞许可证", "捕捞许可证"),
        ("新 港口 启用 灯塔", "启用", "灯塔", "灯塔"),
        ("船厂招聘90后。", "招聘", "90后", "90后"),
        ("船东参观了南浔的渔场。", "参观", "渔场", "南浔的渔场"),
        ("船东拿到三张崭新的渔网。", "拿到", "渔网", "三张崭新的渔网"),
        ("海事局修订发布的《条例》。", "修订", "《条例》", "《条例》"),
        ("船厂对渔民的渔船进行改造。", "改造", "渔民", "渔民的渔船"),
        ("该厂是以造船为主业，以修船为特色的老企业。", "是", "以造船为主", "老企业"),
        ("临江建成以港口为龙头的“一港三园”新城。", "建成", "港口为龙头", "“一港三园”新城"),
        ("船厂坚持以渔民为中心。", "坚持", "以渔民为中心", ""),
        ("船厂成立于厦门。", "成立", "厦门", ""),
        ("船厂落户于厦门。", "落户", "厦门", "厦门"),
    ],
)
def test_an_object_is_without_what_is_no_part_of_it(text: str, verb: str, chosen: str, fitted: str) -> None:
    words = words_of(text)
    [at] = numbers_of(words, verb)
    first = next(n for n in range(len(words)) if words.text(range(n, len(words))).startswith(chosen))
    numbers = [n for n in range(first, len(words)) if words.text(range(first, n + 1)) in chosen]
    assert words.text(numbers) == chosen
    assert words.text(fit_object(words, numbers, at)) == fitted


@pytest.mark.parametrize(
    ("text", "verb", "told"),
    [
        ("一旦船厂停产，渔民受损。", "停产", False),
        ("一旦船厂停产，渔民受损。", "受损", True),
        ("他问船厂是否停产。", "停产", False),
        ("如果顺利船厂将会停产。", "停产", True),
        ("公诉机关认为船东有罪。", "公诉", False),
        ("检察院公诉船东。", "公诉", True),
        ("船厂停产。", "停产", True),
        ("根据船厂公布的数据，渔船增多。", "公布", False),
        ("根据船厂公布的数据，渔船增多。", "增多", True),
        ("根据条例船厂公布数据。", "公布", True),
    ],
)
def test_what_may_be_and_what_is_part_of_a_noun_is_no_event(text: str, verb: str, told: bool) -> None:
    words = words_of(text)
    assert is_told(words, numbers_of(words, verb)[0], []) is told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("该港是重要渔港", False),
        ("该港是全省渔港之一", False),
        ("该港成为渔民的焦点", False),
        ("该港是全省最重要渔港", True),
        ("该港是唯一的重要渔港", True),
        ("该港是全省首个渔港之一", True),
        ("该港建设重要渔港", True),
        ("晒网成为常态", False),
    ],
)
def test_a_rank_can_be_checked_and_an_opinion_cannot(text: str, told: bool) -> None:
    words = words_of(text)
    [verb] = [n for n, word in enumerate(words.items) if word.text in ("是", "成为", "建设")]
    assert is_told(words, verb, list(range(verb + 1, len(words)))) is told


def test_an_opinion_is_told_by_the_noun_that_its_object_ends_with() -> None:
    words = words_of("修船是海州的亮点。")
    [verb] = numbers_of(words, "是")
    assert words.items[verb + 1].text == "海州"
    assert not is_told(words, verb, [verb + 1])


def test_a_verb_that_makes_a_noun_with_the_end_of_a_time_is_no_event() -> None:
    words = words_of("船厂2017年报显示，船厂2017年报警。")
    places = [n for n, word in enumerate(words.items) if word.text in ("报", "报警")]
    assert [is_told(words, place, []) for place in places] == [False, True]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("海州造船厂尚未收购临江机床厂。", "negated"),
        ("海州造船厂没有收购临江机床厂。", "negated"),
        ("海州造船厂收购了临江机床厂。", "fact"),
    ],
)
def test_a_denied_event_is_negated(text: str, modality: str) -> None:
    events = [c for c in zhclaims.extract(text).claims if c.claim_type == "event"]
    assert [(event.predicate, event.modality) for event in events] == [("收购", modality)]


@pytest.mark.parametrize(
    ("text", "verb", "chosen", "parts"),
    [
        ("新港口开通运营。", "开通", "运营", ("运营", "")),
        ("新港口竣工验收。", "竣工", "", ("验收", "")),
        ("跨海大桥建成通航。", "建成", "通航", ("通航", "")),
        ("新渔场投入运营。", "投入", "运营", ("运营", "")),
        ("船厂投入资金。", "投入", "资金", ("", "资金")),
        ("渔业集团投资兴建新渔场。", "投资", "新渔场", ("兴建", "新渔场")),
        ("船厂停止收购渔船。", "停止", "收购渔船", ("收购", "渔船")),
        ("船厂获批收购渔船。", "获批", "渔船", ("收购", "渔船")),
        ("船厂收购渔船。", "收购", "渔船", ("", "渔船")),
        ("船厂停止收购。", "停止", "收购", ("", "收购")),
        ("船厂申请破产清算。", "申请", "破产清算", ("", "破产清算")),
        ("船东前往渔村考察。", "前往", "渔村考察", ("考察", "渔村")),
        ("船东前往渔村。", "前往", "渔村", ("", "渔村")),
        ("船东前往考察。", "前往", "考察", ("", "考察")),
        ("船东参观渔村考察。", "参观", "渔村考察", ("", "渔村考察")),
    ],
)
def test_verbs_in_a_row_tell_one_deed(text: str, verb: str, chosen: str, parts: tuple[str, str]) -> None:
    words = words_of(text)
    at, first = (next(n for n, w in enumerate(words.items) if text.index(part) <= w.start) for part in (verb, chosen))
    numbers = [n for n in range(first, len(words)) if chosen and words.text(range(first, n + 1)) in chosen]
    assert words.text(numbers) == chosen
    deed, thing = split_deed(words, numbers, at)
    assert (words.text(deed), words.text(thing)) == parts


def test_the_predicate_and_the_quote_hold_both_verbs() -> None:
    text = "海州跨江大桥昨日正式开通运营。"
    [event] = [c for c in zhclaims.extract(text).claims if c.claim_type == "event"]
    assert (event.subject, event.predicate, event.object) == ("海州跨江大桥", "开通运营", "")
    assert text[event.quote_start : event.quote_end].endswith("开通运营")
