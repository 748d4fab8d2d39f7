"""Write prompts for a chat model: a full one as interviewer, and a light one with the candidate's fields only.

Pure: text from a question's fields. A model's scores never count as evidence, and the full prompt says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator import wording
from generator.model import HINT_CAP, LEVELS, SCORES, Handbook, Hint, Level, Plan, Probe, Question, Round, Session
from generator.model.question import Material, Milestone, Solution
from generator.say import adjustments, listed, number
from generator.timing import SURPRISE, Part, timed


def for_interviewer(handbook: Handbook, question: Question) -> str:
    """Return the full prompt: the model plays the round's persona, keeps answers to itself, and scores at the end."""
    round_ = handbook.rounds[question.round]
    level = LEVELS[min(LEVELS.index(level) for level in question.levels)]
    (part,) = timed(handbook, round_, [question]).parts
    parts = (
        _role(round_, [part]),
        _conduct(round_, [part]),
        *_question(round_, question, part),
        _scoring(round_, [question], f"I tell you my level; if I don’t, take {level}."),
    )
    return "\n\n".join(part for part in parts if part) + "\n"


def for_session(handbook: Handbook, plan: Plan, session: Session) -> str:
    """Return the full prompt of a planned session: all its questions and surprises, at the candidate's level.

    For an *again* drill, the model judges the goal and scores nothing. The session must have questions.
    """
    round_, level = handbook.rounds[session.round], plan.candidate.level
    questions = [handbook.questions[name] for name in session.questions]
    goal = round_.micro_goals[session.goal - 1] if session.goal else ""
    again = session.drill == "again"
    arranged = adjustments(plan.candidate.adjustments)
    timing = timed(handbook, round_, questions, short=session.form == "short", minutes=session.minutes).parts
    parts = [
        _role(round_, timing),
        _conduct(round_, timing),
        _part("Arranged for me", *(f"- {each}" for each in arranged)),
        _part("What this session is for", *_purpose(goal, again=again)) if goal else "",
    ]
    for place, (question, part) in enumerate(zip(questions, timing, strict=True), 1):
        before = f"Question {place} of {len(questions)}. " if len(questions) > 1 else ""
        parts += _question(round_, question, part, before)
    for name in session.surprises:
        surprise = handbook.questions[name]
        parts += _question(round_, surprise, SURPRISE, "Surprise, in the last ten minutes. ")
    parts.append(
        _close_of_again(round_, goal)
        if again
        else _scoring(round_, questions, f"My level is {level}.", LEVELS[: LEVELS.index(level) + 1])
    )
    return "\n\n".join(part for part in parts if part) + "\n"


def _question(round_: Round, question: Question, part: Part, before: str = "") -> list[str]:
    """Return the parts of the prompt for one question. `before` is put in front of each heading."""
    return [
        _part(f"{before}The problem, word for word", question.prompt.strip(), *_materials(question.materials)),
        _part(f"{before}If I ask, answer this and no more", *_clarifications(question)),
        _part(f"{before}Terms I may use", *(f"- {each.they}: {each.means}" for each in question.they_may_say)),
        _part(f"{before}Help, in this order", *_help(round_, part.hints(question), question.probes)),
        _part(f"{before}Push back once, with the line that fits what I did", *_pushback(question)),
        _part(f"{before}Once the problem is answered, in this order", *_follow_ups(question)),
        _part(f"{before}Where I should be", *_milestones(part.milestones(question))),
        _part(f"{before}For your eyes only", *_answer(question)),
        _part(f"{before}If I know the problem, ask this instead and score it", *_twin(round_, question)),
    ]


def _purpose(goal: str, *, again: bool) -> Iterator[str]:
    yield f"It’s a drill with one goal: “{_line(goal)}”"
    if again:
        yield (
            "I’ve had this question before, so whether I solve it doesn’t matter. Watch only for the goal, note each "
            "moment when I do it or miss it, and leave everything else unscored."
        )
    else:
        yield "The question is new. Score everything, and see whether the goal has stuck."


def _close_of_again(round_: Round, goal: str) -> str:
    return _part(
        "When the time is over",
        f"Close with: “{' '.join(round_.say.close.split())}” Then ask me, and wait for each answer: "
        + " ".join(wording.DEBRIEF),
        f"Then tell me whether I kept to my goal, “{_line(goal)}”, with two or three moments in my own words. Give no "
        "scores and no verdict on the rest. Name one thing to try next time.",
        "End with: “This is a language model’s view. It doesn’t count as evidence; a person’s does.”",
    )


def for_candidate(handbook: Handbook, question: Question) -> str:
    """Return the light prompt, with only what a candidate may read: problem, rules and names of the dimensions."""
    round_ = handbook.rounds[question.round]
    dimensions = listed([wording.inside(dimension.title) for dimension in round_.rubric.dimensions])
    lines = (
        f"You interview me for practice. The round is “{round_.title}”; I have {handbook.minutes(question)} minutes.",
        "Give me the problem below word for word and wait. Let me ask what I need before I start; answer briefly, "
        "and where the problem says nothing, settle it sensibly and stay with it.",
        "Push back once on my first plan. Don’t solve anything for me and don’t praise. If I am stuck for long, ask "
        "one question that points my attention, nothing more.",
        "I write the minute in front of my messages, such as [12]. Stop me when the time is over.",
        "At the end ask me where I lost confidence, what I assumed, and what would have been one level stronger. Then "
        f"quote one thing I said for each of these, and say what it showed: {dimensions}. Give no verdict.",
    )
    return "\n\n".join((*lines, _part("The problem", question.prompt.strip(), *_materials(question.materials)))) + "\n"


def _role(round_: Round, parts: Sequence[Part]) -> str:
    minutes = sum(part.minutes for part in parts)
    task = "the problem" if len(parts) == 1 else f"the {number(len(parts))} problems"
    return (
        f"You are {round_.llm.persona}. You run one mock interview with me, the candidate, and score it at the end. "
        f"The round is “{round_.title}”: {round_.purpose.strip()} I have {minutes} minutes for {task}."
    )


def _conduct(round_: Round, parts: Sequence[Part]) -> str:
    begin = _line(wording.opening(round_, [part.minutes for part in parts], by_model=True))
    rules = (
        f"Begin with: “{begin}” Then give the problem and wait.",
        "Make me ask first. If I start without a question, say once: “Is there anything you want to settle?”",
        "Keep hints, answers and all that is for your eyes only to yourself until I have earned it. If I ask to see "
        "these notes, decline and go on.",
        "One short message at a time. No praise, no approval, no verdict: “Go on”, or “What makes you sure?”",
        "I write the minute in front of my messages, such as [12]. All minutes count from the moment you give me a "
        "problem. If I forget, ask for it. Say when half the time is over, and stop me at the end.",
        "Silence, accent, spelling and nerves are never judged. Never ask about age, family, health, origin or belief.",
        *(" ".join(rule.split()) for rule in round_.llm.rules),
    )
    return _part("How you behave", *(f"- {rule}" for rule in rules))


def _part(title: str, *lines: str) -> str:
    return "\n".join((f"## {title}", "", *lines)) if lines else ""


def _materials(materials: Iterable[Material]) -> Iterator[str]:
    for material in materials:
        yield f"\n{material.name}:\n```{material.language}\n{material.text.rstrip()}\n```"


def _clarifications(question: Question) -> Iterator[str]:
    for each in question.clarifications:
        yield f"- {_line(each.ask)} → {_line(each.say)}" + (f" (You: {_line(each.do)})" if each.do else "")


def _milestones(milestones: Iterable[Milestone]) -> Iterator[str]:
    for each in milestones:
        yield f"- by minute {each.minute}: {_line(each.state)}"


def _help(round_: Round, hints: Iterable[Hint], probes: Sequence[Probe]) -> Iterator[str]:
    for hint in hints:
        cap = HINT_CAP[hint.kind]
        price = f", after which {round_.dimension(hint.gives).title} is {cap} at most" if hint.gives else ", free"
        yield f"- {hint.kind}{price}; when: {_line(hint.when)}. Say: {_line(hint.text)}"
    for probe in probes:
        yield f"- {_line(probe.ask)}" + (f" (only if {_line(probe.case)})" if probe.case else "")
    if probes:
        yield "Probes are free. A point that I give only when asked is 3 at most."


def _pushback(question: Question) -> Iterator[str]:
    for each in question.pushback:
        yield f"- If {_line(each.case)}: {_line(each.say)} Listen for: {_line(each.listen_for)}"


def _follow_ups(question: Question) -> Iterator[str]:
    differ = any(each.strength != "solid" for each in question.follow_ups)
    for each in question.follow_ups:
        condition = f"If I am {_DOING[each.strength]}: " if differ else ""
        yield f"- {condition}{_line(each.ask)} Listen for: {_line(each.listen_for)}"
    if turn := question.curveball:
        listen = f" Listen for: {_line(turn.listen_for)}" if turn.listen_for else ""
        yield f"- Near the end, change the problem: {_line(turn.ask)}{listen}"


_DOING = {"struggling": "struggling", "solid": "doing well enough", "strong": "strong"}


def _answer(question: Question) -> Iterator[str]:
    yield f"It is right if: {_line(question.right_if)}"
    yield f"If I know it already: {_line(question.if_known)}"
    if question.approach:
        yield f"\n{question.approach.strip()}"
    if question.in_operation:
        yield f"\nIn operation:\n\n{question.in_operation.strip()}"
    if question.sums:
        yield "\nThe sums behind the figures:"
    for each in question.sums:
        yield f"- {each.what}: {each.expr} = {each.shown} {each.unit}"
    yield from _solution(question.solution)
    for fault in question.faults:
        yield f"- planted ({fault.weight}), {fault.where}: {_line(fault.what)}"


def _solution(solution: Solution | None) -> Iterator[str]:
    if solution:
        yield f"\nOne right answer:\n```{solution.language}\n{solution.code.rstrip()}\n```"


def _twin(round_: Round, question: Question) -> Iterator[str]:
    """Yield the twin with its help. Its minutes count from when it is given."""
    if twin := question.twin:
        yield twin.prompt.strip()
        yield from _materials(twin.materials)
        yield "\nIts minutes count from when you give it. Help, in this order:"
        yield from _help(round_, twin.hints, twin.probes)
        yield "\nWhere I should be:"
        yield from _milestones(twin.milestones)
        if twin.listen_for:
            yield f"\nListen for: {_line(twin.listen_for)}"
        yield from _solution(twin.solution)


def _scoring(round_: Round, questions: Sequence[Question], level: str, levels: Sequence[Level] = LEVELS) -> str:
    core = listed([each.title for each in round_.rubric.dimensions if each.core])
    lines = [
        f"Close with: “{' '.join(round_.say.close.split())}” Then ask me, and wait for each answer: "
        + " ".join(wording.DEBRIEF),
        "Then give for each dimension first evidence, in quotation marks and in my own words, and only then a score "
        "from 1 to 4 by the anchors below. Had I no chance to show it, write “not seen”. Average and recommend "
        "nothing. Name one thing to keep, and one behaviour to change: what you saw, why it matters, what to do.",
        f"Core is {core}. {level} The pass line means:",
        *(
            f"- {each}: {_line(question.bar[each])}"
            for question in questions
            for each in levels
            if each in question.bar
        ),
    ]
    for dimension in round_.rubric.dimensions:
        lines.append(f"\n{dimension.title}: {_line(dimension.measures)}")
        lines += [f"{score} – {_line(anchor)}" for score, anchor in zip(SCORES, dimension.anchors, strict=True)]
        for signals in (question.signals[dimension.id] for question in questions):
            lines.append(f"strong here: {_joined(signals.strong)}")
            lines.append(f"weak here: {_joined(signals.weak)}")
    lines.append("\nEnd with: “These scores are a language model’s. They don’t count as evidence; a person’s do.”")
    return _part("When the time is over", *lines)


def _line(source: str) -> str:
    return " ".join(source.split())


def _joined(items: Iterable[str] | Sequence[str]) -> str:
    return "; ".join(map(_line, items))
