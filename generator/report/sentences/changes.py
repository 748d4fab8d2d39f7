"""How a plan differs from the one before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from generator.report.sentences.base import Fact, Names, count, date, dates, form, person, say
from generator.words import NAMELESS, capital, listed, number

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
#: One of a kind of session, and several.
_KINDS: Mapping[str, tuple[str, str]] = {
    "baseline": ("baseline", "baselines"),
    "drill": ("drill", "drills"),
    "loop": ("loop mock", "loop mocks"),
    "final": ("final", "finals"),
    "paid": ("paid mock", "paid mocks"),
    "easy": ("easy mock", "easy mocks"),
    "micro": ("micro-practice", "micro-practices"),
}
#: How the id of a micro-practice begins; its date follows.
_MICRO = "micro-"


def changes(facts: Iterable[Fact], names: Names) -> tuple[str, ...]:
    """Describe how a plan differs from the one before, a sentence or two for each change."""
    return tuple(sentence for fact in facts for sentence in CHANGES[fact["code"]](fact, names))


def _template(fact: Fact, names: Names) -> Iterator[str]:
    yield say("change.template", before=names.template(fact["before"]), after=names.template(fact["after"]))


def _rank(fact: Fact, names: Names) -> Iterator[str]:
    way = "up" if fact["after"] < fact["before"] else "down"
    entries, needs = fact["entries"], {key: fact[key] for key in ("need_before", "need_after")}
    others = say(f"change.rank.others.{way}")
    if entries:
        shown = say(form("change.rank.entries", len(entries)), entries=dates(entries))
        same = fact["need_before"] == fact["need_after"]
        because = say("change.rank.same" if same else "change.rank.need", entries=shown, others=others, **needs)
    else:
        because = others
    after = _weakest(fact["after"])
    before = _ordinal(fact["before"]) if fact["before"] > 1 else _weakest(1)
    yield say("change.rank", round=names.round(fact["round"]), before=before, after=after, why=because)


def _weakest(place: int) -> str:
    return say("change.rank.place", place=_ordinal(place)) if place > 1 else say("change.rank.first")


def _ordinal(place: int) -> str:
    return _ORDINALS[place - 1] if place <= len(_ORDINALS) else f"{place}th"


def _rounds(fact: Fact, names: Names) -> Iterator[str]:
    for part in ("added", "removed"):
        if rounds := fact[part]:
            yield say(form(f"change.rounds.{part}", len(rounds)), rounds=names.listed(rounds))


def _moved(fact: Fact, _names: Names) -> Iterator[str]:
    key = "change.moved.micro" if fact["kind"] == "micro" else "change.moved"
    yield say(key, session=fact["session"], before=date(fact["before"]), after=date(fact["after"]))


def _gone(fact: Fact, names: Names) -> Iterator[str]:
    yield _of_kind("change.gone", fact, names)


def _new(fact: Fact, names: Names) -> Iterator[str]:
    yield _of_kind("change.new", fact, names)


def _of_kind(key: str, fact: Fact, names: Names) -> str:
    """List sessions of a kind; micro-practice by its round, because its id only repeats its date."""
    shown = "change.listed.micro" if fact["kind"] == "micro" else "change.listed"
    sessions = [
        say(shown, session=each["session"], round=names.round(each["round"]), date=date(each["date"]))
        for each in fact["sessions"]
    ]
    total = len(sessions)
    kind = _KINDS[fact["kind"]][total != 1]
    return say(form(key, total), count=capital(number(total)), kind=kind, sessions=listed(sessions))


def _changed(fact: Fact, _names: Names) -> Iterator[str]:
    before, after = (_with(fact[f"partner_{when}"], fact[f"with_{when}"]) for when in ("before", "after"))
    longer = fact["minutes_before"] != fact["minutes_after"]
    key = "both" if longer and before != after else "minutes" if longer else "person"
    minutes = {name: fact[name] for name in ("minutes_before", "minutes_after")}
    yield say(
        f"change.changed.{key}", session=fact["session"], date=date(fact["date"]), before=before, after=after, **minutes
    )


def _with(kind: str, name: str) -> str:
    return NAMELESS[kind] if kind == "alone" else say("change.changed.with", name=person(kind, name))


def _renamed(fact: Fact, _names: Names) -> Iterator[str]:
    sessions = [
        say("change.renamed.session", before=each["before"], after=each["after"], date=date(each["date"]))
        for each in fact["sessions"]
    ]
    total = len(sessions)
    yield say(form("change.renamed", total), count=capital(number(total)), sessions=listed(sessions))


def _questions(fact: Fact, _names: Names) -> Iterator[str]:
    micro = [each for each in fact["sessions"] if each.startswith(_MICRO)]
    if mocks := [each for each in fact["sessions"] if each not in micro]:
        yield say(form("change.questions", len(mocks)), sessions=listed(mocks))
    if micro:
        yield say(form("change.questions.micro", len(micro)), dates=dates(each.removeprefix(_MICRO) for each in micro))


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
