"""List the sessions of a plan for a terminal, week by week, with at most two lines each."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from generator.model.facts import is_mock
from generator.say import date, say, span
from generator.text import plain

COLUMNS = 80
_INDENT = " " * 12


def agenda(data: Mapping[str, Any]) -> str:
    """Return the sessions of a plan in words (`spoken`) as plain text, under their weeks."""
    return "\n".join(_lines(data))


def _lines(data: Mapping[str, Any]) -> Iterator[str]:
    for week in data["weeks"]:
        here = [each for each in data["sessions"] if each["week"] == week["n"]]
        if here:
            yield ""
            yield say("agenda.week", week=week["n"], dates=span(week["first"], week["last"]))
        for each in here:
            yield from _session(each)


def _session(session: Mapping[str, Any]) -> Iterator[str]:
    values = {"what": session["what"], "round": session["title"], "minutes": session["minutes"], "who": session["who"]}
    micro = not is_mock(session["kind"])
    said = say("agenda.micro", **values) if micro else say("agenda.mock", **values, session=session["id"])
    yield from textwrap.wrap(
        f"{date(session['date']):<12}{said}", COLUMNS, subsequent_indent=_INDENT, break_on_hyphens=False
    )
    for note in (plain(session["goal_text"]), session["exercise_title"], session["no_question"]):
        if note:
            yield from textwrap.wrap(note, COLUMNS, initial_indent=_INDENT, subsequent_indent=_INDENT)
