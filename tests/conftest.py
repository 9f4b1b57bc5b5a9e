"""What tests of several files stand on."""

import sys

import pytest

from zhclaims import cli


@pytest.fixture
def zhclaims(monkeypatch, capsys):
    """Call the console entry in this process; gives exit code, standard output, standard error."""

    def call(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["zhclaims", *map(str, words)])
        code = 0
        try:
            cli.main()
        except SystemExit as exit_:
            code = int(exit_.code or 0)
        return code, *capsys.readouterr()

    return call
