"""Made-up handbooks and candidates, small or hostile, that need no content folder.

`backend_handbook` and `candidate` are for cases made by hand, `cases` generates the rest.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from hypothesis import strategies as st

from generator.model import (
    DIFFICULTIES,
    LEVELS,
    WEEKDAYS,
    Candidate,
    Handbook,
    LogEntry,
    Plan,
    PlanTemplate,
    Question,
    Role,
    Round,
    Session,
)
from generator.planner import make_plan

MONDAY = datetime.date(2027, 3, 1)
DAY = datetime.timedelta(days=1)
ROUNDS = ("coding", "system-design", "behavioural", "debugging", "sql")

#: The templates named in shared/examples/plan-template.yml, as (days, drills) per phase; 0 days stretch.
TEMPLATES: dict[str, dict[str, Any]] = {
    "four-week": {
        "from": 24, "week": 5, "phases": [(7, 0), (0, 3), (7, 1), (7, 1)], "loops": [43, 29, 8, -3],
    },
    "one-week": {"from": 1, "week": 7, "phases": [(0, 3), (2, 0)], "loops": [-3]},
    "short-days": {
        "from": 10, "week": 6, "short": True, "phases": [(7, 0), (0, 2), (2, 0)], "loops": [8, -3],
    },
    "twelve-week": {
        "from": 63, "week": 5, "phases": [(14, 1), (0, 2), (28, 2), (14, 1)],
        "loops": [66, 52, -38, 24, 10, -3],
    },
    "two-week": {"from": 10, "week": 6, "phases": [(4, 0), (0, 3), (4, 1)], "loops": [7, -3]},
}  # fmt: skip


def template(
    name: str,
    *,
    needs: int,
    week: int,
    phases: Iterable[tuple[int, int]],
    loops: Iterable[int],
    short: bool = False,
    mocks: int = 2,
) -> PlanTemplate:
    """Make a template. Phases are (days, drills), 0 days stretch; loops are `by`, below 0 with the expert."""
    kinds = ["baseline", "drills", "loops", "last"]
    return PlanTemplate.model_validate(
        {
            "id": name, "title": name.title(), "summary": "Made up.", "from": needs, "short": short,
            "days_a_week": week, "mocks_a_day": mocks,
            "phases": [
                {"id": f"p{n}", "kind": kinds[min(n, 3)], "title": f"P{n}", "drills": drills}
                | ({"days": days} if days else {"stretch": True})
                for n, (days, drills) in enumerate(phases)
            ],
            "loops": [{"by": abs(by), "expert": by < 0} for by in loops],
        }
    )  # fmt: skip


@cache
def standard_templates() -> dict[str, PlanTemplate]:
    """Make the five templates of the example."""
    return {
        name: template(
            name, needs=data["from"], week=data["week"], phases=data["phases"], loops=data["loops"],
            short=data.get("short", False),
        )
        for name, data in TEMPLATES.items()
    }  # fmt: skip


@cache
def make_round(name: str, minutes: int = 60, short: int = 25, questions: int = 1, goals: int = 3) -> Round:
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
            "questions": questions, "help": "hints", "agenda": agenda,
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


def make_role(loop: Iterable[tuple[str, int, int]], name: str = "backend", level: str = "senior") -> Role:
    """Make a role of one level; the loop is (round, times, weight)."""
    places = [{"round": each, "times": times, "weight": weight, "minutes": 45} for each, times, weight in loop]
    return Role.model_validate(
        {
            "id": name, "title": "Role", "family": "engineering", "summary": "Made up.",
            "levels": [{"id": level, "scope": "Made up.", "loop": places}],
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


def backend_handbook(
    loop: Iterable[tuple[str, int, int]] = (("coding", 1, 2), ("system-design", 1, 3), ("behavioural", 1, 3)),
    bank: int = 30,
    **plans: PlanTemplate,
) -> Handbook:
    """Make a handbook of five rounds of 60 and 25 minutes, by default with the standard templates."""
    questions = [question for each in ROUNDS for question in make_bank(each, bank)]
    templates = {each.id: each for each in plans.values()} or standard_templates()
    return make_handbook([make_round(each) for each in ROUNDS], [make_role(loop)], templates, questions)


def candidate(interview: datetime.date | int = 28, **fields: Any) -> Candidate:
    """Make a candidate who can practise 90 minutes every day; a whole `interview` is days after MONDAY."""
    if isinstance(interview, int):
        interview = MONDAY + interview * DAY
    fields.setdefault("days", dict.fromkeys(WEEKDAYS, 90))
    if "interviews" not in fields:
        fields["interview"] = interview
    return Candidate.model_validate({"id": "ada", "name": "Ada", "role": "backend", "level": "senior"} | fields)


@dataclass(frozen=True)
class Case:
    """What a plan is made from, and the plan."""

    handbook: Handbook
    candidate: Candidate
    today: datetime.date
    log: tuple[LogEntry, ...] = ()

    @cached_property
    def plan(self) -> Plan:
        return make_plan(self.handbook, self.candidate, self.today, self.log)


def entry(day: datetime.date | int, round_id: str, before: int = 2, after: int = 3, **fields: Any) -> LogEntry:
    """Make an entry of a log; a whole `day` is days after MONDAY, `fails` and `passes` fill in a peer's scores."""
    if isinstance(day, int):
        day = MONDAY + day * DAY
    return LogEntry.model_validate(
        {"date": day, "round": round_id, "before": before, "after": after, "fix": "Speak up."} | fields
    )


def scored(*scores: int | str, rater: str = "peer") -> dict[str, Any]:
    """Give the fields of an entry with these scores, from the first dimension on."""
    return {"rater": rater, "scores": {f"d{n}": score for n, score in enumerate(scores)}}


def did(mock: Session, confidence: int = 1, **fields: Any) -> LogEntry:
    """Log a mock as the plan had it, with unchanged confidence."""
    planned = {
        "before": confidence, "after": confidence, "kind": mock.kind, "session": mock.id,
        "questions": [*mock.questions, *mock.surprises],
    }  # fmt: skip
    return entry(mock.date, mock.round, **(planned | fields))


def confidence_of(who: Candidate, round_id: str) -> int:
    """Give the confidence of a round, where the candidate gave one."""
    return who.confidence.get(round_id, 1)


DAY_MINUTES = st.sampled_from([0, 5, 9, 10, 14, 15, 25, 29, 30, 35, 45, 60, 75, 90, 120, 180, 240, 720])
LONG_MINUTES = st.sampled_from([0, 45, 60, 90, 120, 180])


@st.composite
def templates(draw: st.DrawFn, name: str, needs: int = 1) -> PlanTemplate:
    """Generate a template, tame or odd: any phase may stretch, drills may be none or many."""
    count = draw(st.integers(2, 4))
    stretching = draw(st.integers(0, count - 1))
    phases = [(0 if n == stretching else draw(st.integers(1, 15)), draw(st.integers(0, 6))) for n in range(count)]
    by = sorted(draw(st.sets(st.integers(3, 60), max_size=5)), reverse=True)
    loops = [each * draw(st.sampled_from([1, -1])) for each in by]
    week, mocks = draw(st.integers(1, 7)), draw(st.integers(1, 4))
    return template(name, needs=needs, week=week, phases=phases, loops=loops, mocks=mocks)


@st.composite
def handbooks(draw: st.DrawFn) -> Handbook:
    """Generate a handbook of one role, five rounds, two to six templates and a bank that may be dry."""
    rounds, questions = [], []
    for name in ROUNDS:
        minutes = draw(st.sampled_from([30, 45, 50, 60, 75, 90]))
        short = draw(st.sampled_from([10, 20, 25, 30]))
        rounds.append(make_round(name, minutes, short, draw(st.integers(1, 4)), draw(st.integers(1, 3))))
        topics = draw(st.integers(1, 6))
        bank = draw(st.sampled_from([0, 1, 2, 5, 9, 20, 60]))
        shift = draw(st.integers(0, 3))
        for n in range(bank):
            levels = ("senior",) if n % 7 else ("junior",)
            difficulty = DIFFICULTIES[(n * n + n * shift) % 3 if shift else 1]
            questions.append(make_question(f"{name}-q{n}", name, difficulty, levels, (f"{name}-{n % topics}",)))
    loop = [
        (name, draw(st.sampled_from([1, 1, 1, 2, 3])), draw(st.integers(1, 3)))
        for name in draw(st.lists(st.sampled_from(ROUNDS), min_size=1, max_size=5, unique=True))
    ]
    plans = dict(standard_templates())
    if draw(st.booleans()):
        plans["odd"] = draw(templates("odd", needs=draw(st.integers(2, 40))))
    return make_handbook(rounds, [make_role(loop)], plans, questions)


@st.composite
def cases(draw: st.DrawFn, *, logged: bool = True) -> Case:
    """Generate a case that may be planned, however hostile."""
    handbook = draw(handbooks())
    today = MONDAY + draw(st.integers(-90, 400)) * DAY
    start = draw(st.none() | st.integers(-40, 10).map(lambda n: today + n * DAY))
    ahead = draw(st.integers(1, 12) | st.integers(1, 45) | st.integers(1, 100))
    interview = max(today, start or today) + ahead * DAY
    near = st.integers(-2, ahead + 2).map(lambda n: interview - n * DAY)
    some_days = st.dictionaries(st.sampled_from(WEEKDAYS), DAY_MINUTES, min_size=1, max_size=7)
    most_days = st.fixed_dictionaries(dict.fromkeys(WEEKDAYS, LONG_MINUTES))
    weekdays = draw((some_days | most_days).filter(lambda days: any(days.values())))
    fields: dict[str, Any] = {
        "id": draw(st.sampled_from(["ada", "kofi", "li"])),
        "days": weekdays,
        "away": draw(st.lists(near, max_size=6)),
        "confidence": draw(st.dictionaries(st.sampled_from(ROUNDS), st.integers(1, 5))),
        "start": start,
        "partners": draw(
            st.fixed_dictionaries(
                {"llm": st.booleans()},
                optional={"peer": st.just("Sam"), "expert": st.just("Ines"), "friend": st.just("Jo")},
            )
        ),
        "swap": draw(st.booleans()),
        "adjustments": draw(st.lists(st.sampled_from(["time+25", "time+50", "breaks", "captions"]), max_size=2)),
        "seen": draw(st.lists(st.sampled_from(sorted(handbook.questions)), max_size=5)) if handbook.questions else [],
    }
    if draw(st.integers(0, 3)) == 0:
        fields["rounds"] = draw(st.lists(st.sampled_from((*ROUNDS, "recruiter-screen")), min_size=1, max_size=7))
        if set(fields["rounds"]) == {"recruiter-screen"}:
            fields["rounds"].append("sql")
    if draw(st.integers(0, 2)) == 0:
        fields["plan"] = draw(st.sampled_from(sorted(handbook.plans)))
    if draw(st.integers(0, 3)) == 0:
        earlier = draw(st.lists(st.integers(0, ahead), max_size=3))
        days = [*(interview - n * DAY for n in earlier), interview]
        fields["interviews"] = [{"date": day, "label": f"No. {n}"} for n, day in enumerate(days)]
    who = candidate(interview, **fields)
    return Case(handbook, who, today, draw(logs(handbook, who, today)) if logged else ())


RATERS = st.sampled_from([None, "peer", "peer", "expert", "friend", "llm", "self"])


@st.composite
def marks(draw: st.DrawFn, confidence: int) -> dict[str, Any]:
    """Generate what a mock came to: confidence that moves or doesn't, sometimes a rater's scores."""
    after = draw(st.sampled_from([confidence, confidence, confidence, 5, 4, 1]))
    rater = draw(RATERS)
    score = st.sampled_from([1, 2, 3, 3, 3, 4, 4, "not seen"])
    scores = draw(st.dictionaries(st.sampled_from([f"d{n}" for n in range(5)]), score, max_size=5)) if rater else {}
    if rater and draw(st.booleans()):
        scores = {f"d{n}": draw(st.sampled_from([2, 3, 3, 3, 4])) for n in range(5)}
    return {"before": confidence, "after": after, "rater": rater, "scores": scores, "fix": draw(FIXES)}


FIXES = st.sampled_from(["Speak up.", "speak  up", "Ask first.", "Draw less.", "Test it."])


@st.composite
def logs(draw: st.DrawFn, handbook: Handbook, who: Candidate, today: datetime.date) -> tuple[LogEntry, ...]:
    """Generate a log: none; what an earlier plan said, with gaps; anything at all."""
    how = draw(st.sampled_from(["none", "followed", "followed", "loop", "anything"]))
    if how == "none":
        return ()
    if how == "followed":
        back = today - draw(st.integers(1, 40)) * DAY
        earlier = who.model_copy(update={"start": min(who.start or back, back)})
        entries = []
        for session in make_plan(handbook, earlier, back).sessions:
            if session.kind != "micro" and session.date <= today and draw(st.integers(0, 9)):
                fields = draw(marks(confidence_of(who, session.round)))
                if not draw(st.integers(0, 3)):
                    fields |= {"questions": [], "session": None}
                entries.append(did(session, **fields))
        return tuple(entries)
    if how == "loop":
        places = handbook.roles[who.role].level(who.level).loop
        steps = who.rounds or [place.round for place in places for _ in range(place.times)]
        steps = [step for step in steps if step != "recruiter-screen"] * 2
        day, entries = today - draw(st.integers(0, 14)) * DAY, []
        for step in steps[: draw(st.integers(1, len(steps)))]:
            day = min(day + draw(st.sampled_from([0, 0, 1, 1, 2, 5])) * DAY, today)
            entries.append(entry(day, step, **draw(marks(confidence_of(who, step))), kind="loop"))
        return tuple(entries)
    known = sorted(handbook.questions)
    kinds = st.sampled_from([None, "baseline", "drill", "loop", "loop", "paid", "easy"])
    return tuple(
        entry(
            today - draw(st.integers(0, 100) | st.integers(0, 12)) * DAY,
            draw(st.sampled_from(ROUNDS)),
            **draw(marks(draw(st.integers(1, 5)))),
            kind=draw(kinds),
            questions=draw(st.lists(st.sampled_from(known), max_size=3)) if known else [],
        )
        for _ in range(draw(st.integers(1, 8)))
    )


def drill_template(**kinds: Any) -> dict[str, Any]:
    defaults = {"needs": 1, "week": 7, "phases": [(3, 0), (0, 7), (2, 0)], "loops": []}
    return {"own": template("own", **(defaults | kinds))}


def loop_handbook(loops: list[int], rounds: list[tuple[str, int, int]] | None = None, **kinds: Any) -> Handbook:
    steps = rounds or [("coding", 1, 2), ("system-design", 1, 3), ("behavioural", 1, 3)]
    return backend_handbook(loop=steps, **drill_template(phases=[(7, 0), (0, 0), (2, 0)], loops=loops, **kinds))
