"""The files next to the pages: those that a page offers, the data that scripts load, and those for machines."""

from __future__ import annotations

from collections.abc import Mapping

from generator.pages.all_questions import data_files
from generator.pages.feed import FEED, atom
from generator.pages.own_plan import plan_files
from generator.pages.plan_data import plan_data
from generator.pages.search import search_files
from generator.site_data import SiteData


def files_beside(site: SiteData, made: Mapping[str, str]) -> dict[str, bytes]:
    """Return path → content of the files of the docs folder that are neither printed nor pages, which are `made`."""
    loaded = data_files(site) | search_files(site, made) | plan_data(site)
    files = plan_files(site) | {path: each.encode() for path, each in loaded.items()}
    return files | ({FEED: atom(site)} if site.published.address else {})
