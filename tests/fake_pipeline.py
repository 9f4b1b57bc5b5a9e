"""A stand-in for the pipeline that worker processes can import: quick, and failing in known ways."""

import os
import signal
import time
from pathlib import Path

from zhclaims.batch import Settings, Summary, run
from zhclaims.errors import LexiconError
from zhclaims.types import Article, Claim, Entity, Extraction, Options


def count_characters(article: Article, options: Options) -> Extraction:
    """A stand-in for the pipeline: one claim an article, its length; some words make it fail in known ways."""
    if "除以零" in article.text:
        raise ZeroDivisionError("division by zero")
    if "被杀" in article.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "退出" in article.text:
        os._exit(7)
    if "词典坏了" in article.text:
        raise LexiconError("names.tsv:3: 4 cells expected")
    if "存不下" in article.text:
        return Extraction(entities=[Entity(0, 1, "\udcff", "ORG")])
    length = str(len(article.text))
    name = f"c-{article.path}"
    return Extraction(claims=[Claim(name, article.article_id, article.path, "", "", "numeric", value_text=length)])


def go(folder: Path, db: Path, options: Options | None = None, **settings: object) -> Summary:
    """A run over a folder in this process."""
    return run([folder], db, options, Settings(**{"jobs": 1, **settings}), extract=count_characters)


def never_end(article: Article, options: Options) -> Extraction:
    """A stand-in for the pipeline that never ends where the text says so, at work or asleep."""
    if "睡着" in article.text:
        time.sleep(600)
    while "算不完" in article.text:
        pass
    return Extraction()


def run_and_die(folder: Path, database: Path, after: int) -> None:
    """A run in a process of its own that is killed when so many articles are done."""

    def kill(summary: Summary) -> None:
        if summary.done >= after:
            os.kill(os.getpid(), signal.SIGKILL)

    run([folder], database, settings=Settings(jobs=1), extract=count_characters, watch=kill)
