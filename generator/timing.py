"""Work out the timing of a session: its segments, the minutes of each question, its hints and milestones.

Pure. Minutes of a session count from its start. Minutes of a question count from when the candidate gets it. Content is
written for a round in full; with a candidate's extra time, its minutes are stretched. Hints and milestones that would
be after the end of a question are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.model import Handbook, Hint, Milestone, Question, Round, Segment
from generator.model.round import main_index


@dataclass(frozen=True)
class Part:
    """The part of a session for one question: from minute `first` of the session, for `minutes` minutes.

    `stretch` is (the session's minutes for questions, the minutes that their content is written for).
    """

    first: int
    minutes: int
    stretch: tuple[int, int]

    def _at(self, minute: int) -> int:
        longer, usual = self.stretch
        return -(-minute * longer // usual)

    def milestones(self, question: Question) -> list[Milestone]:
        """Return the milestones within the part, with stretched minutes."""
        stretched = (each.model_copy(update={"minute": self._at(each.minute)}) for each in question.milestones)
        return [each for each in stretched if each.minute <= self.minutes]

    def hints(self, question: Question) -> list[Hint]:
        """Return the hints within the part, with stretched minutes in `when`."""
        stretched = (each if each.minute is None else each.at(self._at(each.minute)) for each in question.hints)
        return [each for each in stretched if (each.minute or 0) < self.minutes]


#: The last ten minutes, in which a surprise is asked (rule 37).
SURPRISE = Part(0, 10, (1, 1))


@dataclass(frozen=True)
class Timed:
    """A session: its segments, the index of the segment for the questions, and the part of each question."""

    agenda: tuple[Segment, ...]
    main: int
    parts: tuple[Part, ...]


def timed(
    handbook: Handbook, round_: Round, questions: Sequence[Question], *, short: bool = False, minutes: int = 0
) -> Timed:
    """Return the timing of a session with these questions that takes `minutes`, or the round's own minutes if 0.

    A full session with fewer questions than usual has the agenda that the round gives for so many; without one, it is
    shortened if it has fewer or shorter questions than the round allows for.
    """
    form = round_.short if short else round_
    whole = sum(segment.minutes for segment in form.agenda)
    single = None if short or not round_.single or round_.single.questions != len(questions) else round_.single
    usual_agenda = single.agenda if single else form.agenda
    main = main_index(usual_agenda)
    lengths = [segment.minutes for segment in usual_agenda]
    room = lengths[main]
    asked = [handbook.minutes(question) for question in questions]
    if not short and asked and room - sum(asked) >= round_.questions:  # a smaller rest comes from rounding
        lengths[main] = sum(asked)
    usual = lengths[main]
    planned = _shared(lengths, max(sum(lengths) * (minutes or whole) // whole, len(lengths)))
    agenda = tuple(
        segment.model_copy(update={"minutes": length}) for segment, length in zip(usual_agenda, planned, strict=True)
    )
    ends = [sum(asked[: place + 1]) * planned[main] // sum(asked) for place in range(len(asked))]
    start = sum(planned[:main])
    parts = tuple(
        Part(start + first, end - first, (planned[main], usual)) for first, end in zip([0, *ends], ends, strict=False)
    )
    return Timed(agenda, main, parts)


def too_many(handbook: Handbook, round_: Round, questions: Sequence[Question]) -> str:
    """Return why these questions don't fit into a session of the round, or an empty string if they do."""
    room, asked = round_.main_segment.minutes, sum(map(handbook.minutes, questions))
    if len(questions) <= round_.questions or asked <= room:
        return ""
    return (
        f"{round_.title} has {room} minutes for questions, and these {len(questions)} take {asked}: "
        f"expected at most {round_.questions}; make a sheet for each"
    )


def _shared(lengths: Sequence[int], total: int) -> list[int]:
    """Divide `total` minutes in proportion to `lengths`, at least one each, by the method of largest remainders."""
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
