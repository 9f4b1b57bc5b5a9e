"""The limit to the time of one article: it ends what takes too long, costs that article, and nothing else."""

import re
import signal
import sys
import threading
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import pytest

from zhclaims.batch import Settings, run
from zhclaims.store import open_store
from zhclaims.time_limit import TimeLimitError, time_limit

sys.path.append(str(Path(__file__).parent))
slow = import_module("fake_pipeline").never_end


def compute() -> None:
    while True:
        pass


def test_what_takes_too_long_is_ended() -> None:
    with pytest.raises(TimeLimitError, match=r"took more than 0\.1 s of work; split it"), time_limit(0.1):
        compute()


def test_a_regular_expression_that_backtracks_is_ended() -> None:
    with pytest.raises(TimeLimitError), time_limit(0.1):
        re.match(r"(?:a+)+b", "a" * 60)


def test_a_handler_that_swallows_exceptions_does_not_hold_it_up() -> None:
    def swallow() -> None:
        with suppress(Exception):
            compute()
        compute()

    with pytest.raises(TimeLimitError), time_limit(0.1):
        swallow()


def test_what_is_in_time_goes_on_and_leaves_no_alarm() -> None:
    before = signal.getsignal(signal.SIGPROF)
    with time_limit(30):
        pass
    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)
    assert signal.getsignal(signal.SIGPROF) == before


def test_off_the_main_thread_there_is_no_limit() -> None:
    done: list[bool] = []

    def work() -> None:
        with time_limit(0.01):
            sum(range(2_000_000))
        done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("word", ["算不完", "睡着"])
def test_an_article_that_takes_too_long_fails_alone(tmp_path: Path, jobs: int, word: str) -> None:
    if (jobs, word) == (1, "睡着"):
        pytest.skip("what waits can only be killed")
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(6):
        (folder / f"{number}.txt").write_text(word if number == 2 else "很快。", "utf-8")
    settings = Settings(jobs=jobs, start_method="forkserver", time_limit=1)
    summary = run([folder], tmp_path / "claims.db", settings=settings, extract=slow)
    assert (summary.done, summary.failed) == (5, 1)
    with open_store(tmp_path / "claims.db") as store:
        ((path, stage, _, message),) = store.rows("failures")
    assert (path, stage) == ("2.txt", "extract")
    assert "took " in message
    assert "--time-limit" in message
