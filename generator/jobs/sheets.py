"""Sheets of the handbook: those that the site offers, those that are asked for, the whole bank."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
from generator.modules import file_of, files_behind
from generator.pieces import OnMade, Piece, ignore, make_all
from generator.places import bundled, cache_folder, site_settings
from generator.problem import ContentError, Problem, did_you_mean
from generator.publish.files import Written, write
from generator.say import CATALOGUE
from generator.site_data import SiteData
from generator.timing import too_many

if TYPE_CHECKING:
    from generator.paper import MadeFor, PrintedDocument, Sized

PAPER_TEMPLATES = bundled("templates") / "paper"
#: Where printed sheets of the handbook are kept for other builds.
SHELF = cache_folder("sheets")


def public_sheets(site: SiteData, fonts: Path | None = None) -> dict[str, Piece]:
    """Return the PDFs and pictures that the pages of the handbook offer, by their paths in the docs folder."""
    from generator import paper

    handbook, files = site.handbook, {}

    def offer(stem: str, document: str, view: Sized | _Later) -> None:
        for size in get_args(Paper):
            files[f"{stem}-{size}.pdf"] = pdf(document, view, Printing(size, fonts))
        files[f"{stem}.png"] = _picture(document, view, fonts, paper.find_documents()[document].picture)

    for each in catalogue(handbook):
        if site.answers or not each.document.interviewer_only:
            offer(f"sheets/{each.stem}", each.document.name, each.view)
    for name, plan in site.plans.items():
        offer(f"candidates/{name}-plan", "plan", paper.plan_document(handbook, plan, site_address(handbook)))
    for name in site.stories:
        worksheet = paper.story_worksheet(handbook, handbook.candidates[name], site.plans[name].today)
        for size in get_args(Paper):
            files[f"candidates/{name}/stories-{size}.pdf"] = pdf("stories", worksheet, Printing(size, fonts))
    # all of it is public, so that it may be kept for the next build, in whatever folder
    return {path: replace(made, shelf=SHELF) for path, made in files.items()}


def site_address(handbook: Handbook) -> str:
    """Return the address at which the handbook is published, from the site's settings, or an empty string."""
    settings = site_settings(Path(handbook.root)).read_text("utf-8")
    found = re.search(r"^site_url: *(https?://\S+)", settings, re.MULTILINE)
    return found[1] if found else ""


@dataclass(frozen=True)
class CatalogueSheet:
    """A sheet of the handbook that can be printed.

    `subject` is the id of its round or question, several joined with +, or empty in a sheet for everyone. `make`
    returns its view. `made_from` names all that the view is made from; it is empty if the view itself is made quickly.
    """

    document: PrintedDocument
    subject: str
    make: Callable[[], Sized]
    made_from: str = ""

    @property
    def stem(self) -> str:
        """How the names of its files begin."""
        return "-".join(filter(None, (self.subject, self.document.name)))

    @property
    def view(self) -> Sized | _Later:
        """Its view, or a view that is made when it is printed."""
        return _Later(self.made_from, self.make) if self.made_from else self.make()


def catalogue(handbook: Handbook, *, with_files: bool = False) -> Iterator[CatalogueSheet]:
    """Yield every sheet that the site offers: those of the questions, of the rounds, and those for everyone.

    `with_files` says that the materials of a question are in a folder next to its sheets.
    """
    rounds = {name: round_.model_dump_json() for name, round_ in handbook.rounds.items()}
    for name, question in handbook.questions.items():
        made_from = _made_from(question, rounds[question.round], handbook.origins[name])
        made_from += " with files" if with_files else ""
        for each in _sheets(handbook, "question", name, f"{name}-files" if with_files else ""):
            yield replace(each, made_from=f"{made_from} {_code_of(each.document)}")
    for name in handbook.rounds:
        yield from _sheets(handbook, "round", name)
    yield from _sheets(handbook, "everyone")


def _sheets(handbook: Handbook, made_for: MadeFor, *arguments: str, unlisted: bool = False) -> Iterator[CatalogueSheet]:
    """Yield the sheets that are offered for everyone, or for a round or question, whose id is the first argument.

    The arguments are those of the documents' `make`. With `unlisted` also the sheets that the site doesn't offer.
    """
    from generator import paper

    subject = arguments[0] if arguments else ""
    for document in paper.documents_for(made_for):
        if document.exists(handbook, subject) and (unlisted or document.is_offered):
            yield CatalogueSheet(document, subject, partial(document.make, handbook, *arguments))


def write_sheets(
    content: Path, round_id: str, questions: Sequence[str], out: Path, how: Printing, level: Level | None,
    on_made: OnMade = ignore,
) -> list[Path]:  # fmt: skip
    """Write the session sheet of these questions and their other sheets, or the sheets of a round; return their paths.

    With fewer questions than the round asks, the session is shorter. Instead of a round, `round_id` may be the name of
    a sheet for everyone, without questions. Raises ContentError if a name is unknown, or if the round has no time
    for that many questions.
    """
    from generator import paper

    handbook, how = load_checked(content), how.settled(content)
    for_everyone = {each.stem: each for each in _sheets(handbook, "everyone", unlisted=True)}
    same = {names.plain(name): name for name in for_everyone}.get(names.plain(round_id))
    if same and not questions:
        return _written([for_everyone[same]], out, how, on_made)
    if round_id in handbook.questions and not names.resolve(round_id, handbook.rounds):  # a question says its round
        round_id, questions = handbook.questions[round_id].round, (round_id, *questions)
    if (found := names.resolve(round_id, handbook.rounds)) is None:
        near = did_you_mean(round_id, for_everyone)
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
    if not questions:
        return _written(_sheets(handbook, "round", round_id, unlisted=True), out, how, on_made)
    session = paper.find_documents()["session"]
    make = partial(paper.session_sheet, handbook, round_id, questions, level)
    sheets = [CatalogueSheet(session, "+".join(questions), make)]
    files: dict[str, bytes | Piece] = {}
    for name in questions:
        own = _sheets(handbook, "question", name, f"{name}-files", unlisted=True)
        sheets += [each for each in own if each.document != session]
        files |= question_files(of_round[name], f"{name}-files")
    return _written(sheets, out, how, on_made, files)


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
        for each in catalogue(handbook, with_files=True)
    }
    for name, question in handbook.questions.items():
        files |= question_files(question, f"{name}-files")
    return write(out, files, on_made, keep=True)


def overlong(site: SiteData, fonts: Path | None = None, on_made: OnMade = ignore) -> list[Problem]:
    """Print the sheets of questions that have a page limit, on both papers, and report those that are longer.

    The session sheet is also printed with as many questions as the round asks, at every level, in groups in the order
    of the questions' ids. Nothing is lost on a further page, but it is one more to read unprepared.
    """
    from generator import paper

    handbook = site.handbook
    limits = {each.name: each.page_limit for each in paper.documents_for("question") if each.page_limit}
    files: dict[str, Piece] = {}
    about: dict[str, tuple[tuple[str, ...], str, str]] = {}

    def add(questions: tuple[str, ...], document: str, stem: str, view: Sized | _Later) -> None:
        for size in get_args(Paper):
            path = f"sheets/{stem}-{size}.pdf"
            files[path] = replace(pdf(document, view, Printing(size, fonts)), shelf=SHELF)
            about[path] = (questions, document, size)

    for each in catalogue(handbook):
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
    beside = f", with {', '.join(together[1:])}" if together[1:] else ""
    pages = " and ".join(f"{count} on {size}" for size, count in found.items())
    return f"{together[0]}: the {document} sheet{beside} takes more pages than it should: {pages}"


def _together(handbook: Handbook, round_: Round) -> Iterator[tuple[Level, tuple[str, ...]]]:
    """Yield groups of questions as a session of several asks them: at each level each question once or twice."""
    if round_.questions > 1:
        for level in LEVELS:
            fit = [question.id for question in handbook.of_round(round_.id) if level in question.levels]
            for first in range(0, len(fit), round_.questions):
                last = min(first + round_.questions, len(fit))
                yield level, tuple(fit[max(0, last - round_.questions) : last])


def usage(argument: str, *messages: str) -> ContentError:
    """Return an error that says what is wrong with an argument of the command."""
    return ContentError(Problem(argument, 0, 0, message) for message in messages)


@dataclass(frozen=True)
class Printing:
    """How something is printed: on which paper, with which additional fonts, and whether in large print.

    Large print is 18 pt, on as many pages as that takes. By default the paper is the candidate's own, or A4, and the
    fonts are those of the content folder.
    """

    paper: Paper | None = None
    fonts: Path | None = None
    large: bool = False

    def settled(self, content: Path, paper: Paper = "a4") -> Printing:
        """Return the same with the defaults filled in."""
        return replace(self, paper=self.paper or paper, fonts=self.fonts or fonts_for(content))

    @property
    def ending(self) -> str:
        """How the name of a sheet's file ends."""
        return f"-{self.paper}{'-large' if self.large else ''}.pdf"


@dataclass(frozen=True)
class _Later:
    """A view that is made only if it is printed, since that takes longer than to name all that it is made from."""

    made_from: str
    make: Callable[[], Sized]

    @cached_property
    def data(self) -> str:
        """The view as JSON, made once for all papers."""
        return self.make().model_dump_json()

    def enlarged(self) -> _Later:
        """Return the same view in large print."""
        return _Later(f"{self.made_from} large", lambda: self.make().enlarged())


def _made_from(question: Question, round_: str, origin: Origin) -> str:
    """Hash the content that the sheets of a single question are made from: it, its round and the day of its review."""
    parts = (_sentences(), question.model_dump_json(), round_, origin.model_dump_json())
    return hashlib.sha256("".join(parts).encode()).hexdigest()


@lru_cache(maxsize=32)
def _code_of(document: PrintedDocument) -> str:
    """Hash our code that the view of a document depends on: what makes it, and this module, which asks for it."""
    return cache.code(*code_behind(document))


def code_behind(document: PrintedDocument) -> list[str]:
    """Return the modules that the view of a document depends on, by their paths in our package, in order."""
    return sorted(files_behind(document.make.__module__) | {file_of(__name__)})


@lru_cache(maxsize=1)
def _sentences() -> str:
    """Hash the catalogue of sentences, from which a sheet has its labels and days."""
    return hashlib.sha256(CATALOGUE.read_bytes()).hexdigest()


def pdf(document: str, view: Sized | _Later, how: Printing) -> Piece:
    """Return a sheet as PDF, to be made if its file is missing or was made from something else."""
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
    """Hash what every sheet depends on besides its view: templates, fonts, Typst and our code that prints."""
    found = hashlib.sha256(f"{version('typst')} {cache.code('paper/')}".encode())
    for folder in (PAPER_TEMPLATES, *([fonts] if fonts else [])):
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            found.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()
