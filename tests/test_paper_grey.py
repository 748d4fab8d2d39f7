"""What is printed can be read from a black-and-white printer: dark type, lines that hold, and no colour anywhere.

Every page is read as it is drawn, operator by operator, and one of each document as it comes out at 300 dots an inch.
"""

from __future__ import annotations

import io
import math
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pikepdf
import pytest
from halfway import first, halfway
from PIL import Image
from printed import MORE
from stress import PAGES
from test_paper_images import placed

from generator import paper
from generator.load import load_handbook
from generator.model import Handbook

#: WCAG 2.2, 1.4.3: of text against its ground.
CONTRAST = 4.5
#: The finest line, in points: printers at 600 dots an inch draw it with three.
FINEST = 0.4
_DPI = 300
_GREY, _COLOUR = {"g", "G"}, {"rg", "RG", "k", "K"}
_SHOWN = {"Tj", "TJ", "'", '"'}
_FILLED, _STROKED = {"f", "F", "f*", "B", "B*", "b", "b*"}, {"S", "s", "B", "B*", "b", "b*"}


def contrast(one: float, other: float) -> float:
    """Contrast of two greys, 0 black to 1 white (WCAG 2.2: relative luminance of sRGB)."""
    dark, light = sorted(each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in (one, other))
    return (light + 0.05) / (dark + 0.05)


# ── as it is drawn ──


@dataclass(frozen=True)
class Pen:
    """The graphics state, as far as it matters here."""

    matrix: pikepdf.Matrix
    fill: float = 0
    stroke: float = 0
    width: float = 1
    mode: int = 0


def faults(pdf: bytes) -> list[str]:
    """Say what a black-and-white printer would lose, each once."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        found = [
            f"page {number}: {fault}"
            for number, page in enumerate(opened.pages, 1)
            for fault in _drawn(page, page.Resources, Pen(pikepdf.Matrix()))
        ]
    return list(dict.fromkeys(found))


def _drawn(content: Any, resources: Any, pen: Pen) -> Iterator[str]:
    kept: list[Pen] = []
    path: list[tuple[float, float]] = []
    for operands, operator in pikepdf.parse_content_stream(content):
        name = str(operator)
        if name == "q":
            kept.append(pen)
        elif name == "Q":
            pen = kept.pop()
        elif name == "cm":
            pen = replace(pen, matrix=pikepdf.Matrix(*map(float, operands)) @ pen.matrix)
        elif name == "w":
            pen = replace(pen, width=float(operands[0]))
        elif name == "Tr":
            pen = replace(pen, mode=int(operands[0]))
        elif name in ("cs", "CS"):
            yield from _of_space(resources, str(operands[0]))
        elif name in _GREY or name in ("sc", "scn", "SC", "SCN"):
            if len(operands) != 1 or isinstance(operands[0], pikepdf.Name):
                yield f"a colour: {' '.join(map(str, operands))}"
            else:
                pen = replace(pen, **{"stroke" if name.isupper() else "fill": float(operands[0])})
        elif name in _COLOUR:
            yield f"a colour: {' '.join(map(str, operands))}"
        elif name in ("m", "l", "c", "v", "y"):
            numbers = [float(each) for each in operands]
            path += [pen.matrix.transform(point) for point in zip(numbers[::2], numbers[1::2], strict=True)]
        elif name == "re":
            x, y, wide, high = map(float, operands)
            path += [pen.matrix.transform(point) for point in ((x, y), (x + wide, y + high))]
        elif name in _SHOWN:
            yield from _of_text(pen)
        elif name in _FILLED | _STROKED | {"n"}:
            yield from _of_path(name, path, pen)
            path = []
        elif name == "Do":
            yield from _of_object(resources.XObject[operands[0]], pen)
        elif name in ("sh", "BI"):
            yield f"a picture or a shade: {name}"


def _of_space(resources: Any, name: str) -> Iterator[str]:
    if name != "/DeviceGray":
        kind, *rest = resources.ColorSpace[name]
        if str(kind) != "/CalGray" and not (str(kind) == "/ICCBased" and rest[0].N == 1):
            yield f"a space of colours: {kind}"


def _of_text(pen: Pen) -> Iterator[str]:
    if pen.mode:
        yield f"text that is not simply filled: mode {pen.mode}"
    elif contrast(pen.fill, 1) < CONTRAST:
        yield f"light text: {contrast(pen.fill, 1):.1f} to 1"


def _of_path(name: str, path: list[tuple[float, float]], pen: Pen) -> Iterator[str]:
    scale = math.sqrt(abs(pen.matrix.a * pen.matrix.d - pen.matrix.b * pen.matrix.c))
    if name in _STROKED and pen.width * scale < FINEST - 0.001:
        yield f"a fine line: {pen.width * scale:.2f} pt"
    if name in _FILLED and path:
        extents = [max(side) - min(side) for side in zip(*path, strict=True)]
        if min(extents) < FINEST - 0.001:
            yield f"a fine line: {min(extents):.2f} pt"


def _of_object(inner: Any, pen: Pen) -> Iterator[str]:
    if inner.Subtype != "/Form":
        yield f"a picture: {inner.Subtype}"
    else:
        matrix = pikepdf.Matrix(*map(float, inner.get("/Matrix", (1, 0, 0, 1, 0, 0)))) @ pen.matrix
        yield from _drawn(inner, inner.get("/Resources"), replace(pen, matrix=matrix))


# ── as it comes out ──


def pale(pdf: bytes, page: int) -> list[str]:
    """The words of a page, counted from 1, whose darkest dot is too pale for their lightest, at 300 dots an inch."""
    command = ["pdftoppm", "-gray", "-r", str(_DPI), "-f", str(page), "-l", str(page), "-"]
    done = subprocess.run(command, input=pdf, capture_output=True, check=True)
    _, _, words = list(placed(pdf))[page - 1]
    assert words
    with Image.open(io.BytesIO(done.stdout)) as picture:
        found = []
        for word in words:
            box = (word.left, word.top, word.right, word.bottom)
            dots = picture.crop(tuple(round(each * _DPI / 72) for each in box))
            dark, light = dots.getextrema()
            if contrast(dark / 255, light / 255) < CONTRAST:
                found.append(word.text)
        return found


# ── every document ──


@pytest.fixture(scope="module")
def views(frozen_pages: Handbook) -> dict[str, paper.Document]:
    """One document of each kind."""
    site_data, question = frozen_pages, "merge-booking-windows"
    made = first(site_data)
    sheet = paper.session_sheet(site_data, "knitting", [question], "senior")
    return {
        "plan": paper.plan_document(site_data, made, "https://example.org/practice/"),
        "progress": paper.progress_document(site_data, halfway(site_data)),
        "session": sheet,
        "candidate": paper.candidate_sheet(site_data, question),
        "rubric": paper.rubric_sheet(site_data, "knitting"),
        "stories": paper.story_worksheet(site_data, site_data.candidates["ada"], made.today),
        "pack": paper.pack_document(
            site_data, made, "interviewer", [paper.Sheet("session", sheet, "knitting-1", "knitting-1")]
        ),
        **{name: make(site_data) for name, make in MORE.items()},
    }


@pytest.fixture(scope="module")
def frozen_pages() -> Handbook:
    return load_handbook(PAGES / "content")


@pytest.mark.parametrize("document", sorted(paper.find_documents()))
def test_all_is_drawn_in_dark_greys_with_lines_that_hold(views: dict[str, paper.Document], document: str) -> None:
    for size in ("a4", "letter"):
        assert faults(paper.to_pdf(document, views[document], size)) == []


@pytest.mark.parametrize("document", sorted(paper.find_documents()))
def test_each_word_comes_out_dark_from_a_printer_of_300_dots(views: dict[str, paper.Document], document: str) -> None:
    pdf = paper.to_pdf(document, views[document])
    assert pale(pdf, min(2, paper.page_count(pdf))) == []


# ── what would be lost ──


def planted(pdf: bytes, drawing: bytes = b"", grey: str = "") -> bytes:
    """Add a drawing to the first page, or set all that is grey there in another."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        page = opened.pages[0]
        content = page.Contents.read_bytes()
        if grey:
            assert b"0.3529412 scn" in content
            content = content.replace(b"0.3529412 scn", grey.encode() + b" scn")
        page.Contents = opened.make_stream(content + b"\nq " + drawing + b" Q\n")
        saved = io.BytesIO()
        opened.save(saved)
    return saved.getvalue()


@pytest.fixture(scope="module")
def sound(views: dict[str, paper.Document]) -> bytes:
    return paper.to_pdf("rubric", views["rubric"])


@pytest.mark.parametrize(
    ("drawing", "fault"),
    [
        (b"0.2 w 100 100 m 200 100 l S", "a fine line: 0.20 pt"),
        (b"0.5 0 0 0.5 0 0 cm 0.5 w 100 100 m 200 100 l S", "a fine line: 0.25 pt"),
        (b"100 100 80 0.3 re f", "a fine line: 0.30 pt"),
        (b"1 0 0 rg 100 100 80 9 re f", "a colour: 1 0 0"),
        (b"0 0.2 0.9 RG 100 100 m 200 100 l S", "a colour: 0 0.2 0.9"),
    ],
)
def test_a_fine_line_or_a_colour_is_found(sound: bytes, drawing: bytes, fault: str) -> None:
    assert faults(planted(sound, drawing)) == [f"page 1: {fault}"]


@pytest.mark.parametrize("find", [faults, lambda pdf: pale(pdf, 1)])
def test_light_text_is_found(sound: bytes, find: Callable[[bytes], list[str]]) -> None:
    assert find(planted(sound)) == []
    assert find(planted(sound, grey="0.4")) == []
    assert find(planted(sound, grey="0.6"))


def test_contrast_is_that_of_the_guideline() -> None:
    assert contrast(0, 1) == pytest.approx(21)
    assert contrast(119 / 255, 1) == pytest.approx(4.48, abs=0.01)  # #777 just fails, as everybody's tool says
    assert contrast(118 / 255, 1) >= CONTRAST
