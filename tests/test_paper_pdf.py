"""The PDFs themselves: standards, sameness, characters, hostile words."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from conftest import CONTENT, ROOT
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from halfway import halfway
from printed import MORE

from generator import paper
from generator.model import Handbook, Plan
from generator.paper.render import TEMPLATES
from generator.paper.view import blocks
from generator.planner import make_plan


@pytest.fixture(scope="module")
def made(handbook: Handbook) -> Plan:
    ada = handbook.candidates["ada"]
    assert ada.start
    return make_plan(handbook, ada, ada.start)


def view(handbook: Handbook, made: Plan, document: str) -> paper.Document:
    if document in MORE:
        return MORE[document](handbook)
    return {
        "plan": lambda: paper.plan_document(handbook, made),
        "session": lambda: paper.session_sheet(handbook, "knitting", ["merge-booking-windows"]),
        "candidate": lambda: paper.candidate_sheet(handbook, "merge-booking-windows"),
        "progress": lambda: paper.progress_document(handbook, halfway(handbook)),
        "rubric": lambda: paper.rubric_sheet(handbook, "knitting"),
        "stories": lambda: paper.story_worksheet(handbook, handbook.candidates["ada"], made.today),
        "pack": lambda: paper.pack_document(
            handbook, made, "candidate", [paper.Sheet("plan", paper.plan_document(handbook, made))]
        ),
    }[document]()


def named(made: Plan, name: str) -> Plan:
    """The same plan for somebody else."""
    return made.model_copy(update={"candidate": made.candidate.model_copy(update={"name": name})})


def saved(pdf: bytes, tmp_path: Path) -> Path:
    file = tmp_path / "made.pdf"
    file.write_bytes(pdf)
    return file


def read(pdf: bytes, tmp_path: Path) -> str:
    done = subprocess.run(["pdftotext", saved(pdf, tmp_path), "-"], capture_output=True, text=True, check=True)
    return done.stdout


# ── what the file says of itself ──


@pytest.mark.parametrize("document", sorted(paper.find_documents()))
def test_a_pdf_is_tagged_archivable_and_outlined(handbook: Handbook, made: Plan, document: str, tmp_path: Path) -> None:
    shown = view(handbook, made, document)
    with pikepdf.open(saved(paper.to_pdf(document, shown), tmp_path)) as pdf:
        with pdf.open_metadata() as meta:
            assert meta["pdfuaid:part"] == "1"
            assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("2", "A")
            assert meta["dc:title"] == shown.title
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_outline() as outline:
            assert outline.root
        assert "/PageLabels" in pdf.Root
        assert shown.day.strftime("%Y%m%d") in str(
            pdf.docinfo.get("/CreationDate", "")
        ) or shown.day.isoformat() in str(pikepdf.Object.read_bytes(pdf.Root.Metadata).decode())


_SCRIPT = """
import sys, hashlib, pathlib
sys.path.insert(0, {root!r})
from generator import paper
from generator.load import load_handbook
from generator.planner import make_plan
site_data = load_handbook(pathlib.Path({content!r}))
ada = site_data.candidates["ada"]
for document, view in (
    ("plan", paper.plan_document(site_data, make_plan(site_data, ada, ada.start))),
    ("session", paper.session_sheet(site_data, "knitting", ["merge-booking-windows"])),
    ("candidate", paper.candidate_sheet(site_data, "merge-booking-windows")),
    ("rubric", paper.rubric_sheet(site_data, "knitting")),
    ("stories", paper.story_worksheet(site_data, ada, ada.start)),
):
    print(document, hashlib.sha256(paper.to_pdf(document, view, "letter")).hexdigest())
"""


def test_another_zone_locale_home_and_folder_give_the_same_bytes(
    handbook: Handbook, made: Plan, tmp_path: Path
) -> None:
    environment = {
        **os.environ,
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "de_DE.UTF-8",
        "HOME": str(tmp_path),
        "PYTHONHASHSEED": "7",
    }
    script = _SCRIPT.format(root=str(ROOT), content=str(CONTENT))
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=tmp_path, env=environment
    )
    here = [
        f"{name} {hashlib.sha256(paper.to_pdf(name, view(handbook, made, name), 'letter')).hexdigest()}"
        for name in ("plan", "session", "candidate", "rubric", "stories")
    ]
    assert done.stdout.split("\n")[:-1] == here


def test_a_warm_compiler_keeps_nothing_of_the_document_before(handbook: Handbook, made: Plan) -> None:
    first = paper.to_pdf("rubric", view(handbook, made, "rubric"))
    paper.to_pdf("plan", view(handbook, made, "plan"), "letter")
    assert paper.to_pdf("rubric", view(handbook, made, "rubric")) == first


# ── views that are not what they should be ──


def test_a_wrong_view_is_refused_before_typst(handbook: Handbook) -> None:
    sheet = paper.session_sheet(handbook, "knitting", ["merge-booking-windows"])
    for wrong in (
        {"dimensions": sheet.dimensions[:4]},
        {
            "dimensions": (
                *sheet.dimensions[:4],
                sheet.dimensions[4].model_copy(update={"anchors": sheet.dimensions[4].anchors[:3]}),
            )
        },
        {"questions": ()},
        {"clock": sheet.clock.model_copy(update={"minutes": 61})},
        {"title": ""},
    ):
        with pytest.raises(paper.PaperError, match=r"^session: "):
            paper.to_pdf("session", sheet.model_copy(update=wrong))


def test_an_error_of_typst_is_one_line(handbook: Handbook, monkeypatch: pytest.MonkeyPatch) -> None:
    documents = paper.find_documents()
    broken = {**documents, "rubric": dataclasses.replace(documents["rubric"], template="no-such")}
    monkeypatch.setattr("generator.paper.render.find_documents", lambda: broken)
    with pytest.raises(paper.PaperError) as caught:
        paper.to_pdf("rubric", paper.rubric_sheet(handbook, "knitting"))
    assert "\n" not in str(caught.value)
    assert "no-such.typ" in str(caught.value)


# ── characters ──


def test_missing_characters_are_named_with_their_owner_all_at_once(handbook: Handbook, made: Plan) -> None:
    sheet = paper.candidate_sheet(handbook, "merge-booking-windows")
    with pytest.raises(paper.GlyphError) as caught:
        paper.to_pdf("candidate", sheet.model_copy(update={"heading": "张 of \U0001f600", "prompt": blocks("a *क* b")}))
    message = str(caught.value)
    assert "merge-booking-windows: heading" in message
    assert "merge-booking-windows: prompt" in message
    assert "“张” U+5F20" in message
    assert "U+1F600" in message
    assert "U+0915" in message


@pytest.mark.parametrize("name", ["张伟", "דנה כהן", "ليلى", "bell \x07"])
def test_a_name_that_no_font_has_is_an_error_that_names_the_person(handbook: Handbook, made: Plan, name: str) -> None:
    with pytest.raises(paper.GlyphError, match="ada: name"):
        paper.to_pdf("plan", paper.plan_document(handbook, named(made, name)))


def test_a_folder_of_fonts_helps_out(handbook: Handbook, made: Plan, tmp_path: Path) -> None:
    folder = tmp_path / "fonts"
    folder.mkdir()
    font_of_boxes(folder / "extra.ttf", "张伟")
    document = paper.plan_document(handbook, named(made, "张伟"))
    pdf = paper.to_pdf("plan", document, fonts=folder)
    assert "张伟" in read(pdf, tmp_path)
    with pytest.raises(paper.GlyphError):
        paper.to_pdf("plan", document)


def font_of_boxes(path: Path, characters: str) -> None:
    """A font of boxes for a few characters."""
    pen = TTGlyphPen(None)
    pen.moveTo((100, 0))
    for point in ((100, 700), (800, 700), (800, 0)):
        pen.lineTo(point)
    pen.closePath()
    box, names = pen.glyph(), [".notdef", *(f"g{place}" for place in range(len(characters)))]
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder(names)
    font.setupCharacterMap({ord(char): f"g{place}" for place, char in enumerate(characters)})
    font.setupGlyf(dict.fromkeys(names, box))
    font.setupHorizontalMetrics(dict.fromkeys(names, (900, 100)))
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": "Extra Boxes", "styleName": "Regular", "psName": "ExtraBoxes-Regular"})
    font.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200)
    font.setupPost()
    font.save(path)


# ── hostile words ──


@pytest.mark.parametrize(
    "name",
    [
        "#let x = 1",
        "*not bold*",
        "$a + b$",
        "<b>tag</b>",
        "@label",
        'a "quote" \\ back',
        "{{ 7*7 }}",
        "// no comment",
        "Zoe\u0308 Åström",
    ],
)
def test_words_that_typst_could_misread_are_printed_as_they_are(
    handbook: Handbook, made: Plan, name: str, tmp_path: Path
) -> None:
    text = read(paper.to_pdf("plan", paper.plan_document(handbook, named(made, name))), tmp_path)
    assert name.replace("e\u0308", "ë") in text.replace("e\u0308", "ë")


def test_a_name_of_300_letters_stays_on_the_page(handbook: Handbook, made: Plan, tmp_path: Path) -> None:
    file = saved(paper.to_pdf("plan", paper.plan_document(handbook, named(made, "W" * 300)), "a4"), tmp_path)
    done = subprocess.run(["pdftotext", "-bbox", file, "-"], capture_output=True, text=True, check=True)
    for edge, most in (("xMax", 595.3), ("yMax", 841.9)):
        assert max(float(each) for each in re.findall(edge + r'="([\d.]+)"', done.stdout)) <= most


def test_every_kind_of_text_is_printed(handbook: Handbook, tmp_path: Path) -> None:
    source = (
        "# Head\n\nA *slanted* **heavy** `code != x` [link](https://example.org) [page](a.html).  \n"
        "Next\n\n1. one\n2. two\n   - deep\n\n"
        "> quoted\n\n```python\nif a != b: pass\n```\n\n| left | right |\n|:--|--:|\n| a | 1 |\n\n---\n\nend "
        + "x"
        * 200
    )
    sheet = paper.candidate_sheet(handbook, "merge-booking-windows").model_copy(update={"prompt": blocks(source)})
    text = read(paper.to_pdf("candidate", sheet), tmp_path)
    for part in (
        "Head",
        "slanted",
        "heavy",
        "code != x",
        "link",
        "page",
        "Next",
        "two",
        "deep",
        "quoted",
        "if a != b: pass",
        "right",
        "end",
    ):
        assert part in text


# ── fonts ──


def test_the_fonts_are_whole_licensed_and_about_a_megabyte() -> None:
    folder = TEMPLATES / "fonts"
    faces = [each for each in folder.iterdir() if each.suffix in (".otf", ".ttf")]
    assert len(faces) == 4
    assert sum(each.stat().st_size for each in faces) < 1_100_000
    assert {"SourceSansPro-OFL.txt", "JetBrainsMono-copyright.txt"} <= {each.name for each in folder.iterdir()}
    assert {TTFont(each)["name"].getDebugName(1) for each in faces} >= {"Source Sans Pro", "JetBrains Mono"}


def test_no_template_imports_from_elsewhere_or_draws_marks_with_glyphs() -> None:
    for template in TEMPLATES.glob("*.typ"):
        source = template.read_text("utf-8")
        assert "@preview" not in source
        assert not re.search("[○●■△▲☐☑]", source), template.name


def test_what_is_printed_stays_in_its_fonts(handbook: Handbook, made: Plan, tmp_path: Path) -> None:
    for document in paper.find_documents():
        file = saved(paper.to_pdf(document, view(handbook, made, document)), tmp_path)
        listed: Any = subprocess.run(
            ["pdffonts", file], capture_output=True, text=True, check=True
        ).stdout.splitlines()[2:]
        assert listed
        assert all("SourceSansPro" in line or "JetBrainsMono" in line for line in listed)
