"""A private edition: the handbook with pages for some candidates, for their eyes or their interviewer's."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from generator.model import Session
from generator.problem import ContentError, Problem
from generator.publish.swap import SITE_MANIFEST

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
