"""The data from which pages and sheets are made."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.model import Handbook, Plan
from generator.places import site_settings
from generator.stories import Bank


@dataclass(frozen=True)
class Published:
    """The name of the site, its address with a slash at the end, and its repository, as its settings say; "" if not."""

    name: str = ""
    address: str = ""
    repository: str = ""


@dataclass(frozen=True)
class SiteData:
    """The handbook, and the plans of its sample candidates by id.

    `stories` contains the sample candidates who have stories, or in a private edition all its candidates. `answers` is
    whether the interviewer's pages, session sheets and answer cards are included. `sheets` maps the ids of candidate
    and session to the data of the interviewer's sheet; only an interviewer's edition has them. `published` is where
    the site is, as far as that is known.
    """

    handbook: Handbook
    plans: Mapping[str, Plan]
    stories: Mapping[str, Bank] = field(default_factory=dict)
    answers: bool = True
    sheets: Mapping[tuple[str, str], Mapping[str, Any]] = field(default_factory=dict)
    published: Published = Published()


def published(handbook: Handbook) -> Published:
    """Return what the site's settings say about where the handbook is published."""
    settings = site_settings(Path(handbook.root)).read_text("utf-8")
    keys = ("site_name: *(.+)", r"site_url: *(https?://\S+)", r"repo_url: *(https?://\S+)")
    found = [re.search(f"^{key}", settings, re.MULTILINE) for key in keys]
    name, address, repository = (each[1].strip(" \"'") if each else "" for each in found)
    return Published(name, f"{address.removesuffix('/')}/" if address else "", repository)


def site_address(handbook: Handbook) -> str:
    """Return the address at which the handbook is published, with a slash at its end, or an empty string."""
    return published(handbook).address
