"""A view and its template to PDF bytes: tagged, archivable, the same on every machine.

One warm compiler per process and font folder. It is not safe to share between threads.
"""

from __future__ import annotations

import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pydantic import ValidationError

from generator.paper.glyphs import Faces, check_glyphs
from generator.paper.view import Document
from generator.problem import MachineError

if TYPE_CHECKING:
    import typst

TEMPLATES = Path(__file__).parent.parent.parent / "templates" / "paper"
STANDARDS: list[Literal["a-2a", "ua-1"]] = ["a-2a", "ua-1"]
#: Pixels per inch of a picture: A4 becomes 248 × 351.
PICTURE_PPI = 30.0


class PaperError(Exception):
    """Typst gave up, or a view was not what its template expects: our mistake, said in one line."""


def render(document: str, view: Document, paper: Literal["a4", "letter"] = "a4", fonts: Path | None = None) -> bytes:
    """Print a view as PDF/A-2a and PDF/UA-1 on A4 or US Letter.

    `document` is a key of `PAPERS`. The view is checked against its model once more, then every character against
    the faces at hand: GlyphError names all that are missing, unless a font in the folder `fonts` has them.
    """
    if paper not in ("a4", "letter"):
        raise ValueError(f"expected a4 or letter; got {paper!r}")
    return _made(document, view, paper, fonts, {"format": "pdf", "pdf_standards": [*STANDARDS]})[0]


def picture(document: str, view: Document, page: int = 0) -> bytes:
    """Draw a page of a document on A4 as PNG: to know a sheet by, too small to be read."""
    return _made(document, view, "a4", None, {"format": "png", "ppi": PICTURE_PPI})[page]


def _made(document: str, view: Document, paper: str, fonts: Path | None, options: dict[str, Any]) -> list[bytes]:
    from generator.paper import PAPERS

    model, template = PAPERS[document].model, PAPERS[document].template
    try:
        checked = model.model_validate_json(view.model_dump_json())
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise PaperError(f"{document}: {place}: {first['msg']}") from error
    compiler, faces = _compiler(fonts.resolve() if fonts else None)
    data = checked.model_dump_json()
    check_glyphs(document, checked.model_dump(mode="json"), faces)
    return _compile(compiler, faces, template, data, paper, checked.day, options)


@lru_cache(maxsize=4)
def _compiler(folder: Path | None) -> tuple[typst.Compiler, Faces]:
    import typst

    paths = [str(TEMPLATES / "fonts")]
    if folder:
        if not folder.is_dir():
            raise MachineError(f"{folder}: no such folder of fonts")
        paths.append(str(folder))
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths)
    # package paths that do not exist: a template may import nothing from elsewhere
    nowhere = str(TEMPLATES / "no-packages")
    compiler = typst.Compiler(root=str(TEMPLATES), font_paths=fonts, package_path=nowhere, package_cache_path=nowhere)
    return compiler, Faces.of(fonts)


def _compile(
    compiler: typst.Compiler, faces: Faces, template: str, data: str, paper: str, day: datetime.date,
    options: dict[str, Any],
) -> list[bytes]:  # fmt: skip
    import typst

    noon = datetime.datetime(day.year, day.month, day.day, 12, tzinfo=datetime.UTC)
    inputs = {"document": data, "paper": paper, "fallback": faces.fallback_json}
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
    """Count the pages of a PDF made here. Typst writes one page tree; the outline counts its entries likewise."""
    import re

    return max((int(found) for found in re.findall(rb"/Type/Pages/Count (\d+)", pdf)), default=0)
