"""What `rehearse sheet` prints beside the session sheet, and in which size."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import CONTENT
from test_paper import font_sizes

from generator.cli import rehearse
from generator.jobs.sheets import public_sheets, write_all_sheets, write_sheets
from generator.load import load_handbook
from generator.model import Handbook
from generator.pages import SiteData
from generator.paper import documents_for, find_documents
from generator.printing import Printing
from generator.problem import ContentError
from generator.site_data import site_address


def test_a_session_in_large_print_is_large_on_every_sheet(tmp_path: Path) -> None:
    made = write_sheets(
        CONTENT, "knitting", ["merge-booking-windows"], tmp_path / "out", Printing("a4", large=True), None
    )
    assert [path.name for path in made] == [
        f"merge-booking-windows-{document.name}-a4-large.pdf"
        for document in documents_for("question")
        if document.exists(load_handbook(CONTENT), "merge-booking-windows")
    ]
    for path in made:
        assert min(font_sizes(path.read_bytes(), tmp_path)) >= 18


def test_a_round_without_a_question_gives_the_sheets_of_the_round(tmp_path: Path) -> None:
    made = write_sheets(CONTENT, "knitting", [], tmp_path / "out", Printing("letter"), None)
    assert [path.name for path in made] == [f"knitting-{each.name}-letter.pdf" for each in documents_for("round")]


@pytest.mark.parametrize("name", [each.name for each in documents_for("everyone")])
def test_what_is_the_same_for_everybody_is_printed_by_its_name_in_large_print_too(
    small: Path, name: str, tmp_path: Path
) -> None:
    help_ = CliRunner().invoke(rehearse, ["sheet", "--help"]).output
    assert name in " ".join(help_.split())
    (path,) = write_sheets(small, name, [], tmp_path / "out", Printing("letter", large=True), None)
    assert path.name == f"{name}-letter-large.pdf"
    assert min(font_sizes(path.read_bytes(), tmp_path)) >= 18


def test_a_name_that_is_neither_round_nor_sheet_is_refused_with_what_was_meant(small: Path, tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"ROUND: no round \"partnercrad\" \(did you mean partner-card\?\)"):
        write_sheets(small, "partnercrad", [], tmp_path / "out", Printing("a4"), None)


def test_the_whole_bank_in_large_print_has_every_sheet(content: Path, tmp_path: Path) -> None:
    for path in content.glob("questions/*/*.yml"):
        if path.name != "intervals.yml":
            path.unlink()
    (content / "candidates").rename(tmp_path / "elsewhere")
    for path in (content / "rounds").iterdir():
        if path.stem != "knitting":
            path.unlink()
    shutil.rmtree(content / "roles")
    every = [each for each in find_documents().values() if each.is_offered and each.name != "twin"]  # it has none
    assert write_all_sheets(content, tmp_path / "large", Printing("a4", large=True)).total == len(every)
    names = {path.name for path in (tmp_path / "large").glob("*.pdf")}
    assert {"merge-booking-windows-session-a4-large.pdf", "story-worksheet-a4-large.pdf"} <= names
    assert min(font_sizes((tmp_path / "large" / "log-sheet-a4-large.pdf").read_bytes(), tmp_path)) >= 18


def test_what_is_offered_for_everybody_and_for_each_round_is_made(site_data: SiteData) -> None:
    paths = set(public_sheets(site_data))
    for stem in (
        "partner-card",
        "debrief",
        *(f"{name}-{each}" for name in site_data.handbook.rounds for each in ("takehome", "panel")),
    ):
        assert {f"sheets/{stem}-a4.pdf", f"sheets/{stem}-letter.pdf", f"sheets/{stem}.png"} <= paths


@pytest.mark.parametrize(
    ("line", "address"),
    [("site_url: https://example.org/x/", "https://example.org/x/"), ("# site_url: https://example.org/", "")],
)
def test_the_address_of_the_site_is_that_of_its_settings(
    line: str, address: str, handbook: Handbook, tmp_path: Path
) -> None:
    settings = tmp_path / "mkdocs.yml"
    settings.write_text(f"site_name: x\n{line}\n", "utf-8")
    assert site_address(replace(handbook, root=tmp_path.as_posix())) == address
