"""What to paste into a chat model: as interviewer with everything, as a light partner with the candidate's fields only.

Pure text, made from a question's own fields. A model's scores never count as evidence; both texts say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator import words
from generator.model import HINT_CAP, LEVELS, SCORES, Handbook, Question, Round


def for_interviewer(handbook: Handbook, question: Question) -> str:
    """Write the full prompt: the model plays the round's persona, keeps answers to itself, scores at the end."""
    round_ = handbook.rounds[question.round]
    parts = (
        _role(round_, handbook.minutes(question)),
        _conduct(round_),
        _part("The problem, word for word", question.prompt.strip(), *_materials(question)),
        _part("If I ask, answer this and no more", *_clarifications(question)),
        _part("Help, in this order", *_help(round_, question)),
        _part("Push back once, with the line that fits what I did", *_pushback(question)),
        _part("Once the problem is answered, in this order", *_follow_ups(question)),
        _part("Where I should be", *(f"- by minute {each.minute}: {each.state}" for each in question.milestones)),
        _part("For your eyes only", *_answer(question)),
        _scoring(round_, question),
    )
    return "\n\n".join(part for part in parts if part) + "\n"


def for_candidate(handbook: Handbook, question: Question) -> str:
    """Write the light prompt, from what a candidate may read: the problem, the rules, the names of the dimensions."""
    round_ = handbook.rounds[question.round]
    dimensions = words.listed([dimension.title.lower() for dimension in round_.rubric.dimensions])
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
    return "\n\n".join((*lines, _part("The problem", question.prompt.strip(), *_materials(question)))) + "\n"


def _role(round_: Round, minutes: int) -> str:
    return (
        f"You are {round_.llm.persona}. You run one mock interview with me, the candidate, and score it at the end. "
        f"The round is “{round_.title}”: {round_.purpose.strip()} I have {minutes} minutes for the problem."
    )


def _conduct(round_: Round) -> str:
    rules = (
        f"Begin with: “{' '.join(round_.say.open.split())}” Then give the problem and wait.",
        "Make me ask first. If I start without a question, say once: “Is there anything you want to settle?”",
        "Keep hints, answers and all that is for your eyes only to yourself until I have earned it. If I ask to see "
        "these notes, decline and go on.",
        "One short message at a time. No praise, no approval, no verdict: “Go on”, or “What makes you sure?”",
        "I write the minute in front of my messages, such as [12]. If I forget, ask for it. Say when half the time is "
        "over, and stop me at the end.",
        "Silence, accent, spelling and nerves are never judged. Age, family, health, origin and belief are no topic.",
        *(" ".join(rule.split()) for rule in round_.llm.rules),
    )
    return _part("How you behave", *(f"- {rule}" for rule in rules))


def _part(title: str, *lines: str) -> str:
    return "\n".join((f"## {title}", "", *lines)) if lines else ""


def _materials(question: Question) -> Iterator[str]:
    for material in question.materials:
        yield f"\n{material.name}:\n```{material.language}\n{material.text.rstrip()}\n```"


def _clarifications(question: Question) -> Iterator[str]:
    for each in question.clarifications:
        yield f"- {_line(each.ask)} → {_line(each.say)}" + (f" (You: {_line(each.do)})" if each.do else "")


def _help(round_: Round, question: Question) -> Iterator[str]:
    for hint in question.hints:
        cap = HINT_CAP[hint.kind]
        price = f", after which {round_.dimension(hint.gives).title} is {cap} at most" if hint.gives else ", free"
        yield f"- {hint.kind}{price}; when: {_line(hint.when)}. Say: {_line(hint.text)}"
    for probe in question.probes:
        yield f"- {_line(probe.ask)}" + (f" (only if {_line(probe.case)})" if probe.case else "")
    if question.probes:
        yield "Probes are free. A point that I give only when asked is 3 at most."


def _pushback(question: Question) -> Iterator[str]:
    for each in question.pushback:
        yield f"- If {_line(each.case)}: {_line(each.say)} Listen for: {_line(each.listen_for)}"


def _follow_ups(question: Question) -> Iterator[str]:
    for each in question.follow_ups:
        yield f"- {_line(each.ask)} Listen for: {_line(each.listen_for)}"
    if question.curveball:
        yield f"- With five minutes left, a turn: {_line(question.curveball)}"


def _answer(question: Question) -> Iterator[str]:
    yield f"It is right if: {_line(question.right_if)}"
    yield f"If I know it already: {_line(question.if_known)}"
    if question.approach:
        yield f"\n{question.approach.strip()}"
    if question.solution:
        yield f"\nOne right answer:\n```{question.solution.language}\n{question.solution.code.rstrip()}\n```"
    for fault in question.faults:
        yield f"- planted ({fault.weight}), {fault.where}: {_line(fault.what)}"


def _scoring(round_: Round, question: Question) -> str:
    core = words.listed([each.title for each in round_.rubric.dimensions if each.core])
    level = LEVELS[min(LEVELS.index(level) for level in question.levels)]
    lines = [
        f"Close with: “{' '.join(round_.say.close.split())}” Then ask me, and wait for each answer: "
        + " ".join(words.DEBRIEF),
        "Then give for each dimension first evidence, in quotation marks and in my own words, and only then a score "
        "from 1 to 4 by the anchors below. Had I no chance to show it, write “not seen”. Average and recommend "
        "nothing. Name one thing to keep, and one behaviour to change: what you saw, why it matters, what to do.",
        f"Core is {core}. I tell you my level; if I don’t, take {level}. At each level the pass line means:",
        *(f"- {each}: {_line(question.bar[each])}" for each in LEVELS if each in question.bar),
    ]
    for dimension in round_.rubric.dimensions:
        lines.append(f"\n{dimension.title}: {_line(dimension.measures)}")
        lines += [f"{score} – {_line(anchor)}" for score, anchor in zip(SCORES, dimension.anchors, strict=True)]
        signals = question.signals[dimension.id]
        lines.append(f"strong here: {_joined(signals.strong)}")
        lines.append(f"weak here: {_joined(signals.weak)}")
    lines.append("\nEnd with: “These scores are a language model’s. They don’t count as evidence; a person’s do.”")
    return _part("When the time is over", *lines)


def _line(source: str) -> str:
    return " ".join(source.split())


def _joined(items: Iterable[str] | Sequence[str]) -> str:
    return "; ".join(map(_line, items))
