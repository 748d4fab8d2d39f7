"""The clock of a session: its segments from minute to minute, stretched where a candidate has extra time.

Pure. Segments always add up to the minutes of the session.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field, model_validator

from generator.model import Round, Segment
from generator.paper.view import View


class Stretch(View):
    """A segment of the session. `dark` alternates, so that neighbours differ on the bar."""

    first: Annotated[int, Field(ge=0)]
    last: int
    minutes: Annotated[int, Field(ge=1)]
    label: str
    dark: bool


class Clock(View):
    """The whole session, minute by minute; `main` is the place of the segment that holds the questions."""

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
        """The segment that holds the questions."""
        return self.segments[self.main]


def clock(round_: Round, short: bool, minutes: int) -> Clock:
    """Lay out a round's agenda over `minutes`; 0 stands for the round's own."""
    agenda = round_.short.agenda if short else round_.agenda
    lengths = _shared([segment.minutes for segment in agenda], minutes or sum(segment.minutes for segment in agenda))
    segments, at = [], 0
    for place, (segment, length) in enumerate(zip(agenda, lengths, strict=True)):
        segments.append(Stretch(first=at, last=at + length, minutes=length, label=segment.segment, dark=place % 2 == 0))
        at += length
    return Clock(minutes=at, segments=tuple(segments), main=_main(agenda))


def _main(agenda: Sequence[Segment]) -> int:
    """Place of the longest segment before scoring and feedback."""
    before = range(max(1, len(agenda) - 2))
    return max(before, key=lambda place: agenda[place].minutes)


def _shared(lengths: Sequence[int], total: int) -> list[int]:
    """Share `total` minutes in proportion to `lengths`, each one or more; the rest goes to the largest remainders."""
    whole = sum(lengths)
    shares = [max(1, length * total // whole) for length in lengths]
    order = sorted(range(len(lengths)), key=lambda place: (-(lengths[place] * total % whole), -lengths[place], place))
    turn = 0
    while sum(shares) < total:
        shares[order[turn % len(order)]] += 1
        turn += 1
    while sum(shares) > total and max(shares) > 1:
        shares[max(range(len(shares)), key=lambda place: shares[place])] -= 1
    return shares
