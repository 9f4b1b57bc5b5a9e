"""What is done with one article in a worker process: read it, see whether it has changed, extract, make rows."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from zhclaims.errors import ZhclaimsError
from zhclaims.read import Source, article_id_of, read_article
from zhclaims.rows import ArticleRows, rows_of_parts
from zhclaims.store_writing import Known
from zhclaims.time_limit import time_limit
from zhclaims.types import Article, Extraction, Options

Extractor = Callable[[Article, Options], Extraction]


@dataclass(frozen=True, slots=True)
class Task:
    """One article to look at."""

    root: str
    """The folder or file given to the run."""
    path: str
    """In the database: that of the source, or a longer one where another folder has an article of the same path."""
    source: Source
    known: Known | None
    """What the database has of it."""


@dataclass(frozen=True, slots=True)
class Done:
    """The rows of an article that was new or had changed."""

    rows: ArticleRows
    claims: int
    wrong_date: str = ""
    """That of the article, if it came with one."""


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The database has the article as it is, and from the same code and options."""

    wrong_date: str = ""


@dataclass(frozen=True, slots=True)
class Failed:
    """An article could not be read or worked on."""

    stage: str
    error: str
    message: str
    article_id: str = ""
    """Set where the article was read, and differs from what the database has."""


@dataclass(frozen=True, slots=True)
class Unusable:
    """What every article would fail of: a lexicon with a bad row, a library that is missing."""

    message: str


Outcome = Done | Unchanged | Failed | Unusable


def work_on(
    task: Task, *, options: Options, fingerprint: str | None, extract: Extractor | None = None, seconds: float = 0
) -> Outcome:
    """Do one article; whatever goes wrong in it becomes a Failed, and what is wrong for all of them an Unusable.

    Without a fingerprint an article of the same content is left as it is, whatever its rows came from. Reading and
    extraction may take so many seconds of work each; 0 for no limit.
    """
    try:
        with time_limit(seconds):
            article = _read(task)
    except BaseException as error:
        return failed("read", error)
    if is_done(article, task.known, fingerprint):
        return Unchanged(article.wrong_date)
    try:
        with time_limit(seconds):
            return _extract(article, options, extract)
    except (ZhclaimsError, ImportError) as error:
        # Ours are raised in extraction for lexicons, dictionaries and weights only: texts cannot be wrong.
        return Unusable(str(error))
    except BaseException as error:
        return failed("extract", error, article.article_id)


def _read(task: Task) -> Article:
    article = read_article(task.source)
    if article.path == task.path:
        return article
    return replace(article, path=task.path, article_id=article_id_of(task.path))


def is_done(article: Article, known: Known | None, fingerprint: str | None) -> bool:
    """Whether the database has this article with this content, and from this code and these options."""
    return known is not None and known.sha256 == article.sha256 and fingerprint in (None, known.fingerprint)


def failed(stage: str, error: BaseException, article_id: str = "") -> Failed:
    """A failure from an exception. Panics of Rust libraries are no `Exception`s; only the user's own stops go on."""
    if isinstance(error, (KeyboardInterrupt, SystemExit)):
        raise error
    return Failed(stage, type(error).__name__, str(error) or repr(error), article_id)


def _extract(article: Article, options: Options, extract: Extractor | None) -> Done:
    from zhclaims.parts import extract_parts
    from zhclaims.simplify import script_of

    work = extract or _default_extractor()
    parts = extract_parts(article, lambda part: work(part, options))
    rows = rows_of_parts(article, parts, script=script_of(article.text))
    return Done(rows, len(rows.facts["claims"]), article.wrong_date)


def _default_extractor() -> Extractor:
    from zhclaims.pipeline import extract_article

    return extract_article
