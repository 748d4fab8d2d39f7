"""The front page: what the handbook is, who it is for, and the three ways in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any, NamedTuple

from generator import text, wording
from generator.model import Handbook, Round
from generator.pages.kinds import page_kind
from generator.pages.parts import Front, Page
from generator.paper.preview import Preview
from generator.site_data import SiteData

#: The large line of the front page, and what this is and for whom.
LINE = "Rehearse the interview before it counts"
_FOR = "Mock interviews for people with a job interview ahead, and for the friend who plays the interviewer"
#: When a round is met, from the first step of a screen on.
_FIRST, _SECOND, _DAY = "First call", "Second call", "On the day"

_WORRIES = re.compile(r"^## By worry$(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_WORRY = re.compile(r"^- \*\*([^*]+)\*\*\s+\[[^\]]+\]\(([a-z0-9-]+)\.md\)\s*$", re.MULTILINE)


class Worry(NamedTuple):
    """What someone worries about, in their words, and the guide about it."""

    words: str
    guide: str


@page_kind("home")
def home_page(site: SiteData) -> Iterator[Page]:
    """Yield the front page: what the handbook is for, and where to begin."""
    handbook = site.handbook
    rounds, levels, met = handbook.rounds_as_met, handbook.levels, when_met(handbook)
    yield (
        "index.md",
        {
            "front": Front(description=f"{_FOR}: questions, rubrics, sheets to print and a plan up to the day."),
            "line": LINE,
            "for": _FOR,
            "pictures": pictures(site),
            "choices": {
                "round": [(each.id, each.title) for each in rounds if handbook.of_round(each.id)],
                "level": [(level, wording.capital(level)) for level in levels],
            },
            "counts": counts(handbook),
            "met": [
                {"when": when, "rounds": [_round(handbook, each) for each in group]}
                for when, group in groupby(rounds, lambda each: met.get(each.id, ""))
            ],
            "roles": [(each.id, each.title) for each in handbook.roles.values()],
            "worries": worries(handbook),
        },
    )


def pictures(site: SiteData) -> list[dict[str, str]]:
    """Return pictures of a plan's calendar and of an interviewer's sheet, or of a rubric where sheets are left out."""
    found = [{"picture": f"candidates/{name}-plan.png", "of": "A plan, its calendar page"} for name in site.plans][:1]
    rounds = sorted(site.handbook.rounds_as_met, key=lambda each: -len(site.handbook.of_round(each.id)))
    for each in rounds[:1]:
        questions = site.handbook.of_round(each.id)
        if questions and site.answers:
            found.append({"picture": f"sheets/{questions[0].id}-session.png", "of": "An interviewer’s sheet"})
        else:
            found.append({"picture": f"sheets/{each.id}-rubric.png", "of": "A blank rubric"})
    return found


def counts(handbook: Handbook) -> tuple[tuple[str, str], ...]:
    """Return what the handbook has, each as a number and words."""
    levels = " to ".join(dict.fromkeys((*handbook.levels[:1], *handbook.levels[-1:])))
    return (
        _count(len(handbook.questions), "question"),
        _count(len(handbook.rounds), "round with a rubric", "rounds with rubrics"),
        _count(len(handbook.roles), "role", "roles", levels),
    )


def _count(number: int, one: str, many: str = "", note: str = "") -> tuple[str, str]:
    words = one if number == 1 else many or f"{one}s"
    return str(number), f"{words}, {note}" if note else words


def preview(site: SiteData) -> Preview:
    """Return the picture that a link to the site is shown with, for `paper.Drawing`."""
    handbook = site.handbook
    title = site.published.name or LINE
    return Preview(title=title, day=handbook.checked, footer="", line=LINE, note=f"{_FOR}.", counts=counts(handbook))


def _round(handbook: Handbook, each: Round) -> dict[str, Any]:
    return {
        "id": each.id,
        "title": each.title,
        "purpose": each.purpose,
        "minutes": each.minutes,
        "count": wording.several(len(handbook.of_round(each.id)), "question"),
    }


def when_met(handbook: Handbook) -> dict[str, str]:
    """Return when most roles meet each round first, by its id: in the first call, a later one, or on the day.

    Empty if that isn't true of more than half, or doesn't divide the rounds in the order in which people meet them.
    """
    met: dict[str, list[str]] = {}
    for role in handbook.roles.values():
        for level in role.levels:
            calls = [(_SECOND if n else _FIRST, step.round) for n, step in enumerate(level.screen)]
            day = [(_DAY, step.round) for step in level.loop]
            for name, when in {name: when for when, name in reversed([*calls, *day])}.items():
                met.setdefault(name, []).append(when)
    found = {}
    for each in handbook.rounds_as_met:
        if times := met.get(each.id):
            found[each.id] = most = max((_FIRST, _SECOND, _DAY), key=times.count)
            if times.count(most) * 2 <= len(times):
                return {}
    order = [when for when, _ in groupby(found.values())]
    divides = len(order) > 1 and order == [when for when in (_FIRST, _SECOND, _DAY) if when in order]
    return found if divides else {}


def worries(handbook: Handbook) -> list[Worry]:
    """Return the list under "By worry" of the first guide that has one; a bank without such a guide has none."""
    for shelf in handbook.guides_in_order:
        for name in shelf.guides:
            if section := _WORRIES.search(handbook.guides[name].body):
                found = [Worry(_curly(text.plain(words)), guide) for words, guide in _WORRY.findall(section[1])]
                return [each for each in found if each.guide in handbook.guides]
    return []


def _curly(words: str) -> str:
    """Return words with the quotation marks of print, which guides are written without."""
    return re.sub('"([^"]*)"', r"“\1”", words).replace("'", "’")
