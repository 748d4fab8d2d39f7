"""Sentences on what the candidate should know about a plan and about a session."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import Any

from generator.model.facts import is_mock
from generator.report.sentences.base import Fact, Names, count
from generator.say import date, dates, has, hours, listed, number, partner, say
from generator.wording import capital


def describe_notes(plan: Mapping[str, Any], names: Names) -> tuple[tuple[str, str], ...]:
    """Return (code, sentence) for the notes of a plan, in order. Rounds with the same note share a sentence."""
    groups = [(code, list(group)) for code, group in groupby(plan["notes"], lambda fact: str(fact["code"]))]
    return tuple(
        (code, NOTES[code](part, plan, names))
        for code, group in groups
        for part in ([group] if code in _TOGETHER else [[each] for each in group])
    )


def _over(facts: Sequence[Fact], _plan: Mapping[str, Any], names: Names) -> str:
    return say("note.over", count=len(facts), rounds=names.listed(each["round"] for each in facts))


def _not_planned(facts: Sequence[Fact], _plan: Mapping[str, Any], names: Names) -> str:
    return say("note.not-planned", count=len(facts), rounds=names.listed(each["round"] for each in facts))


def _aims_at_last(facts: Sequence[Fact], _plan: Mapping[str, Any], _names: Names) -> str:
    return say("note.aims-at-last", count=len(facts), dates=dates([each["date"] for each in facts]))


def _unrated(facts: Sequence[Fact], plan: Mapping[str, Any], names: Names) -> str:
    rounds = [each["round"] for each in facts]
    counts = next((each["confidence"] for each in plan["ranked"] if each["round"] in rounds), 3)
    return say("note.unrated", count=len(rounds), rounds=names.listed(rounds), confidence=counts)


def _start(facts: Sequence[Fact], _plan: Mapping[str, Any], _names: Names) -> str:
    return say("note.start", date=facts[0]["date"])


def _no_room(facts: Sequence[Fact], plan: Mapping[str, Any], names: Names) -> str:
    kind, reason = facts[0]["kind"], facts[0]["reason"]
    missing = _sessions([each for each in plan["unplaced"] if each["kind"] == kind], names)
    if reason == "no-question":
        said = [say("note.no-room.kind.no-question", sessions=missing)]
    else:
        why, own = f"note.no-room.why.{reason}.any", f"note.no-room.why.{reason}.{kind}"
        said = [say(f"note.no-room.kind.{kind}", sessions=missing), say(own if has(own) else why)]
    instead = f"note.no-room.instead.{kind}"
    return " ".join([*said, *([say(instead)] if has(instead) else [])])


def _sessions(unplaced: Sequence[Fact], names: Names) -> str:
    """Format a list of unplaced sessions with their minutes, which are given once if all are the same."""
    lengths = {each["minutes"] for each in unplaced}
    if len(unplaced) > 1 and len(lengths) == 1:
        rounds = names.listed(each["round"] for each in unplaced)
        return say("note.no-room.sessions", rounds=rounds, minutes=lengths.pop())
    said = [say("note.no-room.session", round=names.round(each["round"]), minutes=each["minutes"]) for each in unplaced]
    return listed(said)


def _full_mocks_missing(facts: Sequence[Fact], _plan: Mapping[str, Any], _names: Names) -> str:
    fact = facts[0]
    counts = {key: count(fact[key]) for key in ("wanted", "done", "planned")}
    missing = say("note.full-mocks.said", count=fact["wanted"], minutes=fact["minutes"], **counts)
    reason = say(f"note.full-mocks.why.{fact['reason']}")
    return f"{missing} {reason}"


def _bank_out(facts: Sequence[Fact], _plan: Mapping[str, Any], names: Names) -> str:
    fact = facts[0]
    fitting = fact["fitting"]
    round_ = names.round(fact["round"])
    if fitting:
        said = [say("note.bank.fitting", count=fitting, round=round_, fitting=number(fitting))]
    else:
        said = [say("note.bank.none", round=round_)]
    for part in ("missing", "without", "surprises"):
        if fact[part] and (part != "missing" or fact["missing"] > fact["without"]):
            said.append(say(f"note.bank.{part}", count=fact[part], **{part: capital(number(fact[part]))}))
    return " ".join(said)


def _stubborn(facts: Sequence[Fact], _plan: Mapping[str, Any], names: Names) -> str:
    fact = facts[0]
    stuck = say(
        "note.stubborn.said", round=names.round(fact["round"]), dates=dates(fact["dates"]), before=fact["before"],
        after=fact["after"],
    )  # fmt: skip
    instead = say("note.stubborn.instead")
    if fact["paid"]:
        return f"{stuck} {say('note.stubborn.paid', paid=date(fact['paid']), instead=instead)}"
    return f"{stuck} {say('note.stubborn.unpaid', instead=instead)}"


def _fix_again(facts: Sequence[Fact], _plan: Mapping[str, Any], _names: Names) -> str:
    return say("note.fix", times=number(facts[0]["times"]), fix=facts[0]["fix"].rstrip(". "))


def _much(facts: Sequence[Fact], plan: Mapping[str, Any], _names: Names) -> str:
    fact = facts[0]
    swap = fact["kind"] == "peer" and plan["candidate"]["swap"]
    name = partner(fact["kind"], fact["name"])
    return say("note.much.swapped" if swap else "note.much.asked", name=name, hours=hours(fact["minutes"]))


#: Codes of notes that share a sentence.
_TOGETHER = ("over", "not-planned", "aims-at-last", "unrated")
NOTES: Mapping[str, Callable[[Sequence[Fact], Mapping[str, Any], Names], str]] = {
    "over": _over,
    "not-planned": _not_planned,
    "aims-at-last": _aims_at_last,
    "unrated": _unrated,
    "start": _start,
    "no-room": _no_room,
    "full-mocks": _full_mocks_missing,
    "bank": _bank_out,
    "stubborn": _stubborn,
    "fix": _fix_again,
    "much": _much,
}


def no_question(kind: str, partner: str, codes: Sequence[str]) -> str:
    """Return who brings a question to a mock without one, or an empty string. `codes` are those of its sheets."""
    if codes or not is_mock(kind):
        return ""
    own = f"session.no-question.{partner}"
    return say(own if has(own) else "session.no-question.any")


def watch(drill: str) -> str:
    """Return how to score a drill, for whoever runs it, or an empty string for other sessions."""
    return say(f"session.watch.{drill}") if drill else ""
