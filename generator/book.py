"""What pages and sheets are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.model import Handbook, Plan
from generator.stories import Bank


@dataclass(frozen=True)
class Book:
    """The handbook, and the plans of its invented candidates by id.

    `stories` holds those of them who have stories to show, or in a private edition everybody in it.
    """

    handbook: Handbook
    plans: Mapping[str, Plan]
    stories: Mapping[str, Bank] = field(default_factory=dict)
