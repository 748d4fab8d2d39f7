"""What a candidate takes along: a plan as bytes for calendars, spreadsheets and other programs.

Pure. Each format but `json` is made from the projection of the plan that knows no question. The Anki deck stands apart:
it is made of the handbook's questions, and the plan only says which ones to leave out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.exports.anki import deck
from generator.exports.csv import table
from generator.exports.ics import calendar
from generator.model import Plan


def json(plan: Plan) -> bytes:
    """Give `plan.json`, from which every view can be made anew. It names questions: not for the candidate."""
    return plan.to_json().encode()


#: Ending of the file → who makes it.
EXPORTS: Mapping[str, Callable[[Plan], bytes]] = {"csv": table, "ics": calendar, "json": json}
#: Those that the candidate gets.
FOR_CANDIDATE = ("csv", "ics")

__all__ = ["EXPORTS", "FOR_CANDIDATE", "calendar", "deck", "json", "table"]
