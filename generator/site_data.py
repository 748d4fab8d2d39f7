"""What pages and sheets are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.model import Handbook, Plan
from generator.stories import Bank


@dataclass(frozen=True)
class SiteData:
    """The handbook, and the plans of its invented candidates by id.

    `stories` holds those of them who have stories to show, or in a private edition everybody in it. `answers` says
    whether the interviewer's pages, session sheets and answer cards are in it. `sheets` holds what the interviewer's
    sheet prints, as data, by the ids of candidate and session: in an interviewer's edition, of the sessions they run.
    """

    handbook: Handbook
    plans: Mapping[str, Plan]
    stories: Mapping[str, Bank] = field(default_factory=dict)
    answers: bool = True
    sheets: Mapping[tuple[str, str], Mapping[str, Any]] = field(default_factory=dict)
