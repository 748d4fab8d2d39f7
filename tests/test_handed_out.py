"""What a candidate edits or runs is next to the sheet as files, the same on every system."""

from __future__ import annotations

import dataclasses
import io
import json
import re
import subprocess
import zipfile
from pathlib import Path

import pytest
from forked import rehearse
from hypothesis import given, settings
from hypothesis import strategies as st
from solutions import cases, failing, handed_out

from generator.load import load_plan
from generator.materials import session_files
from generator.model import Handbook, Plan
from generator.model.file_name import file_name, not_a_file_name
from generator.model.question import Solution, Twin

FILE = """\
name: Noor
role: frontend
level: senior
start: 2026-12-01
interview: 2026-12-27
days: {mon: 120, wed: 120, sat: 240}
rounds: [fault-review, mending, ai-knitting, wall-build]
confidence: {fault-review: 2, mending: 2, ai-knitting: 2, wall-build: 2}
"""


def run(*arguments: str | Path) -> None:
    done = rehearse(*arguments)
    assert done.returncode == 0, done.stderr


def held(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_bytes().decode() for path in folder.rglob("*.*")}


def unpacked(archive: Path) -> dict[str, str]:
    with zipfile.ZipFile(archive) as files:
        return {path: files.read(path).decode() for path in files.namelist()}


def said(pdf: Path) -> str:
    """The words of a PDF in one line."""
    done = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True)
    return " ".join(done.stdout.split())


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Plan]:
    base = tmp_path_factory.mktemp("planned")
    (base / "noor.yml").write_text(FILE + "partners: {peer: Sam, llm: true}\n", "utf-8")
    run("plan", base / "noor.yml", "--today", "2026-12-01", "--out", base / "out", "--all")
    return base / "out" / "noor", load_plan(base / "out" / "noor" / "plan.json")


def test_a_plan_has_the_materials_of_every_session_as_files_and_its_sheets_say_where(
    planned: tuple[Path, Plan], handbook: Handbook
) -> None:
    folder, plan = planned
    found = set()
    for session in plan.sessions:
        for code, name in zip(session.codes, session.questions, strict=True):
            materials = handbook.questions[name].materials
            place = f"{session.id}-files" + (f"/{code}" if len(session.questions) > 1 else "")
            if materials:
                found.add(session.round)
                files = {each.file: each.text for each in materials}
                assert held(folder / "candidate/sealed" / place) == files
                spare = unpacked(folder / "interviewer" / f"{session.id}-files.zip")
                assert {path: text for path, text in spare.items() if path.startswith(f"{place}/")} == {
                    f"{place}/{path}": text for path, text in files.items()
                }
                assert f"sealed/{place}" in said(folder / "candidate/sealed" / f"{code}.pdf")
            else:
                assert not (folder / "candidate/sealed" / place).exists()
    assert found == {"fault-review", "mending", "ai-knitting", "wall-build"}


def test_outside_what_is_sealed_no_name_gives_a_question_away(planned: tuple[Path, Plan], handbook: Handbook) -> None:
    folder, plan = planned
    names = {each.file for name in asked(plan) for each in handbook.questions[name].materials}
    assert len(names) > 8
    for path in folder.rglob("*"):
        if path.name in names:
            assert "sealed" in path.parts
            assert any(re.fullmatch(r"[a-z-]+-\d+-files", part) for part in path.parts)


def asked(plan: Plan) -> set[str]:
    return {name for session in plan.sessions for name in session.questions}


def test_files_are_those_that_the_cases_are_run_against_and_fail(handbook: Handbook, tmp_path: Path) -> None:
    """From `rehearse sheet`: a Python question as it is handed out starts, and has what is to be found in it."""
    for name in ("still-open-on-monday", "films-after-midnight"):
        question = handbook.questions[name]
        run("sheet", question.round, name, "--out", tmp_path)
        files = {path: source for path, source in held(tmp_path / f"{name}-files").items() if path.endswith(".py")}
        assert files == handed_out(question)
        failed = failing(files, cases(question))
        assert failed
        assert not [line for line in failed if re.search("ImportError|SyntaxError|ended with", line)]
        assert f"{name}-files" in said(tmp_path / f"{name}-candidate-a4.pdf")


def test_a_pack_comes_with_the_files_of_its_sessions(planned: tuple[Path, Plan], tmp_path: Path) -> None:
    folder, plan = planned
    session = next(each for each in plan.sessions if each.round == "mending" and each.questions)
    (tmp_path / "noor.yml").write_text((folder.parent.parent / "noor.yml").read_text("utf-8"), "utf-8")
    for who, place in (("candidate", "candidate/sealed"), ("interviewer", "interviewer")):
        out = tmp_path / who
        run(
            "pack", tmp_path / "noor.yml", "--who", who, "--session", session.id, "--today", "2026-12-01", "--out", out,
        )  # fmt: skip
        every = (path.relative_to(out / "noor").as_posix() for path in (out / "noor").rglob("*.*"))
        files = {path for path in every if "-files" in path}
        assert files
        ending = "/" if who == "candidate" else ".zip"
        assert all(path.startswith(f"{place}/{session.id}-files{ending}") for path in files)


def test_of_several_questions_each_has_a_folder_and_a_surprise_is_the_interviewers(
    planned: tuple[Path, Plan], handbook: Handbook
) -> None:
    _, plan = planned
    session = next(each for each in plan.sessions if each.round == "mending" and each.questions)
    several = session.model_copy(
        update={"questions": ["night-shift-pay", "the-vaccine-fridge"], "surprises": ["swimmers-per-week"]}
    )
    code = session.id
    files = session_files(handbook, several)
    assert set(files) == {
        f"candidate/sealed/{code}-files/{code}a/hours.py",
        f"candidate/sealed/{code}-files/{code}b/fridge.py",
        f"interviewer/{code}-files.zip",
        f"interviewer/{code}-surprise-files.zip",
    }
    assert files == session_files(handbook, several)
    for ending, inside in (("", [f"{code}a/hours.py", f"{code}b/fridge.py"]), ("-surprise", ["pool.py"])):
        with zipfile.ZipFile(io.BytesIO(files[f"interviewer/{code}{ending}-files.zip"])) as archive:
            assert archive.namelist() == [f"{code}{ending}-files/{path}" for path in inside]


def test_the_interviewer_has_the_twins_files_and_the_page_of_the_solution(
    planned: tuple[Path, Plan], handbook: Handbook
) -> None:
    """Neither is among the candidate's files, nor in the archive that the interviewer may hand over."""
    _, plan = planned
    session = next(each for each in plan.sessions if each.round == "mending" and each.questions)
    (name, *_) = session.questions
    twin = Twin.model_validate({"prompt": "x", "materials": [{"name": "other.py", "language": "python", "text": "y"}]})
    page = Solution(language="html", code="<p>z</p>")
    changed = {name: handbook.questions[name].model_copy(update={"twin": twin, "solution": page})}
    made = session_files(dataclasses.replace(handbook, questions=dict(handbook.questions) | changed), session)
    code = session.codes[0]
    found = {}
    for path, content in made.items():
        if path.endswith(".zip"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                found |= {f"{path} {each}": archive.read(each) for each in archive.namelist()}
    twins = f"interviewer/{code}-twin-files.zip {code}-twin-files/other.py"
    solution = f"interviewer/{code}-solution-files.zip {code}-solution-files/solution.html"
    assert (found[twins], found[solution]) == (b"y", b"<p>z</p>")
    assert {path for path, content in (made | found).items() if content in (b"y", b"<p>z</p>")} == {twins, solution}


RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}


@given(
    st.text("aC.nul/\\:, -_1é张", min_size=1, max_size=30)
    | st.sampled_from(["..", "CON", "aux.py, the diff", "a" * 300]),
    st.sampled_from(["python", "text", "diff", "html", "brainfuck"]),
)
@settings(derandomize=True, deadline=None)
def test_whatever_a_material_is_called_its_file_is_right_on_every_system(name: str, language: str) -> None:
    found = file_name(name, language)
    assert re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_.-]*", found)
    assert "." in found
    assert not found.endswith(".")
    assert found.partition(".")[0].lower() not in RESERVED
    assert len(found) <= 100
    if re.fullmatch(r"[a-z]+\.[a-z]+", name) and not not_a_file_name(name):
        assert found == name


def test_every_material_of_the_bank_keeps_its_name_if_that_is_a_files(handbook: Handbook) -> None:
    named = {material.name: material.file for q in handbook.questions.values() for material in q.materials}
    assert named["gauges.py, the diff"] == "gauges.py.diff"
    assert named["041_names.sql, a new file"] == "041_names.sql"
    assert named["nights.py before, as given to the assistant"] == "nights.py.txt"
    assert all(name == file for name, file in named.items() if " " not in name)
    assert json.dumps(named).isascii()
