"""Printed pages as pictures: as they were, whoever changes a template, and whole however hard the input is.

The pages are made of the small content beside them, which changes with no edit of the bank.
"""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pytest
from halfway import first, halfway
from PIL import Image, ImageChops, ImageFilter
from stress import PAGES, SCRIPTS, Stress, boxes, stresses
from test_paper_pdf import named

from generator import paper
from generator.load import load_handbook
from generator.model import Handbook
from generator.paper.documents.partner_card import partner_card_form
from generator.paper.session_view import SessionSheet

STORIED = ("argued-against-and-it-went-ahead", "two-wishes-one-work", "popular-idea-put-aside")

Keeps = Callable[[str, bytes, int], None]
Printed = Callable[[str], bytes]

#: A picture has 50 pixels an inch, each the mean of 8 × 8: then it hardly matters who drew it.
_DPI, _SHRINK = 50, 8
#: Pictures are alike while fewer pixels than these, of a million, differ by as much, of 255, after a slight blur.
#: Another program drew the same pages with at most 4; one short line to write on, left out, makes up to
#: 220, or none where it fell between two rows of pixels.
LIMIT, LEVEL, _BLUR = 60, 12, ImageFilter.GaussianBlur(1.2)


# ── pictures ──


def drawn(pdf: bytes, page: int, tool: str = "pdftoppm") -> Image.Image:
    """Draw a page, counted from 1, in sixteen greys."""
    inward = {"pdftoppm": ["-"], "pdftocairo": ["-png", "-singlefile", "-", "-"]}[tool]
    command = [tool, "-gray", "-r", str(_DPI * _SHRINK), "-f", str(page), "-l", str(page), *inward]
    done = subprocess.run(command, input=pdf, capture_output=True, check=True)
    with Image.open(io.BytesIO(done.stdout)) as found:
        return found.convert("L").reduce(_SHRINK).point([round(grey / 17) * 17 for grey in range(256)])


def difference(one: Image.Image, other: Image.Image) -> Image.Image:
    """Where two pictures of a size differ, and how much."""
    return ImageChops.difference(one.filter(_BLUR), other.filter(_BLUR))


def unlike(between: Image.Image) -> int:
    """How many pixels of a million differ."""
    counts = between.histogram()
    return round(sum(counts[LEVEL:]) * 1_000_000 / sum(counts))


def hold(name: str, found: Image.Image, folder: Path) -> None:
    """Hold a page against its picture; where they differ, put both what was found and the difference into a folder."""
    path = PAGES / f"{name}.png"
    assert path.exists(), f"no picture {path.name}: run pytest --rewrite-golden and look at it"
    with Image.open(path) as opened:
        kept = opened.convert("L")
    assert found.size == kept.size, name
    between = difference(found, kept)
    if (count := unlike(between)) > LIMIT:
        found.save(folder / "found.png")
        ImageChops.invert(between).save(folder / "difference.png")
        pytest.fail(
            f"{path.name}: {count} pixels of a million differ, {LIMIT} may: "
            f"look at found.png and difference.png in {folder}, then run pytest --rewrite-golden"
        )


@pytest.fixture
def keeps(request: pytest.FixtureRequest, tmp_path: Path) -> Keeps:
    """Compare a page with tests/golden/pages/<name>.png, or draw it there."""

    def compare(name: str, pdf: bytes, page: int) -> None:
        found = drawn(pdf, page)
        if request.config.getoption("--rewrite-golden"):
            found.save(PAGES / f"{name}.png", optimize=True)
        hold(name, found, tmp_path)

    return compare


class Word(NamedTuple):
    """A word of a page and its box in points, from the upper left."""

    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float


def placed(pdf: bytes) -> Iterator[tuple[float, float, list[Word]]]:
    """Give the width and height of each page, and its words."""
    done = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True)
    number = r'="([-\d.]+)"'
    pages = re.split(rf"<page width{number} height{number}>", done.stdout.decode())[1:]
    for place, (width, height, content) in enumerate(zip(*[iter(pages)] * 3, strict=True), 1):
        found = re.findall(rf"<word xMin{number} yMin{number} xMax{number} yMax{number}>(.*?)</word>", content)
        words = [Word(place, each[4], *map(float, each[:4])) for each in found]
        yield float(width), float(height), words


def overlapping(words: list[Word]) -> Iterator[tuple[Word, Word]]:
    """Give the words of a page that stand on one another: by more than a point, and half their height."""
    ordered = sorted(words, key=lambda word: word.top)
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 :]:
            high = min(one.bottom, other.bottom) - other.top
            if high <= 0:
                break
            wide = min(one.right, other.right) - max(one.left, other.left)
            if wide > 1 and high > 0.5 * min(one.bottom - one.top, other.bottom - other.top):
                yield one, other


def compact(pdf: bytes) -> str:
    """All that can be read in a file, in its own order, without blanks, breaks and marks of direction."""
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    return re.sub("[\\s\u200b\u200e\u200f\u202a-\u202e]", "", done.stdout.decode())


@pytest.fixture(scope="module")
def frozen() -> Handbook:
    """The handbook of the pictures."""
    return load_handbook(PAGES / "content")


# ── pages as they were ──

REFERENCE: dict[str, tuple[str, Callable[[Handbook], Any], Any, int]] = {
    "session-1": ("session", lambda bank: knitting(bank), "a4", 1),
    "session-2": ("session", lambda bank: knitting(bank), "a4", 2),
    "session-three-letter": (
        "session", lambda bank: paper.session_sheet(bank, "candour", STORIED, "senior"), "letter", 1,
    ),
    "candidate": (
        "candidate", lambda bank: paper.candidate_sheet(bank, "merge-booking-windows", code="knitting-2"), "a4", 1,
    ),
    "answers": ("answers", lambda bank: paper.answer_card(bank, "merge-booking-windows"), "a4", 1),
    "rubric": ("rubric", lambda bank: paper.rubric_sheet(bank, "knitting"), "a4", 1),
    "takehome": ("takehome", lambda bank: paper.takehome_form(bank, "knitting", code="knitting-2"), "a4", 1),
    "partner-card": ("partner-card", partner_card_form, "a4", 1),
    "plan-1": ("plan", lambda bank: paper.plan_document(bank, first(bank), "https://example.org/practice/"), "a4", 1),
    "plan-calendar": ("plan", lambda bank: paper.plan_document(bank, first(bank)), "a4", 3),
    "stories": (
        "stories", lambda bank: paper.story_worksheet(bank, bank.candidates["ada"], first(bank).today), "a4", 2,
    ),
    "progress": ("progress", lambda bank: paper.progress_document(bank, halfway(bank)), "a4", 1),
}  # fmt: skip


def knitting(bank: Handbook) -> SessionSheet:
    return paper.session_sheet(bank, "knitting", ["merge-booking-windows"], "senior", code="knitting-2")


@pytest.mark.parametrize("name", REFERENCE)
def test_a_page_looks_as_it_did(frozen: Handbook, name: str, keeps: Keeps) -> None:
    document, view, size, page = REFERENCE[name]
    keeps(name, paper.to_pdf(document, view(frozen), size), page)


def test_every_picture_is_held_against_a_page(frozen: Handbook) -> None:
    names = {*REFERENCE, *(f"stress-{name}-{page}" for name, page in stress_pages(frozen))}
    pictures = [*PAGES.glob("*.png")]
    assert {path.stem for path in pictures} <= names
    assert max(path.stat().st_size for path in pictures) < 40_000


@pytest.mark.parametrize("name", ["session-2", "session-three-letter", "partner-card"])
def test_a_page_drawn_by_another_program_passes(frozen: Handbook, name: str) -> None:
    document, view, size, page = REFERENCE[name]
    pdf = paper.to_pdf(document, view(frozen), size)
    assert unlike(difference(drawn(pdf, page), drawn(pdf, page, "pdftocairo"))) <= LIMIT


# ── what a picture must not let through ──


def rewritten(
    pdf: bytes, operator: str, change: Callable[[list[float]], tuple[list[float], str]], of: float = 0.5
) -> bytes:
    """Change one of some operators on the first page: the middle one, or another by its share of them."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        page = opened.pages[0]
        content = [(list(operands), str(name)) for operands, name in pikepdf.parse_content_stream(page)]
        places = [place for place, (_, name) in enumerate(content) if name == operator]
        place = places[int((len(places) - 1) * of)]
        content[place] = change([float(each) for each in content[place][0]])
        page.Contents = opened.make_stream(
            pikepdf.unparse_content_stream([(operands, pikepdf.Operator(name)) for operands, name in content])
        )
        saved = io.BytesIO()
        opened.save(saved)
    return saved.getvalue()


def judged_by(sheet: SessionSheet, who: str) -> bytes:
    facts = (*sheet.facts[:3], sheet.facts[3].model_copy(update={"text": who}))
    return paper.to_pdf("session", sheet.model_copy(update={"facts": facts}))


PLANTED: dict[str, Callable[[SessionSheet, bytes], bytes]] = {
    "a letter more": lambda sheet, _: judged_by(sheet, "anyones"),
    "a word less": lambda sheet, _: judged_by(sheet, ""),
    "no line to write on": lambda _, pdf: rewritten(pdf, "f", lambda operands: (operands, "n"), of=1),
    "no rule": lambda _, pdf: rewritten(pdf, "S", lambda operands: (operands, "n")),
    "a line of text two points lower": lambda _, pdf: rewritten(
        pdf, "Tm", lambda operands: ([*operands[:5], operands[5] + 2], "Tm")
    ),
    "heavier type": lambda _, pdf: rewritten(pdf, "Tr", lambda operands: ([2], "Tr")),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_small_change_is_seen_and_shown(frozen: Handbook, fault: str, tmp_path: Path) -> None:
    sheet = knitting(frozen)
    changed = PLANTED[fault](sheet, paper.to_pdf("session", sheet))
    with pytest.raises(pytest.fail.Exception, match=str(tmp_path)):
        hold("session-1", drawn(changed, 1), tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"found.png", "difference.png"}


# ── hard input ──


HARD = (
    "name", "name-stories", "follow-ups", "follow-ups-prompt", "code", "code-answers", "lists", "empty", "empty-plan",
    "sixty", "table", "lists-of-bullets", *SCRIPTS,
)  # fmt: skip


@pytest.fixture(scope="module")
def hard(frozen: Handbook) -> dict[str, Stress]:
    return stresses(frozen)


@pytest.fixture(scope="module")
def printed(hard: dict[str, Stress], tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """Print a hard document once, with a font for what ours do not have."""
    fonts = boxes(tmp_path_factory.mktemp("fonts"), hard.values())
    return cache(lambda name: hard[name].pdf(fonts))


def stress_pages(frozen: Handbook) -> list[tuple[str, int]]:
    return [(name, page) for name, each in stresses(frozen).items() for page in each.pages]


@pytest.mark.parametrize("name", HARD)
def test_a_page_of_hard_input_looks_as_it_did(
    hard: dict[str, Stress], printed: Printed, name: str, keeps: Keeps
) -> None:
    pdf = printed(name)
    for page in hard[name].pages:
        keeps(f"stress-{name}-{page}", pdf, page)


@pytest.mark.parametrize("name", HARD)
def test_no_word_is_lost(hard: dict[str, Stress], printed: Printed, name: str) -> None:
    text = compact(printed(name))
    assert hard[name].says
    assert not [each for each in hard[name].says if "".join(each.split()) not in text]


@pytest.mark.parametrize("name", HARD)
def test_no_word_leaves_the_margins_or_stands_on_another(hard: dict[str, Stress], printed: Printed, name: str) -> None:
    side, foot = 40, 12  # points: the narrowest margin at the side is 15 mm; few printers reach the last 4 mm
    for width, height, words in placed(printed(name)):
        for word in words:
            assert side <= word.left <= word.right <= width - side, word
            assert foot <= word.top <= word.bottom <= height - foot, word
        assert not list(overlapping(words))


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_sentence_runs_in_the_direction_of_its_first_letter_around_code(
    hard: dict[str, Stress], printed: Printed, name: str
) -> None:
    before, code, after = SCRIPTS[name]
    _, _, words = next(placed(printed(name)))
    line = [word for word in words if abs(word.top - next(w.top for w in words if w.text == code)) < 6]
    read = [next(word for word in line if each in (word.text.strip("."), word.text.strip(".")[::-1]))
            for each in (before.split()[0], code, after.split()[-1])]  # fmt: skip
    lefts = [word.left for word in read]
    assert lefts == sorted(lefts, reverse=name in ("hebrew", "arabic"))


@pytest.mark.parametrize("name", SCRIPTS)
def test_code_runs_from_left_to_right_in_any_script(hard: dict[str, Stress], printed: Printed, name: str) -> None:
    text = compact(printed(name))
    assert text.count(SCRIPTS[name][1]) == 2
    assert "a[0]" in text


@pytest.mark.parametrize("name", SCRIPTS)
def test_without_a_font_one_error_names_every_character_and_whose_it_is(
    frozen: Handbook, hard: dict[str, Stress], name: str
) -> None:
    with pytest.raises(paper.GlyphError) as of_question:
        hard[name].pdf()
    assert {char for _, _, chars in of_question.value.missing for char in chars} == set(hard[name].foreign)
    assert "merge-booking-windows: prompt" in str(of_question.value)
    person = f"Ada {hard[name].foreign}"
    with pytest.raises(paper.GlyphError) as of_person:
        paper.to_pdf("plan", paper.plan_document(frozen, named(first(frozen), person)))
    of_name = [line for line in str(of_person.value).splitlines() if "ada: name: " in line]
    assert len(of_name) == 1
    assert all(f"U+{ord(char):04X}" in of_name[0] for char in hard[name].foreign)
