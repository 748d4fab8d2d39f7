"""Read a spreadsheet as rows of cells: a CSV as Excel, LibreOffice and Google Sheets save it, or an Excel workbook.

Each record of a CSV is parsed separately, so that one unclosed quote can't swallow all later rows.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from generator import yamlfile
from generator.model.typed import typed_day
from generator.problem import ContentError, refused

#: The value of a cell. Workbooks have typed cells; in a CSV everything is text.
Cell = str | int | float | datetime.date
#: Returns how well a row fits as the row of headings; higher is better.
Fit = Callable[[Sequence[Cell]], int]

#: The headings are searched for in this many rows at the top.
HEAD = 20
#: The most bytes of an unpacked workbook.
_MAX_UNPACKED = 20 * yamlfile.MAX_BYTES
#: The most columns and non-empty rows of a spreadsheet.
MAX_COLUMNS = 100
MAX_ROWS = 10_000
_SEPARATORS = ",;\t|"
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?[,;\t]*', re.IGNORECASE)
_LINE_END = re.compile(r"\r\n|\n|\r")
_BREAK = re.compile(r"\s*[\n\r\x0b\x0c\x85\u2028\u2029]\s*")
_SAVE_AS = "save it as .xlsx or .csv"
_FOREIGN = {b"\xd0\xcf\x11\xe0": "an old Excel file", b"%PDF": "a PDF", b"{\\rtf": "an RTF document"}
_MARKUP = re.compile(rb"\s*<(!doctype|html|table|\?xml)", re.IGNORECASE)


class Row(NamedTuple):
    """A row: the line or row number it starts at, from 1, its cells, and an error message if it can't be read."""

    line: int
    cells: tuple[Cell, ...]
    wrong: str = ""


class Table(NamedTuple):
    """The rows of a spreadsheet, notes to show to the user, and the separator of a CSV."""

    rows: list[Row]
    notes: list[str]
    separator: str = ","


def read_table(path: Path, shown: str, fit: Fit) -> Table:
    """Return the rows of a CSV, or of the sheet of a workbook that fits best. Raise ContentError."""
    source = yamlfile.raw(path, shown)
    if source.startswith(b"PK\x03\x04"):
        return _workbook(source, shown, fit)
    kind = next((name for start, name in _FOREIGN.items() if source.startswith(start)), "")
    if kind or _MARKUP.match(source):
        raise refused(shown, f"expected a spreadsheet; got {kind or 'a web page'}: {_SAVE_AS}")
    text, note = _text(source, shown)
    yamlfile.refuse_conflicts(_LINE_END.sub("\n", text), shown, "<>")
    return _csv(text, shown, fit, [note] if note else [])


# ── a CSV ────────────────────────────────────────────────────────────────────────────────────────


def _text(source: bytes, shown: str) -> tuple[str, str]:
    """Return the text of a CSV, and a note if its encoding was guessed."""
    if source.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return _decoded(source, "utf-32", shown), ""
    if source.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(source, "utf-16", shown), ""
    if b"\0" in source[:4]:
        return _decoded(source, "utf-16-be" if source[:1] == b"\0" else "utf-16-le", shown), ""
    try:
        return source.decode("utf-8-sig"), ""
    except UnicodeDecodeError as error:
        line = len(_LINE_END.findall(error.object[: error.start].decode())) + 1
        tried = source.decode("utf-8-sig", "replace")
        if sum(not each.isascii() for each in tried) > 2 * tried.count("\ufffd"):
            byte = error.object[error.start : error.start + 1].hex()
            message = f"expected UTF-8, as in the rest of this file; got byte 0x{byte}: save the file again as UTF-8"
            raise refused(shown, message, line) from error
    old_mac = b"\r" in source and b"\n" not in source
    encoding, name = ("mac_roman", "Mac Roman") if old_mac else ("cp1252", "Windows-1252")
    text = _decoded(source, encoding, shown)
    word = re.search(r"[^\W\d_]*[^\x00-\x7f][^\W\d_]*", text)
    return text, f'read as {name}, because it isn\'t UTF-8: line {line} has "{word[0][:30] if word else ""}"'


def _decoded(source: bytes, encoding: str, shown: str) -> str:
    try:
        return source.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        message = (
            f"expected UTF-8, UTF-16 or Windows-1252; got byte 0x{source[error.start]:02x}: save it again as UTF-8"
        )
        raise refused(shown, message, source.count(b"\n", 0, error.start) + 1) from error


def _csv(text: str, shown: str, fit: Fit, notes: list[str]) -> Table:
    lines = _LINE_END.split(text)
    skipped = 0
    said = _SEPARATOR_LINE.fullmatch(lines[0])
    if said and said[1] != '"':
        separators, skipped = said[1], 1
    else:
        first = next((line for line in lines if line.strip()), "")
        separators = "".join(sorted(_SEPARATORS, key=first.count, reverse=True))
    heads = {each: [row.cells for row in _records(lines[: HEAD + skipped], each, skipped)] for each in separators}
    best = max(separators, key=lambda each: max(map(fit, heads[each]), default=0))  # the first of equals
    return Table(_within(_records(lines, best, skipped), shown), notes, best)


def _within(rows: Iterable[Row], shown: str) -> list[Row]:
    """Return the rows. Raise ContentError if there are more than `MAX_ROWS`."""
    kept = list(islice(rows, MAX_ROWS + 1))
    if len(kept) > MAX_ROWS:
        raise refused(shown, f"expected at most {MAX_ROWS:,} rows; got more", kept[-1].line)
    return kept


def _records(lines: Sequence[str], separator: str, start: int) -> Iterator[Row]:
    """Yield the non-empty records from line `start`, from 0. Within quotes, a record can span several lines."""
    at, width = start, 0
    while at < len(lines):
        if not lines[at].strip(f"{separator} \t"):
            at += 1
            continue
        reader = csv.reader((f"{lines[n]}\n" for n in range(at, len(lines))), delimiter=separator, strict=True)
        try:
            cells = next(reader, [])
        except csv.Error as error:
            long = "a cell of this row is longer than 131,072 characters" if "field larger" in str(error) else ""
            yield Row(at + 1, (), long or "a quote in this row is not closed, or text follows where it closes")
            at += 1
            continue
        swallowed = (n for n in range(at + 1, at + reader.line_num) if _is_record(lines[n], separator, width))
        if other := next(swallowed, 0):
            yield Row(
                at + 1, (), f"a quote in this row is not closed before line {other + 1}, which is a row of its own"
            )
            at += 1
            continue
        width = width or len(cells)
        yield _row(at + 1, cells)
        at += max(reader.line_num, 1)


def _is_record(line: str, separator: str, width: int) -> bool:
    """Return whether a line inside quotes looks like a row: as many cells as the first has, one of them a date."""
    if not width or line.count(separator) + 1 < width:
        return False
    cells = next(csv.reader([line], delimiter=separator), [])
    return len(cells) == width and any(map(typed_day, cells))


def _row(line: int, cells: Sequence[Any]) -> Row:
    clean = tuple(map(_cell, cells))
    text = "".join(each for each in clean if isinstance(each, str))
    match = yamlfile.CONTROL.search(text)
    return Row(line, clean, f"expected no control characters; got U+{ord(match[0]):04X}" if match else "")


def _cell(value: Any) -> Cell:
    """Return the value of a cell: a date without its time, a number, or a text in one line."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, int | float | datetime.date) and not isinstance(value, bool):
        return value
    text = str(value).strip()
    return _BREAK.sub(" ", text[2:-1] if re.fullmatch(r'="[^"]*"', text) else text)


# ── a workbook ───────────────────────────────────────────────────────────────────────────────────


def _workbook(source: bytes, shown: str, fit: Fit) -> Table:
    """Return the first sheet with the best-fitting headings, and a note that names the others. Raise ContentError."""
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as packed:
            _refuse_hostile(packed, shown)
        sheets = [(name, _within(rows, shown)) for name, rows in _sheets(source)]
    except ContentError:
        raise
    except Exception as error:  # openpyxl has no specific error for damaged files
        raise refused(shown, f"can't be read as an Excel workbook ({type(error).__name__}): {_SAVE_AS}") from error
    sheets = [(name, rows) for name, rows in sheets if rows]
    if not sheets:
        raise refused(shown, "expected a sheet with rows; got an empty workbook")
    name, rows = max(sheets, key=lambda sheet: max((fit(row.cells) for row in sheet[1][:HEAD]), default=0))
    others = [f'"{other}"' for other, _ in sheets if other != name]
    return Table(rows, [f'read the sheet "{name}"; not read: {", ".join(others)}'] if others else [])


def _refuse_hostile(packed: zipfile.ZipFile, shown: str) -> None:
    names = packed.namelist()
    if "mimetype" in names or "xl/workbook.xml" not in names:
        raise refused(shown, f"expected an Excel workbook (.xlsx) or a CSV; got another kind of file: {_SAVE_AS}")
    if sum(each.file_size for each in packed.infolist()) > _MAX_UNPACKED:
        raise refused(shown, f"expected at most {_MAX_UNPACKED} bytes once unpacked; got more")
    for name in names:
        if name.endswith((".xml", ".rels")) and b"<!DOCTYPE" in packed.read(name):
            raise refused(shown, f"expected no document type in {name}: {_SAVE_AS}")


def _sheets(source: bytes) -> Iterator[tuple[str, Iterable[Row]]]:
    """Yield the name of every sheet with its non-empty rows."""
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and extensions, which aren't read
        book = load_workbook(io.BytesIO(source), read_only=True, data_only=True)
        for sheet in book.worksheets:
            filled = enumerate(sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True), start=1)
            yield sheet.title, (_row(number, cells) for number, cells in filled if any(cells))
