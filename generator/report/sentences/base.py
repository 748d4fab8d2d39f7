"""Helpers for all sentences: titles by id, and values in words."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.model import Handbook
from generator.say import listed, number, say
from generator.wording import capital

#: A fact as in the JSON of a plan: its code and its values.
Fact = Mapping[str, Any]


@dataclass(frozen=True)
class Names:
    """Titles by id. An unknown id is shown as words."""

    rounds: Mapping[str, str]
    templates: Mapping[str, str]

    def round(self, name: str) -> str:
        """Return the title of a round."""
        return self.rounds.get(name) or capital(name.replace("-", " "))

    def listed(self, names: Iterable[str]) -> str:
        """Format a list of titles of rounds."""
        return listed([self.round(name) for name in names])

    def template(self, name: str) -> str:
        """Return the title of a plan template."""
        return self.templates.get(name) or capital(name.replace("-", " "))


def names_of(handbook: Handbook) -> Names:
    """Return the titles of a handbook that sentences need."""
    return Names(
        rounds={name: each.title for name, each in handbook.rounds.items()},
        templates={name: each.title for name, each in handbook.templates.items()},
    )


def day(iso: str) -> datetime.date:
    """Parse a date of a plan's JSON."""
    return datetime.date.fromisoformat(iso)


def count(total: int) -> str:
    """Format a number as a word; zero is "none"."""
    return number(total) if total else say("number.none")
