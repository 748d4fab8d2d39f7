"""A private edition: the handbook with pages for some candidates, for their eyes or their interviewer's."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from generator.model import Handbook, Plan, Session
from generator.problem import ContentError, Problem
from generator.publish.candidate import make_plans, mocks_of, opened, private_files, source
from generator.publish.files import Source
from generator.publish.handed_out import archives
from generator.publish.sheets import Printing
from generator.publish.swap import SITE_MANIFEST
from generator.publish.work import Made
from generator.site_data import SiteData
from generator.stories import bank

Who = Literal["candidate", "interviewer"]


@dataclass(frozen=True)
class Edition:
    """Whose pages it holds, for whom, and on which day their plans are made."""

    files: tuple[Path, ...]
    who: Who
    today: datetime.date
    fonts: Path | None = None

    def offers(self, path: str) -> bool:
        """Whether its reader may have this file of a candidate's folder.

        The candidate has their own part. The interviewer has theirs, and the sealed sheets to hand over; the files that
        come with these are in both.
        """
        if self.who == "candidate":
            return path.startswith("candidate/")
        sealed = path.startswith("candidate/sealed/") and "-files/" not in path
        return path.startswith("interviewer/") or sealed

    def shows(self, session: Session) -> bool:
        """Whether this mock is for its reader: an interviewer's are those that a person runs."""
        return self.who == "candidate" or session.by_a_person


def edition_files(
    handbook: Handbook, content: Path, edition: Edition
) -> tuple[dict[str, bytes | Made], tuple[Source, ...]]:
    """Make the pages of a private edition, and of each candidate's files those that its reader may have.

    Return them with whose they are.
    """
    from generator import pages

    plans, _, candidates = make_plans(handbook, content, edition.files, edition.today)
    told = candidates if handbook.themes else {}
    banks = {name: bank(handbook, each.role, each.stories) for name, each in told.items()}
    answers = edition.who == "interviewer"
    site = SiteData(handbook, plans, banks, answers, sheets_on_screen(handbook, plans) if answers else {})
    made = pages.render_private(site, edition.who)
    files: dict[str, bytes | Made] = {path: page.encode() for path, page in made.items()}
    for name, plan in plans.items():
        how = Printing(fonts=edition.fonts).settled(content, plan.candidate.paper)
        shown = [each for each in mocks_of(plan) if edition.shows(each)]
        printed = private_files(handbook, plan, candidates[name], how, shown)
        offered = {f"private/{name}/{path}": file for path, file in printed.items() if edition.offers(path)}
        loose = {path: file for path, file in offered.items() if isinstance(file, bytes) and "-files/" in path}
        files |= {path: file for path, file in offered.items() if path not in loose} | archives(loose)
    return files, tuple(map(source, edition.files, plans.values()))


def sheets_on_screen(handbook: Handbook, plans: Mapping[str, Plan]) -> dict[tuple[str, str], dict[str, Any]]:
    """Return what is printed for the interviewer of each mock that a person runs, as data, by candidate and session."""
    return {
        (name, each.id): sheet.view.model_dump(mode="json")
        for name, plan in plans.items()
        for each in mocks_of(plan)
        if each.by_a_person
        for path, sheet in opened(handbook, plan, each)
        if path == f"interviewer/{each.id}.pdf"
    }


def keep_apart(out: Path, public: Sequence[Path]) -> None:
    """Refuse to write a private edition where the public site is, or what it is made from. Raises ContentError."""
    place = out.resolve()
    for folder in (path.resolve() for path in public):
        if place.is_relative_to(folder) or folder.is_relative_to(place):
            raise _refused(f"expected a folder apart from {folder.name}; got {out.as_posix()}")
    for folder in (place, *place.parents):
        if (folder / SITE_MANIFEST).exists() and not (folder / "private").is_dir():
            raise _refused(f"expected a folder apart from the public site; one is in {folder.name}")


def _refused(message: str) -> ContentError:
    return ContentError([Problem("--out", 0, 0, f"{message}: a private edition has a folder of its own")])
