"""Plan sixty sessions with half of them logged, and print the milliseconds of one plan: the median of many.

`python -m bench.planning` measures the checkout that is imported, so that an older one can be measured in the same run.
"""

from __future__ import annotations

import datetime
import statistics
import time
from pathlib import Path

from generator.load import load_handbook
from generator.model import Candidate, LogEntry
from generator.planner import make_plan

TODAY = datetime.date(2027, 3, 1)
HALF = TODAY + datetime.timedelta(days=42)
RUNS = 15


def main() -> None:
    """Print the median of `RUNS` plans in milliseconds, and how many sessions the first plan has."""
    handbook = load_handbook(Path("content"))
    who = Candidate.model_validate(
        {
            "id": "ada", "name": "Ada", "role": "backend", "level": "senior", "start": TODAY,
            "interview": TODAY + datetime.timedelta(days=84),
            "days": dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), 180),
            "confidence": {
                "coding": 2, "ai-coding": 3, "system-design": 2, "project-deep-dive": 3, "behavioural": 3,
            },
            "partners": {"peer": "Sam", "llm": True},
        }
    )  # fmt: skip
    made = make_plan(handbook, who, TODAY)
    log = [
        LogEntry.model_validate(
            {
                "date": each.date, "round": each.round, "before": 2, "after": 3, "fix": "Slow down.",
                "kind": each.kind, "session": each.id, "questions": each.questions,
            }
        )
        for each in made.sessions
        if each.kind != "micro" and each.date < HALF
    ]  # fmt: skip
    make_plan(handbook, who, HALF, log)
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        make_plan(handbook, who, HALF, log)
        times.append(time.process_time() - start)
    print(f"{1000 * statistics.median(times):.2f} {len(made.sessions)}")


if __name__ == "__main__":
    main()
