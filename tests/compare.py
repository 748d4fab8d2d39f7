"""Compare two contents question by question: `PYTHONPATH=. python tests/compare.py OLD NEW [ROUND]...`.

Prints what a change of words must leave alone unless there is a reason: ids, levels, difficulty, topics, minutes, who
can judge, hints with their kinds, caps and minutes, milestones, code, cases, and the numbers of the fields that both
have.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from generator.load import load_handbook
from generator.model import Handbook, Question

_NUMBER = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?")


def facts(handbook: Handbook, question: Question) -> Iterator[tuple[str, object]]:
    """Yield what must stay, by its name."""
    yield "title", question.title
    yield "levels", question.levels
    yield "difficulty", question.difficulty
    yield "topics", question.topics
    yield "minutes", handbook.minutes(question)
    yield "needs", question.needs
    yield "hints", [(each.kind, each.gives, each.minute) for each in question.hints]
    yield "milestones", [each.minute for each in question.milestones]
    yield "pushbacks", len(question.pushback)
    yield "solution", question.solution and question.solution.code
    yield "cases", [(each.call, each.returns) for each in question.cases]
    yield "materials", [(each.name, each.text) for each in question.materials]
    for name in ("prompt", "gist", "right_if", "approach"):
        yield f"numbers of {name}", sorted(Counter(_NUMBER.findall(str(getattr(question, name)))).elements())


def main(old: str, new: str, *rounds: str) -> None:
    """Print every difference, by question."""
    before, after = load_handbook(Path(old)), load_handbook(Path(new))
    for name in sorted({*before.questions, *after.questions}):
        if name not in before.questions or name not in after.questions:
            print(f"{name}: {'gone' if name in before.questions else 'new'}")
            continue
        one, other = before.questions[name], after.questions[name]
        if rounds and one.round not in rounds:
            continue
        for (what, was), (_, now) in zip(facts(before, one), facts(after, other), strict=True):
            if was != now:
                print(f"{name}: {what}: {was!r} → {now!r}")


if __name__ == "__main__":
    main(*sys.argv[1:])
