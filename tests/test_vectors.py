"""The planner in JavaScript makes the plans that Python makes: in Node and in Chromium, wherever the clock stands."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import served
from conftest import ROOT
from playwright.sync_api import Browser
from vectors import codes, vectors

from generator import results

JS = ROOT / "tests" / "js"
#: Far west with half an hour, far east with summer in January, and half an hour without summer time.
ZONES = ("America/St_Johns", "Pacific/Auckland", "Asia/Kolkata")
LEAST = 600
#: Facts that no vector would be without by accident, by kind and code.
FACTS = {
    "notes": (
        "over", "not-planned", "aims-at-last", "unrated", "start", "no-room", "full-mocks", "bank", "stubborn", "fix",
        "much",
    ),
    "changes": (
        "nothing", "template", "rank", "rounds", "moved", "gone", "new", "renamed", "changed", "questions", "loops",
        "paid",
    ),
    "criteria": ("confidence", "passed", "full-mocks"),
    "why": ("rated", "unrated", "logged", "failed", "weight"),
    "session": ("baseline", "drillagain", "drillcheck", "loop", "final", "paid", "easy", "micro"),
}  # fmt: skip
#: Loads what the page's address serves, and returns the failures.
WALK = """async () => {
  const planner = await import("./assets/plan/planner.js")
  const loader = await import("./assets/plan/handbook.js")
  const { failure } = await import("./vectors.js")
  const { books, vectors } = await (await fetch("vectors.json")).json()
  const failures = vectors.map(each => failure(planner, loader, books[each.book], each)).filter(Boolean)
  return { zone: Intl.DateTimeFormat().resolvedOptions().timeZone, walked: vectors.length, failures }
}"""

FIXES = """async () => {
  const { sameFix } = await import("./assets/plan/planner/history.js")
  const fixes = await (await fetch("fixes.json")).json()
  return { compared: fixes.length, wrong: fixes.filter(([fix, same]) => sameFix(fix) !== same).slice(0, 20) }
}"""


@pytest.fixture(scope="module")
def made() -> dict[str, Any]:
    return vectors()


@pytest.fixture(scope="module")
def folder(made: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the vectors, an empty page and the modules, as a site has them."""
    found = tmp_path_factory.mktemp("vectors")
    (found / "vectors.json").write_text(json.dumps(made, ensure_ascii=False), "utf-8")
    (found / "index.html").write_text("<!doctype html><title>Vectors</title>", "utf-8")
    shutil.copytree(ROOT / "templates/site/assets/plan", found / "assets/plan")
    shutil.copy(JS / "vectors.js", found)
    return found


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with served(folder) as found:
        yield found


def test_there_are_enough_vectors_and_they_have_every_code(made: dict[str, Any]) -> None:
    assert len(made["vectors"]) >= LEAST
    assert len({each["name"] for each in made["vectors"]}) == len(made["vectors"])
    missing = {f"{kind} {code}" for kind, every in FACTS.items() for code in every} - codes(made).keys()
    assert missing == set()


@pytest.mark.slow
@pytest.mark.parametrize("zone", ZONES)
def test_node_makes_the_same_plans(folder: Path, made: dict[str, Any], zone: str) -> None:
    """All of a plan, its fingerprint, and the codes and values of refusals. A failure names the first field."""
    environment = os.environ | {"TZ": zone, "VECTORS": str(folder / "vectors.json")}
    done = subprocess.run(
        ["node", "--test", "planner.vectors.js"],
        cwd=JS, env=environment, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{len(made['vectors'])} vectors in {zone}" in done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("zone", ZONES)
def test_chromium_makes_the_same_plans(browser: Browser, address: str, made: dict[str, Any], zone: str) -> None:
    context = browser.new_context(timezone_id=zone)
    page = context.new_page()
    page.goto(address)
    found = page.evaluate(WALK)
    context.close()
    assert found["failures"][:9] == []
    assert found["walked"] == len(made["vectors"])
    assert found["zone"].replace("Calcutta", "Kolkata") == zone


def test_fixes_are_compared_as_python_compares_them_letter_by_letter(
    browser: Browser, folder: Path, address: str
) -> None:
    """By every code point that Python knows. A browser may know newer ones."""
    fixes = [f"a{chr(n)}b" for n in range(0x110000) if unicodedata.category(chr(n)) not in ("Cn", "Cs")]
    same = [(fix, results.same_fix(fix)) for fix in fixes]
    (folder / "fixes.json").write_text(json.dumps(same, ensure_ascii=False), "utf-8")
    page = browser.new_page()
    page.goto(address)
    found = page.evaluate(FIXES)
    page.close()
    assert found == {"compared": len(fixes), "wrong": []}
