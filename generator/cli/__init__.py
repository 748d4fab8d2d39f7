"""The command line. A command parses, calls one function, prints and exits; it contains no rule of the product.

The only place that reads the clock. Exit codes: 0 done, 1 done in part, 2 bad input, 3 the machine lacks something,
4 another build has the folder, 70 an internal error.
"""

from __future__ import annotations

import errno
import io
import os
import sys
import traceback
from typing import NoReturn

import click

from generator.cli import handbook, log, new, practice, rounds  # noqa: F401  # a command is known once its module is read
from generator.cli.base import rehearse

__all__ = ["main", "rehearse", "run"]


def run() -> NoReturn:
    """Be the process `rehearse`: it ends without freeing, object by object, a handbook that nobody needs any more."""
    code: object = 0
    try:
        main()
    except SystemExit as end:
        code = end.code
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:  # a full disk, or nobody who reads
            code = code or 3
    os._exit(code if isinstance(code, int) else int(code is not None))


def main(arguments: list[str] | None = None) -> None:
    """Run a command; the one place where an error becomes a message and an exit code."""
    from generator.problem import BusyError, ContentError, MachineError

    given = sys.argv[1:] if arguments is None else arguments
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # what was done must not end in a letter that a terminal lacks
    try:
        sys.exit(rehearse.main(given, prog_name="rehearse", standalone_mode=False) or 0)
    except click.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except ContentError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    except MachineError as error:
        click.echo(str(error), err=True)
        sys.exit(3)
    except BusyError as error:
        click.echo(str(error), err=True)
        sys.exit(4)
    except Exception as error:
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            click.echo("can't be written: no space left", err=True)
            sys.exit(3)
        if "--debug" in given:
            traceback.print_exc()
        else:
            message = f"internal error: {type(error).__name__}: {error}; please report it"
            click.echo(f"{message} (rehearse --debug prints a traceback)", err=True)
        sys.exit(70)
