"""The command that reads a job advertisement."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from generator.cli.base import CONTENT, rehearse

if TYPE_CHECKING:
    from generator.model import Level


@rehearse.command()
@click.argument("advert", metavar="ADVERT", type=click.File("rb"))
@click.option("--role", metavar="ROLE", help="Role it is for.  [default: by its title, else by its words]")
@click.option(
    "--level",
    type=click.Choice(["junior", "mid", "senior", "staff"]),
    help="Level it is for.  [default: by its title, else by the years it asks for]",
)
@CONTENT
def rounds(advert: BinaryIO, role: str | None, level: Level | None, content: Path) -> None:
    """Suggest rounds to practise for a job advertisement.

    ADVERT is a text file, or - for text pasted or piped in. Copy the text from the web page.

    You get the role's loop with the words that speak for each round, and a line for your file. A round outside the
    loop is added if the advertisement names it where it describes its interviews, or if two different words hint at
    it; three, if the role has that round at higher levels only. The words are the keywords of the role.
    """
    from generator.advert import MAX_BYTES
    from generator.jobs.advert import suggested_rounds

    if advert.name == "<stdin>" and sys.stdin.isatty():
        click.echo("Paste the advertisement, then press Ctrl-D (on Windows Ctrl-Z and Enter).", err=True)
    source = advert.read(MAX_BYTES + 1)
    shown = "standard input" if advert.name == "<stdin>" else Path(advert.name).as_posix()
    for line in suggested_rounds(content, source, shown, role, level):
        click.echo(line)
