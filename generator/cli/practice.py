"""Commands for a person who practises: a plan from their file."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from generator.cli.base import CONTENT, TODAY, ProgressLine, out_option, printing, rehearse

if TYPE_CHECKING:
    from generator.jobs.pack import Readers
    from generator.printing import Printing


def _say_plan(folder: Path, anki: bool = False) -> None:
    """Print where the plan is, printed and exported."""
    from generator.exports import EXPORTS

    click.echo(f"plan       {(folder / 'candidate' / 'plan.pdf').as_posix()}")
    for each in EXPORTS.values():
        path = folder / each.path
        if each.for_candidate and (not each.on_request or (anki and path.exists())):
            click.echo(f"{each.title:10} {path.as_posix()}")


@rehearse.command()
@click.argument("files", metavar="FILE...", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--from", "made", metavar="PLAN.JSON", type=click.Path(path_type=Path), help="Print again what was planned before."
)
@click.option("--anki", is_flag=True, help="Make an Anki deck, too, of questions that the plan leaves.")
@click.option("--show", is_flag=True, help="Also print the sessions here, week by week.")
@click.option("--all", "whole", is_flag=True, help="Make the sheets of every session, not of four weeks ahead.")
@CONTENT
@out_option("build/private")
@TODAY
@printing
def plan(
    files: tuple[Path, ...],
    made: Path | None,
    anki: bool,
    show: bool,
    whole: bool,
    content: Path,
    out: Path,
    today: datetime.date,
    how: Printing,
) -> None:
    """Make a dated plan and its sheets from a candidate's FILE.

    Writes to OUT/<id>/: candidate/ with the plan (to print, for calendars, for spreadsheets) and sealed sheets,
    interviewer/ with the session sheets. Either can be handed over alone. Sheets are made four weeks ahead, since a
    plan changes with every mock. With --from, a plan.json is printed again, without sheets.
    """
    dated = click.get_current_context().get_parameter_source("today") is not ParameterSource.DEFAULT
    if made and (files or anki or show or whole or dated):
        message = "--from prints a plan as it was made: it takes no FILE, no --anki, --show, --all or --today."
        raise click.UsageError(message)
    if not (made or files):
        raise click.UsageError("Missing argument 'FILE...'.")
    from generator.jobs.candidate import write_again, write_plans

    if made:
        _say_plan(write_again(content, made, out, how))
        return
    with ProgressLine("sheets") as on_made:
        planned = write_plans(content, files, out, today, how, on_made, anki, whole)
    for each in planned:
        _say_plan(each.folder, anki)
        click.echo(f"sealed     {(each.folder / 'candidate' / 'sealed').as_posix()}")
        click.echo(f"sheets     {(each.folder / 'interviewer').as_posix()}")
        for note in each.notes:
            click.echo(f"note       {note}")
        if show:
            click.echo(each.agenda)
    if sys.stdin.isatty() and sys.stdout.isatty():
        for path, each in zip(files, planned, strict=True):
            if each.start:
                _offer_start(path, each.start)


def _offer_start(path: Path, start: datetime.date) -> None:
    """Ask whether the line that keeps these weeks may be added to a candidate's file."""
    from generator.scaffold.start import add_start, start_line

    line = start_line(start)
    if not click.confirm(f'Add the line "{line}" to {path.as_posix()}?', default=True):
        return
    if add_start(path, start):
        click.echo(f"added      {line}")
    else:
        click.echo(f"note       the line doesn't fit at the end of the file: add it by hand: {line}")


@rehearse.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--who",
    type=click.Choice(["candidate", "interviewer", "both"]),
    default="both",
    show_default=True,
    help="Who it is for: each gets a file of their own.",
)
@click.option("--week", type=click.IntRange(1), help="Only the sessions of this week of the plan, from 1.")
@click.option("--session", help="Only this session: its code (coding-3) or its place in the plan, from 1.")
@click.option("--single-sided", is_flag=True, help="Leave no page blank: for printing on one side.")
@CONTENT
@out_option("build/private")
@TODAY
@printing
def pack(
    file: Path,
    who: Readers,
    week: int | None,
    session: str | None,
    single_sided: bool,
    content: Path,
    out: Path,
    today: datetime.date,
    how: Printing,
) -> None:
    """Print all sheets for the sessions of a candidate's FILE as one PDF per reader, with contents and bookmarks.

    Writes to OUT/<id>/: candidate/pack-candidate.pdf with the plan and the sealed questions,
    interviewer/pack-interviewer.pdf with session sheets and answers. Each sheet starts on a right-hand page.
    """
    if week and session:
        raise click.UsageError("--week and --session both say which sessions: give one of them.")
    from generator.jobs.pack import write_packs

    with ProgressLine("packs") as on_made:
        made, packs = write_packs(content, file, out, today, who, week, session, how, not single_sided, on_made)
    for path in packs:
        click.echo(f"pack       {path.as_posix()}")
    for note in made.notes:
        click.echo(f"note       {note}")


@rehearse.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@CONTENT
@out_option("build/private")
@TODAY
@printing
def stories(file: Path, content: Path, out: Path, today: datetime.date, how: Printing) -> None:
    """Show which themes the stories in a candidate's FILE cover, and what to do about each story.

    Writes the worksheet to OUT/<id>/candidate/stories.pdf: filled where something is written, with lines where not.
    """
    from generator.jobs.candidate import write_stories

    lines, worksheet = write_stories(content, file, out, today, how)
    click.echo("\n".join(lines))
    click.echo(f"\nworksheet  {worksheet.as_posix()}")


@rehearse.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@CONTENT
@out_option("build/private")
@TODAY
@printing
def progress(file: Path, content: Path, out: Path, today: datetime.date, how: Printing) -> None:
    """Show what the log of a candidate's FILE says, and which criteria are met.

    Writes OUT/<id>/candidate/progress.pdf: confidence over time, scores next to your own, criteria with their evidence.
    """
    from generator.jobs.candidate import write_progress

    said, made = write_progress(content, file, out, today, how)
    click.echo(f"{said}\n")
    click.echo(f"progress   {(made.folder / 'candidate' / 'progress.pdf').as_posix()}")
    for note in made.notes:
        click.echo(f"note       {note}")
