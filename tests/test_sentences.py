"""Every coded fact of a plan, and every refusal, has its sentence; every text is in use."""

from __future__ import annotations

import datetime
import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, get_args

import pytest

from generator.model import facts
from generator.model.base import Node
from generator.model.facts import MOCK_KINDS
from generator.planner import REFUSALS
from generator.report import sentences

NAMES = sentences.Names(
    rounds={"knitting": "Knitting", "skyline-design": "Skyline design", "sifting": "SQL"},
    templates={"four-week": "Four weeks", "two-week": "Two weeks"},
)
MON, WED, SAT = (datetime.date(2026, 12, day) for day in (7, 9, 12))
REGISTRIES: Mapping[str, tuple[Any, Mapping[str, Any]]] = {
    "reasons": (facts.Reason, sentences.REASONS),
    "notes": (facts.Note, sentences.NOTES),
    "changes": (facts.Change, sentences.CHANGES),
    "criteria": (facts.Criterion, sentences.CRITERIA),
}


def codes(union: Any) -> dict[str, type[Node]]:
    """Code → class, of the facts of a kind."""
    return {each.model_fields["code"].default: each for each in get_args(get_args(union)[0])}


@pytest.mark.parametrize("kind", REGISTRIES)
def test_every_code_of_a_plan_has_a_sentence(kind: str) -> None:
    union, registry = REGISTRIES[kind]
    assert set(codes(union)) == set(registry)


def test_every_class_with_a_code_is_of_a_kind_that_has_sentences() -> None:
    known = {each for union, _ in REGISTRIES.values() for each in codes(union).values()}
    coded = {
        each
        for _, each in inspect.getmembers(facts, inspect.isclass)
        if issubclass(each, Node) and "code" in each.model_fields
    }
    assert coded == known


def test_every_refusal_of_the_planner_has_a_sentence() -> None:
    assert set(REFUSALS) == set(sentences.REFUSALS)


# One fact of each code at least; test_spoken_twin says them in JavaScript, too


def some_reasons() -> list[facts.Reason]:
    return [
        facts.Rated(confidence=2),
        facts.UnratedReason(confidence=3),
        *(facts.Logged(mocks=mocks, confidence=4) for mocks in (1, 2)),
        *(facts.Failed(mocks=mocks, confidence=4, need=3) for mocks in (1, 2)),
        *(
            facts.Weight(compared=compared)
            for compared in ("only", "same", "heaviest", "among-heaviest", "lightest", "among-lightest", "between")
        ),
    ]


def plan(*notes: facts.Note, swap: bool = False, unplaced: int = 1) -> dict[str, Any]:
    """The part of a plan that notes refer to."""
    missing = [{"kind": kind, "round": "knitting", "minutes": 30} for kind in (*MOCK_KINDS, "micro")]
    missing += [{"kind": "baseline", "round": "sifting", "minutes": 30}] if unplaced > 1 else []
    missing += [{"kind": "baseline", "round": "skyline-design", "minutes": 45}] if unplaced > 2 else []
    return {
        "notes": [each.model_dump(mode="json") for each in notes],
        "unplaced": missing,
        "ranked": [{"round": "knitting", "confidence": 3}],
        "candidate": {"swap": swap},
    }


def some_notes() -> Iterator[dict[str, Any]]:
    for rounds in (["knitting"], ["knitting", "sifting"]):
        yield plan(*(facts.Over(round=each) for each in rounds))
        yield plan(*(facts.NotPlanned(round=each) for each in rounds))
        yield plan(*(facts.Unrated(round=each) for each in rounds))
    yield plan(facts.AimsAtLast(date=MON))
    yield plan(facts.AimsAtLast(date=MON), facts.AimsAtLast(date=SAT))
    yield plan(facts.Start(date=MON))
    for kind in (*MOCK_KINDS, "micro"):
        yield plan(facts.NoRoom(kind=kind, minutes=30, reason="no-day"))
    for unplaced in (1, 2, 3):
        yield plan(facts.NoRoom(kind="baseline", minutes=30, reason="too-near"), unplaced=unplaced)
    yield plan(facts.NoRoom(kind="drill", minutes=30, reason="no-question"))
    for wanted, done, reason in ((1, 0, "too-near"), (2, 1, "too-short"), (2, 0, "taken")):
        yield plan(
            facts.FullMocksMissing.model_validate(
                {"wanted": wanted, "done": done, "planned": 0, "minutes": 315, "reason": reason}
            )
        )
    for fitting, missing, without, surprises in ((0, 3, 3, 0), (1, 1, 0, 1), (5, 28, 6, 2), (5, 2, 1, 0)):
        yield plan(
            facts.BankOut(round="knitting", fitting=fitting, missing=missing, without=without, surprises=surprises)
        )
    for paid in (SAT, ""):
        yield plan(
            facts.Stubborn.model_validate(
                {"round": "knitting", "dates": [MON, WED, SAT], "before": 2, "after": 2, "paid": paid}
            )
        )
    yield plan(facts.FixAgain(fix="Ran no case of my own.", times=3))
    yield plan(facts.Much(name="Sam", kind="peer", minutes=700))
    yield plan(facts.Much(name="Sam", kind="peer", minutes=700), swap=True)
    yield plan(facts.Much(name="", kind="expert", minutes=700), swap=True)


def some_changes() -> list[facts.Change]:
    def listed(*sessions: str) -> list[facts.Listed]:
        return [facts.Listed(session=each, round="knitting", date=MON) for each in sessions]

    def changed(**values: Any) -> facts.SessionChanged:
        same = {"minutes": 60, "partner": "peer", "with": "Sam"}
        both = {f"{key}_{when}": value for key, value in same.items() for when in ("before", "after")}
        return facts.SessionChanged.model_validate(
            {"session": "knitting-3", "round": "knitting", "date": MON, **both} | values
        )

    return [
        facts.Nothing(),
        facts.TemplateChanged(before="four-week", after="two-week"),
        *(
            facts.RoundMoved(
                round="knitting", before=before, after=after, entries=entries, need_before=3, need_after=need
            )
            for before, after, entries, need in (
                (3, 2, [MON], 2), (2, 12, [MON, WED], 4), (1, 2, [MON], 3), (3, 1, [], 3), (1, 3, [], 3),
            )
        ),
        facts.RoundsChanged(added=["knitting"], removed=["sifting", "skyline-design"]),
        facts.RoundsChanged(added=["knitting", "sifting"], removed=["skyline-design"]),
        facts.SessionMoved(session="knitting-3", kind="drill", round="knitting", before=MON, after=WED),
        facts.SessionMoved(session="micro-2026-12-09", kind="micro", round="knitting", before=MON, after=WED),
        *(facts.SessionsGone(kind=kind, sessions=listed("knitting-3")) for kind in MOCK_KINDS),
        facts.SessionsGone(kind="drill", sessions=listed("knitting-3", "knitting-4")),
        facts.SessionsNew(kind="final", sessions=listed("knitting-5")),
        facts.SessionsNew(kind="micro", sessions=listed("micro-2026-12-07", "micro-2026-12-09")),
        *(
            facts.SessionsRenamed(sessions=[facts.Renamed(before="knitting-3", after="knitting-2", date=MON)] * many)
            for many in (1, 2)
        ),
        changed(minutes_after=30),
        changed(partner_after="llm", with_after=""),
        changed(partner_after="alone", with_after="", minutes_after=30),
        *(
            facts.QuestionsChanged(sessions=sessions)
            for sessions in (
                ["knitting-3"], ["knitting-3", "sifting-1", "micro-2026-12-07"],
                ["micro-2026-12-07", "micro-2026-12-09"],
            )
        ),
        facts.LoopsChanged(before=2, after=1),
        facts.LoopsChanged(before=0, after=1),
        facts.PaidMock(round="knitting", session="knitting-4", date=WED),
    ]  # fmt: skip


def some_criteria() -> list[facts.Criterion]:
    def passed(*outcomes: bool, **values: Any) -> facts.PassedCriterion:
        days = (MON, WED, SAT)
        scored = [
            facts.Judged(date=day, passed=each, core_failed=not each) for day, each in zip(days, outcomes, strict=False)
        ]
        least = {"id": "knitting-passed", "state": "not-met", "session": "", "round": "knitting", "wanted": 2, "of": 3}
        return facts.PassedCriterion.model_validate({**least, "scored": scored, "ahead": 0, **values})

    def full(wanted: int, *loops: facts.Span) -> facts.FullMocksCriterion:
        return facts.FullMocksCriterion(id="full-mocks", state="met", session="", wanted=wanted, loops=[*loops])

    return [
        facts.ConfidenceCriterion(
            id="knitting-confidence", state="too-little-seen", session="knitting-1", round="knitting", wanted=4,
            mocks=0, first="", before=0, last="", after=0,
        ),
        *(
            facts.ConfidenceCriterion(
                id="knitting-confidence", state="met", session="", round="knitting", wanted=4, mocks=mocks, first=MON,
                before=2, last=SAT, after=4,
            )
            for mocks in (1, 3)
        ),
        passed(ahead=2), passed(True, session="knitting-3"), passed(False), passed(True, True, state="met"),
        passed(False, False), passed(True, False, True), passed(True, True, False),
        full(0), full(1), full(2, facts.Span(first=MON, last=WED), facts.Span(first=SAT, last=SAT)),
    ]  # fmt: skip


def some_refusals() -> Iterator[tuple[str, dict[str, Any]]]:
    known = ["knitting", "sifting"]
    for code, *values in (
        ("unknown", "role", "cooking", known), ("unknown", "plan", "knittng", known),
        ("unknown", "question", "x", [f"question-{n}" for n in range(50)]),
        ("replaced", "short-days", "two-week", "It is gone.\nTake the other."),
        ("no-level", "backend", "staff", ["junior", "mid"]),
        ("not-after", MON, WED, "today"), ("not-after", MON, WED, "start"), ("too-far", WED, MON), ("no-days",),
        ("future", WED, "knitting", MON), ("log-round", MON, "knittng", known), ("log-question", MON, "chess", known),
    ):  # fmt: skip
        yield str(code), dict(zip(REFUSALS[str(code)], values, strict=True))


def reasons() -> Iterator[str]:
    for each in some_reasons():
        yield sentences.why([each.model_dump(mode="json")])


def notes() -> Iterator[str]:
    for each in some_notes():
        yield from (text for _, text in sentences.describe_notes(each, NAMES))


def changes() -> Iterator[str]:
    for each in some_changes():
        yield from sentences.describe_changes([each.model_dump(mode="json")], NAMES)


def criteria() -> Iterator[str]:
    for each in some_criteria():
        yield ": ".join(sentences.criterion(each.model_dump(mode="json"), NAMES))


def refusals() -> Iterator[str]:
    for code, values in some_refusals():
        yield sentences.refusal(code, values)


def sessions() -> Iterator[str]:
    for partner in ("peer", "llm", "alone"):
        yield sentences.no_question("drill", partner, [])
    for drill in ("again", "check"):
        yield sentences.watch(drill)


EVERY: Mapping[str, Callable[[], Iterator[str]]] = {
    "reasons": reasons, "notes": notes, "changes": changes, "criteria": criteria, "refusals": refusals,
    "sessions": sessions,
}  # fmt: skip


def test_each_sentence_is_as_it_was(golden: Callable[[str, str], None]) -> None:
    """Read tests/golden/sentences.txt aloud when it changes. `test_words` knows that each text is in use."""
    said = {name: [*make()] for name, make in EVERY.items()}
    golden("sentences.txt", "\n".join(f"# {name}\n" + "".join(f"{each}\n" for each in said[name]) for name in said))


@pytest.mark.parametrize("kind", EVERY)
def test_a_sentence_is_whole(kind: str) -> None:
    for each in EVERY[kind]():
        assert not re.search(r"[{}]|  | ,|\.\.|\bNone(?! done)|\n", each), each
        if kind not in ("refusals",):
            assert re.search(r"[.]$|start: \d{4}-\d\d-\d\d$", each), each


def test_a_session_with_a_question_and_a_micro_practice_need_no_remark() -> None:
    assert sentences.no_question("drill", "peer", ["knitting-1"]) == ""
    assert sentences.no_question("micro", "alone", []) == ""
    assert sentences.watch("") == ""
