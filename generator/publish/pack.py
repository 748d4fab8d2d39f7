"""From a candidate's file to packs: all that is printed for some of their sessions, in one file per reader."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from generator.model import Handbook, Plan, Session
from generator.problem import did_you_mean
from generator.publish import folder
from generator.publish.candidate import Planned, large_print, make_plans, opened, source
from generator.publish.checked import load_checked
from generator.publish.handed_out import session_files
from generator.publish.sheets import Printing, pdf, site_address, usage
from generator.publish.work import Made, Progress, silent
from generator.say import say
from generator.wording import several

if TYPE_CHECKING:
    from generator.paper import Reader, Sheet

Readers = Literal["candidate", "interviewer", "both"]


def write_packs(
    content: Path, path: Path, out: Path, today: datetime.date, who: Readers, week: int | None, session: str | None,
    how: Printing, duplex: bool, progress: Progress = silent,
) -> tuple[Planned, list[Path]]:  # fmt: skip
    """Write the packs of a candidate's file to OUT/<id>/, each in its reader's folder; what else is there stays.

    Of the plan's sessions those of week `week` of the plan, or the one that `session` names by its code or its place,
    from 1; else all, and the candidate's plan with them. What the candidate edits or runs is next to the packs, as
    files. Each pack is made in a process of its own: it takes memory.
    """
    from generator import paper

    handbook = load_checked(content)
    plans, notes, _ = make_plans(handbook, content, [path], today)
    ((name, plan),) = plans.items()
    chosen = _chosen(plan, week, session)
    readers: tuple[Reader, ...] = ("candidate", "interviewer") if who == "both" else (who,)
    made: dict[str, bytes | Made] = {}
    beside: dict[str, bytes | Made] = {}
    for reader in readers:
        sheets = [sheet for each in chosen for sheet in _of(reader, handbook, plan, each)]
        if reader == "candidate" and not (week or session):
            sheets.insert(0, paper.Sheet("plan", paper.plan(handbook, plan, site_address(handbook), whole=True)))
        if sheets:
            view = paper.pack(handbook, plan, reader, sheets, duplex=duplex)
            own = replace(how, large=how.large or (reader == "candidate" and large_print(plan)))
            made[f"{reader}/pack-{reader}.pdf"] = pdf("pack", view, own.settled(content, plan.candidate.paper))
            beside |= {
                path: content
                for each in chosen
                for path, content in session_files(handbook, each).items()
                if path.startswith(f"{reader}/")
            }
        else:
            notes[name].append(say("told.no-pack", reader=reader))
    sources = {out / name: source(path, plan)}
    with folder.hold(sources):
        folder.put({out / name: made | beside}, sources, progress, keep=True, apart=True)
    return Planned(out / name, notes[name]), [out / name / each for each in made]


def _of(reader: Reader, handbook: Handbook, plan: Plan, session: Session) -> Iterator[Sheet]:
    """Yield what a reader needs for a session, and last what they write on when it is over."""
    from generator import paper

    code = session.id
    sheets = [sheet for path, sheet in opened(handbook, plan, session) if path.startswith(f"{reader}/")]
    yield from sheets
    if reader == "interviewer":
        yield paper.Sheet("takehome", paper.takehome(handbook, session.round, code=code), code, code)
    elif sheets:
        yield paper.Sheet("debrief", paper.debrief(handbook, code=code), code, code)


def _chosen(plan: Plan, week: int | None, session: str | None) -> list[Session]:
    """Return the mocks that are asked for, in the plan's order. Raises ContentError if there are none."""
    mocks = {each.id: each for each in plan.sessions if each.kind != "micro"}
    if session:
        if session.isdigit() and 1 <= int(session) <= len(mocks):
            return [list(mocks.values())[int(session) - 1]]
        if session in mocks:
            return [mocks[session]]
        known = f"a code such as {next(iter(mocks))}, or 1 to {len(mocks)}" if mocks else "none: the plan has no mock"
        raise usage("--session", f'expected {known}; got "{session}"{did_you_mean(session, mocks)}')
    chosen = [each for each in mocks.values() if not week or each.week == week]
    if not chosen:
        length = several(len(plan.weeks), "week")
        raise usage("--week", f"expected a week with a mock; the plan has {length} and none in week {week}")
    return chosen
