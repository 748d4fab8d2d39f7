"""English wording that pages and paper share: counts, titles, the opening of a session and the pass line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.model import ALWAYS_SAID, Level, Role, Round
from generator.say import listed, number

#: What the candidate is asked before anyone else speaks.
DEBRIEF = (
    "When did you lose confidence?",
    "What did you take for granted?",
    "What would one level stronger look like?",
)
#: The labels of feedback on one behaviour.
FEEDBACK = ("One behaviour: you saw", "Why it matters", "Do instead")
#: How a micro-goal begins.
MICRO_GOAL = "Micro-goal: by the next mock I will"
#: What the rater may recommend, weakest first.
RECOMMENDATIONS = ("Strong no", "No", "Yes", "Strong yes")


def several(count: int, word: str, plural: str = "") -> str:
    """Format a count with a word: 1 hour, 3 hours."""
    return f"{count} {word if count == 1 else plural or word + 's'}"


def capital(line: str) -> str:
    """Return a line that begins with a capital letter."""
    return line[:1].upper() + line[1:]


def inside(title: str) -> str:
    """Return a title for use inside a sentence, beginning with a small letter unless it is an acronym such as SQL."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def role_at(role: Role, level: Level) -> str:
    """Return the title of a role at a level: its own title there, or one such as “Senior backend engineer”."""
    at_level = role.level(level)
    own, title = (at_level and at_level.title) or "", role.title
    if own:
        return own if title.lower() in own.lower() else f"{own}, {title}"
    if re.search(rf"\b{level}\b", title, re.IGNORECASE):
        return title
    return f"{capital(level)} {inside(title)}"


def in_footer(name: str) -> str:
    """Return a name, shortened so that it fits into one line of a footer."""
    return name if len(name) <= 45 else name[:44] + "…"


def opening(round_: Round, minutes: Sequence[int], *, by_model: bool = False) -> str:
    """Return the opening words of a session as Markdown. `minutes` are the minutes of each of its questions.

    `by_model` leaves out what every person says about notes and recording.
    """
    least, most = min(minutes), max(minutes)
    each = number(least) if least == most else f"{number(least)} to {number(most)}"
    time = f"{number(most)} minute{'s' if most > 1 else ''}"
    lead = f"We have {time}." if len(minutes) == 1 else f"I have {number(len(minutes))} questions, {each} minutes each."
    single = round_.single if round_.single and round_.single.questions == len(minutes) else None
    words = single.open if single else round_.say.open
    return " ".join((words.strip(), lead, *(() if by_model else ALWAYS_SAID)))


def pass_line(round_: Round, level: Level) -> str:
    """Return a sentence with the pass line of a level. Passes are counted, and nothing is averaged."""
    count = getattr(round_.rubric.pass_line, level)
    core = [dimension.title for dimension in round_.rubric.dimensions if dimension.core]
    return f"{capital(number(count))} of five at 3 or better, {listed(core)} among them, no 1."
