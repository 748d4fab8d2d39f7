"""The page of a candidate's stories: in the handbook for sample candidates, else in their private edition."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.model import Handbook
from generator.pages.kinds import page_kind
from generator.pages.parts import PAPERS, Front, Page, about, private_crumbs, source
from generator.say import listed
from generator.site_data import SiteData
from generator.stories import FORMS, LABELS, Bank, Review, Row, counted, facts, next_steps, note


@page_kind("stories")
def story_pages(site: SiteData) -> Iterator[Page]:
    """Yield the stories of each sample candidate."""
    for name, found in site.stories.items():
        sheets = [{"paper": label, "file": f"candidates/{name}/stories-{paper}.pdf"} for paper, label in PAPERS]
        yield (
            f"candidates/{name}/stories.md",
            {
                "front": Front(
                    description=f"Stories of {site.plans[name].candidate.name}, a sample candidate, by theme.",
                    crumbs=(
                        ("Plan", "plans/index.html"),
                        ("Examples", "candidates/index.html"),
                        (site.plans[name].candidate.name, f"candidates/{name}.html"),
                    ),
                    **source(site.handbook, "candidate", name),
                ),
                **_view(site, name, found),
                "sheets": sheets,
            },
        )


@page_kind("private-stories", "candidate")
def own_story_pages(site: SiteData) -> Iterator[Page]:
    """Yield the stories of each candidate, for the candidate only."""
    for name, found in site.stories.items():
        paper = site.plans[name].candidate.paper.capitalize()
        sheets = [{"paper": paper, "file": f"private/{name}/candidate/stories.pdf"}]
        front = Front(hidden=True, crumbs=private_crumbs(site.plans[name]))
        yield f"private/{name}/stories.md", {"front": front, **_view(site, name, found), "sheets": sheets}


def link(site: SiteData, name: str) -> list[dict[str, str]]:
    """Return the link from a candidate's plan to their stories, if there is such a page."""
    return [{"href": f"{name}/stories.html", "text": counted(site.stories[name])}] if name in site.stories else []


def _view(site: SiteData, name: str, found: Bank) -> dict[str, Any]:
    plan = site.plans[name]
    return {
        "name": plan.candidate.name,
        "about": about(site.handbook, plan),
        "counted": counted(found),
        "back": f"../{name}.html",
        "rows": [_row(found, row) for row in found.rows],
        "gaps": [{"title": row.theme.title, "note": note(row), "asks": row.theme.asks} for row in found.gaps],
        "stories": [_story(site.handbook, told) for told in found.stories],
        "forms": [{"form": form, "why": why} for form, why in FORMS.items()],
    }


def _row(found: Bank, row: Row) -> dict[str, Any]:
    told = [each for each, holds in zip(found.stories, row.answered_by, strict=True) if holds]
    return {
        "title": row.theme.title,
        "note": note(row),
        "stories": [{"number": each.number, "title": each.story.title} for each in told],
    }


def _story(handbook: Handbook, told: Review) -> dict[str, Any]:
    themes = [handbook.themes[name].title for name in dict.fromkeys(told.story.themes)]
    return {
        "number": told.number,
        "title": told.story.title,
        "themes": listed(themes),
        "facts": facts(told),
        "parts": [{"label": label, "body": getattr(told.story, part) or ""} for part, label in LABELS.items()],
        "next": next_steps(told),
        "follow_ups": told.follow_ups,
    }
