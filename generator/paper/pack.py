"""A pack: the documents of several sessions in one file, each with a tab by which contents and bookmarks know it.

Holds what it is given and opens nothing: who may read a document is settled by who packs it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal, Self

from pydantic import Field

from generator.model import Handbook, Plan
from generator.paper.answers import AnswerCard
from generator.paper.form import Form
from generator.paper.plan_view import PlanDocument
from generator.paper.session_view import SessionSheet
from generator.paper.sheets import CandidateSheet, RubricSheet
from generator.paper.view import Sized, View
from generator.say import date
from generator.wording import in_footer, several

#: Documents whose templates a pack prints.
Packed = Literal["answers", "candidate", "debrief", "plan", "rubric", "selfrun", "session", "takehome"]
Reader = Literal["candidate", "interviewer"]

_HEADINGS: dict[Reader, str] = {"candidate": "Candidate’s pack", "interviewer": "Interviewer’s pack"}
_TITLES: dict[Packed, str] = {
    "answers": "Answer card",
    "candidate": "Surprise, to hand over",
    "debrief": "Debrief",
    "plan": "Practice plan",
    "rubric": "Rubric; bring a question of your own",
    "selfrun": "To run on your own",
    "session": "Session sheet",
    "takehome": "To take home, for the candidate",
}
#: What stands on the back of the leaf before it, where there is room, and not on one of its own.
_ON_THE_BACK: frozenset[Packed] = frozenset({"debrief"})
_LEADS: dict[Reader, tuple[str, ...]] = {
    "candidate": (
        "Print this without reading the questions. Each is known by its code alone.",
        "Fold each question, or put it into an envelope, and open it when the session begins.",
    ),
    "interviewer": (
        "This holds questions, hints and answers. Keep it from the candidate.",
        "Read a session’s sheets for five minutes before it begins.",
    ),
}


@dataclass(frozen=True)
class Sheet:
    """A document to be packed. `session` is the session's id, `code` stands on the document; a plan has neither."""

    document: Packed
    view: Sized
    session: str = ""
    code: str = ""


class Tab(View):
    """The heading of a document in a pack. A sealed one tells nothing in the bookmarks but its code."""

    text: str
    anchor: str
    sealed: bool


class Part(View):
    """A document in a pack, and how the contents name it; with `back` it begins on whichever side comes next."""

    document: Packed
    back: bool
    title: str
    tab: Tab
    view: AnswerCard | CandidateSheet | Form | PlanDocument | RubricSheet | SessionSheet


class Group(View):
    """The documents of one session."""

    label: str
    note: str
    parts: Annotated[tuple[Part, ...], Field(min_length=1)]


class Pack(Sized):
    """Everything for some sessions, in their order, for one reader."""

    id: str
    heading: str
    name: str
    lead: tuple[str, ...]
    duplex: bool
    pack: Annotated[tuple[Group, ...], Field(min_length=1)]

    def enlarged(self) -> Self:
        """Give the same pack in large print, with all that is in it."""
        large = [
            group.model_copy(
                update={"parts": tuple(part.model_copy(update={"view": part.view.enlarged()}) for part in group.parts)}
            )
            for group in self.pack
        ]
        return self.model_copy(update={"large": True, "pack": tuple(large)})


def pack(handbook: Handbook, made: Plan, reader: Reader, sheets: Sequence[Sheet], *, duplex: bool = True) -> Pack:
    """Pack sheets, which come in the order of the plan's sessions, for one reader.

    With `duplex` each document starts on a right-hand page, but for what stands on the back of another.
    """
    heading, name = _HEADINGS[reader], made.candidate.name
    mocks = len({each.session for each in sheets if each.session})
    return Pack(
        title=f"{heading}: {name}",
        day=made.today,
        footer=f"{heading} · {in_footer(name)} · {made.fingerprint}",
        id=made.candidate.id,
        heading=heading,
        name=f"{in_footer(name)}, {several(mocks, 'session')}",
        lead=_LEADS[reader],
        duplex=duplex,
        pack=tuple(_groups(handbook, made, reader, sheets)),
    )


def _groups(handbook: Handbook, made: Plan, reader: Reader, sheets: Sequence[Sheet]) -> Iterator[Group]:
    by_session: dict[str, list[Part]] = {}
    for number, sheet in enumerate(sheets, 1):
        by_session.setdefault(sheet.session, []).append(_part(sheet, reader, number))
    sessions = {each.id: each for each in made.sessions}
    for name, parts in by_session.items():
        if not name:
            yield Group(label="For all of it", note="", parts=tuple(parts))
            continue
        session = sessions[name]
        round_ = handbook.rounds[session.round].title
        yield Group(label=name, note=f"{date(session.date)}, {round_}, {session.minutes} minutes", parts=tuple(parts))


def _part(sheet: Sheet, reader: Reader, number: int) -> Part:
    sealed = reader == "candidate" and sheet.document == "candidate"
    title = f"Sealed question {sheet.code}" if sealed else _TITLES[sheet.document]
    if reader == "interviewer" and isinstance(sheet.view, AnswerCard | CandidateSheet | SessionSheet):
        title = f"{title}: {sheet.view.heading}"
    known = title if sealed or not sheet.code else f"{sheet.code} · {title}"
    return Part(
        document=sheet.document,
        back=sheet.document in _ON_THE_BACK,
        title=title,
        tab=Tab(text=known, anchor=f"part-{number}", sealed=sealed),
        view=sheet.view,
    )
