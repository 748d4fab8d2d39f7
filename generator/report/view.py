"""A plan in words: the one projection that everything reads which shows a plan to people.

Pure. It takes the plan without its questions (`Plan.without_questions`) and adds titles, texts and sentences.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from generator.model import Handbook, Plan, Session
from generator.report import sentences
from generator.say import kind, partner, say
from generator.wording import capital, role_at


def spoken(handbook: Handbook, made: Plan) -> dict[str, Any]:
    """Return a plan as JSON data for the candidate's eyes, with all that a view shows of it in words.

    Added to the plan: titles of role, template, phases, rounds, dimensions and checklists; per session what it is, who
    runs it, its goal or exercise, what is special about it and the codes on its sheets; and sentences in the place of
    the coded reasons (`why`), notes (`notes`: what is `stuck`, the `fixes` that come back, and what else there is
    `to_know`), changes and criteria. What the handbook no longer has is left empty, or shown by its id.
    """
    data: dict[str, Any] = made.without_questions()
    names = sentences.names_of(handbook)
    role = handbook.roles.get(made.candidate.role)
    data["role_title"] = role_at(role, made.candidate.level) if role else capital(made.candidate.role)
    data["template_title"] = names.template(made.template)
    _rounds(handbook, data, names)
    _phases(handbook, data)
    for each, session in zip(data["sessions"], made.sessions, strict=True):
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
    notes = sentences.notes(data, names)
    data["notes"] = tuple(text for _, text in notes)
    data["stuck"] = tuple(text for code, text in notes if code == "stubborn")
    data["fixes"] = tuple(text for code, text in notes if code == "fix")
    data["to_know"] = tuple(text for code, text in notes if code not in ("stubborn", "fix"))
    data["changes"] = sentences.changes(data["changes"], names)
    return data


def _rounds(handbook: Handbook, data: dict[str, Any], names: sentences.Names) -> None:
    """Add titles, dimensions and checklists to the rounds of the plan, and as `logged` those that only the log has."""
    known = [*data["rounds"], *(entry["round"] for entry in data["done"])]
    for name in dict.fromkeys(known):
        round_ = handbook.rounds.get(name)
        each = data["rounds"].get(name) or data.setdefault("logged", {}).setdefault(name, {})
        each["title"] = names.round(name)
        each["dimensions"] = {part.id: part.title for part in round_.rubric.dimensions} if round_ else {}
        each["checklist"] = [*round_.checklists.candidate] if round_ else []
    data.setdefault("logged", {})


def _full_mocks(count: Mapping[str, int]) -> str:
    """Format the full mocks done and planned: never as one figure (rule 28)."""
    if count["done"] > count["wanted"]:
        return say("progress.full-mocks-beyond", done=count["done"], planned=count["planned"])
    return say("progress.full-mocks", **count)


def _phases(handbook: Handbook, data: dict[str, Any]) -> None:
    template = handbook.templates.get(data["template"])
    titles = {phase.id: phase.title for phase in template.phases} if template else {}
    for each in data["phases"]:
        each["title"] = titles.get(each["id"]) or capital(each["id"].replace("-", " "))


def session_in_words(handbook: Handbook, session: Session) -> dict[str, Any]:
    """Return what a session is, who runs it and the codes on its sheets, without its questions."""
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
    """Return the text with a number, from 1; nothing for 0 and for a number beyond the last."""
    return texts[place - 1] if 0 < place <= len(texts) else ""


def unknown_to(handbook: Handbook, made: Plan) -> str:
    """Return the first thing that a plan refers to and the handbook doesn't have, or nothing.

    A plan of another content refers to its role, its template and their phases, rounds, micro-goals and exercises.
    """
    template = handbook.templates.get(made.template)
    if made.candidate.role not in handbook.roles:
        return f'role "{made.candidate.role}"'
    if not template:
        return f'plan template "{made.template}"'
    phases = {phase.id for phase in template.phases}
    rounds = [*made.rounds, *made.steps, *(each.round for each in made.sessions), *(each.round for each in made.done)]
    for name in dict.fromkeys(rounds):
        if name not in handbook.rounds:
            return f'round "{name}"'
    for phase in made.phases:
        if phase.id not in phases:
            return f'phase "{phase.id}" in plan template "{made.template}"'
    for each in made.sessions:
        round_ = handbook.rounds[each.round]
        if each.goal > len(round_.micro_goals):
            return f'micro-goal {each.goal} in round "{each.round}"'
        if each.exercise > len(round_.exercises):
            return f'exercise {each.exercise} in round "{each.round}"'
    return ""
