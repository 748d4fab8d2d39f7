"""The job of `rehearse pack`: all that is printed for some sessions of a plan, in one file per reader."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from generator import paper
from generator.jobs.candidate import Written
from generator.jobs.checked import load_checked
from generator.jobs.planning import plan_files
from generator.materials import session_files
from generator.model import Handbook, Plan, Session
from generator.paper import Reader
from generator.paper.session_sheets import large_print, sheets_for_reader
from generator.pieces import OnMade, Piece, Workers, ignore, processes
from generator.printing import Printing, pdf
from generator.problem import did_you_mean, refused
from generator.publish import folder
from generator.say import say
from generator.site_data import site_address
from generator.wording import several

Readers = Literal["candidate", "interviewer", "both"]


def write_packs(
    content: Path, path: Path, out: Path, today: datetime.date, who: Readers, week: int | None, session: str | None,
    how: Printing, duplex: bool, on_made: OnMade = ignore, workers: Workers | None = None,
) -> tuple[Written, list[Path]]:  # fmt: skip
    """Write the packs of a candidate's file to OUT/<id>/, each in its reader's folder; other files there stay.

    They contain the sessions of week `week` of the plan, or the session that `session` names by its code or its number
    from 1; otherwise all sessions, and the candidate's pack the plan too. Files to edit or run are next to the packs.
    By default each pack is made in a process of its own, since it takes memory. Return the folder with notes, and the
    paths of the packs. Raises ContentError if no such session exists, or with the problems of the file.
    """
    handbook = load_checked(content)
    (planned,) = plan_files(handbook, content, [path], today)
    plan, notes = planned.plan, [*planned.notes]
    chosen = _chosen(plan, week, session)
    readers: tuple[Reader, ...] = ("candidate", "interviewer") if who == "both" else (who,)
    packs: dict[str, bytes | Piece] = {}
    materials: dict[str, bytes | Piece] = {}
    for reader in readers:
        sheets = [sheet for each in chosen for sheet in sheets_for_reader(reader, handbook, plan, each)]
        if reader == "candidate" and not (week or session):
            sheets.insert(
                0, paper.Sheet("plan", paper.plan_document(handbook, plan, site_address(handbook), whole=True))
            )
        if not sheets:
            notes.append(say("told.no-pack", reader=reader))
            continue
        view = paper.pack_document(handbook, plan, reader, sheets, duplex=duplex)
        own = replace(how, large=how.large or (reader == "candidate" and large_print(plan)))
        packs[f"{reader}/pack-{reader}.pdf"] = pdf("pack", view, own.settled(content, plan.candidate.paper))
        materials |= _materials_for(reader, handbook, chosen)
    place = out / plan.candidate.id
    with folder.hold({place: planned.source}):
        files = packs | materials
        folder.put({place: files}, {place: planned.source}, on_made, keep=True, workers=workers or processes())
    return Written(place, tuple(notes)), [place / each for each in packs]


def _materials_for(reader: Reader, handbook: Handbook, sessions: Sequence[Session]) -> dict[str, bytes]:
    """Return the files to edit or run that a reader gets for these sessions: path → content."""
    files = {path: content for each in sessions for path, content in session_files(handbook, each).items()}
    return {path: content for path, content in files.items() if path.startswith(f"{reader}/")}


def _chosen(plan: Plan, week: int | None, session: str | None) -> list[Session]:
    """Return the mocks that are asked for, in the plan's order. Raises ContentError if there are none."""
    mocks = {each.id: each for each in plan.mocks}
    if session:
        if session.isdigit() and 1 <= int(session) <= len(mocks):
            return [list(mocks.values())[int(session) - 1]]
        if session in mocks:
            return [mocks[session]]
        known = f"a code such as {next(iter(mocks))}, or 1 to {len(mocks)}" if mocks else "none: the plan has no mock"
        raise refused("--session", f'expected {known}; got "{session}"{did_you_mean(session, mocks)}')
    chosen = [each for each in mocks.values() if not week or each.week == week]
    if not chosen:
        length = several(len(plan.weeks), "week")
        raise refused("--week", f"expected a week with a mock; the plan has {length} and none in week {week}")
    return chosen
