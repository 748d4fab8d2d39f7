"""A private edition: a candidate's own plan, or the pack of whoever interviews them, and neither for anybody else."""

from __future__ import annotations

import dataclasses
import html
import json
import re
import shutil
import subprocess
import zipfile
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest
from browser import chromium
from conftest import CONTENT, ROOT, TESTS
from forked import rehearse
from searched import addresses, parts
from visibility import fives, plain, public, secret, strings

from generator import text
from generator.load import load_handbook
from generator.model import Handbook
from generator.pages import SiteData, render, render_private
from generator.paper import TEMPLATES
from generator.paper.session_sheets import sheets_on_screen
from generator.publish.lock import staging
from generator.publish.swap import SITE_MANIFEST
from generator.say import CATALOGUE

NAME = "Wilhelmina Quux"


def run(*arguments: str | Path, cwd: Path = TESTS) -> subprocess.CompletedProcess[str]:
    return rehearse("site", *arguments, cwd=cwd)


@pytest.fixture(scope="module")
def candidate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Somebody's file, outside the content, who is not invented as far as the handbook knows."""
    path = tmp_path_factory.mktemp("home") / "quux.yml"
    source = (CONTENT / "candidates" / "ada.yml").read_text("utf-8")
    path.write_text(source.replace("Ada Okafor", NAME), "utf-8")
    return path


@pytest.fixture(scope="module")
def editions(small: Path, folder: Path, candidate: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Both editions, one built over the other in the same folder; the sheets of the handbook are made already."""
    base = tmp_path_factory.mktemp("editions")
    shutil.copytree(folder / "docs", staging(base / "edition") / "docs")
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
    rehearse("plan", candidate, "--content", small, "--out", out).check_returncode()
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


def test_the_candidates_edition_has_no_page_and_no_sheet_of_an_interviewers(editions: dict[str, Path]) -> None:
    edition = editions["candidate"]
    found = [path.relative_to(edition).as_posix() for path in edition.rglob("*")]
    assert len(found) > 300
    assert not [path for path in found if re.search(r"(^|/)interviewer(/|$)|-answers-|-session-|-prompt-a4", path)]
    for page in edition.rglob("*.html"):
        wrong = [link for link in re.findall(r'href="([^"]*)"', page.read_text("utf-8")) if "interviewer/" in link]
        assert wrong == [], page
    assert not [path for path in addresses(edition) if "interviewer/" in path]
    assert "in the public handbook" in plain((edition / "private" / "index.html").read_text("utf-8"))


def test_nothing_in_the_candidates_edition_shows_words_of_an_interviewers(
    small: Path, editions: dict[str, Path]
) -> None:
    """Pages, search and every PDF; but for the text for a model, which is copied unseen."""
    edition, handbook = editions["candidate"], load_handbook(small)
    words = [CATALOGUE.read_text("utf-8"), *(path.read_text("utf-8") for path in TEMPLATES.glob("*.typ"))]
    known = set().union(*map(fives, (*public(handbook), *words)))
    secrets = {name: secret(question) - known for name, question in handbook.questions.items()}
    assert len(secrets) > 40
    for name, kept in secrets.items():
        page = editions["interviewer"] / "interviewer" / f"{name}.html"
        assert kept & fives(plain(page.read_text("utf-8"))), "would find nothing"
    texts = {path: plain(UNSEEN.sub("", path.read_text("utf-8"))) for path in edition.rglob("*.html")}
    texts[edition / "find"] = " . ".join(strings(parts(edition)))
    pdfs = [path for path in edition.rglob("*.pdf") if not path.name.endswith("-letter.pdf")]
    assert len(pdfs) > 50
    with ThreadPoolExecutor() as workers:
        texts |= dict(zip(pdfs, workers.map(printed, pdfs), strict=True))
    for path, found in texts.items():
        shown = fives(found)
        for name, kept in secrets.items():
            assert not kept & shown, f"{path} shows words of {name}: {sorted(kept & shown)[:3]}"


UNSEEN = re.compile(r'<div class="rh unseen".*?</code></div></div>', re.DOTALL)


def printed(pdf: Path) -> str:
    """The words of a PDF."""
    return subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True).stdout


def run_by_people(plan: dict[str, list[dict[str, list[str]]]]) -> list[dict[str, list[str]]]:
    return [each for each in plan["sessions"] if each["kind"] != "micro" and each["partner"] not in ("llm", "alone")]


def test_the_interviewer_gets_every_session_of_theirs_with_its_questions_opened(
    editions: dict[str, Path], handbook: Handbook, plan: dict[str, list[dict[str, list[str]]]]
) -> None:
    edition = editions["interviewer"] / "private"
    pack = links(edition / "quux.html")
    mocks = run_by_people(plan)
    assert len(mocks) > 6
    for each in mocks:
        page = (edition / "quux" / f"{each['id']}.html").resolve()
        sheet = (edition / "quux" / "interviewer" / f"{each['id']}.pdf").resolve()
        assert {page, sheet} <= pack
        assert sheet in links(page)
        shown = page.read_text("utf-8")
        for name in (*each["questions"], *each["surprises"]):
            question = handbook.questions[name]
            assert (edition.parent / "interviewer" / f"{name}.html").resolve() in links(page)
            assert html.escape(question.title, quote=False) in shown
            if question.solution:
                code, words = ("".join(source.split()) for source in (question.solution.code, plain(shown)))
                assert code in words
    assert not (edition / "quux" / "candidate" / "plan.pdf").exists()
    assert all(path.exists() for path in pack)


def test_a_session_on_screen_has_all_that_its_sheet_has_and_in_its_order(
    editions: dict[str, Path], handbook: Handbook, plan: dict[str, list[dict[str, list[str]]]]
) -> None:
    for each in run_by_people(plan):
        page = (editions["interviewer"] / "private" / "quux" / f"{each['id']}.html").read_text("utf-8")
        shown = squeezed(plain(page))
        round_ = handbook.rounds[each["round"]]
        level = "senior"
        parts = ["If you read only three lines", "Clock", "Open with these words", round_.say.open]
        if goal := each["goal"]:
            parts = [round_.micro_goals[int(goal) - 1], *parts]
        for name in each["questions"]:
            question = handbook.questions[name]
            parts += [question.prompt if round_.help == "probes" else question.gist, question.if_known]
            parts += [mark.state for mark in question.milestones if mark.minute <= 20]
            many = len(each["questions"]) > 2
            answers = question.clarifications[: 2 if many else None]
            parts += [text for answer in answers for text in (answer.ask, answer.say)]
            parts += [text for each in question.hints for text in (each.kind, each.when, each.text)]
            parts += [each.ask for each in question.probes]
            parts += [text for each in question.pushback for text in (each.case, each.say, each.listen_for)]
            count = 4 - min(3, len(each["questions"]))
            parts += [text for each in question.follow_ups[:count] for text in (each.ask, each.listen_for)]
            turn = question.curveball if not many or name == each["questions"][-1] else None
            parts += [turn.ask if turn else "", question.approach or ""]
            assert squeezed(question.right_if) in shown
            assert level in question.bar
        parts += [handbook.questions[name].right_if for name in each["surprises"]]
        parts += ["Stop", round_.say.close, "Score in silence"]
        for dimension in round_.rubric.dimensions:
            parts += [dimension.title, *dimension.anchors, dimension.not_seen]
        parts += ["Your recommendation", "they speak first", "When did you lose confidence?", "Next date"]
        at = 0
        for part in filter(None, map(squeezed, parts)):
            at = shown.find(part, at)
            assert at >= 0, f"{each['id']}: not on its page, or too early: {part}"


def squeezed(source: str) -> str:
    """The words of a text without marks, spaces and ends of lines."""
    return "".join(text.plain(source).split()).lower()


def test_a_session_on_screen_reads_by_headings_and_fits_a_phone(editions: dict[str, Path]) -> None:
    """A table is there for the cases of a solution alone, which are data."""
    paths = sorted((editions["interviewer"] / "private" / "quux").glob("*.html"))
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 360, "height": 800})
        for path in paths:
            page.goto(path.as_uri())
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
            levels = page.locator("article :is(h1, h2, h3)").evaluate_all("all => all.map(each => +each.tagName[1])")
            assert levels[0] == 1
            assert all(after - before <= 1 for before, after in pairwise(levels)), path
            heads = page.locator("article thead").evaluate_all("all => all.map(each => each.innerText.toLowerCase())")
            assert all(head.split() == ["call", "gives"] for head in heads), path


def test_a_session_is_printed_from_the_browser_with_answers_and_form(editions: dict[str, Path]) -> None:
    path = editions["interviewer"] / "private" / "quux" / "knitting-1.html"
    with chromium() as browser:
        page = browser.new_page()
        page.goto(path.as_uri())
        assert page.get_by_text("Right if:").first.is_visible()
        pdf = page.pdf()
    words = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    for part in (
        "Right if:", "The answer", "Score in silence", "Not seen", "Evidence:", "When did you lose confidence?",
        "Next date",
    ):  # fmt: skip
        assert part in words


@pytest.mark.parametrize("partners", ["{llm: true}", "{}"], ids=["a model", "alone"])
def test_where_nobody_is_needed_the_interviewers_edition_says_so(
    partners: str, small: Path, folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "noor.yml"
    path.write_text(
        "name: Noor\nrole: backend\nlevel: senior\nstart: 2026-12-01\ninterview: 2026-12-20\n"
        f"days: {{mon: 120, sat: 240}}\nconfidence: {{knitting: 2}}\npartners: {partners}\n"
    )
    shutil.copytree(folder / "docs", staging(tmp_path / "out") / "docs")
    done = run(
        "--content", small, "--candidate", path, "--who", "interviewer", "--today", "2026-12-01", "--out",
        tmp_path / "out",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "there’s nothing to hand over" in plain((tmp_path / "out/private/noor.html").read_text("utf-8"))
    assert {path.name for path in (tmp_path / "out/private").rglob("*")} == {"index.html", "noor.html"}


def test_what_is_edited_or_run_is_saved_as_an_archive_and_its_name_tells_nothing(
    editions: dict[str, Path], handbook: Handbook, plan: dict[str, list[dict[str, list[str]]]]
) -> None:
    """Each file is the material, byte for byte; none of them is a page or a script of the site."""
    for who, folder, mocks in (
        ("candidate", "candidate/sealed", [each for each in plan["sessions"] if each["kind"] != "micro"]),
        ("interviewer", "interviewer", run_by_people(plan)),
    ):
        private = editions[who] / "private"
        linked = set().union(*map(links, pages(editions[who])))
        handed = {each["id"]: [m for n in each["questions"] for m in handbook.questions[n].materials] for each in mocks}
        assert any(handed.values())
        expected = {f"{name}-files.zip" for name, materials in handed.items() if materials}
        found = {path.name: path for path in private.rglob("*.zip") if "surprise" not in path.name}
        assert set(found) == expected
        for name, path in found.items():
            assert path.resolve() in linked
            assert path.parent == private / "quux" / folder
            with zipfile.ZipFile(path) as archive:
                held = {entry.filename: archive.read(entry).decode() for entry in archive.infolist()}
            stem = name.removesuffix(".zip")
            assert all(entry.startswith(f"{stem}/") for entry in held)
            materials = handed[stem.removesuffix("-files")]
            assert sorted(held.values()) == sorted(material.text for material in materials)
        assert not [path for path in private.rglob("*") if path.suffix in (".py", ".js")]


def test_no_page_of_a_private_edition_is_for_search_engines(editions: dict[str, Path]) -> None:
    for edition in editions.values():
        found = list(edition.rglob("*.html"))
        assert len(found) > 90
        for page in found:
            assert '<meta name="robots" content="noindex">' in page.read_text("utf-8"), page
        assert len(addresses(edition)) > 90
        assert not [path for path in addresses(edition) if path.startswith("private/")]
        assert NAME not in " ".join(strings(parts(edition)))


def test_the_public_site_knows_nothing_of_it(site: Path, editions: dict[str, Path]) -> None:
    assert not (site / "private").exists()
    for path in site.rglob("*"):
        if path.is_file():
            assert NAME.encode() not in path.read_bytes(), path
    assert "noindex" not in (site / "index.html").read_text("utf-8")


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


def test_a_link_in_a_text_leads_to_its_page_from_every_page_that_shows_it(
    handbook: Handbook, site_data: SiteData
) -> None:
    """A text is written for a page one folder deep; the front page is in none, a session's page is in two."""
    plan = site_data.plans["ada"]
    session = next(each for each in plan.sessions if each.questions and each.by_a_person and each.kind != "micro")
    question = handbook.questions[session.questions[0]]
    link = "See [that](../rounds/knitting.html) and [this](../interviewer/merge-booking-windows.html)."
    asked = question.model_copy(update={"right_if": link, "prompt": link, "approach": link})
    rounds = {name: each.model_copy(update={"purpose": link}) for name, each in handbook.rounds.items()}
    linked = dataclasses.replace(handbook, rounds=rounds, questions={**handbook.questions, question.id: asked})
    whole = SiteData(linked, {"ada": plan}, sheets=sheets_on_screen(linked, {"ada": plan}))
    made = render(whole) | render_private(whole, "interviewer")
    assert 'href="rounds/knitting.html">that' in made["index.md"]
    assert 'href="../rounds/knitting.html">that' in made[f"questions/{question.id}.md"]
    page = made[f"private/ada/{session.id}.md"]
    assert page.count('href="../../rounds/knitting.html">that') >= 2
    assert page.count('href="../../interviewer/merge-booking-windows.html">this') >= 2
    own = render(dataclasses.replace(whole, answers=False))
    assert "</a> and this." in own["index.md"]
    assert not [path for path, page in own.items() if "interviewer/" in page.replace("run-a-mock", "")]
