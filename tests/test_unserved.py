"""Candidates that can't be served, or only in part: each is told what to do, by the real command."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from conftest import CONTENT, TESTS

from generator.load import load_handbook

FILE = {
    "name": "Mira Solheim", "role": "backend", "level": "senior", "interview": "2027-03-31",
    "days": "{mon: 90, wed: 90, sat: 240}", "confidence": "{knitting: 3, skyline-design: 2}",
    "partners": "{peer: Jonas}",
}  # fmt: skip


def planned(folder: Path, content: Path, **people: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Plan for people on 1 March 2027, all at once; each changes some lines of FILE."""
    paths = []
    for name, changed in people.items():
        paths.append(folder / f"{name}.yml")
        paths[-1].write_text("".join(f"{key}: {value}\n" for key, value in (FILE | changed).items()), "utf-8")
    command = ["plan", *paths, "--today", "2027-03-01", "--content", content, "--out", folder / "out"]
    return subprocess.run(
        [sys.executable, "-m", "generator.cli", *map(str, command)],
        capture_output=True, text=True, cwd=TESTS, check=False,
    )  # fmt: skip


def test_who_can_not_be_planned_for_gets_one_line_each_and_exit_2(tmp_path: Path) -> None:
    done = planned(
        tmp_path,
        CONTENT,
        past={"interview": "2027-02-20"},
        late={"start": "2027-04-01"},
        sure={"confidence": "{knitting: 7, skyline-design: 0}"},
        busy={"days": "{mon: 0}"},
        gone={"plan": "short-days"},
        staff={"role": "any-field", "level": "staff"},
        never={"interview": "2037-03-31"},
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert [line.removeprefix(f"{tmp_path.as_posix()}/") for line in done.stderr.splitlines()] == [
        "busy.yml:5:1: days: expected at least one weekday with minutes to practise; got none",
        'gone.yml:8:1: plan: "short-days" is replaced by "two-week". '
        + " ".join(load_handbook(CONTENT).templates["two-week"].replaces["short-days"].split()),
        "late.yml:4:1: interview: expected a day after the start, 2027-04-01; got 2027-03-31",
        "never.yml:4:1: interview: expected at most two years from the first day, 2027-03-01, to the interview, "
        "2037-03-31",
        "past.yml:4:1: interview: expected a day after today, 2027-03-01, such as your next interview; got 2027-02-20",
        'staff.yml:3:1: level: role "any-field" has no level "staff"; it has junior and senior',
        "sure.yml:6:14: knitting: expected 5 or less; got 7",
        "sure.yml:6:27: skyline-design: expected 1 or more; got 0",
    ]
    assert not (tmp_path / "out").exists()


def test_who_can_be_served_in_part_gets_a_plan_that_says_what_is_missing(content: Path, tmp_path: Path) -> None:
    """The interview is tomorrow; no weekday of theirs comes before it; a round has no question of their level."""
    (content / "questions" / "skyline-design" / "storage.yml").unlink()
    done = planned(
        tmp_path,
        content,
        tomorrow={"interview": "2027-03-02"},
        none={"interview": "2027-03-06", "days": "{sun: 60}"},
        dry={"rounds": "[skyline-design]", "level": "junior"},
    )
    assert (done.returncode, done.stderr) == (0, "")
    parts = done.stdout.split("plan       ")[1:]
    said = {name: part for part in parts for name in ("tomorrow", "none", "dry") if f"/{name}/" in part}
    assert "The interview is too near to free another day. Without a first mock, trust" in said["tomorrow"]
    assert "Free one more" not in said["tomorrow"]
    assert "Free one more day, or make one longer" in said["none"]
    assert "The bank has no question for Skyline design at your level." in said["dry"]
    assert "mocks have none at all: whoever runs them brings one." in said["dry"]
    for name in said:
        assert (tmp_path / "out" / name / "candidate" / "plan.pdf").exists()
