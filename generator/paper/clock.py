"""The clock of a session: its segments, which always add up to the minutes of the session."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from generator.paper.view import View
from generator.timing import Timed


class Stretch(View):
    """A segment of the session. `dark` alternates, so that neighbours differ on the bar."""

    first: Annotated[int, Field(ge=0)]
    last: int
    minutes: Annotated[int, Field(ge=1)]
    label: str
    dark: bool


class Clock(View):
    """The whole session, minute by minute. `main` is the index of the segment that contains the questions."""

    minutes: Annotated[int, Field(ge=1)]
    segments: Annotated[tuple[Stretch, ...], Field(min_length=2)]
    main: int

    @model_validator(mode="after")
    def _adds_up(self) -> Clock:
        at = 0
        for segment in self.segments:
            if segment.first != at or segment.last - segment.first != segment.minutes:
                raise ValueError(f"segment {segment.label} does not begin where the one before ends")
            at = segment.last
        if at != self.minutes:
            raise ValueError(f"segments add up to {at} of {self.minutes} minutes")
        if not 0 <= self.main < len(self.segments):
            raise ValueError("no such main segment")
        return self

    @property
    def questions(self) -> Stretch:
        """The segment that contains the questions."""
        return self.segments[self.main]


def clock(session: Timed) -> Clock:
    """Return the clock of a session."""
    segments, at = [], 0
    for place, each in enumerate(session.agenda):
        last = at + each.minutes
        segments.append(Stretch(first=at, last=last, minutes=each.minutes, label=each.segment, dark=place % 2 == 0))
        at = last
    return Clock(minutes=at, segments=tuple(segments), main=session.main)
