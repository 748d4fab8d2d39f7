"""From a candidate's file to their folder: plans, stories, progress, and the pages of a private edition.

Each function is the whole chain for one command: load, check, plan, view, print, write.
"""

from __future__ import annotations

import datetime
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator import prompt
from generator.check import unknown_themes
from generator.load import load_candidate, load_log, load_plan, log_left_behind, log_path
from generator.model import Candidate, Handbook, LogEntry, Plan, Session
from generator.model.plan import SHEETS_AHEAD
from generator.names import settled
from generator.problem import ContentError, Problem
from generator.publish import folder
from generator.publish.checked import load_checked
from generator.publish.files import Source, manifest
from generator.publish.handed_out import folder_of, session_files, surprise_folder
from generator.publish.sheets import Printing, pdf, site_address
from generator.publish.work import Made, Progress, silent
from generator.results import in_order
from generator.say import say
from generator.stories import bank, report
from generator.timing import SURPRISE
from generator.wording import role_at

if TYPE_CHECKING:
    from generator.paper import CandidateSheet, Sheet

#: The plan on paper, in a candidate's folder.
PLAN = "candidate/plan.pdf"
#: The plan for calendars and for spreadsheets, in a candidate's folder.
CALENDAR, TABLE = "candidate/plan.ics", "candidate/plan.csv"
#: The worksheet in a candidate's folder.
STORIES = "candidate/stories.pdf"
#: What the log shows, in a candidate's folder.
PROGRESS = "candidate/progress.pdf"


@dataclass(frozen=True)
class Planned:
    """A candidate's folder, what they should be told beside it, and the first day that their file doesn't name yet."""

    folder: Path
    notes: list[str]
    start: datetime.date | None = None
    #: The sessions in lines, for a terminal.
    agenda: str = ""


def as_of(start: datetime.date, log: Sequence[LogEntry]) -> datetime.date:
    """Return the day on which a sample candidate is planned: their `start`, or the last of their log."""
    return max([start, *(entry.date for entry in log)])


def write_plans(
    content: Path, files: Sequence[Path], out: Path, today: datetime.date, how: Printing, progress: Progress = silent,
    anki: bool = False, whole: bool = False,
) -> list[Planned]:  # fmt: skip
    """Plan for each candidate's file and write OUT/<id>/, with `anki` a deck for it too.

    Sheets are made for sessions within `SHEETS_AHEAD` of today, with `whole` for all, and sheets made before are kept
    up to date. All or nothing: a problem with one file leaves every folder as it was. The sample candidates of the
    content are planned as if today were their `start`, or the last day of their log.
    """
    from generator.report import agenda, spoken

    handbook = load_checked(content)
    plans, notes, candidates = make_plans(handbook, content, files, today)
    sources = {out / name: source(file, plan) for file, (name, plan) in zip(files, plans.items(), strict=True)}
    with folder.hold(sources):
        changes = {}
        for name, plan in plans.items():
            own = how.settled(content, plan.candidate.paper)
            made, said = _of_plan(handbook, plan, candidates[name], own, out / name, anki=anki, whole=whole)
            changes[out / name] = made
            notes[name] += said
        folder.put(changes, sources, progress)
    words = {name: spoken(handbook, plan) for name, plan in plans.items()}
    return [
        Planned(out / name, [*notes[name], *words[name]["notes"]], _unnamed_start(plan), agenda(words[name]))
        for name, plan in plans.items()
    ]


def _of_plan(
    handbook: Handbook, plan: Plan, candidate: Candidate, how: Printing, place: Path, *, anki: bool, whole: bool
) -> tuple[dict[str, bytes | Made], list[str]]:
    """Return all files of a candidate's folder at `place`, which says what was made before, and what to tell them."""
    from generator import exports

    files: dict[str, bytes | Made] = {"plan.json": exports.json(handbook, plan)}
    notes = []
    if anki and (deck := exports.deck(handbook, plan)):
        files["candidate/practice.apkg"] = deck
    elif anki:
        notes.append(say("told.no-deck"))
    mocks = mocks_of(plan)
    due = mocks if whole else _due(plan, manifest(place))
    if len(due) < len(mocks):
        notes.append(say("told.sheets-ahead", made=len(due), mocks=len(mocks)))
    return files | private_files(handbook, plan, candidate, how, due, calendar_before(place)), notes


def source(file: Path | None, plan: Plan) -> Source:
    """Say whose folder a plan's is."""
    return Source(file.resolve().as_posix() if file else "", plan.candidate.name)


def _unnamed_start(plan: Plan) -> datetime.date | None:
    """Return the first day of a plan if the candidate's file doesn't keep it (rule 9)."""
    return next((note.date for note in plan.notes if note.code == "start"), None)


def _due(plan: Plan, before: Container[str]) -> list[Session]:
    """Give the mocks whose sheets are made now: those that are near, and those that have sheets already."""
    last = plan.today + SHEETS_AHEAD
    return [each for each in mocks_of(plan) if each.date <= last or f"interviewer/{each.id}.pdf" in before]


def mocks_of(plan: Plan) -> list[Session]:
    """Return the sessions of a plan but its micro-practice."""
    return [each for each in plan.sessions if each.kind != "micro"]


def make_plans(
    handbook: Handbook, content: Path, files: Sequence[Path], today: datetime.date
) -> tuple[dict[str, Plan], dict[str, list[str]], dict[str, Candidate]]:
    """Plan for each candidate's file: plans, notes and candidates by id. Raises ContentError with all problems."""
    from generator.planner import PlanRefused, make_plan
    from generator.report import refusal

    problems: list[Problem] = []
    plans: dict[str, Plan] = {}
    candidates: dict[str, Candidate] = {}
    first_of: dict[str, Path] = {}
    notes: dict[str, list[str]] = {}
    for path in files:
        try:
            candidate, places = load_candidate(path)
            logged = load_log(log_path(path, candidate), handbook)
        except ContentError as error:
            problems += error.problems
            continue
        name = candidate.id or ""
        if name in first_of:
            message = f'id: candidate "{name}" is already in {first_of[name].as_posix()}'
            problems.append(places.problem(("id",), message))
            continue
        first_of[name] = path
        candidate, unknown = settled(handbook, candidate)
        candidates[name] = candidate
        unknown += unknown_themes(handbook, candidate)
        problems += [places.problem(keys, message) for keys, message in unknown]
        log, notes[name] = in_order(logged.entries), list(map(str, logged.notes))
        if left_behind := log_left_behind(path, candidate):
            notes[name].append(str(left_behind))
        invented = path.resolve().is_relative_to((content / "candidates").resolve())
        day = as_of(candidate.start, log) if invented and candidate.start else today
        try:
            plans[name] = make_plan(handbook, candidate, day, log)
        except PlanRefused as refused:
            for each in refused.reasons:
                if each.code == "unknown" and each.values["kind"] in ("role", "round"):
                    continue  # which is said above, with its place
                message = f"{each.key}: {refusal(each.code, each.values)}"
                if each.key == "log":  # the first of that day: each of them is refused
                    days = [entry.date for entry in logged.entries]
                    problems.append(logged.places.problem((days.index(each.values["date"]), "date"), message))
                else:
                    problems.append(places.problem((each.key,), message))
    if problems:
        raise ContentError(problems)
    return plans, notes, candidates


def private_files(
    handbook: Handbook, plan: Plan, candidate: Candidate, how: Printing, due: Sequence[Session], before: bytes = b""
) -> dict[str, bytes | Made]:
    """Return what is made for one candidate, with the sheets of the sessions that are due.

    The candidate's part and the interviewer's are in folders of their own. `before` is the calendar made before.
    """
    from generator import paper

    files = _taken_along(handbook, plan, how, before, whole=len(due) == len(mocks_of(plan)))
    if handbook.themes:
        files[STORIES] = pdf("stories", paper.stories(handbook, candidate, plan.today), how)
    if plan.done:
        files[PROGRESS] = pdf("progress", paper.progress(handbook, plan), how)
    for session in due:
        for path, sheet in opened(handbook, plan, session):
            files[path] = pdf(sheet.document, sheet.view, how)
        files |= session_files(handbook, session)
        if session.partner == "llm" and session.questions:
            files[f"candidate/sealed/{session.id}-prompt.txt"] = prompt.for_session(handbook, plan, session).encode()
    return files


def opened(handbook: Handbook, plan: Plan, session: Session) -> Iterator[tuple[str, Sheet]]:
    """Yield what is printed for a session, by its path: `interviewer/…` is the interviewer's, `candidate/…` is not."""
    from generator import paper
    from generator.report import session_in_words

    if session.kind == "micro":
        return
    mine = f"interviewer/{session.id}"
    if not session.questions:  # the bank ran dry: the partner brings a question, and judges by the round's rubric
        yield f"{mine}.pdf", paper.Sheet("rubric", paper.rubric(handbook, session.round), session.id, session.id)
        return
    said = session_in_words(handbook, session)
    sheet = paper.session(
        handbook, session.round, session.questions, plan.candidate.level, short=session.form == "short",
        code=session.id, date=session.date, minutes=session.minutes, adjustments=plan.candidate.adjustments,
        surprises=session.surprises, drill=said["what"] if session.drill else "", goal=said["goal_text"],
        watch=said["watch"],
    )  # fmt: skip
    yield f"{mine}.pdf", paper.Sheet("session", sheet, session.id, session.id)
    for code, name, asked in zip(session.codes, session.questions, sheet.questions, strict=True):
        if handbook.questions[name].has_answers:
            card = paper.answers(handbook, name)
            yield f"interviewer/{code}-answers.pdf", paper.Sheet("answers", card, session.id, code)
        files = f"sealed/{folder_of(session, code)}"
        view = _sized(plan, paper.candidate(handbook, name, code=code, minutes=asked.minutes, files=files))
        yield f"candidate/sealed/{code}.pdf", paper.Sheet("candidate", view, session.id, code)
    if session.partner == "alone":
        alone = paper.self_run(
            handbook, session.round, session.questions, code=session.id, short=session.form == "short",
            minutes=session.minutes, drill=session.drill, goal=said["goal_text"],
        )  # fmt: skip
        sized = alone.enlarged() if large_print(plan) else alone
        yield f"candidate/sealed/{session.id}-alone.pdf", paper.Sheet("selfrun", sized, session.id, session.id)
    for name in session.surprises:  # with the interviewer: a sealed sheet too many would tell of it
        files = surprise_folder(session)
        view = _sized(plan, paper.candidate(handbook, name, code=session.id, minutes=SURPRISE.minutes, files=files))
        yield f"{mine}-surprise.pdf", paper.Sheet("candidate", view, session.id, session.id)


def _sized(plan: Plan, view: CandidateSheet) -> CandidateSheet:
    return view.enlarged() if large_print(plan) else view


def large_print(plan: Plan) -> bool:
    """Whether the candidate arranged large print."""
    return "large-print" in plan.candidate.adjustments


def _taken_along(
    handbook: Handbook, plan: Plan, how: Printing, before: bytes, *, whole: bool = False
) -> dict[str, bytes | Made]:
    """Return what the candidate takes along of the plan: on paper, for calendars and for spreadsheets."""
    from generator import exports, paper

    return {
        PLAN: pdf("plan", paper.plan(handbook, plan, site_address(handbook), whole=whole), how),
        CALENDAR: exports.calendar(handbook, plan, before),
        TABLE: exports.table(handbook, plan),
    }


def calendar_before(folder: Path) -> bytes:
    """Return the calendar that is in a candidate's folder already, or nothing."""
    path = folder / CALENDAR
    return path.read_bytes() if path.is_file() else b""


def write_again(content: Path, file: Path, out: Path, how: Printing) -> Path:
    """Write what the candidate takes along of a plan.json to OUT/<id>/candidate/; the other files there stay.

    Return OUT/<id>. Raises ContentError if the plan names something that the content doesn't have.
    """
    from generator.report import unknown_to

    plan = load_plan(file)
    handbook = load_checked(content)
    if missing := unknown_to(handbook, plan):
        message = f"this content has no {missing}: make the plan again with `rehearse plan FILE`"
        raise ContentError([Problem(file.as_posix(), 0, 0, message)])
    place = out / plan.candidate.id
    sources = {place: source(None, plan)}
    with folder.hold(sources):
        made = _taken_along(handbook, plan, how.settled(content, plan.candidate.paper), calendar_before(place))
        folder.put({place: made}, sources, keep=True)
    return place


def write_stories(
    content: Path, path: Path, out: Path, today: datetime.date, how: Printing
) -> tuple[tuple[str, ...], Path]:
    """Look at the stories of a candidate's file and write their worksheet; give the report's lines and its path."""
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
    worksheet = paper.stories(handbook, candidate, today)
    place = out / (candidate.id or "")
    sources = {place: Source(path.resolve().as_posix(), candidate.name)}
    with folder.hold(sources):
        made = pdf("stories", worksheet, how.settled(content, candidate.paper))
        folder.put({place: {STORIES: made}}, sources, keep=True)
    heading = f"{candidate.name}, {role_at(handbook.roles[candidate.role], candidate.level)}"
    return report(bank(handbook, candidate.role, candidate.stories), heading), place / STORIES


def write_progress(content: Path, path: Path, out: Path, today: datetime.date, how: Printing) -> tuple[str, Planned]:
    """Say what the log of a candidate's file shows, and write it as PDF to OUT/<id>/candidate/."""
    from generator import paper
    from generator.report import summary

    handbook = load_checked(content)
    plans, notes, _ = make_plans(handbook, content, [path], today)
    ((name, plan),) = plans.items()
    shown = paper.progress(handbook, plan)
    made = pdf("progress", shown, how.settled(content, plan.candidate.paper))
    sources = {out / name: source(path, plan)}
    with folder.hold(sources):
        folder.put({out / name: {PROGRESS: made}}, sources, keep=True)
    return summary(shown.progress), Planned(out / name, notes[name])
