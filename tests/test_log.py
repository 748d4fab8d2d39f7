"""A log grows by a mock at a time and loses none: kills, two writers, full disks, whatever a person wrote there."""

from __future__ import annotations

import datetime
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import CONTENT, ROOT
from forked import rehearse
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.jobs.site import read
from generator.load import load_log
from generator.model import Handbook, LogEntry
from generator.names import unknown
from generator.problem import ContentError, MachineError
from generator.publish.lock import locked
from generator.scaffold.log import append_entries
from generator.site_data import SiteData
from generator.yamlfile import MAX_BYTES

DRIVER = Path(__file__).parent / "kill_log.py"
EXAMPLE = ROOT / "tests" / "examples" / "log.yml"
TODAY = datetime.date(2026, 12, 30)
FIVE = [
    "--date",
    "2026-12-28",
    "--round",
    "knitting",
    "--before",
    "3",
    "--after",
    "4",
    "--fix",
    "Talk: sooner, # always",
]


def mock(fix: str = "Talk sooner", **more: object) -> LogEntry:
    return LogEntry.model_validate(
        {"date": "2026-12-29", "round": "knitting", "before": 3, "after": 4, "fix": fix, **more}
    )


def fixes(path: Path) -> list[str]:
    return [entry.fix for entry in load_log(path).entries]


def run(folder: Path, *arguments: str, typed: str | None = None) -> subprocess.CompletedProcess[str]:
    """Type `rehearse log ada.yml …` in a folder with Ada's file; without `typed`, the input is empty."""
    log = ("log", "ada.yml", "--content", CONTENT, "--today", TODAY.isoformat())
    return rehearse(*log, *arguments, cwd=folder, typed=typed or "")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ada.yml").write_bytes((CONTENT / "candidates" / "ada.yml").read_bytes())
    return tmp_path


@pytest.fixture
def log(folder: Path) -> Path:
    return folder / "ada-log.yml"


# ── what is read ─────────────────────────────────────────────────────────────────────────────────


def test_the_design_s_example_is_read(handbook: Handbook) -> None:
    entries, places, notes = load_log(EXAMPLE, handbook)
    assert [entry.fix[:10] for entry in entries] == ["After a qu", "Drew boxes"]
    assert entries[1].scores["communication"] == "not seen"
    assert entries[1].debrief
    assert places.at((1, "scores")).line == 17
    assert notes == ()


@pytest.mark.parametrize("text", ["", "\ufeff", "# only this\n", "[]\n", "---\n", "\n\n"])
def test_an_empty_or_missing_log_holds_nothing_and_takes_a_mock(text: str, tmp_path: Path) -> None:
    path = tmp_path / "log.yml"
    assert load_log(path).entries == ()
    path.write_text(text, "utf-8")
    assert load_log(path).entries == ()
    append_entries(path, [mock()])
    assert load_log(path).entries == (mock(),)
    assert "# only this" in path.read_text("utf-8") or "#" not in text


def test_every_mistake_of_every_entry_stands_at_its_line(handbook: Handbook, tmp_path: Path) -> None:
    path = tmp_path / "log.yml"
    path.write_text(
        "- date: 28/12/2026\n  round: knittng\n  before: 7\n  after: 3\n  fix: a\n  scores: {x: 3}\n"
        "- date: 2026-12-28\n  round: knitting\n  before: 3\n  after: 3\n"
        "- date: 2026-12-28\n  round: skyline-design\n  before: 3\n  after: 3\n  fix: a\n"
        "  rater: peer\n  scores: {requirments: 5}\n  self: {depht: 2}\n  questions: [design-a-paste-bn]\n"
    )
    with pytest.raises(ContentError) as caught:
        load_log(path, handbook)
    assert [str(each).removeprefix(f"{path}:") for each in caught.value.problems] == [
        '1:3: date: expected a date like 2026-11-21; got "28/12/2026": write 2026-12-28',
        f"2:3: round: {unknown('round', 'knittng', handbook.rounds)}",
        "3:3: before: expected 5 or less; got 7",
        "6:3: rater: missing; expected, because scores are given",
        "7:3: fix: missing",
        "17:12: requirments: expected a score from 1 to 4, or: not seen; got 5",
        '17:12: scores: no dimension "requirments" in this round (did you mean requirements?)',
        '18:10: self: no dimension "depht" in this round (did you mean depth?)',
        '19:15: questions: no question "design-a-paste-bn" (did you mean design-a-paste-bin?)',
    ]


def test_a_log_torn_at_any_byte_reads_as_the_mocks_before_and_takes_the_next(tmp_path: Path) -> None:
    """The torn one is reported at its line and skipped, or whole; it stays in the file as a comment."""
    whole = tmp_path / "whole.yml"
    torn = tmp_path / "torn.yml"
    first = mock("First", session="knitting-1", kind="baseline")
    last = mock("Zoë said: “wait”", rater="peer", scores={"correctness": 3}, micro_goal="By the next: ünder 3.")
    whole.write_text("# mine\n", "utf-8")
    append_entries(whole, [first])
    start = whole.stat().st_size
    append_entries(whole, [last])
    source = whole.read_bytes()
    reported = 0
    for end in range(start + 1, len(source)):
        torn.write_bytes(source[:end])
        entries, _, notes = load_log(torn)
        assert entries == ((first,) if notes else (first, last))
        assert all(re.match(r".*torn\.yml:9:1: the last entry is not finished, and is left out", str(n)) for n in notes)
        reported += len(notes)
        if end % 7 == 0:
            append_entries(torn, [mock("Next")])
            assert load_log(torn).entries == (*entries, mock("Next"))
            assert load_log(torn).notes == ()
            assert torn.read_bytes().startswith(source[:start])
    assert reported == len(source) - start - 2  # whole are: all but the last line's end


@pytest.mark.parametrize("key", ["micro_goal", "debrief"])
def test_a_text_of_nothing_but_spaces_is_a_mistake_at_its_line(key: str, tmp_path: Path) -> None:
    path = tmp_path / "log.yml"
    value = '{assumed: "  "}' if key == "debrief" else '"  "'
    path.write_text(f"- date: 2026-12-28\n  round: knitting\n  before: 3\n  after: 3\n  {key}: {value}\n  fix: a\n")
    with pytest.raises(ContentError, match=r"log\.yml:5:\d+: \w+: expected some text"):
        load_log(path)


def test_an_entry_in_the_middle_is_never_skipped(tmp_path: Path) -> None:
    path = tmp_path / "log.yml"
    path.write_text("- date: 2026-12-28\n  round: knitting\n- date: 2026-12-29\n")
    with pytest.raises(ContentError, match=r"log.yml:1:3: fix: missing"):
        load_log(path)
    with pytest.raises(ContentError):
        append_entries(path, [mock()])


# ── what is written ──────────────────────────────────────────────────────────────────────────────


@settings(max_examples=60, deadline=None)
@given(fix=st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=300).filter(str.strip))
@example(fix="<DD")  # the start of an HTML block in CommonMark
@example(fix="</script><img src=x> ![x](y) [z]: javascript:1")
def test_any_printable_text_reads_back_as_it_was_typed(fix: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("text") / "log.yml"
    append_entries(path, [mock(fix, debrief={"assumed": fix}, micro_goal=fix), mock("next")])
    entries = load_log(path).entries
    assert [entry.fix for entry in entries] == [fix.strip(), "next"]
    assert entries[0].debrief
    assert entries[0].debrief.assumed == entries[0].micro_goal == fix


@pytest.mark.parametrize(
    "before",
    [
        EXAMPLE.read_text("utf-8"),
        EXAMPLE.read_text("utf-8").rstrip("\n"),
        EXAMPLE.read_text("utf-8").replace("\n", "\r\n"),
        EXAMPLE.read_text("utf-8").replace("\n", "\r\n").rstrip("\n"),
        "\ufeff" + EXAMPLE.read_text("utf-8"),
        "  # indented\n  - {date: 2026-12-28, round: knitting, before: 3, after: 3, fix: short}  # so\n\n  # the end",
    ],
    ids=["as it is", "no last line end", "CRLF", "CR alone", "BOM", "indented, in braces"],
)
def test_what_stood_there_stays_byte_for_byte(before: str, tmp_path: Path) -> None:
    path = tmp_path / "log.yml"
    path.write_bytes(before.encode())
    known = load_log(path).entries
    append_entries(path, [mock()])
    assert path.read_bytes().startswith(before.encode())
    assert load_log(path).entries == (*known, mock())
    added = path.read_bytes().removeprefix(before.encode())
    assert (b"\r\n" in added) == ("\r\n" in before)


@pytest.mark.parametrize(
    "before",
    [
        "[{date: 2026-12-28, round: knitting, before: 3, after: 3, fix: a}]\n",
        "- {date: 2026-12-28, round: knitting, before: 3, after: 3, fix: a}\n...\n",
        "name: Ada\n",
        "- {date: 2026-12-28, round: knitting, before: 3, after: 3, fix: a: b}\n",
    ],
)
def test_a_log_that_nothing_can_follow_is_left_as_it_is(before: str, tmp_path: Path) -> None:
    path = tmp_path / "log.yml"
    path.write_text(before)
    with pytest.raises(ContentError, match=r"log\.yml"):
        append_entries(path, [mock()])
    assert path.read_text() == before
    assert [each.name for each in tmp_path.iterdir()] == ["log.yml"]


@pytest.mark.parametrize(
    "values",
    [
        {"fix": "  in spaces  "},
        {"fix": ""},
        {"fix": "two\nlines"},
        {"micro_goal": " "},
        {"session": ""},
        {"before": 9},
        {"questions": ("A Question",)},
    ],
)
def test_an_entry_that_would_read_as_another_is_not_written(values: dict[str, object], tmp_path: Path) -> None:
    """What is to be written is read first and compared with what was meant, here something that no check let in."""
    path = tmp_path / "log.yml"
    append_entries(path, [mock()])
    before = path.read_bytes()
    with pytest.raises(ContentError, match=r"log\.yml: .* add this entry by hand"):
        append_entries(path, [mock("First"), mock().model_copy(update=values)])
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["log.yml"]


def test_a_log_may_be_as_long_as_what_is_read_and_not_a_byte_longer(tmp_path: Path) -> None:
    path = tmp_path / "log.yml"
    append_entries(path, [mock()])
    room = MAX_BYTES - path.stat().st_size - len(b"#\n")
    path.write_bytes(b"#" + b"." * room + b"\n")
    append_entries(path, [mock()])
    assert path.stat().st_size == MAX_BYTES
    assert fixes(path) == ["Talk sooner"]
    path.write_bytes(b"#" + b"." * (room + 1) + b"\n")
    with pytest.raises(ContentError, match=r"/log\.yml: expected at most \d+ bytes; start another file"):
        append_entries(path, [mock()])


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="no system that lists open files")
def test_no_file_stays_open(tmp_path: Path) -> None:
    append_entries(tmp_path / "log.yml", [mock()])
    before = len(list(Path("/proc/self/fd").iterdir()))
    append_entries(tmp_path / "log.yml", [mock()])
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_a_link_stays_a_link_and_a_mode_stays(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    real = tmp_path / "real" / "log.yml"
    real.write_text("# private\n")
    real.chmod(0o600)
    link = tmp_path / "log.yml"
    link.symlink_to(real)
    append_entries(link, [mock()])
    assert link.is_symlink()
    assert fixes(real) == ["Talk sooner"]
    assert real.stat().st_mode & 0o777 == 0o600
    loop = tmp_path / "loop.yml"
    loop.symlink_to(loop)
    with pytest.raises(MachineError):
        append_entries(loop, [mock()])


# ── kills, writers, disks ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["ada-log.yml", "ada-log.json"])
def test_a_kill_at_any_moment_loses_no_acknowledged_mock_and_breaks_no_file(name: str, folder: Path) -> None:
    """Before every call to the disk and at random steps; `python tests/kill_log.py 100 FOLDER` kills more."""
    (folder / name).touch()
    done = subprocess.run([sys.executable, DRIVER, "40", folder], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    before, after, _ = map(int, done.stdout.split())
    assert before >= 10
    assert after >= 1


def test_two_writers_at_once_are_both_there(folder: Path, log: Path) -> None:
    code = (
        "import sys\nfrom contextlib import suppress\nfrom pathlib import Path\n"
        "from generator.scaffold.log import append_entries\n"
        "from generator.model import LogEntry\nfrom generator.problem import BusyError\n"
        "for n in range(15):\n"
        "    entry = dict(date='2026-12-28', round='knitting', before=3, after=3, fix=f'{sys.argv[1]} {n}')\n"
        "    while True:\n"
        "        with suppress(BusyError):  # others kept writing for as long as one waits: a busy machine\n"
        "            append_entries(Path('ada-log.yml'), [LogEntry.model_validate(entry)])\n"
        "            break\n"
    )
    writers = [subprocess.Popen([sys.executable, "-c", code, name], cwd=folder) for name in ("one", "two", "three")]
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    found = fixes(log)
    assert len(found) == 45
    for name in ("one", "two", "three"):
        assert [fix for fix in found if fix.startswith(name)] == [f"{name} {n}" for n in range(15)]
    assert {path.name for path in folder.iterdir()} == {"ada.yml", "ada-log.yml"}


def test_a_second_writer_waits_for_the_first(folder: Path, log: Path) -> None:
    """It says so itself when it looks at the lock again: then it has found it taken."""
    code = (
        "import sys\nfrom generator.cli import main\n"
        "tries = []\n"
        "def on_call(event, arguments):\n"
        "    if event == 'open' and str(arguments[0]).endswith('lock'):\n"
        "        tries.append(event)\n"
        "        if len(tries) == 3:\n"
        "            print('waits', flush=True)\n"
        "sys.addaudithook(on_call)\n"
        "main(sys.argv[1:])\n"
    )
    with locked(log):
        second = subprocess.Popen(
            [sys.executable, "-c", code, "log", "ada.yml", "--content", CONTENT, "--today", "2026-12-30",
             *FIVE], cwd=folder, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert second.stdout
        assert second.stdout.readline() == "waits\n"
        assert not log.exists()
    assert second.communicate()[0].startswith("logged ")
    assert len(fixes(log)) == 1


#: Starts `rehearse log …`, and lets somebody else act once, when the log has been read and the new one is on its way.
MEDDLED = (
    "import sys\nfrom pathlib import Path\nfrom generator.cli import main\n"
    "event_awaited, part, act = sys.argv[1:4]\n"
    "acted = []\n"
    "def on_call(event, arguments):\n"
    "    if event == event_awaited and part in str(arguments) and not acted:\n"
    "        acted.append(event)\n"
    "        exec(act)\n"
    "sys.addaudithook(on_call)\n"
    "main(sys.argv[4:])\n"
)


def meddled(folder: Path, event: str, part: str, act: str) -> subprocess.CompletedProcess[str]:
    """Log a mock while `act` happens, once, before the first such call to the disk."""
    command = [sys.executable, "-c", MEDDLED, event, part, act, "log", "ada.yml", "--content", str(CONTENT),
               "--today", "2026-12-30", *FIVE]  # fmt: skip
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("event", ["open", "shutil.copymode", "os.chown"])
@pytest.mark.parametrize(
    ("act", "after"),
    [
        ("Path('ada-log.yml').write_bytes(b'# an editor saved this\\n')", b"# an editor saved this\n"),
        ("open('ada-log.yml', 'ab').write(b'# one more line\\n')", b"# mine\n# one more line\n"),
        ("Path('ada-log.yml').write_bytes(b'# Mine\\n')", b"# Mine\n"),
    ],
    ids=["other words", "more words", "as many bytes"],
)
def test_what_an_editor_saves_while_a_mock_is_added_stays(
    event: str, act: str, after: bytes, folder: Path, log: Path
) -> None:
    """Between the reading of a log and the moment the new one takes its place, whichever call to the disk it is at."""
    log.write_bytes(b"# mine\n")
    done = meddled(folder, event, ".ada-log.yml.rehearse/new" if event == "open" else "", act)
    assert (done.returncode, done.stdout) == (4, ""), done.stderr
    assert done.stderr == "ada-log.yml: another program has just changed it; nothing was written, so try again\n"
    assert log.read_bytes() == after
    assert {path.name for path in folder.iterdir()} == {"ada.yml", "ada-log.yml"}


def test_a_log_that_an_editor_makes_or_removes_while_a_mock_is_added_stays_so(folder: Path, log: Path) -> None:
    new = ".ada-log.yml.rehearse/new"
    done = meddled(folder, "open", new, "Path('ada-log.yml').write_bytes(b'# just begun\\n')")
    assert (done.returncode, log.read_bytes()) == (4, b"# just begun\n"), done.stderr
    done = meddled(folder, "open", new, "Path('ada-log.yml').unlink()")
    assert done.returncode == 4, done.stderr
    assert not log.exists()
    assert {path.name for path in folder.iterdir()} == {"ada.yml"}
    assert run(folder, *FIVE).returncode == 0, "and the next one is logged"
    assert fixes(log) == ["Talk: sooner, # always"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of a file")
@pytest.mark.parametrize("room", [0, 1, 30])
def test_a_full_disk_is_one_line_and_exit_3_and_the_log_is_as_it_was(room: int, folder: Path, log: Path) -> None:
    import resource

    log.write_bytes(EXAMPLE.read_bytes())
    limit = log.stat().st_size + room if room else 0
    command = [sys.executable, "-m", "generator.cli", "log", "ada.yml", "--content", str(CONTENT), "--today",
               "2026-12-30", *FIVE]  # fmt: skip
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == "ada-log.yml: File too large; nothing was logged\n"
    assert log.read_bytes() == EXAMPLE.read_bytes()
    assert {path.name for path in folder.iterdir()} == {"ada.yml", "ada-log.yml"}


def test_a_read_only_log_is_one_line_and_exit_3(folder: Path, log: Path) -> None:
    log.write_bytes(EXAMPLE.read_bytes())
    log.chmod(0o444)
    done = run(folder, *FIVE)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == "ada-log.yml: is read-only; nothing was logged\n"
    assert log.read_bytes() == EXAMPLE.read_bytes()


# ── the command ──────────────────────────────────────────────────────────────────────────────────


def test_five_options_are_a_mock_without_a_question(folder: Path, log: Path) -> None:
    done = run(folder, *FIVE)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "logged     ada-log.yml: 2026-12-28 knitting 3 → 4\n"
    assert fixes(log) == ["Talk: sooner, # always"]


def test_five_questions_are_a_mock_and_a_wrong_answer_is_asked_again(folder: Path, log: Path) -> None:
    done = run(folder, typed="2027-01-01\n\nknittng\n3\n9\n3\n4\nDrew boxes first.\n")
    assert done.returncode == 0, done.stderr
    for words in ("1 knitting, 2 ai-knitting, 3 skyline-design", "did you mean knitting?", "expected 5 or less; got 9",
                  "expected today, 2026-12-30, or an earlier day"):  # fmt: skip
        assert words in done.stdout
    entry = load_log(log).entries[0]
    assert (entry.date, entry.round, entry.before, entry.after) == (TODAY, "skyline-design", 3, 4)


def test_session_and_kind_come_from_the_plan_of_that_day(folder: Path, log: Path, site_data: SiteData) -> None:
    """Every mock of Ada's first days, logged as planned, is the session that the plan says."""
    from generator.jobs.log import open_log

    mocks = [each for each in site_data.plans["ada"].sessions if each.kind != "micro"][:4]
    for each in mocks:
        opened = open_log(CONTENT, folder / "ada.yml")
        data = {"date": each.date.isoformat(), "round": each.round, "before": 3, "after": 3, "fix": "a"}
        append_entries(opened.path, [opened.entry(data, each.date)])
    assert [(entry.session, entry.kind) for entry in load_log(log).entries] == [(each.id, each.kind) for each in mocks]


def test_full_asks_the_rest_and_enter_skips(folder: Path, log: Path, handbook: Handbook) -> None:
    first, second, *_ = (each.id for each in handbook.rounds["knitting"].rubric.dimensions)
    answers = ["", "peer", "3", "n", "", "5", "2", "", *[""] * 5, "No test run.", "", "A proof.", "I will say it.", ""]
    done = run(folder, *FIVE, "--full", "--question", "merge-booking-windows", typed="\n".join([*answers, ""]))
    assert done.returncode == 0, done.stderr + done.stdout
    entry = load_log(log, handbook).entries[0]
    assert entry.rater == "peer"
    assert entry.scores[first] == 3
    assert entry.scores[second] == "not seen"
    assert "expected a score from 1 to 4" in done.stdout
    assert entry.debrief
    assert (entry.debrief.lost_confidence, entry.debrief.assumed) == ("No test run.", None)
    assert entry.micro_goal == "I will say it."
    assert entry.questions == ("merge-booking-windows",)


@pytest.mark.parametrize("typed", [None, "2026-12-29\n", "2026-12-29\n1\n3\n3\n"])
def test_a_closed_stdin_writes_nothing_and_says_so(typed: str | None, folder: Path, log: Path) -> None:
    done = run(folder, typed=typed)
    assert done.returncode == 130
    assert done.stderr == "nothing logged\n"
    assert not log.exists()


def test_all_wrong_options_are_named_at_once_and_nothing_is_asked(folder: Path, log: Path) -> None:
    done = run(folder, "--date", "29.12.2026", "--round", "knittng", "--before", "0", "--after", "x", "--fix", "a\nb",
               "--score", "tests=3", "--self", "tests", "--question", "nothing")  # fmt: skip
    assert done.returncode == 2
    assert done.stdout == ""
    assert [line.partition(":")[0] for line in done.stderr.splitlines()] == [
        "--after", "--before", "--date", "--fix", "--question", "--round", "--score", "--self",
    ]  # fmt: skip
    assert not log.exists()


def test_the_log_stands_beside_the_file_under_the_name_that_it_gives(folder: Path) -> None:
    ada = folder / "ada.yml"
    source = ada.read_text("utf-8")
    ada.write_text(source + "log: diary.yml\n", "utf-8")
    assert run(folder, *FIVE).stdout.startswith("logged     diary.yml: ")
    for name in ("../diary.yml", ".."):
        ada.write_text(source + f"log: {name}\n", "utf-8")
        done = run(folder, *FIVE)
        assert done.returncode == 2
        assert f'log: expected the name of a file next to this one; got "{name}"' in done.stderr
    assert {path.name for path in folder.iterdir()} == {"ada.yml", "diary.yml"}


def test_an_invented_candidate_s_plan_goes_on_from_their_log(content: Path) -> None:
    (content / "candidates" / "ada-log.yml").write_bytes(EXAMPLE.read_bytes())
    plan = read(content).plans["ada"]
    assert [each.round for each in plan.done] == ["knitting", "skyline-design"]
    assert plan.today == datetime.date(2026, 12, 29)
    assert all(each.date > plan.today for each in plan.sessions)


# ── what a mutant of the log got away with ───────────────────────────────────────────────────────


def test_an_option_that_is_empty_is_asked_like_one_left_out(folder: Path, log: Path) -> None:
    done = run(folder, *FIVE[:-1], "", typed="Said it\n")
    assert done.returncode == 0, done.stderr
    assert fixes(log) == ["Said it"]


@pytest.mark.parametrize(
    ("option", "text"), [("--date", "2026-02-30"), ("--fix", "a\x07b"), ("--session", "knittng-2")]
)
def test_a_value_that_can_t_be_read_is_refused_at_its_option(option: str, text: str, folder: Path, log: Path) -> None:
    done = run(folder, *FIVE, option, text)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"{option}: ")
    assert not log.exists()


def test_what_was_torn_can_be_read_in_its_comment(log: Path) -> None:
    whole = "- date: 2026-12-28\n  round: knitting\n  before: 3\n  after: 3\n  fix: a\n"
    log.write_text(f"{whole}- date: 2026-1é\n  roun\x07", "utf-8")
    append_entries(log, [mock("b")])
    assert log.read_text("utf-8").splitlines()[5:7] == ["# - date: 2026-1é", "#   roun\ufffd"]


def test_only_what_stands_there_is_left_out(log: Path) -> None:
    append_entries(log, [mock("a"), mock("b")])
    added = append_entries(log, [mock("c"), mock("a"), mock("d"), mock("a")], once=True)
    assert added == (mock("c"), mock("d"), mock("a"))
    assert fixes(log) == ["a", "b", "c", "d", "a"]


def test_a_session_is_named_once_and_one_that_is_given_stays(folder: Path, site_data: SiteData) -> None:
    """A second mock of the round on that day is none of the plan's, and neither is one of another code."""
    from generator.jobs.log import open_log

    first = next(each for each in site_data.plans["ada"].sessions if each.kind != "micro")
    data = {"date": first.date.isoformat(), "round": first.round, "before": 3, "after": 3, "fix": "a"}
    opened = open_log(CONTENT, folder / "ada.yml")
    given = opened.entry(data | {"session": f"{first.round}-9"}, first.date)
    assert (given.session, given.kind) == (f"{first.round}-9", None)
    append_entries(opened.path, [opened.entry(data, first.date)])
    again = open_log(CONTENT, folder / "ada.yml").entry(data, first.date)
    assert (again.session, again.kind) == (None, None)
    with pytest.raises(ContentError, match="--date"):
        opened.entry(data | {"date": (first.date + datetime.timedelta(1)).isoformat()}, first.date)


def test_the_code_of_a_session_is_its_round_too(folder: Path, log: Path) -> None:
    """At the prompt, where the plan has shown nothing but codes."""
    done = run(folder, "--date", "2026-12-28", "--before", "3", "--after", "4", "--fix", "a", typed="knitting-7\n")
    assert done.returncode == 0, done.stderr
    (entry,) = load_log(log).entries
    assert (entry.round, entry.session) == ("knitting", "knitting-7")
