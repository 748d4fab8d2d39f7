"""The files beside the pages: the data that their scripts load."""

from __future__ import annotations

from collections.abc import Mapping

from generator.pages.all_questions import data_files
from generator.pages.search import search_files
from generator.site_data import SiteData


def files_beside(site: SiteData, made: Mapping[str, str]) -> dict[str, bytes]:
    """Return path → content of the files of the docs folder that are neither printed nor pages, which are `made`."""
    return {path: each.encode() for path, each in (data_files(site) | search_files(site, made)).items()}
