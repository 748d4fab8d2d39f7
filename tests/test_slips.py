"""YAML as people type and paste it: one line for each mistake, in words of ours, with what to type instead."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.load import load_candidate, load_handbook, load_log
from generator.problem import ContentError
from generator.yamlfile import parse

CASES = ROOT / "tests" / "cases"
#: Words of the parser and of pydantic that nobody should have to read.
FOREIGN = re.compile(r"not YAML|did not find|not allowed in this context|start any token|simple key|input should", re.I)
ADA = """\
name: Ada Okafor
role: backend
level: senior
interview: 2027-01-20
start: 2026-12-23
days: {mon: 90, tue: 90}
confidence: {knitting: 3}
times: {mon: 18:30}
"""


def said(path: Path, source: str | bytes | None = None) -> list[str]:
    """All problems of a candidate's file, without its name."""
    if source is not None:
        path.write_bytes(source if isinstance(source, bytes) else source.encode())
    try:
        load_candidate(path)
    except ContentError as error:
        return [str(problem).removeprefix(f"{path.as_posix()}:") for problem in error.problems]
    return []


def of_text(source: str) -> list[str]:
    """All problems of a YAML text."""
    try:
        parse(source, "f")
    except ContentError as error:
        return [str(problem).removeprefix("f:") for problem in error.problems]
    return []


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        (
            "tab.yml",
            ["7:1: expected spaces; got a tab, which YAML doesn't take here: replace each tab with two spaces"],
        ),
        ("nbsp.yml", ['2:6: expected plain spaces; got a non-breaking space (U+00A0) after "role:": type it again']),
        ("name-colon.yml", ['1:7: expected quotes around a text with ":" in it; write name: "Ada: the second"']),
        (
            "smart-quotes.yml",
            [
                '1:1: name: the quotes “” would be part of the text; write "Ada Okafor", or no quotes',
                '8:12: peer: item 1: the quotes ‘’ would be part of the text; write "Sam", or no quotes',
            ],
        ),
        ("date-30feb.yml", ['4:1: interview: there is no 30 February; got "2027-02-30"']),
        ("leap-bad.yml", ['4:1: interview: there is no 29 February in 2027; got "2027-02-29"']),
        ("t-900.yml", ['9:9: mon: expected a time of day like 18:30; got "9:00": write 09:00']),
        (
            "cp.yml",
            [
                '1:10: expected UTF-8; got byte 0xe9, "é" in Windows-1252: save it again with the encoding UTF-8 (in '
                'Notepad: "Save as", then "Encoding")'
            ],
        ),
        (
            "cv.yaml",
            [
                "1:1: expected a candidate's file, which needs name, role, level, interview and days; got cv and "
                "design (`rehearse new candidate` starts one)"
            ],
        ),
    ],
)
def test_what_failed_once_is_said_in_words_of_ours(name: str, lines: list[str]) -> None:
    assert said(CASES / name) == lines


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        # days that don't exist
        ("2027-01-20", "2027-04-31", "4:1: interview: there is no 31 April; got"),
        ("2027-01-20", "2027-13-01", "4:1: interview: there is no month 13; got"),
        ("2027-01-20", "2027-01-00", "4:1: interview: there is no 0 January; got"),
        ("2027-01-20", "20.1.2027", '4:1: interview: expected a date like 2026-11-21; got "20.1.2027": write 2027'),
        ("2027-01-20", "2027-1-20", '4:1: interview: expected a date like 2026-11-21; got "2027-1-20": write 2027'),
        ("2027-01-20", "20 Jan 2027", "4:1: interview: expected a date like 2026-11-21; got"),
        ("2027-01-20", "1/2/2027", '4:1: interview: expected a date like 2026-11-21; got "1/2/2027"'),
        # times of day
        ("18:30", "6:30 pm", '8:9: mon: expected a time of day like 18:30; got "6:30 pm": write 18:30'),
        ("18:30", "930", "8:9: mon: expected a time of day like 18:30; got 930: write 09:30"),
        ("18:30", "9.30", "8:9: mon: expected a time of day like 18:30; got 9.3: write 09:30"),
        ("18:30", "late", '8:9: mon: expected a time of day like 18:30; got "late"'),
        # weekdays
        ("mon: 90", "Saturday: 90", "6:8: Saturday: expected mon, tue, wed, thu, fri, sat or sun; got "
         '"Saturday" (did you mean sat?)'),
        ("mon: 90", "thursday: 90", "6:8: thursday: expected mon, tue, wed, thu, fri, sat or sun; got "
         '"thursday" (did you mean thu?)'),
        ("mon: 90", "MON: 90", "6:8: MON: expected mon, tue, wed, thu, fri, sat or sun; got "
         '"MON" (did you mean mon?)'),
        ("mon: 90", "Saturdays: 2h", "6:8: Saturdays: expected mon, tue, wed, thu, fri, sat or sun; got "
         '"Saturdays" (did you mean sat?); and expected a whole number; got "2h": write 120'),
        ("{mon: 90, tue: 90}", "{mon:90, tue: 90}", "6:8: expected a space after the colon; write mon: 90"),
        ("knitting: 3", "skyline-design:3", "7:14: expected a space after the colon; write skyline-design: 3"),
        # minutes
        ("mon: 90", "mon: 2h", '6:8: mon: expected a whole number; got "2h": write 120'),
        ("mon: 90", "mon: 1:30", '6:8: mon: expected a whole number; got "1:30": write 90'),
        ("mon: 90", "mon: 90 min", '6:8: mon: expected a whole number; got "90 min": write 90'),
        ("mon: 90", "mon: '90'", '6:8: mon: expected a whole number; got "90": write 90 without quotes'),
        # days as a list
        ("{mon: 90, tue: 90}", "tue, thu", "6:1: days: expected each free weekday with its minutes, such as "
         '{tue: 60, thu: 60}; got "tue, thu"'),
        ("{mon: 90, tue: 90}", "[tue, thu]", "6:1: days: expected each free weekday with its minutes, such as "
         "{tue: 60, thu: 60}; got a list of 2"),
        ("{mon: 90, tue: 90}", "{tue, thu}", "6:1: days: expected each free weekday with its minutes, such as "
         "{tue: 60, thu: 60}; got a mapping of 2"),
        ("{mon: 90, tue: 90}", "\n  - mon: 90\n  - Tuesday: 45", "6:1: days: expected each free weekday with its "
         "minutes, such as {mon: 90, tue: 45}; got a list of 2"),
        ("{mon: 90, tue: 90}", "", "6:1: days: expected each free weekday with its minutes"),
        # confidence
        ("knitting: 3", "knitting: low",
         '7:14: knitting: expected a whole number from 1 (not confident) to 5 (confident); got "low"'),
        ("knitting: 3", "knitting: 3/5",
         '7:14: knitting: expected a whole number from 1 (not confident) to 5 (confident); got "3/5": write 3'),
        ("knitting: 3", "knitting: ",
         "7:14: knitting: expected a whole number from 1 (not confident) to 5 (confident); got nothing"),
        # quotes of a word processor, spaces that aren't plain
        ("Ada Okafor", "„Ada Okafor“", '1:1: name: the quotes „“ would be part of the text; write "Ada Okafor", or'),
        ("senior", "‘senior’", '3:1: level: the quotes ‘’ would be part of the text; write "senior", or'),
        ("Ada Okafor", '"Ada Okafor”', '1:7: this quote is never closed: end the text with ", not with ”'),
        ("senior", "\u00a0senior", '3:1: level: expected plain spaces; got a non-breaking space (U+00A0)'),
        ("{mon: 90", "{mon:\u00a090", '6:8: expected plain spaces; got a non-breaking space (U+00A0) after "mon:"'),
        # comments that cut a text short
        ("Ada Okafor", "Ada #1", '1:1: name: "#1" begins a comment; write "Ada #1", or two spaces before # if'),
        ("Ada Okafor", "Ada # 2", '1:1: name: "# 2" begins a comment; write "Ada # 2", or two spaces before # if'),
        # names of fields
        ("name:", "naem:", "1:1: naem: unknown field (did you mean name?)"),
        ("interview:", "Interview:", "4:1: Interview: unknown field (did you mean interview?)"),
    ],
)  # fmt: skip
def test_one_mistake_is_one_line_with_the_fix(tmp_path: Path, old: str, new: str, line: str) -> None:
    assert old in ADA
    (found,) = said(tmp_path / "ada.yml", ADA.replace(old, new, 1))
    assert found.startswith(line)


@pytest.mark.parametrize(
    "source",
    [
        ADA.replace("name: Ada Okafor", "name: Ada Okafor  # as on the plan"),
        ADA.replace("level: senior", "level: senior #1"),
        ADA.replace("name: Ada Okafor", "name: Ada Okafor # the second"),
        ADA.replace("Ada Okafor", '"“Ada” Okafor"'),
        ADA.replace("Ada Okafor", "Ada “the second” Okafor"),
        ADA.replace("Ada Okafor", "Ada\u00a0Okafor\u00a0"),
        ADA.replace("name: Ada", "name:\tAda"),
        "# yaml-language-server: $schema=x\n" + ADA,
    ],
)
def test_what_reads_as_it_looks_is_read(tmp_path: Path, source: str) -> None:
    assert said(tmp_path / "ada.yml", source) == []


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("a:\n  \tb: 1\n", "2:3: expected spaces; got a tab"),
        ("a:\n  b: 1\n\tc: 2\n", "3:1: expected spaces; got a tab"),
        ("-\ta: 1\n-\tb: 2\n", "1:2: expected spaces; got a tab"),
        ("a: 1\nb:\u00a02\n", '2:3: expected plain spaces; got a non-breaking space (U+00A0) after "b:"'),
        ("a:\n\u00a0\u00a0b: 1\n", '2:1: expected plain spaces; got a non-breaking space (U+00A0) before "b"'),
        ("a:\n  - x\n  -\u202fy\n", '3:4: expected plain spaces; got an unusual space (U+202F)'),
        ("-date: x\n round: y\n", "1:1: expected a space after the dash; write - date: x"),
        ("-\u00a0date: x\n  round: y\n", '1:2: expected plain spaces; got a non-breaking space (U+00A0) after "-"'),
        ("- fix: Talk: sooner\n", '1:8: expected quotes around a text with ":" in it; write fix: "Talk: sooner"'),
        ("a: He said \"no\": I left\n", "1:4: expected quotes around a text with \":\" in it; write a: 'He"),
        ("a: “Ada: the second”\n", '1:4: expected quotes around a text with ":" in it; write a: "Ada: the second"'),
        ("a: {fix: Talk: sooner}\n", '1:14: expected a comma before the next value, or quotes around a text'),
        ("a: 1\n b: 2\n", "2:2: expected this line in the same column as the line above, which has a value already"),
        ("a:\n  b: 1\n c: 2\n", "3:2: expected this line in the same column as the keys above it"),
        ("- a: 1\n   b: 2\n", "2:4: expected this line in the same column as the line above"),
        ("a:\n  - b\n c: 2\n", '3:2: expected '),
        ("a: 'don't stop'\nb: 1\n", "1:4: this text goes on after its closing '; write a: \"don't stop\""),
        ('a: "Say "plan" first"\n', "1:4: this text goes on after its closing \"; write a: 'Say \"plan\" first'"),
        ("a: 'open\nb: 1\n", "1:4: this quote is never closed: end the text with '"),
        ("a:\n  b: [1, 2\nc: 3\n", "2:6: this [ is never closed: add ] at its end"),
        ("a: [draft] plan\n", '1:4: a text that begins with [ needs quotes; write a: "[draft] plan"'),
        ("a: @home\n", '1:4: a text that begins with @ needs quotes; write "@home"'),
        ("- **bold** text\n", '1:3: a text that begins with * needs quotes; write "**bold** text"'),
        ("a: > text\n", '1:4: a text that begins with > needs quotes; write "> text"'),
        ("a: !important\n", "1:4: expected no tags; got !important (a text that begins with ! needs"),
        ("a: 1\nrole:backend\nb: 2\n", "2:1: expected a space after the colon; write role: backend"),
        ("a: 1\nrole backend\nb: 2\n", '2:1: expected "key: value", or "- " before an item of a list; got "role'),
        ("a: Slow down #1\n  and think\nb: 1\n", '1:14: "#1" is a comment, so the text before it ends there'),
        ("a: 1\n}\n", "2:1: this } closes nothing: remove it"),
        ("a: - b\n", '1:4: a list begins on a line of its own: put "- " under the key'),
        ('a: "C:\\new \\d"\n', "1:12: expected no \\ in a text in double quotes"),
        ("a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> x\n", "2:1: git left a conflict here, up to line 6: keep"),
        ("a: 1\n=======\n", '2:1: git left "=======" of a conflict here: delete the line'),
        ("a: 1\n>>>>>>> theirs\n", '2:1: git left ">>>>>>>" of a conflict here: delete the line'),
        ("<<<<<<< HEAD\na: 1\n", "1:1: git left a conflict here: keep one side"),
    ],
)  # fmt: skip
def test_what_is_no_yaml_is_said_in_words_of_ours(source: str, line: str) -> None:
    (found,) = of_text(source)
    assert found.startswith(line)
    assert not FOREIGN.search(found)


def test_each_conflict_is_one_line_in_logs_and_guides_too(tmp_path: Path, content: Path) -> None:
    conflict = "<<<<<<< HEAD\n- date: 2026-11-25\n=======\n- date: 2026-11-26\n>>>>>>> theirs"
    log = tmp_path / "ada-log.yml"
    for end in ("", "\n", "\n" + conflict):
        log.write_text(f"# mine\n{conflict}{end}")
        with pytest.raises(ContentError) as caught:
            load_log(log)
        assert len(caught.value.problems) == 1 + (end == "\n" + conflict)
        assert "git left a conflict here, up to line 6" in str(caught.value)
    guide = content / "guides" / "how-to-use-this.md"
    guide.write_text("# T\n\nTitle\n=======\n\n<<<<<<< a\nb\n=======\nc\n>>>>>>> d\n")
    with pytest.raises(ContentError, match=r"how-to-use-this\.md:6:1: git left a conflict here, up to line 10"):
        load_handbook(content)
    guide.write_text("# T\n\nTitle\n=======\n")


def test_an_opening_and_a_closing_tag_are_one_mistake(content: Path) -> None:
    path = content / "questions" / "knitting" / "intervals.yml"
    source = path.read_text()
    assert "Write `merge(windows)`." in source
    path.write_text(source.replace("Write `merge(windows)`.", "Write <b>merge</b>.", 1))
    with pytest.raises(ContentError) as caught:
        load_handbook(content)
    assert [each.message for each in caught.value.problems] == ['prompt: expected no raw HTML; got "<b>"']


def test_a_slip_in_the_last_entry_of_a_log_is_a_mistake_and_no_torn_end(tmp_path: Path) -> None:
    """A torn entry is left out, so that the others count; what a person typed must not be."""
    log = tmp_path / "ada-log.yml"
    first = "- {date: 2026-11-24, round: knitting, before: 3, after: 3, fix: a}\n"
    for fix in ("Slow down #1", "Talk: sooner", "“Talk sooner”", "@home", "'don't'"):
        log.write_text(f"{first}- date: 2026-11-25\n  round: knitting\n  before: 3\n  after: 3\n  fix: {fix}")
        with pytest.raises(ContentError) as caught:
            load_log(log)
        assert [each.line for each in caught.value.problems] == [6]
    log.write_bytes(log.read_bytes() + b"\n- date: 2026-11-26 # gr\xf6\xdfer")
    with pytest.raises(ContentError, match="expected UTF-8"):
        load_log(log)


@pytest.mark.parametrize(
    ("source", "got"),
    [
        ("basics: {}\nwork: []\nskills: []\na: 1\nb: 2\nc: 3\n", "basics, work, skills, a, b and 1 more"),
        ("- date: 2026-11-25\n  round: knitting\n", "a list of 1"),
        ("id: backend\ntitle: Backend\nfamily: engineering\n", "id, title and family"),
        ("version: 3\nservices: {}\n", "version and services"),
        ("just text\n", '"just text"'),
    ],
)  # fmt: skip
def test_any_other_file_is_told_what_a_candidate_s_needs(tmp_path: Path, source: str, got: str) -> None:
    assert said(tmp_path / "ada.yml", source) == [
        f"1:1: expected a candidate's file, which needs name, role, level, interview and days; got {got} "
        "(`rehearse new candidate` starts one)"
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_other_encodings_are_named_with_the_fix(tmp_path: Path, encoding: str) -> None:
    (found,) = said(tmp_path / "ada.yml", ADA.encode(encoding))
    assert found.startswith("1:1: expected UTF-8; got UTF-16: save it again with the encoding UTF-8")


# ── any of them, anywhere ────────────────────────────────────────────────────────────────────────

WORD = st.text("abcdefghijklmnop", min_size=1, max_size=8)
TEXT = st.lists(WORD, min_size=2, max_size=5).map(" ".join)
#: What it is, how a value is typed, and whether the fix that is named can be put in its place.
KINDS = {
    "colon": lambda text: text.replace(" ", ": ", 1),
    "smart quotes": lambda text: f"“{text}”",
    "comment": lambda text: text.replace(" ", " #", 1),
    "quotes inside": lambda text: f'"{text}" again',
    "apostrophe": lambda text: f"'{text.replace(' ', chr(39) + 's ', 1)}'",
    "first character": lambda text: f"@{text}",
}


@settings(settings.get_profile("plans"), max_examples=300)
@given(kind=st.sampled_from(sorted(KINDS)), text=TEXT, before=st.integers(0, 3), last=st.booleans())
def test_any_slip_in_a_value_has_its_line_and_a_fix_that_works(
    tmp_path_factory: pytest.TempPathFactory, kind: str, text: str, before: int, last: bool
) -> None:
    path = tmp_path_factory.getbasetemp() / "slip.yml"
    comments = "# mine\n" * before
    typed = KINDS[kind](text)
    after = "" if last else ADA.partition("\n")[2]
    first = ADA.partition("\n")[2] if last else ""
    source = f"{comments}{first}name: {typed}\n{after}"
    (found,) = said(path, source)
    assert found.startswith(f"{before + first.count(chr(10)) + 1}:")
    assert not FOREIGN.search(found)
    fix = re.search(r"write (?:name: )?(\".*?\"|'(?:[^']|'')*')(?=$|, or )", found)
    assert fix, found
    assert said(path, source.replace(typed, fix[1])) == []


@settings(settings.get_profile("plans"), max_examples=200)
@given(
    kind=st.sampled_from(["tab", "odd space", "conflict", "no space", "indented"]),
    place=st.integers(1, 6),
    space=st.sampled_from("\u00a0\u2003\u202f\u3000"),
)
def test_any_slip_between_the_values_has_its_line(
    tmp_path_factory: pytest.TempPathFactory, kind: str, place: int, space: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "between.yml"
    lines = ADA.splitlines()
    line = lines[place]
    lines[place : place + 1] = {
        "tab": [f"\t{line}"],
        "odd space": [line.replace(": ", f":{space}", 1)],
        "conflict": ["<<<<<<< HEAD", line, "=======", line, ">>>>>>> theirs"],
        "no space": [line.replace(": ", ":", 1)],
        "indented": [f"  {line}"],
    }[kind]
    (found,) = said(path, "\n".join(lines) + "\n")
    assert found.startswith(f"{place + 1}:"), (found, lines)
    assert not FOREIGN.search(found)


def test_a_date_that_can_be_read_in_two_ways_gets_no_suggestion(tmp_path: Path) -> None:
    path = tmp_path / "noor.yml"
    path.write_text("name: Noor\nrole: backend\nlevel: senior\ninterview: 3/4/2027\n", "utf-8")
    with pytest.raises(ContentError) as refused:
        load_candidate(path)
    assert "interview: expected a date like 2026-11-21" in str(refused.value)
    assert "None" not in str(refused.value)
