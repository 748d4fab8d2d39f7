"""The command that starts a bank of one's own: `rehearse init`."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from generator.cli.base import rehearse


@rehearse.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Copy the content into a new or empty folder DIR, to edit it.

    DIR gets content/, schema/, the site's settings in mkdocs.yml and a README.md that says what is what. In DIR, and in
    folders in it, every command uses that copy.
    """
    from generator import scaffold

    scaffold.new_bank(folder)
    click.echo(f"new        {(folder / 'content').as_posix()}")
    click.echo(f"next       cd {shlex.quote(folder.as_posix())}, then: rehearse check")
