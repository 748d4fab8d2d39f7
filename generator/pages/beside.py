"""The files beside the pages: those that a page offers, and those for machines where the site's address is known."""

from __future__ import annotations

from generator.pages.feed import FEED, atom
from generator.pages.own_plan import plan_files
from generator.site_data import SiteData


def files_beside(site: SiteData) -> dict[str, bytes]:
    """Return path → content of the files in the docs folder that are neither pages nor printed."""
    return plan_files(site) | ({FEED: atom(site)} if site.published.address else {})
