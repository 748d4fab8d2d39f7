"""A log kept in a spreadsheet: a CSV with one mock a line, in the five columns that are enough.

Every line is read by itself, so that one open quote can't swallow the rest.
"""

from __future__ import annotations

import csv
import datetime
import re
from pathlib import Path

from generator import yamlfile
from generator.load.log import NEEDED, mistakes
from generator.model import Handbook
from generator.model.log import Log
from generator.problem import ContentError, Problem, did_you_mean
from generator.yamlfile import Places

_SEPARATORS = ",;\t"


def load_log_csv(path: Path, handbook: Handbook, today: datetime.date) -> Log:
    """Read the entries of a CSV whose header names date, round, before, after and fix, in any order.

    Columns are separated by commas, semicolons or tabs. Raises ContentError with all problems of all lines.
    """
    shown = path.as_posix()
    lines = yamlfile.read_text(path, shown).split("\n")
    separator = max(_SEPARATORS, key=lines[0].count)
    header = [each.strip().lower() for each in _cells(lines[0], separator) or []]
    if problems := _wrong_columns(header, shown):
        raise ContentError(problems)
    entries, problems = [], []
    for number, line in enumerate(lines[1:], start=2):
        cells = _cells(line, separator)
        if cells is None:
            message = "expected one mock a line; a quote in this one is not closed, or text follows where it closes"
            problems.append(Problem(shown, number, 1, message))
        elif any(each.strip() for each in cells):
            if len(cells) != len(header):
                message = f"expected {len(header)} cells, one for each column; got {len(cells)}"
                problems.append(Problem(shown, number, 1, message))
                continue
            data = {key: _value(key, cell.strip()) for key, cell in zip(header, cells, strict=True)}
            entry, wrong = mistakes(data, Places(shown), handbook, today)
            problems += [Problem(shown, number, 1, each.message) for each in wrong]
            entries += [entry] if entry else []
    if problems:
        raise ContentError(problems)
    return tuple(entries)


def _cells(line: str, separator: str) -> list[str] | None:
    """Split one line into its cells; nothing where its quotes are wrong."""
    try:
        return next(csv.reader([line], delimiter=separator, strict=True), [])
    except csv.Error:
        return None


def _wrong_columns(header: list[str], shown: str) -> list[Problem]:
    messages = [f"{name}: missing; expected the columns {', '.join(NEEDED)}" for name in NEEDED if name not in header]
    messages += [f'unknown column "{name}"{did_you_mean(name, NEEDED)}' for name in header if name not in NEEDED]
    messages += [f"{name}: this column stands twice" for name in NEEDED if header.count(name) > 1]
    return [Problem(shown, 1, 1, message) for message in messages]


def _value(key: str, cell: str) -> str | int:
    return int(cell) if key in ("before", "after") and re.fullmatch(r"[0-9]{1,9}", cell) else cell
