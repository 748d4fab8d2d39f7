"""One of each document that lies beside the session sheet, or is the same for everybody."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator import paper
from generator.model import Handbook

MORE: Mapping[str, Callable[[Handbook], paper.Document]] = {
    "answers": lambda handbook: paper.answers(handbook, "merge-booking-windows"),
    "prompt": lambda handbook: paper.interviewer_prompt(handbook, "merge-booking-windows"),
    "selfrun": lambda handbook: paper.self_run(handbook, "knitting", ["merge-booking-windows"], code="knitting-2"),
    "takehome": lambda handbook: paper.takehome(handbook, "knitting", code="knitting-2"),
    "panel": lambda handbook: paper.panel(handbook, "knitting", 3),
    **{name: paper.PAPERS[name].view for name in paper.GENERAL},
}
