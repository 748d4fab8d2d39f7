"""The sessions of a plan on a terminal, week by week: plain text, two lines a session at most."""

from __future__ import annotations

import datetime
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from generator.text import plain
from generator.words import stretch, weekday

COLUMNS = 80
_INDENT = " " * 12


def agenda(data: Mapping[str, Any]) -> str:
    """Show the sessions of a plan in words (`spoken`), under their weeks."""
    return "\n".join(_lines(data))


def _lines(data: Mapping[str, Any]) -> Iterator[str]:
    for week in data["weeks"]:
        here = [each for each in data["sessions"] if each["week"] == week["n"]]
        if here:
            first, last = (datetime.date.fromisoformat(week[key]) for key in ("first", "last"))
            yield ""
            yield f"Week {week['n']}, {stretch(first, last)}"
        for each in here:
            yield from _session(each)


def _session(session: Mapping[str, Any]) -> Iterator[str]:
    day = weekday(datetime.date.fromisoformat(session["date"]))
    code = "" if session["kind"] == "micro" else f", {session['id']}"
    said = f"{session['what']}, {session['title']}, {session['minutes']} min, {session['who']}{code}"
    yield from textwrap.wrap(f"{day:<12}{said}", COLUMNS, subsequent_indent=_INDENT, break_on_hyphens=False)
    for note in (plain(session["goal_text"]), session["exercise_title"], session["unasked"]):
        if note:
            yield from textwrap.wrap(note, COLUMNS, initial_indent=_INDENT, subsequent_indent=_INDENT)
