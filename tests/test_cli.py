"""The commands as a person types them: what they print, write and return."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import forked
import pytest
from conftest import CONTENT, ROOT, TESTS

from generator.cli import rehearse
from generator.model import Handbook
from generator.say import date

COMMAND = [sys.executable, "-m", "generator.cli"]


def run(*arguments: str | Path, cwd: Path = TESTS) -> subprocess.CompletedProcess[str]:
    return forked.rehearse(*arguments, cwd=cwd)


def held(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def pdf_text(path: Path) -> str:
    return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def private(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `rehearse plan` makes for the invented Ada."""
    out = tmp_path_factory.mktemp("private")
    done = run("plan", "content/candidates/ada.yml", "--out", out)
    assert done.returncode == 0, done.stderr
    return out / "ada"


def test_the_readme_names_every_command_as_it_is() -> None:
    named = dict(re.findall(r"^\| `rehearse (\w+)([^`]*)` \|", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE))
    expected = {}
    for name, command in rehearse.commands.items():
        arguments = [each.make_metavar(command.make_context(name, ["x", "y"], resilient_parsing=True))
                     for each in command.params if each.param_type_name == "argument"]  # fmt: skip
        expected[name] = "".join(f" {each}" for each in arguments)
    assert named == expected


@pytest.mark.parametrize("command", [[], *([name] for name in rehearse.commands)])
def test_every_command_explains_itself(command: list[str]) -> None:
    done = run(*command, "--help")
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) > 5


def test_help_loads_nothing_heavy() -> None:
    """What makes `--help` slow is imports: none of these may be needed to parse a command."""
    heavy = {"mkdocs", "typst", "pydantic", "jinja2", "yaml", "fontTools", "markdown_it"}
    code = (
        "import sys\nfrom generator.cli import main\n"
        f"try:\n    main(['--help'])\nexcept SystemExit:\n    print({heavy} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=TESTS, check=True)
    assert done.stdout.splitlines()[-1] == "set()"


def test_six_mistakes_in_one_file_give_six_lines(content: Path, tmp_path: Path) -> None:
    path = content / "questions" / "knitting" / "intervals.yml"
    source = path.read_text("utf-8")
    for right, wrong in (
        ("    difficulty: medium", "    difficulty: meduim"),
        ("    levels: [junior, mid, senior]", "    levels: [junior, mid, chief]"),
        ("    gist: ", "    gits: "),
        ("      - minute: 12", "      - minute: twelve"),
        ("      - kind: reveal", "      - kind: unveil"),
        ("reviewed: 2026-11-21", "reviewed: 2026-11-31"),
    ):
        assert right in source
        source = source.replace(right, wrong, 1)
    path.write_text(source, "utf-8")
    done = run("check", cwd=tmp_path)
    lines = source.splitlines()

    def at(words: str) -> int:
        return next(number for number, line in enumerate(lines, start=1) if words in line)

    name = "content/questions/knitting/intervals.yml"
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        f'{name}:{at("2026-11-31")}:3: reviewed: there is no 31 November; got "2026-11-31"',
        f'{name}:{at("chief")}:27: levels: item 3: expected junior, mid, senior or staff; got "chief"',
        f'{name}:{at("meduim")}:5: difficulty: expected easy, medium or hard; got "meduim" (did you mean medium?)',
        f"{name}:{at('gits')}:5: gits: unknown field (did you mean gist?)",
        f'{name}:{at("unveil")}:9: kind: expected nudge, pointer or reveal; got "unveil"',
        f'{name}:{at("twelve")}:9: minute: expected a whole number; got "twelve"',
    ]


def test_a_plan_comes_in_two_folders_that_can_be_handed_over_alone(private: Path) -> None:
    names = set(held(private))
    assert {"plan.json", "candidate/plan.pdf", "interviewer/knitting-1.pdf", "candidate/sealed/knitting-1.pdf"} <= names
    assert {name.split("/")[0] for name in names} == {"plan.json", "candidate", "interviewer", ".rehearse.json"}


def test_the_plan_gives_every_session_by_date_and_code_and_names_no_question(private: Path, handbook: Handbook) -> None:
    plan = json.loads((private / "plan.json").read_text("utf-8"))
    text = pdf_text(private / "candidate" / "plan.pdf")
    assert len(plan["sessions"]) > 15
    for session in plan["sessions"]:
        assert session["id"] in text
        assert date(session["date"]) in text
    for question in handbook.questions.values():
        assert question.title not in text
        assert question.id not in text


def test_the_same_plan_gives_the_same_bytes_in_another_folder(private: Path, tmp_path: Path) -> None:
    assert run("plan", "content/candidates/ada.yml", "--out", tmp_path).returncode == 0
    assert held(tmp_path / "ada") == held(private)


def test_a_plan_of_ten_lines_needs_no_more(tmp_path: Path) -> None:
    """The README's example, in a folder of its own, planned on a given day."""
    example = re.search(r"```yaml\n(name: .*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    assert example
    (tmp_path / "ada.yml").write_text(example[1], "utf-8")
    done = run("plan", tmp_path / "ada.yml", "--today", "2026-12-20", "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "ada" / "candidate" / "plan.pdf").exists()


def test_sheets_are_made_four_weeks_ahead_or_all_of_them_and_then_kept(tmp_path: Path) -> None:
    candidate = "name: Noor\nrole: backend\nlevel: senior\ninterview: 2027-01-30\ndays: {tue: 60, thu: 60, sat: 90}\n"
    (tmp_path / "noor.yml").write_text(
        f"{candidate}confidence: {{knitting: 3, skyline-design: 2, candour: 4}}\n", "utf-8"
    )
    made = tmp_path / "out" / "noor"
    command = ("plan", tmp_path / "noor.yml", "--today", "2026-12-01", "--out", tmp_path / "out")

    def with_sheets() -> set[str]:
        return {path.stem for path in (made / "interviewer").glob("*.pdf")} & {each["id"] for each in mocks}

    first = run(*command)
    plan = json.loads((made / "plan.json").read_text("utf-8"))
    mocks = [each for each in plan["sessions"] if each["kind"] != "micro"]
    near = {each["id"] for each in mocks if each["date"] <= "2026-12-29"}
    assert with_sheets() == near
    said = f"note       Sheets are made four weeks ahead: {len(near)} of {len(mocks)} mocks have theirs."
    assert 0 < len(near) < len(mocks)
    assert said in first.stdout
    everything = run(*command, "--all")
    assert with_sheets() == {each["id"] for each in mocks}
    assert "four weeks ahead" not in everything.stdout + run(*command).stdout
    assert with_sheets() == {each["id"] for each in mocks}


def test_a_candidate_that_can_t_be_planned_is_refused_at_the_line_and_nothing_is_written(tmp_path: Path) -> None:
    path = tmp_path / "ada.yml"
    path.write_text("name: Ada\nrole: backnd\nlevel: senior\ninterview: 2026-01-20\ndays: {mon: 0}\n", "utf-8")
    done = run("plan", path, "--today", "2026-12-20", "--out", tmp_path / "out")
    assert done.returncode == 2
    found = [line.removeprefix(path.as_posix()) for line in done.stderr.splitlines()]
    assert found[0].startswith(':2:1: role: no role "backnd" (did you mean backend?)')
    assert found[1].startswith(":4:1: interview: ")
    assert found[2].startswith(":5:1: days: ")
    assert not (tmp_path / "out").exists()


def test_the_same_id_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    for path in (tmp_path / "ada.yml", tmp_path / "a" / "ada.yml"):
        path.write_bytes((CONTENT / "candidates" / "ada.yml").read_bytes())
    done = run("plan", tmp_path / "ada.yml", tmp_path / "a" / "ada.yml", "--out", tmp_path / "out")
    assert done.returncode == 2
    assert 'candidate "ada"' in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_name_that_no_font_can_draw_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "li.yml"
    source = (CONTENT / "candidates" / "ada.yml").read_text("utf-8")
    path.write_text(source.replace("Ada Okafor", "李小龙"), "utf-8")
    done = run("plan", path, "--out", tmp_path / "out")
    assert done.returncode == 2
    assert "李小龙" in done.stderr
    assert "U+674E" in done.stderr
    assert not (tmp_path / "out").exists()


def test_sheets_are_printed_for_questions_and_blank(tmp_path: Path) -> None:
    for arguments, name, pages in (
        (["knitting", "merge-booking-windows"], "merge-booking-windows-session-a4.pdf", 2),
        (["knitting", "merge-booking-windows", "--paper", "letter"], "merge-booking-windows-session-letter.pdf", 2),
        (["knitting"], "knitting-rubric-a4.pdf", 1),
    ):
        done = run("sheet", *arguments, "--out", tmp_path)
        assert done.returncode == 0, done.stderr
        info = subprocess.run(["pdfinfo", tmp_path / name], capture_output=True, text=True, check=True).stdout
        assert re.search(rf"Pages: +{pages}\b", info)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["sheet", "knittng"], 'no round "knittng" (did you mean knitting?)'),
        (["sheet", "knitting", "merge-windows"], 'no question "merge-windows" in this round'),
        (["sheet", "candour", "charged-twice"], 'no question "charged-twice" in this round'),
        (["sheet", "knitting", "charged-twice", "--level", "staff"], "--level: "),
        (["check", "--content", "nowhere"], "nowhere: expected a folder of content"),
        (["plan", "nobody.yml"], "nobody.yml: can't be read"),
        (["plan"], "Missing argument"),
    ],
)  # fmt: skip
def test_what_can_t_be_done_is_said_and_exits_2(arguments: list[str], message: str, tmp_path: Path) -> None:
    out = ["--out", str(tmp_path / "out")] if arguments[0] != "check" else []
    done = run(*arguments, *out)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_folder_that_can_t_be_written_exits_3(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    done = run("schema", "--out", tmp_path / "file" / "schema")
    assert done.returncode == 3
    assert len(done.stderr.splitlines()) == 1


def test_a_plan_leaves_out_what_the_log_holds_and_says_what_of_it_is_not_finished(tmp_path: Path) -> None:
    (tmp_path / "ada.yml").write_bytes((CONTENT / "candidates" / "ada.yml").read_bytes())
    mock = "- {date: 2026-12-28, round: knitting, before: 3, after: 4, fix: Talk sooner.}\n"
    (tmp_path / "ada-log.yml").write_text(mock + "- date: 2026-12-29\n", "utf-8")
    done = run("plan", tmp_path / "ada.yml", "--today", "2026-12-29", "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert "ada-log.yml:2:1: the last entry is not finished, and is left out" in done.stdout
    plan = json.loads((tmp_path / "out" / "ada" / "plan.json").read_text("utf-8"))
    assert [each["date"] for each in plan["done"]] == ["2026-12-28"]
    assert "knitting-1" not in {each["id"] for each in plan["sessions"]}


@pytest.mark.parametrize("debug", [[], ["--debug"]])
def test_a_bug_of_ours_is_one_line_and_with_debug_a_traceback(debug: list[str]) -> None:
    code = (
        "from generator.cli import main, rehearse\n"
        "@rehearse.command()\ndef broken():\n    1 / 0\n"
        f"main({[*debug, 'broken']})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=TESTS, check=False)
    assert done.returncode == 70
    assert "ZeroDivisionError" in done.stderr
    assert (len(done.stderr.splitlines()) == 1) == (not debug)
    assert ("Traceback" in done.stderr) == bool(debug)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no disk that is always full")
def test_what_could_not_be_said_is_no_success() -> None:
    command = [Path(sys.executable).with_name("rehearse"), "--version"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (3, "stdout: no space left; what the command has written before stays\n")


def test_who_stops_reading_is_told_nothing_more() -> None:
    command = f"{Path(sys.executable).with_name('rehearse')} coverage | head -1"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False, cwd=TESTS)
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""
