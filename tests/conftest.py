"""What tests of several files stand on."""

import gc
import sys
import warnings
from contextlib import suppress

import pytest

from zhclaims import cli

# Datasette leaves a database in memory open as it is imported, of which Python 3.13 warns in whichever test comes next.
with warnings.catch_warnings(), suppress(ImportError):
    warnings.simplefilter("ignore", ResourceWarning)
    import datasette.app  # noqa: F401

    gc.collect()


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
