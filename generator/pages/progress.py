"""The page that explains progress, and a candidate's own in their private edition: the log as charts and as a table."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from generator import report
from generator.model import Handbook, Plan
from generator.pages.kinds import page_kind
from generator.pages.parts import Front, Page, private_crumbs
from generator.say import say
from generator.site_data import SiteData

#: A chart of a round, in its own units: days on the horizontal axis, confidence 1-5 on the vertical one.
WIDE, HIGH, LEFT, RIGHT, TOP, STEP = 300, 96, 20, 8, 10, 19


#: How mocks of three rounds went in the example, the weakest first: confidence before and after.
_WENT = (((2, 2), (2, 2), (2, 2)), ((2, 3), (3, 3), (3, 4)), ((3, 4), (4, 4), (4, 5)))
#: What share of a plan's days the example has behind it.
_BEHIND = 0.75


@page_kind("progress")
def progress_page(site: SiteData) -> Iterator[Page]:
    """Yield the page that says how progress is kept and shown, with the charts of an invented log."""
    found = next((_example(site.handbook, plan) for plan in site.plans.values()), None)
    yield (
        "progress.md",
        {
            "front": Front(
                description="How to log a mock in a minute, and see what moved and which round refuses to improve.",
                contents=True,
            ),
            "stubborn": found.rounds[0].title if found and len(found.rounds[0].mocks) == len(_WENT[0]) else "",
            "progress": found,
            "charts": [_chart(each) for each in found.rounds] if found else [],
            **_SCALE,
        },
    )


def _example(handbook: Handbook, plan: Plan) -> report.Progress:
    """Return the progress of a sample candidate, as if they had logged mocks of their three weakest rounds."""
    data = report.spoken(handbook, plan)
    weakest = [each["round"] for each in data["ranked"]][: len(_WENT)]
    last = plan.first + (plan.interview - plan.first) * _BEHIND
    done: list[dict[str, Any]] = []
    for name, went in zip(weakest, _WENT, strict=False):
        mocks = [each for each in plan.mocks if each.round == name and each.date <= last]
        for mock, (before, after) in zip(mocks, went, strict=False):
            logged = {"session": mock.id, "kind": mock.kind, "round": name, "date": mock.date.isoformat()}
            none = {"scores": {}, "self": {}, "rater": "", "fix": ""}
            done.append({**none, **logged, "before": before, "after": after})
    done.sort(key=lambda each: each["date"])
    kept = {name: data["rounds"][name] for name in weakest}
    return report.progress({**data, "done": done, "rounds": kept, "logged": {}, "criteria": []})


@page_kind("private-progress", "candidate")
def own_progress_pages(site: SiteData) -> Iterator[Page]:
    """Yield each candidate's progress, from their plan in words, which contains no question."""
    for name, plan in site.plans.items():
        found = report.progress(report.spoken(site.handbook, plan))
        sheets = [{"paper": plan.candidate.paper.capitalize(), "file": f"private/{name}/candidate/progress.pdf"}]
        yield (
            f"private/{name}/progress.md",
            {
                "front": Front(hidden=True, crumbs=private_crumbs(site.plans[name])),
                "progress": found,
                "back": f"../{name}.html",
                "empty": "" if found.mocks else say("progress.empty"),
                "charts": [_chart(each) for each in found.rounds],
                **_SCALE,
                "sheets": sheets if found.mocks else [],
            },
        )


def _chart(each: report.RoundSoFar) -> dict[str, Any]:
    """Return a round's mocks as marks: a ring before, a dot after, a line between; thin lines lead to the next."""
    marks = [{"x": _along(mock.at), "before": _up(mock.before), "after": _up(mock.after)} for mock in each.mocks]
    leads = [f"M{one['x']} {one['after']}L{two['x']} {two['before']}" for one, two in pairwise(marks)]
    return {"title": each.title, "said": each.said, "alt": each.alt, "marks": marks, "leads": "".join(leads)}


def _along(at: int) -> int:
    room = WIDE - LEFT - RIGHT - 2 * TOP
    return LEFT + TOP + room * at // report.WHOLE


def _up(confidence: int) -> int:
    return TOP + (5 - confidence) * STEP


#: What every chart has: the values that are named, and its size.
_SCALE = {
    "lines": [(value, _up(value)) for value in (5, 4, 1)],
    "size": {"wide": WIDE, "high": HIGH, "left": LEFT, "right": WIDE - RIGHT, "strong": _up(4)},
}
