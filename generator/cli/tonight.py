"""The command for someone who runs a mock tonight: one is chosen, and printed for both sides."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.base import CONTENT, TODAY, ProgressLine, out_option, printing, rehearse

if TYPE_CHECKING:
    from generator.model import Level
    from generator.printing import Printing
    from generator.tonight import Needs


@rehearse.command()
@click.argument("round_id", metavar="[ROUND]", required=False)
@click.option("--level", type=click.Choice(["junior", "mid", "senior", "staff"]), help="The candidate's level.")
@click.option("--minutes", type=click.IntRange(1), help="At most how long the session may take, with feedback.")
@click.option(
    "--partner",
    type=click.Choice(["anyone", "practitioner", "specialist"]),
    help="Who runs it: anyone, someone who does this work, or a specialist in it.  [default: whoever the mock needs]",
)
@click.option("--single-sided", is_flag=True, help="Leave no page blank: for printing on one side.")
@CONTENT
@out_option("build/tonight")
@TODAY
@printing
def tonight(
    round_id: str | None,
    level: Level | None,
    minutes: int | None,
    partner: Needs | None,
    single_sided: bool,
    content: Path,
    out: Path,
    today: datetime.date,
    how: Printing,
) -> None:
    """Choose a mock for tonight and print it: a PDF with everything for the partner, and a sealed one.

    Without a ROUND it is the round that most roles have in their loop. Of the mocks that fit, the day draws one: the
    same day gives the same, another day another. What is printed here doesn't give the question away.

    Writes to OUT: partner/ for who runs it, sealed/ for who is interviewed. What was there of an earlier mock is
    removed.
    """
    from generator.jobs.tonight import write_tonight
    from generator.tonight import Asked

    asked = Asked(round_id, level, minutes, partner)
    with ProgressLine("sheets") as on_made:
        chosen, paths = write_tonight(content, asked, out, today, how, not single_sided, on_made)
    for name, why in chosen.why:
        click.echo(f"{name:10} {why}")
    for path in paths:
        click.echo(f"{path.parent.name:10} {path.as_posix()}")
