"""Invented articles with claims that point into them, in any number and always the same."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from zhclaims.store import Origin, open_store
from zhclaims.types import Article, Claim, Entity, Extraction, Place

CITIES = [
    ("安徽省", "合肥市", "340100"), ("浙江省", "杭州市", "330100"), ("广东省", "深圳市", "440300"), ("四川省", "成都市", "510100"),
    ("江苏省", "苏州市", "320500"), ("湖北省", "武汉市", "420100"), ("陕西省", "西安市", "610100"), ("湖南省", "长沙市", "430100"),
    ("山东省", "青岛市", "370200"), ("浙江省", "宁波市", "330200"), ("江苏省", "无锡市", "320200"), ("福建省", "泉州市", "350500"),
]  # fmt: skip
METRICS = [
    ("地区生产总值", "亿元", "CNY", "money", 1e8, 9000), ("研发投入", "亿元", "CNY", "money", 1e8, 400), ("高新技术企业", "家", "家", "count", 1, 9000),
    ("新能源汽车产量", "万辆", "辆", "count", 1e4, 90), ("出口同比增长", "%", "%", "percent", 1, 20), ("工业机器人产量", "套", "套", "count", 1, 8000),
]  # fmt: skip
SOURCES = ["市统计局", "市发展改革委", "《产业白皮书》", "海关", ""]
FLAGS = ["", "", "", "", "carried_metric", "noun_subject context_city", "no_subject", "year_inferred"]
A_DAY = date(2021, 1, 1)


def invented_articles(claims: int, *, seed: int = 7) -> Iterator[tuple[Article, Extraction]]:
    """Articles of 25 claims each until there are as many claims as asked for; every third is in Traditional."""
    chance = random.Random(seed)
    for number, first in enumerate(range(0, claims, 25)):
        yield _article(number, min(25, claims - first), chance)


def _article(number: int, count: int, chance: random.Random) -> tuple[Article, Extraction]:
    article_id, day = f"a{number:06}", A_DAY + timedelta(days=number % 1700)
    path, title = f"{day.year}/{day:%m}/city-{number:06}.txt", f"{chance.choice(CITIES)[1]}的新账本之{number}"
    texts, claims, at = [f"{title}\n"], [], len(title) + 1
    for index in range(count):
        made, text = _claim(f"c{number:05x}{index:02x}{chance.getrandbits(32):08x}", at, chance)
        claims.append(Claim(**(made | {"article_id": article_id, "path": path, "title": title, "published": str(day)})))
        texts.append(text)
        at += len(text)
        if index % 5 == 4:
            texts.append("\n")
            at += 1
    text = "".join(texts)
    if number % 3 == 2:
        claims, text = [_traditional(claim) for claim in claims], _to_traditional(text)
    return Article(article_id, path, text, f"h{number}", title, day), _found(claims)


def _claim(claim_id: str, at: int, chance: random.Random) -> tuple[dict[str, object], str]:
    province, city, code = chance.choice(CITIES)
    metric, unit_text, unit, kind, factor, size = chance.choice(METRICS)
    year, number, source = chance.randint(2019, 2025), round(size * chance.uniform(0.4, 1.6), 1), chance.choice(SOURCES)
    about = "约" if chance.random() < 0.15 else ""
    head = f"{source}数据显示，" if source else ""
    plan = chance.random() < 0.12
    before = f"{head}{'力争到' if plan else ''}{year}年，{city}{metric}达{about}"
    value = f"{number:,.1f}{unit_text}"
    text = f"{before}{value}，在同类城市中位居前列。"
    flags = chance.choice(FLAGS)
    return {
        "claim_id": claim_id, "claim_type": "numeric", "subject": city, "metric": metric, "value_text": value,
        "value_low": round(number * factor, 1), "value_high": round(number * factor, 1), "unit": unit, "kind": kind, "comparator": "~" if about else "=",
        "change": "increase" if metric.endswith("增长") else "level", "time_text": f"{year}年", "time": str(year),
        "place": province + city, "place_code": code, "city": city, "city_code": code, "city_basis": "sentence",
        "source": source, "modality": "plan" if plan else "fact", "score": round(1 - 0.1 * len(flags.split()) - 0.01 * chance.randint(0, 9), 2),
        "reasons": "subject:clause; metric:before", "flags": flags, "section": "", "sentence_start": at, "sentence_end": at + len(text),
        "quote_start": at + len(before), "quote_end": at + len(before) + len(value), "evidence": text, "evidence_simplified": text,
    }, text  # fmt: skip


TRADITIONAL = str.maketrans("亿达约统计数据显发产总值业车机器术", "億達約統計數據顯發產總值業車機器術")


def _to_traditional(text: str) -> str:
    return text.translate(TRADITIONAL)


def _traditional(claim: Claim) -> Claim:
    from dataclasses import replace

    return replace(claim, evidence=_to_traditional(claim.evidence), value_text=_to_traditional(claim.value_text))


def _found(claims: list[Claim]) -> Extraction:
    entities = [
        Entity(c.sentence_start, c.sentence_start + 4, c.source, "ORG", c.source, "rule", 0.9)
        for c in claims
        if c.source
    ]
    places = [Place(0, 3, c.city, c.place, c.place_code, "city", c.place[:3], c.city, c.city_code) for c in claims[:1]]
    return Extraction(claims=claims, entities=entities, places=places)


def invented_database(path: Path, claims: int) -> Path:
    """A database of as many invented claims at the path."""
    with open_store(path, create=True) as store:
        for article, extraction in invented_articles(claims):
            store.save(article, extraction, script="hans", origin=Origin("/articles", 1, "f"))
    return path
