"""Made-up rounds, questions, templates and handbooks that say nothing but their numbers, and candidates for them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from generator.model import (
    DIFFICULTIES,
    LEVELS,
    WEEKDAYS,
    Candidate,
    Handbook,
    LogEntry,
    PlanTemplate,
    Question,
    Role,
    Round,
    Session,
)

MONDAY = datetime.date(2027, 3, 1)
DAY = datetime.timedelta(days=1)
#: Rounds of a loop, and one that is practised but never a step of it.
ROUNDS = ("knitting", "skyline-design", "candour", "mending", "sifting")
SCREEN = "reception-screen"

#: The templates of tests/content/plans; phases are (days, drills), 0 days stretch.
TEMPLATES: dict[str, dict[str, Any]] = {
    "eight-week": {"needs": 42, "phases": [(7, 2), (0, 2), (21, 1), (7, 0)], "loops": [22, 8]},
    "four-week": {"needs": 26, "phases": [(7, 3), (0, 3), (7, 1), (7, 0)], "loops": [8]},
    "one-week": {"needs": 1, "phases": [(0, 3), (2, 0)], "loops": [3], "week": 7, "finals": 0, "notice": 1, "asks": 4},
    "twelve-week": {"needs": 63, "phases": [(14, 2), (0, 2), (35, 1), (7, 0)], "loops": [36, 22, 8]},
    "two-week": {"needs": 10, "phases": [(4, 3), (0, 3), (3, 0)], "loops": [4], "week": 6, "finals": 1, "asks": 4},
}


def template(
    name: str,
    *,
    needs: int,
    phases: Iterable[tuple[int, int]],
    loops: Iterable[int] = (),
    week: int = 5,
    mocks: int = 2,
    finals: int = 2,
    notice: int = 2,
    asks: int = 3,
) -> PlanTemplate:
    """Make a template. Phases are (days, drills), 0 days stretch; loops are `by`."""
    stretches = list(phases)
    kinds = ["baseline", *["drills", "loops", "loops"][: len(stretches) - 2], "last"]
    return PlanTemplate.model_validate(
        {
            "id": name, "title": name.title(), "summary": "Made up.", "from": needs, "days_a_week": week,
            "mocks_a_day": mocks, "finals": finals, "notice": notice, "asks": asks,
            "phases": [
                {"id": f"p{n}", "kind": kinds[n], "title": f"P{n}", "drills": drills}
                | ({"days": days} if days else {"stretch": True})
                for n, (days, drills) in enumerate(stretches)
            ],
            "loops": [{"by": by} for by in loops],
        }
    )  # fmt: skip


@cache
def standard_templates() -> dict[str, PlanTemplate]:
    """Make the five templates of tests/content/plans."""
    return {name: template(name, **numbers) for name, numbers in TEMPLATES.items()}


@cache
def make_round(
    name: str, minutes: int = 60, short: int = 25, questions: int = 1, goals: int = 3, in_loop: bool = True
) -> Round:
    """Make a round that says nothing but its numbers."""
    word = "Made up."
    agenda = [{"minutes": 10, "segment": "Talk", "lead": "both"}] * 3
    dimension = {
        "measures": word, "not_seen": word,
        "signals": {"strong": [word], "weak": [word]}, "anchors": dict.fromkeys("1234", word),
    }  # fmt: skip
    return Round.model_validate(
        {
            "id": name, "title": name.replace("-", " ").capitalize(), "purpose": word, "minutes": minutes,
            "questions": questions, "in_loop": in_loop, "help": "hints", "agenda": agenda,
            "short": {"minutes": short, "agenda": agenda},
            "setting": {"modes": ["virtual"], "interviewers": 1, "ai": "none"},
            "say": {"open": word, "close": word},
            "rubric": {
                "pass": {"junior": 3, "mid": 4, "senior": 4, "staff": 4},
                "dimensions": [{"id": f"d{n}", "title": f"D{n}", "core": n == 0} | dimension for n in range(5)],
            },
            "checklists": {"candidate": [word], "interviewer": [word]},
            "must_not_ask": [{"text": word, "jurisdiction": "EU", "checked": "2026-01-01", "source": word}],
            "mistakes": [{"mistake": word, "instead": word}],
            "micro_goals": [f"{name} goal {n}." for n in range(1, goals + 1)],
            "exercises": [{"title": f"{name} exercise {n}", "how": word} for n in range(1, goals + 1)],
            "llm": {"persona": word, "rules": [word]},
        }
    )  # fmt: skip


@cache
def make_question(
    name: str, round_id: str, difficulty: str, levels: tuple[str, ...], topics: tuple[str, ...]
) -> Question:
    """Make a question that says nothing but where it belongs."""
    word = "Made up."
    return Question.model_validate(
        {
            "id": name, "title": name, "round": round_id, "levels": levels, "difficulty": difficulty,
            "topics": topics, "needs": "anyone", "prompt": word, "gist": word, "right_if": word,
            "if_known": word,
            "follow_ups": [{"ask": word, "listen_for": word}] * 2, "curveball": word, "approach": word,
            "signals": {"d0": {"strong": [word], "weak": [word]}}, "bar": dict.fromkeys(levels, word),
        }
    )  # fmt: skip


def make_bank(round_id: str, count: int, topics: int = 3, levels: tuple[str, ...] = LEVELS) -> list[Question]:
    """Make questions whose difficulties and topics go round in turn."""
    return [
        make_question(f"{round_id}-q{n}", round_id, DIFFICULTIES[n % 3], levels, (f"{round_id}-{n % topics}",))
        for n in range(count)
    ]


def make_role(
    loop: Iterable[tuple[str, int, int]],
    name: str = "backend",
    level: str = "senior",
    screen: Iterable[tuple[str, int, int]] = (),
) -> Role:
    """Make a role of one level; loop and screen are (round, times, weight)."""

    def places(rounds: Iterable[tuple[str, int, int]]) -> list[dict[str, Any]]:
        return [{"round": each, "times": times, "weight": weight, "minutes": 45} for each, times, weight in rounds]

    return Role.model_validate(
        {
            "id": name, "title": "Role", "family": "engineering", "summary": "Made up.",
            "levels": [{"id": level, "scope": "Made up.", "screen": places(screen), "loop": places(loop)}],
        }
    )  # fmt: skip


def make_handbook(
    rounds: Iterable[Round],
    roles: Iterable[Role],
    plans: Mapping[str, PlanTemplate],
    questions: Iterable[Question],
) -> Handbook:
    """Put a handbook together, sorted as `load` sorts it."""

    def by_id(nouns: Iterable[Any]) -> dict[str, Any]:
        return {noun.id: noun for noun in sorted(nouns, key=lambda noun: noun.id)}

    return Handbook(by_id(rounds), by_id(roles), by_id(plans.values()), by_id(questions), {}, {}, {})


THREE = (("knitting", 1, 2), ("skyline-design", 1, 3), ("candour", 1, 3))


def backend_handbook(
    loop: Iterable[tuple[str, int, int]] = THREE,
    bank: int = 30,
    screen: Iterable[tuple[str, int, int]] = (),
    own: PlanTemplate | None = None,
) -> Handbook:
    """Make a handbook of rounds of 60 and 25 minutes and a screen of 45 and 20, with the standard templates or one."""
    questions = [question for each in (*ROUNDS, SCREEN) for question in make_bank(each, bank)]
    templates = {own.id: own} if own else standard_templates()
    rounds = [*map(make_round, ROUNDS), make_round(SCREEN, 45, 20, in_loop=False)]
    return make_handbook(rounds, [make_role(loop, screen=screen)], templates, questions)


def candidate(interview: datetime.date | int = 28, **fields: Any) -> Candidate:
    """Make a candidate who can practise 90 minutes every day; a whole `interview` is days after MONDAY."""
    if isinstance(interview, int):
        interview = MONDAY + interview * DAY
    fields.setdefault("days", dict.fromkeys(WEEKDAYS, 90))
    if "interviews" not in fields:
        fields["interview"] = interview
    return Candidate.model_validate({"id": "ada", "name": "Ada", "role": "backend", "level": "senior"} | fields)


def entry(day: datetime.date | int, round_id: str, before: int = 2, after: int = 3, **fields: Any) -> LogEntry:
    """Make an entry of a log; a whole `day` is days after MONDAY."""
    if isinstance(day, int):
        day = MONDAY + day * DAY
    return LogEntry.model_validate(
        {"date": day, "round": round_id, "before": before, "after": after, "fix": "Speak up."} | fields
    )


def scored(*scores: int | str, rater: str = "peer") -> dict[str, Any]:
    """Give the fields of an entry with these scores, from the first dimension on."""
    return {"rater": rater, "scores": {f"d{n}": score for n, score in enumerate(scores)}}


def did(mock: Session, confidence: int = 3, **fields: Any) -> LogEntry:
    """Log a mock as the plan had it, with unchanged confidence."""
    planned = {
        "before": confidence, "after": confidence, "kind": mock.kind, "session": mock.id,
        "questions": [*mock.questions, *mock.surprises],
        "rater": "self" if mock.partner == "alone" else mock.partner,
    }  # fmt: skip
    return entry(mock.date, mock.round, **(planned | fields))


def confidence_of(who: Candidate, round_id: str) -> int:
    """Give the confidence of a round: 3 where the candidate gave none (rule 4)."""
    return who.confidence.get(round_id, 3)


def drill_template(**numbers: Any) -> PlanTemplate:
    """Make a template: seven drills a week between three days of measuring and two at the end."""
    defaults: dict[str, Any] = {
        "needs": 1, "week": 7, "phases": [(3, 0), (0, 7), (2, 0)], "finals": 0, "notice": 0, "asks": 14,
    }  # fmt: skip
    return template("own", **(defaults | numbers))


def loop_handbook(loops: list[int], rounds: Iterable[tuple[str, int, int]] = THREE, **numbers: Any) -> Handbook:
    """Make a handbook whose only template has these loops and no drills."""
    return backend_handbook(rounds, own=drill_template(phases=[(7, 0), (0, 0), (2, 0)], loops=loops, **numbers))
