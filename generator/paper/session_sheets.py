"""What is printed for a session of a plan: one function of the handbook, the plan and the session."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator import paper
from generator.materials import folder_of, surprise_folder
from generator.model import Handbook, Plan, Session
from generator.report import session_in_words
from generator.timing import SURPRISE


def session_sheets(handbook: Handbook, plan: Plan, session: Session) -> Iterator[tuple[str, paper.Sheet]]:
    """Yield what is printed for a session, by its path: `interviewer/…` is the interviewer's, `candidate/…` is not."""
    if not session.is_mock:
        return
    mine = f"interviewer/{session.id}"
    if not session.questions:  # the bank has no more: the partner brings a question, and judges by the round's rubric
        yield f"{mine}.pdf", paper.Sheet("rubric", paper.rubric_sheet(handbook, session.round), session.id, session.id)
        return
    said = session_in_words(handbook, session)
    sheet = paper.session_sheet(
        handbook, session.round, session.questions, plan.candidate.level, short=session.form == "short",
        code=session.id, date=session.date, minutes=session.minutes, adjustments=plan.candidate.adjustments,
        surprises=session.surprises, drill=said["what"] if session.drill else "", goal=said["goal_text"],
        watch=said["watch"],
    )  # fmt: skip
    yield f"{mine}.pdf", paper.Sheet("session", sheet, session.id, session.id)
    for code, name, asked in zip(session.codes, session.questions, sheet.questions, strict=True):
        if handbook.questions[name].has_answers:
            card = paper.answer_card(handbook, name)
            yield f"interviewer/{code}-answers.pdf", paper.Sheet("answers", card, session.id, code)
        if (twin := handbook.questions[name].twin) and twin.materials:  # any other is read aloud or copied down
            view = paper.twin_sheet(handbook, name, code=code, minutes=asked.minutes)
            yield f"interviewer/{code}-twin.pdf", paper.Sheet("twin", _sized(plan, view), session.id, code)
        files = f"sealed/{folder_of(session, code)}"
        view = paper.candidate_sheet(handbook, name, code=code, minutes=asked.minutes, files=files)
        yield f"candidate/sealed/{code}.pdf", paper.Sheet("candidate", _sized(plan, view), session.id, code)
    if session.partner == "alone":
        alone = paper.self_run_form(
            handbook, session.round, session.questions, code=session.id, short=session.form == "short",
            minutes=session.minutes, drill=session.drill, goal=said["goal_text"],
        )  # fmt: skip
        yield (
            f"candidate/sealed/{session.id}-alone.pdf",
            paper.Sheet("selfrun", _sized(plan, alone), session.id, session.id),
        )
    for name in session.surprises:  # with the interviewer: a sealed sheet too many would tell of it
        files = surprise_folder(session)
        view = paper.candidate_sheet(handbook, name, code=session.id, minutes=SURPRISE.minutes, files=files)
        yield f"{mine}-surprise.pdf", paper.Sheet("candidate", _sized(plan, view), session.id, session.id)


def sheets_for_reader(reader: paper.Reader, handbook: Handbook, plan: Plan, session: Session) -> Iterator[paper.Sheet]:
    """Yield what a reader needs for a session, and last what they write on when it is over."""
    code = session.id
    sheets = [sheet for path, sheet in session_sheets(handbook, plan, session) if path.startswith(f"{reader}/")]
    yield from sheets
    if reader == "interviewer":
        yield paper.Sheet("takehome", paper.takehome_form(handbook, session.round, code=code), code, code)
    elif sheets:
        yield paper.Sheet("debrief", paper.debrief_form(handbook, code=code), code, code)


def candidate_pack(handbook: Handbook, plan: Plan, address: str) -> paper.Sized:
    """Return the pack of a whole plan for its candidate. `address` is the handbook's, for the plan's cover."""
    sheets = [sheet for each in plan.mocks for sheet in sheets_for_reader("candidate", handbook, plan, each)]
    whole = paper.Sheet("plan", paper.plan_document(handbook, plan, address, whole=True))
    view = paper.pack_document(handbook, plan, "candidate", [whole, *sheets], duplex=False)
    return _sized(plan, view)


def sheets_on_screen(handbook: Handbook, plans: Mapping[str, Plan]) -> dict[tuple[str, str], dict[str, Any]]:
    """Return the interviewer's sheet of each mock that a person runs, as data, by candidate and session."""
    return {
        (name, each.id): sheet.view.model_dump(mode="json")
        for name, plan in plans.items()
        for each in plan.mocks
        if each.by_a_person
        for path, sheet in session_sheets(handbook, plan, each)
        if path == f"interviewer/{each.id}.pdf"
    }


def large_print(plan: Plan) -> bool:
    """Return whether the candidate asked for large print."""
    return "large-print" in plan.candidate.adjustments


def _sized(plan: Plan, view: paper.Sized) -> paper.Sized:
    return view.enlarged() if large_print(plan) else view
