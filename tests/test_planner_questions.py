"""Rule 10 of planning and the plan as a whole: properties over generated candidates."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence

from candidates import Case
from plan_facts import Facts, rule

from generator.model import DIFFICULTIES
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
    """Nor is one of the log asked again; what an unnamed logged mock would have been dealt counts as asked."""
    f = Facts(case)
    asked = Counter(q for each in case.plan.sessions if each.kind != "easy" for q in (*each.questions, *each.surprises))
    asked += Counter(f.asked)
    assert not asked or max(asked.values()) == 1
    for easy in f.of("easy"):
        bank = [q for q in f.bank[easy.round] if q.difficulty == "easy" and q.id not in f.named]
        if bank:
            assert easy.questions == [bank[0].id]
            assert easy.questions[0] not in asked
            continue
        rows = f.deal[easy.round].values()
        practised = [f.question(q) for row in rows for q in row]
        practised += [q for q in f.bank[easy.round] if q.id in f.named]
        assert bool(easy.questions) == bool(practised)
        for question in easy.questions:
            easiest = min(DIFFICULTIES.index(q.difficulty) for q in practised)
            assert question in [q.id for q in practised if DIFFICULTIES.index(q.difficulty) == easiest]


@rule
def test_questions_are_drawn_by_hash_in_turns_of_difficulty_and_dealt_easiest_first(case: Case) -> None:
    """Easy-medium-hard at a confidence of 2 or less; else medium-hard, and easy when those run out.

    The logged have their turn in the draw; mocks of the log that name none are dealt theirs first. Where the bank is
    short each mock gets one, and drills go without, earliest first, then the others.
    """
    f = Facts(case)
    for each in f.of("baseline", "drill", "loop", "paid"):
        assert each.questions == f.deal[each.round][each.id]


@rule
def test_a_bank_that_runs_short_warns_of_what_is_missing(case: Case) -> None:
    f = Facts(case)
    for round_id in f.need:
        mocks = [each for each in case.plan.sessions if each.round == round_id and each.kind != "micro"]
        of_round = case.handbook.rounds[round_id].questions
        got = [len(each.questions) for each in mocks]
        missing = sum(of_round if each.form == "full" else 1 for each in mocks) - sum(got)
        without = got.count(0)
        title = case.handbook.rounds[round_id].title
        texts = [w.text for w in case.plan.warnings if w.what == "bank" and f" {title}:" in w.text]
        assert not missing or f"{missing} question" in texts[0]
        assert not without or f"{without} mock" in texts[0]
        assert missing or not texts or "surprise" in texts[0]
        assert len(texts) <= 1


@rule
def test_fresh_counts_the_fitting_unseen_questions_in_no_session(case: Case) -> None:
    f = Facts(case)
    used = f.asked | {q for each in case.plan.sessions for q in (*each.questions, *each.surprises)}
    assert list(case.plan.fresh) == list(dict.fromkeys(f.steps))
    assert case.plan.fresh == {r: len({q.id for q in f.bank[r]} - used) for r in f.need}


# The plan as data


@rule
def test_sessions_stand_by_date_and_are_numbered_by_round(case: Case) -> None:
    sessions = case.plan.sessions
    assert [each.date for each in sessions] == sorted(each.date for each in sessions)
    number = Counter(each.round for each in case.log)
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
    log = sorted(case.log, key=lambda each: each.date, reverse=True)
    assert make_plan(case.handbook, turned, case.today, log).to_json() == case.plan.to_json()


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
