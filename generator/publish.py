"""From a content folder to finished files: docs folder, site, plans, sheets.

Only what changed is written, nothing is left over, each file appears whole. A hidden manifest names what we made; a
file that it does not name is never overwritten or removed.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from generator.check import check
from generator.load import load_candidate, load_handbook
from generator.model import Handbook, Level, Paper, Plan
from generator.pages.parts import Book
from generator.problem import ContentError, MachineError, Problem, did_you_mean

if TYPE_CHECKING:
    from generator.paper import Document

#: Told the path of each file as it is being made.
Progress = Callable[[str], None]

PROJECT = Path(__file__).parent.parent
PAPER_TEMPLATES = PROJECT / "templates" / "paper"
#: Minutes of a surprise: the session's last ones (design.md, section 4, rule 6).
SURPRISE = 10
MANIFEST = ".rehearse.json"


def _silent(path: str) -> None:
    pass


@dataclass(frozen=True)
class Made:
    """A file that is costly to make: `key` names all it depends on, `make` gives its bytes."""

    key: str
    make: Callable[[], bytes]


@dataclass(frozen=True)
class Planned:
    """A candidate's folder, and what they should be told beside it."""

    folder: Path
    notes: list[str]


@dataclass(frozen=True)
class Written:
    """What a run did to a folder; paths inside it, sorted."""

    changed: tuple[str, ...]
    removed: tuple[str, ...]
    total: int


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


def write_docs(content: Path, out: Path, progress: Progress = _silent) -> Written:
    """Write the docs folder: pages, and the PDFs they offer."""
    from generator import pages, paper

    book = read(content)
    handbook = book.handbook
    files: dict[str, bytes | Made] = {path: page.encode() for path, page in pages.render(book).items()}
    for size in get_args(Paper):
        for name, question in handbook.questions.items():
            files[f"sheets/{name}-session-{size}.pdf"] = _pdf(
                "session", paper.session(handbook, question.round, [name]), size
            )
            files[f"sheets/{name}-candidate-{size}.pdf"] = _pdf("candidate", paper.candidate(handbook, name), size)
        for name in handbook.rounds:
            files[f"sheets/{name}-rubric-{size}.pdf"] = _pdf("rubric", paper.rubric(handbook, name), size)
        for name, plan in book.plans.items():
            files[f"candidates/{name}-plan-{size}.pdf"] = _pdf("plan", paper.plan(handbook, plan), size)
    return write(out, files, progress)


def write_plans(
    content: Path, files: Sequence[Path], out: Path, today: datetime.date, size: Paper | None, fonts: Path | None,
    progress: Progress = _silent,
) -> list[Planned]:  # fmt: skip
    """Plan for each candidate's file and write OUT/<id>/.

    All or nothing: a problem with one file leaves every folder as it was. The invented candidates of the content are
    planned as if today were their `start`.
    """
    from generator.planner import PlanRefused, make_plan

    handbook = load_handbook(content)
    check(handbook)
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
    packs = {
        name: _private(handbook, plan, size or plan.candidate.paper, fonts, progress) for name, plan in plans.items()
    }
    for name, pack in packs.items():
        write(out / name, pack)
    return [Planned(out / name, [*notes[name], *(each.text for each in plan.warnings)]) for name, plan in plans.items()]


def _private(handbook: Handbook, plan: Plan, size: Paper, fonts: Path | None, progress: Progress) -> dict[str, bytes]:
    """Make all files of one candidate's folder: the plan as data, the candidate's part and the interviewer's."""
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
        several = len(session.questions) > 1
        for letter, name in zip("abcd", session.questions, strict=False):
            code = session.id + (letter if several else "")
            view = paper.candidate(handbook, name, code=code, minutes=share)
            files[f"candidate/sealed/{code}.pdf"] = _pdf("candidate", view, size, fonts)
        for name in session.surprises:  # with the interviewer: a sealed sheet too many would tell of it
            view = paper.candidate(handbook, name, code=session.id, minutes=SURPRISE)
            files[f"interviewer/{session.id}-surprise.pdf"] = _pdf("candidate", view, size, fonts)
    made = {"plan.json": plan.to_json().encode()}
    for path, file in files.items():
        progress(path)
        made[path] = file.make()
    return made


def write_sheets(
    content: Path, round_id: str, questions: Sequence[str], out: Path, size: Paper, level: Level | None,
    progress: Progress = _silent,
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


def _pdf(document: str, view: Document, size: Paper, fonts: Path | None = None) -> Made:
    from generator import paper

    key = hashlib.sha256(f"{_typesetting()} {document} {size} {fonts} {view.model_dump_json()}".encode()).hexdigest()
    return Made(key, lambda: paper.render(document, view, size, fonts))


@lru_cache(maxsize=1)
def _typesetting() -> str:
    """What every PDF depends on beside its view: templates, fonts and Typst."""
    folder = PAPER_TEMPLATES
    found = hashlib.sha256(version("typst").encode())
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        found.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def write(folder: Path, files: Mapping[str, bytes | Made], progress: Progress = _silent, keep: bool = False) -> Written:
    """Make `folder` hold exactly `files` (path → content), next to what others put there.

    With `keep`, what earlier runs made stays. All content is made before the first byte is written. Raises
    ContentError when a file stands in the way that is not ours, MachineError when the disk refuses.
    """
    before = _manifest(folder)
    in_the_way = [path for path in files if path not in before and (folder / path).exists()]
    if in_the_way:
        message = "expected no file here that rehearse did not make: move it away"
        raise ContentError(Problem((folder / path).as_posix(), 0, 0, message) for path in in_the_way)
    after = {path: _key(content) for path, content in sorted(files.items())}
    changed: dict[str, bytes] = {}
    for path, key in after.items():
        if before.get(path) != key or not (folder / path).exists():
            progress(path)
            content = files[path]
            changed[path] = content.make() if isinstance(content, Made) else content
    removed = [] if keep else sorted(set(before) - set(after))
    final = before | after if keep else after
    try:
        if set(files) - set(before):  # name what is to come first: a kill half way leaves nothing unknown
            _replace(folder / MANIFEST, _manifest_bytes(dict.fromkeys(files, "") | before))
        for path, made in changed.items():
            _replace(folder / path, made)
        for path in removed:
            _remove(folder, path)
        if final != before:
            _replace(folder / MANIFEST, _manifest_bytes(final))
    except OSError as error:
        raise MachineError(f"{error.filename or folder}: {error.strerror or error}") from error
    return Written(tuple(changed), tuple(removed), len(files))


def _key(content: bytes | Made) -> str:
    return content.key if isinstance(content, Made) else hashlib.sha256(content).hexdigest()


def _manifest(folder: Path) -> dict[str, str]:
    try:
        found = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {
        path: str(key) for path, key in found.items() if ".." not in Path(path).parts and not Path(path).is_absolute()
    }


def _manifest_bytes(files: Mapping[str, str]) -> bytes:
    return (json.dumps(files, indent=0, sort_keys=True) + "\n").encode()


def _replace(target: Path, content: bytes) -> None:
    """Write beside the target, then put in place: a reader sees the old file or the new one."""
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        aside.write_bytes(content)
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)


def _remove(folder: Path, path: str) -> None:
    target = folder / path
    target.unlink(missing_ok=True)
    for parent in target.relative_to(folder).parents:
        if parent != Path() and (folder / parent).is_dir() and not any((folder / parent).iterdir()):
            (folder / parent).rmdir()
