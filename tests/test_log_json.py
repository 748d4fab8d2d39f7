"""A log in JSON is a log: what the page and other programs write is read at its line, and a mock is added to it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import CONTENT, ROOT
from forked import rehearse
from hypothesis import given, settings
from hypothesis import strategies as st
from test_log import FIVE, TODAY, mock

from generator.load import load_candidate, load_log, log_path
from generator.model import Handbook, LogEntry
from generator.names import unknown
from generator.problem import ContentError
from generator.scaffold.log import append_entries, as_json
from generator.yamlfile import MAX_BYTES

EXAMPLE = ROOT / "tests" / "examples" / "log.yml"
ENTRY = {"date": "2026-12-28", "round": "knitting", "before": 3, "after": 4, "fix": "Talk sooner"}
ONE = json.dumps(ENTRY)
_VALUE = "not JSON: expected a value, with double quotes around a text, and no comma after the last one"
_ON_ONE_LINE = r"not JSON: expected the text on one line; write \n for a new line and \t for a tab"


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return rehearse("log", "ada.yml", "--content", CONTENT, "--today", TODAY.isoformat(), *arguments, cwd=folder)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ada.yml").write_bytes((CONTENT / "candidates" / "ada.yml").read_bytes())
    return tmp_path


@pytest.fixture
def log(folder: Path) -> Path:
    return folder / "ada-log.json"


def refused(source: str, path: Path, handbook: Handbook | None = None) -> list[str]:
    path.write_text(source, "utf-8")
    with pytest.raises(ContentError) as caught:
        load_log(path, handbook)
    return [str(each).removeprefix(f"{path}:") for each in caught.value.problems]


# ── what is read ─────────────────────────────────────────────────────────────────────────────────


def test_the_same_log_in_json_reads_as_in_yaml(handbook: Handbook, log: Path) -> None:
    entries, _, notes = load_log(EXAMPLE, handbook)
    for source in (as_json(entries), json.dumps(yaml.safe_load(EXAMPLE.read_text("utf-8")), default=str, indent="\t")):
        log.write_text(source, "utf-8")
        found = load_log(log, handbook)
        assert (found.entries, found.notes) == (entries, notes)
    assert found.places.at((1, "scores")).line == [*source.split("\n")].index('\t\t"scores": {') + 1


@pytest.mark.parametrize("text", ["", "\ufeff", "[]", "[\n]\n", " \n\t\n", "\t[ ]"])
def test_an_empty_log_holds_nothing_and_takes_a_mock(text: str, log: Path) -> None:
    log.write_text(text, "utf-8")
    assert load_log(log).entries == ()
    append_entries(log, [mock(), mock("Draw")])
    assert load_log(log).entries == (mock(), mock("Draw"))
    assert [each["fix"] for each in json.loads(log.read_text("utf-8-sig"))] == ["Talk sooner", "Draw"]
    assert log.read_text("utf-8").startswith("\ufeff") == text.startswith("\ufeff")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('{"date": 1}', "1:1: expected a list of entries, in [ and ]; got a mapping of 1"),
        (f"[{ONE},\n 3]", "2:2: expected a mapping of fields; got 3"),
        (f"[{ONE},\n]", f"2:1: {_VALUE}"),
        (f"[{ONE}\n{ONE}]", "2:1: not JSON: expected a comma, or the closing bracket"),
        (f"[{ONE}]\n# so", "2:1: not JSON: it has no comments"),
        (f"[{ONE}]\n]", "2:1: not JSON: expected nothing after the closing bracket"),
        ('[{"date" "2026-12-28"}]', "1:10: not JSON: expected a colon after the key"),
        ("[\n{'date': 1}]", "2:2: not JSON: expected a key in double quotes, and no comma after the last one"),
        ('[\n{"fix": "a\n"}]', f"2:11: {_ON_ONE_LINE}"),
        ('[\n{"fix": "a\t"}]', f"2:11: {_ON_ONE_LINE}"),
        ('[\n{"fix": "a\\_"}]', r"2:11: not JSON: expected no \ in a text; write \\"),
        (f'[\n{ONE[:-1]}, "fix": "b"}}]', "2:92: fix: the same key is already at line 2"),
        ('[\n{"fix": "\\ud83d"}]', r"2:10: expected a whole character; got half of one, \ud83d"),
        ('[\n{"fix": "a \\u202e b"}]', "2:9: expected no control characters; got U+202E"),
        ("[" * 21 + "]" * 21, "1:21: expected at most 20 levels of nesting"),
        ("[" * 100_000 + "]" * 100_000, "1:21: expected at most 20 levels of nesting"),
        (
            "<<<<<<< HEAD\n[]\n=======\n[ ]\n>>>>>>> it\n",
            "1:1: git left a conflict here, up to line 5: keep one side and delete the lines <<<<<<<, ======= "
            "and >>>>>>>",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_in_json_stands_at_its_line_and_column(source: str, expected: str, log: Path) -> None:
    assert refused(source, log) == [expected]


def test_every_mistake_of_every_entry_stands_at_its_line(handbook: Handbook, log: Path) -> None:
    wrong: list[dict[str, Any]] = [
        ENTRY | {"fix": "\N{GRINNING FACE}", "before": 7, "round": "knittng"},
        {key: value for key, value in ENTRY.items() if key != "fix"},
        ENTRY | {"scores": {"colour": 5}},
        ENTRY | {"before": "3", "after": 1e5, "date": "28/12/2026"},
        ENTRY | {"before": None, "mood": "good"},
    ]
    messages = refused(json.dumps(wrong, indent=1), log, handbook)  # the emoji is two escapes here
    assert messages == [
        f"4:3: round: {unknown('round', 'knittng', handbook.rounds)}",
        "5:3: before: expected 5 or less; got 7",
        "9:2: fix: missing",
        "21:3: rater: missing; expected, because scores are given",
        "22:4: colour: expected a score from 1 to 4, or: not seen; got 5",
        '22:4: scores: no dimension "colour" in this round',
        '26:3: date: expected a date like 2026-11-21; got "28/12/2026": write 2026-12-28',
        '28:3: before: expected a whole number from 1 (not confident) to 5 (confident); got "3": write 3',
        "29:3: after: expected a whole number from 1 (not confident) to 5 (confident); got 100000.0",
        "35:3: before: expected a whole number from 1 (not confident) to 5 (confident); got nothing",
        "38:3: mood: unknown field",
    ]


def test_a_log_torn_at_any_byte_reads_as_the_mocks_before_it(log: Path) -> None:
    """The torn one is named at its line and left out. Nothing is added to such a file, which stays as it is."""
    first, last = mock("First"), mock("Zoë: “wait” \N{GRINNING FACE}", rater="peer", scores={"correctness": 3})
    for text in (as_json((first, last)), json.dumps(json.loads(as_json((first, last))), separators=(",", ":"))):
        source = text.strip().encode()
        ends = [source.decode().index("First") - len("First"), len(source) - 1]
        for end in range(1, len(source)):
            log.write_bytes(source[:end])
            entries, _, notes = load_log(log)
            assert entries == (first, last)[: len(entries)]
            assert len(entries) == 2 if end == len(source) - 1 else len(entries) <= 1 or end > ends[0]
            assert len(notes) == 1
            assert notes[0].message in (
                "the last entry is not finished, and is left out", "this list is never closed: add ] at its end",
            )  # fmt: skip
            with pytest.raises(ContentError, match=r"/ada-log\.json:\d+:\d+: the file ends in the middle of its list"):
                append_entries(log, [mock()])
            assert log.read_bytes() == source[:end]
        log.write_bytes(source)
        assert load_log(log)[0::2] == ((first, last), ())


def test_only_what_the_file_s_end_cut_off_is_left_out(log: Path) -> None:
    whole = f"[{ONE},\n {{"
    for wrong in ('"date" 1', '"date": truth', '"date": tru "', '"fix": "\\u20x', '"fix": 1 2'):
        assert refused(whole + wrong, log)[0].startswith("2:"), wrong
    assert refused(f"[{ONE},\n {{}}]", log)[0].startswith("2:2: "), "whole, so a mistake and not unfinished"


# ── what is added ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "before",
    [
        json.dumps([ENTRY], indent=2),
        json.dumps([ENTRY, ENTRY], indent="\t") + "\n\n",
        json.dumps([ENTRY], indent=4).replace("\n", "\r\n") + "\r\n",
        "\ufeff" + json.dumps([ENTRY], indent=1),
        json.dumps([ENTRY, ENTRY | {"fix": "\N{GRINNING FACE} ]"}]),
        json.dumps([ENTRY], separators=(",", ":"), ensure_ascii=False) + "\n",
        f"\n\n[\n{ONE}\n\n]",
    ],
    ids=["two spaces", "tabs", "CRLF", "BOM", "one line", "compact", "odd"],
)
def test_what_stood_there_stays_byte_for_byte(before: str, log: Path) -> None:
    log.write_bytes(before.encode())
    known, added = load_log(log).entries, [mock(debrief={"assumed": "“that”"}), mock("Draw \\ \N{GRINNING FACE}")]
    append_entries(log, added)
    assert load_log(log).entries == (*known, *added)
    after = log.read_bytes().decode()
    end = before.rindex("}") + 1
    assert after.startswith(before[:end])
    assert after.endswith(before[end:])
    between = after.removeprefix(before[:end]).removesuffix(before[end:])
    assert ("\r\n" in between) == ("\r\n" in before)
    assert ("\n" in between) == ("\n" in before.strip("\ufeff\n"))
    assert [LogEntry.model_validate(each) for each in json.loads(after.lstrip("\ufeff"))] == [*load_log(log).entries]


@settings(max_examples=60)
@given(fix=st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=40))
def test_any_printable_text_reads_back_as_it_was_typed(fix: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    try:
        entry = mock(fix)
    except ValueError:  # spaces alone, or at an end
        return
    path = tmp_path_factory.mktemp("log") / "log.json"
    append_entries(path, [entry, entry])
    path.write_text(path.read_text("utf-8"), "utf-8")
    assert load_log(path).entries == (entry, entry)
    path.write_text(json.dumps(json.loads(path.read_text("utf-8"))), "utf-8")  # in escapes
    assert load_log(path).entries == (entry, entry)


def test_an_entry_that_would_read_as_another_is_not_written(log: Path) -> None:
    append_entries(log, [mock()])
    before = log.read_bytes()
    for values in ({"fix": ""}, {"before": 9}, {"fix": "two\nlines"}):
        with pytest.raises(ContentError, match=r"ada-log\.json: .* add this entry by hand"):
            append_entries(log, [mock("First"), mock().model_copy(update=values)])
        assert log.read_bytes() == before


def test_a_log_may_be_as_long_as_what_is_read(log: Path) -> None:
    log.write_text("[" + " " * (MAX_BYTES - 3) + "]\n")
    append_entries(log, [mock()])  # the spaces between the brackets go
    assert load_log(log).entries == (mock(),)
    log.write_text(f"[{ONE}" + " " * (MAX_BYTES - len(ONE) - 3) + "]\n")
    with pytest.raises(ContentError, match=r"expected at most \d+ bytes; start another file"):
        append_entries(log, [mock()])


# ── where it is ──────────────────────────────────────────────────────────────────────────────────


def test_two_logs_of_one_candidate_are_named_with_the_line_that_chooses(folder: Path, log: Path) -> None:
    log.write_text(f"[{ONE}]")
    (folder / "ada-log.yml").write_text("[]\n")
    for command in ("plan", "log", "progress"):
        done = rehearse(command, "ada.yml", "--content", CONTENT, "--today", TODAY.isoformat(), cwd=folder)
        assert done.returncode == 2
        assert done.stderr == (
            "ada.yml: log: ada-log.yml and ada-log.json are both next to this file; choose one with a line such as "
            '"log: ada-log.yml"\n'
        )
    with (folder / "ada.yml").open("a") as file:
        file.write("log: ada-log.json\n")
    assert log_path(folder / "ada.yml", load_candidate(folder / "ada.yml")[0]) == log


def test_a_mock_goes_into_the_log_that_is_there(folder: Path, log: Path) -> None:
    log.write_text("[]")
    assert run(folder, *FIVE).stdout == "logged     ada-log.json: 2026-12-28 knitting 3 → 4\n"
    assert [entry.fix for entry in load_log(log).entries] == [FIVE[-1]]
    assert {path.name for path in folder.iterdir()} == {"ada.yml", "ada-log.json"}


def test_a_sample_candidate_s_log_may_be_in_json_and_there_is_one(content: Path, handbook: Handbook) -> None:
    from generator.load import load_handbook

    people = content / "candidates"
    (people / "ada-log.json").write_text(as_json(load_log(EXAMPLE, handbook).entries))
    assert load_handbook(content, None).logs["ada"] == load_log(EXAMPLE, handbook).entries
    (people / "ada-log.yml").write_bytes(EXAMPLE.read_bytes())
    with pytest.raises(
        ContentError, match=r"expected one log of a candidate; got ada-log\.yml and ada-log\.json: delete"
    ):
        load_handbook(content, None)


# ── the command ──────────────────────────────────────────────────────────────────────────────────


def test_a_log_that_is_printed_as_json_makes_the_same_plan(folder: Path, log: Path) -> None:
    (folder / "ada-log.yml").write_bytes(EXAMPLE.read_bytes())
    plan = ["plan", "ada.yml", "--content", CONTENT, "--today", TODAY.isoformat(), "--out"]

    def made(out: str) -> dict[str, Any]:
        done = rehearse(*plan, out, cwd=folder)
        assert done.returncode == 0, done.stderr
        found: dict[str, Any] = json.loads((folder / out / "ada" / "plan.json").read_text("utf-8"))
        return found

    before = made("before")
    printed = run(folder, "--json")
    assert (printed.returncode, printed.stderr) == (0, "")
    (folder / "ada-log.yml").unlink()
    log.write_text(printed.stdout, "utf-8")
    assert made("after") == before
    assert len(before["done"]) == 2
    assert run(folder, "--json").stdout == printed.stdout


def test_json_has_the_keys_of_the_file_in_order_and_only_those_that_are_there(folder: Path) -> None:
    (folder / "ada-log.yml").write_bytes(EXAMPLE.read_bytes())
    first, second = json.loads(run(folder, "--json").stdout)
    assert [*first][:5] == ["date", "round", "before", "after", "fix"]
    known = yaml.safe_load(EXAMPLE.read_text("utf-8"))
    assert (first.keys(), second.keys()) == (known[0].keys(), known[1].keys())
    assert second["scores"]["communication"] == "not seen"


def test_nothing_but_json_is_printed_and_a_file_is_only_made_new(folder: Path) -> None:
    assert run(folder, "--json").stdout == "[]\n"
    (folder / "ada-log.yml").write_text(
        "- {date: 2026-12-28, round: knitting, before: 3, after: 4, fix: ü}\n- date: 2026-12-29\n", "utf-8"
    )
    done = run(folder, "--json")
    assert [each["fix"] for each in json.loads(done.stdout)] == ["ü"]
    assert done.stderr.startswith("note       ada-log.yml:2:1: the last entry is not finished, and is left out")
    made = run(folder, "--json", "--out", "mocks.json")
    assert (made.returncode, made.stdout) == (0, "new        mocks.json\n")
    assert (folder / "mocks.json").read_text("utf-8") == done.stdout
    for name, why in (
        ("mocks.json", "already exists, and is left as it is"),
        ("ada-log.json", "would be a log next to the candidate's file; choose another name, such as mocks.json"),
    ):
        again = run(folder, "--json", "--out", name)
        assert (again.returncode, again.stdout, again.stderr.splitlines()[-1]) == (2, "", f"{name}: {why}")
    assert not (folder / "ada-log.json").exists()


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--json", *FIVE], "--json only prints the log: leave the other options out."),
        (["--json", "--full"], "--json only prints the log: leave the other options out."),
        (["--json", "--from", "mocks.json"], "--json only prints the log: leave the other options out."),
        (["--out", "mocks.json"], "--out goes with --json."),
        (["--from", "mocks.json", "--skip"], "--dates and --skip go with a spreadsheet."),
    ],
)
def test_options_that_do_not_go_together_are_refused(arguments: list[str], why: str, folder: Path) -> None:
    done = run(folder, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert why in done.stderr
    assert {path.name for path in folder.iterdir()} == {"ada.yml"}


def test_the_mocks_of_another_log_in_json_are_added_once(folder: Path) -> None:
    other = folder / "from-the-page.json"
    other.write_text(json.dumps([ENTRY, ENTRY | {"fix": "Draw", "rater": "peer", "round": "Knitting"}]))
    assert run(folder, "--from", other.name).stdout == "logged     ada-log.yml: 2 of 2 mocks\n"
    again = run(folder, "--from", other.name)
    assert again.stdout == "logged     ada-log.yml: 0 of 2 mocks; 2 stood there already\n"
    assert [(each.round, each.rater) for each in load_log(folder / "ada-log.yml").entries] == [
        ("knitting", None), ("knitting", "peer"),
    ]  # fmt: skip
    before = (folder / "ada-log.yml").read_bytes()
    other.write_text(json.dumps([ENTRY | {"fix": "New"}, ENTRY | {"date": "2027-01-02"}], indent=1))
    late = run(folder, "--from", other.name)
    assert (
        late.stderr == "from-the-page.json:10:3: date: expected today, 2026-12-30, or an earlier day; got 2027-01-02\n"
    )
    assert (late.returncode, (folder / "ada-log.yml").read_bytes()) == (2, before)
