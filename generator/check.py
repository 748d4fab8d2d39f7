"""Rules across files: one function per rule, each yields the problems it finds.

Pure: a rule reads the handbook and nothing else. What a single value must look like is the model's matter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from generator import text
from generator.model import HINT_CAP, LEVELS, Handbook, Question, Round
from generator.model.base import Node
from generator.problem import ContentError, Problem, did_you_mean

Check = Callable[[Handbook], Iterator[Problem]]
Keys = tuple[str | int, ...]
#: What `rehearse new` puts where only a person can write.
WRITE = "WRITE"


def check(handbook: Handbook) -> None:
    """Hold the handbook against every rule. Raises ContentError with all problems."""
    problems = [problem for rule in CHECKS for problem in rule(handbook)]
    if problems:
        raise ContentError(problems)


def _unknown(kind: str, name: str, known: Iterable[str]) -> str:
    return f'no {kind} "{name}"{did_you_mean(name, known)}'


# ── rounds ───────────────────────────────────────────────────────────────────────────────────────


def agenda_fills_the_round(handbook: Handbook) -> Iterator[Problem]:
    """The segments of an agenda add up to the minutes of its round, in full and in short form."""
    for round_ in handbook.rounds.values():
        for keys, form in (((), round_), (("short",), round_.short)):
            total = sum(segment.minutes for segment in form.agenda)
            if total != form.minutes:
                message = f"agenda: expected segments that add up to {form.minutes} minutes; got {total}"
                yield handbook.problem("round", round_.id, *keys, "agenda", message=message)


def agenda_ends_in_silence_and_feedback(handbook: Handbook) -> Iterator[Problem]:
    """The last two segments are silent scoring by the interviewer and feedback by both: 3 and 12 minutes in full."""
    for round_ in handbook.rounds.values():
        for keys, form, least in (((), round_, (3, 12)), (("short",), round_.short, (1, 5))):
            scoring, feedback = form.agenda[-2:]
            place = (*keys, "agenda", len(form.agenda) - 2)
            if scoring.lead != "interviewer" or scoring.minutes < least[0]:
                message = (
                    f"agenda: expected {least[0]} silent minutes or more to score, "
                    "led by the interviewer, before the last segment"
                )
                yield handbook.problem("round", round_.id, *place, message=message)
            if feedback.lead != "both" or feedback.minutes < least[1]:
                message = f"agenda: expected {least[1]} minutes or more of feedback, led by both, at the end"
                yield handbook.problem("round", round_.id, *place[:-1], len(form.agenda) - 1, message=message)


def rubric_is_sound(handbook: Handbook) -> Iterator[Problem]:
    """Five dimensions with ids of their own, one or two of them core; the pass line never falls with the level."""
    for round_ in handbook.rounds.values():
        for index, dimension in enumerate(round_.rubric.dimensions):
            if any(other.id == dimension.id for other in round_.rubric.dimensions[:index]):
                message = f'id: the dimension "{dimension.id}" stands twice'
                yield handbook.problem("round", round_.id, "rubric", "dimensions", index, "id", message=message)
        core = sum(dimension.core for dimension in round_.rubric.dimensions)
        if core not in (1, 2):
            message = f"dimensions: expected one or two core dimensions; got {core}"
            yield handbook.problem("round", round_.id, "rubric", "dimensions", message=message)
        lines = [getattr(round_.rubric.pass_line, level) for level in LEVELS]
        if lines != sorted(lines):
            message = "pass: expected a line that never falls from junior to staff"
            yield handbook.problem("round", round_.id, "rubric", "pass", message=message)


# ── questions: the gate ──────────────────────────────────────────────────────────────────────────


def _questions(handbook: Handbook) -> Iterator[tuple[Question, Round]]:
    for question in handbook.questions.values():
        if question.round in handbook.rounds:
            yield question, handbook.rounds[question.round]


def question_has_a_round(handbook: Handbook) -> Iterator[Problem]:
    """A question belongs to a round of the handbook."""
    for question in handbook.questions.values():
        if question.round not in handbook.rounds:
            message = f"round: {_unknown('round', question.round, handbook.rounds)}"
            yield handbook.problem("question", question.id, "round", message=message)


def question_has_help(handbook: Handbook) -> Iterator[Problem]:
    """Three hints or more, or three probes or more in rounds that use them, and not the other kind."""
    for question, round_ in _questions(handbook):
        other = "probes" if round_.help == "hints" else "hints"
        if len(getattr(question, round_.help)) < 3:
            message = f"{round_.help}: expected three or more; got {len(getattr(question, round_.help))}"
            yield handbook.problem("question", question.id, round_.help, message=message)
        if getattr(question, other):
            message = f"{other}: expected none in a round with {round_.help}"
            yield handbook.problem("question", question.id, other, message=message)


def hints_rise(handbook: Handbook) -> Iterator[Problem]:
    """A nudge gives nothing away; pointers and reveals name what they give, and grow stronger within a dimension."""
    kinds = list(HINT_CAP)
    for question in handbook.questions.values():
        reached = dict.fromkeys((hint.gives for hint in question.hints), -1)
        for index, hint in enumerate(question.hints):
            strength = kinds.index(hint.kind)
            if (hint.kind == "nudge") != (hint.gives is None):
                expected = "nothing given by a nudge" if hint.gives else f"the dimension that the {hint.kind} gives"
                yield handbook.problem(
                    "question", question.id, "hints", index, "gives", message=f"gives: expected {expected}"
                )
            elif strength < reached[hint.gives]:
                message = f"kind: expected hints that rise; got a {hint.kind} after a {kinds[reached[hint.gives]]}"
                yield handbook.problem("question", question.id, "hints", index, "kind", message=message)
            reached[hint.gives] = max(reached[hint.gives], strength)


def help_names_a_dimension(handbook: Handbook) -> Iterator[Problem]:
    """What a hint or probe gives is a dimension of the round's rubric."""
    for question, round_ in _questions(handbook):
        known = [dimension.id for dimension in round_.rubric.dimensions]
        for field in ("hints", "probes"):
            for index, each in enumerate(getattr(question, field)):
                if each.gives and each.gives not in known:
                    message = f"gives: {_unknown('dimension', each.gives, known)}"
                    yield handbook.problem("question", question.id, field, index, "gives", message=message)


def question_can_be_pushed(handbook: Handbook) -> Iterator[Problem]:
    """Three follow-ups or more, and pushback for two cases or more."""
    for question in handbook.questions.values():
        for field, least in (("follow_ups", 3), ("pushback", 2)):
            found = len(getattr(question, field))
            if found < least:
                message = f"{field}: expected {least} or more; got {found}"
                yield handbook.problem("question", question.id, field, message=message)


def signals_cover_the_rubric(handbook: Handbook) -> Iterator[Problem]:
    """Signals for all five dimensions of the round, and for no other."""
    for question, round_ in _questions(handbook):
        known = [dimension.id for dimension in round_.rubric.dimensions]
        for dimension in known:
            if dimension not in question.signals:
                message = f"signals: expected some for {dimension}"
                yield handbook.problem("question", question.id, "signals", message=message)
        for name in question.signals:
            if name not in known:
                message = f"signals: {_unknown('dimension', name, known)}"
                yield handbook.problem("question", question.id, "signals", name, message=message)


def bar_fits_the_levels(handbook: Handbook) -> Iterator[Problem]:
    """A bar for each level of the question, for two or more, and for no other."""
    for question in handbook.questions.values():
        if len(question.bar) < 2:
            message = f"bar: expected two levels or more; got {len(question.bar)}"
            yield handbook.problem("question", question.id, "bar", message=message)
        for level in LEVELS:
            if level in question.levels and level not in question.bar:
                yield handbook.problem("question", question.id, "bar", message=f"bar: expected one for {level}")
            elif level in question.bar and level not in question.levels:
                message = f"bar: {level} is not among the question's levels"
                yield handbook.problem("question", question.id, "bar", level, message=message)


def milestones_fit_the_time(handbook: Handbook) -> Iterator[Problem]:
    """Milestones rise and end within the question's minutes, and those fit the round's main segment."""
    for question, round_ in _questions(handbook):
        minutes = handbook.minutes(question)
        if minutes > round_.main_segment.minutes:
            message = f"minutes: expected at most {round_.main_segment.minutes}, the main segment; got {minutes}"
            yield handbook.problem("question", question.id, "minutes", message=message)
        last = 0
        for index, milestone in enumerate(question.milestones):
            if not last < milestone.minute <= minutes:
                message = f"minute: expected more than {last} and at most {minutes}; got {milestone.minute}"
                yield handbook.problem("question", question.id, "milestones", index, "minute", message=message)
            last = milestone.minute


def solution_has_cases(handbook: Handbook) -> Iterator[Problem]:
    """A solution comes with cases that the tests run, and cases with a solution."""
    for question in handbook.questions.values():
        if bool(question.solution) != bool(question.cases):
            missing = "cases" if question.solution else "solution"
            message = f"{missing}: expected, because the other one is given"
            yield handbook.problem("question", question.id, missing, message=message)


def values_stand_once(handbook: Handbook) -> Iterator[Problem]:
    """A list of levels or topics names each of them once."""
    for question in handbook.questions.values():
        for field in ("levels", "topics"):
            values = getattr(question, field)
            for index, value in enumerate(values):
                if value in values[:index]:
                    message = f"{field}: {value} stands twice"
                    yield handbook.problem("question", question.id, field, index, message=message)


# ── roles and plan templates ─────────────────────────────────────────────────────────────────────


def role_levels_stand_once(handbook: Handbook) -> Iterator[Problem]:
    """A role names each of its levels once."""
    for role in handbook.roles.values():
        for index, level in enumerate(role.levels):
            if any(level.id == other.id for other in role.levels[:index]):
                message = f"id: the level {level.id} stands twice"
                yield handbook.problem("role", role.id, "levels", index, "id", message=message)


def role_names_rounds(handbook: Handbook) -> Iterator[Problem]:
    """Every round that a role names exists: in a screen or loop, for topics, for a keyword."""
    for role in handbook.roles.values():
        named: list[tuple[Keys, str, str]] = [
            (("levels", index, part, position, "round"), "round", step.round)
            for index, level in enumerate(role.levels)
            for part, steps in (("screen", level.screen), ("loop", level.loop))
            for position, step in enumerate(steps)
        ]
        named += [(("topics", round_id), "topics", round_id) for round_id in role.topics]
        named += [(("keywords", word), word, round_id) for word, round_id in role.keywords.items()]
        for keys, field, round_id in named:
            if round_id not in handbook.rounds:
                message = f"{field}: {_unknown('round', round_id, handbook.rounds)}"
                yield handbook.problem("role", role.id, *keys, message=message)


def loop_names_a_round_once(handbook: Handbook) -> Iterator[Problem]:
    """A round that comes more than once in a screen or loop says so by `times`."""
    for role in handbook.roles.values():
        for index, level in enumerate(role.levels):
            for part, steps in (("screen", level.screen), ("loop", level.loop)):
                for position, step in enumerate(steps):
                    if any(step.round == other.round for other in steps[:position]):
                        keys = ("levels", index, part, position, "round")
                        message = f"round: {step.round} stands twice; use times"
                        yield handbook.problem("role", role.id, *keys, message=message)


def template_is_sound(handbook: Handbook) -> Iterator[Problem]:
    """First phase a baseline; one phase stretches; `by` falls; the fixed days leave room."""
    for plan in handbook.plans.values():
        if plan.phases[0].kind != "baseline":
            message = f"kind: expected a baseline first; got {plan.phases[0].kind}"
            yield handbook.problem("plan", plan.id, "phases", 0, "kind", message=message)
        stretching = [phase for phase in plan.phases if phase.stretch]
        if len(stretching) != 1:
            message = f"phases: expected exactly one that stretches; got {len(stretching)}"
            yield handbook.problem("plan", plan.id, "phases", message=message)
        for index, phase in enumerate(plan.phases):
            if phase.stretch == bool(phase.days):
                message = "days: expected none where the phase stretches" if phase.stretch else "days: missing"
                yield handbook.problem("plan", plan.id, "phases", index, "days", message=message)
            if any(phase.id == other.id for other in plan.phases[:index]):
                message = f'id: the phase "{phase.id}" stands twice'
                yield handbook.problem("plan", plan.id, "phases", index, "id", message=message)
        fixed = sum(phase.days for phase in plan.phases)
        if fixed >= plan.days_needed and [phase.kind for phase in stretching] != ["baseline"]:
            message = f"from: expected more than the {fixed} fixed days of the phases; got {plan.days_needed}"
            yield handbook.problem("plan", plan.id, "from", message=message)
        for index, (before, loop) in enumerate(zip(plan.loops, plan.loops[1:], strict=False), start=1):
            if loop.by >= before.by:
                message = f"by: expected less than {before.by}; got {loop.by}"
                yield handbook.problem("plan", plan.id, "loops", index, "by", message=message)


def one_template_serves_the_shortest_time(handbook: Handbook) -> Iterator[Problem]:
    """Exactly one plan template has `from: 1`, so that every candidate gets one."""
    shortest = [plan for plan in handbook.plans.values() if plan.days_needed == 1 and not plan.short]
    if not shortest and handbook.plans:
        name = next(iter(handbook.plans))
        yield handbook.problem("plan", name, "from", message="from: expected one plan template with from: 1; got none")
    for plan in shortest[1:]:
        message = f'from: expected 1 in one plan template only; "{shortest[0].id}" has it already'
        yield handbook.problem("plan", plan.id, "from", message=message)


# ── texts ────────────────────────────────────────────────────────────────────────────────────────


def _mentions(handbook: Handbook, what: str) -> Iterator[tuple[str, Callable[[str], Problem]]]:
    """Give every name of this kind that a text mentions, and what makes a message a problem at its place."""
    for (kind, name), found in handbook.mentions.items():
        for keys, mention in found:
            if mention.what == what:
                places = handbook.places[kind, name]
                yield mention.name, partial(places.problem, keys, text_line=mention.line)


def _left(value: object, keys: Keys = ()) -> Iterator[Keys]:
    """Give the keys of every text that begins with the mark."""
    if isinstance(value, str) and re.match(rf"{WRITE}\b", value):
        yield keys
    elif isinstance(value, Node):
        for name, field in type(value).model_fields.items():
            yield from _left(getattr(value, name), (*keys, field.alias or name))
    elif isinstance(value, tuple | dict):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _left(item, (*keys, key))


def nothing_is_left_to_write(handbook: Handbook) -> Iterator[Problem]:
    """No text begins with `WRITE`, which `rehearse new` puts where only a person can write."""
    kinds: dict[str, Mapping[str, Node]] = {
        "round": handbook.rounds, "role": handbook.roles, "plan": handbook.plans, "question": handbook.questions,
        "origin": handbook.origins, "candidate": handbook.candidates,
    }  # fmt: skip
    for kind, nouns in kinds.items():
        for name, noun in nouns.items():
            for keys in _left(noun) if WRITE in noun.model_dump_json() else ():
                field = next(key for key in reversed(keys) if isinstance(key, str))
                yield handbook.problem(kind, name, *keys, message=f"{field}: still to be written")


def links_lead_to_pages(handbook: Handbook) -> Iterator[Problem]:
    """A relative link in a text leads to a page of the handbook, seen from a page one folder deep."""
    pages = {f"../{address}" for address in handbook.addresses}
    for address, problem in _mentions(handbook, "link"):
        if ":" not in address and address not in pages:
            hint = did_you_mean(address, pages)
            yield problem(f'expected a link to a page of the handbook; got "{address}"{hint}')


def code_names_a_known_language(handbook: Handbook) -> Iterator[Problem]:
    """The language of a code block or of materials is one that can be coloured."""
    for language, problem in _mentions(handbook, "language"):
        if not text.has_lexer(language):
            yield problem(f'no language "{language}" for code')
    for question in handbook.questions.values():
        for index, material in enumerate(question.materials):
            if not text.has_lexer(material.language):
                message = f'language: no language "{material.language}" for code'
                yield handbook.problem("question", question.id, "materials", index, "language", message=message)


CHECKS: tuple[Check, ...] = (
    agenda_fills_the_round,
    agenda_ends_in_silence_and_feedback,
    rubric_is_sound,
    question_has_a_round,
    question_has_help,
    hints_rise,
    help_names_a_dimension,
    question_can_be_pushed,
    signals_cover_the_rubric,
    bar_fits_the_levels,
    milestones_fit_the_time,
    solution_has_cases,
    values_stand_once,
    role_levels_stand_once,
    role_names_rounds,
    loop_names_a_round_once,
    template_is_sound,
    one_template_serves_the_shortest_time,
    nothing_is_left_to_write,
    links_lead_to_pages,
    code_names_a_known_language,
)
