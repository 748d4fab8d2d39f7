"""What a candidate takes along: a plan as bytes for calendars, spreadsheets and other programs.

Pure. Each format but `json` is made from the plan in words, which knows no question. The Anki deck is different: it is
made of the handbook's questions, and the plan only says which ones to leave out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.exports.anki import deck
from generator.exports.csv import table
from generator.exports.ics import calendar
from generator.model import Handbook, Plan


def json(_handbook: Handbook, plan: Plan) -> bytes:
    """Return `plan.json`, from which every view can be made again. Not for the candidate, since it names questions."""
    return plan.to_json().encode()


#: Ending of the file → who makes it.
EXPORTS: Mapping[str, Callable[[Handbook, Plan], bytes]] = {"csv": table, "ics": calendar, "json": json}
#: Those that the candidate gets.
FOR_CANDIDATE = ("csv", "ics")

__all__ = ["EXPORTS", "FOR_CANDIDATE", "calendar", "deck", "json", "table"]
