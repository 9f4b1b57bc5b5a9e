"""No command opens a connection: articles never leave the machine."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

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


def test_libraries_keep_nothing_in_the_home_folder(tmp_path: Path) -> None:
    """onnxruntime would put an id of the device and what it wants to report there."""
    home = tmp_path / "home"
    home.mkdir()
    text = tmp_path / "a.txt"
    text.write_text("台州缝制设备出口额达126亿元。", "utf-8")
    command = [sys.executable, "-m", "zhclaims.cli", "run", "a.txt", "--jobs", "1"]
    subprocess.run(command, cwd=tmp_path, env=os.environ | {"HOME": str(home)}, capture_output=True, check=True)
    assert list(home.rglob("*")) == []


def test_only_one_module_imports_onnxruntime() -> None:
    source = Path(__file__).parent.parent / "src" / "zhclaims"
    importing = [
        path.name
        for path in source.rglob("*.py")
        if re.search(r"^\s*(?:import|from) onnxruntime", path.read_text("utf-8"), re.MULTILINE)
    ]
    assert importing == ["inference.py"]


@pytest.mark.skipif(shutil.which("strace") is None, reason="watches system calls with strace")
def test_no_library_connects_to_anything(tmp_path: Path) -> None:
    """What Rust and C++ libraries do is seen by the kernel only."""
    (tmp_path / "a.html").write_text("<p>台州缝制设备出口额达126亿元。</p>", "utf-8")
    traced = ["strace", "-f", "-qq", "-o", "calls", "-e", "trace=connect,sendto,sendmsg"]
    command = [*traced, sys.executable, "-m", "zhclaims.cli", "run", "a.html", "--jobs", "1"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    if "ptrace" in done.stderr:
        pytest.skip("processes may not be traced here")
    assert done.returncode == 0, done.stderr
    assert not re.search(r"AF_INET", (tmp_path / "calls").read_text())
