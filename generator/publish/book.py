"""From a content folder to finished files: docs folder, plans, sheets, schemas.

Each function is the whole chain for one command: load, check, plan, view, print, write.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from generator import cache
from generator.check import check, unknown_themes
from generator.load import load_candidate, load_handbook, load_log, load_plan, log_path
from generator.model import Candidate, Handbook, Level, LogEntry, Origin, Paper, Plan, Question
from generator.pages.parts import Book
from generator.problem import ContentError, Problem, did_you_mean
from generator.progress import in_order
from generator.publish.edition import Edition
from generator.publish.files import Made, Progress, Written, silent, write
from generator.stories import bank, report
from generator.words import role_at

if TYPE_CHECKING:
    from generator.paper import Document

PROJECT = Path(__file__).parent.parent.parent
PAPER_TEMPLATES = PROJECT / "templates" / "paper"
#: Minutes of a surprise: the session's last ones (design.md, section 4, rule 6).
SURPRISE = 10
#: The worksheet in a candidate's folder.
STORIES = "candidate/stories.pdf"
#: What the log shows, in a candidate's folder.
PROGRESS = "candidate/progress.pdf"
#: The page of a plan that its picture shows, from 0: the calendar.
CALENDAR_PAGE = 2


@dataclass(frozen=True)
class Planned:
    """A candidate's folder, and what they should be told beside it."""

    folder: Path
    notes: list[str]


def read(content: Path) -> Book:
    """Load a content folder, hold it against every rule and plan its invented candidates.

    Raises ContentError with all problems. The invented are planned as if today were their `start`, or the last day of
    their log.
    """
    from generator.planner import PlanRefused, make_plan

    handbook = load_handbook(content)
    check(handbook)
    plans, problems = {}, []
    for name, candidate in handbook.candidates.items():
        if candidate.start is None:
            message = "start: missing; an invented candidate is planned as if today were that day"
            problems.append(handbook.problem("candidate", name, message=message))
            continue
        try:
            log = in_order(handbook.logs.get(name, ()))
            plans[name] = make_plan(handbook, candidate, _as_of(candidate.start, log), log)
        except PlanRefused as refused:
            problems += [
                handbook.problem("candidate", name, key, message=f"{key}: {text}") for key, text in refused.reasons
            ]
    if problems:
        raise ContentError(problems)
    told = {name: each for name, each in handbook.candidates.items() if each.stories and handbook.themes}
    return Book(handbook, plans, {name: bank(handbook, each.role, each.stories) for name, each in told.items()})


def _as_of(start: datetime.date, log: Sequence[LogEntry]) -> datetime.date:
    return max([start, *(entry.date for entry in log)])


def write_docs(content: Path, out: Path, progress: Progress = silent, edition: Edition | None = None) -> Written:
    """Write the docs folder: pages, and the PDFs they offer; with a private edition, its candidates' too."""
    from generator import pages

    book = read(content)
    files: dict[str, bytes | Made] = {path: page.encode() for path, page in pages.render(book).items()}
    files |= sheets(book)
    if edition:
        files |= _edition(book.handbook, content, edition)
    newest = max((origin.reviewed.isoformat() for origin in book.handbook.origins.values()), default="")
    return replace(write(out, files, progress), newest=newest)


def sheets(book: Book) -> dict[str, Made]:
    """Give the PDFs and pictures that the pages of the handbook offer, by their paths in the docs folder."""
    from generator import paper

    handbook, files = book.handbook, {}
    rounds = {name: round_.model_dump_json() for name, round_ in handbook.rounds.items()}
    for name, question in handbook.questions.items():
        made_from = _made_from(question, rounds[question.round], handbook.origins[name])
        offered = {
            "session": _Later(made_from, partial(paper.session, handbook, question.round, [name])),
            "candidate": _Later(made_from, partial(paper.candidate, handbook, name)),
        }
        for document, view in offered.items():
            for size in get_args(Paper):
                files[f"sheets/{name}-{document}-{size}.pdf"] = _pdf(document, view, size)
            files[f"sheets/{name}-{document}.png"] = _picture(document, view)
    for size in get_args(Paper):
        for name in handbook.rounds:
            files[f"sheets/{name}-rubric-{size}.pdf"] = _pdf("rubric", paper.rubric(handbook, name), size)
        for name, plan in book.plans.items():
            files[f"candidates/{name}-plan-{size}.pdf"] = _pdf("plan", paper.plan(plan), size)
        for name in book.stories:
            worksheet = paper.stories(handbook, handbook.candidates[name], book.plans[name].today)
            files[f"candidates/{name}/stories-{size}.pdf"] = _pdf("stories", worksheet, size)
        if handbook.themes:
            files[f"sheets/story-worksheet-{size}.pdf"] = _pdf("stories", paper.blank_stories(handbook), size)
    if handbook.themes:
        files["sheets/story-worksheet.png"] = _picture("stories", paper.blank_stories(handbook), page=1)
    for name in handbook.rounds:
        files[f"sheets/{name}-rubric.png"] = _picture("rubric", paper.rubric(handbook, name))
    for name, plan in book.plans.items():
        files[f"candidates/{name}-plan.png"] = _picture("plan", paper.plan(plan), page=CALENDAR_PAGE)
    return files


def write_plans(
    content: Path, files: Sequence[Path], out: Path, today: datetime.date, size: Paper | None, fonts: Path | None,
    progress: Progress = silent, anki: bool = False,
) -> list[Planned]:  # fmt: skip
    """Plan for each candidate's file and write OUT/<id>/, with `anki` a deck for it too.

    All or nothing: a problem with one file leaves every folder as it was. The invented candidates of the content are
    planned as if today were their `start`, or the last day of their log.
    """
    from generator import exports

    handbook = load_handbook(content)
    check(handbook)
    plans, notes, candidates = _plans(handbook, content, files, today)
    packs = {}
    for name, plan in plans.items():
        made = {"plan.json": exports.json(plan)}
        if anki and (deck := exports.deck(handbook, plan)):
            made["candidate/practice.apkg"] = deck
        elif anki:
            notes[name].append("There is no Anki deck: the plan needs every question of its rounds and level.")
        for path, file in _private(handbook, plan, candidates[name], size or plan.candidate.paper, fonts).items():
            progress(path)
            made[path] = file.make()
        packs[name] = made
    for name, pack in packs.items():
        write(out / name, pack)
    return [Planned(out / name, [*notes[name], *(each.text for each in plan.warnings)]) for name, plan in plans.items()]


def _plans(
    handbook: Handbook, content: Path, files: Sequence[Path], today: datetime.date
) -> tuple[dict[str, Plan], dict[str, list[str]], dict[str, Candidate]]:
    """Plan for each candidate's file: plans, notes and candidates by id. Raises ContentError with all problems."""
    from generator.planner import PlanRefused, make_plan

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
            message = f'id: candidate "{name}" stands at {first_of[name].as_posix()} already'
            problems.append(places.problem(("id",), message))
            continue
        first_of[name] = path
        candidates[name] = candidate
        problems += [places.problem(keys, message) for keys, message in unknown_themes(handbook, candidate)]
        log, notes[name] = in_order(logged.entries), list(map(str, logged.notes))
        invented = path.resolve().is_relative_to((content / "candidates").resolve())
        day = _as_of(candidate.start, log) if invented and candidate.start else today
        try:
            plans[name] = make_plan(handbook, candidate, day, log)
        except PlanRefused as refused:
            for key, message in refused.reasons:
                problems.append((logged.places if key == "log" else places).problem((key,), f"{key}: {message}"))
    if problems:
        raise ContentError(problems)
    return plans, notes, candidates


def _edition(handbook: Handbook, content: Path, edition: Edition) -> dict[str, bytes | Made]:
    """Make the pages of a private edition, and of each candidate's files those that its reader may have."""
    from generator import pages

    plans, _, candidates = _plans(handbook, content, edition.files, edition.today)
    told = candidates if handbook.themes else {}
    banks = {name: bank(handbook, each.role, each.stories) for name, each in told.items()}
    made = pages.render_private(Book(handbook, plans, banks), edition.who)
    files: dict[str, bytes | Made] = {path: page.encode() for path, page in made.items()}
    for name, plan in plans.items():
        printed = _private(handbook, plan, candidates[name], plan.candidate.paper, edition.fonts)
        files |= {f"private/{name}/{path}": file for path, file in printed.items() if edition.offers(path)}
    return files


def _private(handbook: Handbook, plan: Plan, candidate: Candidate, size: Paper, fonts: Path | None) -> dict[str, Made]:
    """Give what is printed for one candidate, apart from each other: the candidate's part and the interviewer's."""
    from generator import paper

    files = _taken_along(plan, size, fonts)
    if handbook.themes:
        files[STORIES] = _pdf("stories", paper.stories(handbook, candidate, plan.today), size, fonts)
    if plan.done:
        files[PROGRESS] = _pdf("progress", paper.progress(plan), size, fonts)
    for session in plan.sessions:
        if session.kind == "micro":
            continue
        if not session.questions:  # the bank ran dry: the partner brings a question, and judges by the round's rubric
            files[f"interviewer/{session.id}.pdf"] = _pdf("rubric", paper.rubric(handbook, session.round), size, fonts)
            continue
        sheet = paper.session(
            handbook, session.round, session.questions, plan.candidate.level, short=session.form == "short",
            code=session.id, date=session.date, minutes=session.minutes, adjustments=plan.candidate.adjustments,
            surprises=session.surprises,
        )  # fmt: skip
        files[f"interviewer/{session.id}.pdf"] = _pdf("session", sheet, size, fonts)
        share = sheet.clock.questions.minutes // len(session.questions)
        for code, name in zip(session.codes, session.questions, strict=True):
            view = paper.candidate(handbook, name, code=code, minutes=share)
            files[f"candidate/sealed/{code}.pdf"] = _pdf("candidate", view, size, fonts)
        for name in session.surprises:  # with the interviewer: a sealed sheet too many would tell of it
            view = paper.candidate(handbook, name, code=session.id, minutes=SURPRISE)
            files[f"interviewer/{session.id}-surprise.pdf"] = _pdf("candidate", view, size, fonts)
    return files


def _taken_along(plan: Plan, size: Paper, fonts: Path | None) -> dict[str, Made]:
    """Give what is made for the candidate from the plan alone: on paper, for calendars and for spreadsheets."""
    from generator import exports, paper

    files = {"candidate/plan.pdf": _pdf("plan", paper.plan(plan), size, fonts)}
    for ending in exports.FOR_CANDIDATE:
        content = exports.EXPORTS[ending](plan)
        files[f"candidate/plan.{ending}"] = Made(hashlib.sha256(content).hexdigest(), partial(bytes, content))
    return files


def write_again(file: Path, out: Path, size: Paper | None, fonts: Path | None) -> Path:
    """Write what is made from a plan.json alone to OUT/<id>/candidate/ and give OUT/<id>; what else is there stays."""
    plan = load_plan(file)
    folder = out / plan.candidate.id
    write(folder, _taken_along(plan, size or plan.candidate.paper, fonts), keep=True)
    return folder


def write_sheets(
    content: Path, round_id: str, questions: Sequence[str], out: Path, size: Paper, level: Level | None,
    progress: Progress = silent,
) -> list[Path]:  # fmt: skip
    """Write the session sheet and the candidate's sheets of these questions, or the blank rubric; give their paths."""
    from generator import paper

    handbook = load_handbook(content)
    check(handbook)
    if round_id not in handbook.rounds:
        raise _usage("ROUND", f'no round "{round_id}"{did_you_mean(round_id, handbook.rounds)}')
    of_round = {question.id: question for question in handbook.of_round(round_id)}
    unknown = [name for name in questions if name not in of_round]
    if unknown:
        raise _usage(
            "QUESTION", *(f'no question "{name}" in this round{did_you_mean(name, of_round)}' for name in unknown)
        )
    if len(questions) > 4 or len(set(questions)) < len(questions):
        raise _usage("QUESTION", f"expected one to four different questions; got {len(questions)}")
    for name in questions:
        if level and level not in of_round[name].levels:
            raise _usage("--level", f"{name} fits {', '.join(of_round[name].levels)}; got {level}")
    files: dict[str, bytes | Made] = {}
    if questions:
        sheet = paper.session(handbook, round_id, questions, level)
        files[f"{'+'.join(questions)}-session-{size}.pdf"] = _pdf("session", sheet, size)
        for name in questions:
            files[f"{name}-candidate-{size}.pdf"] = _pdf("candidate", paper.candidate(handbook, name), size)
    else:
        files[f"{round_id}-rubric-{size}.pdf"] = _pdf("rubric", paper.rubric(handbook, round_id), size)
    write(out, files, progress, keep=True)
    return [out / path for path in files]


def _usage(argument: str, *messages: str) -> ContentError:
    return ContentError(Problem(argument, 0, 0, message) for message in messages)


def write_stories(
    content: Path, path: Path, out: Path, today: datetime.date, size: Paper | None, fonts: Path | None
) -> tuple[tuple[str, ...], Path]:
    """Look at the stories of a candidate's file and write their worksheet; give the report's lines and its path."""
    from generator import paper

    handbook = load_handbook(content)
    check(handbook)
    candidate, places = load_candidate(path)
    problems = [places.problem(keys, message) for keys, message in unknown_themes(handbook, candidate)]
    if not handbook.themes:
        problems.append(Problem((content / "stories.yml").as_posix(), 0, 0, "missing; it names what is asked about"))
    if candidate.role not in handbook.roles:
        hint = did_you_mean(candidate.role, handbook.roles)
        problems.append(places.problem(("role",), f'role: no role "{candidate.role}"{hint}'))
    if problems:
        raise ContentError(problems)
    worksheet = paper.stories(handbook, candidate, today)
    folder = out / (candidate.id or "")
    write(folder, {STORIES: _pdf("stories", worksheet, size or candidate.paper, fonts)}, keep=True)
    heading = f"{candidate.name}, {role_at(handbook.roles[candidate.role], candidate.level)}"
    return report(bank(handbook, candidate.role, candidate.stories), heading), folder / STORIES


def write_progress(
    content: Path, path: Path, out: Path, today: datetime.date, size: Paper | None, fonts: Path | None
) -> tuple[str, Planned]:
    """Say what the log of a candidate's file shows, and write it as PDF to OUT/<id>/candidate/."""
    from generator import paper
    from generator.report import summary

    handbook = load_handbook(content)
    check(handbook)
    plans, notes, _ = _plans(handbook, content, [path], today)
    ((name, plan),) = plans.items()
    shown = paper.progress(plan)
    write(out / name, {PROGRESS: _pdf("progress", shown, size or plan.candidate.paper, fonts)}, keep=True)
    return summary(shown.progress), Planned(out / name, notes[name])


def write_schemas(out: Path) -> Written:
    """Write the JSON Schema of every kind of file."""
    from generator.load import schemas

    return write(out, {name: schema.encode() for name, schema in schemas().items()}, keep=True)


@dataclass(frozen=True)
class _Later:
    """A view that is made only if it is printed: making it costs more than naming all that it is made from."""

    made_from: str
    make: Callable[[], Document]


def _made_from(question: Question, round_: str, origin: Origin) -> str:
    """Hash all that the sheets of a question alone are made from: it, its round, the day of its review, our code."""
    parts = (cache.code(), question.model_dump_json(), round_, origin.model_dump_json())
    return hashlib.sha256("".join(parts).encode()).hexdigest()


def _keyed(view: Document | _Later, *how: object) -> tuple[str, Callable[[], Document]]:
    later = view if isinstance(view, _Later) else _Later(view.model_dump_json(), lambda: view)
    return hashlib.sha256(f"{_typesetting()} {how} {later.made_from}".encode()).hexdigest(), later.make


def _picture(document: str, view: Document | _Later, page: int = 0) -> Made:
    from generator import paper

    key, make = _keyed(view, document, "picture", page)
    return Made(key, lambda: paper.picture(document, make(), page))


def _pdf(document: str, view: Document | _Later, size: Paper, fonts: Path | None = None) -> Made:
    from generator import paper

    key, make = _keyed(view, document, size, fonts)
    return Made(key, lambda: paper.render(document, make(), size, fonts))


@lru_cache(maxsize=1)
def _typesetting() -> str:
    """What every PDF depends on beside its view: templates, fonts and Typst."""
    folder = PAPER_TEMPLATES
    found = hashlib.sha256(version("typst").encode())
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        found.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()
