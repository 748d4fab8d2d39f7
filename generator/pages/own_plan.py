"""The plan page: the form and the plan next to it, and without them the file to copy, the command, and sample plans."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from generator.exports import FOR_CANDIDATE
from generator.model import Handbook, Plan
from generator.pages.home import pictures
from generator.pages.kinds import page_kind
from generator.pages.parts import PAPERS, Front, Page, about
from generator.pages.scripts import modules
from generator.pages.templates import days_left
from generator.say import date, say
from generator.site_data import SiteData

#: The file to copy, as people save it, and its path in the docs folder.
FILE = "candidate.yml"
FILE_PATH = f"plans/{FILE}"
#: Where the scripts and style sheets are.
_ASSETS = "assets/"
#: How sure the example feels of each round of its loop, in turn.
_FEELS = (3, 2, 4)
#: How wide a line may be that has its comment at its end.
_WIDE = 72
#: How long after the newest review the example's interview is.
_AHEAD = datetime.timedelta(weeks=8)


@page_kind("plans")
def plans_page(site: SiteData) -> Iterator[Page]:
    """Yield the plan page. A handbook without roles has no form, since there is nothing to plan for."""
    handbook = site.handbook
    description = "Say what you know, and get a plan up to the day of the interview: every session, dated, to print."
    has_form = bool(handbook.roles)
    yield (
        "plans/index.md",
        {
            "front": Front(
                description=description,
                contents="line",
                scripts=(f"{_ASSETS}plan/folder.js",) if has_form else (),
                modules=modules(f"{_ASSETS}plan/page.js") if has_form else (),
                styles=(f"{_ASSETS}plan-form.css", f"{_ASSETS}plan-view.css") if has_form else (),
            ),
            "has_form": has_form,
            "pictures": pictures(site),
            "file": FILE,
            "example": example_file(handbook),
            "repository": site.published.repository,
            "templates": [
                {"id": each.id, "title": each.title, "note": each.summary, "days": days_left(handbook, each)}
                for each in sorted(handbook.templates.values(), key=lambda plan: (-plan.days_needed, plan.id))
            ],
            "people": [_person(handbook, name, plan) for name, plan in site.plans.items()],
        },
    )


def _person(handbook: Handbook, name: str, plan: Plan) -> dict[str, Any]:
    return {
        "id": name,
        "name": plan.candidate.name,
        "about": about(handbook, plan),
        "interview": date(plan.interview, "full"),
        "mocks": len(plan.mocks),
        "sheets": [{"paper": label, "file": f"candidates/{name}-plan-{paper}.pdf"} for paper, label in PAPERS],
        **more_files(name),
    }


def more_files(name: str) -> dict[str, Any]:
    """Return what a sample candidate's plan is offered as, besides the plan as PDF: exports, and the pack."""
    return {
        "exports": [
            {"text": say(f"page.{each.title}"), "file": f"candidates/{name}/{_file_of(each.path)}", "kind": each.ending}
            for each in FOR_CANDIDATE
        ],
        "packs": [{"paper": label, "file": f"candidates/{name}/pack-{paper}.pdf"} for paper, label in PAPERS],
    }


def _file_of(path: str) -> str:
    return path.rpartition("/")[2]


def plan_files(site: SiteData) -> dict[str, bytes]:
    """Return the files that the page offers, apart from PDFs: the file to copy, and exports of the sample plans."""
    files = {FILE_PATH: example_file(site.handbook).encode()} if site.handbook.roles else {}
    for name, plan in site.plans.items():
        for each in FOR_CANDIDATE:
            files[f"candidates/{name}/{_file_of(each.path)}"] = each(site.handbook, plan)
    return files


def example_file(handbook: Handbook) -> str:
    """Return a candidate's file to copy: complete, valid for this handbook, with the choices in comments.

    It is for the role of the first sample candidate, or the first role, and empty without roles. The interview is
    eight weeks after the newest review, since a page has no clock.
    """
    sample = next(iter(handbook.candidates.values()), None)
    role = handbook.roles.get(sample.role if sample else "") or next(iter(handbook.roles.values()), None)
    if not role:
        return ""
    level = next((each for each in role.levels if sample and each.id == sample.level), role.levels[-1])
    rounds = dict.fromkeys(step.round for step in level.loop)
    confidence = ", ".join(f"{name}: {_FEELS[n % len(_FEELS)]}" for n, name in enumerate(rounds))
    newest = max((origin.reviewed for origin in handbook.origins.values()), default=handbook.checked)
    levels = ", ".join(each.id for each in role.levels)
    lines = (
        ("name: Noor Haddad", "as it should appear on the plan"),
        (f"role: {role.id}", f"one of {', '.join(handbook.roles)}"),
        (f"level: {level.id}", f"one of {levels}" if len(role.levels) > 1 else "the only one of this role"),
        (f"interview: {newest + _AHEAD}", "the day"),
        ("days: {tue: 90, thu: 90, sat: 240}", "your free weekdays, and their minutes"),
        ("away: []", "days that aren’t free after all, such as [2027-01-01]"),
        (f"confidence: {{{confidence}}}", "how sure you feel of each round, from 1 to 5"),
        ("partners: {peer: Sam, llm: true}", "who is available: peer, friend, expert; llm is a language model"),
    )
    told = (f"{line}  # {said}\n" if len(line + said) < _WIDE else f"# {said}:\n{line}\n" for line, said in lines)
    return "# About you. Change every line.\n" + "".join(told)
