"""Spark: a job on two workers gives the claims that a run on one machine gives, and a bad row never fails it."""

import json
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from zhclaims import spark
from zhclaims.batch import Settings, run
from zhclaims.errors import LexiconError
from zhclaims.read import article_id_of
from zhclaims.rows import columns
from zhclaims.store import open_store
from zhclaims.types import Options

TEXTS = [
    f"第{n}号公报\n2024年，漳州市船舶企业达{100 + n}家，营收{n}.5亿元，同比增长7.5%。市工信局局长周宁称，明年将超1000亿元。"
    for n in range(1, 16)
]


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles with a date, by their dateline, with a title, and without any of it."""
    path = tmp_path_factory.mktemp("spark") / "rows.jsonl"
    rows: list[dict[str, Any]] = [{"text": text} for text in TEXTS]
    rows[0] |= {"day": "2025-03-05 10:00:00", "title": "去年的账"}
    rows[1]["text"] += "\n漳州日报 2025年3月6日"
    rows[2]["day"] = "去年"
    rows[3]["text"] = "漳州去年造船十二艘。\n" * 6000
    with path.open("w", encoding="utf-8") as file:
        for number, row in enumerate(rows, 1):
            file.write(json.dumps({"article_id": article_id_of(f"rows.jsonl#{number}"), **row}) + "\n")
    return path


@pytest.fixture(scope="module")
def job(articles: Path) -> dict[str, Any]:
    with_bad = articles.with_name("with_bad.jsonl")
    bad = [{"article_id": "null"}, {"article_id": "blank", "text": " \n"}, {"text": "没有编号的一篇。"}]
    with_bad.write_text(articles.read_text("utf-8") + "".join(json.dumps(row) + "\n" for row in bad), "utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONWARNINGS": "ignore"}
    command = [sys.executable, str(Path(__file__).with_name("spark_job.py")), str(with_bad)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=600, cwd=articles.parent)
    assert done.returncode == 0, done.stderr[-4000:]
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.skipif(find_spec("pyspark") is None, reason="needs PySpark: pip install 'zhclaims[spark]'")
@pytest.mark.skipif(shutil.which("java") is None, reason="needs Java 17 or newer on the PATH")
class TestOnTwoWorkers:
    def test_the_claims_are_those_of_a_run(self, job: dict[str, Any], articles: Path, tmp_path: Path) -> None:
        renamed = tmp_path / "rows.jsonl"
        renamed.write_text(articles.read_text("utf-8").replace('"day"', '"date"'), "utf-8")
        run([renamed], tmp_path / "claims.db", settings=Settings(jobs=1))
        with open_store(tmp_path / "claims.db") as store:
            names = [column.name for column in columns("claims")]
            expected = [dict(zip(names, row, strict=True)) for row in store.rows("claims")]
        assert len(expected) > 6000
        assert job["columns"] == names
        assert by_id(job["claims"]) == by_id(expected)

    def test_a_bad_row_fails_alone_and_says_why(self, job: dict[str, Any]) -> None:
        failures = sorted(job["failures"], key=lambda row: str(row["article_id"]))
        assert failures == [
            failure(None, "ArticleError: an article without an id; give it one"),
            failure("blank", "ArticleError: blank: is empty or holds no article; remove it, or fill it"),
            failure("null", "ArticleError: null: has no text; fill it"),
        ]

    def test_ids_and_dates_may_be_of_other_types(self, job: dict[str, Any]) -> None:
        assert job["numbered"] == [["7", "2024"]]

    def test_the_job_of_the_readme_runs(self, job: dict[str, Any]) -> None:
        rows = sorted(job["readme"], key=lambda row: row["article_id"])
        assert rows == [{"article_id": str(number), "time": "2024", "error": None} for number in range(3)]

    def test_wrong_columns_are_told_before_the_job_begins(self, job: dict[str, Any]) -> None:
        assert job["refused"] == [
            "id_col: no column 'nobody'; there are my id, text, day, raw",
            "text_col: column 'raw' is binary, and must be string; cast or decode it",
        ]

    def test_two_workers_have_each_loaded_the_recogniser_once(self, job: dict[str, Any]) -> None:
        assert len({process for process, _, _ in job["loads"]}) >= 2
        assert {loads for _, _, loads in job["loads"]} == {1}
        assert job["driver"] not in {number for row in job["loads"] for number in row[:2]}


def by_id(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows in the order of their ids, without the path: in Spark it is the id."""
    return sorted(({**row, "path": ""} for row in rows), key=lambda row: row["claim_id"])


def failure(id_: str | None, why: str) -> dict[str, str | None]:
    return {"article_id": id_, "path": id_, "claim_id": None, "why": why}


# ------------------------------------------------------------------ without Spark


def frames(batch: pd.DataFrame, error_col: str | None = None, **options: Any) -> pd.DataFrame:
    return pd.concat(spark._claims_of_batches([batch], Options(recognise=False, **options), error_col))


def test_a_batch_without_claims_keeps_its_columns_and_their_types() -> None:
    found = frames(pd.DataFrame({"id": ["1"], "text": ["没有数字。"]}), "why")
    assert list(found.columns) == [*(column.name for column in columns("claims")), "why"]
    assert found.dtypes[["quote_start", "value_low"]].astype(str).tolist() == ["Int64", "float64"]


def test_few_articles_are_in_memory_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spark, "ARTICLES_AT_ONCE", 2)
    batch = pd.DataFrame({"id": list("12345"), "text": TEXTS[:5]})
    sizes = [frame["article_id"].nunique() for frame in spark._claims_of_batches([batch], Options(), None)]
    assert sizes == [2, 2, 1]


def test_an_article_that_raises_fails_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    class Panic(BaseException):
        """What Rust libraries raise."""

    def panic(article: object, options: object) -> None:
        raise Panic("index out of range")

    monkeypatch.setattr("zhclaims.pipeline.extract_article", panic)
    batch = pd.DataFrame({"id": ["1"], "text": ["增长了。"]})
    assert frames(batch, "why")["why"].tolist() == ["Panic: index out of range"]
    assert frames(batch).empty


def test_what_is_wrong_for_all_articles_ends_the_job(tmp_path: Path) -> None:
    (tmp_path / "names.tsv").write_text("type\tname\nORG\n", "utf-8")
    with pytest.raises(LexiconError, match=r"names\.tsv:1"):
        frames(pd.DataFrame({"id": ["1"], "text": [TEXTS[0]]}), "why", lexicon=str(tmp_path / "names.tsv"))
