"""A clock that is wrong, and interviews far off: a plan, or one sentence and exit code 2. No loop is endless."""

from __future__ import annotations

import subprocess
from pathlib import Path

import forked
import pytest
import yaml

from generator.load import load_plan

GIVEN = {
    "name": "Ada", "role": "backend", "level": "senior", "days": {"tue": 90, "sat": 240}, "partners": {"llm": True},
}  # fmt: skip


def rehearse(folder: Path, today: str, **fields: object) -> subprocess.CompletedProcess[str]:
    """Plan for a candidate with these fields on a day."""
    (folder / "ada.yml").write_text(yaml.safe_dump(GIVEN | fields), "utf-8")
    given = ["plan", folder / "ada.yml", "--today", today, "--out", folder / "out"]
    return forked.rehearse(*given)


@pytest.mark.parametrize(
    ("today", "interview", "said"),
    [
        ("1926-11-30", "2027-01-20", "two years"),
        ("0001-01-01", "2027-01-20", "two years"),
        ("2040-01-01", "2027-01-20", "2040"),
        ("9999-12-30", "2027-01-20", "9999"),
        ("2026-11-30", "2028-12-01", "two years"),
        ("2026-11-30", "9999-12-31", "two years"),
    ],
)
def test_a_day_far_from_the_interview_is_refused_in_a_sentence(
    today: str, interview: str, said: str, tmp_path: Path
) -> None:
    done = rehearse(tmp_path, today, interview=interview)
    assert done.returncode == 2
    [line] = done.stderr.splitlines()
    assert line.startswith(f"{(tmp_path / 'ada.yml').as_posix()}:")
    assert said in line
    assert not (tmp_path / "out").exists()


def test_a_start_long_ago_is_refused_at_its_line(tmp_path: Path) -> None:
    done = rehearse(tmp_path, "2026-11-30", interview="2027-01-20", start="1999-01-01")
    assert done.returncode == 2
    assert " start: " in done.stderr


@pytest.mark.parametrize("today", ["1926-11-30", "0001-01-01", "2026-12-05"])
def test_a_clock_that_is_behind_the_start_still_plans(today: str, tmp_path: Path) -> None:
    """The plan begins at the start, so how far back the clock is doesn't matter."""
    done = rehearse(tmp_path, today, interview="2027-01-20", start="2026-12-10")
    assert (done.returncode, done.stderr) == (0, "")
    plan = load_plan(tmp_path / "out" / "ada" / "plan.json")
    assert plan.sessions
    assert [plan.weeks[0].first, plan.weeks[-1].last] == [plan.first, plan.interview]
    assert all(plan.first <= each.date < plan.interview for each in plan.sessions)


def test_an_interview_in_two_years_is_planned(tmp_path: Path) -> None:
    done = rehearse(tmp_path, "2026-11-30", interview="2028-11-30")
    assert (done.returncode, done.stderr) == (0, "")
    plan = load_plan(tmp_path / "out" / "ada" / "plan.json")
    assert len(plan.weeks) == 105
    assert plan.sessions
