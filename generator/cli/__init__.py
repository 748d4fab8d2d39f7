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
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

import click

from generator.cli.base import rehearse
from generator.modules import import_all

__all__ = ["main", "rehearse", "run"]

import_all(__name__)  # a command is known once its module is imported


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
    _replace_closed_streams()
    _follow_replaced_folder()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # what was done must not end in a letter that a terminal lacks
    try:
        sys.exit(rehearse.main(given, prog_name="rehearse", standalone_mode=False) or 0)
    except click.Abort:
        sys.exit(130)
    except click.ClickException as error:
        with suppress(OSError):
            error.show()
        sys.exit(2)
    except ContentError as error:
        _complain(str(error))
        sys.exit(2)
    except MachineError as error:
        _complain(str(error))
        sys.exit(3)
    except BusyError as error:
        _complain(str(error))
        sys.exit(4)
    except Exception as error:
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            _complain("stdout: no space left; what the command has written before stays")
            sys.exit(3)
        if isinstance(error, FileNotFoundError) and not _has_folder():
            _complain("the current folder no longer exists: change to another one")
            sys.exit(3)
        if "--debug" in given:
            _complain(traceback.format_exc().rstrip())
        else:
            message = f"internal error: {type(error).__name__}: {error}; please report it"
            _complain(f"{message} (rehearse --debug prints a traceback)")
        sys.exit(70)


def _complain(message: str) -> None:
    """Print to stderr; the exit code tells the rest where stderr can't be written to either."""
    with suppress(OSError):
        click.echo(message, err=True)


def _follow_replaced_folder() -> None:
    """Go to the folder that the shell is in by name: a plan made again has put another one in its place."""
    if not _has_folder():
        with suppress(OSError, KeyError):
            os.chdir(os.environ["PWD"])


def _has_folder() -> bool:
    """Return whether the working directory still exists."""
    try:
        Path.cwd()
    except FileNotFoundError:
        return False
    return True


def _replace_closed_streams() -> None:
    """Open the null device as stdin, stdout or stderr where the caller closed it, as `rehearse check >&-` does.

    Otherwise the next file that is opened would get the number of the missing stream, and what any library prints
    would end up in it.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            opened = os.open(os.devnull, os.O_RDWR)  # gets the lowest free number, which is this one
            os.set_inheritable(opened, True)  # for the processes that we start
        if getattr(sys, name) is None:
            raw = io.FileIO(number, "w" if number else "r", closefd=False)
            raw.name = f"<{name}>"  # as Python names its own
            buffered = io.BufferedWriter(raw) if number else io.BufferedReader(raw)
            setattr(sys, name, io.TextIOWrapper(buffered, encoding="utf-8"))
