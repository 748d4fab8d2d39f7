"""A bank that does not grow: rounds, roles and questions as they were in November 2026, for golden plans.

The templates are those of the tests' own content.
`frozen-bank.json` has what a planner reads of each noun, and nothing more.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from candidates import make_handbook, make_question, make_round
from conftest import CONTENT

from generator.model import Handbook, PlanTemplate, Role, Round


@cache
def frozen_handbook() -> Handbook:
    """Return the frozen bank with the templates."""
    bank = json.loads((Path(__file__).parent / "frozen-bank.json").read_text("utf-8"))
    templates = [
        PlanTemplate.model_validate(yaml.safe_load(path.read_text("utf-8")))
        for path in sorted((CONTENT / "plans").glob("*.yml"))
    ]
    return make_handbook(
        [_round(name, **each) for name, each in bank["rounds"].items()],
        [_role(name, levels) for name, levels in bank["roles"].items()],
        {each.id: each for each in templates},
        [
            make_question(name, round_id, difficulty, tuple(levels), tuple(topics))
            for name, (round_id, difficulty, levels, topics) in bank["questions"].items()
        ],
    )


def _round(name: str, *, minutes: int, short: int, questions: int, in_loop: bool, goals: int, exercises: int) -> Round:
    made = make_round(name, minutes, short, questions, goals)
    practice = made.exercises[:1] * exercises
    return made.model_copy(update={"in_loop": in_loop, "exercises": practice})


def _role(name: str, levels: dict[str, Any]) -> Role:
    def places(rows: list[list[Any]]) -> list[dict[str, Any]]:
        return [{"round": each, "times": times, "weight": weight, "minutes": 45} for each, times, weight in rows]

    return Role.model_validate(
        {
            "id": name, "title": name, "family": "engineering", "summary": "Frozen.",
            "levels": [
                {"id": level, "scope": "Frozen.", "screen": places(each["screen"]), "loop": places(each["loop"])}
                for level, each in levels.items()
            ],
        }
    )  # fmt: skip
