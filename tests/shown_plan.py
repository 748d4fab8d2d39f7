"""A candidate's plan on the plan page: made by the page's own scripts, shown by a `<plan-view>` of the test."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from conftest import TESTS
from playwright.sync_api import Page

from generator.load import load_candidate, load_log
from generator.model import Candidate, Handbook, LogEntry

#: Shows the plan of a candidate on the page, as the form does; gives the candidate's file and the fingerprint.
_SHOW = """async ({candidate, today, log}) => {
  const at = name => import(new URL(`../assets/plan/${name}.js`, location))
  const base = new URL("../plan/", location).href
  const [data, planner, sayings, sentences, file, changes] =
    await Promise.all(["handbook", "planner", "say", "sentences", "files", "changes"].map(at))
  await at("view")
  const words = await data.loadWords(base)
  Object.assign(words.texts, await data.loadMoreWords(base))
  const say = sayings.makeSay(words)
  let handbook = await data.loadHandbook(base)
  handbook = await data.withQuestions(handbook, base, Object.keys(handbook.rounds))
  const plan = planner.makePlan(handbook, candidate, today, log)
  let view = document.querySelector("plan-view[data-test]")
  if (!view) {
    view = document.createElement("plan-view")
    view.dataset.test = ""
    document.querySelector("article").append(view)
    view.start({say, handbook})
  }
  const told = sentences.spoken(say, handbook, plan, changes.describeChanges)
  view.show({plan, data: told, link: `${location.href}#state`})
  return [file.candidateYaml(candidate), plan.fingerprint]
}"""
DAY = datetime.date(2026, 12, 23)


@dataclass(frozen=True)
class Case:
    """What Ada's file has instead of its own; with `log`, it is Mira's file and that many mocks of her log."""

    today: datetime.date
    more: dict[str, Any]
    log: int = 0


CASES = {
    "one week": Case(DAY, {"interview": "2026-12-31"}),
    "four weeks": Case(DAY, {}),
    "four weeks on letter": Case(DAY, {"paper": "letter", "swap": True}),
    "twelve weeks": Case(DAY, {"interview": "2027-03-17", "paper": "letter"}),
    "twelve weeks in large print": Case(
        DAY, {"interview": "2027-03-17", "adjustments": ["large-print", "time+25", "breaks"]}
    ),
    "with a log": Case(datetime.date(2027, 3, 13), {}, log=7),
    "notes": Case(
        DAY, {"interview": "2027-01-13", "days": {"tue": 60, "sat": 90}, "confidence": {"knitting": 3}, "partners": {}}
    ),
    "nothing fits": Case(DAY, {"interview": "2026-12-24", "away": [], "days": {"mon": 20}, "partners": {}}),
}


def case_of(handbook: Handbook, case: Case, **more: Any) -> tuple[Candidate, tuple[LogEntry, ...]]:
    """Return the candidate of a case and the log."""
    if case.log:
        candidate, _ = load_candidate(TESTS / "acts" / "mira.yml")
        log = tuple(load_log(TESTS / "acts" / "mira-log.yml", handbook).entries[: case.log])
    else:
        candidate, log = handbook.candidates["ada"].model_copy(update={"stories": ()}), ()
    base = candidate.model_dump(mode="json", by_alias=True)
    return Candidate.model_validate({**base, **case.more, **more}), log


def show(page: Page, handbook: Handbook, case: Case, **more: Any) -> tuple[str, str]:
    """Show the plan of a case on the page; return the candidate's file that it offers, and the plan's fingerprint."""
    candidate, log = case_of(handbook, case, **more)
    file, fingerprint = page.evaluate(
        _SHOW,
        {
            "candidate": candidate.model_dump(mode="json", by_alias=True),
            "today": case.today.isoformat(),
            "log": [each.model_dump(mode="json", by_alias=True) for each in log],
        },
    )
    return file, fingerprint
