"""The handbook's English: counts, lists, days and the pass line, the same words on pages and on paper.

Pure and free of locale: the same value gives the same words on every machine.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from generator.model import Level, Role, Round

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

#: What the candidate is asked before anybody else speaks.
DEBRIEF = (
    "When did you lose confidence?",
    "What did you take for granted?",
    "What would one level stronger look like?",
)
#: One behaviour, as feedback names it.
FEEDBACK = ("One behaviour: you saw", "Why it matters", "Do instead")
#: How a micro-goal begins.
MICRO_GOAL = "Micro-goal: by the next mock I will"
#: What the rater may recommend, weakest first.
RECOMMENDATIONS = ("Strong no", "No", "Yes", "Strong yes")

#: What each kind of session is called.
KINDS = {
    "baseline": "Baseline",
    "drill": "Drill",
    "loop": "Loop",
    "final": "Final",
    "paid": "Paid mock",
    "easy": "Easy mock",
    "micro": "Micro-practice",
}
#: What each kind of drill is called: on a question that the candidate has had, and on a new one.
DRILLS = {"again": "Drill (again)", "check": "Drill (check)"}
#: Who runs a session, where the plan has no name for them.
NAMELESS = {
    "peer": "a peer", "friend": "a friend", "expert": "an expert", "llm": "a language model", "alone": "alone",
}  # fmt: skip


#: What is arranged for a candidate, by the codes of their file.
ADJUSTMENTS = {
    "time+25": "a quarter more time", "time+50": "half as much time again", "breaks": "breaks", "captions": "captions",
    "large-print": "large print", "no-interruptions": "no interruptions", "typed-answers": "typed answers",
    "questions-ahead": "questions ahead",
}  # fmt: skip


def number(count: int) -> str:
    """Say a small number as a word."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else str(count)


def several(count: int, noun: str, plural: str = "") -> str:
    """Count things: 1 hour, 3 hours."""
    return f"{count} {noun if count == 1 else plural or noun + 's'}"


def listed(parts: Sequence[str]) -> str:
    """Join with commas and a last “and”."""
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1] if parts else ""


def capital(line: str) -> str:
    """Begin with a capital letter."""
    return line[:1].upper() + line[1:]


def month(date: datetime.date) -> str:
    """Name the month of a day."""
    return _MONTHS[date.month - 1]


def weekday(date: datetime.date) -> str:
    """Name a day shortly: Sat 26 Dec."""
    return f"{_DAYS[date.weekday()][:3]} {date.day} {month(date)[:3]}"


def full_day(date: datetime.date) -> str:
    """Name a day in full: Wednesday 20 January 2027."""
    return f"{_DAYS[date.weekday()]} {date.day} {month(date)} {date.year}"


def stretch(first: datetime.date, last: datetime.date) -> str:
    """Name a run of days: 21–27 December, 28 December – 3 January, 3 January."""
    if first == last:
        return f"{first.day} {month(first)}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {month(last)}"
    return f"{first.day} {month(first)} – {last.day} {month(last)}"


def hours(minutes: int) -> str:
    """Format a length in hours, rounded up to the half hour: half an hour, 1 hour, 11.5 hours."""
    halves = -(-minutes // 30)
    if halves == 1:
        return "half an hour"
    return several(halves // 2, "hour") if halves % 2 == 0 else f"{halves // 2}.5 hours"


def role_at(role: Role, level: Level) -> str:
    """Name a role at a level: by the role's own title there, else “Senior backend engineer”."""
    found = role.level(level)
    own, title = (found and found.title) or "", role.title
    if own:
        return own if title.lower() in own.lower() else f"{own}, {title}"
    if re.search(rf"\b{level}\b", title, re.IGNORECASE):
        return title
    return f"{capital(level)} {title if title[1:2].isupper() else title[:1].lower() + title[1:]}"


def in_footer(name: str) -> str:
    """Cut a name to what a footer holds in one line."""
    return name if len(name) <= 45 else name[:44] + "…"


def pass_line(round_: Round, level: Level) -> str:
    """Say the pass line of a level in a sentence; passes are counted, nothing is averaged."""
    count = getattr(round_.rubric.pass_line, level)
    core = [dimension.title for dimension in round_.rubric.dimensions if dimension.core]
    return f"{capital(number(count))} of five at 3 or better, {listed(core)} among them, no 1."
