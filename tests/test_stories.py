"""The story bank: themes and gaps, what each story still needs, the worksheet, and who may see any of it."""

from __future__ import annotations

import datetime
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from conftest import CONTENT, TESTS
from forked import rehearse
from hypothesis import given, settings
from hypothesis import strategies as st
from visibility import fives, plain

from generator import pages, paper
from generator.check import check
from generator.jobs.edition import Edition
from generator.load import load_candidate, load_handbook
from generator.model import Candidate, Handbook, Story
from generator.pages import SiteData
from generator.paper.documents.story_worksheet import blank_worksheet
from generator.paper.session_sheets import sheets_on_screen
from generator.problem import ContentError
from generator.stories import COLUMNS, LINES, SITUATION, bank, form, report, situation_share

HANDBOOK = load_handbook(CONTENT)
CORE = ("conflict", "failure", "ownership", "ambiguity", "influence")
DAY = datetime.date(2026, 12, 23)
WHOLE: dict[str, Any] = {
    "title": "The export", "themes": ["ownership"], "situation": "Files came empty.", "task": "I had two days.",
    "action": "I read the logs, wrote a check that counts rows, and moved the start.",
    "result": "No file was empty since.",
    "reflection": "I would tell the customers sooner.", "metric": "from 2 a month to none", "benefited": "customers",
    "seconds": 150, "confidence": 4,
}  # fmt: skip
WORDS = ("I", "we", "asked", "built", "3", "moved", "the", "day", "because", "nobody", "knew")
PROSE = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)
MAYBE = st.none() | PROSE.filter(bool)
STORIES = st.builds(
    Story,
    title=st.text("abc d", min_size=1, max_size=60).filter(str.strip),
    themes=st.lists(st.sampled_from(sorted(HANDBOOK.themes)), min_size=1, max_size=6),
    situation=MAYBE, task=MAYBE, action=MAYBE, result=MAYBE, reflection=MAYBE,
    metric=st.none() | st.sampled_from(["much better", "2 of 3", "half the time"]),
    benefited=st.none() | st.just("customers"),
    seconds=st.none() | st.integers(10, 900),
    confidence=st.none() | st.integers(1, 5),
)  # fmt: skip


def story(**fields: Any) -> Story:
    """The whole story with other fields; None takes one away."""
    return Story.model_validate({name: value for name, value in (WHOLE | fields).items() if value is not None})


def found(**fields: Any) -> tuple[set[str], tuple[str, ...]]:
    """What is found in one story, and what will be asked."""
    told = bank(HANDBOOK, "backend", [story(**fields)]).stories[0]
    return {each.what for each in told.findings}, told.follow_ups


def run(*arguments: str | Path, cwd: Path = TESTS) -> subprocess.CompletedProcess[str]:
    return rehearse(*arguments, cwd=cwd)


def written(folder: Path, source: str) -> Path:
    """A file of somebody who is not invented, with these lines below `stories:`."""
    path = folder / "quux.yml"
    head = "name: Q\nrole: backend\nlevel: senior\ninterview: 2027-01-20\ndays: {mon: 60}\n"
    path.write_text(head + source, "utf-8")
    return path


# ── themes ──


def test_twelve_themes_of_which_five_are_core_each_with_what_to_expect_next() -> None:
    assert [theme.id for theme in HANDBOOK.themes.values() if theme.core] == list(CORE)
    assert len(HANDBOOK.themes) == 12
    asked = [each for theme in HANDBOOK.themes.values() for each in theme.follow_ups]
    assert len(asked) == len(set(asked))
    assert {theme for role in HANDBOOK.roles.values() for theme in role.themes} <= set(HANDBOOK.themes)


def test_a_handbook_needs_no_themes(content: Path) -> None:
    (content / "stories.yml").unlink()
    handbook = load_handbook(content)
    check(handbook)
    assert not handbook.themes


def test_a_theme_that_stands_twice_and_a_misnamed_file_are_said(content: Path) -> None:
    path = content / "stories.yml"
    path.write_text(path.read_text("utf-8").replace("id: learning", "id: conflict"), "utf-8")
    with pytest.raises(
        ContentError, match=r'stories\.yml:\d+:\d+: id: theme "conflict" is already at .*stories\.yml:4'
    ):
        load_handbook(content)
    path.rename(content / "story.yml")
    with pytest.raises(ContentError, match=r"story\.yml: expected .*topics\.yml or .*mean stories\.yml\?\)"):
        load_handbook(content)


def test_an_unknown_theme_of_an_invented_candidate_is_a_problem_at_its_line(content: Path) -> None:
    path = content / "candidates" / "ada.yml"
    source = path.read_text("utf-8").replace("[conflict, influence]", "[conflict, influense]")
    path.write_text(source, "utf-8")
    line = source[: source.index("influense")].count("\n") + 1
    with pytest.raises(ContentError) as caught:
        check(load_handbook(content))
    assert str(caught.value) == f'{path}:{line}:24: themes: no theme "influense" (did you mean influence?)'


# ── what is found ──


@given(st.lists(STORIES, max_size=8))
def test_a_theme_is_a_gap_exactly_if_no_story_names_it_and_core_gaps_come_first(stories: list[Story]) -> None:
    told = bank(HANDBOOK, "backend", stories)
    named = {theme for each in stories for theme in each.themes}
    assert {row.theme.id for row in told.gaps} == set(HANDBOOK.themes) - named
    places = [(not row.theme.core, not row.of_role) for row in told.gaps]
    assert places == sorted(places)
    for row in told.rows:
        assert list(row.answered_by) == [row.theme.id in each.themes for each in stories]
        assert row.of_role == (row.theme.id in HANDBOOK.roles["backend"].themes)


def test_a_whole_story_leaves_nothing_to_do() -> None:
    assert found() == (set(), HANDBOOK.themes["ownership"].follow_ups)


@pytest.mark.parametrize(
    ("fields", "what", "asked"),
    [
        ({"metric": None}, "number", "How do you know?"),
        ({"metric": "much faster"}, "number", "How do you know?"),
        ({"reflection": None}, "reflection", "What would you do differently?"),
        ({"action": None}, "action", "What did you do yourself?"),
        ({"result": None}, "result", "How did it end?"),
        ({"benefited": None}, "benefited", "Who was better off for it?"),
        ({"situation": None, "task": None}, "scene", "Where was that, and what was at stake?"),
        ({"situation": "word " * 20}, "situation", ""),
        ({"seconds": 181}, "seconds", ""),
        ({"confidence": 2}, "confidence", ""),
        ({"themes": ["conflict", "failure", "quality", "deadline"]}, "themes", ""),
    ],
)
def test_one_flaw_is_one_finding_and_what_is_missing_is_asked_first(fields: Any, what: str, asked: str) -> None:
    findings, follow_ups = found(**fields)
    assert findings == {what}
    assert not asked or follow_ups[0] == asked


@pytest.mark.parametrize(
    "fields",
    [
        {"metric": "half the time"}, {"metric": "½ of it"}, {"seconds": 180}, {"seconds": None}, {"confidence": 3},
        {"confidence": None}, {"themes": ["conflict", "failure", "quality"]}, {"task": None}, {"situation": None},
    ],
)  # fmt: skip
def test_what_is_within_bounds_or_not_known_is_no_flaw(fields: Any) -> None:
    assert found(**fields)[0] == set()


@given(STORIES)
def test_a_situation_cut_as_advised_is_short_enough_and_one_word_more_is_not(told: Story) -> None:
    (look,) = bank(HANDBOOK, "backend", [told]).stories
    advice = [each.do for each in look.findings if each.what == "situation"]
    rest = " ".join(filter(None, (told.task, told.action, told.result, told.reflection))).split()
    assert bool(advice) == (situation_share(told) > SITUATION and len(rest) >= 3)
    if advice:
        most = int(re.findall(r"\d+", advice[0])[-1])
        for words, fits in ((most, True), (most + 1, False)):
            cut = told.model_copy(update={"situation": " ".join(["word"] * words) or None})
            assert (situation_share(cut) <= SITUATION) == fits


@pytest.mark.parametrize(
    ("situation", "task", "expected"),
    [
        ("Files came empty.", "I had two days.", "STAR"),
        ("Files came empty, and I had two days.", None, "CAR"),
        ("Files came empty, and I had two days.", "I had two days", "CAR"),
        (None, "I had two days.", "PAR"),
        (None, None, None),
    ],
)
def test_the_form_follows_from_what_sets_the_scene(
    situation: str | None, task: str | None, expected: str | None
) -> None:
    assert form(story(situation=situation, task=task)) == expected


def test_follow_ups_are_taken_in_turn_from_the_storys_themes() -> None:
    conflict, failure = (HANDBOOK.themes[name].follow_ups for name in ("conflict", "failure"))
    assert found(themes=["conflict", "failure"])[1][:4] == (conflict[0], failure[0], conflict[1], failure[1])


@settings(deadline=None)  # a busy machine is no fault
@given(st.lists(STORIES, max_size=30))
def test_the_report_fits_a_terminal_and_names_every_theme(stories: list[Story]) -> None:
    lines = report(bank(HANDBOOK, "backend", stories), "Q, Senior backend engineer")
    assert len(lines) <= LINES
    assert all(len(line) <= COLUMNS for line in lines[len(HANDBOOK.themes) + 3 :])
    assert all(any(theme.title in line for line in lines) for theme in HANDBOOK.themes.values())
    assert not re.search(r"score|rank|average|ready|best story", "\n".join(lines))


def test_the_invented_stories_show_two_that_hold_and_one_that_does_not() -> None:
    told = bank(HANDBOOK, "backend", HANDBOOK.candidates["ada"].stories)
    assert [len(each.findings) for each in told.stories] == [0, 0, 6]
    assert {each.what for each in told.stories[2].findings} == {
        "number", "reflection", "situation", "seconds", "confidence", "themes",
    }  # fmt: skip
    assert next(row.theme.id for row in told.gaps) == "ambiguity"


# ── the command ──


def test_the_command_says_what_to_do_and_prints_the_worksheet(tmp_path: Path) -> None:
    done = run("stories", "content/candidates/ada.yml", "--out", tmp_path)
    assert done.returncode == 0, done.stderr
    for words in (
        "Ada Okafor, Senior backend engineer: 3 stories, 4 of 5 core themes", "Ambiguity (core): Tell me about",
        "Find one number", "59 %", "STAR", "CAR", "How do you know?",
    ):  # fmt: skip
        assert words in done.stdout
    assert len(done.stdout.splitlines()) <= 60
    pdf = tmp_path / "ada" / "candidate" / "stories.pdf"
    assert done.stdout.endswith(f"worksheet  {pdf.as_posix()}\n")
    text = " ".join(subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True).stdout.split())
    for words in ("The move that took all weekend", "Find one number", "Expect to be asked", "A story: Ambiguity"):
        assert words in text


def test_a_plan_made_afterwards_keeps_the_worksheet(tmp_path: Path) -> None:
    path = written(tmp_path, "stories: [{title: One, themes: [conflict], action: I asked.}]\n")
    assert run("stories", path, "--today", DAY, "--out", tmp_path).returncode == 0
    sheet = tmp_path / "quux" / "candidate" / "stories.pdf"
    before = sheet.read_bytes()
    done = run("plan", path, "--today", DAY, "--out", tmp_path)
    assert done.returncode == 0, done.stderr
    assert sheet.read_bytes() == before


def test_who_has_no_stories_yet_is_told_where_to_begin(tmp_path: Path) -> None:
    done = run("stories", written(tmp_path, ""), "--out", tmp_path)
    assert done.returncode == 0, done.stderr
    assert "0 stories, 0 of 5 core themes" in done.stdout
    assert all(HANDBOOK.themes[name].asks in " ".join(done.stdout.split()) for name in CORE)
    assert (tmp_path / "quux" / "candidate" / "stories.pdf").exists()


@pytest.mark.parametrize("command", ["stories", "plan"])
def test_an_unknown_theme_is_a_problem_at_its_line_and_nothing_is_written(command: str, tmp_path: Path) -> None:
    path = written(tmp_path, "stories:\n  - title: One\n    themes:\n      - conflict\n      - amibguity\n")
    done = run(command, path, "--today", DAY, "--out", tmp_path / "out")
    assert done.returncode == 2
    assert done.stderr == f'{path}:10:9: themes: no theme "amibguity" (did you mean ambiguity?)\n'
    assert not (tmp_path / "out").exists()


def test_all_that_is_wrong_with_a_file_is_said_at_once(tmp_path: Path) -> None:
    path = written(tmp_path, "stories:\n  - titel: One\n    themes: []\n    confidence: 7\n    seconds: 5\n")
    done = run("stories", path, "--out", tmp_path / "out")
    assert done.returncode == 2
    assert [re.sub(r"^.*?:(\d+):\d+: (\w+).*", r"\1 \2", line) for line in done.stderr.splitlines()] == [
        "7 titel", "8 themes", "9 confidence", "10 seconds",
    ]  # fmt: skip
    assert not (tmp_path / "out").exists()


def test_a_role_that_is_not_there_and_content_without_themes_are_said(content: Path, tmp_path: Path) -> None:
    path = written(tmp_path, "")
    path.write_text(path.read_text("utf-8").replace("role: backend", "role: backnd"), "utf-8")
    done = run("stories", path, "--out", tmp_path / "out")
    assert done.returncode == 2
    assert done.stderr.startswith(f'{path}:2:1: role: no role "backnd" (did you mean backend?); there are any-field, ')
    (content / "stories.yml").unlink()
    done = run("stories", "content/candidates/ada.yml", "--content", content, "--out", tmp_path / "out")
    assert (done.returncode, done.stderr.splitlines()) == (
        2, [f"{content}/stories.yml: missing; it names what is asked about"],
    )  # fmt: skip


# ── paper ──


def person(stories: list[Story]) -> Candidate:
    return HANDBOOK.candidates["kofi"].model_copy(update={"stories": tuple(stories)})


@pytest.mark.parametrize("size", ["a4", "letter"])
def test_a_worksheet_has_a_page_for_all_one_a_story_and_one_a_core_gap(size: Any) -> None:
    for candidate, expected in ((HANDBOOK.candidates["ada"], 1 + 3 + 1), (HANDBOOK.candidates["kofi"], 1 + 0 + 5)):
        assert (
            paper.page_count(paper.to_pdf("stories", paper.story_worksheet(HANDBOOK, candidate, DAY), size)) == expected
        )
    assert paper.page_count(paper.to_pdf("stories", blank_worksheet(HANDBOOK), size)) == 2


def test_what_is_written_is_printed_and_what_is_missing_has_lines() -> None:
    view = paper.story_worksheet(HANDBOOK, person([story(result=None, metric=None)]), DAY).stories[0]
    for part in view.parts:
        assert bool(part.text) != bool(part.lines)
    assert [part.label for part in view.parts if part.lines] == ["Result", "Number"]


def test_many_stories_take_several_tables_and_lose_none() -> None:
    told = [story(title=f"No. {n}", themes=["conflict"]) for n in range(1, 31)]
    view = paper.story_worksheet(HANDBOOK, person(told), DAY)
    numbers = [number for matrix in view.matrices for number in matrix.rows[0].told]
    assert (
        [number for matrix in view.matrices for number in matrix.stories] == numbers == [str(n) for n in range(1, 31)]
    )
    assert paper.to_pdf("stories", view)


@given(st.lists(STORIES, min_size=1, max_size=3))
def test_any_stories_have_a_view_with_every_word_of_theirs(stories: list[Story]) -> None:
    view = json.dumps(paper.story_worksheet(HANDBOOK, person(stories), DAY).model_dump(mode="json"))
    assert all(json.dumps(each.title)[1:-1] in view for each in stories)


# ── who may see it ──


@pytest.fixture(scope="module")
def private_book(site_data: SiteData) -> SiteData:
    """What pages are made from as a private edition makes it: everybody's stories, told or not."""
    banks = {
        name: bank(site_data.handbook, each.role, each.stories) for name, each in site_data.handbook.candidates.items()
    }
    return SiteData(
        site_data.handbook, site_data.plans, banks, sheets=sheets_on_screen(site_data.handbook, site_data.plans)
    )


def theirs(handbook: Handbook) -> set[tuple[str, ...]]:
    parts = ("situation", "task", "action", "result", "reflection", "metric", "benefited")
    return {
        run_of_five
        for each in handbook.candidates["ada"].stories
        for part in parts
        for run_of_five in fives(getattr(each, part) or "")
    }


def test_an_invented_persons_stories_stand_on_their_own_page_and_on_no_other(
    site_data: SiteData, made: dict[str, str]
) -> None:
    own = theirs(site_data.handbook)
    assert len(own) > 200
    assert own <= fives(plain(made["candidates/ada/stories.md"]))
    assert not [path for path, page in made.items() if path != "candidates/ada/stories.md" and own & fives(plain(page))]
    assert "candidates/kofi/stories.md" not in made
    assert 'href="ada/stories.html"' in made["candidates/ada.md"]


def test_in_a_private_edition_the_candidate_has_them_and_the_interviewer_nothing(private_book: SiteData) -> None:
    own = theirs(private_book.handbook)
    mine = pages.render_private(private_book, "candidate")
    assert own <= fives(plain(mine["private/ada/stories.md"]))
    assert "noindex" in mine["private/ada/stories.md"]
    assert 'href="ada/stories.html"' in mine["private/ada.md"]
    assert "0 stories" in plain(mine["private/kofi/stories.md"])
    packs = pages.render_private(private_book, "interviewer")
    assert len(packs) > 5
    assert not [path for path, page in packs.items() if own & fives(plain(page)) or "stories.html" in page]
    assert not Edition((), "interviewer", DAY).offers("candidate/stories.pdf")


def test_no_word_of_a_story_stands_in_what_the_interviewer_gets(tmp_path: Path) -> None:
    path = shutil.copy(CONTENT / "candidates" / "ada.yml", tmp_path / "quux.yml")
    assert run("plan", path, "--today", DAY, "--out", tmp_path).returncode == 0
    own = theirs(HANDBOOK)
    texts = {
        pdf.name: subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True).stdout
        for pdf in (tmp_path / "quux").rglob("*.pdf")
    }
    assert [name for name, text in texts.items() if own & fives(text)] == ["stories.pdf"]
    candidate, _ = load_candidate(Path(path))
    plan = (tmp_path / "quux" / "plan.json").read_text("utf-8")
    assert candidate.stories[0].title in plan
    assert not own & fives(plan)


# ── exercises ──


def test_every_round_has_exercises_for_the_days_between_mocks() -> None:
    for round_ in HANDBOOK.rounds.values():
        assert len(round_.exercises) >= 4, round_.id
        assert len({each.title for each in round_.exercises}) == len(round_.exercises)


def test_between_behavioural_mocks_one_theme_is_told_and_the_openings_are_practised() -> None:
    how = [each.how for each in HANDBOOK.rounds["candour"].exercises]
    for words in ("theme", "90 seconds", "close of 45 seconds", "30 to 45 seconds"):
        assert any(words in each for each in how), words
