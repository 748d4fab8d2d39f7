"""Create a new question, round, role or candidate's file from answers that `Answers` has read."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from generator.load import fonts_for
from generator.model import LEVELS, Candidate, Level, Question, QuestionFile, Role, Round
from generator.model.base import WRITE
from generator.planner.rounds import UNRATED
from generator.say import confidence_lines, say
from generator.scaffold.answers import DAYS, Answers, id_of, wrong
from generator.scaffold.writing import append_question, create


def new_question(
    answers: Answers, round_id: str, title: str, topic: str, levels: Iterable[Level], difficulty: str, author: str
) -> Path:
    """Add a question to `content/questions/<round>/<topic>.yml`, or create that file; return its path."""
    round_ = answers.handbook.rounds[round_id]
    levels = [level for level in LEVELS if level in levels]
    help_: list[dict[str, Any]] = [{"ask": WRITE} for _ in range(3)]
    if round_.help == "hints":
        gives = next((each.id for each in round_.rubric.dimensions if each.core), round_.rubric.dimensions[0].id)
        help_ = [
            {"kind": kind, "gives": gives, "when": WRITE, "text": WRITE} for kind in ("nudge", "pointer", "reveal")
        ]
        del help_[0]["gives"]
    question = Question.model_validate(
        {
            "id": id_of(title), "title": title, "round": round_.id, "levels": levels, "difficulty": difficulty,
            "topics": [topic], "needs": "anyone", "prompt": WRITE, "gist": WRITE, "right_if": WRITE, "if_known": WRITE,
            round_.help: help_,
            "pushback": [{"if": WRITE, "say": WRITE, "listen_for": WRITE}] * 2,
            "follow_ups": [{"ask": WRITE, "listen_for": WRITE}] * 3,
            "signals": {each.id: {"strong": [WRITE], "weak": [WRITE]} for each in round_.rubric.dimensions},
            "bar": dict.fromkeys(levels, WRITE),
        }
    )  # fmt: skip
    path = answers.content / "questions" / round_.id / f"{topic}.yml"
    if path.exists():
        append_question(path, question)
        return path
    origin = {"author": author, "licence": "CC-BY-4.0", "reviewed": answers.today, "pilots": 0}
    questions = QuestionFile.model_validate({"defaults": origin, "questions": [question]})
    return create(answers.content, path, "questions", questions)


def new_round(answers: Answers, title: str, minutes: int, help_: str) -> Path:
    """Create `content/rounds/<id>.yml`; return its path."""

    def agenda(total: int, feedback: int) -> list[dict[str, Any]]:
        main = total - 6 - feedback
        parts = ((3, WRITE, "interviewer"), (main, WRITE, "candidate"), (3, "Score in silence", "interviewer"),
                 (feedback, "Feedback", "both"))  # fmt: skip
        return [{"minutes": length, "segment": segment, "lead": lead} for length, segment, lead in parts]

    dimension = {
        "title": WRITE, "measures": WRITE, "signals": {"strong": [WRITE], "weak": [WRITE]},
        "anchors": dict.fromkeys("1234", WRITE), "not_seen": WRITE,
    }  # fmt: skip
    round_ = {
        "id": id_of(title), "title": title, "purpose": WRITE, "minutes": minutes, "questions": 1, "help": help_,
        "agenda": agenda(minutes, 12), "short": {"minutes": 30, "agenda": agenda(30, 10)},
        "setting": {"modes": ["in person", "virtual"], "interviewers": 1, "ai": "none"},
        "say": {"open": WRITE, "close": WRITE},
        "rubric": {
            "pass": {"junior": 3, "mid": 4, "senior": 4, "staff": 4},
            "dimensions": [{"id": f"dimension-{n}", "core": n == 1, **dimension} for n in range(1, 6)],
        },
        "checklists": {"candidate": [WRITE], "interviewer": [WRITE]},
        "must_not_ask": [{"text": WRITE, "jurisdiction": WRITE, "checked": answers.today, "source": WRITE}],
        "mistakes": [{"mistake": WRITE, "instead": WRITE}], "micro_goals": [WRITE],
        "exercises": [{"title": WRITE, "how": WRITE}], "llm": {"persona": WRITE, "rules": [WRITE]},
    }  # fmt: skip
    path = answers.content / "rounds" / f"{round_['id']}.yml"
    return create(answers.content, path, "round", Round.model_validate(round_))


def new_role(answers: Answers, title: str, family: str, levels: Iterable[Level], rounds: Iterable[str]) -> Path:
    """Create `content/roles/<id>.yml` with these rounds in its loops, by default all possible; return its path."""
    every = answers.handbook.rounds
    named = dict.fromkeys(rounds) or [name for name, each in every.items() if each.in_loop]
    loop = [{"round": name, "weight": 2, "minutes": max(15, every[name].minutes - 15)} for name in named]
    if not loop:
        wrong("round", "expected a round; the content has none yet: rehearse new round")
    role = {
        "id": id_of(title), "title": title, "family": family, "summary": WRITE,
        "levels": [{"id": level, "scope": WRITE, "loop": loop} for level in LEVELS if level in levels],
    }  # fmt: skip
    path = answers.content / "roles" / f"{role['id']}.yml"
    return create(answers.content, path, "role", Role.model_validate(role))


def new_candidate(
    answers: Answers, name: str, role: str, level: Level, interview: datetime.date, out: Path | None = None
) -> Path:
    """Create a candidate's file, by default `<id>.yml` in the working directory; return its path.

    The file can be planned at once, because its days are an example.
    """
    path = out or Path(f"{id_of(name)}.yml")
    role_level = answers.handbook.roles[role].level(level)
    candidate = Candidate.model_validate(
        {
            "name": name, "role": role, "level": level, "interview": interview, "start": answers.today, "days": DAYS,
            "confidence": dict.fromkeys((step.round for step in role_level.loop), UNRATED) if role_level else {},
        }
    )  # fmt: skip
    note = "The days and the confidence are examples: edit them, then `rehearse plan` this file."
    explained = {
        "confidence": [say("confidence.file"), *confidence_lines(), say("confidence.under-4")],
        "start": ["It keeps your weeks as they are when you plan again. Change it if you begin on another day."],
    }
    return create(answers.content, path, "candidate", candidate, note, explained)


def undrawable(content: Path, name: str) -> str:
    """Return the characters of a candidate's name that the available fonts lack."""
    from generator import paper

    return "" if name.isascii() else paper.undrawable(name, fonts_for(content))
