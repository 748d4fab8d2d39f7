"""Rules about the search's own words (`content/synonyms.yml`)."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.base import Keys, unknown
from generator.model import Handbook
from generator.problem import Problem

#: Pages that every handbook has.
ALWAYS = frozenset(
    ("bank", "candidates/index", "guides/index", "plans/index", "progress", "questions/index", "roles/index",
     "rounds/index", "run-a-mock", "sheets/index", "topics/index")
)  # fmt: skip


def synonyms_lead_to_pages(handbook: Handbook) -> Iterator[Problem]:
    """What people type leads to pages of the handbook that search may show, each named once."""
    shown = {each.removesuffix(".html") for each in handbook.addresses if not each.startswith("interviewer/")} | ALWAYS
    for number, each in enumerate(handbook.synonyms.words):
        for place, address in enumerate(each.means):
            keys = ("words", number, "means", place)
            if address not in shown:
                message = f"means: {unknown('page', address, shown)}"
                yield handbook.problem("synonyms", "", *keys, message=message)
            elif address in each.means[:place]:
                yield handbook.problem("synonyms", "", *keys, message=f"means: {address} appears twice")


def synonyms_are_said_once(handbook: Handbook) -> Iterator[Problem]:
    """No words are in two entries, and no spelling in two lists."""
    for kind, lists in (
        ("say", [(("words", n, "say"), each.say) for n, each in enumerate(handbook.synonyms.words)]),
        ("spellings", [(("spellings", n), each) for n, each in enumerate(handbook.synonyms.spellings)]),
    ):
        seen: set[str] = set()
        for above, words in lists:
            for place, each in enumerate(words):
                keys: Keys = (*above, place)
                said = " ".join(each.casefold().replace("-", " ").split())
                if said in seen:
                    yield handbook.problem("synonyms", "", *keys, message=f'{kind}: "{each}" appears twice')
                seen.add(said)
