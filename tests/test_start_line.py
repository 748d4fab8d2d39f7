"""At the prompt, `rehearse plan` offers the line that keeps a plan's weeks (rule 31). Nothing else writes there."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import TESTS
from forked import rehearse

from generator.load import load_candidate
from generator.planner.days import DAY
from generator.scaffold.start import add_start, start_line

FILE = """\
# Mine.
name: Noor
role: backend
level: senior
interview: 2026-12-27
days: {mon: 120, wed: 120, sat: 240}   # evenings
partners: {llm: true}
"""
LINE = "start: 2026-12-01\n"


def at_the_prompt(folder: Path, answer: str) -> str:
    """Plan in a terminal, type an answer, and return what was shown."""
    ours, theirs = pty.openpty()
    command = ["plan", folder / "noor.yml", "--today", "2026-12-01", "--out", folder / "out"]
    process = subprocess.Popen(
        [sys.executable, "-m", "generator.cli", *map(str, command)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=TESTS,
    )
    os.close(theirs)
    os.write(ours, answer.encode())
    shown = b""
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        shown += part
    assert process.wait() == 0, shown
    os.close(ours)
    return shown.decode()


@pytest.mark.parametrize(("answer", "added"), [("y\n", LINE), ("\n", LINE), ("n\n", "")])
def test_a_yes_adds_the_line_and_leaves_every_other_byte(answer: str, added: str, tmp_path: Path) -> None:
    path = tmp_path / "noor.yml"
    path.write_text(FILE, "utf-8")
    shown = at_the_prompt(tmp_path, answer)
    assert 'Add the line "start: 2026-12-01" to' in shown
    assert path.read_text("utf-8") == FILE + added


def test_a_file_with_a_start_is_not_asked_about(tmp_path: Path) -> None:
    (tmp_path / "noor.yml").write_text(FILE + LINE, "utf-8")
    assert "Add the line" not in at_the_prompt(tmp_path, "y\n")


def test_without_a_terminal_the_line_is_printed_and_nothing_is_asked(tmp_path: Path) -> None:
    (tmp_path / "noor.yml").write_text(FILE, "utf-8")
    command = ["plan", tmp_path / "noor.yml", "--today", "2026-12-01", "--out", tmp_path / "out"]
    done = rehearse(*command, typed="y\n")
    assert done.returncode == 0
    assert "start: 2026-12-01" in done.stdout
    assert (tmp_path / "noor.yml").read_text("utf-8") == FILE


@pytest.mark.parametrize(
    "text",
    [
        "{name: Noor, role: backend, level: senior, interview: 2026-12-27, days: {mon: 120}}\n",
        FILE + "...\n",
        FILE.replace("partners", "seen: []\npartners")
        + "stories:\n  - title: One\n    themes: [conflict]\n    action: >-\n      Text",
    ],
)
def test_where_the_line_would_change_anything_else_it_is_not_added(text: str, tmp_path: Path) -> None:
    path = tmp_path / "noor.yml"
    path.write_text(text, "utf-8")
    before, _ = load_candidate(path)
    start = before.last_interview - 26 * DAY
    if add_start(path, start):
        after, _ = load_candidate(path)
        assert after == before.model_copy(update={"start": start})
        assert path.read_text("utf-8").startswith(text)
    else:
        assert path.read_text("utf-8") == text
    assert start_line(start) == "start: 2026-12-01"


def test_a_line_end_of_windows_stays_one(tmp_path: Path) -> None:
    path = tmp_path / "noor.yml"
    path.write_bytes(FILE.replace("\n", "\r\n").encode())
    assert add_start(path, load_candidate(path)[0].last_interview - 26 * DAY)
    assert path.read_bytes() == (FILE + LINE).replace("\n", "\r\n").encode()
