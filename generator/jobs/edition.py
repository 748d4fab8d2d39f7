"""A private edition: the handbook with pages for some candidates, for them or for their interviewer."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from generator import pages
from generator.jobs.candidate import private_files
from generator.jobs.planning import plan_files
from generator.materials import archives
from generator.model import Handbook, Session
from generator.paper.session_sheets import sheets_on_screen
from generator.pieces import Piece
from generator.printing import Printing
from generator.problem import ContentError, refused
from generator.publish.files import Source
from generator.publish.swap import SITE_MANIFEST
from generator.site_data import SiteData
from generator.stories import bank

Who = Literal["candidate", "interviewer"]


@dataclass(frozen=True)
class Edition:
    """Which candidates have pages in it, who it is for, and on which day their plans are made."""

    files: tuple[Path, ...]
    who: Who
    today: datetime.date
    fonts: Path | None = None

    def offers(self, path: str) -> bool:
        """Return whether its reader may have this file of a candidate's folder.

        The candidate gets their own files. The interviewer gets theirs, and the sealed sheets to hand over; the files
        that come with these are in both.
        """
        if self.who == "candidate":
            return path.startswith("candidate/")
        sealed = path.startswith("candidate/sealed/") and "-files/" not in path
        return path.startswith("interviewer/") or sealed

    def shows(self, session: Session) -> bool:
        """Return whether this mock is for its reader: an interviewer has those that a person runs."""
        return self.who == "candidate" or session.by_a_person


def edition_files(
    handbook: Handbook, content: Path, edition: Edition
) -> tuple[dict[str, bytes | Piece], tuple[Source, ...]]:
    """Return the pages of a private edition and the candidates' files that its reader may have, and whose they are."""
    planned = {each.plan.candidate.id: each for each in plan_files(handbook, content, edition.files, edition.today)}
    plans = {name: each.plan for name, each in planned.items()}
    with_stories = planned if handbook.themes else {}
    banks = {name: bank(handbook, each.candidate.role, each.candidate.stories) for name, each in with_stories.items()}
    answers = edition.who == "interviewer"
    site = SiteData(handbook, plans, banks, answers, sheets_on_screen(handbook, plans) if answers else {})
    rendered = pages.render_private(site, edition.who)
    files: dict[str, bytes | Piece] = {path: page.encode() for path, page in rendered.items()}
    for name, each in planned.items():
        how = Printing(fonts=edition.fonts).settled(content, each.plan.candidate.paper)
        shown = [session for session in each.plan.mocks if edition.shows(session)]
        printed = private_files(handbook, each, how, shown)
        offered = {f"private/{name}/{path}": file for path, file in printed.items() if edition.offers(path)}
        loose = {path: file for path, file in offered.items() if isinstance(file, bytes) and "-files/" in path}
        files |= {path: file for path, file in offered.items() if path not in loose} | archives(loose)
    return files, tuple(each.source for each in planned.values())


def keep_apart(out: Path, public: Sequence[Path]) -> None:
    """Raise ContentError if a private edition would be written to the public site or to what it is made from."""
    place = out.resolve()
    for folder in (path.resolve() for path in public):
        if place.is_relative_to(folder) or folder.is_relative_to(place):
            raise _refused(f"expected a folder apart from {folder.name}; got {out.as_posix()}")
    for folder in (place, *place.parents):
        if (folder / SITE_MANIFEST).exists() and not (folder / "private").is_dir():
            raise _refused(f"expected a folder apart from the public site; one is in {folder.name}")


def _refused(message: str) -> ContentError:
    return refused("--out", f"{message}: a private edition has a folder of its own")
