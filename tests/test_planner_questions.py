"""Rule 10 of planning and the plan as a whole: properties over generated candidates."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence

from candidates import Case
from plan_facts import Facts, rule

from generator.model import DIFFICULTIES, Question, Session
from generator.planner import make_plan

# Rule 10


@rule
def test_questions_fit_round_and_level_and_were_not_seen(case: Case) -> None:
    f = Facts(case)
    for each in case.plan.sessions:
        for question in (*each.questions, *each.surprises):
            assert f.question(question) in f.bank[each.round]


@rule
def test_no_question_comes_twice_but_in_an_easy_mock_without_an_easy_one(case: Case) -> None:
    f = Facts(case)
    asked = Counter(q for each in case.plan.sessions if each.kind != "easy" for q in (*each.questions, *each.surprises))
    assert not asked or max(asked.values()) == 1
    for easy in f.of("easy"):
        bank = [q for q in f.bank[easy.round] if q.difficulty == "easy"]
        if bank:
            assert easy.questions == [bank[0].id]
            assert easy.questions[0] not in asked
            continue
        mocks = f.of("baseline", "drill", "loop")
        practised = [f.question(q) for each in mocks if each.round == easy.round for q in each.questions]
        assert bool(easy.questions) == bool(practised)
        for question in easy.questions:
            easiest = min(DIFFICULTIES.index(q.difficulty) for q in practised)
            assert question in [q.id for q in practised if DIFFICULTIES.index(q.difficulty) == easiest]


def drawn(f: Facts, round_id: str) -> tuple[list[Session], list[Question], list[Question]]:
    """Give the round's mocks but the easy one, the bank they draw from, and what they were dealt."""
    mocks = [each for each in f.of("baseline", "drill", "loop") if each.round == round_id]
    reserved = {q for each in f.of("easy") if each.round == round_id for q in each.questions}
    easy_bank = any(q.difficulty == "easy" for q in f.bank[round_id])
    bank = [q for q in f.bank[round_id] if q.id not in reserved or not easy_bank]
    return mocks, bank, [f.question(q) for each in mocks for q in each.questions]


@rule
def test_questions_are_drawn_by_hash_in_turns_of_difficulty(case: Case) -> None:
    """Easy-medium-hard at a confidence of 2 or less; else medium-hard, and easy when those run out."""
    f = Facts(case)
    for round_id in f.need:
        _, bank, dealt = drawn(f, round_id)
        left = {each: [q for q in bank if q.difficulty == each] for each in DIFFICULTIES}
        cycle = ["easy", "medium", "hard"] if f.need[round_id] <= 2 else ["medium", "hard"]
        expected: list[Question] = []
        turn = 0
        while len(expected) < len(dealt):
            if not any(left[each] for each in cycle):
                expected.append(left["easy"].pop(0))
            elif left[cycle[turn % len(cycle)]]:
                expected.append(left[cycle[turn % len(cycle)]].pop(0))
            turn += 1
        assert {q.id for q in expected} == {q.id for q in dealt}


@rule
def test_questions_are_dealt_in_date_order_easiest_first(case: Case) -> None:
    f = Facts(case)
    for round_id in f.need:
        _, _, dealt = drawn(f, round_id)
        assert [DIFFICULTIES.index(q.difficulty) for q in dealt] == sorted(
            DIFFICULTIES.index(q.difficulty) for q in dealt
        )
        for difficulty in DIFFICULTIES:
            same = [f.bank[round_id].index(q) for q in dealt if q.difficulty == difficulty]
            assert same == sorted(same)


@rule
def test_a_bank_that_runs_short_serves_one_each_then_leaves_out_drills_earliest_first(case: Case) -> None:
    f = Facts(case)
    for round_id in f.need:
        mocks, bank, dealt = drawn(f, round_id)
        of_round = case.handbook.rounds[round_id].questions
        wanted = [of_round if each.form == "full" else 1 for each in mocks]
        got = [len(each.questions) for each in mocks]
        easy = [each for each in f.of("easy") if each.round == round_id]
        short = sum(wanted) > len(bank)
        if not short:
            assert got == wanted
        else:
            assert len(dealt) == min(len(bank), len(mocks))
            assert max(got) <= 1
            for kinds in (["drill"], ["baseline", "loop"]):
                row = [count for each, count in zip(mocks, got, strict=True) if each.kind in kinds]
                assert row == sorted(row)
            drills = [count for each, count in zip(mocks, got, strict=True) if each.kind == "drill"]
            others = [count for each, count in zip(mocks, got, strict=True) if each.kind != "drill"]
            assert 1 not in drills or 0 not in others
        title = case.handbook.rounds[round_id].title
        texts = [w.text for w in case.plan.warnings if w.what == "bank" and f" {title}:" in w.text]
        missing = sum(wanted) - sum(got) + sum(not each.questions for each in easy)
        without = got.count(0) + sum(not each.questions for each in easy)
        assert not missing or f"{missing} question" in texts[0]
        assert not without or f"{without} mock" in texts[0]
        assert missing or not texts or "surprise" in texts[0]
        assert len(texts) <= 1


@rule
def test_fresh_counts_the_fitting_unseen_questions_in_no_session(case: Case) -> None:
    f = Facts(case)
    used = {q for each in case.plan.sessions for q in (*each.questions, *each.surprises)}
    assert list(case.plan.fresh) == list(dict.fromkeys(f.steps))
    assert case.plan.fresh == {r: len({q.id for q in f.bank[r]} - used) for r in f.need}


# The plan as data


@rule
def test_sessions_stand_by_date_and_are_numbered_by_round(case: Case) -> None:
    sessions = case.plan.sessions
    assert [each.date for each in sessions] == sorted(each.date for each in sessions)
    number: Counter[str] = Counter()
    for each in sessions:
        number[each.round] += each.kind != "micro"
        assert each.id == (f"micro-{each.date}" if each.kind == "micro" else f"{each.round}-{number[each.round]}")
        assert [p.id for p in case.plan.phases if p.first <= each.date <= p.last] == [each.phase]
        assert bool(each.loop) == (each.kind == "loop")
        assert bool(each.exercise) == (each.kind == "micro")


@rule
def test_the_same_input_gives_the_same_bytes_whatever_the_order_of_its_keys(case: Case) -> None:
    who = case.candidate
    turned = who.model_copy(
        update={
            "days": dict(reversed(who.days.items())),
            "confidence": dict(reversed(who.confidence.items())),
            "away": who.away[::-1],
            "seen": who.seen[::-1],
            "interviews": who.interviews if has_doubles(who.interviews) else who.interviews[::-1],
        }
    )
    assert make_plan(case.handbook, turned, case.today).to_json() == case.plan.to_json()


def has_doubles(interviews: Sequence[object]) -> bool:
    dates = [each.date for each in interviews]
    return len(set(dates)) < len(dates)


@rule
def test_the_fingerprint_is_that_of_the_rest_of_the_plan(case: Case) -> None:
    data = json.loads(case.plan.to_json())
    mark = data.pop("fingerprint")
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert mark == hashlib.sha256(text.encode()).hexdigest()[:12]


@rule
def test_nothing_in_a_plan_is_absent(case: Case) -> None:
    assert "null" not in case.plan.to_json().replace('"', " ").split()
