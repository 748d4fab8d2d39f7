"""What is fixed before the first session is placed: the loop, its order of need, the minutes, the days."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.model import Candidate, Handbook, LogEntry, PlanTemplate
from generator.model.plan import Form, Partner, RankedRound
from generator.planner.calendar import Calendar, choose_template, first_day, make_calendar
from generator.planner.history import History, read_log
from generator.planner.loop import loop_of, rank_rounds
from generator.progress import STRONG


@dataclass(frozen=True)
class Frame:
    """One candidate's case. Minutes are with the candidate's extra time, unless said otherwise."""

    handbook: Handbook
    candidate: Candidate
    template: PlanTemplate
    calendar: Calendar
    #: Round ids in loop order; a round may have several steps.
    steps: tuple[str, ...]
    #: Weakest first.
    ranked: tuple[RankedRound, ...]
    #: Round → minutes of its full and of its short form.
    full: Mapping[str, int]
    short: Mapping[str, int]
    history: History

    @cached_property
    def rank(self) -> dict[str, int]:
        """Round → its place in the order of need, 0 for the weakest."""
        return {each.round: place for place, each in enumerate(self.ranked)}

    @cached_property
    def weakest(self) -> tuple[str, ...]:
        """The two weakest rounds, or the only one."""
        return tuple(each.round for each in self.ranked[:2])

    @cached_property
    def drilled(self) -> tuple[str, ...]:
        """The two weakest and every other round under 4, by rank (rule 5)."""
        return tuple(e.round for e in self.ranked if e.round in self.weakest or e.need < STRONG)

    def weak(self, round_id: str) -> bool:
        """Whether the round's need is under 4."""
        return self.ranked[self.rank[round_id]].need < STRONG

    def minutes(self, round_id: str, form: Form) -> int:
        """Minutes of a mock of the round in this form."""
        return (self.full if form == "full" else self.short)[round_id]

    def form(self, round_id: str) -> Form:
        """Full, unless no work day holds that: the form of baselines and loop steps (rules 4 and 6)."""
        return "full" if self.full[round_id] <= self.calendar.longest else "short"

    def holdable(self, round_id: str) -> bool:
        """Whether any work day holds the round, be it in short form."""
        return self.minutes(round_id, self.form(round_id)) <= self.calendar.longest

    def partner(self, *, expert: bool = False) -> Partner:
        """Say who is asked: the expert if meant, else the first at hand (rule 9)."""
        partners = self.candidate.partners
        if expert and partners.expert:
            return "expert"
        if partners.peer:
            return "peer"
        if partners.friend:
            return "friend"
        return "llm" if partners.llm else "alone"


def make_frame(handbook: Handbook, candidate: Candidate, today: datetime.date, log: Sequence[LogEntry]) -> Frame:
    """Settle what no placement changes. Expects a candidate and a log that are not refused."""
    steps = loop_of(handbook, candidate)
    history = read_log(log, steps)
    template = choose_template(handbook.plans, candidate, first_day(candidate, today, history.days))
    rounds = {round_id: handbook.rounds[round_id] for round_id in steps}
    return Frame(
        handbook=handbook,
        candidate=candidate,
        template=template,
        calendar=make_calendar(candidate, template, today, history.days),
        steps=steps,
        ranked=rank_rounds(handbook, candidate, steps, history.log),
        full={each: with_extra_time(candidate, rounds[each].minutes) for each in rounds},
        short={each: with_extra_time(candidate, rounds[each].short.minutes) for each in rounds},
        history=history,
    )


def with_extra_time(candidate: Candidate, minutes: int) -> int:
    """Add a quarter or a half, rounded up to fives; of both the half counts (rule 8)."""
    if "time+50" in candidate.adjustments:
        return -(-minutes * 3 // 10) * 5
    if "time+25" in candidate.adjustments:
        return -(-minutes // 4) * 5
    return minutes
