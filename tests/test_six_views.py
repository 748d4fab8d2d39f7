"""The same plan in six views: PDF, site, private page, calendar, table and terminal say the same of every session."""

from __future__ import annotations

import csv
import datetime
import html
import io
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import icalendar
import pytest
from forked import rehearse

from generator.load import load_plan
from generator.model import Handbook
from generator.report import spoken
from generator.text import plain

#: Two peers and an expert, drills of both kinds, a loop, finals, micro-practice and a round that is no step of a loop.
FILE = """\
name: Noor
role: backend
level: senior
start: 2026-12-01
interviews:
  - {date: 2026-12-09, rounds: [reception-screen], label: Screen}
  - {date: 2027-01-12}
days: {mon: 120, wed: 120, thu: 30, sat: 240}
confidence: {knitting: 2, skyline-design: 2, candour: 4, ai-knitting: 3, past-deep-dive: 3, reception-screen: 2}
partners: {peer: [Sam, Kim], expert: Ines, llm: true}
"""


class Said(NamedTuple):
    """What a view says of a session. `goal` is its beginning, as far as a line of paper goes."""

    date: datetime.date
    kind: str
    round: str
    person: str
    week: int
    goal: str


def begun(text: str) -> str:
    """Return the first three words of a goal or exercise, which no view breaks apart from each other."""
    return " ".join(plain(text).split()[:3])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The candidate's folder, the private edition beside it and what the terminal said."""
    base = tmp_path_factory.mktemp("six")
    (base / "noor.yml").write_text(FILE, "utf-8")
    common = ["--today", "2026-12-01"]
    said = run("plan", base / "noor.yml", *common, "--out", base / "out", "--show")
    (base / "terminal.txt").write_text(said, "utf-8")
    run("site", "--candidate", base / "noor.yml", "--who", "candidate", *common, "--out", base / "edition")
    return base


def run(*command: object) -> str:
    done = rehearse(*command)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def truth(folder: Path, handbook: Handbook) -> dict[str, Said]:
    """What the plan's own facts are, by session."""
    plan = load_plan(folder / "out" / "noor" / "plan.json")
    data = spoken(handbook, plan)
    assert {each.kind for each in plan.sessions} == {"baseline", "drill", "loop", "final", "easy", "micro"}
    return {
        each["id"]: Said(
            datetime.date.fromisoformat(each["date"]),
            each["what"],
            handbook.rounds[each["round"]].title,
            each["with"] or {"llm": "a language model", "alone": "alone"}[each["partner"]],
            each["week"],
            begun(each["goal_text"] or each["exercise_title"]),
        )
        for each in data["sessions"]
    }


def short(date: datetime.date) -> str:
    return f"{date:%a} {date.day} {date:%b}"


def found_in(text: str, truth: Mapping[str, Said], weeks: Mapping[int, str]) -> dict[str, Said]:
    """Read the sessions back from running text: under the heading of its week, between its date and the next.

    A session is looked for by its date, round and code; what is near must say the rest.
    """
    words = " ".join(text.split())
    found = {}
    for code, said in truth.items():
        part = words.partition(weeks[said.week])[2]
        later = [weeks[week] for week in weeks if week > said.week]
        for heading in later:
            part = part.partition(heading)[0]
        pieces = re.split(rf"(?=\b(?:{'|'.join(sorted({short(each.date) for each in truth.values()}))})\b)", part)
        for piece in pieces:
            own = code in piece or (said.kind == "Micro-practice" and "Micro-practice" in piece)
            if piece.startswith(short(said.date)) and own:
                goal = said.goal if said.goal in piece.replace("Exercise: ", "") else ""
                texts = (said.kind, said.round, said.person)
                found[code] = Said(said.date, *(each if each in piece else "" for each in texts), said.week, goal)
    return found


def test_the_table(folder: Path, truth: dict[str, Said]) -> None:
    text = (folder / "out" / "noor" / "candidate" / "plan.csv").read_text("utf-8-sig")
    rows = {row["code"]: row for row in csv.DictReader(io.StringIO(text))}
    assert {
        code: Said(
            datetime.date.fromisoformat(row["date"]), row["kind"], row["round"], row["partner"], int(row["week"]),
            begun(row["goal"] or row["exercise"]),
        )
        for code, row in rows.items()
    } == truth  # fmt: skip


def test_the_calendar(folder: Path, truth: dict[str, Said]) -> None:
    found = {}
    read = icalendar.Calendar.from_ical((folder / "out" / "noor" / "candidate" / "plan.ics").read_bytes())
    for event in read.walk("VEVENT"):
        lines = dict(line.split(": ", 1) for line in str(event.get("description", "")).splitlines())
        if "Code" in lines:
            kind, round_ = lines["What"].split(", ")[:2]
            goal = begun(lines.get("Goal") or lines.get("Exercise", ""))
            person = lines.get("With", "alone")
            found[lines["Code"]] = Said(event["dtstart"].dt, kind, round_, person, int(lines["Week"]), goal)
    assert found == truth


def test_the_terminal(folder: Path, truth: dict[str, Said]) -> None:
    text = (folder / "terminal.txt").read_text("utf-8")
    weeks = {each.week: f"Week {each.week}," for each in truth.values()}
    assert found_in(text, truth, weeks) == truth


def test_the_printed_plan(folder: Path, truth: dict[str, Said]) -> None:
    pdf = folder / "out" / "noor" / "candidate" / "plan.pdf"
    text = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    sessions = text.partition("\fSessions\n")[2].partition("\fWhat to ask")[0]
    weeks = {each.week: f"Week {each.week} " for each in truth.values()}
    assert found_in(sessions, truth, weeks) == truth


@pytest.mark.parametrize("page", ["private/noor.html"])
def test_the_private_page(page: str, folder: Path, truth: dict[str, Said]) -> None:
    source = (folder / "edition" / page).read_text("utf-8").partition('id="session-by-session"')[2]
    source = source.partition("<h2")[0]
    text = html.unescape(re.sub(r"<[^>]+>", " ", source)).replace("¶", " ")
    assert found_in(text, truth, {each.week: f"Week {each.week} " for each in truth.values()}) == truth


def test_the_page_of_a_sample_candidate_is_made_from_the_same_view(
    folder: Path, handbook: Handbook, truth: dict[str, Said]
) -> None:
    """The site shows sample candidates only, so this plan stands in for the plan of one."""
    from generator.pages import render
    from generator.site_data import SiteData

    plan = load_plan(folder / "out" / "noor" / "plan.json")
    made = render(SiteData(handbook, {"ada": plan}))["candidates/ada.md"]
    text = html.unescape(re.sub(r"<[^>]+>", " ", made.partition("## Session by session")[2]))
    assert found_in(text, truth, {each.week: f"Week {each.week} " for each in truth.values()}) == truth
