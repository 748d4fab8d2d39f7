"""Sentences on why a round has its rank, and on criteria with their evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from generator.report.sentences.base import Fact, Names
from generator.say import date, dates, listed, number, say, span
from generator.wording import capital


def why(reasons: Sequence[Fact]) -> str:
    """Return one or two sentences on why a round has its rank."""
    return " ".join(REASONS[each["code"]](each) for each in reasons)


REASONS: Mapping[str, Callable[[Fact], str]] = {
    "rated": lambda fact: say("reason.rated", confidence=fact["confidence"]),
    "unrated": lambda fact: say("reason.unrated", confidence=fact["confidence"]),
    "logged": lambda fact: say(
        "reason.logged", count=fact["mocks"], mocks=number(fact["mocks"]), confidence=fact["confidence"]
    ),
    "failed": lambda fact: say(
        "reason.failed", count=fact["mocks"], mocks=number(fact["mocks"]), confidence=fact["confidence"],
        need=fact["need"],
    ),
    "weight": lambda fact: say(f"reason.weight.{fact['compared']}"),
}  # fmt: skip


# Criteria and their evidence


def criterion(fact: Fact, names: Names) -> tuple[str, str]:
    """Return (criterion, evidence in the log)."""
    return CRITERIA[fact["code"]](fact, names)


def _confidence(fact: Fact, names: Names) -> tuple[str, str]:
    text = say("criterion.confidence", round=names.round(fact["round"]), wanted=fact["wanted"])
    if not fact["mocks"]:
        return text, say("evidence.no-confidence")
    return text, say(
        "evidence.confidence", count=fact["mocks"], mocks=number(fact["mocks"]), first=date(fact["first"]),
        before=fact["before"], last=date(fact["last"]), after=fact["after"],
    )  # fmt: skip


def _passed(fact: Fact, names: Names) -> tuple[str, str]:
    wanted, scored = number(fact["wanted"]), fact["scored"]
    text = say("criterion.passed", round=names.round(fact["round"]), wanted=wanted, of=number(fact["of"]))
    if not scored:
        said = [say("evidence.passed.none", wanted=wanted)]
    elif len(scored) < fact["wanted"]:
        key = "evidence.passed.once" if scored[-1]["passed"] else "evidence.passed.not-once"
        said = [say(key, dates=dates([each["date"] for each in scored]), wanted=wanted)]
    else:
        said = [_outcomes(scored)]
        if scored[-1]["core_failed"]:
            said.append(say("evidence.passed.core"))
    if fact["state"] != "met" and not fact["session"] and fact["ahead"]:
        said.append(say("evidence.passed.nobody"))
    return text, " ".join(said)


def _outcomes(scored: Sequence[Fact]) -> str:
    passed = [each["date"] for each in scored if each["passed"]]
    failed = [each["date"] for each in scored if not each["passed"]]
    total = number(len(scored))
    if not failed:
        return say("evidence.passed.all", number=total, passed=dates(passed))
    if not passed:
        return say("evidence.passed.never", number=total, failed=dates(failed))
    passes = number(len(passed))
    return say("evidence.passed.some", passes=passes, number=total, passed=dates(passed), failed=dates(failed))


def _full_mocks(fact: Fact, _names: Names) -> tuple[str, str]:
    wanted, loops = fact["wanted"], fact["loops"]
    if wanted:
        text = say("criterion.full-mocks", count=wanted, wanted=capital(number(wanted)))
    else:
        text = say("criterion.no-full-mocks")
    if loops:
        spans = listed([span(each["first"], each["last"]) for each in loops])
        return text, say("evidence.full-mocks.done", number=capital(number(len(loops))), loops=spans)
    return text, say("evidence.full-mocks.none" if wanted else "evidence.full-mocks.unwanted")


CRITERIA: Mapping[str, Callable[[Fact, Names], tuple[str, str]]] = {
    "confidence": _confidence,
    "passed": _passed,
    "full-mocks": _full_mocks,
}
