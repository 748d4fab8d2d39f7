"""Sentences on how a plan differs from the one before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from generator.model.facts import is_mock
from generator.report.sentences.base import Fact, Names, count
from generator.say import date, dates, listed, number, ordinal, partner, say
from generator.wording import capital

#: The start of a micro-practice's id, before its date.
_MICRO = "micro-"


def describe_changes(facts: Iterable[Fact], names: Names) -> tuple[str, ...]:
    """Return one or two sentences for each change."""
    return tuple(sentence for fact in facts for sentence in CHANGES[fact["code"]](fact, names))


def _template(fact: Fact, names: Names) -> Iterator[str]:
    yield say("change.template", before=names.template(fact["before"]), after=names.template(fact["after"]))


def _rank(fact: Fact, names: Names) -> Iterator[str]:
    way = "up" if fact["after"] < fact["before"] else "down"
    entries, needs = fact["entries"], {key: fact[key] for key in ("need_before", "need_after")}
    others = say(f"change.rank.others.{way}")
    if entries:
        shown = say("change.rank.entries", count=len(entries), entries=dates(entries))
        same = fact["need_before"] == fact["need_after"]
        because = (
            say("change.rank.same", entries=shown, others=others, need_after=fact["need_after"])
            if same
            else say("change.rank.need", entries=shown, **needs)
        )
    else:
        because = others
    after = _weakest(fact["after"])
    before = ordinal(fact["before"]) if fact["before"] > 1 else _weakest(1)
    yield say("change.rank.said", round=names.round(fact["round"]), before=before, after=after, why=because)


def _weakest(place: int) -> str:
    return say("change.rank.place", place=ordinal(place)) if place > 1 else say("change.rank.first")


def _rounds(fact: Fact, names: Names) -> Iterator[str]:
    for part in ("added", "removed"):
        if rounds := fact[part]:
            yield say(f"change.rounds.{part}", count=len(rounds), rounds=names.listed(rounds))


def _moved(fact: Fact, _names: Names) -> Iterator[str]:
    days = {when: date(fact[when]) for when in ("before", "after")}
    if not is_mock(fact["kind"]):
        yield say("change.moved.micro", **days)
    else:
        yield say("change.moved.mock", session=fact["session"], **days)


def _gone(fact: Fact, names: Names) -> Iterator[str]:
    yield _of_kind("change.gone", fact, names)


def _new(fact: Fact, names: Names) -> Iterator[str]:
    yield _of_kind("change.new", fact, names)


def _of_kind(key: str, fact: Fact, names: Names) -> str:
    """Return a sentence that lists sessions of a kind; micro-practice by round, because its id is its date."""
    sessions = [
        say("session.on", session=each["session"], date=date(each["date"]))
        if is_mock(fact["kind"])
        else say("session.micro-on", round=names.round(each["round"]), date=date(each["date"]))
        for each in fact["sessions"]
    ]
    total = len(sessions)
    kind = say(f"kind.{fact['kind']}.counted", count=total)
    return say(key, count=total, number=capital(number(total)), kind=kind, sessions=listed(sessions))


def _changed(fact: Fact, _names: Names) -> Iterator[str]:
    before, after = (_with(fact[f"partner_{when}"], fact[f"with_{when}"]) for when in ("before", "after"))
    longer = fact["minutes_before"] != fact["minutes_after"]
    values: dict[str, object] = {"session": fact["session"], "date": date(fact["date"])}
    minutes = {name: fact[name] for name in ("minutes_before", "minutes_after")} if longer else {}
    if before == after and longer:
        yield say("change.changed.minutes", **values, **minutes)
    else:
        yield say(f"change.changed.{'both' if longer else 'person'}", **values, before=before, after=after, **minutes)


def _with(kind: str, name: str) -> str:
    return partner(kind) if kind == "alone" else say("partner.with", name=partner(kind, name))


def _renamed(fact: Fact, _names: Names) -> Iterator[str]:
    sessions = [
        say("change.renamed-session", before=each["before"], after=each["after"], date=date(each["date"]))
        for each in fact["sessions"]
    ]
    total = len(sessions)
    yield say("change.renamed", count=total, number=capital(number(total)), sessions=listed(sessions))


def _questions(fact: Fact, _names: Names) -> Iterator[str]:
    micro = [each for each in fact["sessions"] if each.startswith(_MICRO)]
    if mocks := [each for each in fact["sessions"] if each not in micro]:
        yield say("change.questions.mock", count=len(mocks), sessions=listed(mocks))
    if micro:
        days = dates([each.removeprefix(_MICRO) for each in micro])
        yield say("change.questions.micro", count=len(micro), dates=days)


def _loops(fact: Fact, _names: Names) -> Iterator[str]:
    key = "change.loops.lost" if fact["after"] < fact["before"] else "change.loops.won"
    yield say(key, before=count(fact["before"]), after=count(fact["after"]))


def _paid(fact: Fact, names: Names) -> Iterator[str]:
    yield say("change.paid", round=names.round(fact["round"]), session=fact["session"], date=date(fact["date"]))


CHANGES: Mapping[str, Callable[[Fact, Names], Iterable[str]]] = {
    "nothing": lambda _fact, _names: [say("change.nothing")],
    "template": _template,
    "rank": _rank,
    "rounds": _rounds,
    "moved": _moved,
    "gone": _gone,
    "new": _new,
    "renamed": _renamed,
    "changed": _changed,
    "questions": _questions,
    "loops": _loops,
    "paid": _paid,
}
