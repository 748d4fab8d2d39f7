"""What is known before the first session is placed: the ranked rounds, the days, the minutes and the log."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.model import Candidate, Handbook, LogEntry, PlanTemplate
from generator.model.facts import Form
from generator.model.plan import RankedRound
from generator.planner.days import Days, choose_template, first_day, make_days
from generator.planner.history import History
from generator.planner.rounds import Rounds, rank_rounds, settle_rounds
from generator.results import STRONG

#: How many of the weakest rounds have priority.
WEAKEST = 2


@dataclass(frozen=True)
class Situation:
    """One candidate on one day. Minutes include the candidate's extra time."""

    handbook: Handbook
    candidate: Candidate
    template: PlanTemplate
    days: Days
    rounds: Rounds
    #: Weakest first.
    ranked: tuple[RankedRound, ...]
    #: Round → its rank, 0 for the weakest.
    rank: Mapping[str, int]
    #: Round → minutes of its full and of its short form, for every round of the handbook.
    full: Mapping[str, int]
    short: Mapping[str, int]
    history: History

    def weakest(self, day: datetime.date) -> list[str]:
        """Return the two weakest of the rounds that continue after a day, or fewer if there aren't two."""
        return [each.round for each in self.ranked if each.until > day][:WEAKEST]

    def form_on_days(self, round_id: str, longest: int) -> Form:
        """Return a round's form: full if the longest day has the minutes, else short."""
        return "full" if self.full[round_id] <= longest else "short"

    @property
    def strongest(self) -> tuple[str, ...]:
        """The rounds, strongest first."""
        return tuple(each.round for each in reversed(self.ranked))

    def weak(self, round_id: str) -> bool:
        """Return whether the round's need is under 4."""
        return self.ranked[self.rank[round_id]].need < STRONG

    def form(self, round_id: str) -> Form:
        """Return a round's form: full if the longest mock day has the minutes, else short."""
        return self.form_on_days(round_id, self.days.longest)

    def minutes(self, round_id: str, form: Form) -> int:
        """Return the minutes of a mock of the round in a form."""
        return (self.full if form == "full" else self.short)[round_id]

    def length(self, round_id: str) -> int:
        """Return a round's length: its minutes in its form."""
        return self.minutes(round_id, self.form(round_id))

    def asks(self, round_id: str, form: Form) -> int:
        """Return how many questions a mock of the round asks for (rule 19)."""
        return self.handbook.rounds[round_id].questions if form == "full" else 1


def make_situation(
    handbook: Handbook, candidate: Candidate, today: datetime.date, log: Sequence[LogEntry]
) -> Situation:
    """Return the situation of a candidate that isn't refused, as if nothing were logged today."""
    first = first_day(candidate, today, [entry.date for entry in log])
    rounds = settle_rounds(handbook, candidate, max(first, today))
    history = History(log, rounds.steps)
    template = choose_template(handbook.templates, candidate, first)
    ranked = rank_rounds(handbook, candidate, rounds, history.log)
    return Situation(
        handbook=handbook,
        candidate=candidate,
        template=template,
        days=make_days(candidate, template, first, today),
        rounds=rounds,
        ranked=ranked,
        rank={each.round: place for place, each in enumerate(ranked)},
        full={name: with_extra_time(candidate, each.minutes) for name, each in handbook.rounds.items()},
        short={name: with_extra_time(candidate, each.short.minutes) for name, each in handbook.rounds.items()},
        history=history,
    )


def with_extra_time(candidate: Candidate, minutes: int) -> int:
    """Return minutes with the candidate's extra time: a quarter, or a half, rounded up to a multiple of five."""
    if "time+50" in candidate.adjustments:
        return -(-minutes * 3 // 10) * 5
    if "time+25" in candidate.adjustments:
        return -(-minutes // 4) * 5
    return minutes
