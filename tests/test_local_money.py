"""Plain 元 in texts about places that have their own money."""

import pytest

from zhclaims.pipeline import mine

NAMED = "基隆和彰化的工廠去年投資新台幣5億元，屏東的工廠另投2億元。"
UNNAMED = "基隆、彰化和屏東的工廠今年共投資2億元。"
SIMPLIFIED = "基隆、彰化和屏东的工厂今年共投资2亿元。"
READ = [
    (NAMED, ["TWD", "TWD"], ["", "unit_inferred"]),
    (UNNAMED, ["TWD"], ["unit_inferred"]),
    ("沙田、元朗和旺角的商戶共得400萬元。", ["HKD"], ["unit_inferred"]),
    (SIMPLIFIED, ["CNY"], ["unsure_currency"]),
    ("基隆、彰化和屏东共得新台币5亿元；花莲另得2亿元。", ["TWD", "TWD"], ["", "unit_inferred"]),
    ("基隆、彰化和花蓮的廠商營收新台幣3億元。無錫廠另有2億元。", ["TWD", "CNY"], ["", "unsure_currency"]),
    ("基隆、彰化和花蓮的廠商營收新台幣3億元，獲人民幣800萬元訂單。另投2億元。", ["TWD", "CNY", "CNY"], ["", "", "unsure_currency"]),
    ("無錫、蘇州和基隆的工廠今年共投資2億元。", ["CNY"], [""]),
    ("聯發科營收新台幣500億元，累計營收1,900億元。", ["TWD", "TWD"], ["", "unit_inferred"]),
    ("聯發科營收500億元。", ["TWD"], ["unit_inferred"]),
    ("聯發科與騰訊各投資3億元。", ["CNY"], ["unsure_currency"]),
    ("聯發科營收500億元，受人民幣升值影響，毛利80億元。", ["TWD", "TWD"], ["unit_inferred", "unit_inferred"]),
    ("聯發科獲人民幣3億元訂單。\n瑞昱營收90億元。", ["CNY", "TWD"], ["", "unit_inferred"]),
    ("聯發科員工帶人民幣現鈔，不能超過2萬元。", ["CNY"], ["unsure_currency"]),
    ("領展租金收入35億元，派息2億元。", ["HKD", "HKD"], ["unit_inferred", "unit_inferred"]),
    ("騰訊（0700）收入1600億元，昨日收報380元，大行將目標價由400元升至450元。", ["CNY", "HKD", "HKD", "HKD"], ["", "unit_inferred", "unit_inferred", "unit_inferred"]),
    ("比亞迪（1211）A股收報300元，H股收報380港元。", ["CNY", "HKD"], ["unsure_currency", ""]),
    ("比亚迪（1211）收报300元。", ["CNY"], [""]),
    ("港鐵票務收入港幣20億元，廣告收入3億元。", ["HKD", "HKD"], ["", "unit_inferred"]),
    ("騰訊收入1600億元，回購港幣20億元。", ["CNY", "HKD"], ["unsure_currency", ""]),
    ("聯發科營收新台幣500億元，獲人民幣3億元訂單，另投資2億元。", ["TWD", "CNY", "CNY"], ["", "", "unsure_currency"]),
    ("騰訊收入1600億元。", ["CNY"], [""]),
    ("聯發科在無錫投資3億元。", ["CNY"], ["unsure_currency"]),
    ("联发科营收新台币500亿元，累计营收1,900亿元。", ["TWD", "CNY"], ["", ""]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "units", "flags"), READ)
def test_yuan_is_the_money_of_the_place_that_the_text_is_about(text: str, units: list[str], flags: list[str]) -> None:
    money = [quantity for quantity in mine(text).quantities if quantity.kind == "money"]
    assert [quantity.unit for quantity in money] == units
    assert [" ".join(quantity.flags) for quantity in money] == flags
