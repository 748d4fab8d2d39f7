"""What a candidate takes along says what the plan says, in formats that other programs read, and names no question."""

from __future__ import annotations

import csv
import dataclasses
import datetime
import io
import json
import re
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from conftest import CONTENT, ROOT, TESTS
from forked import rehearse
from hostile import Dice, case
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from made_up import DAY, MONDAY, backend_handbook, candidate
from read_plan import Case
from test_schema import stray
from visibility import fives, public, secret

from generator.exports import EXPORTS, FOR_CANDIDATE, Export
from generator.load import load_plan, schemas
from generator.model import WEEKDAYS, Handbook, Plan
from generator.pages import SiteData
from generator.planner import make_plan
from generator.problem import MachineError

EVENINGS = dict.fromkeys(WEEKDAYS, "18:30")
PEOPLE = {"peer": "Sam", "expert": "Ines", "llm": True}
BERLIN = "Europe/Berlin"
BOOK = backend_handbook()
quick = settings(max_examples=40, derandomize=True, database=None, deadline=None, suppress_health_check=[*HealthCheck])


def cases() -> st.SearchStrategy[Case]:
    """Plans for anyone, however odd."""
    return st.integers(0, 10_000).map(lambda seed: case(Dice(seed)))


def made(today: datetime.date = MONDAY, **fields: Any) -> Plan:
    return make_plan(BOOK, candidate(**({"partners": PEOPLE} | fields)), today)


def ics(plan: Plan, handbook: Handbook = BOOK) -> bytes:
    return EXPORTS["ics"](handbook, plan)


def events(plan: Plan) -> dict[str, icalendar.Event]:
    """Read the calendar as a strict parser does, by the left half of the UIDs."""
    read = icalendar.Calendar.from_ical(ics(plan))
    assert all(component.errors == [] for component in read.walk())
    found = {str(event["uid"]).split(".ada.")[0]: event for event in read.events}
    assert len(found) == len(read.events)
    return found


def table(plan: Plan, handbook: Handbook = BOOK) -> list[dict[str, str]]:
    return list(
        csv.DictReader(io.StringIO(EXPORTS["csv"](handbook, plan).decode("utf-8-sig"), newline=""), strict=True)
    )


def on(plan: Plan, date: str, *partners: str, **fields: Any) -> Plan:
    """Lay as many sessions of an hour as there are partners on one day, and nothing else in the plan."""
    day = datetime.date.fromisoformat(date)
    pattern = next(each for each in plan.sessions if each.kind == "drill")
    sessions = [
        pattern.model_copy(update={"id": f"knitting-{n}", "date": day, "partner": each, "minutes": 60})
        for n, each in enumerate(partners, 1)
    ]
    who = plan.candidate.model_copy(update={"times": {WEEKDAYS[day.weekday()]: "02:30"}, "zone": BERLIN} | fields)
    days = {"today": day - 7 * DAY, "first": day - 7 * DAY, "interview": day + 14 * DAY}
    return plan.model_copy(update={"sessions": sessions, "candidate": who, **days})


def written(event: icalendar.Event) -> str:
    """The line of the start, as it stands in the file."""
    return next(line for line in event.to_ical().decode().split("\r\n") if line.startswith("DTSTART"))


# The calendar file


@quick
@given(cases(), st.sampled_from(["", BERLIN, "America/New_York", "UTC"]), st.booleans())
def test_a_strict_parser_reads_every_calendar_and_writes_the_same_bytes(case: Case, zone: str, timed: bool) -> None:
    update = {"zone": zone or None, "times": EVENINGS if timed else {}}
    plan = make_plan(case.handbook, case.candidate.model_copy(update=update), case.today)
    source = ics(plan, case.handbook)
    read = icalendar.Calendar.from_ical(source)
    assert read.to_ical() == source
    assert all(component.errors == [] for component in read.walk())
    assert len(read.events) == len(plan.sessions) + len(plan.interviews)
    assert read.get_missing_tzids() == set()
    assert b"\n" not in source.replace(b"\r\n", b"")
    assert max(map(len, source.split(b"\r\n"))) <= 75


@pytest.mark.parametrize("times", [{}, EVENINGS])
@pytest.mark.parametrize("zone", [None, BERLIN])
def test_another_library_reads_the_same_days_times_and_lengths(times: dict[str, str], zone: str | None) -> None:
    plan = made(times=times, zone=zone)
    calendar = vobject.readOne(ics(plan).decode())
    assert calendar.validate(raiseException=True)
    theirs = {event.uid.value: (event.dtstart.value, event.duration.value) for event in calendar.vevent_list}
    ours = {str(event["uid"]): (event.start, event["duration"].dt) for event in events(plan).values()}
    assert theirs.keys() == ours.keys()
    for uid, (start, length) in theirs.items():
        assert length == ours[uid][1]
        assert start == ours[uid][0]  # an instant where there is a zone, else what the clock on the wall shows
        assert getattr(start, "tzinfo", None) is None or start.utcoffset() == ours[uid][0].utcoffset()


def test_a_second_import_changes_nothing() -> None:
    first, second = ics(made(times=EVENINGS, zone=BERLIN)), ics(made(times=EVENINGS, zone=BERLIN))
    assert first == second


def test_a_session_that_moves_keeps_its_uid_and_counts_as_newer() -> None:
    before = events(made(days=dict.fromkeys(("mon", "wed", "fri"), 90)))
    after = events(made(MONDAY + DAY, days=dict.fromkeys(("tue", "thu", "sat"), 90)))
    shared = {name for name in before.keys() & after.keys() if not name.startswith(("micro-", "interview."))}
    assert len(shared) > 5
    for name in shared:
        assert before[name].start != after[name].start
        assert before[name]["uid"] == after[name]["uid"]
        assert after[name]["sequence"] > before[name]["sequence"]
        assert after[name]["dtstamp"].dt > before[name]["dtstamp"].dt


def test_two_people_in_one_calendar_do_not_take_each_others_sessions() -> None:
    uids = [set(re.findall(rb"UID:(\S+)", ics(made(id=name)))) for name in ("ada", "kofi")]
    assert not uids[0] & uids[1]


def test_without_times_a_session_takes_the_day_leaves_it_free_and_says_its_minutes() -> None:
    plan = made()
    for session in plan.sessions:
        event = events(plan)[session.id]
        assert event.start == session.date
        assert event["transp"] == "TRANSPARENT"
        assert f"{session.minutes} min" in event["summary"]


def test_with_times_the_sessions_of_a_day_follow_each_other() -> None:
    plan = made(days={"mon": 60, "sat": 240}, times={"sat": "10:00"})
    found = events(plan)
    day = next(each.date for each in plan.sessions if each.kind == "loop")
    loop = [each for each in plan.sessions if each.date == day]
    assert len(loop) == 3
    begin = datetime.datetime.combine(day, datetime.time(10))
    for session in loop:
        assert found[session.id].start == begin
        begin += datetime.timedelta(minutes=session.minutes)
        assert found[session.id].end == begin
    mondays = [each for each in plan.sessions if each.date.weekday() == 0]
    assert mondays
    assert all(found[each.id].start == each.date for each in mondays)


def test_only_sessions_with_people_have_the_zone_and_the_rest_floats() -> None:
    plan = made(times=EVENINGS, zone=BERLIN)
    people = [each.id for each in plan.sessions if each.partner in ("peer", "friend", "expert")]
    assert 0 < len(people) < len(plan.sessions)
    for session in plan.sessions:
        line = written(events(plan)[session.id])
        assert line.startswith("DTSTART;TZID=Europe/Berlin:" if session.id in people else "DTSTART:2")
        assert not line.endswith("Z")
    assert ics(plan).count(b"BEGIN:VTIMEZONE") == 1
    assert b"TZID" not in ics(made(times=EVENINGS))


def test_a_time_that_comes_twice_is_the_first_said_in_utc_and_what_follows_counts_real_minutes() -> None:
    found = events(on(made(), "2026-10-25", "peer", "peer", "peer"))
    assert [written(found[f"knitting-{n}"]) for n in (1, 2, 3)] == [
        "DTSTART:20261025T003000Z",  # 02:30 in summer time
        "DTSTART:20261025T013000Z",  # 02:30 once more
        "DTSTART;TZID=Europe/Berlin:20261025T033000",
    ]


def test_a_time_that_is_skipped_is_an_hour_later_on_the_clock() -> None:
    found = events(on(made(), "2027-03-28", "peer", "peer"))
    assert [written(found[f"knitting-{n}"]) for n in (1, 2)] == [
        "DTSTART;TZID=Europe/Berlin:20270328T033000",
        "DTSTART;TZID=Europe/Berlin:20270328T043000",
    ]


@pytest.mark.parametrize("date", ["2026-10-25", "2027-03-28"])
def test_a_floating_night_is_what_the_clock_on_the_wall_shows(date: str) -> None:
    found = events(on(made(), date, "alone", "alone"))
    assert [written(found[f"knitting-{n}"])[-6:] for n in (1, 2)] == ["023000", "033000"]


ZONES = [
    BERLIN,
    "America/New_York",
    "Australia/Lord_Howe",
    "Europe/Dublin",
    "Asia/Kathmandu",
    "Africa/Casablanca",
    "UTC",
]


@quick
@example(datetime.date(2026, 10, 25), datetime.time(2, 30), BERLIN)
@example(datetime.date(2027, 3, 28), datetime.time(2, 30), BERLIN)
@example(datetime.date(2027, 4, 4), datetime.time(1, 45), "Australia/Lord_Howe")
@given(
    st.dates(datetime.date(2026, 10, 1), datetime.date(2028, 12, 31)),
    st.times().map(lambda time: time.replace(second=0, microsecond=0)),
    st.sampled_from(ZONES),
)
def test_a_library_that_knows_zones_only_by_the_file_reads_the_same_instants(
    day: datetime.date, clock: datetime.time, zone: str
) -> None:
    times = {WEEKDAYS[day.weekday()]: f"{clock:%H:%M}"}
    plan = on(four_weeks(), day.isoformat(), "peer", "peer", "peer", times=times, zone=zone)
    vobject.icalendar.registerTzid(zone, None)  # else it keeps what an earlier file said of the zone
    theirs = {each.uid.value: each.dtstart.value for each in vobject.readOne(ics(plan).decode()).vevent_list}
    begin = datetime.datetime.combine(day, clock, ZoneInfo(zone)).astimezone(datetime.UTC)
    for n in range(3):
        expected = begin + n * datetime.timedelta(hours=1)
        [found] = [start for uid, start in theirs.items() if uid.startswith(f"knitting-{n + 1}.ada.")]
        assert found.astimezone(datetime.UTC) == expected
        assert events(plan)[f"knitting-{n + 1}"].start.astimezone(datetime.UTC) == expected


@cache
def four_weeks() -> Plan:
    return made()


def test_the_last_day_of_a_leap_february_is_a_day_like_others() -> None:
    found = events(on(made(), "2028-02-29", "peer", times={}))
    assert written(found["knitting-1"]) == "DTSTART;VALUE=DATE:20280229"
    assert found["knitting-1"].end == datetime.date(2028, 3, 1)
    timed = events(on(made(), "2028-02-29", "peer", times={"tue": "23:30"}))["knitting-1"]
    assert timed.end == datetime.datetime(2028, 3, 1, 0, 30, tzinfo=ZoneInfo(BERLIN))


def test_people_are_remembered_on_the_evening_before_and_times_a_quarter_of_an_hour_before() -> None:
    plan = made(times={"mon": "18:30"})
    for session in plan.sessions:
        event = events(plan)[session.id]
        start = event.start if session.date.weekday() == 0 else datetime.datetime.combine(event.start, datetime.time())
        rings = {start + alarm["trigger"].dt for alarm in event.walk("VALARM")}
        evening = datetime.datetime.combine(session.date - DAY, datetime.time(18))
        expected = {evening} if session.partner in ("peer", "friend", "expert") else set()
        if session.date.weekday() == 0:
            expected.add(start - datetime.timedelta(minutes=15))
        assert rings == expected


def test_the_interviews_stand_in_it() -> None:
    days = [{"date": MONDAY + n * DAY, "label": f"No. {n}", "rounds": ["knitting"]} for n in (20, 30)]
    found = events(made(interviews=days))
    assert [found[f"interview.{n}"]["summary"] for n in (1, 2)] == ["Interview: No. 20", "Interview: No. 30"]
    assert [found[f"interview.{n}"].start for n in (1, 2)] == [MONDAY + 20 * DAY, MONDAY + 30 * DAY]
    assert found["interview.1"]["description"] == "Rounds: Knitting"


def test_an_event_says_code_kind_round_partner_and_goal() -> None:
    plan = made()
    drill = next(each for each in plan.sessions if each.kind == "drill")
    event = events(plan)[drill.id]
    kind = {"again": "Drill (again)", "check": "Drill (check)"}[drill.drill]
    for part in (kind, BOOK.rounds[drill.round].title, "a language model", drill.id):
        assert part in event["summary"]
    goal = BOOK.rounds[drill.round].micro_goals[drill.goal - 1]
    assert f"Goal: {goal}" in event["description"]
    micro = next(each for each in plan.sessions if each.kind == "micro")
    exercise = BOOK.rounds[micro.round].exercises[micro.exercise - 1].title
    assert f"Exercise: {exercise}" in events(plan)[micro.id]["description"]


def test_a_check_and_a_final_name_the_person_who_runs_them() -> None:
    plan = made()
    check = next(each for each in plan.sessions if each.drill == "check" and each.partner == "peer")
    assert f"Drill (check), {BOOK.rounds[check.round].title}, with Sam" in events(plan)[check.id]["summary"]
    final = next(each for each in plan.sessions if each.kind == "final")
    assert f"Final, {BOOK.rounds[final.round].title}, with Ines" in events(plan)[final.id]["summary"]


@pytest.mark.parametrize("mark", ["\x85", "\u2028", "\x0b", "\r\n", "\n", "\x00", "\x1b"])
def test_no_name_breaks_a_line_or_adds_a_property(mark: str) -> None:
    plan = made()
    name = f"Sam{mark}ATTENDEE:mailto:eve@example.com"
    sessions = [each.model_copy(update={"person": name}) if each.person == "Sam" else each for each in plan.sessions]
    assert any(each.person == name for each in sessions)
    hostile = plan.model_copy(update={"sessions": sessions})
    for event in events(hostile).values():
        assert "ATTENDEE" not in event
    for export in FOR_CANDIDATE:
        content, usual = unfolded(export(BOOK, hostile)), unfolded(export(BOOK, plan))
        assert len(content.splitlines()) == len(usual.splitlines())
        assert mark.strip("\r\n") == "" or mark not in content


# The table


@quick
@given(cases(), st.booleans())
def test_the_table_reads_back_as_the_sessions_of_the_plan(case: Case, timed: bool) -> None:
    who = case.candidate.model_copy(update={"times": EVENINGS if timed else {}})
    plan = make_plan(case.handbook, who, case.today)
    found = table(plan, case.handbook)
    assert [(row["date"], row["code"], row["minutes"]) for row in found] == [
        (each.date.isoformat(), each.id, str(each.minutes)) for each in plan.sessions
    ]
    assert [row["round"] for row in found] == [case.handbook.rounds[each.round].title for each in plan.sessions]
    assert all(row["start"] >= "18:30" or not timed or row["start"] < "12" for row in found)
    assert all(bool(row["start"]) == timed for row in found)


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t=", " =", "\r=", "＝", "＠"])
def test_no_cell_is_a_formula(sign: str) -> None:
    bad = f'{sign}HYPERLINK("http://example.com")'
    named = BOOK.rounds["knitting"].model_copy(update={"title": bad})
    for row in table(made(), dataclasses.replace(BOOK, rounds={**BOOK.rounds, "knitting": named})):
        assert not any(cell.startswith(("=", "+", "-", "@", "＝", "＠", "\t", "\r")) for cell in row.values())
        assert row["code"][:3] != "cod" or row["round"] == f"'{bad.strip()}"


def test_the_table_tells_excel_its_encoding_and_keeps_accents_commas_and_quotes() -> None:
    plan = made(partners={"peer": 'Zoë "Zed" Ünal, Jr.'})
    assert EXPORTS["csv"](BOOK, plan).startswith(b"\xef\xbb\xbfdate,day,start,")
    assert 'Zoë "Zed" Ünal, Jr.' in {row["partner"] for row in table(plan)}


# What none of them says


@quick
@given(cases())
def test_no_file_for_the_candidate_names_a_question(case: Case) -> None:
    for export in FOR_CANDIDATE:
        content = unfolded(export(case.handbook, case.plan))
        assert not [name for name in case.handbook.questions if name in content]


def test_no_file_for_a_sample_candidate_says_words_of_a_question(site_data: SiteData) -> None:
    known = set().union(*map(fives, public(site_data.handbook)))
    for plan in site_data.plans.values():
        assert any(session.questions for session in plan.sessions)
        for export in FOR_CANDIDATE:
            content = unfolded(export(site_data.handbook, plan))
            shown = fives(content) - known
            for question in site_data.handbook.questions.values():
                assert question.id not in content
                assert question.title not in content
                leaked = secret(question) & shown
                assert not leaked, f"{question.id}: {sorted(leaked)[:3]}"


def unfolded(content: bytes) -> str:
    return content.decode().replace("\r\n ", "")


@pytest.mark.parametrize("export", FOR_CANDIDATE, ids=lambda export: export.ending)
def test_the_files_are_as_they_were(export: Export, golden: Callable[[str, str], None]) -> None:
    plan = made(
        interview=MONDAY + 16 * DAY,
        times={"sat": "10:00", "sun": "14:00"},
        zone=BERLIN,
        days={"mon": 60, "sat": 180, "sun": 90},
    )
    golden(f"export-plan.{export.ending}", export(BOOK, plan).decode())


# plan.json is enough


def run(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return rehearse(*arguments, cwd=cwd)


@pytest.fixture(scope="module")
def private(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `rehearse plan` writes for the invented Ada."""
    out = tmp_path_factory.mktemp("private")
    done = run("plan", "content/candidates/ada.yml", "--out", out, "--anki", cwd=TESTS)
    assert done.returncode == 0, done.stderr
    return out / "ada"


def test_plan_json_and_the_content_give_the_same_pdf_calendar_and_table(private: Path, tmp_path: Path) -> None:
    """In a folder without the candidate's file."""
    shutil.copy(private / "plan.json", tmp_path)
    done = run("plan", "--from", "plan.json", "--content", CONTENT, "--out", "out", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    names = {path.name for path in (tmp_path / "out" / "ada" / "candidate").iterdir()}
    assert names == {"plan.pdf", *(export.path.removeprefix("candidate/") for export in FOR_CANDIDATE)}
    for name in names:
        assert (tmp_path / "out" / "ada" / "candidate" / name).read_bytes() == (
            private / "candidate" / name
        ).read_bytes()
        assert (Path("out") / "ada" / "candidate" / name).as_posix() in done.stdout


def test_printing_again_in_place_keeps_the_sheets(private: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(private, tmp_path / "ada"))
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.suffix != ".pdf"}
    sheets = {path.name for path in (folder / "interviewer").iterdir()}
    done = run("plan", "--from", folder / "plan.json", "--out", tmp_path, "--paper", "letter", cwd=TESTS)
    assert done.returncode == 0, done.stderr
    assert {path.name for path in (folder / "interviewer").iterdir()} == sheets
    assert (folder / "candidate" / "plan.pdf").read_bytes() != (private / "candidate" / "plan.pdf").read_bytes()
    assert all(path.read_bytes() == content for path, content in before.items() if path.name[0] != ".")


@quick
@given(cases())
def test_a_plan_reads_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, case: Case) -> None:
    path = tmp_path_factory.getbasetemp() / "plan.json"
    path.write_bytes(EXPORTS["json"](case.handbook, case.plan))
    assert load_plan(path) == case.plan


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda text: text[: text.index('"interviews"')], "expected a comma before the next value"),
        (
            lambda text: text.replace('"version": 2', '"version": 1', 1),
            "plan.json:2:3: version: expected 2; got 1, from another release: make the plan again with `rehearse plan",
        ),
        (lambda text: text.replace('"Sam"', '"Sim"', 1), "fingerprint: expected "),
        (lambda text: text.replace('"id": "ada"', '"id": "../ada"', 1), "id: expected a slug"),
        (lambda text: text.replace('"minutes": 60', '"minutes": "long"'), "minutes: expected "),
        (lambda text: text.replace('  "steps"', '  "stepps"', 1), "steps"),
        (lambda text: "[1, 2]", "expected a mapping"),
        (lambda text: "", "empty file"),
        (lambda text: "[" * 100_000, "nesting"),
    ],
)
def test_a_plan_json_that_is_not_whole_is_one_line_and_nothing_is_written(
    change: Callable[[str], str], message: str, private: Path, tmp_path: Path
) -> None:
    source = (private / "plan.json").read_text("utf-8")
    (tmp_path / "plan.json").write_text(change(source), "utf-8")
    assert change(source) != source
    done = run("plan", "--from", "plan.json", "--content", CONTENT, "--out", "out", cwd=tmp_path)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("plan.json")
    assert message in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("kind", "change", "missing"),
    [
        ("round", lambda plan: {"rounds": plan.rounds | {"chess": plan.rounds["knitting"]}}, 'round "chess"'),
        ("template", lambda plan: {"template": "short-days"}, 'plan template "short-days"'),
        ("role", lambda plan: {"candidate": plan.candidate.model_copy(update={"role": "cook"})}, 'role "cook"'),
        ("goal", lambda plan: {"sessions": [plan.sessions[0].model_copy(update={"goal": 99})]}, "micro-goal 99 in"),
        ("exercise", lambda plan: {"sessions": [plan.sessions[0].model_copy(update={"exercise": 99})]}, "exercise 99"),
        ("phase", lambda plan: {"phases": [plan.phases[0].model_copy(update={"id": "warm-up"})]}, 'phase "warm-up"'),
    ],
)
def test_a_plan_of_another_content_is_refused_in_a_line_that_says_what_is_missing(
    kind: str, change: Callable[[Plan], dict[str, Any]], missing: str, private: Path, tmp_path: Path
) -> None:
    plan = load_plan(private / "plan.json")
    changed = plan.model_copy(update=change(plan))
    changed = changed.model_copy(update={"fingerprint": changed.compute_fingerprint()})
    (tmp_path / "plan.json").write_text(changed.to_json(), "utf-8")
    done = run("plan", "--from", "plan.json", "--content", CONTENT, "--out", "out", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith(f"plan.json: this content has no {missing}")
    assert done.stderr.endswith("make the plan again with `rehearse plan FILE`\n")
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("arguments", [["ada.yml"], ["--today", "2026-12-23"], ["--anki"]])
def test_from_takes_nothing_that_would_change_the_plan(arguments: list[str], tmp_path: Path) -> None:
    done = run("plan", "--from", "plan.json", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert "--from" in done.stderr


def test_plan_json_keeps_to_its_schema(site_data: SiteData) -> None:
    schema = json.loads(schemas()["plan.json"])
    assert json.loads((ROOT / "schema" / "plan.json").read_text("utf-8")) == schema
    for plan in site_data.plans.values():
        assert stray(json.loads(EXPORTS["json"](site_data.handbook, plan)), schema, schema) == set()
    assert stray(json.loads(EXPORTS["json"](BOOK, made(times=EVENINGS, zone=BERLIN))), schema, schema) == set()


# The deck


def notes(apkg: bytes, path: Path) -> list[list[str]]:
    with zipfile.ZipFile(io.BytesIO(apkg)) as archive:
        assert archive.testzip() is None
        path.write_bytes(archive.read("collection.anki2"))
    with sqlite3.connect(path) as database:
        return [fields.split("\x1f") for (fields,) in database.execute("SELECT flds FROM notes")]


def test_the_deck_holds_the_questions_that_the_plan_leaves(tmp_path: Path) -> None:
    bank, plan = BOOK, made(interview=MONDAY + 10 * DAY)
    planned = {name for session in plan.sessions for name in (*session.questions, *session.surprises)}
    found = [title for title, *_ in notes(EXPORTS["apkg"](bank, plan), tmp_path / "notes")]
    assert planned
    assert sorted(found) == sorted({q.id for q in bank.questions.values() if q.round in plan.rounds} - planned)


def test_the_deck_says_no_words_that_are_the_interviewers(handbook: Handbook, tmp_path: Path) -> None:
    plan = ada(handbook).model_copy(update={"sessions": []})
    found = notes(EXPORTS["apkg"](handbook, plan), tmp_path / "notes")
    content = " ".join(" ".join(fields) for fields in found)
    assert len(found) > 5
    assert all("<li>" in follow_ups for *_, follow_ups in found)
    shown = fives(re.sub(r"<[^>]*>", " ", content)) - set().union(*map(fives, public(handbook)))
    for question in handbook.questions.values():
        leaked = secret(question) & shown
        assert not leaked, f"{question.id}: {sorted(leaked)[:3]}"


def test_the_same_deck_has_the_same_bytes_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    first, second = (EXPORTS["apkg"](backend_handbook(), made()) for _ in range(2))
    assert first == second
    assert len(first) > 1000
    assert list(tmp_path.iterdir()) == []


def test_without_genanki_one_line_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "genanki", None)
    with pytest.raises(MachineError, match=r"python -m pip install .genanki>="):
        EXPORTS["apkg"](backend_handbook(), made())


def test_a_deck_is_written_where_questions_are_left_and_its_lack_is_said(
    private: Path, content: Path, tmp_path: Path
) -> None:
    """The whole content holds more than the plan of the invented Ada needs; a file of each round does not."""
    assert notes((private / "candidate" / "practice.apkg").read_bytes(), tmp_path / "notes")
    for of_round in (content / "questions").iterdir():
        for path in sorted(of_round.iterdir())[1:]:
            path.unlink()
    done = run(
        "plan", content / "candidates" / "ada.yml", "--content", content, "--out", tmp_path / "out", "--anki", cwd=TESTS
    )
    assert done.returncode == 0, done.stderr
    assert "There’s no Anki deck" in done.stdout
    assert not (tmp_path / "out" / "ada" / "candidate" / "practice.apkg").exists()


def ada(handbook: Handbook) -> Plan:
    who = handbook.candidates["ada"]
    return make_plan(handbook, who, who.start or MONDAY)


# What the candidate's file says


def test_times_and_zone_of_the_file_reach_the_plan(tmp_path: Path) -> None:
    source = (CONTENT / "candidates" / "ada.yml").read_text("utf-8")
    (tmp_path / "ada.yml").write_text(source + "times: {sat: 10:00, mon: 18:30}\nzone: Europe/Berlin\n", "utf-8")
    done = run("plan", tmp_path / "ada.yml", "--today", "2026-12-23", "--out", tmp_path / "out", cwd=TESTS)
    assert done.returncode == 0, done.stderr
    plan = load_plan(tmp_path / "out" / "ada" / "plan.json")
    assert plan.candidate.times == {"mon": "18:30", "sat": "10:00"}
    assert plan.candidate.zone == BERLIN


@pytest.mark.parametrize(
    "zone", ["Europe/Brelin", "CET", "localtime", "America/Argentina", "../../etc/passwd", "x\x00y"]
)
def test_a_zone_that_is_none_is_refused(zone: str) -> None:
    with pytest.raises(ValueError, match="expected a time zone like Europe/Berlin"):
        candidate(zone=zone)


def test_times_and_zone_that_make_no_sense_are_named_at_their_line(tmp_path: Path) -> None:
    source = (CONTENT / "candidates" / "ada.yml").read_text("utf-8")
    (tmp_path / "ada.yml").write_text(source + "times: {sat: 25:00, mon: half past six}\nzone: Berlin\n", "utf-8")
    done = run("plan", "ada.yml", "--content", CONTENT, "--today", "2026-12-23", cwd=tmp_path)
    line = len(source.splitlines()) + 1
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        f'ada.yml:{line}:9: sat: expected a time of day like 18:30; got "25:00"',
        f'ada.yml:{line}:21: mon: expected a time of day like 18:30; got "half past six"',
        f'ada.yml:{line + 1}:1: zone: expected a time zone like Europe/Berlin; got "Berlin"',
    ]
