"""The README: its example is what the program gives, and it names every column and command."""

import re
from dataclasses import fields
from pathlib import Path

import zhclaims
from zhclaims.cli import app
from zhclaims.types import Claim

README = (Path(__file__).parent.parent / "README.md").read_text("utf-8")


def example_rows() -> list[list[str]]:
    """What the README's article gives in the columns of the README's table."""
    article = re.search(r"<!-- article published=(\S+) -->\n```text\n(.*?)\n```", README, re.DOTALL)
    table = re.search(r"<!-- table (.*?) -->", README)
    assert article is not None
    assert table is not None
    claims = zhclaims.extract(article[2], published=article[1]).claims
    return [[cell(getattr(claim, column)) for column in table[1].split()] for claim in claims]


def cell(value: object) -> str:
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def test_the_example_is_what_comes_out() -> None:
    body = README.split("<!-- table ", 1)[1].split("\n\n", 1)[0].splitlines()[3:]
    assert [[part.strip() for part in row.strip("|").split("|")] for row in body] == example_rows()


def test_every_column_is_explained() -> None:
    section = README.split("## The claims table", 1)[1].split("\n## ", 1)[0]
    named = [
        name
        for row in section.splitlines()
        if row.startswith("| `")
        for name in re.findall(r"`(\w+)`", row.split("|")[1])
    ]
    assert named == [field.name for field in fields(Claim)]


def test_every_command_is_listed() -> None:
    commands = {command.name or command.callback.__name__ for command in app.registered_commands if command.callback}
    section = README.split("## The commands", 1)[1].split("\n## ", 1)[0]
    assert set(re.findall(r"^\| `zhclaims (\w+)", section, re.MULTILINE)) == commands


def test_every_promise_has_its_test() -> None:
    section = README.split("## What it promises", 1)[1].split("\n## ", 1)[0]
    named = re.findall(r"`(test_\w+\.py)::(test_\w+)`", section)
    assert len(named) == section.count("\n| ") - 1
    for file, name in named:
        assert f"\ndef {name}(" in (Path(__file__).parent / file).read_text("utf-8")
