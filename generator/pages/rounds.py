"""The pages around rounds: home, the index pages, rounds, roles, guides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from generator import text, wording
from generator.model import LEVELS, SCORE_NAMES, Handbook
from generator.pages.kinds import page_kind
from generator.pages.parts import (
    Front,
    Link,
    Page,
    about,
    clock,
    levels_in_words,
    neighbours,
    offered,
    pass_lines,
    source,
)
from generator.pages.templates import days_left
from generator.say import date
from generator.site_data import SiteData
from generator.text import Verbatim


@page_kind("home")
def home_page(site: SiteData) -> Iterator[Page]:
    """Yield the front page: what the handbook is for, and where to begin."""
    handbook = site.handbook
    longest = max((r.minutes for r in handbook.rounds.values()), default=1)
    rounds = [
        {
            "id": r.id,
            "title": r.title,
            "purpose": r.purpose,
            "minutes": r.minutes,
            "share": r.minutes * 100 // longest,
            "count": wording.several(len(handbook.of_round(r.id)), "question"),
        }
        for r in handbook.rounds_as_met
    ]
    yield (
        "index.md",
        {
            "rounds": rounds,
            "pictures": [
                *(
                    {"picture": f"candidates/{name}-plan.png", "of": "A plan, its calendar page"}
                    for name in [*site.plans][:1]
                ),
                *({"picture": f"sheets/{r}-rubric.png", "of": "A blank rubric"} for r in [*handbook.rounds][:1]),
            ],
            "candidates": [{"id": name, "name": plan.candidate.name} for name, plan in site.plans.items()],
            "guides": [handbook.guides[name] for shelf in handbook.guides_in_order[:1] for name in shelf.guides],
        },
    )


@page_kind("index")
def index_pages(site: SiteData) -> Iterator[Page]:
    """Yield the index pages, to which the header links."""
    handbook = site.handbook
    rounds = [
        {"id": r.id, "title": r.title, "note": r.purpose, "aside": f"{r.minutes} min"} for r in handbook.rounds_as_met
    ]
    roles = [
        {"id": r.id, "title": r.title, "note": r.summary, "aside": levels_in_words(tuple(v.id for v in r.levels))}
        for r in handbook.roles.values()
    ]
    plans = [
        {"id": p.id, "title": p.title, "note": p.summary, "aside": days_left(handbook, p)}
        for p in sorted(handbook.templates.values(), key=lambda plan: (-plan.days_needed, plan.id))
    ]
    guides = [
        (shelf.title, [{"id": g, "title": handbook.guides[g].title, "note": "", "aside": ""} for g in shelf.guides])
        for shelf in handbook.guides_in_order
    ]
    topics = [
        {"id": name, "title": name, "note": "", "aside": wording.several(len(found), "question")}
        for name, found in handbook.topics.items()
    ]
    examples = [
        {
            "id": name,
            "title": f"{plan.candidate.name}, invented",
            "note": Verbatim(about(handbook, plan)),
            "aside": date(plan.interview, "full"),
        }
        for name, plan in site.plans.items()
    ]
    for folder, title, lead, groups in (
        ("rounds", "Rounds", "What each kind of interview measures, how it runs, and its questions.", [("", rounds)]),
        ("roles", "Roles", "Which rounds a job asks for, in the order of the day.", [("", roles)]),
        (
            "plans",
            "Plan",
            "How the days to an interview are spent. You get your own with `rehearse plan FILE`.",
            [("", plans)],
        ),
        ("guides", "Guides", "Read one before your first mock.", guides),
        ("topics", "Topics", "Every topic of the bank.", [("", topics)]),
        (
            "candidates",
            "Examples",
            "Plans of people who don’t exist, planned as if today were their first day.",
            [("", examples)],
        ),
    ):
        others = {"plans": [("Two sample candidates and their plans", "../candidates/index.html")],
                  "rounds": [("All topics", "../topics/index.html"), ("How the bank is made", "../bank.html")],
                  }.get(folder, [])  # fmt: skip
        front = Front(description=text.plain(lead))
        yield f"{folder}/index.md", {"front": front, "title": title, "lead": lead, "groups": groups, "others": others}


@page_kind("round")
def round_pages(site: SiteData) -> Iterator[Page]:
    """Yield each round: what it measures, clock, rubric, how to run it, mistakes, exercises, questions."""
    handbook = site.handbook
    rounds = handbook.rounds_as_met
    links: list[Link] = [(each.title, f"rounds/{each.id}.html") for each in rounds]
    for n, each in enumerate(rounds):
        yield (
            f"rounds/{each.id}.md",
            {
                "front": Front(
                    description=text.plain(each.purpose),
                    crumbs=(("Rounds", "rounds/index.html"),),
                    contents=True,
                    **neighbours(links, n),
                    **source(handbook, "round", each.id),
                ),
                "round": each,
                "clock": clock(each.agenda),
                "short_clock": clock(each.short.agenda),
                "score_names": [f"{score} {name}" for score, name in enumerate(SCORE_NAMES, start=1)],
                "pass_lines": pass_lines(each),
                "opening": wording.opening(each, [each.question_minutes] * each.questions),
                "help": _HELP[each.help],
                "questions": wording.several(len(handbook.of_round(each.id)), "question"),
                "levels": _by_level(handbook, each.id),
                "roles": list(handbook.roles_with(each.id)),
                "sheets": [offered("rubric", each.id)],
            },
        )


#: How many questions of a level a round's page names.
_NAMED = 3


def _by_level(handbook: Handbook, round_id: str) -> list[dict[str, Any]]:
    """Return each level with how many questions a round has for it, and a few that no level before it names."""
    questions = handbook.of_round(round_id)
    named: set[str] = set()
    levels = []
    for level in LEVELS:
        found = [each for each in questions if level in each.levels]
        some = [{"id": each.id, "title": each.title} for each in found if each.id not in named][:_NAMED]
        named |= {each["id"] for each in some}
        if found:
            levels.append({"id": level, "count": len(found), "some": some})
    return levels


_HELP = {
    "hints": "Give hints in order, each at its moment. A nudge is free. A pointer caps the dimension it gives at 3, "
    "a reveal at 2. Tick each one.",
    "probes": "Ask the planned probes; they are free. A point that came only when asked is at most 3.",
}


@page_kind("role")
def role_pages(site: SiteData) -> Iterator[Page]:
    """Yield each role: its rounds per level, in the order of the day."""
    handbook = site.handbook
    for each in handbook.roles.values():
        levels = [
            {
                "id": level.id,
                "title": wording.capital(level.title or level.id),
                "scope": level.scope,
                "parts": [
                    {
                        "name": name,
                        "steps": [{"step": step, "title": handbook.rounds[step.round].title} for step in steps],
                    }
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
        yield (
            f"roles/{each.id}.md",
            {
                "front": Front(
                    description=text.plain(each.summary),
                    crumbs=(("Roles", "roles/index.html"),),
                    **source(handbook, "role", each.id),
                ),
                "role": each,
                "levels": levels,
                "topics": topics,
            },
        )


@page_kind("guide")
def guide_pages(site: SiteData) -> Iterator[Page]:
    """Yield each hand-written page unchanged; one of them shows the formats side by side."""
    formats, guides = site.handbook.formats, site.handbook.guides
    shelved = [name for shelf in site.handbook.guides_in_order for name in shelf.guides]
    links: list[Link] = [(guides[name].title, f"guides/{name}.html") for name in shelved]
    for n, each in enumerate(guides[name] for name in shelved):
        shown = formats if formats and formats.guide == each.name else None
        at = shown.place_in(each.body) if shown else len(each.body)
        yield (
            f"guides/{each.name}.md",
            {
                "front": Front(
                    description=_first_sentence(each.body),
                    crumbs=(("Guides", "guides/index.html"),),
                    contents=True,
                    **neighbours(links, n),
                    **source(site.handbook, "guide", each.name),
                ),
                "guide": each,
                "body": Markup(each.body[:at]),  # noqa: S704 — checked
                "formats": shown.formats if shown else (),
                "rest": Markup(each.body[at:]),  # noqa: S704 — checked, too
            },
        )


def _first_sentence(body: str) -> str:
    """Return the first sentence of a guide, without its Markdown."""
    paragraph = text.plain(body.strip().partition("\n\n")[0])
    return re.split(r"(?<=[.!?])\s", paragraph, maxsplit=1)[0]
