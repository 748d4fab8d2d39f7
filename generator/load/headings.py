"""Find the fields of a log that the headings of a table mean.

A heading can be the name of a field, a heading from the log sheet or another form, or a question with the same words,
as in a web form. Case, spaces, hyphens and brackets don't matter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import NamedTuple

#: Column → its headings in lower case, without brackets and scales, in tuples by decreasing rank.
_KNOWN: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "date": (("date",), ("day", "when", "date of the mock", "day of the mock", "mock date", "date of mock")),
    "round": (("round",), ("its round", "round of the mock", "which round", "kind of round", "interview round")),
    "before": (("before", "confidence before", "your confidence before"), ("confidence before the mock",)),
    "after": (("after", "confidence after", "your confidence after"), ("confidence after the mock",)),
    "fix": (
        ("fix", "the one fix", "one fix", "the single biggest thing to fix", "single biggest thing to fix"),
        ("the fix", "biggest fix", "single biggest fix", "the single biggest fix", "thing to fix", "one thing to fix"),
    ),
    "session": (("session",), ("session id", "code", "its id in the plan")),
    "micro_goal": (("micro goal", "by the next mock i will", "micro goal by the next mock i will"),),
    "timestamp": (("timestamp",), ("completion time", "submitted at", "submission time")),
}
#: Column → words, at least one of which a question for it contains, next to the column's own name.
_ASKED = {
    "before": {"confidence", "confident", "conf"},
    "after": {"confidence", "confident", "conf"},
    "fix": {"one", "thing", "biggest", "single"},
}
#: Words that mean another day or round.
_OTHER = frozenset({"interview", "birth"})
#: How many characters of a heading are read.
_LONGEST = 200
#: The most words of a heading that is only about a date or a round.
_FEW = 4
_SCALE = re.compile(r"\b(?:from )?1 (?:to )?5\b|\b1 5\b")


class Columns(NamedTuple):
    """Field → the number of its column, from 0, and the fields that two columns match equally well."""

    places: dict[str, int]
    twice: tuple[str, ...]


def _plain(heading: str) -> tuple[str, str]:
    """Return a heading in lower case without punctuation and scale, once without its part in brackets and once with."""
    text = unicodedata.normalize("NFKC", heading[:_LONGEST]).casefold()
    outside = re.sub(r"\([^)]*\)|\[[^]]*\]", " ", text)
    first, second = (" ".join(re.findall(r"[^\W_]+", each)) for each in (outside, text))
    return " ".join(_SCALE.sub(" ", first).split()), " ".join(_SCALE.sub(" ", second).split())


def _rank(name: tuple[str, str], column: str) -> int | None:
    """Return how well a heading matches a column, 0 is best, or None if it doesn't."""
    ranks = [rank for heading in name if (rank := _rank_of(heading, column)) is not None]
    return min(ranks, default=None)


def _rank_of(heading: str, column: str) -> int | None:
    for rank, names in enumerate(_KNOWN[column]):
        if heading in names:
            return rank
    words = set(heading.split())
    if column not in words or "next" in words or (words & _OTHER and "mock" not in words):
        return None
    if column in _ASKED and words & _ASKED[column]:
        return 2
    return 3 if len(words) <= _FEW and (column == "date" or (column == "round" and "date" not in words)) else None


def columns(headings: Sequence[str]) -> Columns:
    """Find the columns of a log by their headings."""
    names = [_plain(each) for each in headings]
    places: dict[str, int] = {}
    twice = []
    for column in _KNOWN:
        ranked = [(rank, place) for place, name in enumerate(names) if (rank := _rank(name, column)) is not None]
        best = sorted(ranked)[:2]
        if len(best) == 2 and best[0][0] == best[1][0]:
            twice.append(column)
        if best:
            places[column] = best[0][1]
    if "date" not in places and "timestamp" in places:
        places["date"] = places["timestamp"]
    places.pop("timestamp", None)
    if "round" not in places and "session" in places:
        places["round"] = places["session"]
    return Columns(places, tuple(twice))
