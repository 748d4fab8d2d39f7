"""A candidate's file. It is private: only sample candidates may appear on the public site."""

from __future__ import annotations

import re
from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from generator.model.base import Clock, Date, Flag, Level, Line, Node, Paper, Slug, Whole, Zone
from generator.model.story import Story
from generator.model.typed import weekday_of

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)
Adjustment = Literal[
    "time+25", "time+50", "breaks", "captions", "large-print", "no-interruptions", "typed-answers", "questions-ahead"
]


def _confidence(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    typed = re.fullmatch(r"([1-5])(\s*/\s*5)?", str(value).strip())
    expected = "expected a whole number from 1 (not confident) to 5 (confident)"
    raise PydanticCustomError("confidence", expected, {"write": typed[1] if typed else ""})


def _days(value: object) -> object:
    """Return a mapping of weekdays to minutes. Raise PydanticCustomError for weekdays without minutes."""
    if isinstance(value, dict) and (not value or any(each is not None for each in value.values())):
        return value
    items = (
        [*value]
        if isinstance(value, list | tuple | dict)
        else re.split(r"[\s,;]+", value)
        if isinstance(value, str)
        else ()
    )
    pairs = [pair for item in items for pair in (item.items() if isinstance(item, dict) else [(item, 60)])]
    meant = {weekday_of(str(day)): minutes for day, minutes in pairs if isinstance(minutes, int)}
    shown = ", ".join(f"{day}: {minutes}" for day, minutes in meant.items() if day) or "tue: 60, thu: 60"
    message = "expected each free weekday with its minutes, such as {shown}"
    raise PydanticCustomError("days", message, {"shown": f"{{{shown}}}"})


#: The candidate's confidence, 1-5. It is never mixed with a rater's scores, 1-4.
Confidence = Annotated[int, Field(strict=True, ge=1, le=5), BeforeValidator(_confidence)]
DayMinutes = Annotated[int, Field(strict=True, ge=0, le=720)]


class Interview(Node):
    """One of several interviews on the way."""

    date: Date = Field(description="Its day.")
    label: Line | None = Field(default=None, description="What it is: screen, loop, employer.")
    rounds: tuple[Line, ...] = Field(default=(), description="Its rounds, where known; default: the loop.")


def _names(value: object) -> object:
    """Return a list of names; a single name becomes a list. Raise PydanticCustomError if a name appears twice."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list | tuple) and len({str(name).strip() for name in value}) < len(value):
        raise PydanticCustomError("names", "expected each name once")
    return value


#: One name, or a list of names.
Names = Annotated[
    tuple[Line, ...],
    BeforeValidator(_names),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]


class Partners(Node):
    """Who is available, by name. Several of a kind take turns (rule 20)."""

    peer: Names = Field(default=(), description="Someone who practises too: a name, or a list of names.")
    expert: Names = Field(default=(), description="Someone who interviews for a living, often paid: a name or a list.")
    friend: Names = Field(default=(), description="Someone kind with an hour to spare: a name or a list.")
    llm: Flag = Field(default=False, description="true where a language model may play the interviewer.")


class Candidate(Node):
    """All that a candidate has to write."""

    name: Line = Field(description="As it should appear on the plan.")
    role: Line = Field(description="A role of the handbook, by its id, title or another of its names.")
    level: Level = Field(description="junior, mid, senior or staff.")
    interview: Date | None = Field(default=None, description="The day. Or `interviews`.")
    interviews: tuple[Interview, ...] = Field(
        default=(), description="Where there are several; the plan aims at the last."
    )
    days: Annotated[dict[Weekday, DayMinutes], BeforeValidator(_days)] = Field(
        description="Free weekdays and the minutes of each."
    )
    times: dict[Weekday, Clock] = Field(
        default={}, description="When the free minutes of a weekday begin, for the calendar: {mon: 18:30}."
    )
    zone: Zone | None = Field(
        default=None, description="Time zone of `times`, such as Europe/Berlin; needed where a partner lives elsewhere."
    )
    away: tuple[Date, ...] = Field(default=(), description="Days that are not free after all.")
    confidence: dict[str, Confidence] = Field(default={}, description="Per round, 1-5; a round left out counts as 3.")

    id: Slug | None = Field(default=None, description="Default: the file's name without its ending.")
    start: Date | None = Field(default=None, description="First day of the plan; default: today.")
    plan: Slug | None = Field(default=None, description="A template; default: chosen by the days left.")
    rounds: tuple[Line, ...] = Field(default=(), description="The loop; default: the role's at this level.")
    partners: Partners = Field(default=Partners(), description="Who is available.")
    swap: Flag = Field(default=False, description="true: peers are interviewed in return.")
    paper: Paper = Field(default="a4", description="a4 or letter.")
    adjustments: tuple[Adjustment, ...] = Field(default=(), description="What is changed for them; never why.")
    seen: tuple[Slug, ...] = Field(default=(), description="Questions they know.")
    stories: tuple[Story, ...] = Field(default=(), description="What they can tell in conversational rounds.")
    log: Line | None = Field(
        default=None, description="The log next to this file, in YAML or JSON. Default: <id>-log.yml."
    )

    @property
    def last_interview(self) -> Date:
        """The day of the last interview, which the plan aims at."""
        days = [each.date for each in self.interviews]
        return max([*days, self.interview] if self.interview else days)


__all__ = ["WEEKDAYS", "Adjustment", "Candidate", "Confidence", "Interview", "Partners", "Weekday", "Whole"]
