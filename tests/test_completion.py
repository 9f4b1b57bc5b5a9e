"""What the shell completes: options from fixed lists, and values from the database that is named on the line."""

import sys
from pathlib import Path

import pytest

from invented import invented_database
from zhclaims import cli


@pytest.fixture(scope="module")
def db(tmp_path_factory) -> Path:
    return invented_database(tmp_path_factory.mktemp("invented") / "claims.db", 500)


@pytest.fixture
def complete(monkeypatch, capsys):
    """Press Tab at the end of a line, in bash."""

    def call(line: str) -> list[str]:
        monkeypatch.setattr(sys, "argv", ["zhclaims"])
        monkeypatch.setenv("_ZHCLAIMS_COMPLETE", "complete_bash")
        monkeypatch.setenv("COMP_WORDS", line)
        monkeypatch.setenv("COMP_CWORD", str(len(line.split(" ")) - 1))
        with pytest.raises(SystemExit):
            cli.app(prog_name="zhclaims")
        return capsys.readouterr().out.split("\n")[:-1]

    return call


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("zhclaims insp", ["inspect"]),
        ("zhclaims inspect --mod", ["--modality"]),
        ("zhclaims inspect --modality p", ["plan"]),
        ("zhclaims inspect --format js", ["jsonl"]),
        ("zhclaims inspect --lang z", ["zh"]),
        ("zhclaims inspect --sort city,s", []),
        ("zhclaims export --table f", ["failures"]),
    ],
)
def test_fixed_words(complete, line: str, offered: list[str]) -> None:
    found = complete(line)
    assert found == offered if offered else "city,source" in found


@pytest.mark.parametrize(
    ("option", "beginning", "offered"),
    [
        ("--city", "杭", ["杭州市"]),
        ("--province", "浙", ["浙江省"]),
        ("--metric", "研发", ["研发投入"]),
        ("--source", "市统", ["市统计局"]),
        ("--org", "海", ["海关"]),
        ("--flag", "no_", ["no_subject"]),
        ("--unit", "%", ["%"]),
        ("--city", "拉萨", [""]),
    ],
)
def test_values_of_the_database(complete, db: Path, option: str, beginning: str, offered: list[str]) -> None:
    assert complete(f"zhclaims inspect --db {db} {option} {beginning}") == offered


def test_ids_of_claims(complete, db: Path) -> None:
    found = complete(f"zhclaims show --db {db} c00001")
    assert len(found) == 25
    assert all(identity.startswith("c00001") for identity in found)


def test_without_a_database_nothing_is_offered(complete, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert complete("zhclaims inspect --city 杭") == [""]
