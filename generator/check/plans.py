"""Rules about roles, plan templates and story themes."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.base import Keys, unknown
from generator.model import Candidate, Handbook, PlanTemplate
from generator.problem import Problem

#: The least number of days from the end of a loop to the start of the next (rule 14).
LOOPS_APART = 2
#: Days before the interview that can have the easy mock only (rule 7).
DAYS_KEPT = 2


def role_levels_are_unique(handbook: Handbook) -> Iterator[Problem]:
    """A role names each of its levels once."""
    for role in handbook.roles.values():
        for index, level in enumerate(role.levels):
            if any(level.id == other.id for other in role.levels[:index]):
                message = f"id: the level {level.id} appears twice"
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
                message = f"{field}: {unknown('round', round_id, handbook.rounds)}"
                yield handbook.problem("role", role.id, *keys, message=message)


def loop_names_a_round_once(handbook: Handbook) -> Iterator[Problem]:
    """A screen or loop names each round once; a round that is repeated has `times`."""
    for role in handbook.roles.values():
        for index, level in enumerate(role.levels):
            for part, steps in (("screen", level.screen), ("loop", level.loop)):
                for position, step in enumerate(steps):
                    if any(step.round == other.round for other in steps[:position]):
                        keys = ("levels", index, part, position, "round")
                        message = f"round: {step.round} appears twice; use times"
                        yield handbook.problem("role", role.id, *keys, message=message)


def loop_names_rounds_of_a_loop(handbook: Handbook) -> Iterator[Problem]:
    """A role's loop names no round with `in_loop: false`: no plan would make it a step (rule 2)."""
    for role in handbook.roles.values():
        for index, level in enumerate(role.levels):
            for position, step in enumerate(level.loop):
                round_ = handbook.rounds.get(step.round)
                if round_ and not round_.in_loop:
                    message = f"round: {step.round} has in_loop: false and is never a step of a loop; name it in screen"
                    yield handbook.problem("role", role.id, "levels", index, "loop", position, "round", message=message)


def template_is_valid(handbook: Handbook) -> Iterator[Problem]:
    """A template follows the rules for its phases, the distance between its loops, and its last phase."""
    for plan in handbook.templates.values():
        for keys, message in (*_phases(plan), *_loops(plan), *_last_phase(plan)):
            yield handbook.problem("plan", plan.id, *keys, message=message)


def _phases(plan: PlanTemplate) -> Iterator[tuple[Keys, str]]:
    """Yield (keys, message) for phases that break rule 6, and for a `from` that leaves no day to stretch."""
    last = len(plan.phases) - 1
    for index, kind in ((0, "baseline"), (last, "last")):
        if plan.phases[index].kind != kind:
            place = "first" if index == 0 else "last"
            message = f"kind: expected {kind} in the {place} phase; got {plan.phases[index].kind}"
            yield ("phases", index, "kind"), message
    stretching = [phase for phase in plan.phases if phase.stretch]
    if len(stretching) != 1:
        yield ("phases",), f"phases: expected exactly one that stretches; got {len(stretching)}"
    if plan.phases[last].stretch:
        yield (
            ("phases", last, "stretch"),
            "stretch: expected a last phase with fixed days, counted back from the interview",
        )
    for index, phase in enumerate(plan.phases):
        if phase.stretch == bool(phase.days):
            message = "days: expected none where the phase stretches" if phase.stretch else "days: missing"
            yield ("phases", index, "days"), message
        if any(phase.id == other.id for other in plan.phases[:index]):
            yield ("phases", index, "id"), f'id: the phase "{phase.id}" appears twice'
    fixed = sum(phase.days for phase in plan.phases)
    if fixed >= plan.days_needed and [phase.kind for phase in stretching] != ["baseline"]:
        yield ("from",), f"from: expected more than the {fixed} fixed days of the phases; got {plan.days_needed}"


def _loops(plan: PlanTemplate) -> Iterator[tuple[Keys, str]]:
    """Yield (keys, message) for loops that start less than two days after the one before ends (rule 14)."""
    for index, (before, loop) in enumerate(zip(plan.loops, plan.loops[1:], strict=False), start=1):
        if loop.by > before.by - LOOPS_APART:
            yield (
                ("loops", index, "by"),
                f"by: expected at most {before.by - LOOPS_APART}, {LOOPS_APART} days or more "
                f"after the loop before; got {loop.by}",
            )


def _last_phase(plan: PlanTemplate) -> Iterator[tuple[Keys, str]]:
    """Yield (keys, message) for drills, loops, or more finals than mock days in the last phase (rule 7)."""
    index, phase = len(plan.phases) - 1, plan.phases[-1]
    if phase.drills:
        yield ("phases", index, "drills"), f"drills: expected 0 in the last phase; got {phase.drills}"
    if not phase.days or phase.stretch:
        return
    for place, loop in enumerate(plan.loops):
        if loop.by <= phase.days:
            message = f"by: expected more than the {phase.days} days of the last phase; got {loop.by}"
            yield ("loops", place, "by"), message
    room = max(phase.days - DAYS_KEPT, 0)
    if plan.finals > room:
        message = (
            f"finals: expected at most {room}, one a day of the last phase until {DAYS_KEPT + 1} days before "
            f"the interview; got {plan.finals}"
        )
        yield ("finals",), message


def replaced_templates_are_gone(handbook: Handbook) -> Iterator[Problem]:
    """A template that another one replaces is gone, and only one template replaces it."""
    replaced: dict[str, str] = {}
    for plan in handbook.templates.values():
        for name in plan.replaces:
            message = ""
            if name in handbook.templates:
                message = f'replaces: "{name}" is a template; delete its file or this entry'
            elif name in replaced:
                message = f'replaces: "{replaced[name]}" already replaces "{name}"; remove one'
            if message:
                yield handbook.problem("plan", plan.id, "replaces", name, message=message)
            replaced.setdefault(name, plan.id)


def one_template_serves_the_shortest_time(handbook: Handbook) -> Iterator[Problem]:
    """Exactly one plan template has `from: 1`, so that every candidate gets one."""
    shortest = [plan for plan in handbook.templates.values() if plan.days_needed == 1]
    if not shortest and handbook.templates:
        name = next(iter(handbook.templates))
        yield handbook.problem("plan", name, "from", message="from: expected one plan template with from: 1; got none")
    for plan in shortest[1:]:
        message = f'from: expected 1 in one plan template only; "{shortest[0].id}" has it already'
        yield handbook.problem("plan", plan.id, "from", message=message)


def unknown_themes(handbook: Handbook, candidate: Candidate) -> Iterator[tuple[Keys, str]]:
    """Yield (keys, message) for every unknown theme of a candidate's stories; nothing if the handbook has no themes."""
    for index, story in enumerate(candidate.stories if handbook.themes else ()):
        for position, theme in enumerate(story.themes):
            if theme not in handbook.themes:
                yield ("stories", index, "themes", position), f"themes: {unknown('theme', theme, handbook.themes)}"


def themes_are_known(handbook: Handbook) -> Iterator[Problem]:
    """Every theme of a role or of a sample candidate's story is in stories.yml, if there is such a file."""
    for name, index, theme in [(role.id, *each) for role in handbook.roles.values() for each in enumerate(role.themes)]:
        if handbook.themes and theme not in handbook.themes:
            message = f"themes: {unknown('theme', theme, handbook.themes)}"
            yield handbook.problem("role", name, "themes", index, message=message)
    for name, candidate in handbook.candidates.items():
        for keys, message in unknown_themes(handbook, candidate):
            yield handbook.problem("candidate", name, *keys, message=message)


def five_themes_are_core(handbook: Handbook) -> Iterator[Problem]:
    """The first five themes are core, the others aren't."""
    for place, theme in enumerate(handbook.themes.values()):
        if theme.core != (place < 5):
            expected = "false: the first five are" if theme.core else "true, as for each of the first five"
            yield handbook.problem("theme", theme.id, "core", message=f"core: expected {expected}")
