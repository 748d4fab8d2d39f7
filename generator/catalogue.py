"""The sheets of the handbook: for each question, for each round, for each mock and for everyone."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from generator import cache
from generator.model import Handbook, Origin, Question
from generator.modules import file_of, files_behind
from generator.paper import MadeFor, PrintedDocument, Reader, Sized, documents_for, find_documents, tonight_pack
from generator.printing import LazyView
from generator.say import CATALOGUE
from generator.tonight import Mock


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
    def view(self) -> Sized | LazyView:
        """Its view, or a view that is made when it is printed."""
        return LazyView(self.made_from, self.make) if self.made_from else self.make()


def all_sheets(handbook: Handbook, *, with_files: bool = False) -> Iterator[CatalogueSheet]:
    """Yield every sheet that the site offers: those of the questions, of the rounds, and those for everyone.

    `with_files` says that the materials of a question are in a folder next to its sheets.
    """
    rounds = {name: round_.model_dump_json() for name, round_ in handbook.rounds.items()}
    for name, question in handbook.questions.items():
        made_from = _made_from(question, rounds[question.round], handbook.origins[name])
        made_from += " with files" if with_files else ""
        for each in sheets_for(handbook, "question", name, f"{name}-files" if with_files else ""):
            yield replace(each, made_from=f"{made_from} {_code_of(each.document)}")
    for name in handbook.rounds:
        yield from sheets_for(handbook, "round", name)
    yield from sheets_for(handbook, "everyone")


def sheets_for(
    handbook: Handbook, made_for: MadeFor, *arguments: str, unlisted: bool = False
) -> Iterator[CatalogueSheet]:
    """Yield the sheets that are offered for everyone, or for a round or question, whose id is the first argument.

    The arguments are those of the documents' `make`. With `unlisted` also the sheets that the site doesn't offer.
    """
    subject = arguments[0] if arguments else ""
    for document in documents_for(made_for):
        if document.exists(handbook, subject) and (unlisted or document.is_offered):
            yield CatalogueSheet(document, subject, partial(_view, document.name, handbook, *arguments))


def mock_packs(handbook: Handbook, mock: Mock, *, duplex: bool = True) -> dict[Reader, LazyView]:
    """Return what is printed for a mock, by its reader."""
    parts = [
        *(
            _made_from(handbook.questions[name], handbook.rounds[mock.round].model_dump_json(), handbook.origins[name])
            for name in mock.questions
        ),
        handbook.checked.isoformat(), repr(mock), str(duplex), _code_of(find_documents()["tonight"]),
    ]  # fmt: skip
    made_from = hashlib.sha256(" ".join(parts).encode()).hexdigest()
    readers: tuple[Reader, ...] = ("candidate", "interviewer")
    return {
        reader: LazyView(f"{reader} {made_from}", partial(tonight_pack, handbook, mock, reader, duplex=duplex))
        for reader in readers
    }


def _view(document: str, handbook: Handbook, *arguments: str) -> Sized:
    """Make a document's view. The document is found by its name, so that a call of this can be pickled."""
    return find_documents()[document].make(handbook, *arguments)


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
