"""With a model or alone (rule 25): a text or a sheet for every session, and nothing of a question outside `sealed/`."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from forked import rehearse

from generator.load import load_plan
from generator.model import Handbook, Plan
from generator.timing import SURPRISE, timed

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FILE = """\
name: Noor
role: backend
level: senior
start: 2026-12-01
interview: 2026-12-27
days: {mon: 120, wed: 120, sat: 240}
confidence: {knitting: 2, skyline-design: 2, candour: 4}
"""


def planned(base: Path, name: str, more: str = "") -> tuple[Path, Plan]:
    (base / f"{name}.yml").write_text(FILE + more, "utf-8")
    command = ["plan", base / f"{name}.yml", "--today", "2026-12-01", "--out", base / "out"]
    done = rehearse(*command)
    assert done.returncode == 0, done.stderr
    return base / "out" / name, load_plan(base / "out" / name / "plan.json")


@pytest.fixture(scope="module")
def with_model(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Plan]:
    return planned(tmp_path_factory.mktemp("model"), "noor", "partners: {llm: true}\n")


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Plan]:
    return planned(tmp_path_factory.mktemp("alone"), "noor")


def test_every_session_with_the_model_has_a_text_where_it_has_sheets(with_model: tuple[Path, Plan]) -> None:
    folder, plan = with_model
    mocks = [each for each in plan.sessions if each.kind != "micro"]
    assert {each.partner for each in mocks} == {"llm"}
    texts = {path.name.removesuffix("-prompt.txt") for path in (folder / "candidate/sealed").glob("*-prompt.txt")}
    assert texts == {each.id for each in mocks} == {path.stem for path in (folder / "interviewer").glob("*-[0-9].pdf")}


def test_a_text_has_the_questions_the_help_and_the_answer(with_model: tuple[Path, Plan], handbook: Handbook) -> None:
    folder, plan = with_model
    for session in plan.sessions:
        if not session.questions:
            continue
        text = (folder / "candidate/sealed" / f"{session.id}-prompt.txt").read_text("utf-8")
        asked = [handbook.questions[name] for name in session.questions]
        round_, short = handbook.rounds[session.round], session.form == "short"
        held = timed(handbook, round_, asked, short=short, minutes=session.minutes).parts
        surprises = [(handbook.questions[name], SURPRISE) for name in session.surprises]
        for question, part in [*zip(asked, held, strict=True), *surprises]:
            assert question.prompt.strip() in text
            assert all(" ".join(hint.text.split()) in text for hint in part.hints(question))
            assert question.approach.strip() in text
        assert ("Give no scores" in text) == (session.drill == "again")
        if session.goal:
            assert handbook.rounds[session.round].micro_goals[session.goal - 1].strip() in text


def test_outside_the_sealed_folder_nothing_names_a_question(with_model: tuple[Path, Plan], handbook: Handbook) -> None:
    folder, plan = with_model
    asked = {name for each in plan.sessions for name in (*each.questions, *each.surprises)}
    names = [word for name in asked for word in (name, handbook.questions[name].title)]
    for path in sorted((folder / "candidate").rglob("*")):
        if path.is_dir():
            continue
        if "sealed" not in path.parts:
            text = read(path)
            assert [name for name in names if name.casefold() in text.casefold()] == [], path.name
        assert [name for name in names if name in path.name] == []


def read(path: Path) -> str:
    """Read a file as text; of a PDF its pages, its title and its other metadata."""
    if path.suffix != ".pdf":
        return path.read_bytes().decode("utf-8", "replace").replace("\r\n ", "")
    commands = (["pdftotext", str(path), "-"], ["pdfinfo", "-meta", str(path)], ["pdfinfo", str(path)])
    return "\n".join(subprocess.run(each, capture_output=True, text=True, check=True).stdout for each in commands)


def test_in_the_sealed_folder_files_and_their_titles_are_codes(
    with_model: tuple[Path, Plan], alone: tuple[Path, Plan], handbook: Handbook
) -> None:
    for folder, plan in (with_model, alone):
        codes = {code for each in plan.sessions for code in (each.id, *each.codes)}
        titles = [handbook.questions[name].title for each in plan.sessions for name in each.questions]
        for path in (folder / "candidate/sealed").iterdir():
            assert re.sub(r"-(prompt|alone|files)$", "", path.stem) in codes
            if path.suffix == ".pdf":
                info = subprocess.run(["pdfinfo", str(path)], capture_output=True, text=True, check=True).stdout
                title = re.search(r"Title: +(.*)", info)
                assert title
                assert not any(each in title[1] for each in titles)


def test_every_session_alone_has_a_self_run_sheet(alone: tuple[Path, Plan], handbook: Handbook) -> None:
    folder, plan = alone
    mocks = [each for each in plan.sessions if each.kind != "micro"]
    assert {each.partner for each in mocks} == {"alone"}
    sheets = {path.name.removesuffix("-alone.pdf") for path in (folder / "candidate/sealed").glob("*-alone.pdf")}
    assert sheets == {each.id for each in mocks}
    for session in mocks:
        pages = read(folder / "candidate/sealed" / f"{session.id}-alone.pdf").split("\f")
        guide, review = " ".join(pages[0].split()), next(page for page in pages if "Self-review" in page)
        assert "On your own" in guide
        assert ("What it measures" in review) == (session.drill != "again")
        for name in session.questions:
            question = handbook.questions[name]
            for hint in question.hints:
                words = " ".join(hint.text.split()[:3])
                assert words not in guide, "a hint can be read before it is opened"
            hidden = [question.right_if, *(each.listen_for for each in question.follow_ups)]
            whole = " ".join(" ".join(pages).split())
            assert not [text for text in hidden if " ".join(text.split()) in whole]


def test_no_text_and_no_sheet_for_a_session_with_a_person(tmp_path: Path) -> None:
    folder, plan = planned(tmp_path, "noor", "partners: {peer: Sam, llm: true}\n")
    people = {each.id for each in plan.sessions if each.partner == "peer"}
    assert people
    made = {path.stem for path in (folder / "candidate/sealed").iterdir()}
    assert not made & {f"{code}{end}" for code in people for end in ("-prompt", "-alone")}


def test_a_button_of_the_private_edition_copies_a_text_unseen(browser: Browser, tmp_path: Path) -> None:
    """It is pasted where somebody would: what arrives is the text, and nothing of it was to be seen."""
    (tmp_path / "noor.yml").write_text(FILE + "partners: {llm: true}\n", "utf-8")
    command = ["site", "--candidate", tmp_path / "noor.yml", "--who", "candidate", "--today", "2026-12-01"]
    done = rehearse(*command, "--out", tmp_path / "edition")
    assert done.returncode == 0, done.stderr
    page = browser.new_page()
    page.goto((tmp_path / "edition/private/noor.html").as_uri())
    row = page.locator(".rh.unseen").filter(has=page.get_by_text("knitting-2", exact=True))
    text = (tmp_path / "edition/private/noor/candidate/sealed/knitting-2-prompt.txt").read_text("utf-8")
    hidden = row.locator("[aria-hidden]").bounding_box()
    assert hidden
    assert hidden["width"] * hidden["height"] <= 1
    row.get_by_role("button").click()
    row.get_by_text("Copied").wait_for()
    page.evaluate("document.body.prepend(Object.assign(document.createElement('textarea'), {id: 'paste'}))")
    page.locator("#paste").focus()
    page.keyboard.press("Control+V")
    assert page.locator("#paste").input_value().rstrip() == text.rstrip()
    page.close()
