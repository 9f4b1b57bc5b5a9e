"""Runs a job on a Spark cluster of two workers and prints what came out: `spark_job.py ARTICLES.jsonl`."""

import json
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
from pyspark.sql import SparkSession

from zhclaims.errors import ZhclaimsError
from zhclaims.spark import extract_claims


def loads(batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """In each Python worker, its process and how often it has loaded the recogniser."""
    from zhclaims.recogniser import load_recogniser

    for _ in batches:
        yield pd.DataFrame(
            {"process": [os.getpid()], "parent": [os.getppid()], "loads": [load_recogniser.cache_info().misses]}
        )


def refused(df: object, **options: str) -> str:
    try:
        extract_claims(df, **options)  # type: ignore[arg-type]
    except ZhclaimsError as error:
        return str(error)
    return ""


def readme_job() -> str:
    """The job that the README shows."""
    readme = (Path(__file__).parent.parent / "README.md").read_text("utf-8")
    return next(part for part in re.findall(r"```python\n(.*?)```", readme, re.DOTALL) if "zhclaims.spark" in part)


def main(path: str) -> None:
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local-cluster[2,1,1024]").config("spark.ui.enabled", "false")
    spark = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", "3").getOrCreate()
    df = spark.read.schema("article_id string, text string, day string, title string").json(path).repartition(4)
    options = {"id_col": "article_id", "published_col": "day", "title_col": "title"}
    claims = extract_claims(df, **options).toPandas()  # type: ignore[arg-type]
    failing = extract_claims(df, error_col="why", **options).filter("why is not null")  # type: ignore[arg-type]
    numbered = spark.sql("SELECT 7L AS `my id`, '漳州去年造船十二艘。' AS text, DATE '2025-03-05' AS day, X'00' AS raw")
    out = {
        "claims": json.loads(claims.to_json(orient="records", force_ascii=False)),
        "columns": list(claims.columns),
        "failures": [row.asDict() for row in failing.select("article_id", "path", "claim_id", "why").collect()],
        "numbered": extract_claims(numbered, id_col="my id", published_col="day")
        .select("article_id", "time")
        .collect(),
        "refused": [refused(numbered, id_col="nobody"), refused(numbered, id_col="my id", text_col="raw")],
        "loads": spark.range(8, numPartitions=8).mapInPandas(loads, "process long, parent long, loads long").collect(),
        "driver": os.getpid(),
    }
    spark.range(3).selectExpr("id", "'漳州去年造船十二艘。' AS text", "DATE '2025-03-05' AS day").write.parquet(
        "articles"
    )
    exec(readme_job())  # It ends the session.
    out["readme"] = pq.read_table("claims").select(["article_id", "time", "error"]).to_pylist()
    sys.stdout.write(json.dumps(out, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
