"""`rehearse new`: files of the right shape, in which only what a person must write is left."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from generator.check import check
from generator.cli import rehearse
from generator.load import load_candidate, load_handbook
from generator.model import Question
from generator.problem import SHOWN_OF_A_FILE, ContentError

COMMAND = [sys.executable, "-m", "generator.cli"]
QUESTION = ("question", "--round", "coding", "--title", "Walk a maze", "--topic", "mazes")
ROUND = ("round", "--title", "Triage", "--minutes", "60", "--help-by", "hints")
ROLE = ("role", "--title", "Data engineer", "--family", "data")
CANDIDATE = ("candidate", "--name", "Zoë O'Neil", "--role", "backend", "--level", "senior", "--interview", "2027-03-01")


def run(*arguments: str, cwd: Path, typed: str = "") -> subprocess.CompletedProcess[str]:
    """Run a command in the folder that holds the content."""
    return subprocess.run([*COMMAND, *arguments], input=typed, capture_output=True, text=True, cwd=cwd, check=False)


def left(cwd: Path) -> set[str]:
    """What `check` says besides "still to be written", and how often it says that."""
    lines = run("check", cwd=cwd).stderr.splitlines()
    assert any(line.endswith(": still to be written") for line in lines)
    return {line for line in lines if not re.search(r": (still to be written|… and \d+ more)$", line)}


def test_new_content_has_the_right_shape_and_only_a_persons_words_are_missing(content: Path) -> None:
    """A question in a new file, one in a round of conversation, a round with each kind of help, a role."""
    for command in (
        QUESTION,
        ("question", "--round", "behavioural", "--title", "A new one", "--topic", "loss", "--level", "staff", "--level",
         "junior", "--difficulty", "hard", "--author", "Ines"),
        ROUND,
        ("round", "--title", "Portfolio", "--minutes", "45", "--help-by", "probes"),
        ROLE,
    ):  # fmt: skip
        done = run("new", *command, cwd=content.parent)
        assert done.returncode == 0, done.stderr
        assert (content.parent / done.stdout.split()[1]).is_file()
    assert left(content.parent) == set()
    handbook = load_handbook(content)
    assert handbook.questions["walk-a-maze"].levels == ("mid", "senior")
    assert handbook.questions["a-new-one"].levels == ("junior", "staff")
    assert handbook.origins["a-new-one"].author == "Ines"
    assert {step.round for step in handbook.roles["data-engineer"].levels[0].loop} == {
        name for name, each in handbook.rounds.items() if each.in_loop
    }


def test_a_place_that_is_still_to_be_written_is_named_by_its_line(content: Path) -> None:
    run("new", *QUESTION, cwd=content.parent)
    name = "content/questions/coding/mazes.yml"
    lines = (content.parent / name).read_text("utf-8").splitlines()
    expected = [number for number, line in enumerate(lines, start=1) if re.search(r"^[^#]*\bWRITE$", line)]
    *found, more = run("check", cwd=content.parent).stderr.splitlines()
    assert [int(line.split(":")[1]) for line in found] == expected[:SHOWN_OF_A_FILE]
    assert more == f"{name}: … and {len(expected) - SHOWN_OF_A_FILE} more"
    with pytest.raises(ContentError) as caught:
        check(load_handbook(content))
    assert [each.line for each in caught.value.problems] == expected


def test_nothing_unfinished_is_published(content: Path) -> None:
    run("new", *QUESTION, cwd=content.parent)
    done = run("pages", cwd=content.parent)
    assert done.returncode == 2
    assert "prompt: still to be written" in done.stderr
    assert not (content.parent / "build").exists()


def test_filled_in_a_new_question_passes_check(content: Path) -> None:
    done = run("new", *QUESTION, cwd=content.parent)
    path = content.parent / done.stdout.split()[1]
    path.write_text(re.sub(r"\bWRITE$", "In a person's words.", path.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    checked = run("check", cwd=content.parent)
    assert checked.returncode == 0, checked.stderr


def test_a_comment_above_a_field_is_the_models_description(content: Path) -> None:
    """Of every field of a question, whether it is there or left out."""
    done = run("new", *QUESTION, cwd=content.parent)
    text = (content.parent / done.stdout.split()[1]).read_text("utf-8")
    for name, field in Question.model_fields.items():
        given = rf"# {re.escape(field.description or '')}\n +(- )?{name}:"
        absent = rf"# {name}: \(may be left out\) {re.escape(field.description or '')}\n"
        assert re.search(f"{given}|{absent}", text), name


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_question_is_added_to_a_file_of_which_every_byte_stays(end: str, content: Path) -> None:
    path = content / "questions" / "coding" / "intervals.yml"
    before = (path.read_text("utf-8").rstrip() + "   # a last word\n").replace("\n", end).encode()
    path.write_bytes(before)
    done = run("new", *QUESTION[:-1], "intervals", cwd=content.parent)
    assert done.returncode == 0, done.stderr
    after = path.read_bytes()
    assert after.startswith(before.rstrip())
    assert after.count(b"\r") == (after.count(b"\n") if end == "\r\n" else 0)
    assert left(content.parent) == set()
    assert [each.name for each in path.parent.iterdir() if each.name.startswith(".")] == []


def test_a_file_that_can_t_be_added_to_is_left_as_it_is(content: Path) -> None:
    """Its questions do not stand last."""
    path = content / "questions" / "coding" / "intervals.yml"
    source = path.read_text("utf-8")
    head, body = source.split("questions:\n")
    moved = "questions:\n" + body.rstrip() + "\n" + head
    path.write_text(moved, "utf-8")
    done = run("new", *QUESTION[:-1], "intervals", cwd=content.parent)
    assert done.returncode == 2
    assert "intervals.yml: expected the questions last" in done.stderr
    assert path.read_text("utf-8") == moved


def test_nothing_that_exists_is_overwritten(content: Path) -> None:
    for command in (ROUND, ROLE, CANDIDATE):
        first = run("new", *command, cwd=content.parent)
        assert first.returncode == 0, first.stderr
        path = content.parent / first.stdout.split()[1]
        path.write_text(path.read_text("utf-8") + "# mine\n", "utf-8")
        before = path.read_bytes()
        again = run("new", *command, cwd=content.parent)
        assert again.returncode == 2
        assert "stands here already" in again.stderr
        assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (("question", "--round", "codng", "--title", "A", "--topic", "b"), 'no round "codng" (did you mean coding?)'),
        (("question", "--round", "coding", "--title", "Merge booking windows", "--topic", "b"), "stands at content/"),
        (("question", "--round", "coding", "--title", "   ", "--topic", "b"), "--title: expected one line"),
        (("question", "--round", "coding", "--title", "A\nb", "--topic", "b"), "--title: expected one line"),
        (("question", "--round", "coding", "--title", "x" * 301, "--topic", "b"), "--title: expected one line"),
        (("question", "--round", "coding", "--title", "你好", "--topic", "b"), "--title: expected a slug"),
        (("question", "--round", "coding", "--title", "Index", "--topic", "b"), "--title: expected a name that is not"),
        (("question", "--round", "coding", "--title", "A", "--topic", "../b"), "--topic: expected a slug"),
        (("round", "--title", "A", "--minutes", "20", "--help-by", "hints"), "--minutes: expected 30 to 180; got 20"),
        (("role", "--title", "A", "--family", "b", "--round", "juggling"), 'no round "juggling"'),
        ((*CANDIDATE[:4], "backnd", *CANDIDATE[5:]), "did you mean backend?"),
        ((*CANDIDATE[:6], "staff", *CANDIDATE[7:]), "--level: expected junior, mid, senior; got staff"),
        ((*CANDIDATE, "--out", "content/candidates/zoe.yml"), "--out: expected a place of your own"),
    ],
)  # fmt: skip
def test_what_can_t_be_made_is_said_and_nothing_is_written(
    command: tuple[str, ...], message: str, content: Path
) -> None:
    before = {path for path in content.parent.rglob("*") if path.is_file()}
    done = run("new", *command, cwd=content.parent)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert {path for path in content.parent.rglob("*") if path.is_file()} == before


def test_a_new_candidate_can_be_planned_at_once(content: Path) -> None:
    done = run("new", *CANDIDATE, cwd=content.parent)
    assert done.returncode == 0, done.stderr
    path = content.parent / "zoe-oneil.yml"
    candidate, _ = load_candidate(path)
    assert candidate.name == "Zoë O'Neil"
    planned = run("plan", "zoe-oneil.yml", "--today", "2027-01-20", cwd=content.parent)
    assert planned.returncode == 0, planned.stderr


def test_what_is_not_given_is_asked(content: Path) -> None:
    done = run("new", "question", cwd=content.parent, typed="coding\nWalk a maze\nmazes\n")
    assert done.returncode == 0, done.stderr
    assert "Its title, which the candidate sees:" in done.stdout
    assert (content / "questions" / "coding" / "mazes.yml").exists()


def test_every_kind_asks_for_two_to_four_things() -> None:
    for name, command in rehearse.commands["new"].commands.items():  # type: ignore[attr-defined]
        asked = [each for each in command.params if getattr(each, "prompt", None)]
        assert 2 <= len(asked) <= 4, name
