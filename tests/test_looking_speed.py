"""Looking at 100,000 claims: each command answers at once, and none needs memory for them."""

import subprocess
import sys
from pathlib import Path

import pytest

from invented import invented_database

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell the memory of a process")
STARTS = 15
"""How many times as long as `zhclaims --version` an answer may take; the slowest takes about 8."""
MEGABYTES = 300
# Processor time, as that of the clock depends on what else the machine does; memory from /proc where there is one, as what
# getrusage tells of a new process includes what its parent had.
MEASURE = """
import re, resource, sys
from pathlib import Path
from zhclaims.cli import main
sys.argv = ["zhclaims", *sys.argv[1:]]
try:
    main()
finally:
    used, status = resource.getrusage(resource.RUSAGE_SELF), Path("/proc/self/status")
    peak = int(re.search(r"VmHWM:\\s*(\\d+)", status.read_text())[1]) / 1024 if status.exists() else used.ru_maxrss / 1024**2
    print(used.ru_utime + used.ru_stime, peak, file=sys.stderr)
"""


@pytest.fixture(scope="module")
def db(tmp_path_factory) -> Path:
    return invented_database(tmp_path_factory.mktemp("large") / "claims.db", 100_000)


@pytest.fixture(scope="module")
def start() -> float:
    return measured("--version")[0]


def measured(*words: object, times: int = 3) -> tuple[float, float]:
    """Seconds of processor time, the least of several, and megabytes of a command."""
    runs = []
    for _ in range(times):
        command = [sys.executable, "-c", MEASURE, *map(str, words)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        runs.append(tuple(map(float, done.stderr.splitlines()[-1].split())))
    return min(seconds for seconds, _ in runs), max(megabytes for _, megabytes in runs)


@pytest.mark.parametrize(
    "words",
    [
        "inspect",
        "inspect --city 合肥 --kind money --since 2022",
        "inspect --province 浙江 --modality plan",
        "inspect --org 统计局",
        "inspect --text 新能源汽车",
        "inspect --text 新能源汽車",
        "inspect --review",
        "inspect --sort -value_low --page 90",
        "inspect --flag no_subject --format jsonl",
        "export out.csv --city 合肥",
        "export out.xlsx --city 合肥 --kind money --since 2024",
        "export out.jsonl --city 合肥",
    ],
)
def test_an_answer_takes_less_than_the_blink_of_an_eye(db: Path, start: float, tmp_path: Path, words: str) -> None:
    line = [str(tmp_path / word) if word.startswith("out.") else word for word in words.split()]
    seconds, megabytes = measured(*line, "--db", db)
    assert seconds < STARTS * start
    assert megabytes < MEGABYTES


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "jsonl", "parquet"])
def test_an_export_of_everything_streams(db: Path, tmp_path: Path, suffix: str) -> None:
    pytest.importorskip("pyarrow")
    _, megabytes = measured("export", tmp_path / f"all.{suffix}", "--db", db, times=1)
    assert megabytes < MEGABYTES
