"""Rule 19: the questions of every mock, surprises, and what the bank still has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dealing import Dealt
from read_plan import Case, holds, rule, same

from generator.model import DIFFICULTIES, LogEntry, Session


def dealt(case: Case) -> Dealt:
    """Give what the case's mocks should ask, worked out once."""
    if "dealt" not in case.__dict__:
        case.__dict__["dealt"] = Dealt(case.facts, case.placed)
    found = case.__dict__["dealt"]
    assert isinstance(found, Dealt)
    return found


@rule
def questions_suit_round_and_level_and_were_not_seen(case: Case) -> None:
    """Rule 19: and a new one is asked once; again repeats what its round has had, and the easy mock may."""
    who, asked = case.candidate, Counter(dealt(case).logged)
    for each in case.plan.sessions:
        repeats = each.drill == "again" or each.kind == "easy"
        for name in (*each.questions, *each.surprises):
            question = case.handbook.questions[name]
            if not repeats or asked[name] == 0:
                fits = question.round == each.round and who.level in question.levels and name not in who.seen
                holds(fits, f"{name} in {each.id}: another round or level, or seen")
            holds(repeats or not asked[name], f"{name} in {each.id} was asked before")
            asked[name] += each.kind != "easy"


@rule
def each_mock_has_the_new_questions_it_is_served(case: Case) -> None:
    """Rules 19 and 40: in the order of placement one each, then the rest; dealt by date, easiest first."""
    for each in case.plan.sessions:
        if each.kind not in ("easy", "micro") and each.drill != "again":
            same(each.questions, dealt(case).of_session(each), f"questions of {each.id}, {each.kind} on {each.date}")
        elif each.kind == "micro":
            same(each.questions, [], f"questions of {each.id}")


@rule
def again_takes_up_the_question_asked_least_often_and_of_these_the_last(case: Case) -> None:
    """Rule 17: of what the log and the plan's earlier mocks and surprises asked."""
    for each in case.plan.sessions:
        if each.drill == "again":
            same(each.questions, dealt(case).again(each), f"questions of {each.id}, again on {each.date}")
            holds(each.questions, f"{each.id} takes up nothing")


@rule
def the_easy_mock_has_its_own_easy_question_or_repeats_the_easiest(case: Case) -> None:
    """Rule 19: its own if the round has more than one new question and an easy one is among them.

    Where nothing was practised, a new one is better than none: a mock is without a question only if the bank is out.
    """
    d = dealt(case)
    for each in case.plan.sessions:
        if each.kind != "easy":
            continue
        if each.round in d.own_easy:
            same(each.questions, [d.own_easy[each.round]], f"question of {each.id}")
            holds(
                all(d.own_easy[each.round] not in other.questions for other in case.plan.sessions if other is not each),
                f"the question of {each.id} is asked before",
            )
            continue
        had = {q for other in case.plan.sessions if other is not each for q in other.questions} | {*d.logged}
        had = {q for q in had if case.handbook.questions[q].round == each.round}
        had = {q for q in had if case.candidate.level in case.handbook.questions[q].levels}
        had = had - {*case.candidate.seen} or had
        able = had or {q.id for q in d.by_hash[each.round]}
        same(len(each.questions), min(len(able), 1), f"questions of {each.id}, where {sorted(had)} were practised")
        ranks = [DIFFICULTIES.index(case.handbook.questions[q].difficulty) for q in able]
        for name in each.questions:
            rank = DIFFICULTIES.index(case.handbook.questions[name].difficulty)
            holds(name in able and rank == min(ranks), f"{name} in {each.id}, practised {sorted(had)}")


@rule
def the_weakest_steps_of_a_loop_have_a_surprise_each(case: Case) -> None:
    """Rule 37: at most three a loop, loops by date, weakest first, of topics that no question has if there are such."""
    d = dealt(case)
    used = {*d.logged, *(q for each in case.plan.sessions for q in d.of_session(each)), *d.own_easy.values()}
    topics = {topic for name in used for topic in case.handbook.questions[name].topics}
    wanted: dict[str, list[str]] = {}
    for step in weakest_steps(case):
        if fresh := [q for q in d.by_hash[step.round] if q.id not in used]:
            chosen = next((q for q in fresh if not topics & {*q.topics}), fresh[0])
            wanted[step.id] = [chosen.id]
            used.add(chosen.id)
            topics |= {*chosen.topics}
    found = {each.id: each.surprises for each in case.plan.sessions if each.surprises}
    same(found, wanted, "surprises")


def weakest_steps(case: Case) -> Iterator[Session]:
    """Give the planned ones of the three weakest steps of each loop, loops by date, weakest first."""
    f = case.facts
    for loop in case.plan.loops:
        logged = f.under_way.entries if loop.done and f.under_way else ()
        steps: list[LogEntry | Session] = [*logged, *(each for each in case.plan.sessions if each.loop == loop.id)]
        for step in sorted(steps, key=lambda each: f.place[each.round])[:3]:
            if isinstance(step, Session):
                yield step


@rule
def a_bank_that_is_out_is_noted_with_what_is_missing(case: Case) -> None:
    """Rule 19: per round the questions in the bank, those missing, mocks without any, and surprises left out."""
    d, wanted = dealt(case), []
    surprises = Counter(step.round for step in weakest_steps(case) if not step.surprises)
    for r in case.facts.rounds:
        bank = [q for q in case.handbook.questions.values() if q.round == r and case.candidate.level in q.levels]
        mocks = [each for each in case.plan.sessions if each.round == r and each.kind != "micro"]
        lacking = [
            max(max(d.wants[each.id], 1 if each.drill == "again" else 0) - len(each.questions), 0) for each in mocks
        ]
        without = sum(not each.questions for each in mocks)
        if sum(lacking) or without or surprises[r]:
            wanted.append((r, len(bank), sum(lacking), without, surprises[r]))
    found = [(n.round, n.fitting, n.missing, n.without, n.surprises) for n in case.plan.notes if n.code == "bank"]
    same(sorted(found), sorted(wanted), "notes bank: round, fitting, missing, without, surprises")


@rule
def a_mock_is_without_a_question_only_when_the_bank_is_out(case: Case) -> None:
    """Rule 19: then every new question of its round is asked elsewhere."""
    d = dealt(case)
    asked = {*d.logged, *(q for each in case.plan.sessions for q in (*each.questions, *each.surprises))}
    for each in case.plan.sessions:
        if each.kind != "micro" and not each.questions:
            left = [q.id for q in d.by_hash[each.round] if q.id not in asked]
            holds(not left, f"{each.id} has no question, but {left} are left")


@rule
def fresh_counts_the_questions_that_nothing_asks(case: Case) -> None:
    """Rule 19: fitting, unseen and neither in the log nor in a session, per round."""
    d = dealt(case)
    asked = {*d.logged, *(q for each in case.plan.sessions for q in (*each.questions, *each.surprises))}
    left = {r: sum(q.id not in asked for q in d.by_hash[r]) for r in case.facts.rounds}
    same(case.plan.fresh, left, "fresh")
