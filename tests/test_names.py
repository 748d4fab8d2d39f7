"""Titles and near names are understood wherever a role or a round is asked for; what is not is refused with a list."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from conftest import CONTENT
from forked import rehearse
from hypothesis import given
from hypothesis import strategies as st

from generator import names, yamlfile
from generator.jobs.sheets import write_sheets
from generator.load import load_handbook
from generator.paper import documents_for
from generator.printing import Printing
from generator.problem import did_you_mean

HANDBOOK = load_handbook(CONTENT)
ROUNDS, ROLES = HANDBOOK.rounds, HANDBOOK.roles

#: As people write them → the round.
WRITTEN_ROUNDS = {
    "skyline-design": "skyline-design",
    "Skyline design": "skyline-design",
    "Skyline Design": "skyline-design",
    "SKYLINE-DESIGN": "skyline-design",
    "skyline_design": "skyline-design",
    "skylinedesign": "skyline-design",
    "  skyline   design ": "skyline-design",
    "the skyline design": "skyline-design",
    "Systems design": "skyline-design",
    "Candor": "candour",
    "behavioral interview": "candour",
    "Candour": "candour",
    "PDD": "past-deep-dive",
    "pdd": "past-deep-dive",
    "Past deep dive": "past-deep-dive",
    "a past deep-dive": "past-deep-dive",
    "deep dive": "past-deep-dive",
    "Wall build": "wall-build",
    "Knitting with an assistant": "ai-knitting",
    "Pair programming": "knitting",
    "Phone screen": "reception-screen",
}
WRITTEN_ROLES = {
    "backend": "backend",
    "Backend Engineer": "backend",
    "back-end": "backend",
    "Back end engineer": "backend",
    "a backend engineer": "backend",
    "Backend Developer": "backend",
    "Full stack": "full-stack",
    "fullstack engineer": "full-stack",
    "staff_engineer": "staff-engineer",
    "Staff": None,
    "Any field": "any-field",
    "iOS developer": "mobile",
    "Graduate Software Engineer": "graduate",
}
#: Never guessed.
NO_ROUNDS = ("knittng", "design", "code", "", "-", "a", "knitting knitting", "x" * 500, "skylinedesig", "ai")
LIST = (
    "there are ai-knitting, candour, fault-review, knitting, mending, past-deep-dive, "
    "reception-screen, skyline-design and wall-build"
)
ROLE_LIST = (
    "there are any-field, backend, frontend, full-stack, graduate, mobile and staff-engineer; any-field fits every job"
)


def run(*arguments: object, typed: str = "") -> subprocess.CompletedProcess[str]:
    return rehearse(*arguments, typed=typed)


def written(folder: Path, **changed: str) -> Path:
    """Write a candidate's file, each key on a line of its own."""
    lines = {
        "name": "Mira", "role": "backend", "level": "senior", "interview": "2027-03-31",
        "days": "{mon: 90, wed: 90, sat: 240}", "zone": "Europe/Berlin",
    }  # fmt: skip
    path = folder / "mira.yml"
    path.write_text("".join(f"{key}: {value}\n" for key, value in (lines | changed).items()), "utf-8")
    return path


def planned(path: Path) -> subprocess.CompletedProcess[str]:
    return run("plan", path, "--today", "2027-03-01", "--out", path.parent / "out")


# ── the name itself ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("name", "expected"), WRITTEN_ROUNDS.items())
def test_a_round_is_understood(name: str, expected: str) -> None:
    assert names.resolve(name, ROUNDS) == expected


@pytest.mark.parametrize(("name", "expected"), WRITTEN_ROLES.items())
def test_a_role_is_understood(name: str, expected: str | None) -> None:
    assert names.resolve(name, ROLES) == expected


@pytest.mark.parametrize("name", NO_ROUNDS)
def test_nothing_is_guessed(name: str) -> None:
    assert names.resolve(name, ROUNDS) is None


def test_every_id_title_and_alias_of_the_content_is_understood() -> None:
    for nouns in (ROUNDS, ROLES):
        for name, noun in nouns.items():
            for each in (name, noun.title, *noun.aliases):
                assert names.resolve(each, nouns) == names.resolve(each.upper(), nouns) == name


@given(st.text(max_size=40))
def test_a_name_of_any_kind_is_an_id_or_one_line(name: str) -> None:
    found = names.resolve(name, ROUNDS)
    assert found is None or found in ROUNDS
    message = names.unknown("round", name, ROUNDS)
    assert message.startswith('no round "')
    assert message.endswith(LIST)


def test_an_id_wins_over_a_title_and_what_two_have_stands_for_none() -> None:
    other = ROUNDS["knitting"].model_copy(update={"title": "Mending", "aliases": ("live knitting",)})
    assert names.resolve("mending", {**ROUNDS, "knitting": other}) == "mending"
    both = {"a": other, "b": other}
    assert names.resolve("Mending", both) is None
    assert names.resolve("live knitting", both) is None


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("knittng", "knitting"), ("Candoor", "candour"), ("skylne desgin", "skyline-design"),
        ("assistant", "ai-knitting"), ("screen", "reception-screen"), ("knitting round", "knitting"), ("review", ""),
        ("PD", "past-deep-dive"), ("design", "skyline-design"), ("whiteboard", ""), ("incident", ""), ("x" * 500, ""),
    ],
)  # fmt: skip
def test_the_nearest_round_is_named(name: str, near: str) -> None:
    message = names.unknown("round", name, ROUNDS)
    assert (f" (did you mean {near}?); " in message) == bool(near)
    assert ("did you mean" in message) == bool(near)
    assert len(message) < 300


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("bakend", "backend"), ("Backnd enginer", "backend"), ("Staff", "staff-engineer"),
        ("mobil developer", "mobile"), ("product manager", ""), ("data engineer", ""), ("QA engineer", ""),
        ("software engineer", ""), ("engineer", ""),
    ],
)  # fmt: skip
def test_the_nearest_role_is_named(name: str, near: str) -> None:
    meant = f" (did you mean {near}?)" if near else ""
    assert names.unknown("role", name, ROLES) == f'no role "{name}"{meant}; {ROLE_LIST}'


def test_a_list_names_twelve_and_counts_the_others() -> None:
    many = {f"round-{number}": ROUNDS["knitting"] for number in range(14)}
    assert names.known(many).endswith("round-10, round-11 and 2 more")
    assert names.known({"knitting": ROUNDS["knitting"]}) == "there is knitting"
    assert names.known({}) == "there are none yet"


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("naem", ("name", "role"), "name"),
        ("Partnercard", ("partner-card", "debrief"), "partner-card"),
        ("data-engineer", ("staff-engineer", "backend"), ""),
        ("sumary", ("summary", "title"), "summary"),
        ("xyz", ("knitting",), ""),
        ("knitting", (), ""),
    ],
)
def test_did_you_mean(word: str, known: tuple[str, ...], meant: str) -> None:
    assert did_you_mean(word, known) == (f" (did you mean {meant}?)" if meant else "")


# ── where a name is asked for ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("name", "expected"), [each for each in WRITTEN_ROUNDS.items() if each[0].strip() == each[0]])
def test_rounds_in_a_candidate_s_file(name: str, expected: str, tmp_path: Path) -> None:
    """Under `rounds`, `confidence` and `interviews`; the plan has ids."""
    from generator.load import load_candidate

    path = written(
        tmp_path, rounds=f"[{yamlfile.written(name)}, knitting]", confidence=f"{{{yamlfile.written(name)}: 2}}",
        interviews=f"[{{date: 2027-03-31, rounds: [{yamlfile.written(name)}]}}]", interview="null",
    )  # fmt: skip
    candidate, wrong = names.settled(HANDBOOK, load_candidate(path)[0])
    assert wrong == []
    assert candidate.rounds == (expected, "knitting")
    assert candidate.confidence == {expected: 2}
    assert candidate.interviews[0].rounds == (expected,)


def test_a_plan_of_names_is_the_plan_of_ids(tmp_path: Path) -> None:
    by_name = written(
        tmp_path, role="Backend Engineer", rounds="[Skyline design, Candor, PDD]",
        confidence="{Skyline Design: 2, candor: 4}",
    )  # fmt: skip
    done = planned(by_name)
    assert (done.returncode, done.stderr) == (0, "")
    first = (tmp_path / "out" / "mira" / "plan.json").read_bytes()
    by_id = written(
        tmp_path, rounds="[skyline-design, candour, past-deep-dive]",
        confidence="{skyline-design: 2, candour: 4}",
    )  # fmt: skip
    assert planned(by_id).returncode == 0
    assert (tmp_path / "out" / "mira" / "plan.json").read_bytes() == first


def test_what_is_not_understood_in_a_candidate_s_file_is_named_at_its_place(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        role="product manager",
        rounds="[knitting, knittng]",
        confidence="{Knitting: 3, knitting: 2, chess: 1}",
    )
    done = planned(path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [
        f'{path}:2:1: role: no role "product manager"; {ROLE_LIST}',
        f'{path}:7:20: rounds: no round "knittng" (did you mean knitting?); {LIST}',
        f'{path}:8:27: confidence: "knitting" and "Knitting" are the same round; remove one',
        f'{path}:8:40: confidence: no round "chess"; {LIST}',
    ]
    assert not (tmp_path / "out").exists()


def test_the_stories_of_a_role_by_its_title(tmp_path: Path) -> None:
    done = run("stories", written(tmp_path, role="Backend Engineer"), "--out", tmp_path / "out")
    assert (done.returncode, done.stderr) == (0, "")
    path = written(tmp_path, role="product manager")
    done = run("stories", path, "--out", tmp_path / "out2")
    assert (done.returncode, done.stderr) == (2, f'{path}:2:1: role: no role "product manager"; {ROLE_LIST}\n')


@pytest.mark.parametrize("name", ["Skyline design", "skyline_design", "SKYLINE-DESIGN", "Systems design"])
def test_a_round_given_to_log(name: str, tmp_path: Path) -> None:
    path = written(tmp_path)
    done = run("log", path, "--date", "2027-03-01", "--round", name, "--before", 2, "--after", 3, "--fix", "a",
               "--today", "2027-03-02")  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert "round: skyline-design\n" in (tmp_path / "mira-log.yml").read_text("utf-8")


@pytest.mark.parametrize("name", ["Candor", "candour", "Behavioral interview"])
def test_a_round_at_the_prompt_of_log(name: str, tmp_path: Path) -> None:
    done = run("log", written(tmp_path), "--today", "2027-03-02", "--full",
               typed=f"2027-03-01\nknittng\n{name}\n2\n3\na\n\n\n" + "\n" * 20)  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert f'no round "knittng" (did you mean knitting?); {LIST}' in done.stdout
    assert "round: candour\n" in (tmp_path / "mira-log.yml").read_text("utf-8")


def test_an_unknown_round_given_to_log_is_refused(tmp_path: Path) -> None:
    done = run("log", written(tmp_path), "--round", "incident", "--today", "2027-03-02")
    assert (done.returncode, done.stderr) == (2, f'--round: no round "incident"; {LIST}\n')


def test_a_round_written_in_a_log_by_hand(tmp_path: Path) -> None:
    """It counts, and stays as it is written when the log grows; a spreadsheet doesn't add it again."""
    path, log = written(tmp_path), tmp_path / "mira-log.yml"
    entry = "- date: 2027-03-01\n  round: Skyline design\n  before: 2\n  after: 3\n  fix: a\n"
    log.write_text(entry, "utf-8")
    done = run("progress", path, "--today", "2027-03-02", "--out", tmp_path / "out")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Skyline design" in done.stdout
    table = tmp_path / "log.csv"
    table.write_text("date,round,before,after,fix\n2027-03-01,skyline-design,2,3,a\n2027-03-02,PDD,2,3,b\n", "utf-8")
    done = run("log", path, "--from", table, "--today", "2027-03-03")
    assert (done.returncode, done.stderr) == (0, "")
    text = log.read_text("utf-8")
    assert text.startswith(entry)
    assert text.count("- date") == 2
    assert "round: past-deep-dive\n" in text


def test_an_unknown_round_in_a_log_is_named_at_its_place(tmp_path: Path) -> None:
    path = written(tmp_path)
    (tmp_path / "mira-log.yml").write_text(
        "- date: 2027-03-01\n  round: White board\n  before: 2\n  after: 3\n  fix: a\n", "utf-8"
    )
    done = run("progress", path, "--today", "2027-03-02", "--out", tmp_path / "out")
    assert (done.returncode, done.stderr) == (
        2, f'{tmp_path}/mira-log.yml:2:3: round: no round "White board"; {LIST}\n',
    )  # fmt: skip


@pytest.mark.parametrize("name", ["Skyline design", "skyline_design", "the skyline design"])
def test_the_sheets_of_a_round_by_its_name(name: str, tmp_path: Path) -> None:
    made = write_sheets(CONTENT, name, [], tmp_path, Printing("a4"), None)
    assert [path.name for path in made] == [f"skyline-design-{each.name}-a4.pdf" for each in documents_for("round")]


def test_the_sheets_that_are_the_same_for_everybody_by_their_names(tmp_path: Path) -> None:
    made = write_sheets(CONTENT, "Partner card", [], tmp_path, Printing("a4"), None)
    assert [path.name for path in made] == ["partner-card-a4.pdf"]


def test_the_sheets_of_an_unknown_round_are_refused() -> None:
    done = run("sheet", "whiteboard")
    assert done.returncode == 2
    assert done.stderr.startswith(f'ROUND: no round "whiteboard"; {LIST}')


def test_new_content_names_rounds_and_roles_by_their_names(content: Path, tmp_path: Path) -> None:
    done = run("new", "question", "--round", "Candor", "--title", "A new one", "--topic", "loss", "--content", content)
    assert (done.returncode, done.stderr) == (0, "")
    assert "round: candour\n" in (content / "questions" / "candour" / "loss.yml").read_text("utf-8")
    done = run("new", "role", "--title", "Data engineer", "--family", "data", "--round", "Skyline design", "--round",
               "PDD", "--round", "past-deep-dive", "--content", content)  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    (loop, *_) = [level.loop for level in load_handbook(content, cache=None).roles["data-engineer"].levels]
    assert [step.round for step in loop] == ["skyline-design", "past-deep-dive"]
    out = tmp_path / "me.yml"
    done = run("new", "candidate", "--name", "Me", "--role", "Backend Engineer", "--level", "senior", "--interview",
               "2027-03-01", "--out", out)  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert "role: backend\n" in out.read_text("utf-8")
    done = run("new", "candidate", "--name", "Me", "--role", "product manager", "--level", "senior", "--interview",
               "2027-03-01", "--out", tmp_path / "you.yml")  # fmt: skip
    assert (done.returncode, done.stderr) == (2, f'--role: no role "product manager"; {ROLE_LIST}\n')


def test_a_sample_candidate_may_use_names_too(content: Path) -> None:
    path = content / "candidates" / "ada.yml"
    source = path.read_text("utf-8")
    path.write_text(
        source.replace("role: backend", "role: Backend Engineer").replace("knitting: 3,", "Knitting: 3,", 1), "utf-8"
    )
    handbook = load_handbook(content, cache=None)
    assert handbook.candidates["ada"].role == "backend"
    assert handbook.candidates["ada"].confidence["knitting"] == 3
    path.write_text(source.replace("role: backend", "role: product manager"), "utf-8")
    done = run("check", "--content", content)
    assert (done.returncode, done.stderr) == (2, f'{path}:4:1: role: no role "product manager"; {ROLE_LIST}\n')
