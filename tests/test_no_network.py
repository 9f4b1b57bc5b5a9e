"""No command opens a connection: articles never leave the machine."""

import subprocess
import sys
from pathlib import Path

CORPUS = Path(__file__).parent.parent / "corpus" / "articles"
# An audit hook cannot be removed, and sees the sockets of every library; a child process would need a hook of its own.
# urllib3, which trafilatura loads, binds a socket to ::1 when it is imported, to learn whether there is IPv6.
GUARD = """
import sys

def refuse(event, arguments):
    if event == "socket.__new__" or event == "socket.bind" and arguments[1][0] == "::1":
        return
    if event.startswith(("socket.", "urllib.", "http.")) or event in ("subprocess.Popen", "os.system", "os.posix_spawn", "os.exec"):
        sys.stderr.write(f"refused: {event} {arguments}\\n")
        raise PermissionError(event)

sys.addaudithook(refuse)
from zhclaims.cli import main
main()
"""


def guarded(folder: Path, *words: object) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", GUARD, *map(str, words)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_guard_refuses_sockets(tmp_path: Path) -> None:
    script = GUARD.replace(
        "from zhclaims.cli import main\nmain()", "import socket; socket.create_connection(('127.0.0.1', 9))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert "refused: socket." in done.stderr


def test_no_command_connects_to_anything_or_starts_a_program(tmp_path: Path) -> None:
    for words in (
        ["run", CORPUS, "--jobs", 1],
        ["inspect"],
        ["failures"],
        *(["export", f"claims{suffix}"] for suffix in (".csv", ".xlsx", ".jsonl", ".parquet")),
        ["report", "claims.html"],
        ["compare", "杭州", "深圳"],
        ["conflicts"],
    ):
        done = guarded(tmp_path, *words)
        assert done.stderr.count("refused") == 0, done.stderr
        assert done.returncode == 0, (words, done.stderr)
    assert (tmp_path / "claims.html").stat().st_size > 10_000
