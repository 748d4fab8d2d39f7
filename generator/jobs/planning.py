"""Candidates' files and their plans: what every job for a candidate begins with."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.check import unknown_themes
from generator.load import load_candidate, load_log, log_left_behind, log_path
from generator.load.log import Logged
from generator.model import Candidate, Handbook, LogEntry, Plan
from generator.names import settled
from generator.problem import ContentError, Problem
from generator.publish.files import Source
from generator.results import in_order
from generator.yamlfile import Places

if TYPE_CHECKING:
    from generator.planner import PlanRefused


@dataclass(frozen=True)
class Planned:
    """A candidate's file with its plan, and what the candidate should be told about the file or the log."""

    file: Path
    candidate: Candidate
    plan: Plan
    notes: tuple[str, ...]

    @property
    def source(self) -> Source:
        """Whose folder the plan's is."""
        return Source(self.file.resolve().as_posix(), self.plan.candidate.name)

    @property
    def start(self) -> datetime.date | None:
        """The first day of the plan if the candidate's file doesn't name it (rule 9), else None."""
        return next((note.date for note in self.plan.notes if note.code == "start"), None)


def plan_files(handbook: Handbook, content: Path, files: Sequence[Path], today: datetime.date) -> list[Planned]:
    """Plan for each candidate's file. Raises ContentError with the problems of all files.

    The sample candidates of the content are planned as if today were their `start`, or the last day of their log.
    """
    problems: list[Problem] = []
    planned: list[Planned] = []
    first: dict[str | None, Path] = {}
    for path in files:
        try:
            candidate, places = load_candidate(path)
            logged = load_log(log_path(path, candidate), handbook)
            if candidate.id in first:
                message = f'id: candidate "{candidate.id}" is already in {first[candidate.id].as_posix()}'
                raise ContentError([places.problem(("id",), message)])
            first[candidate.id] = path
            sample = path.resolve().is_relative_to((content / "candidates").resolve())
            day = as_of(candidate.start, logged.entries) if sample and candidate.start else today
            planned.append(_planned(handbook, path, candidate, places, logged, day))
        except ContentError as error:
            problems += error.problems
    if problems:
        raise ContentError(problems)
    return planned


def as_of(start: datetime.date, log: Sequence[LogEntry]) -> datetime.date:
    """Return the day on which a sample candidate is planned: their `start`, or the last day of their log."""
    return max([start, *(entry.date for entry in log)])


def _planned(
    handbook: Handbook, path: Path, candidate: Candidate, places: Places, logged: Logged, today: datetime.date
) -> Planned:
    """Plan for the candidate in a file. Raises ContentError with all problems of the file and its log."""
    from generator.planner import PlanRefused, make_plan

    candidate, unknown = settled(handbook, candidate)
    unknown += unknown_themes(handbook, candidate)
    problems = [places.problem(keys, message) for keys, message in unknown]
    log, notes = in_order(logged.entries), [str(note) for note in logged.notes]
    if left_behind := log_left_behind(path, candidate):
        notes.append(str(left_behind))
    try:
        plan = make_plan(handbook, candidate, today, log)
    except PlanRefused as refused:
        raise ContentError([*problems, *_refusals(refused, places, logged)]) from refused
    if problems:
        raise ContentError(problems)
    return Planned(path, candidate, plan, tuple(notes))


def _refusals(refused: PlanRefused, places: Places, logged: Logged) -> list[Problem]:
    """Return why nothing can be planned, at the lines of the candidate's file or of the log."""
    from generator.report import refusal

    problems = []
    for each in refused.reasons:
        if each.code == "unknown" and each.values["kind"] in ("role", "round"):
            continue  # the name was found to be unknown before
        message = f"{each.key}: {refusal(each.code, each.values)}"
        if each.key == "log":  # the first entry of that day: all of them are refused
            days = [entry.date for entry in logged.entries]
            problems.append(logged.places.problem((days.index(each.values["date"]), "date"), message))
        else:
            problems.append(places.problem((each.key,), message))
    return problems
