"""A private edition: a candidate's own plan, or the pack of whoever interviews them, and neither for anybody else."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from browser import chromium
from conftest import ROOT
from visibility import plain

from generator.model import Handbook
from generator.publish import aside
from generator.publish.swap import SITE_MANIFEST

NAME = "Wilhelmina Quux"


def run(*arguments: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "generator.cli", "site", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, check=False)


@pytest.fixture(scope="module")
def candidate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Somebody's file, outside the content, who is not invented as far as the handbook knows."""
    path = tmp_path_factory.mktemp("home") / "quux.yml"
    source = (ROOT / "content" / "candidates" / "ada.yml").read_text("utf-8")
    path.write_text(source.replace("Ada Okafor", NAME), "utf-8")
    return path


@pytest.fixture(scope="module")
def editions(
    small: Path, small_folder: Path, candidate: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """Both editions, one built over the other in the same folder; the sheets of the handbook are made already."""
    base = tmp_path_factory.mktemp("editions")
    shutil.copytree(small_folder / "docs", aside(base / "edition") / "docs")
    for who in ("interviewer", "candidate"):
        done = run("--content", small, "--candidate", candidate, "--who", who, "--out", base / "edition")
        assert done.returncode == 0, done.stderr
        shutil.copytree(base / "edition", base / who)
    return {who: base / who for who in ("interviewer", "candidate")}


@pytest.fixture(scope="module")
def plan(
    small: Path, candidate: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[dict[str, list[str]]]]:
    """The plan behind both: what they may and may not show."""
    out = tmp_path_factory.mktemp("plan")
    command = [sys.executable, "-m", "generator.cli", "plan", candidate, "--content", small, "--out", out]
    subprocess.run(command, capture_output=True, cwd=ROOT, check=True)
    return json.loads((out / "quux" / "plan.json").read_text("utf-8"))  # type: ignore[no-any-return]


def pages(edition: Path) -> list[Path]:
    return sorted((edition / "private").rglob("*.html"))


def links(page: Path) -> set[Path]:
    """Where the links of a page lead."""
    found = re.findall(r'href="([^"#:]+)["#]', page.read_text("utf-8"))
    return {(page.parent / html.unescape(link)).resolve() for link in found}


def test_the_candidate_gets_their_plan_and_sealed_sheets_as_links(editions: dict[str, Path]) -> None:
    edition = editions["candidate"]
    page = edition / "private" / "quux.html"
    assert NAME in plain(page.read_text("utf-8"))
    files = {path.resolve() for path in (edition / "private" / "quux").rglob("*") if path.is_file()}
    assert len(files) > 10
    stories = edition / "private" / "quux" / "stories.html"
    assert files <= links(page) | links(stories)
    assert stories.resolve() in links(page)
    assert page.resolve() in links(edition / "private" / "index.html")
    assert (edition / "private" / "index.html").resolve() in links(edition / "index.html")


def test_the_candidate_learns_no_question_of_a_session(
    editions: dict[str, Path], handbook: Handbook, plan: dict[str, list[dict[str, list[str]]]]
) -> None:
    """Next to the plan stands neither id nor title, and nothing of the interviewer's."""
    edition = editions["candidate"]
    assert [path.name for path in pages(edition)] == ["index.html", "progress.html", "stories.html", "quux.html"]
    text = "".join(page.read_text("utf-8") for page in pages(edition))
    names = {name for each in plan["sessions"] for name in (*each["questions"], *each["surprises"])}
    assert len(names) > 5
    for name in names:
        assert name not in text
        assert html.escape(handbook.questions[name].title) not in text
    inside = [path.relative_to(edition / "private") for path in (edition / "private").rglob("*")]
    assert not [path for path in inside if "interviewer" in path.parts or "surprise" in path.name]


def test_the_interviewer_gets_every_session_with_its_questions_opened(
    editions: dict[str, Path], handbook: Handbook, plan: dict[str, list[dict[str, list[str]]]]
) -> None:
    edition = editions["interviewer"] / "private"
    pack = links(edition / "quux.html")
    mocks = [each for each in plan["sessions"] if each["kind"] != "micro"]
    assert len(mocks) > 8
    for each in mocks:
        page = (edition / "quux" / f"{each['id']}.html").resolve()
        sheet = (edition / "quux" / "interviewer" / f"{each['id']}.pdf").resolve()
        assert {page, sheet} <= pack
        assert sheet in links(page)
        text = page.read_text("utf-8")
        assert "Feedback: they speak first" in text
        for name in (*each["questions"], *each["surprises"]):
            question = handbook.questions[name]
            assert (edition.parent / "interviewer" / f"{name}.html").resolve() in links(page)
            assert html.escape(question.title, quote=False) in text
            if question.solution:
                code, shown = ("".join(source.split()) for source in (question.solution.code, plain(text)))
                assert code in shown
    assert not (edition / "quux" / "candidate" / "plan.pdf").exists()
    assert all(path.exists() for path in pack)


def test_a_session_is_printed_from_the_browser_with_answers_and_form(editions: dict[str, Path]) -> None:
    path = editions["interviewer"] / "private" / "quux" / "coding-1.html"
    with chromium() as browser:
        page = browser.new_page()
        page.goto(path.as_uri())
        assert page.get_by_text("Right if:").first.is_visible()
        pdf = page.pdf()
    printed = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    for words in (
        "Right if:",
        "Solution",
        "Score in silence",
        "not seen",
        "When did you lose confidence?",
        "Next date",
    ):
        assert words in printed


def test_no_page_of_a_private_edition_is_for_search_engines(editions: dict[str, Path]) -> None:
    for edition in editions.values():
        found = list(edition.rglob("*.html"))
        assert len(found) > 90
        for page in found:
            assert '<meta name="robots" content="noindex">' in page.read_text("utf-8"), page
        index = json.loads((edition / "search" / "search_index.json").read_text("utf-8"))
        assert index["docs"]
        assert not [each for each in index["docs"] if each["location"].startswith("private/")]


def test_the_public_site_knows_nothing_of_it(small_site: Path, editions: dict[str, Path]) -> None:
    assert not (small_site / "private").exists()
    for path in small_site.rglob("*"):
        if path.is_file():
            assert NAME.encode() not in path.read_bytes(), path
    assert "noindex" not in (small_site / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    "out", ["build/site", "build/site/mine", "build", ".", "build/docs", "content/mine", "public/mine"]
)
def test_a_private_edition_keeps_away_from_all_that_is_public(out: str, candidate: Path, content: Path) -> None:
    """From the folder of the site, from what is in it or around it, and from a site that was built elsewhere."""
    base = content.parent
    (base / "public").mkdir()
    (base / "public" / SITE_MANIFEST).write_text("[]")
    before = set(base.rglob("*"))
    done = run("--candidate", candidate, "--who", "candidate", "--out", out, cwd=base)
    assert done.returncode == 2
    assert done.stderr.startswith("--out: expected a folder apart from")
    assert len(done.stderr.splitlines()) == 1
    assert set(base.rglob("*")) == before


def test_the_projects_own_site_is_kept_apart_from_any_folder(candidate: Path, tmp_path: Path) -> None:
    """By its full path, and through a link."""
    (tmp_path / "link").symlink_to(ROOT / "build")
    for out in (ROOT / "build" / "site" / "mine", tmp_path / "link" / "site" / "mine"):
        assert run("--candidate", candidate, "--who", "candidate", "--out", out, cwd=tmp_path).returncode == 2
        assert not out.exists()


@pytest.mark.parametrize(
    "arguments", [["--candidate", "x.yml"], ["--candidate", "x.yml", "--who", "candidate"], ["--who", "candidate"]]
)
def test_half_of_what_a_private_edition_needs_is_refused(arguments: list[str], tmp_path: Path) -> None:
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert "private edition" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_candidate_that_can_t_be_planned_leaves_the_edition_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "quux.yml"
    path.write_text("name: Q\nrole: backnd\nlevel: senior\ninterview: 2026-01-20\ndays: {mon: 60}\n", "utf-8")
    done = run("--candidate", path, "--who", "candidate", "--out", tmp_path / "out")
    assert done.returncode == 2
    assert f"{path}:2:1: role: no role" in done.stderr
    assert not (tmp_path / "out").exists()
