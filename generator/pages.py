"""Handbook → Markdown files of the docs folder: one function and one template per kind of page.

Pure but for reading templates. Question fields arrive as one line of finished HTML; everything else in a page is our
own Markdown, into which titles go escaped. A candidate's page is built from what `visible` lets through, nothing else.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from generator import text
from generator.model import DIFFICULTIES, HINT_CAP, LEVELS, SCORE_NAMES, Handbook, Plan, Question, Round, Segment, visible

TEMPLATES = Path(__file__).parent.parent / "templates" / "pages"
PAPERS = (("a4", "A4"), ("letter", "Letter"))

#: What a page function yields: the page's path in the docs folder and the data its template prints.
Page = tuple[str, dict[str, Any]]


@dataclass(frozen=True)
class Book:
    """What pages are made from: the handbook, and the plans of its invented candidates by id."""

    handbook: Handbook
    plans: Mapping[str, Plan]


def render(book: Book) -> dict[str, str]:
    """Make every page of the docs folder: path → Markdown."""
    environment = _environment()
    made = {}
    for kind, pages in PAGES.items():
        template = environment.get_template(f"{kind}.md.j2")
        for path, view in pages(book):
            body = template.render(view, kind=kind)
            made[path] = re.sub(r"\n{3,}", "\n\n", body).strip() + "\n"
    return made


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, autoescape=True,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=False,
    )  # fmt: skip
    environment.filters |= {
        "prose": lambda source: Markup(text.html(source)),  # noqa: S704 — text makes it safe
        "inline": lambda source: Markup(text.inline(source)),  # noqa: S704
        "md": lambda line: Markup(text.escape(line)),  # noqa: S704
        "code": lambda material: Markup(text.code(material["text"], material["language"])),  # noqa: S704
        "one_line": lambda body: Markup(re.sub(r"\s*\n\s*", "", str(body)).strip()),  # noqa: S704 — joins what is safe
        "date": day,
        "hours": hours,
    }
    return environment


def day(value: datetime.date | str) -> str:
    """Write a date out: Wed 20 January 2027."""
    value = datetime.date.fromisoformat(value) if isinstance(value, str) else value
    return f"{_WEEKDAYS[value.weekday()]} {value.day} {_MONTHS[value.month - 1]} {value.year}"


_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def hours(count: int) -> str:
    """Say a number of hours."""
    return f"{count} hour" if count == 1 else f"{count} hours"


# ── parts of views ───────────────────────────────────────────────────────────────────────────────


def _source(handbook: Handbook, kind: str, name: str) -> dict[str, Any]:
    """The file a page is made from, as an edit link needs it."""
    place = handbook.source(kind, name, "id") if kind != "guide" else handbook.source(kind, name)
    return {"source": handbook.relative(place.path), "source_line": place.line}


def _clock(agenda: tuple[Segment, ...]) -> list[dict[str, Any]]:
    """Segments with the minute each starts and ends at."""
    clock, start = [], 0
    for segment in agenda:
        end = start + segment.minutes
        clock.append({"start": start, "end": end, "minutes": segment.minutes, "segment": segment.segment, "lead": segment.lead})
        start = end
    return clock


def _row(handbook: Handbook, question: Question) -> dict[str, Any]:
    """A question in a list."""
    return {
        "id": question.id,
        "title": question.title,
        "topics": ", ".join(question.topics),
        "levels": _levels(question.levels),
        "difficulty": question.difficulty,
        "minutes": handbook.minutes(question),
    }


def _levels(levels: tuple[str, ...]) -> str:
    ordered = [level for level in LEVELS if level in levels]
    whole = len(ordered) > 2 and LEVELS.index(ordered[-1]) - LEVELS.index(ordered[0]) == len(ordered) - 1
    return f"{ordered[0]} to {ordered[-1]}" if whole else " and ".join(ordered)


def _by_difficulty(handbook: Handbook, questions: tuple[Question, ...]) -> list[dict[str, Any]]:
    grouped = groupby(sorted(questions, key=lambda q: (DIFFICULTIES.index(q.difficulty), q.id)), lambda q: q.difficulty)
    return [{"difficulty": name, "rows": [_row(handbook, question) for question in group]} for name, group in grouped]


def _sheets(stem: str) -> list[dict[str, str]]:
    return [{"paper": label, "file": f"sheets/{stem}-{paper}.pdf"} for paper, label in PAPERS]


def _pass_line(round_: Round) -> str:
    """The pass line in a sentence; counted, never averaged."""
    counts: dict[int, list[str]] = {}
    for level in LEVELS:
        counts.setdefault(getattr(round_.rubric.pass_line, level), []).append(level)
    words = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five"}
    parts = [f"{words[count]} of the five ({', '.join(levels)})" for count, levels in counts.items()]
    core = " and ".join(dimension.title for dimension in round_.rubric.dimensions if dimension.core)
    return f"{core} at 3 or better, no 1 anywhere, and 3 or better in {' or '.join(parts)}"


# ── one function per kind of page ────────────────────────────────────────────────────────────────


def home(book: Book) -> Iterator[Page]:
    """The front page: what it is for, and the shortest way in."""
    handbook = book.handbook
    rounds = [
        {"id": r.id, "title": r.title, "purpose": r.purpose, "minutes": r.minutes, "count": len(handbook.of_round(r.id))}
        for r in handbook.rounds.values()
    ]
    yield "index.md", {
        "rounds": rounds,
        "questions": len(handbook.questions),
        "candidates": [{"id": name, "name": plan.candidate.name} for name, plan in book.plans.items()],
        "guides": list(handbook.guides.values()),
    }


def indexes(book: Book) -> Iterator[Page]:
    """The pages that the header leads to."""
    handbook = book.handbook
    rounds = [
        {"id": r.id, "title": r.title, "note": r.purpose, "aside": f"{r.minutes} min"} for r in handbook.rounds.values()
    ]
    roles = [{"id": r.id, "title": r.title, "note": r.summary, "aside": _levels(tuple(v.id for v in r.levels))} for r in handbook.roles.values()]
    plans = [
        {"id": p.id, "title": p.title, "note": p.summary, "aside": f"from {p.days_needed} {'day' if p.days_needed == 1 else 'days'} left"}
        for p in sorted(handbook.plans.values(), key=lambda plan: (-plan.days_needed, plan.id))
    ]
    guides = [{"id": g.name, "title": g.title, "note": "", "aside": ""} for g in handbook.guides.values()]
    topics = [
        {"id": name, "title": name, "note": "", "aside": f"{len(found)} question{'s' * (len(found) != 1)}"}
        for name, found in handbook.topics.items()
    ]
    examples = [
        {"id": name, "title": f"{plan.candidate.name}, invented", "note": _about(handbook, plan), "aside": day(plan.interview)}
        for name, plan in book.plans.items()
    ]
    for folder, title, lead, rows in (
        ("rounds", "Rounds", "What each kind of interview measures, how it runs, and its questions.", rounds),
        ("roles", "Roles", "Which rounds a job asks for, in the order of the day.", roles),
        ("plans", "Plans", "How the days to an interview are spent. You get your own with `rehearse plan FILE`.", plans),
        ("guides", "Guides", "Read one before your first mock.", guides),
        ("topics", "Topics", "Every topic of the bank.", topics),
        ("candidates", "Examples", "Plans of people who don’t exist, planned as if today were their first day.", examples),
    ):
        others = {"plans": [("Two invented people and their plans", "../candidates/index.html")],
                  "rounds": [("All topics", "../topics/index.html")]}.get(folder, [])  # fmt: skip
        yield f"{folder}/index.md", {"title": title, "lead": lead, "rows": rows, "others": others}


def _about(handbook: Handbook, plan: Plan) -> str:
    role = handbook.roles[plan.candidate.role]
    level = role.level(plan.candidate.level)
    return f"{role.title}, {(level and level.title) or plan.candidate.level}"


def round_(book: Book) -> Iterator[Page]:
    """A round: what it measures, clock, rubric, how to run it, mistakes, exercises, questions."""
    handbook = book.handbook
    for each in handbook.rounds.values():
        yield f"rounds/{each.id}.md", {
            "round": each,
            **_source(handbook, "round", each.id),
            "clock": _clock(each.agenda),
            "short_clock": _clock(each.short.agenda),
            "score_names": [f"{score} {name}" for score, name in enumerate(SCORE_NAMES, start=1)],
            "pass_line": _pass_line(each),
            "help": _HELP[each.help],
            "lists": _by_difficulty(handbook, handbook.of_round(each.id)),
            "roles": list(handbook.roles_with(each.id)),
            "sheets": _sheets(f"{each.id}-rubric"),
        }


_HELP = {
    "hints": "Give hints in order, each at its moment. A nudge is free. A pointer caps the dimension it gives at 3, a reveal at 2. Tick each one.",
    "probes": "Ask the planned probes; they are free. A point that came only when asked is at most 3.",
}


def role(book: Book) -> Iterator[Page]:
    """A role: its rounds per level in the order of the day."""
    handbook = book.handbook
    for each in handbook.roles.values():
        levels = [
            {
                "title": (level.title or level.id).capitalize(),
                "scope": level.scope,
                "parts": [
                    {"name": name, "steps": [{"step": step, "title": handbook.rounds[step.round].title} for step in steps]}
                    for name, steps in (("Screen", level.screen), ("Loop", level.loop))
                    if steps
                ],
            }
            for level in each.levels
        ]
        topics = [
            {"round": handbook.rounds[name].title, "topics": [{"id": t, "known": t in handbook.topics} for t in names]}
            for name, names in each.topics.items()
        ]
        yield f"roles/{each.id}.md", {"role": each, **_source(handbook, "role", each.id), "levels": levels, "topics": topics}


def question(book: Book) -> Iterator[Page]:
    """A question as the candidate may see it, help folded one by one."""
    handbook = book.handbook
    for each in handbook.questions.values():
        round_ = handbook.rounds[each.round]
        solo = visible(each, "solo")
        steps = [
            *({"name": hint["kind"].capitalize(), "body": hint["text"]} for hint in solo["hints"]),
            *({"name": "Probe", "body": probe["ask"]} for probe in solo["probes"]),
        ]
        after = [{"name": f"Follow-up {n}", "body": each["ask"]} for n, each in enumerate(solo["follow_ups"], start=1)]
        if solo["curveball"]:
            after.append({"name": "Curveball", "body": solo["curveball"]})
        yield f"questions/{each.id}.md", {
            "question": visible(each, "candidate"),
            **_source(handbook, "question", each.id),
            "round": {"id": round_.id, "title": round_.title},
            "facts": _row(handbook, each),
            "dimensions": [dimension.title for dimension in round_.rubric.dimensions],
            "help_title": {"hints": "When you are stuck", "probes": "What you may be asked about it"}[round_.help],
            "steps": steps,
            "after": after,
            "sheets": _sheets(f"{each.id}-candidate"),
        }


def interviewer(book: Book) -> Iterator[Page]:
    """A question as the interviewer needs it: out of search, opened knowingly."""
    handbook = book.handbook
    for each in handbook.questions.values():
        round_ = handbook.rounds[each.round]
        titles = {dimension.id: dimension.title for dimension in round_.rubric.dimensions}
        hints = [
            {"hint": hint, "gives": titles.get(hint.gives or "", ""), "cap": HINT_CAP[hint.kind], "free": hint.kind == "nudge"}
            for hint in each.hints
        ]
        probes = [{"probe": probe, "gives": titles.get(probe.gives or "", "")} for probe in each.probes]
        signals = [
            {"title": titles[name], "core": round_.dimension(name).core, "signals": each.signals[name]} for name in titles
        ]
        lists = (("Red flags", each.red_flags), ("Common mistakes", each.mistakes))
        notes = (
            ("Custom", each.culture_note), ("What it can’t show", each.not_seen), ("With a model at hand", each.ai),
        )  # fmt: skip
        yield f"interviewer/{each.id}.md", {
            "question": each,
            **_source(handbook, "question", each.id),
            "round": round_,
            "facts": _row(handbook, each),
            "hints": hints,
            "probes": probes,
            "signals": signals,
            "bar": [{"level": level, "text": each.bar[level]} for level in LEVELS if level in each.bar],
            "lists": [{"title": title, "items": items} for title, items in lists if items],
            "notes": [{"title": title, "text": note} for title, note in notes if note],
            "origin": handbook.origins[each.id],
            "pass_line": _pass_line(round_),
            "sheets": _sheets(f"{each.id}-session"),
        }


def topic(book: Book) -> Iterator[Page]:
    """A topic and its questions."""
    for name, questions in book.handbook.topics.items():
        rows = [{**_row(book.handbook, q), "topics": book.handbook.rounds[q.round].title} for q in questions]
        yield f"topics/{name}.md", {"topic": name, "rows": rows}


def plan(book: Book) -> Iterator[Page]:
    """A plan template, explained."""
    handbook = book.handbook
    for each in handbook.plans.values():
        examples = [
            {"id": name, "name": made.candidate.name, "about": _about(handbook, made)}
            for name, made in book.plans.items()
            if made.template.id == each.id
        ]
        phases = [
            {"title": phase.title, "days": "what is left" if phase.stretch else str(phase.days), "drills": phase.drills}
            for phase in each.phases
        ]
        loops = [{"by": loop.by, "expert": loop.expert} for loop in each.loops]
        yield f"plans/{each.id}.md", {
            "plan": each, **_source(handbook, "plan", each.id), "phases": phases, "loops": loops, "examples": examples,
        }  # fmt: skip


def candidate(book: Book) -> Iterator[Page]:
    """An invented candidate's plan, from the projection that knows no question."""
    handbook = book.handbook
    for name, made in book.plans.items():
        data = made.without_questions()
        sessions: Any = data["sessions"]
        weeks = [
            {"number": number + 1, "sessions": [_session(data, session) for session in group]}
            for number, group in groupby(sessions, lambda s: _week(made, s["date"]))
        ]
        yield f"candidates/{name}.md", {
            "plan": data,
            **_source(handbook, "candidate", name),
            "about": _about(handbook, made),
            "weeks": weeks,
            "mocks": sum(session["kind"] != "micro" for session in sessions),
            "sheets": [{"paper": label, "file": f"candidates/{name}-plan-{paper}.pdf"} for paper, label in PAPERS],
        }


def _week(made: Plan, date: str) -> int:
    return (datetime.date.fromisoformat(date) - made.first).days // 7


def _session(data: dict[str, Any], session: dict[str, Any]) -> dict[str, Any]:
    micro = session["kind"] == "micro"
    partners = {
        **data["candidate"]["partners"],
        "llm": "a language model",
        "alone": "alone",
    }
    kinds = {"baseline": "Baseline", "drill": "Drill", "loop": f"Loop {session['loop']}", "paid": "Paid mock", "easy": "Easy mock", "micro": "Micro-practice"}
    return {
        "date": day(session["date"]),
        "id": session["id"],
        "round": data["rounds"][session["round"]]["title"],
        "kind": kinds[session["kind"]] + (", short" if session["form"] == "short" and session["kind"] != "easy" else ""),
        "minutes": session["minutes"],
        "partner": "alone" if micro else partners[session["partner"]],
        "note": session["exercise"] or session["goal"],
    }


def sheets(book: Book) -> Iterator[Page]:
    """Everything that is printed, with its PDFs."""
    handbook = book.handbook
    rounds = [
        {
            "round": each,
            "rubric": _sheets(f"{each.id}-rubric"),
            "rows": [
                {**_row(handbook, q), "session": _sheets(f"{q.id}-session"), "candidate": _sheets(f"{q.id}-candidate")}
                for q in handbook.of_round(each.id)
            ],
        }
        for each in handbook.rounds.values()
    ]
    yield "sheets/index.md", {"rounds": rounds}


def guide(book: Book) -> Iterator[Page]:
    """A hand-written page, as it stands."""
    for each in book.handbook.guides.values():
        yield f"guides/{each.name}.md", {"guide": each, **_source(book.handbook, "guide", each.name), "body": Markup(each.body)}  # noqa: S704 — checked Markdown


#: Kind of page → its function; the template has the kind's name.
PAGES: dict[str, Callable[[Book], Iterator[Page]]] = {
    "home": home,
    "index": indexes,
    "round": round_,
    "role": role,
    "question": question,
    "interviewer": interviewer,
    "topic": topic,
    "plan": plan,
    "candidate": candidate,
    "sheets": sheets,
    "guide": guide,
}
