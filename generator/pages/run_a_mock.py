"""The page for someone who runs a mock tonight: one is drawn by the day, and what to do is said in five minutes."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import LEVELS
from generator.pages.kinds import page_kind
from generator.pages.parts import Front, Page
from generator.site_data import SiteData
from generator.tonight import STEPS
from generator.wording import several


@page_kind("run-a-mock")
def run_a_mock_page(site: SiteData) -> Iterator[Page]:
    """Yield the page for someone who runs a mock tonight. An edition for candidates draws none."""
    handbook = site.handbook
    rounds = [
        {"id": each.id, "title": each.title, "minutes": each.minutes, "questions": several(count, "question")}
        for each in handbook.rounds_as_met
        if (count := len(handbook.of_round(each.id)))
    ]
    yield (
        "run-a-mock.md",
        {
            "front": Front(
                description="Run a mock for someone tonight: a PDF for you, a sealed one for them, five minutes.",
                scripts=("assets/mock.js",) if site.answers else (),
            ),
            "answers": site.answers,
            "rounds": rounds,
            "levels": [level for level in LEVELS if any(level in each.levels for each in handbook.questions.values())],
            "steps": STEPS,
        },
    )
