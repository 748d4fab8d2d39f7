"""Rules about roles, plan templates and story themes."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.base import Keys, unknown
from generator.model import Candidate, Handbook
from generator.problem import Problem


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
                message = f"{field}: {unknown('round', round_id, handbook.rounds)}"
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


def unknown_themes(handbook: Handbook, candidate: Candidate) -> Iterator[tuple[Keys, str]]:
    """Give the keys and the message of every theme of a story that the handbook lacks; nothing where it has none."""
    for index, story in enumerate(candidate.stories if handbook.themes else ()):
        for position, theme in enumerate(story.themes):
            if theme not in handbook.themes:
                yield ("stories", index, "themes", position), f"themes: {unknown('theme', theme, handbook.themes)}"


def themes_are_known(handbook: Handbook) -> Iterator[Problem]:
    """Every theme that a role asks for or an invented candidate tells of stands in stories.yml, where there is one."""
    for name, index, theme in [(role.id, *each) for role in handbook.roles.values() for each in enumerate(role.themes)]:
        if handbook.themes and theme not in handbook.themes:
            message = f"themes: {unknown('theme', theme, handbook.themes)}"
            yield handbook.problem("role", name, "themes", index, message=message)
    for name, candidate in handbook.candidates.items():
        for keys, message in unknown_themes(handbook, candidate):
            yield handbook.problem("candidate", name, *keys, message=message)


def five_themes_are_core(handbook: Handbook) -> Iterator[Problem]:
    """The first five themes are core, and no other is."""
    for place, theme in enumerate(handbook.themes.values()):
        if theme.core != (place < 5):
            expected = "false: the first five are" if theme.core else "true, as for each of the first five"
            yield handbook.problem("theme", theme.id, "core", message=f"core: expected {expected}")
