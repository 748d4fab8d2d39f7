"""The jobs for one candidate or several: their folders with plans, sheets, stories and progress."""

from __future__ import annotations

import datetime
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from generator import prompt
from generator.check import unknown_themes
from generator.exports import EXPORTS, FOR_CANDIDATE
from generator.jobs.checked import load_checked
from generator.jobs.planning import Planned, plan_files
from generator.load import load_candidate, load_plan
from generator.materials import session_files
from generator.model import Handbook, Plan, Session
from generator.model.plan import SHEETS_AHEAD
from generator.names import settled
from generator.paper.session_sheets import session_sheets
from generator.pieces import OnMade, Piece, Workers, ignore
from generator.printing import Printing, pdf
from generator.problem import ContentError, Problem, refused
from generator.publish import folder
from generator.publish.files import Source, manifest
from generator.say import say
from generator.site_data import site_address
from generator.stories import bank, report
from generator.wording import role_at

#: Where the printed files are in a candidate's folder; an export says so itself.
PLAN, STORIES, PROGRESS = "candidate/plan.pdf", "candidate/stories.pdf", "candidate/progress.pdf"


@dataclass(frozen=True)
class Written:
    """A candidate's folder after a job, and what the candidate should be told about it.

    `start` is the first day of the plan if their file doesn't name it yet; `agenda` is the plan for a terminal.
    """

    folder: Path
    notes: tuple[str, ...]
    start: datetime.date | None = None
    agenda: str = ""


def write_plans(
    content: Path, files: Sequence[Path], out: Path, today: datetime.date, how: Printing, on_made: OnMade = ignore,
    anki: bool = False, whole: bool = False, workers: Workers | None = None,
) -> list[Written]:  # fmt: skip
    """Plan for each candidate's file and write OUT/<id>/, with `anki` a deck for it too.

    Sheets are made for sessions within `SHEETS_AHEAD` of today, with `whole` for all, and sheets made before are kept
    up to date. Raises ContentError with the problems of all files; every folder is then as it was.
    """
    from generator.report import agenda, spoken

    handbook = load_checked(content)
    planned = plan_files(handbook, content, files, today)
    sources = {out / each.plan.candidate.id: each.source for each in planned}
    written = []
    with folder.hold(sources):
        changes = {}
        for each, place in zip(planned, sources, strict=True):
            own = how.settled(content, each.plan.candidate.paper)
            changes[place], notes = _folder_of(handbook, each, own, place, anki=anki, whole=whole)
            words = spoken(handbook, each.plan)
            told = (*each.notes, *notes, *words["notes"])
            written.append(Written(place, told, each.start, agenda(words)))
        folder.put(changes, sources, on_made, workers=workers)
    return written


def write_again(content: Path, file: Path, out: Path, how: Printing) -> Path:
    """Write the candidate's views of a plan.json to OUT/<id>/candidate/; the other files there stay.

    Return OUT/<id>. Raises ContentError if the plan names something that the content doesn't have.
    """
    from generator.report import unknown_to

    plan = load_plan(file)
    handbook = load_checked(content)
    if missing := unknown_to(handbook, plan):
        message = f"this content has no {missing}: make the plan again with `rehearse plan FILE`"
        raise refused(file.as_posix(), message)
    place = out / plan.candidate.id
    sources = {place: Source("", plan.candidate.name)}
    with folder.hold(sources):
        made = _plan_views(handbook, plan, how.settled(content, plan.candidate.paper), _exports_in(place))
        folder.put({place: made}, sources, keep=True)
    return place


def write_stories(
    content: Path, path: Path, out: Path, today: datetime.date, how: Printing
) -> tuple[tuple[str, ...], Path]:
    """Write the story worksheet of a candidate's file; return the lines of the report and the worksheet's path."""
    from generator import paper

    handbook = load_checked(content)
    candidate, places = load_candidate(path)
    candidate, unknown = settled(handbook, candidate)
    unknown += unknown_themes(handbook, candidate)
    problems = [places.problem(keys, message) for keys, message in unknown]
    if not handbook.themes:
        problems.append(Problem((content / "stories.yml").as_posix(), 0, 0, "missing; it names what is asked about"))
    if problems:
        raise ContentError(problems)
    worksheet = pdf("stories", paper.story_worksheet(handbook, candidate, today), how.settled(content, candidate.paper))
    place = out / (candidate.id or "")
    _add(place, Source(path.resolve().as_posix(), candidate.name), {STORIES: worksheet})
    heading = f"{candidate.name}, {role_at(handbook.roles[candidate.role], candidate.level)}"
    return report(bank(handbook, candidate.role, candidate.stories), heading), place / STORIES


def write_progress(content: Path, path: Path, out: Path, today: datetime.date, how: Printing) -> tuple[str, Written]:
    """Write what the log of a candidate's file shows as PDF; return it in words, and the candidate's folder."""
    from generator import paper
    from generator.report import summary

    handbook = load_checked(content)
    (planned,) = plan_files(handbook, content, [path], today)
    shown = paper.progress_document(handbook, planned.plan)
    place = out / planned.plan.candidate.id
    made = pdf("progress", shown, how.settled(content, planned.plan.candidate.paper))
    _add(place, planned.source, {PROGRESS: made})
    return summary(shown.progress), Written(place, planned.notes)


def private_files(
    handbook: Handbook,
    planned: Planned,
    how: Printing,
    due: Sequence[Session],
    before: Mapping[str, bytes] = MappingProxyType({}),
) -> dict[str, bytes | Piece]:
    """Return the files of one candidate's folder, with the sheets of the sessions in `due`: path → content.

    The candidate's files and the interviewer's are in folders of their own. `before` are the exports made before.
    """
    from generator import paper

    plan, candidate = planned.plan, planned.candidate
    files = _plan_views(handbook, plan, how, before, whole=len(due) == len(plan.mocks))
    if handbook.themes:
        files[STORIES] = pdf("stories", paper.story_worksheet(handbook, candidate, plan.today), how)
    if plan.done:
        files[PROGRESS] = pdf("progress", paper.progress_document(handbook, plan), how)
    for session in due:
        for path, sheet in session_sheets(handbook, plan, session):
            files[path] = pdf(sheet.document, sheet.view, how)
        files |= session_files(handbook, session)
        if session.partner == "llm" and session.questions:
            files[f"candidate/sealed/{session.id}-prompt.txt"] = prompt.for_session(handbook, plan, session).encode()
    return files


def _folder_of(
    handbook: Handbook, planned: Planned, how: Printing, place: Path, *, anki: bool, whole: bool
) -> tuple[dict[str, bytes | Piece], list[str]]:
    """Return all files of the candidate's folder at `place`, which shows what was made before, and notes."""
    plan, notes = planned.plan, []
    always = (each for each in EXPORTS.values() if not (each.for_candidate or each.on_request))
    files: dict[str, bytes | Piece] = {each.path: each(handbook, plan) for each in always}
    if anki and (deck := EXPORTS["apkg"](handbook, plan)):
        files[EXPORTS["apkg"].path] = deck
    elif anki:
        notes.append(say("told.no-deck"))
    mocks = plan.mocks
    due = mocks if whole else _due(plan, manifest(place))
    if len(due) < len(mocks):
        notes.append(say("told.sheets-ahead", made=len(due), mocks=len(mocks)))
    return files | private_files(handbook, planned, how, due, _exports_in(place)), notes


def _due(plan: Plan, before: Container[str]) -> list[Session]:
    """Return the mocks whose sheets are made now: those that are near, and those that have sheets already."""
    last = plan.today + SHEETS_AHEAD
    return [each for each in plan.mocks if each.date <= last or f"interviewer/{each.id}.pdf" in before]


def _plan_views(
    handbook: Handbook, plan: Plan, how: Printing, before: Mapping[str, bytes], *, whole: bool = False
) -> dict[str, bytes | Piece]:
    """Return the plan as the candidate gets it: on paper, and exported for other programs."""
    from generator import paper

    printed = pdf("plan", paper.plan_document(handbook, plan, site_address(handbook), whole=whole), how)
    return {PLAN: printed} | {each.path: each(handbook, plan, before.get(each.path, b"")) for each in FOR_CANDIDATE}


def _exports_in(place: Path) -> dict[str, bytes]:
    """Return the exports that are in a candidate's folder already, by their paths in it."""
    paths = {each.path: place / each.path for each in FOR_CANDIDATE}
    return {name: path.read_bytes() for name, path in paths.items() if path.is_file()}


def _add(place: Path, source: Source, files: Mapping[str, bytes | Piece]) -> None:
    """Add files to a candidate's folder; what else was made there stays."""
    with folder.hold({place: source}):
        folder.put({place: files}, {place: source}, keep=True)
