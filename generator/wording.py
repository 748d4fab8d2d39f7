"""The handbook's English: counts, lists, days and the pass line, the same words on pages and on paper.

Pure and free of locale: the same value gives the same words on every machine.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.model import ALWAYS_SAID, Level, Role, Round

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

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


def inside(title: str) -> str:
    """Begin a title as inside a sentence, with a small letter; SQL and the like stay."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def role_at(role: Role, level: Level) -> str:
    """Name a role at a level: by the role's own title there, else “Senior backend engineer”."""
    found = role.level(level)
    own, title = (found and found.title) or "", role.title
    if own:
        return own if title.lower() in own.lower() else f"{own}, {title}"
    if re.search(rf"\b{level}\b", title, re.IGNORECASE):
        return title
    return f"{capital(level)} {inside(title)}"


def in_footer(name: str) -> str:
    """Cut a name to what a footer holds in one line."""
    return name if len(name) <= 45 else name[:44] + "…"


def opening(round_: Round, minutes: Sequence[int], *, by_model: bool = False) -> str:
    """Say what opens a session, word for word, as Markdown: `minutes` are those of each question that is asked.

    A language model takes no notes and records nothing.
    """
    least, most = min(minutes), max(minutes)
    each = number(least) if least == most else f"{number(least)} to {number(most)}"
    time = f"{number(most)} minute{'s' if most > 1 else ''}"
    lead = f"We have {time}." if len(minutes) == 1 else f"I have {number(len(minutes))} questions, {each} minutes each."
    return " ".join((round_.say.open.strip(), lead, *(() if by_model else ALWAYS_SAID)))


def pass_line(round_: Round, level: Level) -> str:
    """Say the pass line of a level in a sentence; passes are counted, nothing is averaged."""
    count = getattr(round_.rubric.pass_line, level)
    core = [dimension.title for dimension in round_.rubric.dimensions if dimension.core]
    return f"{capital(number(count))} of five at 3 or better, {listed(core)} among them, no 1."
