"""What the page that makes a plan loads besides theme and page: scripts, data, the questions of its rounds."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from typing import NamedTuple

from bench.rows import ROOT
from generator.model import Handbook
from generator.pages.plan_data import plan_data
from generator.pages.scripts import modules
from generator.publish.lighter import lighter
from generator.site_data import SiteData

_SITE = ROOT / "templates" / "site"


#: Types, which no script imports, and a plain script for pages from a folder.
_NOT_RUN = {"assets/plan/types.js", "assets/plan/folder.js"}


class Loaded(NamedTuple):
    """Bytes, compressed as a server sends them: for the plan of most questions, and with every round of the bank.

    `later` is all that only an advertisement, a log, a link, a refusal or a file to save asks for, which comes on top.
    """

    largest: int
    everything: int
    later: int


def loaded(site: SiteData) -> Loaded:
    """Return what the page loads. A plan takes the rounds of a role at a level, its screen included."""
    sizes = {path: packed(text.encode()) for path, text in plan_data(site).items()}
    rounds = {name: sizes.pop(f"plan/questions/{name}.json") for name in site.handbook.rounds}
    first = set(modules("assets/plan/page.js"))
    all_modules = {path.relative_to(_SITE).as_posix() for path in (_SITE / "assets" / "plan").glob("**/*.js")}
    later = sizes.pop("plan/advert.json") + sizes.pop("plan/more-words.json") + _served(all_modules - first - _NOT_RUN)
    always = sum(sizes.values()) + _served(first)
    largest = max(sum(rounds[name] for name in planned) for planned in _planned(site.handbook))
    return Loaded(always + largest, always + sum(rounds.values()), later)


def _served(scripts: Iterable[str]) -> int:
    return sum(packed(lighter((_SITE / path).read_text("utf-8")).encode()) for path in scripts)


def _planned(handbook: Handbook) -> list[set[str]]:
    levels = [level for role in handbook.roles.values() for level in role.levels]
    return [{step.round for step in (*level.screen, *level.loop)} for level in levels]


def packed(content: bytes) -> int:
    """Return the bytes of a file as a server sends it compressed, without headers."""
    return len(gzip.compress(content, 6))
