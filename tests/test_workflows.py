"""What runs on GitHub: nothing is published that fails a test, and only the job that publishes may write."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from conftest import ROOT

FOLDER = ROOT / ".github" / "workflows"
FILES = sorted(path.name for path in FOLDER.iterdir())


def workflow(name: str) -> dict[Any, Any]:
    """A workflow as data; its key `on` reads as True."""
    found: dict[Any, Any] = yaml.safe_load((FOLDER / name).read_text("utf-8"))
    return found


def before(jobs: dict[str, Any], name: str) -> set[str]:
    """The jobs that must have passed before a job begins."""
    needs = jobs[name].get("needs", [])
    found = {needs} if isinstance(needs, str) else {*needs}
    return found.union(*(before(jobs, each) for each in found))


def commands(job: dict[str, Any]) -> list[str]:
    return [step["run"].partition(" #")[0] for step in job.get("steps", []) if "run" in step]


def test_nothing_is_published_before_the_tests_have_passed() -> None:
    jobs = workflow("pages.yml")["jobs"]
    publishing = [name for name, job in jobs.items() if "pages" in job.get("permissions", {})]
    assert publishing == ["publish"]
    tested = [jobs[name].get("uses") for name in before(jobs, "publish")]
    assert "./.github/workflows/test.yml" in tested
    assert not any("if" in job for job in jobs.values()), "which could let a job run after one that failed"


def test_a_pull_request_is_tested_and_its_site_built() -> None:
    made = workflow("test.yml")
    assert set(made[True]) == {"pull_request", "workflow_call"}, "pull_request_target would run it with our rights"
    (job,) = made["jobs"].values()
    assert "make test" in commands(job)
    assert ".venv/bin/rehearse site" in commands(job)
    assert not any("continue-on-error" in each for each in (job, *job["steps"]))


def test_a_release_has_the_very_files_that_were_tested_and_the_version_of_its_tag() -> None:
    made = workflow("release.yml")
    assert made[True] == {"push": {"tags": ["v*"]}}
    jobs = made["jobs"]
    assert before(jobs, "publish") == {"test", "build"}
    assert jobs["test"] == {"uses": "./.github/workflows/test.yml"}
    assert not any("if" in job or "continue-on-error" in job for job in jobs.values())
    *_, tagged, built, tested = commands(jobs["build"])
    assert tagged == 'test "$GITHUB_REF_NAME" = "v$(.venv/bin/hatchling version)"'
    assert (built, tested) == (".venv/bin/hatchling build -d dist", ".venv/bin/pytest tests/test_wheel.py --built dist")
    assert jobs["build"]["steps"][-1]["with"] == jobs["publish"]["steps"][0]["with"] == {"name": "dist", "path": "dist"}
    (published,) = commands(jobs["publish"])
    assert published.startswith('gh release create "$GITHUB_REF_NAME" dist/* --verify-tag ')


def test_no_workflow_needs_a_secret_and_the_job_that_may_write_runs_nothing_of_ours() -> None:
    for name in FILES:
        assert "secrets." not in (FOLDER / name).read_text("utf-8")
        for job in workflow(name)["jobs"].values():
            if "permissions" in job:
                assert not any(step.get("uses", "").startswith("actions/checkout") for step in job["steps"])


@pytest.mark.parametrize("name", FILES)
def test_a_workflow_may_read_only_and_runs_known_versions(name: str) -> None:
    made = workflow(name)
    assert made["permissions"] == {"contents": "read"}
    for job_name, job in made["jobs"].items():
        assert job_name == "publish" or "permissions" not in job
        if "uses" in job:  # a workflow of ours
            continue
        assert job["timeout-minutes"] <= 90
        for step in job["steps"]:
            uses = step.get("uses", "")
            assert not uses or re.fullmatch(r"actions/[a-z-]+@v\d+", uses)
            assert not uses.startswith("actions/checkout") or step["with"]["persist-credentials"] is False
