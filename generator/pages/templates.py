"""The pages of plan templates: who each is for, what it asks, and what replaced those that were removed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator import text, wording
from generator.model import Handbook, PlanTemplate
from generator.pages.kinds import page_kind
from generator.pages.parts import Front, Page, about, source
from generator.say import listed, number
from generator.site_data import SiteData


@page_kind("plan")
def template_pages(site: SiteData) -> Iterator[Page]:
    """Yield each plan template, for candidates who want to know whether it suits them."""
    handbook = site.handbook
    for each in handbook.templates.values():
        examples = [
            {"id": name, "name": made.candidate.name, "about": about(handbook, made)}
            for name, made in site.plans.items()
            if made.template == each.id
        ]
        yield (
            f"plans/{each.id}.md",
            {
                "front": Front(
                    description=text.plain(each.summary),
                    crumbs=(("Plan", "plans/index.html"),),
                    **source(handbook, "plan", each.id),
                ),
                "plan": each,
                "days": days_left(handbook, each),
                "phases": _phases(handbook, each),
                "loops": len(each.loops),
                "ends": _ends(each),
                "finals": _finals(each),
                "notice": _notice(each),
                "asks": _asks(each),
                "week": _week(each),
                "examples": examples,
            },
        )


@page_kind("replaced")
def replaced_pages(site: SiteData) -> Iterator[Page]:
    """Yield a page for each plan template that was removed, at the address that people saved."""
    handbook = site.handbook
    for each in handbook.templates.values():
        place = handbook.place("plan", each.id, "replaces")
        for name, why in each.replaces.items():
            yield (
                f"plans/{name}.md",
                {
                    "front": Front(
                        hidden=True,
                        crumbs=(("Plan", "plans/index.html"),),
                        source=handbook.relative(place.path),
                        source_line=place.line,
                    ),
                    "name": name,
                    "why": why,
                    "plan": each,
                },
            )


def _span(handbook: Handbook, template: PlanTemplate) -> tuple[int, int]:
    """Return the fewest and the most days for which a template is chosen; 0 if there is no limit (rule 6)."""
    longer = [each.days_needed for each in handbook.templates.values() if each.days_needed > template.days_needed]
    return template.days_needed, min(longer, default=1) - 1


def days_left(handbook: Handbook, template: PlanTemplate) -> str:
    """Format the days for which a template is chosen: 26 to 41 days, 63 days or more."""
    return _days(*_span(handbook, template))


def _days(fewest: int, most: int) -> str:
    if not most:
        return f"{wording.several(fewest, 'day')} or more"
    return f"{fewest} to {wording.several(most, 'day')}" if fewest < most else wording.several(fewest, "day")


def _phases(handbook: Handbook, template: PlanTemplate) -> list[dict[str, Any]]:
    """List the phases with their days: counted from the first day, or after the one that stretches to the interview."""
    fewest, most = _span(handbook, template)
    fixed = sum(phase.days for phase in template.phases)
    rows = []
    so_far, stretched = 0, False
    for n, phase in enumerate(template.phases):
        left = sum(other.days for other in template.phases[n:])
        if phase.stretch:
            when = f"{'then' if n else 'from day 1:'} {_between(fewest - fixed, most and most - fixed)}"
            stretched = True
        elif not stretched:
            when = f"day {so_far + 1} to day {so_far + phase.days}"
            so_far += phase.days
        elif left == phase.days:
            when = f"the last {wording.several(left, 'day')}"
        else:
            when = f"{left} to {left - phase.days + 1} days before the interview"
        rows.append({"title": phase.title, "when": when, "drills": str(phase.drills or "none")})
    return rows


def _between(fewest: int, most: int) -> str:
    """Format the days of the phase that stretches; it may have none."""
    if fewest > 0:
        return _days(fewest, most)
    return f"up to {wording.several(most, 'day')}" if most else "what is left"


def _ends(template: PlanTemplate) -> str:
    """Format when the loops end."""
    days = listed([str(loop.by) for loop in template.loops])
    return f"{'It ends' if len(template.loops) == 1 else 'They end'} at least {days} days before the interview."


def _finals(template: PlanTemplate) -> str:
    """Format what the last phase has apart from the easy mock."""
    if not template.finals:
        return ""
    rounds = "weakest round" if template.finals == 1 else f"{number(template.finals)} weakest rounds"
    mocks = "one mock" if template.finals == 1 else f"{number(template.finals)} mocks"
    return f"{mocks} on your {rounds}"


def _notice(template: PlanTemplate) -> str:
    """Format from which day other people are asked."""
    if not template.notice:
        return "Other people may be asked from the first day on."
    return (
        f"Nobody is asked for a session before day {template.notice + 1}, so your partners have time to answer. With a "
        "language model you begin at once, with the model. With nobody, you begin at once, alone. Otherwise you begin "
        "on that day."
    )


def _asks(template: PlanTemplate) -> str:
    """Format how often one person is asked."""
    return (
        f"If you also have a language model, one person is asked for at most {number(template.asks)} single "
        "sessions a week, and the model runs the rest. Without one, your partners share all of them. The rounds of a "
        "loop come on top."
    )


def _week(template: PlanTemplate) -> str:
    """Format how much a week and a day may have."""
    if template.days_a_week == 7:
        days = "Drills and exercises may fill every day you have."
    else:
        days = f"Drills and exercises take at most {number(template.days_a_week)} days of a week."
    return f"{days} A day has at most {number(template.mocks_a_day)} mocks, except for a loop or a tight plan."
