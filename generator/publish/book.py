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
from generator.check import check
from generator.load import load_candidate, load_handbook
from generator.model import Handbook, Level, Origin, Paper, Plan, Question
from generator.pages.parts import Book
from generator.problem import ContentError, Problem, did_you_mean
from generator.publish.edition import Edition
from generator.publish.files import Made, Progress, Written, silent, write

if TYPE_CHECKING:
    from generator.paper import Document

PROJECT = Path(__file__).parent.parent.parent
PAPER_TEMPLATES = PROJECT / "templates" / "paper"
#: Minutes of a surprise: the session's last ones (design.md, section 4, rule 6).
SURPRISE = 10
#: The page of a plan that its picture shows, from 0: the calendar.
CALENDAR_PAGE = 2


@dataclass(frozen=True)
class Planned:
    """A candidate's folder, and what they should be told beside it."""

    folder: Path
    notes: list[str]


def read(content: Path) -> Book:
    """Load a content folder, hold it against every rule and plan its invented candidates.

    Raises ContentError with all problems. The invented are planned as if today were their `start`.
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
            plans[name] = make_plan(handbook, candidate, candidate.start)
        except PlanRefused as refused:
            problems += [
                handbook.problem("candidate", name, key, message=f"{key}: {text}") for key, text in refused.reasons
            ]
    if problems:
        raise ContentError(problems)
    return Book(handbook, plans)


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
            files[f"candidates/{name}-plan-{size}.pdf"] = _pdf("plan", paper.plan(handbook, plan), size)
    for name in handbook.rounds:
        files[f"sheets/{name}-rubric.png"] = _picture("rubric", paper.rubric(handbook, name))
    for name, plan in book.plans.items():
        files[f"candidates/{name}-plan.png"] = _picture("plan", paper.plan(handbook, plan), page=CALENDAR_PAGE)
    return files


def write_plans(
    content: Path, files: Sequence[Path], out: Path, today: datetime.date, size: Paper | None, fonts: Path | None,
    progress: Progress = silent,
) -> list[Planned]:  # fmt: skip
    """Plan for each candidate's file and write OUT/<id>/.

    All or nothing: a problem with one file leaves every folder as it was. The invented candidates of the content are
    planned as if today were their `start`.
    """
    handbook = load_handbook(content)
    check(handbook)
    plans, notes = _plans(handbook, content, files, today)
    packs = {}
    for name, plan in plans.items():
        made = {"plan.json": plan.to_json().encode()}
        for path, file in _private(handbook, plan, size or plan.candidate.paper, fonts).items():
            progress(path)
            made[path] = file.make()
        packs[name] = made
    for name, pack in packs.items():
        write(out / name, pack)
    return [Planned(out / name, [*notes[name], *(each.text for each in plan.warnings)]) for name, plan in plans.items()]


def _plans(
    handbook: Handbook, content: Path, files: Sequence[Path], today: datetime.date
) -> tuple[dict[str, Plan], dict[str, list[str]]]:
    """Plan for each candidate's file: plans and notes by id. Raises ContentError with the problems of all files."""
    from generator.planner import PlanRefused, make_plan

    problems: list[Problem] = []
    plans: dict[str, Plan] = {}
    first_of: dict[str, Path] = {}
    notes: dict[str, list[str]] = {}
    for path in files:
        try:
            candidate, places = load_candidate(path)
        except ContentError as error:
            problems += error.problems
            continue
        name = candidate.id or ""
        if name in first_of:
            message = f'id: candidate "{name}" stands at {first_of[name].as_posix()} already'
            problems.append(places.problem(("id",), message))
            continue
        first_of[name] = path
        log = path.with_name(candidate.log or f"{name}-log.yml")
        notes[name] = [f"{log.as_posix()} is not read yet: this plan is made without a log"] if log.exists() else []
        invented = path.resolve().is_relative_to((content / "candidates").resolve())
        try:
            plans[name] = make_plan(handbook, candidate, candidate.start if invented and candidate.start else today)
        except PlanRefused as refused:
            problems += [places.problem((key,), f"{key}: {message}") for key, message in refused.reasons]
    if problems:
        raise ContentError(problems)
    return plans, notes


def _edition(handbook: Handbook, content: Path, edition: Edition) -> dict[str, bytes | Made]:
    """Make the pages of a private edition, and of each candidate's files those that its reader may have."""
    from generator import pages

    plans, _ = _plans(handbook, content, edition.files, edition.today)
    made = pages.render_private(Book(handbook, plans), edition.who)
    files: dict[str, bytes | Made] = {path: page.encode() for path, page in made.items()}
    for name, plan in plans.items():
        printed = _private(handbook, plan, plan.candidate.paper, edition.fonts)
        files |= {f"private/{name}/{path}": file for path, file in printed.items() if edition.offers(path)}
    return files


def _private(handbook: Handbook, plan: Plan, size: Paper, fonts: Path | None) -> dict[str, Made]:
    """Give what is printed for one candidate, apart from each other: the candidate's part and the interviewer's."""
    from generator import paper

    files: dict[str, Made] = {"candidate/plan.pdf": _pdf("plan", paper.plan(handbook, plan), size, fonts)}
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
