"""From a view and its template to the bytes of a PDF: tagged, archivable, the same on every machine.

There is one compiler per thread and font folder, since it is not safe to share. Typst's cache is shared by all threads.
"""

from __future__ import annotations

import datetime
import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from pydantic import ValidationError

from generator.model import Paper
from generator.paper.document import find_documents
from generator.paper.glyphs import Faces, check_glyphs, has_unbroken
from generator.paper.view import Document
from generator.places import bundled
from generator.problem import MachineError

if TYPE_CHECKING:
    import typst

TEMPLATES = bundled("templates") / "paper"
_PDF: Mapping[str, Any] = {"format": "pdf", "pdf_standards": ["a-2a", "ua-1"]}
#: At 30 pixels per inch A4 becomes 248 × 351.
_PNG: Mapping[str, Any] = {"format": "png", "ppi": 30.0}


class PaperError(Exception):
    """Typst failed, or a view was not what its template expects: an internal error, in one line."""


@dataclass(frozen=True)
class Print:
    """A sheet to be printed in any thread or process: it can be pickled. A call returns the bytes.

    `document` is a document's name, `data` its view as JSON. With `page`, counted from 0, the bytes are a
    picture of that page, too small to be read; else PDF/A-2a and PDF/UA-1.
    """

    document: str
    data: str
    paper: Paper = "a4"
    fonts: Path | None = None
    page: int | None = None

    def __call__(self) -> bytes:
        """Check the view against its model again and every character against the available faces, and print it.

        Raises GlyphError with all characters that are missing, and PaperError if the view is wrong or Typst fails.
        """
        if self.paper not in get_args(Paper):
            raise ValueError(f"expected a4 or letter; got {self.paper!r}")
        declared = find_documents()[self.document]
        try:
            view = declared.model.model_validate_json(self.data)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            place = ".".join(map(str, first["loc"]))
            raise PaperError(f"{self.document}: {place}: {first['msg']}") from error
        folder = self.fonts.resolve() if self.fonts else None
        compiler, faces = _compiler(folder, threading.get_ident()), _fonts(folder)[1]
        values = json.loads(self.data)
        check_glyphs(self.document, values, faces)
        inputs = {
            "document": self.data, "paper": self.paper, "fallback": faces.fallback_json,
            "unbroken": "yes" if has_unbroken(values) else "no",
        }  # fmt: skip
        template = f"{declared.template}.typ"
        if self.page is None:
            return _compile(compiler, template, inputs, view.day, _PDF)[0]
        return _compile(compiler, template, inputs, view.day, _PNG)[self.page]


def to_pdf(document: str, view: Document, paper: Paper = "a4", fonts: Path | None = None) -> bytes:
    """Return a view as PDF, on A4 or US Letter."""
    return Print(document, view.model_dump_json(), paper, fonts)()


def picture(document: str, view: Document, page: int = 0, fonts: Path | None = None) -> bytes:
    """Return a page of a document on A4 as PNG."""
    return Print(document, view.model_dump_json(), "a4", fonts, page)()


@dataclass(frozen=True)
class Drawing:
    """A picture that is no sheet, to be drawn in any thread or process. A call returns the bytes, as PNG.

    `template` is a file in `templates/paper` without its ending, `data` its view as JSON.
    """

    template: str
    data: str
    fonts: Path | None = None

    def __call__(self) -> bytes:
        """Check the characters and draw. Raises GlyphError with all characters that are missing, and PaperError."""
        folder = self.fonts.resolve() if self.fonts else None
        faces, values = _fonts(folder)[1], json.loads(self.data)
        check_glyphs(self.template, values, faces)
        inputs = {"document": self.data, "fallback": faces.fallback_json}
        day = datetime.date.fromisoformat(values["day"])
        compiler = _compiler(folder, threading.get_ident())
        return _compile(compiler, f"{self.template}.typ", inputs, day, {"format": "png", "ppi": 144.0})[0]


def undrawable(text: str, fonts: Path | None = None) -> str:
    """Return the characters of a text that no available font has, each once, in order."""
    return _fonts(fonts)[1].lacks(text)


@lru_cache(maxsize=4)
def _fonts(folder: Path | None) -> tuple[typst.Fonts, Faces]:
    import typst

    paths = [str(TEMPLATES / "fonts")]
    if folder:
        if not folder.is_dir():
            raise MachineError(f"{folder}: no such folder of fonts")
        paths.append(str(folder))
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths)
    return fonts, Faces.of(fonts)


@lru_cache(maxsize=256)  # one for each thread: it is part of the key
def _compiler(folder: Path | None, thread: int) -> typst.Compiler:
    import typst

    # package paths that do not exist: a template may import nothing from elsewhere
    nowhere = str(TEMPLATES / "no-packages")
    fonts, _ = _fonts(folder)
    return typst.Compiler(root=str(TEMPLATES), font_paths=fonts, package_path=nowhere, package_cache_path=nowhere)


def _compile(
    compiler: typst.Compiler, template: str, inputs: dict[str, str], day: datetime.date, options: Mapping[str, Any]
) -> list[bytes]:
    import typst

    noon = datetime.datetime(day.year, day.month, day.day, 12, tzinfo=datetime.UTC)
    try:
        made = compiler.compile(input=str(TEMPLATES / template), sys_inputs=inputs, timestamp=noon, **options)
    except RuntimeError as error:  # TypstError is one; a missing template is another
        hints = error.hints[:1] if isinstance(error, typst.TypstError) else []
        parts = [
            getattr(error, "message", str(error)),
            *getattr(error, "diagnostic", "").strip().splitlines()[:1],
            *hints,
        ]
        line = "; ".join(dict.fromkeys(" ".join(part.split()).removeprefix("error: ") for part in parts if part))
        raise PaperError(f"{template}: {line}") from error
    return [made] if isinstance(made, bytes) else [*(made or ())]


def page_count(pdf: bytes) -> int:
    """Return the number of pages of a PDF made here. Typst writes one page tree; the outline has a count as well."""
    import re

    return max((int(found) for found in re.findall(rb"/Type/Pages/Count (\d+)", pdf)), default=0)
