"""Documents as pieces: what is printed, how, and a key of everything that the bytes depend on."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from importlib.metadata import version
from pathlib import Path

from generator import cache
from generator.load import fonts_for
from generator.model import Paper
from generator.paper import TEMPLATES, Document, Drawing, Print, Sized
from generator.pieces import Piece


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
class LazyView:
    """A view that is made only when it is printed, since that takes longer than to name what it is made from.

    `made_from` names all of that. `make` returns the view; like this view, it can be pickled.
    """

    made_from: str
    make: Callable[[], Sized]
    large: bool = False

    @cached_property
    def data(self) -> str:
        """The view as JSON, made once for all papers."""
        view = self.make()
        return (view.enlarged() if self.large else view).model_dump_json()

    def enlarged(self) -> LazyView:
        """Return the same view in large print."""
        return LazyView(f"{self.made_from} large", self.make, large=True)


def pdf(document: str, view: Sized | LazyView, how: Printing, shelf: Path | None = None) -> Piece:
    """Return a document as PDF, to be made if its file is missing or was made from something else."""
    return _piece(document, view.enlarged() if how.large else view, how, None, shelf)


def picture(document: str, view: Sized | LazyView, fonts: Path | None, page: int, shelf: Path | None = None) -> Piece:
    """Return a picture of a page of a document, counted from 0, on A4."""
    return _piece(document, view, Printing("a4", fonts), page, shelf)


def drawing(template: str, view: Document, fonts: Path | None, shelf: Path | None = None) -> Piece:
    """Return a picture that is no page of a document. A template of its own says how it looks."""
    made_from = view.model_dump_json()
    key = hashlib.sha256(f"{(template, _typesetting(fonts))} {made_from}".encode()).hexdigest()
    return Piece(key, partial(Drawing, template, made_from, fonts), shelf)


def _piece(document: str, view: Sized | LazyView, how: Printing, page: int | None, shelf: Path | None) -> Piece:
    size = how.paper or "a4"
    if isinstance(view, LazyView):
        made_from, prepare = view.made_from, partial(_print_later, document, view, size, how.fonts, page)
    else:
        made_from = view.model_dump_json()
        prepare = partial(Print, document, made_from, size, how.fonts, page)
    key = hashlib.sha256(f"{(document, size, page, _typesetting(how.fonts))} {made_from}".encode()).hexdigest()
    return Piece(key, prepare, shelf)


def _print_later(document: str, view: LazyView, paper: Paper, fonts: Path | None, page: int | None) -> Print:
    return Print(document, view.data, paper, fonts, page)


@lru_cache(maxsize=4)
def _typesetting(fonts: Path | None) -> str:
    """Hash what every sheet depends on besides its view: templates, fonts, Typst and our code that prints."""
    found = hashlib.sha256(f"{version('typst')} {cache.code('paper/')}".encode())
    for folder in (TEMPLATES, *([fonts] if fonts else [])):
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            found.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()
