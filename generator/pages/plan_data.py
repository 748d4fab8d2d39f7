"""The data of the page that makes a plan in the reader's browser: the handbook as scripts read it, and their words.

`plan/handbook.json` has what a planner needs of rounds, roles and templates. `plan/questions/ROUND.json` has the
questions of a round, so that a page loads those of its plan and no others. Of a question it has what a planner chooses
by: id, difficulty, levels and topics. `plan/words.json` has the part of the catalogue that
scripts use, `plan/more-words.json` the sentences of files, logs and refusals, `plan/advert.json` what reads an
advertisement. They are read by `templates/site/assets/plan/handbook.js`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from fnmatch import fnmatchcase
from typing import Any

from generator import advert, say, text
from generator.model import DIFFICULTIES, LEVELS, Handbook, PlanTemplate, Role, Round
from generator.model.role import LoopRound
from generator.site_data import SiteData

#: Where the site has them.
_FOLDER = "plan"
#: What keys of the catalogue begin with that scripts use.
_TEXTS = (
    "adjustment.", "alone.", "calendar.", "change.", "confidence.", "count.", "criterion.", "drill.", "evidence.",
    "form.", "format.", "hours.", "kind.", "message.", "note.", "number.", "ordinal.", "partner.", "phase.", "reason.",
    "refusal.", "session.", "span.", "state.", "view.",
    "label.both.", "label.cover.", "label.plan.", "page.drills", "page.sessions", "page.slot", "plan.",
    "progress.evidence-and-next", "progress.full-mocks",
)  # fmt: skip
#: Of these, the keys that only paper, a terminal or an interviewer's sheet use.
_NOT_FOR_SCRIPTS = (
    "adjustment.*.sheet", "format.dates", "format.locale", "label.both.round", "label.plan.handbook",
    "confidence.ask-*", "confidence.file", "confidence.log", "confidence.step", "plan.opens-*", "plan.sheets",
    "session.next",
)  # fmt: skip
#: The keys that only files, logs and refusals use: most readers see none of them. The form has some of a log's.
_LATER = ("calendar.*", "change.*", "refusal.*", "form.log.*")
_OF_THE_FORM = ("form.log.close", "form.log.file", "form.log.more", "form.log.note", "form.log.title")


def plan_data(site: SiteData) -> dict[str, str]:
    """Return the files that scripts load to plan: path in the docs folder → JSON."""
    handbook = site.handbook
    topics = sorted({topic for question in handbook.questions.values() for topic in question.topics})
    files: dict[str, Any] = {
        "handbook": _handbook(handbook),
        **_words(),
        "advert": {**advert.advert_data(handbook), "roles": _spellings(handbook)},
    }
    files |= {f"questions/{name}": rows for name, rows in _questions(handbook, topics).items()}
    return {f"{_FOLDER}/{name}.json": _json(data) for name, data in files.items()}


def _words() -> dict[str, Any]:
    words = say.for_scripts(_TEXTS, _NOT_FOR_SCRIPTS)
    texts = words["texts"]
    later = {
        key: texts.pop(key)
        for key in [*texts]
        if key not in _OF_THE_FORM and any(fnmatchcase(key, pattern) for pattern in _LATER)
    }
    return {"words": words, "more-words": later}


def _spellings(handbook: Handbook) -> dict[str, Any]:
    return {name: {"aliases": role.aliases, "keywords": role.keywords} for name, role in handbook.roles.items()}


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def _handbook(handbook: Handbook) -> dict[str, Any]:
    return {
        "levels": LEVELS,
        "difficulties": DIFFICULTIES,
        "rounds": {name: _round(each) for name, each in handbook.rounds.items()},
        "roles": {name: _role(each) for name, each in handbook.roles.items()},
        "templates": {name: _template(each) for name, each in handbook.templates.items()},
    }


def _round(round_: Round) -> dict[str, Any]:
    return {
        "title": round_.title,
        "aliases": round_.aliases,
        "minutes": round_.minutes,
        "short": round_.short.minutes,
        "questions": round_.questions,
        "in_loop": round_.in_loop,
        "goals": [text.plain(goal) for goal in round_.micro_goals],
        "exercises": [exercise.title for exercise in round_.exercises],
        "dimensions": [
            {"id": each.id, "title": each.title, "core": each.core} for each in round_.rubric.dimensions
        ],
        "pass_line": round_.rubric.pass_line.model_dump(),
        "checklist": [text.plain(line) for line in round_.checklists.candidate],
    }  # fmt: skip


def _role(role: Role) -> dict[str, Any]:
    return {
        "title": role.title,
        "levels": [
            {"id": each.id, "title": each.title or "", "screen": _steps(each.screen), "loop": _steps(each.loop)}
            for each in role.levels
        ],
    }


def _steps(steps: Iterable[LoopRound]) -> list[dict[str, Any]]:
    return [{"round": step.round, "times": step.times, "weight": step.weight} for step in steps]


def _template(template: PlanTemplate) -> dict[str, Any]:
    return {
        "title": template.title,
        "from": template.days_needed,
        "days_a_week": template.days_a_week,
        "mocks_a_day": template.mocks_a_day,
        "finals": template.finals,
        "notice": template.notice,
        "asks": template.asks,
        "loops": [loop.by for loop in template.loops],
        "replaces": template.replaces,
        "phases": [phase.model_dump() for phase in template.phases],
    }


def _questions(handbook: Handbook, topics: Iterable[str]) -> dict[str, list[list[Any]]]:
    """Return the questions of each round as rows: id, place of the difficulty, levels as bits, places of topics."""
    numbers = {topic: n for n, topic in enumerate(topics)}
    rows: dict[str, list[list[Any]]] = {name: [] for name in handbook.rounds}
    for question in handbook.questions.values():
        rows[question.round].append(
            [
                question.id,
                DIFFICULTIES.index(question.difficulty),
                sum(1 << n for n, level in enumerate(LEVELS) if level in question.levels),
                [numbers[topic] for topic in question.topics],
            ]
        )
    return rows
