"""`rehearse new`: files of the right shape, in which only what a person must write is left."""

from __future__ import annotations

import datetime
import fcntl
import json
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import termios
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest
import yaml
from conftest import CONTENT, ROOT

from generator.check import check
from generator.cli import rehearse
from generator.cli.new import ASKED
from generator.load import load_candidate, load_handbook
from generator.model import Question
from generator.problem import SHOWN_OF_A_FILE, ContentError

COMMAND = [sys.executable, "-m", "generator.cli"]
QUESTION = ("question", "--round", "knitting", "--title", "Walk a maze", "--topic", "mazes")
ROUND = ("round", "--title", "Whittling", "--minutes", "60", "--help-by", "hints")
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
        ("question", "--round", "candour", "--title", "A new one", "--topic", "loss", "--level", "staff", "--level",
         "junior", "--difficulty", "hard", "--author", "Ines"),
        ROUND,
        ("round", "--title", "Darning", "--minutes", "45", "--help-by", "probes"),
        ROLE,
    ):  # fmt: skip
        done = run("new", *command, cwd=content.parent)
        assert done.returncode == 0, done.stderr
        assert (content.parent / done.stdout.split()[1]).is_file()
    assert {re.sub(r"^.*: id: ", "", line) for line in left(content.parent)} == {
        f'round "{name}" has no question; add one in questions/{name}, or remove the round'
        for name in ("whittling", "darning")
    }
    handbook = load_handbook(content)
    assert handbook.questions["walk-a-maze"].levels == ("mid", "senior")
    assert handbook.questions["a-new-one"].levels == ("junior", "staff")
    assert handbook.origins["a-new-one"].author == "Ines"
    assert {step.round for step in handbook.roles["data-engineer"].levels[0].loop} == {
        name for name, each in handbook.rounds.items() if each.in_loop
    }


def test_a_place_that_is_still_to_be_written_is_named_by_its_line(content: Path) -> None:
    run("new", *QUESTION, cwd=content.parent)
    name = "content/questions/knitting/mazes.yml"
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
        absent = rf"# {name}: \(optional\) {re.escape(field.description or '')}\n"
        assert re.search(f"{given}|{absent}", text), name


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_question_is_added_to_a_file_of_which_every_byte_stays(end: str, content: Path) -> None:
    path = content / "questions" / "knitting" / "intervals.yml"
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
    path = content / "questions" / "knitting" / "intervals.yml"
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
        assert "already exists" in again.stderr
        assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (
            ("question", "--round", "knittng", "--title", "A", "--topic", "b"),
            'no round "knittng" (did you mean knitting?)',
        ),
        (("question", "--round", "knitting", "--title", "Merge booking windows", "--topic", "b"), "is already at"),
        (("question", "--round", "knitting", "--title", "   ", "--topic", "b"), "--title: expected one line"),
        (("question", "--round", "knitting", "--title", "A\nb", "--topic", "b"), "--title: expected one line"),
        (("question", "--round", "knitting", "--title", "x" * 301, "--topic", "b"), "--title: expected one line"),
        (("question", "--round", "knitting", "--title", "🎉", "--topic", "b"), '--title: no id can be made from "🎉"'),
        (("question", "--round", "knitting", "--title", "Index", "--topic", "b"), "--title: no id can be made"),
        (("question", "--round", "knitting", "--title", "A", "--topic", "../B b"), "one letter), such as b-b;"),
        (("round", "--title", "A", "--minutes", "20", "--help-by", "hints"), "--minutes: expected 30 to 180; got 20"),
        (("role", "--title", "A", "--family", "b", "--round", "juggling"), 'no round "juggling"'),
        ((*CANDIDATE[:4], "backnd", *CANDIDATE[5:]), "did you mean backend?"),
        ((*CANDIDATE[:6], "staff", *CANDIDATE[7:]), 'no level "staff"; it has junior, mid and senior'),
        ((*CANDIDATE[:2], "🎉", *CANDIDATE[3:]), 'from "🎉"; type another, or start again with --out'),
        ((*CANDIDATE, "--out", "🎉.yml"), '--out: no id can be made from "🎉.yml"; choose another name'),
        ((*CANDIDATE[:8], "2027-02-30"), '--interview: there is no 30 February; got "2027-02-30"'),
        ((*CANDIDATE[:8], "3.2.2027"), 'which can be Wednesday 3 February 2027 or Tuesday 2 March 2027'),
        ((*CANDIDATE[:8], "2020-01-20"), "--interview: expected a day after today"),
        ((*CANDIDATE, "--out", "content/candidates/zoe.yml"), "--out: expected a place of your own"),
    ],
)  # fmt: skip
def test_what_can_t_be_made_is_said_and_nothing_is_written(
    command: tuple[str, ...], message: str, content: Path
) -> None:
    before = {path for path in content.parent.rglob("*") if path.is_file()}
    today = ("--today", "2026-12-01") if command[0] == "candidate" else ()
    done = run("new", *command, *today, cwd=content.parent)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert {path for path in content.parent.rglob("*") if path.is_file()} == before


# ── a candidate's file ──

#: Name → the file that `new candidate` makes for it.
NAMES = {
    "Zoë O'Neil": "zoe-oneil.yml", "Zoë O’Neil": "zoe-oneil.yml", "Müller": "muller.yml", "张伟": "zhang-wei.yml",
    "Ольга": "olga.yml", "Nguyễn Văn An": "nguyen-van-an.yml", "Ada Okafor": "ada-okafor.yml", "محمد": "mhmd.yml",
}  # fmt: skip
ELSE = ("--role", "backend", "--level", "senior", "--interview", "2027-03-01", "--today", "2026-12-01")


@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_any_script_makes_the_file_s_name_and_what_can_t_be_printed_is_said(
    name: str, tmp_path: Path
) -> None:
    done = run("new", "candidate", "--name", name, *ELSE, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert [path.name for path in tmp_path.iterdir()] == [NAMES[name]]
    candidate, _ = load_candidate(tmp_path / NAMES[name])
    assert (candidate.name, candidate.id) == (name, Path(NAMES[name]).stem)
    assert ("note       no available font has" in done.stdout) == (name in ("张伟", "محمد"))


def test_a_new_candidate_can_be_planned_at_once_and_keeps_its_weeks(content: Path) -> None:
    """Whatever the day: the file has its first day, and no later plan needs to say so."""
    (content.parent / "mine").mkdir()
    done = run("new", *CANDIDATE[:8], "2026-12-02", "--today", "2026-12-01", cwd=content.parent / "mine")
    assert done.returncode == 0, done.stderr
    path = content.parent / "mine" / "zoe-oneil.yml"
    assert load_candidate(path)[0].start == datetime.date(2026, 12, 1)
    assert "keeps your weeks" in path.read_text("utf-8")
    command = done.stdout.splitlines()[-1].partition("rehearse ")[2].split()
    planned = run(*command, "--today", "2026-12-01", cwd=content.parent / "mine")
    assert planned.returncode == 0, planned.stderr
    assert 'A line "start' not in planned.stdout
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_roles_levels_and_days_are_understood_as_people_write_them(tmp_path: Path) -> None:
    given = ("--name", "Noor", "--role", "Backend Engineer", "--level", "Senior", "--interview", "1 March 2027")
    done = run("new", "candidate", *given, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    candidate, _ = load_candidate(tmp_path / "noor.yml")
    assert (candidate.role, candidate.level, candidate.interview) == ("backend", "senior", datetime.date(2027, 3, 1))


def schema_of(path: Path) -> Path:
    """Find the schema as the YAML language server does: a path from the file's folder, or an address."""
    found = re.match(r"# yaml-language-server: \$schema=(\S+)$", path.read_text("utf-8").splitlines()[0])
    assert found, path
    named = urlsplit(found[1])
    return Path(url2pathname(named.path)) if named.scheme == "file" else path.parent / found[1]


def test_a_file_that_was_started_without_schema_and_start_now_has_both(tmp_path: Path) -> None:
    """And the one of before can still be planned."""
    old = tmp_path / "old.yml"
    shutil.copy(ROOT / "tests" / "cases" / "new-candidate-no-schema.yml", old)
    here = ("--today", "2026-12-01", "--content", str(CONTENT), "--out")
    done = run("plan", "old.yml", *here, "plans", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    given = [
        f"--{key}={value}" for key, value in yaml.safe_load(old.read_text("utf-8")).items() if key in ASKED["candidate"]
    ]
    done = run("new", "candidate", *given, *here, "new.yml", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert schema_of(tmp_path / "new.yml").exists()
    assert yaml.safe_load((tmp_path / "new.yml").read_text("utf-8"))["start"] == datetime.date(2026, 12, 1)
    done = run("plan", "new.yml", *here, "plans", cwd=tmp_path)
    assert done.returncode == 0, done.stderr


def test_editors_find_the_schema_of_a_new_file_wherever_it_is(content: Path, tmp_path: Path) -> None:
    """Beside the content if there is one, by a path from there; else in the clone, by an address without spaces."""
    home = tmp_path / "Zoë’s home #1"
    shutil.copytree(content, home / "bank" / "content")
    for base, place in ((content.parent, content.parent), (home / "bank", home)):
        for command in (QUESTION, ROUND, ROLE, (*CANDIDATE[:2], "Noor", *CANDIDATE[3:])):
            (place / "mine").mkdir(exist_ok=True)
            done = run("new", *command, "--content", str(base / "content"), cwd=place / "mine")
            assert done.returncode == 0, done.stderr
            path = place / "mine" / done.stdout.split(maxsplit=1)[1].split("\nn")[0]
            assert schema_of(path).resolve().is_relative_to(ROOT / "schema")
            assert json.loads(schema_of(path).read_text("utf-8"))["title"]
    (home / "bank" / "schema").mkdir()
    shutil.copy(ROOT / "schema" / "candidate.json", home / "bank" / "schema")
    done = run("new", *CANDIDATE, "--out", str(home / "bank" / "mine" / "zoe.yml"), "--content",
               str(home / "bank" / "content"), cwd=tmp_path)  # fmt: skip
    assert done.returncode == 0, done.stderr
    first = (home / "bank" / "mine" / "zoe.yml").read_text("utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../schema/candidate.json"


# ── what is asked ──


def test_what_is_not_given_is_asked(content: Path) -> None:
    done = run("new", "question", cwd=content.parent, typed="knitting\nWalk a maze\nmazes\n")
    assert done.returncode == 0, done.stderr
    assert "Its title, which the candidate sees:" in done.stdout
    assert (content / "questions" / "knitting" / "mazes.yml").exists()


def test_a_wrong_answer_is_refused_at_its_question_which_is_asked_again(tmp_path: Path) -> None:
    typed = "🎉\n张伟\nbacknd\nBackend engineer\nchief\nstaff\nsenior\n30 Feb\n2020-01-20\n2027-01-20\n"
    done = run("new", "candidate", "--today", "2026-12-01", cwd=tmp_path, typed=typed)
    assert done.returncode == 0, done.stderr
    said = [
        'no file name can be made from "🎉"',
        "Roles: any-field, backend, frontend, full-stack, graduate, mobile, staff-engineer",
        'no role "backnd" (did you mean backend?); there are any-field, backend, ',
        "Levels: junior, mid, senior",
        'expected junior, mid or senior; got "chief"',
        'role "backend" has no level "staff"; it has junior, mid and senior; roles that have it: staff-engineer',
        'expected a date like 2027-01-20; got "30 Feb"',
        "expected a day after today, 2026-12-01",
    ]
    places = [done.stdout.find(words) for words in said]
    assert -1 not in places, said[places.index(-1)]
    assert places == sorted(places)
    candidate, _ = load_candidate(tmp_path / "zhang-wei.yml")
    assert (candidate.name, candidate.role, candidate.level) == ("张伟", "backend", "senior")


def test_siblings_ask_again_too(content: Path) -> None:
    """A question for its round, title and topic; a round for its minutes and help; a role for its family."""
    for kind, typed, said in (
        ("question", "knittng\ncoding\nMerge booking windows\nWalk a maze\nA maze\nmazes\n",
         ("Rounds: ai-knitting, ", "did you mean knitting?", "is already at content/", "such as a-maze")),
        ("round", "Whittling\n20\n60\nhunts\nhints\n", ("expected 30 to 180; got 20", "expected hints or probes")),
        ("role", "Index\nData engineer\nData!\ndata\n", ("no id can be made from", "such as data;")),
    ):  # fmt: skip
        done = run("new", kind, cwd=content.parent, typed=typed)
        assert done.returncode == 0, done.stderr
        assert [words for words in said if words not in done.stdout] == []


def test_what_was_given_wrong_is_said_all_at_once_before_anything_is_asked(content: Path) -> None:
    for command, expected in (
        (("candidate", "--role", "backnd", "--level", "chief"), ["--level: ", "--role: no role"]),
        (("candidate", "--interview", "soon", "--name", "🎉"), ["--interview: ", "--name: "]),
        (("question", "--round", "knittng"), ["--round: no round"]),
        (("role", "--round", "knittng"), ["--round: no round"]),
        (("round", "--minutes", "1"), ["--minutes: "]),
    ):
        done = run("new", *command, cwd=content.parent)
        assert (done.returncode, done.stdout) == (2, "")
        lines = done.stderr.splitlines()
        assert len(lines) == len(expected)
        assert all(line.startswith(start) for line, start in zip(lines, expected, strict=True)), lines


def in_a_terminal() -> None:
    """Let Ctrl+C reach a process, even if a shell that runs us in its background ignores it."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("answered", ["", "Noor\n", "Noor\nbackend\nsenior\n"])
def test_ctrl_c_at_a_question_leaves_nothing_and_says_so(answered: str, tmp_path: Path) -> None:
    """In a terminal, where Ctrl+C is typed; at the end of what is piped in, too."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, "new", "candidate"], stdin=theirs, stdout=theirs, stderr=theirs, cwd=tmp_path,
        start_new_session=True, preexec_fn=in_a_terminal,
    )  # fmt: skip
    os.close(theirs)
    shown = ""

    def read(until: str, typed: str = "") -> None:
        """Read on, typing again what may come in the moment before Python waits for it, which it then doesn't hear."""
        nonlocal shown
        while until not in shown:
            if typed and not select.select([ours], [], [], 1)[0]:
                os.write(ours, typed.encode())
                continue
            shown += os.read(ours, 4096).decode()

    for words, answer in zip(ASKED["candidate"].values(), [*answered.splitlines(), "\x03"], strict=False):
        read(f"{words}: ")
        os.write(ours, (answer if answer == "\x03" else f"{answer}\n").encode())
    read("nothing written", "\x03")
    assert process.wait() == 130, shown
    os.close(ours)
    assert "Traceback" not in shown
    ended = run("new", "candidate", cwd=tmp_path, typed=answered)
    assert (ended.returncode, ended.stderr) == (130, "nothing written\n")
    assert list(tmp_path.iterdir()) == []


def test_every_kind_asks_for_two_to_four_things() -> None:
    for name, command in rehearse.commands["new"].commands.items():  # type: ignore[attr-defined]
        assert 2 <= len(ASKED[name]) <= 4, name
        assert {f"--{option}" for option in ASKED[name]} <= {option for each in command.params for option in each.opts}
