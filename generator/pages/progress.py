"""The page of a candidate's progress in their private edition: what the log shows, drawn and in a table."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from generator import report
from generator.pages.parts import Page
from generator.say import say
from generator.site_data import SiteData

#: A picture of a round, in units of its own: the days run across, confidence 1-5 runs up.
WIDE, HIGH, LEFT, RIGHT, TOP, STEP = 300, 96, 20, 8, 10, 19


def own_progress(site: SiteData) -> Iterator[Page]:
    """A candidate's progress, from their plan in words, which knows no question."""
    for name, plan in site.plans.items():
        found = report.progress(report.spoken(site.handbook, plan))
        sheets = [{"paper": plan.candidate.paper.capitalize(), "file": f"private/{name}/candidate/progress.pdf"}]
        yield (
            f"private/{name}/progress.md",
            {
                "progress": found,
                "back": f"../{name}.html",
                "empty": "" if found.mocks else say("progress.empty"),
                "charts": [_chart(each) for each in found.rounds],
                "lines": [(value, _up(value)) for value in (5, 4, 1)],
                "size": {"wide": WIDE, "high": HIGH, "left": LEFT, "right": WIDE - RIGHT, "strong": _up(4)},
                "sheets": sheets if found.mocks else [],
            },
        )


def _chart(each: report.RoundSoFar) -> dict[str, Any]:
    """A round's mocks as marks: a ring before, a dot after, a stroke between; thin lines lead to the next."""
    marks = [{"x": _along(mock.at), "before": _up(mock.before), "after": _up(mock.after)} for mock in each.mocks]
    leads = [f"M{one['x']} {one['after']}L{two['x']} {two['before']}" for one, two in pairwise(marks)]
    return {"title": each.title, "said": each.said, "alt": each.alt, "marks": marks, "leads": "".join(leads)}


def _along(at: int) -> int:
    room = WIDE - LEFT - RIGHT - 2 * TOP
    return LEFT + TOP + room * at // report.WHOLE


def _up(confidence: int) -> int:
    return TOP + (5 - confidence) * STEP
