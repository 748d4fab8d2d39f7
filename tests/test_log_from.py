"""Spreadsheets of every kind are read back; `rehearse log --from` writes their mocks or names what it can't read."""

from __future__ import annotations

import csv
import datetime
import io
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import CONTENT
from forked import rehearse
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from test_spreadsheets import HEAD, NEEDED, TODAY, imported, mocks, workbook

from generator.load import load_log, load_log_csv
from generator.model import Handbook

# ── 300 spreadsheets ─────────────────────────────────────────────────────────────────────────────

HEADINGS = (
    NEEDED,
    ["Date", "Round", "Confidence before", "Confidence after", "The one fix"],
    ["DAY", "Session", "Before (1-5)", "After (1-5)", "one  fix"],
    ["Timestamp", "Which round?", "How confident before?", "How confident after?", "The single biggest thing to fix"],
)
ROUNDS = {"knitting": "knitting", "Knitting": "knitting", "SYSTEM DESIGN": "skyline-design", "candour": "candour"}
DATES = (
    "%Y-%m-%d",
    "%d.%m.%Y",
    "%m/%d/%Y",
    "%d/%m/%y",
    "%-m/%-d/%Y",
    "%d-%m-%y",
    "%y-%m-%d",
    "%Y/%m/%d %H:%M",
    "%d %b %Y",
)
ORDERS = {"%d.%m.%Y": "dmy", "%m/%d/%Y": "mdy", "%d/%m/%y": "dmy", "%-m/%-d/%Y": "mdy", "%d-%m-%y": "dmy"}
TEXTS = st.text(st.characters(codec="cp1252", exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=40).filter(
    lambda text: text.strip() and not text.startswith("=")
)
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252")


@st.composite
def spreadsheets(draw: st.DrawFn) -> tuple[str, bytes, list[tuple[Any, ...]], str]:
    """A file's name, its bytes, the mocks it has and how its dates are written."""
    head = draw(st.sampled_from(HEADINGS))
    dates = draw(st.sampled_from(DATES))
    days = st.dates(datetime.date(2025, 1, 1), TODAY)
    rounds = st.sampled_from(sorted(ROUNDS))
    rows = draw(st.lists(st.tuples(days, rounds, st.integers(1, 5), st.integers(1, 5), TEXTS), min_size=1, max_size=6))
    noise = draw(st.sampled_from(["", "title", "empty column", "notes", "blank rows"]))
    number = draw(st.sampled_from(["{}", "{}.0", " {} ", "{}/5"]))
    table: list[list[Any]] = [["My mocks"], []] if noise == "title" else []
    extra = {"empty column": [""], "notes": ["Notes"]}.get(noise, [])
    table.append([*head, *extra])
    excel = draw(st.booleans())
    as_text = draw(st.booleans())
    for day, round_, before, after, fix in rows:
        shown = day.strftime(dates)
        cells: list[Any] = [shown, round_, number.format(before), number.format(after), fix]
        if excel and not as_text:
            cells[0], cells[2] = datetime.datetime.combine(day, datetime.time(18, 30)), float(before)
        table.append([*cells, *(["went ok"] if extra == ["Notes"] else extra)])
        if noise == "blank rows":
            table.append([""] * len(cells))
    wanted = [(str(day), ROUNDS[name], before, after, fix.strip()) for day, name, before, after, fix in rows]
    if excel:
        return "log.xlsx", workbook(*table), wanted, dates if as_text else ""
    found = io.StringIO()
    separator = draw(st.sampled_from(",;\t"))
    csv.writer(found, delimiter=separator, lineterminator=draw(st.sampled_from(["\n", "\r\n"]))).writerows(table)
    said = f"sep={separator}\n" if draw(st.booleans()) else ""
    source = (said + found.getvalue()).encode(draw(st.sampled_from(ENCODINGS)))
    # Some texts of Windows-1252 are the same bytes as another text of UTF-8.
    assume(source[:1] == b"\xff" or found.getvalue() in source.decode("utf-8-sig", "replace") or is_no_utf_8(source))
    return "log.csv", source, wanted, dates


def is_no_utf_8(source: bytes) -> bool:
    return all(each.isascii() or each == "\ufffd" for each in source.decode("utf-8", "replace"))


def test_300_spreadsheets_are_read_back_or_refused_by_line_with_no_wrong_date(
    handbook: Handbook, tmp_path: Path
) -> None:
    count = {"read": 0, "refused": 0, "mocks": 0}

    @settings(settings.get_profile("plans"), max_examples=300)
    @given(spreadsheets())
    def holds(made: tuple[str, bytes, list[tuple[Any, ...]], str]) -> None:
        name, source, wanted, dates = made
        read = imported(handbook, tmp_path / name, source)
        if read.unclear:
            assert read.entries == ()
            assert read.unclear.line
            assert "--dates" in read.unclear.message
            if order := ORDERS.get(dates):
                again = load_log_csv(tmp_path / name, handbook, TODAY, order)  # type: ignore[arg-type]
                assert mocks(again) == wanted
            count["refused"] += 1
            return
        assert all(each.line for each in read.problems)
        assert mocks(read) == wanted
        count["read"] += 1
        count["mocks"] += len(wanted)

    holds()
    assert count["read"] + count["refused"] >= 300
    assert count["read"] >= 150


# ── the command ──────────────────────────────────────────────────────────────────────────────────


def command(*arguments: str) -> list[str]:
    program = [sys.executable, "-m", "generator.cli", "log", "ada.yml", "--content", str(CONTENT)]
    return [*program, "--today", "2026-12-30", *arguments]


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return rehearse("log", "ada.yml", "--content", CONTENT, "--today", "2026-12-30", *arguments, cwd=folder)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ada.yml").write_bytes((CONTENT / "candidates" / "ada.yml").read_bytes())
    return tmp_path


def fixes(folder: Path) -> list[str]:
    return [entry.fix for entry in load_log(folder / "ada-log.yml").entries]


def test_a_spreadsheet_is_added_once(folder: Path) -> None:
    rows = (
        'fix;date;Round;after;before\r\n"Say; more";2026-12-28;knitting;4;3\r\n;;;;\r\n'
        "Twice;2026-12-29;knitting;3;3\r\n"
    )
    (folder / "log.csv").write_text("\ufeff" + rows, "utf-8", newline="")
    log = folder / "ada-log.yml"
    log.write_text("# mine\n")
    first = run(folder, "--from", "log.csv")
    assert (first.returncode, first.stdout) == (0, "logged     ada-log.yml: 2 of 2 mocks\n"), first.stderr
    assert fixes(folder) == ["Say; more", "Twice"]
    before = log.read_bytes()
    again = run(folder, "--from", "log.csv")
    assert again.stdout == "logged     ada-log.yml: 0 of 2 mocks; 2 stood there already\n"
    assert log.read_bytes() == before
    assert before.startswith(b"# mine\n")


def test_nothing_is_written_until_the_list_is_empty_or_skip_is_given(folder: Path) -> None:
    rows = "28/12/2026,knitting,3,3,a\n2026-12-28,knitting,3,6,a\n2026-12-28,knitting,3\n2026-12-27,knitting,3,3,b\n"
    (folder / "log.csv").write_text(HEAD + rows)
    done = run(folder, "--from", "log.csv")
    assert done.returncode == 2
    assert done.stdout == "note       log.csv: dates are read day first: 28/12/2026 is 28 December 2026\n"
    listed = [
        "log.csv:3:1: after: expected 5 or less; got 6",
        "log.csv:4:1: after: missing",
        "log.csv:4:1: fix: missing",
    ]
    assert done.stderr.splitlines() == [
        "log.csv: 2 rows can't be read, so nothing was logged: correct the list below, or add --skip to log the others",
        *listed,
    ]
    assert not (folder / "ada-log.yml").exists()
    done = run(folder, "--from", "log.csv", "--skip")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[1:] == [
        *(f"skipped    {line}" for line in listed),
        "logged     ada-log.yml: 2 of 2 mocks; skipped lines 3–4",
    ]
    assert fixes(folder) == ["a", "b"]


def test_without_a_terminal_two_readings_are_refused_and_the_option_settles_them(folder: Path) -> None:
    (folder / "log.csv").write_text(HEAD + "2/12/2026,knitting,3,3,a\n2026-12-01,knitting,9,3,b\n")
    for more in ([], ["--skip"]):
        done = run(folder, "--from", "log.csv", *more)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith(
            'log.csv:2:1: date: "2/12/2026" may be 2 December 2026 or 12 February 2026: --dates dmy says day first; '
        )
        assert "log.csv:3:1: before: expected 5 or less; got 9" in done.stderr
        assert not (folder / "ada-log.yml").exists()
    assert run(folder, "--from", "log.csv", "--skip", "--dates", "mdy").returncode == 0
    assert str(load_log(folder / "ada-log.yml").entries[0].date) == "2026-02-12"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pty")
def test_at_a_terminal_one_question_settles_it(folder: Path) -> None:
    (folder / "log.csv").write_text(HEAD + "2/12/2026,knitting,3,3,a\n3/12/2026,knitting,3,3,b\n")
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command("--from", "log.csv"), cwd=folder, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True,
    ) as running:  # fmt: skip
        os.write(ours, b"dmy\n")
        out, err = running.communicate()
    os.close(ours)
    os.close(theirs)
    assert running.returncode == 0, err
    assert (out + err).count("2 December 2026 or 12 February 2026?") == 1
    assert [str(each.date) for each in load_log(folder / "ada-log.yml").entries] == ["2026-12-02", "2026-12-03"]


def test_dates_and_skip_go_with_a_spreadsheet(folder: Path) -> None:
    for option in (["--dates", "dmy"], ["--skip"]):
        done = run(folder, *option)
        assert done.returncode == 2
        assert "--dates and --skip go with --from." in done.stderr
