"""Whoever closes a stream wants silence: the work is done all the same, and nothing lands in a file of ours."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import CONTENT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a shell that closes streams")

REHEARSE = Path(sys.executable).with_name("rehearse")
FIVE = "--date 2026-12-28 --round knitting --before 3 --after 4 --fix Talk"


def run(command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Let a shell run what somebody typed, with all streams open but those that it closes."""
    line = command.replace("rehearse", shlex.quote(str(REHEARSE)), 1)
    return subprocess.run(["sh", "-c", line], cwd=cwd, capture_output=True, text=True, input="", check=False)


def held(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_plan_is_the_same_whatever_streams_are_closed(small: Path, tmp_path: Path) -> None:
    """Byte for byte: nothing that is printed lands in a file that got the number of a closed stream."""
    plan = f"rehearse plan {small}/candidates/ada.yml --today 2026-12-20 --content {small}"
    usual = run(f"{plan} --out usual", tmp_path)
    assert usual.returncode == 0, usual.stderr
    assert len(held(tmp_path / "usual")) > 10
    for closed in ("<&-", ">&-", "2>&-", "<&- >&- 2>&-"):
        done = run(f"{plan} --out shut {closed}", tmp_path)
        assert (done.returncode, done.stderr) == (0, ""), closed
        assert done.stdout == ("" if " >&-" in f" {closed}" else usual.stdout.replace("usual/", "shut/"))
        assert held(tmp_path / "shut") == held(tmp_path / "usual"), closed
        shutil.rmtree(tmp_path / "shut")


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("rehearse --version >&-", 0),
        ("rehearse --version <&- >&- 2>&-", 0),
        ("rehearse --help 2>&-", 0),
        ("rehearse coverage >&- 2>&-", 0),
        ("rehearse check <&- >&-", 0),
        ("rehearse check 2>&-", 0),
        ("rehearse nonsense 2>&-", 2),
        ("rehearse plan nobody.yml <&- >&- 2>&-", 2),
        ("rehearse rounds - <&-", 2),
        ("rehearse rounds - <&- 2>&-", 2),
    ],
)
def test_the_exit_code_is_that_of_the_work(command: str, code: int, small: Path, tmp_path: Path) -> None:
    (tmp_path / "content").symlink_to(small)
    done = run(command, tmp_path)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    assert "internal error" not in done.stderr


def test_a_mock_is_logged_into_the_log_and_nothing_else_is(tmp_path: Path) -> None:
    (tmp_path / "ada.yml").write_bytes((CONTENT / "candidates" / "ada.yml").read_bytes())
    line = f"rehearse log ada.yml --content {CONTENT} --today 2026-12-30 {FIVE}"
    assert run(f"{line} <&- >&- 2>&-", tmp_path).returncode == 0
    shut = (tmp_path / "ada-log.yml").read_bytes()
    (tmp_path / "ada-log.yml").unlink()
    assert run(line, tmp_path).stdout.startswith("logged ")
    assert (tmp_path / "ada-log.yml").read_bytes() == shut


def test_a_question_that_nobody_can_answer_logs_nothing(tmp_path: Path) -> None:
    (tmp_path / "ada.yml").write_bytes((CONTENT / "candidates" / "ada.yml").read_bytes())
    done = run(f"rehearse log ada.yml --content {CONTENT} --today 2026-12-30 <&-", tmp_path)
    assert (done.returncode, done.stderr) == (130, "nothing logged\n")
    assert not (tmp_path / "ada-log.yml").exists()


def test_no_file_gets_the_number_of_a_closed_stream(tmp_path: Path) -> None:
    """Nor in the processes that a command starts."""
    code = (
        "import subprocess, sys\nfrom contextlib import suppress\nfrom generator.cli import main\n"
        "with suppress(SystemExit):\n    main(['--version'])\n"
        "with open('said', 'w') as said:\n"
        "    print(said.fileno() > 2, file=said, flush=True)\n"
        "    print('to nobody')\n"
        "    print('to nobody', file=sys.stderr)\n"
        "    child = 'import os; [os.fstat(number) for number in range(3)]'\n"
        "    print(subprocess.run([sys.executable, '-c', child]).returncode, file=said)\n"
    )
    line = f"{shlex.quote(sys.executable)} -c {shlex.quote(code)} <&- >&- 2>&-"
    assert subprocess.run(["sh", "-c", line], cwd=tmp_path, check=False).returncode == 0
    assert (tmp_path / "said").read_text() == "True\n0\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no disk that is always full")
@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        ("rehearse --version >/dev/full", 3, "stdout: no space left; what the command has written before stays\n"),
        ("rehearse --version >/dev/full 2>&-", 3, ""),
        ("rehearse --version >/dev/full 2>&1", 3, ""),
        ("rehearse nonsense 2>/dev/full", 2, ""),
        ("rehearse plan nobody.yml 2>/dev/full", 2, ""),
    ],
)
def test_a_stream_that_is_full_is_another_matter(command: str, code: int, said: str, tmp_path: Path) -> None:
    done = run(command, tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (code, "", said)
