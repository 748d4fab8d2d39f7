"""What is known about a printed document, declared once, in the module that makes its view."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from generator.model import Handbook
from generator.modules import import_all
from generator.paper.view import Sized

#: What one copy of a document is made for. For `everyone` there is one copy, the same for all.
MadeFor = Literal["everyone", "round", "question", "session", "candidate"]


def _always(handbook: Handbook, subject: str) -> bool:
    return True


@dataclass(frozen=True, kw_only=True)
class PrintedDocument:
    """A printed document, as a module in `generator/paper/documents` declares it under the name `DOCUMENT`.

    `make` returns its view. What is made for everyone is made of the handbook; for a round, of the handbook and the
    round's id; for a question, of the handbook, the question's id and the folder with its materials as files (""
    if there is none). What is made for a session or a candidate needs more: whoever prints it calls its function.
    """

    name: str
    #: The template, a file in `templates/paper` without its ending, which defines a function of the same name.
    template: str
    model: type[Sized]
    made_for: MadeFor
    make: Callable[..., Sized]
    #: Whether the handbook has this document for everyone (""), for a round or for a question, by its id.
    exists: Callable[[Handbook, str], bool] = _always
    #: Whether it contains what only the interviewer may see.
    interviewer_only: bool = False
    #: Title and note with which the site offers it. Without a title it isn't offered.
    title: str = ""
    note: str = ""
    #: The page that its picture on the site shows, from 0.
    picture: int = 0
    #: Its title in a pack; empty if no pack contains it.
    pack_title: str = ""
    #: Whether a pack prints it on the back of the leaf before it.
    on_the_back: bool = False
    #: How many pages it may take for a question, as `rehearse check --sheets` reports; 0 for any number.
    page_limit: int = 0
    #: Its place among the documents that are made for the same.
    place: int = 0

    @property
    def is_offered(self) -> bool:
        """True if the site offers it."""
        return bool(self.title)

    @property
    def is_unconditional(self) -> bool:
        """True if it exists for everything of its kind, such as for every question."""
        return self.exists is _always


@cache
def find_documents() -> Mapping[str, PrintedDocument]:
    """Return the documents that the modules in `generator/paper/documents` declare, by their names."""
    found = [module.DOCUMENT for module in import_all("generator.paper.documents")]
    return {each.name: each for each in sorted(found, key=lambda each: (each.place, each.name))}


def documents_for(made_for: MadeFor) -> tuple[PrintedDocument, ...]:
    """Return the documents that are made for one kind of thing, in their order."""
    return tuple(each for each in find_documents().values() if each.made_for == made_for)
