"""A plan half way: a sample candidate's, made from a log of six mocks, for views to show."""

from __future__ import annotations

import datetime
from typing import Any

from generator.model import Candidate, Handbook, LogEntry, Plan
from generator.planner import make_plan

TODAY = datetime.date(2027, 1, 10)
BOXES = "Drew boxes before I asked how many users there are."
#: Of her role's loop those that the log speaks of: it may grow, and this story stays.
ROUNDS = ("knitting", "skyline-design", "candour")
CODING = ("communication", "problem-solving", "technical", "testing", "adaptability")


def entry(day: str, round_: str, before: int, after: int, fix: str, **more: Any) -> LogEntry:
    """A row of the log."""
    return LogEntry.model_validate({"date": day, "round": round_, "before": before, "after": after, "fix": fix, **more})


def log(handbook: Handbook) -> list[LogEntry]:
    """Knitting gets better, system design does not; scores by a peer, a friend, an expert, a model and oneself."""
    design = [part.id for part in handbook.rounds["skyline-design"].rubric.dimensions]

    def coded(*scores: int | str) -> dict[str, int | str]:
        return dict(zip(CODING, scores, strict=True))

    def designed(*scores: int | str) -> dict[str, int | str]:
        return dict(zip(design, scores, strict=True))

    return [
        entry("2026-12-26", "skyline-design", 2, 2, BOXES, rater="peer",
              scores=designed(2, 3, 2, 2, "not seen"), self=designed(3, 3, 3, 2, 3)),
        entry("2026-12-28", "knitting", 3, 3, "After a quiet stretch I could not say what I had tried.", rater="peer",
              scores=coded(2, 3, 3, 2, 3), self=coded(3, 3, 2, 3, 3)),
        entry("2026-12-31", "skyline-design", 2, 1, BOXES.lower().rstrip("."), rater="llm",
              scores=designed(4, 4, 3, 4, 4)),
        entry("2026-12-31", "knitting", 3, 4, "Ran no case of my own.", rater="friend",
              scores=coded(3, 3, 3, "not seen", 3)),
        entry("2027-01-02", "skyline-design", 1, 2, BOXES, self=designed(1, 2, 2, 2, 1)),
        entry("2027-01-07", "knitting", 4, 5, "Named a variable x.", rater="expert",
              scores=coded(4, 3, 4, 3, 3), self=coded(3, 3, 4, 3, 3)),
    ]  # fmt: skip


def first(handbook: Handbook, name: str = "ada") -> Plan:
    """The first plan of a sample candidate."""
    candidate = handbook.candidates[name]
    assert candidate.start
    return make_plan(handbook, candidate, candidate.start)


def halfway(handbook: Handbook, **candidate: Any) -> Plan:
    """Ada's plan on 10 January 2027, six mocks later; `candidate` changes something about her."""
    ada = handbook.candidates["ada"].model_dump(exclude={"start"}, exclude_defaults=True)
    return make_plan(handbook, Candidate.model_validate(ada | {"rounds": ROUNDS} | candidate), TODAY, log(handbook))
