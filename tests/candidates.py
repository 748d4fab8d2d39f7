"""Candidates for planning: those made by hand (`made_up`), and `cases`, the hostile ones, for Hypothesis."""

from __future__ import annotations

import hostile
from hypothesis import strategies as st
from made_up import (
    DAY,
    MONDAY,
    ROUNDS,
    SCREEN,
    THREE,
    backend_handbook,
    candidate,
    confidence_of,
    did,
    drill_template,
    entry,
    loop_handbook,
    make_bank,
    make_handbook,
    make_question,
    make_role,
    make_round,
    scored,
    standard_templates,
    template,
)
from read_plan import Case

__all__ = [
    "DAY", "MONDAY", "ROUNDS", "SCREEN", "THREE", "Case", "backend_handbook", "candidate", "cases", "confidence_of",
    "did", "drill_template", "entry", "loop_handbook", "make_bank", "make_handbook", "make_question", "make_role",
    "make_round", "scored", "standard_templates", "template",
]  # fmt: skip


def cases(*, logged: bool = True) -> st.SearchStrategy[Case]:
    """Generate cases that may be planned, each from a number of its own."""
    return st.integers(0, 2**32 - 1).map(lambda number: hostile.case(hostile.Dice(number), logged=logged))
