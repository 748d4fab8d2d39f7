"""Put a plan in words: the only projection from which plans are shown to people.

Pure. It takes the plan without its questions (`Plan.without_questions`) and adds titles, texts and sentences.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from generator.model import Handbook, Plan, Session
from generator.report import sentences
from generator.say import kind, partner, say
from generator.wording import capital, role_at


def spoken(handbook: Handbook, plan: Plan) -> dict[str, Any]:
    """Return a plan as JSON data for the candidate, with everything that a view shows of it in words.

    Added to the plan: titles of role, template, phases, rounds, dimensions and checklists; per session what it is, who
    runs it, its goal or exercise, what is special about it and the codes on its sheets; and sentences instead of
    the coded reasons (`why`), notes (`notes`: what is `stuck`, the `fixes` that come back, and what else there is
    `to_know`), changes and criteria. What the handbook no longer has is left empty, or shown by its id.
    """
    data: dict[str, Any] = plan.without_questions()
    names = sentences.names_of(handbook)
    role = handbook.roles.get(plan.candidate.role)
    data["role_title"] = role_at(role, plan.candidate.level) if role else capital(plan.candidate.role)
    data["template_title"] = names.template(plan.template)
    _rounds(handbook, data, names)
    _phases(handbook, data)
    for each, session in zip(data["sessions"], plan.sessions, strict=True):
        each |= session_in_words(handbook, session)
    for each in data["ranked"]:
        each |= {"title": names.round(each["round"]), "why": sentences.why(each["why"])}
    for each in data["interviews"]:
        each["name"] = each["label"] or say("session.interview")
        each["titles"] = [names.round(name) for name in each["rounds"]]
    data["full_mocks"]["said"] = _full_mocks(data["full_mocks"])
    for each in data["people"]:
        each["called"] = partner(each["kind"], each["name"])
    for each in data["criteria"]:
        each["text"], each["evidence"] = sentences.criterion(each, names)
    notes = sentences.describe_notes(data, names)
    data["notes"] = tuple(text for _, text in notes)
    data["stuck"] = tuple(text for code, text in notes if code == "stubborn")
    data["fixes"] = tuple(text for code, text in notes if code == "fix")
    data["to_know"] = tuple(text for code, text in notes if code not in ("stubborn", "fix"))
    data["changes"] = sentences.describe_changes(data["changes"], names)
    return data


def _rounds(handbook: Handbook, data: dict[str, Any], names: sentences.Names) -> None:
    """Add titles, dimensions and checklists to the plan's rounds, and add rounds only in the log as `logged`."""
    known = [*data["rounds"], *(entry["round"] for entry in data["done"])]
    for name in dict.fromkeys(known):
        round_ = handbook.rounds.get(name)
        each = data["rounds"].get(name) or data.setdefault("logged", {}).setdefault(name, {})
        each["title"] = names.round(name)
        each["dimensions"] = {part.id: part.title for part in round_.rubric.dimensions} if round_ else {}
        each["checklist"] = [*round_.checklists.candidate] if round_ else []
    data.setdefault("logged", {})


def _full_mocks(count: Mapping[str, int]) -> str:
    """Format the full mocks done and planned, never as one number (rule 28)."""
    if count["done"] > count["wanted"]:
        return say("progress.full-mocks-beyond", done=count["done"], planned=count["planned"])
    return say("progress.full-mocks", **count)


def _phases(handbook: Handbook, data: dict[str, Any]) -> None:
    template = handbook.templates.get(data["template"])
    titles = {phase.id: phase.title for phase in template.phases} if template else {}
    for each in data["phases"]:
        each["title"] = titles.get(each["id"]) or capital(each["id"].replace("-", " "))


def session_in_words(handbook: Handbook, session: Session) -> dict[str, Any]:
    """Return in words what a session is, who runs it and the codes on its sheets, without its questions."""
    round_ = handbook.rounds.get(session.round)
    return {
        "title": sentences.names_of(handbook).round(session.round),
        "label": kind(session.kind, session.loop),
        "what": kind(session.kind, session.loop, session.drill),
        "who": partner(session.partner, session.person),
        "goal_text": _numbered(round_.micro_goals if round_ else (), session.goal),
        "exercise_title": _numbered([each.title for each in round_.exercises] if round_ else (), session.exercise),
        "codes": list(session.codes),
        "no_question": sentences.no_question(session.kind, session.partner, session.codes),
        "watch": sentences.watch(session.drill),
    }


def _numbered(texts: Sequence[str], place: int) -> str:
    """Return the text with a number, from 1, or an empty string if there is none."""
    return texts[place - 1] if 0 < place <= len(texts) else ""


def unknown_to(handbook: Handbook, plan: Plan) -> str:
    """Return the first thing that a plan refers to and the handbook lacks, or an empty string.

    It may be its role, its template or a phase, a round, a micro-goal or an exercise, if the plan is of other content.
    """
    template = handbook.templates.get(plan.template)
    if plan.candidate.role not in handbook.roles:
        return f'role "{plan.candidate.role}"'
    if not template:
        return f'plan template "{plan.template}"'
    phases = {phase.id for phase in template.phases}
    rounds = [*plan.rounds, *plan.steps, *(each.round for each in plan.sessions), *(each.round for each in plan.done)]
    for name in dict.fromkeys(rounds):
        if name not in handbook.rounds:
            return f'round "{name}"'
    for phase in plan.phases:
        if phase.id not in phases:
            return f'phase "{phase.id}" in plan template "{plan.template}"'
    for each in plan.sessions:
        round_ = handbook.rounds[each.round]
        if each.goal > len(round_.micro_goals):
            return f'micro-goal {each.goal} in round "{each.round}"'
        if each.exercise > len(round_.exercises):
            return f'exercise {each.exercise} in round "{each.round}"'
    return ""
