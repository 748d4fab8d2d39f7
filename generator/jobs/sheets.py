"""Sheets by what they are made from: those that the handbook offers, those that are asked for, the whole bank."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from generator import cache, names
from generator.exports.materials import question_files
from generator.jobs.checked import load_checked
from generator.load import fonts_for
from generator.model import LEVELS, Handbook, Level, Origin, Paper, Question, Round
from generator.pieces import OnMade, Piece, ignore, make_all
from generator.problem import ContentError, Problem, did_you_mean
from generator.publish.files import Written, write
from generator.say import CATALOGUE
from generator.site_data import SiteData
from generator.timing import too_many

if TYPE_CHECKING:
    from generator.paper import Sized

PROJECT = Path(__file__).parent.parent.parent
PAPER_TEMPLATES = PROJECT / "templates" / "paper"
#: Where printed sheets of the handbook are kept for other builds.
SHELF = PROJECT / "build" / ".sheets"
#: The page of a plan that its picture shows, from 0: the calendar.
CALENDAR_PAGE = 2
#: Our code on which a sheet of a question depends: what makes its view, and this module, which asks for it.
PRINTS = ("paper/", "model/", "prompt.py", "jobs/sheets.py", "say.py", "text/", "timing.py", "wording.py")


def sheets(site: SiteData, fonts: Path | None = None) -> dict[str, Piece]:
    """Give the PDFs and pictures that the pages of the handbook offer, by their paths in the docs folder."""
    from generator import paper

    handbook, files = site.handbook, {}

    def offer(stem: str, document: str, view: Sized | _Later, page: int = 0) -> None:
        for size in get_args(Paper):
            files[f"{stem}-{size}.pdf"] = pdf(document, view, Printing(size, fonts))
        files[f"{stem}.png"] = _picture(document, view, fonts, page)

    rounds = {name: round_.model_dump_json() for name, round_ in handbook.rounds.items()}
    for name, question in handbook.questions.items():
        made_from = _made_from(question, rounds[question.round], handbook.origins[name])
        for document, view in _of_question(handbook, question).items():
            if site.answers or document == "candidate":
                offer(f"sheets/{name}-{document}", document, _Later(made_from, view))
    for name in handbook.rounds:
        for document, view in _of_round(handbook, name).items():
            offer(f"sheets/{name}-{document}", document, view())
    for name, (document, make) in _of_everybody(handbook).items():
        offer(f"sheets/{name}", document, make(), 1 if document == "stories" else 0)
    for name, plan in site.plans.items():
        offer(f"candidates/{name}-plan", "plan", paper.plan(handbook, plan, site_address()), CALENDAR_PAGE)
    for name in site.stories:
        worksheet = paper.stories(handbook, handbook.candidates[name], site.plans[name].today)
        for size in get_args(Paper):
            files[f"candidates/{name}/stories-{size}.pdf"] = pdf("stories", worksheet, Printing(size, fonts))
    # all of it is public, so that it may be kept for the next build, in whatever folder
    return {path: replace(made, shelf=SHELF) for path, made in files.items()}


def site_address(settings: Path = PROJECT / "mkdocs.yml") -> str:
    """Give the address under which the handbook is published, as the site's own settings have it; else nothing."""
    found = re.search(r"^site_url: *(https?://\S+)", settings.read_text("utf-8"), re.MULTILINE)
    return found[1] if found else ""


def _of_everybody(handbook: Handbook) -> dict[str, tuple[str, Callable[[], Sized]]]:
    """Say what is the same for everybody, by its name: the document, and what makes its view."""
    from generator import paper

    made: dict[str, tuple[str, Callable[[], Sized]]] = {
        name: (name, partial(make, handbook)) for name, make in paper.GENERAL.items()
    }
    if handbook.themes:
        made["story-worksheet"] = ("stories", partial(paper.blank_stories, handbook))
    return made


def _of_round(handbook: Handbook, name: str) -> dict[str, Callable[[], Sized]]:
    """Say what is printed for every round, and what makes its view."""
    from generator import paper

    return {
        "rubric": partial(paper.rubric, handbook, name),
        "takehome": partial(paper.takehome, handbook, name),
        "panel": partial(paper.panel, handbook, name),
    }


def _of_question(handbook: Handbook, question: Question, *, files: str = "") -> dict[str, Callable[[], Sized]]:
    """Say what is printed for every question, and what makes its view; `files` is the folder that has its materials."""
    from generator import paper

    name = question.id
    made: dict[str, Callable[[], Sized]] = {
        "session": partial(paper.session, handbook, question.round, [name]),
        "candidate": partial(paper.candidate, handbook, name, files=files),
    }
    if question.has_answers:
        made["answers"] = partial(paper.answers, handbook, name)
    return made


def write_sheets(
    content: Path, round_id: str, questions: Sequence[str], out: Path, how: Printing, level: Level | None,
    on_made: OnMade = ignore,
) -> list[Path]:  # fmt: skip
    """Write the session sheet of these questions and what lies beside it, or the round's own; give their paths.

    Fewer questions than the round asks make a shorter session; with more than it has time for, ContentError. In place
    of a round, without questions, the name of a sheet that is the same for everybody.
    """
    from generator import paper

    handbook, how = load_checked(content), how.settled(content)
    everybody = _of_everybody(handbook)
    same = {names.plain(name): name for name in everybody}.get(names.plain(round_id))
    if same and not questions:
        document, make = everybody[same]
        return _written({same: (document, make())}, out, how, on_made)
    if round_id in handbook.questions and not names.resolve(round_id, handbook.rounds):  # a question says its round
        round_id, questions = handbook.questions[round_id].round, (round_id, *questions)
    if (found := names.resolve(round_id, handbook.rounds)) is None:
        near = did_you_mean(round_id, everybody)
        raise usage("ROUND", names.unknown("round", round_id, handbook.rounds, near))
    round_id = found
    of_round = {question.id: question for question in handbook.of_round(round_id)}
    unknown = [name for name in questions if name not in of_round]
    if unknown:
        raise usage(
            "QUESTION", *(f'no question "{name}" in this round{did_you_mean(name, of_round)}' for name in unknown)
        )
    if len(questions) > 4 or len(set(questions)) < len(questions):
        raise usage("QUESTION", f"expected one to four different questions; got {len(questions)}")
    if message := too_many(handbook, handbook.rounds[round_id], [of_round[name] for name in questions]):
        raise usage("QUESTION", message)
    for name in questions:
        if level and level not in of_round[name].levels:
            raise usage("--level", f"{name} fits {', '.join(of_round[name].levels)}; got {level}")
    views: dict[str, tuple[str, Sized]] = {}
    files: dict[str, bytes | Piece] = {}
    if questions:
        sheet = paper.session(handbook, round_id, questions, level)
        views[f"{'+'.join(questions)}-session"] = ("session", sheet)
        for name in questions:
            made = _of_question(handbook, of_round[name], files=f"{name}-files").items()
            views |= {f"{name}-{document}": (document, make()) for document, make in made if document != "session"}
            views[f"{name}-prompt"] = ("prompt", paper.interviewer_prompt(handbook, name))
            files |= question_files(of_round[name], f"{name}-files")
    else:
        for document, make in _of_round(handbook, round_id).items():
            views[f"{round_id}-{document}"] = (document, make())
    return _written(views, out, how, on_made, files)


def _written(
    views: Mapping[str, tuple[str, Sized]], out: Path, how: Printing, on_made: OnMade,
    beside: Mapping[str, bytes | Piece] | None = None,
) -> list[Path]:  # fmt: skip
    """Write views by the stems of their files, and the files beside them; give their paths."""
    files: dict[str, bytes | Piece] = {
        f"{stem}{how.ending}": pdf(document, view, how) for stem, (document, view) in views.items()
    }
    files |= beside or {}
    write(out, files, on_made, keep=True)
    return [out / path for path in files]


def write_all_sheets(content: Path, out: Path, how: Printing, on_made: OnMade = ignore) -> Written:
    """Write every sheet there is: those for everybody, and all that each round and each question has."""
    handbook, how = load_checked(content), how.settled(content)
    files: dict[str, bytes | Piece] = {}

    def add(stem: str, document: str, made_from: str, make: Callable[[], Sized]) -> None:
        files[f"{stem}{how.ending}"] = pdf(document, _Later(made_from, make), how)

    for name, (document, make) in _of_everybody(handbook).items():
        add(name, document, make().model_dump_json(), make)
    rounds = {name: round_.model_dump_json() for name, round_ in handbook.rounds.items()}
    for name in handbook.rounds:
        for document, make in _of_round(handbook, name).items():
            add(f"{name}-{document}", document, make().model_dump_json(), make)
    for name, question in handbook.questions.items():
        made_from = _made_from(question, rounds[question.round], handbook.origins[name])
        for document, make in _of_question(handbook, question, files=f"{name}-files").items():
            add(f"{name}-{document}", document, f"{made_from} with files", make)
        files |= question_files(question, f"{name}-files")
    return write(out, files, on_made, keep=True)


def overlong(site: SiteData, fonts: Path | None = None, on_made: OnMade = ignore) -> list[Problem]:
    """Print what a session needs, on both papers, and name each sheet that takes more pages than it should.

    Two for the interviewer, with as many questions as the round asks, which stand together in the order of their ids at
    every level; one for the candidate. Nothing is lost on a page more, but it is one more to read cold.
    """
    from generator import paper

    handbook, limits = site.handbook, {"session": 2, "candidate": 1}
    files: dict[str, Piece] = {}
    about: dict[str, tuple[tuple[str, ...], str, str]] = {}
    for path, made in sheets(site, fonts).items():
        found = re.fullmatch(r"sheets/(.+)-(session|candidate)-(\w+)\.pdf", path)
        if found and found[1] in handbook.questions:
            files[path], about[path] = made, ((found[1],), found[2], found[3])
    for round_ in handbook.rounds.values():
        for level, together in _together(handbook, round_):
            view = paper.session(handbook, round_.id, together, level)
            for size in get_args(Paper):
                path = f"sheets/{level}-{'+'.join(together)}-session-{size}.pdf"
                files[path] = replace(pdf("session", view, Printing(size, fonts)), shelf=SHELF)
                about[path] = (together, "session", size)
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
    beside = f", with {', '.join(together[1:])}" if together[1:] else ""
    pages = " and ".join(f"{count} on {size}" for size, count in found.items())
    return f"{together[0]}: the {document} sheet{beside} takes more pages than it should: {pages}"


def _together(handbook: Handbook, round_: Round) -> Iterator[tuple[Level, tuple[str, ...]]]:
    """Give groups of questions as a session of several asks them: at each level each question once, or twice."""
    if round_.questions > 1:
        for level in LEVELS:
            fit = [question.id for question in handbook.of_round(round_.id) if level in question.levels]
            for first in range(0, len(fit), round_.questions):
                last = min(first + round_.questions, len(fit))
                yield level, tuple(fit[max(0, last - round_.questions) : last])


def usage(argument: str, *messages: str) -> ContentError:
    """Say what is wrong with an argument of the command."""
    return ContentError(Problem(argument, 0, 0, message) for message in messages)


@dataclass(frozen=True)
class Printing:
    """How something is printed: on which paper, with which further fonts, and whether in large print.

    Large print is 18 pt on as many pages as that takes. Where no paper is named, it is the candidate's own, or A4;
    where no fonts are, those of the content folder.
    """

    paper: Paper | None = None
    fonts: Path | None = None
    large: bool = False

    def settled(self, content: Path, paper: Paper = "a4") -> Printing:
        """Fill in what was not named."""
        return replace(self, paper=self.paper or paper, fonts=self.fonts or fonts_for(content))

    @property
    def ending(self) -> str:
        """How the name of a sheet's file ends."""
        return f"-{self.paper}{'-large' if self.large else ''}.pdf"


@dataclass(frozen=True)
class _Later:
    """A view that is made only if it is printed: making it costs more than naming all that it is made from."""

    made_from: str
    make: Callable[[], Sized]

    @cached_property
    def data(self) -> str:
        """The view as JSON, made once for all papers."""
        return self.make().model_dump_json()

    def enlarged(self) -> _Later:
        """Give the same view in large print."""
        return _Later(f"{self.made_from} large", lambda: self.make().enlarged())


def _made_from(question: Question, round_: str, origin: Origin) -> str:
    """Hash all that the sheets of a question alone are made from: it, its round, the day of its review, our code."""
    parts = (cache.code(*PRINTS), _sentences(), question.model_dump_json(), round_, origin.model_dump_json())
    return hashlib.sha256("".join(parts).encode()).hexdigest()


@lru_cache(maxsize=1)
def _sentences() -> str:
    """Hash the catalogue, from which a sheet has its labels and days."""
    return hashlib.sha256(CATALOGUE.read_bytes()).hexdigest()


def pdf(document: str, view: Sized | _Later, how: Printing) -> Piece:
    """Give a sheet as PDF, to be made where its file is missing or was made from something else."""
    return _made(document, view.enlarged() if how.large else view, how)


def _picture(document: str, view: Sized | _Later, fonts: Path | None, page: int = 0) -> Piece:
    return _made(document, view, Printing("a4", fonts), page)


def _made(document: str, view: Sized | _Later, how: Printing, page: int | None = None) -> Piece:
    from generator import paper

    later = view if isinstance(view, _Later) else _Later(view.model_dump_json(), lambda: view)
    size = how.paper or "a4"
    key = hashlib.sha256(f"{(document, size, page, _typesetting(how.fonts))} {later.made_from}".encode()).hexdigest()
    return Piece(key, lambda: paper.Print(document, later.data, size, how.fonts, page))


@lru_cache(maxsize=4)
def _typesetting(fonts: Path | None) -> str:
    """What every sheet depends on beside its view: templates, fonts, Typst and how we call it."""
    found = hashlib.sha256(f"{version('typst')} {cache.code('paper/render.py')}".encode())
    for folder in (PAPER_TEMPLATES, *([fonts] if fonts else [])):
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            found.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()
