"""What the rules call rounds, days, weeks, minutes and ranks, worked out anew from candidate, log and handbook.

Nothing here looks at the planner, nor at its plan.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cached_property

from made_up import DAY
from measuring import way_to_begin_with
from plan_parts import PEOPLE, Date, LoggedLoop, Mock, Stretch

from generator.model import WEEKDAYS, Candidate, Handbook, Interview, LogEntry, PlanTemplate


class Facts:
    """What the rules say of a candidate before anything is placed."""

    def __init__(self, handbook: Handbook, who: Candidate, today: Date, log: Sequence[LogEntry] = ()) -> None:
        self.handbook, self.who, self.today = handbook, who, today
        self.log = sorted(log, key=lambda each: each.date)
        self.log_days = {each.date for each in self.log}
        level = handbook.roles[who.role].level(who.level)
        assert level
        self.role = level
        given = who.interviews or (Interview(date=who.last_interview),)
        self.interviews = sorted(given, key=lambda each: each.date)
        self.last = self.interviews[-1].date
        self.first = who.start or today
        if self.log and not who.start:
            self.first = min(max(min(self.log_days), self.last - 84 * DAY), today)
        self.begin = max(self.first, today)

    # Rules 1 to 4

    def in_loop(self, round_id: str) -> bool:
        return self.handbook.rounds[round_id].in_loop

    @cached_property
    def base(self) -> list[str]:
        """The rounds that an interview without named ones may mean."""
        return list(self.who.rounds) or [each.round for each in self.role.loop for _ in range(each.times)]

    @cached_property
    def named(self) -> set[str]:
        """The rounds that some interview names."""
        return {each for interview in self.interviews for each in interview.rounds}

    def meant(self, interview: Interview) -> list[str]:
        """Give the rounds that an interview means, as written."""
        return list(interview.rounds) or [r for r in self.base if self.in_loop(r) or r not in self.named]

    @cached_property
    def ahead(self) -> list[Interview]:
        return [each for each in self.interviews if each.date > self.begin]

    @cached_property
    def over(self) -> list[str]:
        """The candidate's rounds whose interviews are all over."""
        ahead = {r for interview in self.ahead for r in self.meant(interview)}
        return [r for r in dict.fromkeys(self.who.rounds) if r in self.named and r not in ahead]

    @cached_property
    def rounds(self) -> list[str]:
        """The rounds of the plan, once each, in the order that settles ties."""
        return self.settled or list(dict.fromkeys(self.base))

    @cached_property
    def of_last(self) -> list[str]:
        """The rounds that the last interview means; where no round is left at all, those of the base."""
        return self.meant(self.interviews[-1]) if self.settled else self.rounds

    @cached_property
    def settled(self) -> list[str]:
        """The rounds of the plan before the base steps in for none."""
        listed = [*self.who.rounds, *self.meant(self.interviews[-1])]
        listed += [r for interview in self.ahead for r in self.meant(interview)]
        listed += [each.round for each in self.role.screen if self.rated(each.round) and each.round not in self.named]
        return list(dict.fromkeys(r for r in listed if r not in self.over))

    def rated(self, round_id: str) -> bool:
        return round_id in self.who.confidence

    @cached_property
    def steps(self) -> list[str]:
        return [r for r in self.meant(self.interviews[-1]) if self.in_loop(r)]

    @cached_property
    def weight(self) -> dict[str, int]:
        places = [*self.role.screen, *self.role.loop]
        role = {r: max([each.weight for each in places if each.round == r], default=1) for r in self.rounds}
        return {r: role[r] * max(self.steps.count(r), 1) for r in self.rounds}

    @cached_property
    def confidence(self) -> dict[str, int]:
        now = {r: self.who.confidence.get(r, 3) for r in self.rounds}
        return now | {each.round: each.after for each in self.log if each.round in now}

    @cached_property
    def need(self) -> dict[str, int]:
        """Confidence, at most 3 after a last mock scored by a person that was not passed."""
        need = dict(self.confidence)
        for r in self.rounds:
            if (scored := self.scored(r)) and not scored[-1][1]:
                need[r] = min(need[r], 3)
        return need

    def scored(self, round_id: str) -> list[tuple[LogEntry, bool, bool]]:
        """Give the round's mocks that a person scored in full: entry, whether passed, whether core was below 3."""
        rubric, found = self.handbook.rounds[round_id].rubric, []
        for each in self.logged(round_id):
            scores = {d.id: each.scores.get(d.id) for d in rubric.dimensions}
            seen = {d: score for d, score in scores.items() if isinstance(score, int)}
            core = [d.id for d in rubric.dimensions if d.core]
            if each.rater not in PEOPLE or len(seen) < len(scores) - 1 or set(core) - set(seen):
                continue
            low = any(seen[d] < 3 for d in core)
            good = sum(score >= 3 for score in seen.values())
            enough = good >= min(getattr(rubric.pass_line, self.who.level), len(seen))
            found.append((each, enough and not low and 1 not in seen.values(), low))
        return found

    @cached_property
    def ranked(self) -> list[str]:
        return sorted(self.rounds, key=lambda r: (self.need[r], -self.weight[r], self.rounds.index(r)))

    @cached_property
    def place(self) -> dict[str, int]:
        """Round → its place by rank, from 0."""
        return {r: n for n, r in enumerate(self.ranked)}

    def without_strongest(self, steps: Sequence[int]) -> list[int]:
        """Leave out the strongest step, and of equals the later; steps are places in the loop."""
        worst = max(steps, key=lambda n: (self.place[self.steps[n]], n))
        return [n for n in steps if n != worst]

    @cached_property
    def means(self) -> dict[str, list[Date]]:
        """Round → the interviews ahead that mean it; the last interview where none does."""
        return {r: [each.date for each in self.ahead if r in self.meant(each)] or [self.last] for r in self.rounds}

    def alive(self, day: Date) -> list[str]:
        """Give the rounds whose until is after a day, by rank."""
        return [r for r in self.ranked if self.until(r) > day]

    def due(self, round_id: str) -> Date:
        return self.means[round_id][0]

    def until(self, round_id: str) -> Date:
        return self.means[round_id][-1]

    # Rules 5, 6 and 8

    def week(self, day: Date) -> int:
        """Give the number of the Monday-to-Sunday week of a day; 1 has the first day."""
        return (day - self.first + self.first.weekday() * DAY).days // 7 + 1

    @cached_property
    def template(self) -> str:
        if self.who.plan:
            return self.who.plan
        days = (self.last - self.first).days
        fitting = [each for each in self.handbook.templates.values() if each.days_needed <= days]
        return max(fitting, key=lambda each: each.days_needed).id

    @cached_property
    def numbers(self) -> PlanTemplate:
        return self.handbook.templates[self.template]

    @cached_property
    def phases(self) -> list[Stretch]:
        """The phases that have days. Of days that two want, the later phase has them."""
        phases = list(self.numbers.phases)
        at = next(n for n, each in enumerate(phases) if each.stretch)
        found, end = {}, self.last - DAY
        for n in range(len(phases) - 1, at, -1):
            begin = max(end - (phases[n].days - 1) * DAY, self.first)
            found[n], end = (begin, end), begin - DAY
        day = self.first
        for n in range(at):
            found[n] = (day, min(day + (phases[n].days - 1) * DAY, end))
            day += phases[n].days * DAY
        found[at] = (day, end)
        return [
            Stretch(each.id, each.kind, each.drills, *found[n])
            for n, each in enumerate(phases)
            if found[n][0] <= found[n][1]
        ]

    def phase(self, day: Date) -> Stretch:
        return next(each for each in self.phases if each.first <= day <= each.last)

    @cached_property
    def notice(self) -> Date:
        """The first day for which anybody may be asked."""
        return self.first + self.numbers.notice * DAY

    @cached_property
    def opening(self) -> Date:
        with_people = self.who.partners.peer or self.who.partners.friend
        if self.who.partners.llm or not with_people:
            return self.first
        waits = any(self.notice <= day <= self.last - 3 * DAY for day in self.usable)
        return self.notice if waits else self.first

    # Days

    def weekday_minutes(self, day: Date) -> int:
        return self.who.days.get(WEEKDAYS[day.weekday()], 0)

    @cached_property
    def usable(self) -> list[Date]:
        taken = {*self.who.away, *(each.date for each in self.interviews)}
        days = (self.first + n * DAY for n in range((self.last - self.first).days))
        return [day for day in days if self.weekday_minutes(day) and day not in taken]

    @cached_property
    def eves(self) -> set[Date]:
        return {each.date - DAY for each in self.interviews}

    @cached_property
    def free(self) -> dict[Date, int]:
        """Free day → its minutes before anything is placed."""
        minutes = {day: self.weekday_minutes(day) for day in self.usable if day >= self.begin}
        if self.today in minutes:
            spent = sum(self._spent(n) for n, each in enumerate(self.log) if each.date == self.today)
            minutes[self.today] = max(minutes[self.today] - spent, 0)
        return minutes

    def _spent(self, n: int) -> int:
        """Give the minutes that an entry takes from its day: what the plan gave it, as of the first day."""
        each = self.log[n]
        short = self.kinds[n] == "baseline" and way_to_begin_with(self) == "c"
        return self.minutes(each.round, "short" if short or self.odd_drill(n) else self.first_form(each.round))

    @cached_property
    def work_days(self) -> list[Date]:
        return [day for day in self.free if (self.last - day).days >= 3]

    @cached_property
    def mock_days(self) -> list[Date]:
        return [day for day in self.work_days if day not in self.eves and day >= self.opening]

    @cached_property
    def longest(self) -> int:
        return max([self.free[day] for day in self.mock_days], default=0)

    # Minutes

    def minutes(self, round_id: str, form: str) -> int:
        """Give the minutes of a round in full or short form, extra time included."""
        round_ = self.handbook.rounds[round_id]
        own = round_.minutes if form == "full" else round_.short.minutes
        extra = [Fraction(each.removeprefix("time+")) for each in self.who.adjustments if each.startswith("time+")]
        return math.ceil(own * (1 + max(extra) / 100) / 5) * 5 if extra else own

    def form(self, round_id: str) -> str:
        return "full" if self.minutes(round_id, "full") <= self.longest else "short"

    def length(self, round_id: str) -> int:
        return self.minutes(round_id, self.form(round_id))

    @cached_property
    def baseline_days(self) -> list[Date]:
        """The days for baselines, those that have passed included."""
        return [day for day in self.usable if self.opening <= day <= self.last - 3 * DAY and day not in self.eves]

    def first_form(self, round_id: str) -> str:
        """Give the form of a round as of the first day."""
        longest = max([self.weekday_minutes(day) for day in self.baseline_days], default=0)
        return "full" if self.minutes(round_id, "full") <= longest else "short"

    # The log

    def logged(self, round_id: str) -> list[LogEntry]:
        return [each for each in self.log if each.round == round_id]

    @cached_property
    def kinds(self) -> list[str]:
        """Per entry its kind: the first of a round is its baseline, others drills, where none is given."""
        rounds = [each.round for each in self.log]
        return [each.kind or ("drill" if each.round in rounds[:n] else "baseline") for n, each in enumerate(self.log)]

    @cached_property
    def _numbered(self) -> tuple[list[str], dict[str, int]]:
        ids, highest = list[str](), dict.fromkeys(self.handbook.rounds, 0)
        for each in self.log:
            named = re.fullmatch(rf"{each.round}-([0-9]{{1,4}})", each.session or "")
            highest[each.round] = max(highest[each.round], int(named[1])) if named else highest[each.round] + 1
            ids.append(each.session or f"{each.round}-{highest[each.round]}")
        return ids, highest

    @property
    def ids(self) -> list[str]:
        """Per entry its session: the one that it names, else the next number of its round."""
        return self._numbered[0]

    @property
    def highest_ids(self) -> dict[str, int]:
        """Round → the highest number that a logged mock of it has, from which planned ones go on."""
        return self._numbered[1]

    def odd_drill(self, n: int) -> bool:
        """Whether the entry is the first, third … logged drill of its round."""
        drills = [m for m in range(n + 1) if self.log[m].round == self.log[n].round and self.kinds[m] == "drill"]
        return n in drills and len(drills) % 2 == 1

    def drills(self, round_id: str) -> int:
        """Count the logged drills of a round."""
        return sum(each.round == round_id and kind == "drill" for each, kind in zip(self.log, self.kinds, strict=True))

    @cached_property
    def logged_mocks(self) -> list[Mock]:
        """The log as mocks that take no minutes, but for easy ones."""
        pairs = zip(self.log, self.kinds, strict=True)
        return [Mock(each.date, each.round, kind) for each, kind in pairs if kind != "easy"]

    @cached_property
    def logged_loops(self) -> list[LoggedLoop]:
        found: list[LoggedLoop] = []
        for each in self.log:
            if each.kind != "loop" or each.round not in self.steps:
                continue
            if found and (each.date - found[-1].first).days <= 9:
                later = [n for n in range(found[-1].taken[-1] + 1, len(self.steps)) if self.steps[n] == each.round]
                if later:
                    entries, taken = (*found[-1].entries, each), (*found[-1].taken, later[0])
                    found[-1] = replace(found[-1], entries=entries, taken=taken)
                    continue
            found.append(LoggedLoop((each,), (self.steps.index(each.round),)))
        return found

    @cached_property
    def full_mocks(self) -> list[LoggedLoop]:
        return [each for each in self.logged_loops if len(each.taken) == len(self.steps)]

    @cached_property
    def under_way(self) -> LoggedLoop | None:
        last = self.logged_loops[-1] if self.logged_loops else None
        return last if last and last.taken[-1] < len(self.steps) - 1 else None

    @cached_property
    def stubborn(self) -> list[str]:
        """The rounds that refuse to improve, by rank."""
        found = []
        for r in self.ranked:
            three = self.logged(r)[-3:]
            expert = any(each.rater == "expert" or each.kind == "paid" for each in three)
            if len(three) == 3 and self.need[r] < 4 and three[2].after <= three[0].before and not expert:
                found.append(r)
        return found
