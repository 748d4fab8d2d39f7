"""A log kept in a spreadsheet is read as Excel, LibreOffice, Google Sheets and Forms save it, or refused by line."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from openpyxl import Workbook

from generator.load import load_log_csv
from generator.load.headings import columns
from generator.load.local_dates import read_dates
from generator.load.log_csv import Imported
from generator.model import Handbook
from generator.paper import debrief_form
from generator.paper.documents.log_sheet import log_sheet_form
from generator.problem import ContentError

CASES = ROOT / "tests" / "cases"
TODAY = datetime.date(2026, 12, 1)
HEAD = "date,round,before,after,fix\n"
COLUMNS = "date, round, before, after, fix"
NEEDED = ["date", "round", "before", "after", "fix"]


def imported(handbook: Handbook, path: Path, source: str | bytes, **more: Any) -> Imported:
    path.write_bytes(source if isinstance(source, bytes) else source.encode())
    return load_log_csv(path, handbook, TODAY, **more)


def mocks(read: Imported) -> list[tuple[Any, ...]]:
    return [(str(each.date), each.round, each.before, each.after, each.fix) for each in read.entries]


def notes(read: Imported) -> list[str]:
    return [each.message for each in read.notes]


def problems(read: Imported) -> list[tuple[int, str]]:
    return [(each.line, each.message) for each in read.problems]


def refusal(handbook: Handbook, path: Path, source: str | bytes) -> str:
    with pytest.raises(ContentError) as caught:
        imported(handbook, path, source)
    (problem,) = caught.value.problems
    return f"{problem.line}: {problem.message}"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return tmp_path / "log.csv"


# ── what programs save ───────────────────────────────────────────────────────────────────────────

ONE = ("2026-11-25", "knitting", 2, 3, "x")


@pytest.mark.parametrize(
    ("name", "mock", "note"),
    [
        ("alt-enter", ("2026-11-25", "knitting", 2, 3, "Say the plan first then code"), ""),
        ("cp1252", ("2026-11-25", "knitting", 2, 3, "größer denken"), "read as Windows-1252, because it isn't UTF-8"),
        ("extra-col", ONE, 'not read: the column "notes"'),
        ("trailing-empty-cols", ONE, ""),
        ("floats", ONE, ""),
        ("round-title", ("2026-11-25", "skyline-design", 2, 3, "x"), ""),
        ("local-dates-de", ONE, "dates are read day first: 25.11.2026 is 25 November 2026"),
        ("local-dates-us", ONE, "dates are read month first: 11/25/2026 is 25 November 2026"),
    ],
)
def test_what_failed_once_is_read(handbook: Handbook, name: str, mock: tuple[Any, ...], note: str) -> None:
    read = load_log_csv(CASES / f"log-{name}.csv", handbook, TODAY)
    assert mocks(read) == [mock]
    assert read.problems == ()
    assert [each[: len(note)] for each in notes(read)] == ([note] if note else [])


def encoded(text: str, encoding: str) -> bytes:
    return text.replace("\n", "\r\n" if encoding != "mac_roman" else "\r").encode(encoding)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"]
)
def test_every_separator_and_encoding_is_read(handbook: Handbook, table: Path, separator: str, encoding: str) -> None:
    text = (
        HEAD.replace(",", separator)
        + f'2026-11-25{separator}knitting{separator}2{separator}3{separator}"grö{separator}ß"\n'
    )
    read = imported(handbook, table, encoded(text, encoding))
    assert mocks(read) == [("2026-11-25", "knitting", 2, 3, f"grö{separator}ß")]
    assert len(notes(read)) == (encoding in ("cp1252", "mac_roman"))


@pytest.mark.parametrize(
    "head",
    [
        "Date,Round,Before,After,Fix",
        "DATE , round, Confidence before,Confidence  after,The one fix",
        "Day,Interview round,Confidence before (1-5),Confidence after (1-5),One fix",
        "Date of the mock,Round,“Before”,After:,The single biggest thing to fix",
        'When,Which round?,"Your confidence\nbefore","Your confidence\nafter",Fix.',
        "Timestamp,Which round was it?,How confident were you before it? 1 to 5,"
        "How confident were you after it? 1 to 5,What is the one thing to fix?",
        "Date,Session,Before,After,The one fix",
        "Mock interview date,Round (see the plan),Confidence (before),Confidence (after),FIX",
        "date,round,Before (1 = low; 5 = high),After (1 = low; 5 = high),fix",
        "date,round,Conf. before,Conf. after,Biggest fix",
    ],
)
def test_headings_are_read_as_forms_word_them(handbook: Handbook, table: Path, head: str) -> None:
    read = imported(handbook, table, f"{head}\n2026-11-25,Knitting,2,3,x\n")
    assert mocks(read) == [ONE]
    assert notes(read) == []


def words(value: Any) -> Iterator[str]:
    """Every text of a form."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for each in value.values() if isinstance(value, dict) else value:
            yield from words(each)


def test_the_log_sheet_and_the_debrief_word_headings_that_are_read(handbook: Handbook) -> None:
    sheet = [each for each in words(log_sheet_form(handbook).model_dump()) if each not in ("words", "room")]
    first = sheet.index("Date")
    assert columns(sheet[first : first + 6]).places.keys() == {*NEEDED, "session", "micro_goal"}
    debrief = [*words(debrief_form(handbook).model_dump())]
    asked = [each for each in debrief if each.startswith(("Your confidence", "The one fix", "Micro-goal"))]
    assert [*columns(asked).places] == ["before", "after", "fix", "micro_goal"]


def test_the_columns_of_the_log_sheet_are_read_with_the_session_and_the_micro_goal(
    handbook: Handbook, table: Path
) -> None:
    head = "Date,Session,Before,After,The one fix,By the next mock I will\n"
    read = imported(
        handbook, table, head + "2026-11-25,knitting-2,2,3,x,say it first\n2026-11-26,System Design,2,3,y,\n"
    )
    assert [(each.round, each.session, each.micro_goal) for each in read.entries] == [
        ("knitting", "knitting-2", "say it first"),
        ("skyline-design", None, None),
    ]


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("sep=;\ndate;round;before;after;fix\n2026-11-25;knitting;2;3;x\n", [ONE]),
        ('"sep=|"\ndate|round|before|after|fix\n2026-11-25|knitting|2|3|x\n', [ONE]),
        (f"My mocks\n\n{HEAD}2026-11-25,knitting,2,3,x\n\n\n", [ONE]),
        (f"{HEAD}2026-11-25, CODING ,3/5,2 of 5,x\n", [("2026-11-25", "knitting", 3, 2, "x")]),
        (f"{HEAD}2026-11-25,knitting,2 - not confident,3 – so so,x\n", [ONE]),
        ("date;round;before;after;fix\n2026-11-25;knitting;2,0;3.0;x\n", [ONE]),
        (f"{HEAD}2026-11-25 18:30,knitting,2,3,x\n", [ONE]),
        (f"{HEAD}25.11.2026 18:30:00,knitting,2,3,x\n", [ONE]),
        (f'{HEAD}"Nov 25, 2026 6:30 PM",knitting,2,3,x\n', [ONE]),
        (f"{HEAD}2026/11/25 6:30:12 PM GMT+1,knitting,2,3,x\n", [ONE]),
        (f"{HEAD}25-Nov-26,knitting,2,3,x\n", [ONE]),
        (f'{HEAD}="2026-11-25",knitting,2,3,x\n', [ONE]),
        (f"{HEAD}2026-11-25,knitting-3,2,3,x\n", [ONE]),
        ("date,round,before,after,fix,fix\n2026-11-25,knitting,2,3,x,\n", [ONE]),
        (f"{HEAD}2026-11-25,knitting,2,3,x,,,\n,,,,,,,\n", [ONE]),
        (f'{HEAD}2026-11-25,knitting,2,3,"x\r\ny\n\nz"\n', [("2026-11-25", "knitting", 2, 3, "x y z")]),
        (HEAD, []),
    ],
)
def test_more_that_programs_and_people_write_is_read(
    handbook: Handbook, table: Path, source: str, wanted: list[tuple[Any, ...]]
) -> None:
    read = imported(handbook, table, source)
    assert read.problems == ()
    assert mocks(read) == wanted


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("date,round,before,after\n", f"1: fix: missing; expected the columns {COLUMNS}"),
        ("date,round,before,after,fxi\n", f'1: fix: missing; expected the columns {COLUMNS} (is it "fxi"?)'),
        ("date,round,before,after,fix,fix\n2026-11-25,knitting,2,3,x,y\n", "1: fix: this column appears twice"),
        ("2026-11-25,knitting,2,3,x\n", f"1: expected a row of headings with the columns {COLUMNS}; got"),
        ("", f"1: expected a row of headings with the columns {COLUMNS}; got nothing"),
        ("<html><table>", "0: expected a spreadsheet; got a web page: save it as .xlsx or .csv"),
        (b"%PDF-1.7", "0: expected a spreadsheet; got a PDF: save it as .xlsx or .csv"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "0: expected a spreadsheet; got an old Excel file: save it as .xlsx or .csv"),
        (b"PK\x03\x04 torn", "0: can't be read as an Excel workbook (BadZipFile): save it as .xlsx or .csv"),
        (f"<<<<<<< HEAD\n{HEAD}=======\n{HEAD}>>>>>>> b\n", "1: git left a conflict here, up to line 5: keep one side"),
        (HEAD.encode() + "größer, über\n".encode() + b"\xe4\n", "3: expected UTF-8, as in the rest of this file;"),
        (HEAD.encode() + b"\x81\n", "2: expected UTF-8, UTF-16 or Windows-1252; got byte 0x81: save it again as UTF-8"),
    ],
)  # fmt: skip
def test_what_is_no_log_is_refused_with_what_to_do(
    handbook: Handbook, table: Path, source: str | bytes, message: str
) -> None:
    assert refusal(handbook, table, source).startswith(message)


def test_every_row_that_cannot_be_read_is_named_and_none_hides_another(handbook: Handbook, table: Path) -> None:
    read = imported(
        handbook,
        table,
        HEAD + "31/02/2026,knitting,3,3,a\n2026-11-25,knittng,3,6,a\n2026-11-25,knitting,3,3\n"
        '2026-11-25,knitting,3,3,"open\n'
        "2027-11-25,knitting,3,3,a\n2026-11-25,knitting,3,3,fine\n2026-11-25,knitting,high,2.5,a, b\n"
        "2026-11-25,knitting,high,2.5,a\n"
        '2026-11-25,knitting,3,3,"a\n2026-11-26,knitting,3,3,swallowed\n"\n2026-11-25,knitting,3,3,a\x07\n',
    )
    assert mocks(read) == [
        ("2026-11-25", "knitting", 3, 3, "fine"),
        ("2026-11-26", "knitting", 3, 3, "swallowed"),
    ]
    scale = "expected a whole number from 1 (not confident) to 5 (confident)"
    assert [(line, message.partition("; there are")[0]) for line, message in problems(read)] == [
        (2, 'date: there is no such day; got "31/02/2026"'),
        (3, "after: expected 5 or less; got 6"),
        (3, 'round: no round "knittng" (did you mean knitting?)'),
        (4, "fix: missing"),
        (5, "a quote in this row is not closed, or text follows where it closes"),
        (6, 'date: expected today, 2026-12-01, or an earlier day; got "2027-11-25"'),
        (8, 'expected 5 cells, one for each column; got 6: put a text with "," in quotes'),
        (9, f'before: {scale}; got "high"'),
        (9, f'after: {scale}; got "2.5"'),
        (10, "a quote in this row is not closed before line 11, which is a row of its own"),
        (12, "a quote in this row is not closed, or text follows where it closes"),
        (13, "expected no control characters; got U+0007"),
    ]


# ── dates ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("dates", "days"),
    [
        (["25.11.2026", "02.11.2026"], ["2026-11-25", "2026-11-02"]),
        (["11/25/2026", "11/2/2026"], ["2026-11-25", "2026-11-02"]),
        (["2/11/26", "25/11/26"], ["2026-11-02", "2026-11-25"]),
        (["5-5-26"], ["2026-05-05"]),
        (["12/2/2026"], ["2026-02-12"]),  # 2 December is tomorrow
        (["2026-11-02", "25/11/2026", "2/11/2026"], ["2026-11-02", "2026-11-25", "2026-11-02"]),
        (["25-11-26", "02-05-26"], ["2026-11-25", "2026-05-02"]),
    ],
)
def test_local_dates_are_read_where_there_is_one_way(
    handbook: Handbook, table: Path, dates: list[str], days: list[str]
) -> None:
    read = imported(handbook, table, HEAD + "".join(f"{each},knitting,2,3,x\n" for each in dates))
    assert read.unclear is None
    assert [str(each.date) for each in read.entries] == days


@pytest.mark.parametrize(
    ("dates", "line", "message"),
    [
        (["2/11/2026"], 2, '"2/11/2026" may be 2 November 2026 or 11 February 2026: --dates dmy says day first; '),
        (["2026-11-02", "5/5/26", "3/4/26"], 4, '"3/4/26" may be 3 April 2026 or 4 March 2026'),
        (["02.12.2026"], 2, '"02.12.2026" may be 2 December 2026 or 12 February 2026'),  # with dots, it's a slip
        (["26-11-25"], 2, '"26-11-25" may be 26 November 2025 or 25 November 2026'),
        (["25/11/2026", "11/26/2026"], 3, '"11/26/2026" can\'t be read in the same way as "25/11/2026" on line 2'),
    ],
)  # fmt: skip
def test_dates_with_two_readings_are_refused_with_the_option(
    handbook: Handbook, table: Path, dates: list[str], line: int, message: str
) -> None:
    source = HEAD + "".join(f"{each},knitting,2,3,x\n" for each in dates)
    read = imported(handbook, table, source)
    assert read.entries == ()
    assert read.unclear is not None
    assert (read.unclear.line, read.unclear.message[: len(message) + 6]) == (line, f"date: {message}")
    assert bool(read.question) == ("same way" not in message)


def test_the_option_settles_which_comes_first(handbook: Handbook, table: Path) -> None:
    source = HEAD + "2/11/2026,knitting,2,3,x\n11/25/2026,knitting,2,3,x\n"
    day_first = imported(handbook, table, source, order="dmy")
    assert [str(each.date) for each in day_first.entries] == ["2026-11-02"]
    assert problems(day_first) == [(3, 'date: there is no such day, day first; got "11/25/2026"')]
    month_first = imported(handbook, table, source, order="mdy")
    assert [str(each.date) for each in month_first.entries] == ["2026-02-11", "2026-11-25"]


def test_a_date_that_excel_may_have_turned_round_is_refused() -> None:
    """With an American Excel, 2/11 becomes 11 February and 25/11 stays text."""
    turned, sure = datetime.date(2026, 2, 11), datetime.date(2026, 11, 25)
    found = read_dates({2: turned, 3: sure, 4: "25/11/2026"}, TODAY)
    assert found.days == {3: sure, 4: sure}
    assert found.wrong[2].startswith("this cell is a date and others are text, so it may be 11 February 2026 or 2 Nov")
    assert read_dates({2: turned, 3: sure}, TODAY).days == {2: turned, 3: sure}


# ── workbooks ────────────────────────────────────────────────────────────────────────────────────


def workbook(*rows: list[Any], **sheets: list[list[Any]]) -> bytes:
    site_data = Workbook()
    for row in rows:
        site_data.active.append(row)
    for name, others in sheets.items():
        sheet = site_data.create_sheet(name)
        for row in others:
            sheet.append(row)
    found = io.BytesIO()
    site_data.save(found)
    return found.getvalue()


def test_a_workbook_is_read_with_its_dates_and_numbers(handbook: Handbook, table: Path) -> None:
    read = imported(
        handbook,
        table,
        workbook(
            ["Mocks"],
            NEEDED,
            [datetime.datetime(2026, 11, 25, 18, 30), "Knitting", 2.0, 3, "two\nlines"],
            [],
            ["25.11.2026", "knitting", "2", "3", "x"],
            [46351, "knitting", 2, 3, "x"],
            Notes=[["a", "b"]],
        ),
    )
    assert mocks(read) == [("2026-11-25", "knitting", 2, 3, "two lines"), ONE]
    assert problems(read) == [(6, 'date: expected a date like 2026-11-21; got "46351"')]
    assert notes(read)[0] == 'read the sheet "Sheet"; not read: "Notes"'


def test_the_sheet_with_the_headings_is_read(handbook: Handbook, table: Path) -> None:
    source = workbook(["Plan"], ["a", "b", "c"], Log=[NEEDED, ["2026-11-25", "knitting", 2, 3, "x"]])
    read = imported(handbook, table, source)
    assert mocks(read) == [ONE]
    assert notes(read) == ['read the sheet "Log"; not read: "Sheet"']


def packed(**parts: str) -> bytes:
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, text in parts.items():
            zipped.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return found.getvalue()


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (packed(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "got another kind of file"),
        (packed(xl__workbook_xml="x", xl__sheet_xml="x" * 30_000_000), "expected at most 20971520 bytes once unpacked"),
        (packed(xl__workbook_xml='<!DOCTYPE a [<!ENTITY b "c">]>'), "expected no document type in xl/workbook.xml"),
        (packed(xl__workbook_xml="<a/>"), "can't be read as an Excel workbook"),
        (workbook(), "expected a sheet with rows; got an empty workbook"),
    ],
    ids=["ods", "bomb", "entities", "torn", "empty"],
)
def test_a_hostile_or_other_workbook_is_refused(handbook: Handbook, table: Path, source: bytes, message: str) -> None:
    assert message in refusal(handbook, table, source)
