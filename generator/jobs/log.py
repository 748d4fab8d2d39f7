"""A candidate's log, and how a mock is added to it: the job of `rehearse log`."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator import yamlfile
from generator.jobs.checked import load_checked
from generator.load import load_candidate, load_log, log_left_behind, log_path
from generator.load.log import mistakes
from generator.model import Candidate, Handbook, LogEntry, Session
from generator.model.log import Log
from generator.names import resolve, settled
from generator.problem import ContentError, Problem
from generator.scaffold.log import EMPTY, flow

#: Key of an entry → its option, where they differ.
_OPTIONS = {"scores": "score", "questions": "question"}


@dataclass(frozen=True)
class Logbook:
    """A candidate and the entries of their log."""

    handbook: Handbook
    candidate: Candidate
    path: Path
    entries: Log
    notes: tuple[Problem, ...]

    def named(self, name: str) -> str:
        """Return the id of the round that a name or a session's code means, or the name where it's not understood."""
        return resolve(name, self.handbook.rounds) or self.of_code(name) or name

    def of_code(self, name: str) -> str:
        """Return the round of a session's code, such as coding-2, or an empty string where the name isn't one."""
        round_id, _, number = name.rpartition("-")
        return round_id if round_id in self.handbook.rounds and number.isdecimal() else ""

    def numbered(self, today: datetime.date) -> list[tuple[str, str]]:
        """Return the rounds that the candidate practises as of today, with the numbers to choose them by."""
        from generator.planner import candidate_rounds

        rounds = candidate_rounds(self.handbook, self.candidate, today)
        return [(str(number), name) for number, name in enumerate(rounds, start=1)]

    def planned(self, day: datetime.date, round_id: str) -> Session | None:
        """Return the first mock of the round planned for that day that isn't logged yet, or None.

        The plan is the one made on that day, from what was logged before it.
        """
        from generator.planner import PlanRefused, make_plan
        from generator.results import in_order

        before = in_order(entry for entry in self.entries if entry.date < day)
        try:
            plan = make_plan(self.handbook, self.candidate, day, before)
        except PlanRefused:
            return None
        done = {entry.session for entry in self.entries if entry.date == day}
        here = (each for each in plan.mocks if each.date == day and each.round == round_id)
        return next((each for each in here if each.id not in done), None)

    def check(self, data: Mapping[str, Any], today: datetime.date) -> None:
        """Raise ContentError if a value that was given is wrong; others may be missing."""
        if wrong := [each for each in self._read(data, today)[1] if each[1] != "missing"]:
            raise _refused(wrong)

    def entry(self, data: Mapping[str, Any], today: datetime.date) -> LogEntry:
        """Return an entry of what was given, with `session` and `kind` from the plan where they are left out.

        Raises ContentError with everything that is wrong or missing.
        """
        entry, wrong = self._read(data, today)
        if wrong or entry is None:
            raise _refused(wrong)
        session = self.planned(entry.date, entry.round)
        if session and entry.session in (None, session.id):
            entry = entry.model_copy(update={"session": session.id, "kind": session.kind})
        return entry

    def wrong(self, key: str, data: Mapping[str, Any], today: datetime.date) -> str:
        """Return the error in the value of a key, or an empty string; other keys may be missing."""
        return next((message for other, message in self._read(data, today)[1] if other == key), "")

    def _read(self, data: Mapping[str, Any], today: datetime.date) -> tuple[LogEntry | None, list[tuple[str, str]]]:
        """Read what was given as the file will be read, each key on a line of its own.

        Return the entry, or None, and the errors as pairs of key and message.
        """
        keys = [key for key, value in data.items() if value not in EMPTY]
        source = "\n".join(f"{key}: {flow(data[key])}" for key in keys) or "{}"
        try:
            read, places = yamlfile.parse(source, "")
            entry, problems = mistakes(read, places, self.handbook, today)
        except ContentError as error:
            entry, problems = None, list(error.problems)
        found = []
        for each in problems:
            key, _, rest = each.message.partition(": ")
            if rest != "missing":
                key = keys[each.line - 1]
            found.append((key, each.message.removeprefix(f"{key}: ")))
        if entry and entry.session and self.of_code(entry.session) != entry.round:
            message = f'expected a session\'s code, such as {entry.round}-2; got "{entry.session}"'
            entry, found = None, [*found, ("session", message)]
        return entry, found


def _refused(wrong: Iterable[tuple[str, str]]) -> ContentError:
    return ContentError(Problem(f"--{_OPTIONS.get(key, key)}", 0, 0, message) for key, message in wrong)


def open_log(content: Path, file: Path) -> Logbook:
    """Return the logbook of a candidate's file. Raises ContentError with the problems of content, file or log."""
    handbook = load_checked(content)
    candidate, _ = settled(handbook, load_candidate(file)[0])  # a name that isn't understood is a plan's matter
    path = log_path(file, candidate)
    logged = load_log(path, handbook)
    left_behind = log_left_behind(file, candidate)
    notes = (*logged.notes, left_behind) if left_behind else logged.notes
    return Logbook(handbook, candidate, path, logged.entries, notes)
