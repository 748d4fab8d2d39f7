"""Rule 19 worked out anew: which questions each mock of a plan asks, and which the log asked."""

from __future__ import annotations

import hashlib
from collections import Counter
from functools import cached_property
from itertools import zip_longest

from placing_drills import Supply
from plan_facts import Facts
from read_plan import Placed

from generator.model import DIFFICULTIES, Question, Session


class Dealt:
    """The questions of every mock, by rule 19: what a plan's sessions should ask, given its sessions."""

    def __init__(self, f: Facts, placed: Placed) -> None:
        self.f, self.placed, self.sessions = f, placed, placed.plan.sessions
        self.supply = Supply(f, [])
        self.by_hash = {r: sorted(questions, key=self._hash) for r, questions in self.supply.new.items()}
        self.wants = self._wants()

    def _hash(self, question: Question) -> str:
        return hashlib.sha256(f"{self.f.who.id}/{question.id}".encode()).hexdigest()

    def _wants(self) -> dict[str, int]:
        """Session id → the questions that it asks for, in the order of placement."""
        supply, found = Supply(self.f, []), {}
        for mock in self.placed.in_order():
            found[mock.name] = supply.wants(mock)
            supply.count(mock)
        return found

    @cached_property
    def own_easy(self) -> dict[str, str]:
        """Round → the easy question that only its easy mock asks; the first by hash."""
        found = {}
        for each in self.sessions:
            easy = [q.id for q in self.by_hash[each.round] if q.difficulty == "easy"]
            if each.kind == "easy" and easy and len(self.by_hash[each.round]) > 1:
                found[each.round] = easy[0]
        return found

    def served(self, r: str) -> tuple[list[int], dict[str, int]]:
        """Count the questions of each unnamed entry and each session: the log first, then one each, then the rest."""
        left = len(self.by_hash[r]) - (r in self.own_easy)
        entries = []
        for n in self.supply.unnamed(r):
            entries.append(min(self.supply.of_entry(n), left))
            left -= entries[-1]
        got: dict[str, int] = Counter()
        wants = {name: n for name, n in self.wants.items() if self.placed.mocks[name].round == r}
        easy = {each.id for each in self.sessions if each.kind == "easy"}
        for most in (1, 1_000):
            for name, wanted in wants.items():
                more = 0 if name in easy else min(min(wanted, most) - got[name], left)
                got[name] += more
                left -= more
        return entries, got

    def _draw(self, r: str, count: int) -> list[str]:
        """Draw new questions by hash, in turns of difficulty that the logged ones have theirs in; easiest first."""
        handbook, who = self.f.handbook, self.f.who
        named, own = self.supply.named, self.own_easy.get(r)
        whole = [q for q in handbook.questions.values() if q.round == r and who.level in q.levels]
        whole = sorted((q for q in whole if q.id not in who.seen and q.id != own), key=self._hash)
        cycle = DIFFICULTIES if self.f.who.confidence.get(r, 3) <= 2 else DIFFICULTIES[1:]
        columns = [[q for q in whole if q.difficulty == each] for each in cycle]
        turns = [q for turn in zip_longest(*columns) for q in turn if q]
        turns += [q for q in whole if q.difficulty not in cycle]
        drawn = [q for q in turns if q.id not in named][:count]
        return [q.id for each in DIFFICULTIES for q in drawn if q.difficulty == each]

    @cached_property
    def _rows(self) -> tuple[dict[int, list[str]], dict[str, list[str]]]:
        """Entry of the log → questions, and session id → questions; those of easy mocks and of again are left out."""
        of_log, of_plan = dict[int, list[str]](), dict[str, list[str]]()
        for r in self.f.rounds:
            entries, got = self.served(r)
            rows = self._draw(r, sum(entries) + sum(got.values()))
            for n, count in zip(self.supply.unnamed(r), entries, strict=True):
                of_log[n], rows = rows[:count], rows[count:]
            for each in self.sessions:
                if each.round == r and each.id in got:
                    of_plan[each.id], rows = rows[: got[each.id]], rows[got[each.id] :]
        return of_log, of_plan

    def of_entry(self, n: int) -> list[str]:
        """Give the questions of an entry of the log: those it names, else those it is dealt."""
        return list(self.f.log[n].questions) or self._rows[0].get(n, [])

    def of_session(self, each: Session) -> list[str]:
        """Give the new questions of a session: not an easy mock's, and none for micro-practice or again."""
        return self._rows[1].get(each.id, [])

    @cached_property
    def logged(self) -> list[str]:
        """What the log asked, in its order."""
        return [question for n in range(len(self.f.log)) for question in self.of_entry(n)]

    def history(self, drill: Session) -> list[str]:
        """Give the questions that a round had before a drill, in the order asked; the plan's easy mock is left out."""
        found = [q for n, each in enumerate(self.f.log) if each.round == drill.round for q in self.of_entry(n)]
        for each in self.sessions:
            if each is drill:
                break
            if each.round == drill.round and each.kind != "easy":
                found += [*each.questions, *each.surprises]
        return found

    def again(self, drill: Session) -> list[str]:
        """Give the question that a drill takes up: the one asked least often, of these the last one asked."""
        history = self.history(drill)
        count = Counter(history)
        last = {question: n for n, question in enumerate(history)}
        return [min(count, key=lambda question: (count[question], -last[question]))] if count else []
