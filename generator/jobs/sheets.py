"""Sheets of the handbook: those that the site offers, those that are asked for, the whole bank."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import get_args

from generator import names, paper
from generator.catalogue import CatalogueSheet, all_sheets, sheets_for
from generator.jobs.checked import load_checked
from generator.materials import question_files, solution_files, twin_files
from generator.mocks import site_mocks
from generator.model import LEVELS, Handbook, Level, Paper, Question, Round
from generator.pages.home import preview
from generator.paper import Sized
from generator.paper.session_sheets import candidate_pack
from generator.pieces import OnMade, Piece, ignore, make_all
from generator.places import cache_folder
from generator.printing import LazyView, Printing, drawing, pdf, picture
from generator.problem import ContentError, Problem, did_you_mean, refused
from generator.publish.files import Written, write
from generator.site_data import SiteData
from generator.timing import too_many

#: Where printed sheets of the handbook are kept for other builds. All of them are public.
SHELF = cache_folder("sheets")


def public_sheets(site: SiteData, fonts: Path | None = None) -> dict[str, Piece]:
    """Return the PDFs and pictures that the pages of the handbook offer, by their paths in the docs folder."""
    handbook, files = site.handbook, dict[str, Piece]()

    def offer(stem: str, document: str, view: Sized | LazyView, *, pictured: bool = True) -> None:
        for size in get_args(Paper):
            files[f"{stem}-{size}.pdf"] = pdf(document, view, Printing(size, fonts), SHELF)
        if pictured:
            files[f"{stem}.png"] = picture(document, view, fonts, paper.find_documents()[document].picture, SHELF)

    for each in all_sheets(handbook):
        if site.answers or not each.document.interviewer_only:
            offer(f"sheets/{each.stem}", each.document.name, each.view)
    if site.answers:
        files |= site_mocks(handbook, fonts, SHELF)
    for name, plan in site.plans.items():
        address = site.published.address
        offer(f"candidates/{name}-plan", "plan", paper.plan_document(handbook, plan, address))
        offer(f"candidates/{name}/pack", "pack", candidate_pack(handbook, plan, address), pictured=False)
    if site.published.address:
        files["preview.png"] = drawing("preview", preview(site), fonts, SHELF)
    for name in site.stories:
        worksheet = paper.story_worksheet(handbook, handbook.candidates[name], site.plans[name].today)
        offer(f"candidates/{name}/stories", "stories", worksheet, pictured=False)
    return files


def write_sheets(
    content: Path, round_id: str, questions: Sequence[str], out: Path, how: Printing, level: Level | None,
    on_made: OnMade = ignore,
) -> list[Path]:  # fmt: skip
    """Write the session sheet of these questions and their other sheets, or the sheets of a round; return their paths.

    With fewer questions than the round asks, the session is shorter. Instead of a round, `round_id` may be the name of
    a sheet for everyone, without questions. Raises ContentError if a name is unknown, or if the round has no time
    for that many questions.
    """
    handbook, how = load_checked(content), how.settled(content)
    for_everyone = {each.stem: each for each in sheets_for(handbook, "everyone", unlisted=True)}
    same = {names.plain(name): name for name in for_everyone}.get(names.plain(round_id))
    if same and not questions:
        return _written([for_everyone[same]], out, how, on_made)
    if round_id in handbook.questions and not names.resolve(round_id, handbook.rounds):  # a question says its round
        round_id, questions = handbook.questions[round_id].round, (round_id, *questions)
    if (found := names.resolve(round_id, handbook.rounds)) is None:
        near = did_you_mean(round_id, for_everyone)
        raise refused("ROUND", names.unknown("round", round_id, handbook.rounds, near))
    round_id = found
    of_round = {question.id: question for question in handbook.of_round(round_id)}
    unknown = [name for name in questions if name not in of_round]
    if unknown:
        messages = (f'no question "{name}" in this round{did_you_mean(name, of_round)}' for name in unknown)
        raise ContentError(Problem("QUESTION", 0, 0, message) for message in messages)
    if len(questions) > 4 or len(set(questions)) < len(questions):
        raise refused("QUESTION", f"expected one to four different questions; got {len(questions)}")
    if message := too_many(handbook, handbook.rounds[round_id], [of_round[name] for name in questions]):
        raise refused("QUESTION", message)
    for name in questions:
        if level and level not in of_round[name].levels:
            raise refused("--level", f"{name} fits {', '.join(of_round[name].levels)}; got {level}")
    if not questions:
        return _written(sheets_for(handbook, "round", round_id, unlisted=True), out, how, on_made)
    session = paper.find_documents()["session"]
    make = partial(paper.session_sheet, handbook, round_id, questions, level)
    sheets = [CatalogueSheet(session, "+".join(questions), make)]
    files: dict[str, bytes | Piece] = {}
    for name in questions:
        own = sheets_for(handbook, "question", name, f"{name}-files", unlisted=True)
        sheets += [each for each in own if each.document != session]
        files |= question_files(of_round[name], f"{name}-files")
        files |= _for_the_interviewer(of_round[name])
    return _written(sheets, out, how, on_made, files)


def _for_the_interviewer(question: Question) -> dict[str, bytes]:
    """Return the files of a question that its interviewer keeps: those of its twin, and the page of its solution."""
    return twin_files(question, f"{question.id}-twin-files") | solution_files(question, f"{question.id}-solution")


def _written(
    sheets: Iterable[CatalogueSheet], out: Path, how: Printing, on_made: OnMade,
    beside: Mapping[str, bytes | Piece] | None = None,
) -> list[Path]:  # fmt: skip
    """Write sheets, and the files that belong to them; return their paths."""
    files: dict[str, bytes | Piece] = {
        f"{each.stem}{how.ending}": pdf(each.document.name, each.view, how) for each in sheets
    }
    files |= beside or {}
    write(out, files, on_made, keep=True)
    return [out / path for path in files]


def write_all_sheets(content: Path, out: Path, how: Printing, on_made: OnMade = ignore) -> Written:
    """Write every sheet there is: those for everyone, and all that each round and each question has."""
    handbook, how = load_checked(content), how.settled(content)
    files: dict[str, bytes | Piece] = {
        f"{each.stem}{how.ending}": pdf(each.document.name, each.view, how)
        for each in all_sheets(handbook, with_files=True)
    }
    for name, question in handbook.questions.items():
        files |= question_files(question, f"{name}-files") | _for_the_interviewer(question)
    return write(out, files, on_made, keep=True)


def overlong(site: SiteData, fonts: Path | None = None, on_made: OnMade = ignore) -> list[Problem]:
    """Print the sheets of questions that have a page limit, on both papers, and report those that are longer.

    The session sheet is also printed with as many questions as the round asks, at every level, in groups in the order
    of the questions' ids. Nothing is lost on a further page, but it is one more to read unprepared.
    """
    handbook = site.handbook
    limits = {each.name: each.page_limit for each in paper.documents_for("question") if each.page_limit}
    files: dict[str, Piece] = {}
    about: dict[str, tuple[tuple[str, ...], str, str]] = {}

    def add(questions: tuple[str, ...], document: str, stem: str, view: Sized | LazyView) -> None:
        for size in get_args(Paper):
            path = f"sheets/{stem}-{size}.pdf"
            files[path] = pdf(document, view, Printing(size, fonts), SHELF)
            about[path] = (questions, document, size)

    for each in all_sheets(handbook):
        if each.document.name in limits:
            add((each.subject,), each.document.name, each.stem, each.view)
    for round_ in handbook.rounds.values():
        for level, together in _together(handbook, round_):
            view = paper.session_sheet(handbook, round_.id, together, level)
            add(together, "session", f"{level}-{'+'.join(together)}-session", view)
    over: dict[tuple[tuple[str, ...], str], dict[str, int]] = {}
    for path, content in make_all(files, on_made).items():
        together, document, size = about[path]
        if (pages := paper.page_count(content)) > limits[document]:
            over.setdefault((together, document), {})[size] = pages
    return [
        handbook.problem("question", together[0], message=_too_long(together, document, found))
        for (together, document), found in over.items()
    ]


def _too_long(together: Sequence[str], document: str, found: Mapping[str, int]) -> str:
    others = f", with {', '.join(together[1:])}" if together[1:] else ""
    pages = " and ".join(f"{count} on {size}" for size, count in found.items())
    return f"{together[0]}: the {document} sheet{others} takes more pages than it should: {pages}"


def _together(handbook: Handbook, round_: Round) -> Iterator[tuple[Level, tuple[str, ...]]]:
    """Yield groups of questions as a session of several asks them: at each level each question once or twice."""
    if round_.questions > 1:
        for level in LEVELS:
            fit = [question.id for question in handbook.of_round(round_.id) if level in question.levels]
            for first in range(0, len(fit), round_.questions):
                last = min(first + round_.questions, len(fit))
                yield level, tuple(fit[max(0, last - round_.questions) : last])
