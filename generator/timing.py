"""When things happen in a session: its segments, the minutes of each question, its hints and milestones.

Pure. Minutes of the session count from its start. Those of a question count from the moment the candidate gets it, when
it is read out or handed over. Content gives them for the round in full; here they are stretched with a candidate's
extra time. What would come after the end of a question is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.model import Handbook, Hint, Milestone, Question, Round, Segment


@dataclass(frozen=True)
class Part:
    """The part of a session that belongs to one question: from minute `first` of the session, for `minutes`.

    `stretch` is the session's time for questions, and the time that its content is written for.
    """

    first: int
    minutes: int
    stretch: tuple[int, int]

    def _at(self, minute: int) -> int:
        longer, usual = self.stretch
        return -(-minute * longer // usual)

    def milestones(self, question: Question) -> list[Milestone]:
        """Return the milestones that fall within the part, at its minutes."""
        there = (each.model_copy(update={"minute": self._at(each.minute)}) for each in question.milestones)
        return [each for each in there if each.minute <= self.minutes]

    def hints(self, question: Question) -> list[Hint]:
        """Return the hints that can be used in time, with the minute of this session in `when`, if it names one."""
        there = (each if each.minute is None else each.at(self._at(each.minute)) for each in question.hints)
        return [each for each in there if (each.minute or 0) < self.minutes]


#: The last ten minutes, in which a question beyond those of the session is asked (rule 37).
SURPRISE = Part(0, 10, (1, 1))


@dataclass(frozen=True)
class Timed:
    """A session: its segments, the place of the one that holds the questions, and the part of each question."""

    agenda: tuple[Segment, ...]
    main: int
    parts: tuple[Part, ...]


def timed(
    handbook: Handbook, round_: Round, questions: Sequence[Question], *, short: bool = False, minutes: int = 0
) -> Timed:
    """Lay out a session of these questions over its `minutes`; 0 stands for the round's own.

    With fewer questions than the round asks, or shorter ones, the session in full is shorter by what they leave over.
    """
    form = round_.short if short else round_
    main = _main(form.agenda)
    lengths = [segment.minutes for segment in form.agenda]
    whole, room = sum(lengths), lengths[main]
    asked = [handbook.minutes(question) for question in questions]
    if not short and asked and room - sum(asked) >= round_.questions:  # less than that is what dividing leaves over
        lengths[main] = sum(asked)
    usual = lengths[main]
    planned = _shared(lengths, max(sum(lengths) * (minutes or whole) // whole, len(lengths)))
    agenda = tuple(
        segment.model_copy(update={"minutes": length}) for segment, length in zip(form.agenda, planned, strict=True)
    )
    ends = [sum(asked[: place + 1]) * planned[main] // sum(asked) for place in range(len(asked))]
    start = sum(planned[:main])
    parts = tuple(
        Part(start + first, end - first, (planned[main], usual)) for first, end in zip([0, *ends], ends, strict=False)
    )
    return Timed(agenda, main, parts)


def too_many(handbook: Handbook, round_: Round, questions: Sequence[Question]) -> str:
    """Return why a session of the round has no time for these questions, or nothing if it has."""
    room, asked = round_.main_segment.minutes, sum(map(handbook.minutes, questions))
    if len(questions) <= round_.questions or asked <= room:
        return ""
    return (
        f"{round_.title} has {room} minutes for questions, and these {len(questions)} take {asked}: "
        f"expected at most {round_.questions}; make a sheet for each"
    )


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
