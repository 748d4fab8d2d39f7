"""Job advertisements, as recruiters write them, and the rounds that a knowledgeable reader would list.

The six in `TUNED` were written, with their rounds, before any keyword was extended. The others were written to find out
how the command does on what it has never seen, and are held now, so that it doesn't get worse.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator import advert
from generator.model import Handbook

ADVERTS = Path(__file__).parent / "adverts"
#: Advert → role, level, and the rounds beside the role's loop at that level: what the advert adds.
TUNED = {
    "backend": ("backend", "senior", {"mending"}),  # on-call, incident reviews, root cause
    "frontend": ("frontend", "mid", {"ai-knitting"}),  # assistants every day, reviews generated code
    "mobile": ("mobile", "mid", set()),  # one "pull requests" is no round of code review
    "staff-engineer": ("staff-engineer", "staff", {"fault-review", "reception-screen"}),  # it names its interviews
    "graduate": ("graduate", "junior", {"past-deep-dive"}),  # "present a project you are proud of"
    "any-field": ("any-field", "senior", set()),
}

#: Written after the keywords, with the rounds that a reader would list, before the command had read any of them. It had
#: 2 of 6 right at first, and missed 5 rounds in the others. It was mended then.
HELD_OUT = {
    # a telephone interview is named; "pair programming" is knitting; faults and tickets are in the loop already
    "backend-junior": ("backend", "junior", {"reception-screen"}),
    # "a 30-minute chat with Marta from our people team"; agents and reviews are in the loop
    "frontend-senior": ("frontend", "senior", {"reception-screen"}),
    # crash-free users, ANRs and memory leaks; "a first call"
    "mobile-senior": ("mobile", "senior", {"mending", "reception-screen"}),
    # "major incidents" is one hint: no round; the panel is candour and the presentation a deep dive
    "staff-platform": ("staff-engineer", "staff", set()),
    # "you walk us through something you built"; a call with a founder is a first call
    "full-stack-mid": ("full-stack", "mid", {"past-deep-dive", "reception-screen"}),
    # "an informal chat" by phone
    "any-field-junior": ("any-field", "junior", {"reception-screen"}),
}

#: Six more, written after that. It had 1 of 6 right at first: one role was not found, 3 rounds were missed, 2 too many.
#: It was mended again.
HELD_OUT_2 = {
    # a pager and incidents, and finding out why bookings were charged wrongly; "I'll call you for half an hour"
    "backend-mid": ("backend", "mid", {"mending", "reception-screen"}),
    "frontend-junior": ("frontend", "junior", set()),  # the practical test is wall-build, which the loop has
    "mobile-junior": ("mobile", "junior", {"reception-screen"}),  # "Kuba calls you, 20 minutes"
    # on-call, the analysis after outages and their causes
    "staff-security": ("staff-engineer", "staff", {"mending"}),
    "full-stack-senior": ("full-stack", "senior", set()),  # the interview is a deep dive and a design, both in the loop
    "graduate-2": ("graduate", "junior", {"past-deep-dive"}),  # "class project you can talk about", open source
}

ALL = {
    **{f"{name}.txt": each for name, each in TUNED.items()},
    **{f"held-out/{name}.txt": each for name, each in HELD_OUT.items()},
    **{f"held-out-2/{name}.txt": each for name, each in HELD_OUT_2.items()},
}


@pytest.mark.parametrize("name", ALL)
def test_an_advert_suggests_the_rounds_that_a_reader_would_list(name: str, handbook: Handbook) -> None:
    role, level, adds = ALL[name]
    found = advert.suggest(handbook, advert.read((ADVERTS / name).read_bytes(), name))
    assert (found.role.id, found.level.id) == (role, level)
    assert {each.round for each in found.added} == adds
    loop = [step.round for step in handbook.roles[role].level(level).loop for _ in range(step.times)]
    assert list(found.rounds[: len(loop)]) == loop


def test_every_advert_here_is_held_and_as_long_as_real_ones_are() -> None:
    assert {path.relative_to(ADVERTS).as_posix() for path in ADVERTS.rglob("*.txt")} == set(ALL)
    assert all(150 <= len((ADVERTS / name).read_text("utf-8").split()) <= 350 for name in ALL)


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("change", [str.upper, str.lower], ids=["upper", "lower"])
def test_capitals_change_nothing(name: str, change: Callable[[str], str], handbook: Handbook) -> None:
    text = (ADVERTS / name).read_text("utf-8")
    as_it_is, changed = advert.suggest(handbook, text), advert.suggest(handbook, change(text))
    assert (changed.role.id, changed.rounds) == (as_it_is.role.id, as_it_is.rounds)
