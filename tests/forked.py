"""The command in a process of its own, begun as a copy of this one: nothing is imported twice.

It does all that `rehearse` does from its arguments to its exit code. What needs a new interpreter (closed streams,
kills, another copy of the package, terminals) starts one.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from conftest import TESTS

from generator import cli


def rehearse(
    *arguments: object, cwd: Path = TESTS, typed: str = "", env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder, with `typed` as its input and `env` added to the environment."""
    given = [*map(str, arguments)]
    with tempfile.TemporaryFile() as stdin, tempfile.TemporaryFile() as stdout, tempfile.TemporaryFile() as stderr:
        stdin.write(typed.encode())
        stdin.seek(0)
        child = os.fork()
        if not child:
            _be_the_command(given, cwd, env or {}, (stdin, stdout, stderr))
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        said = []
        for stream in (stdout, stderr):
            stream.seek(0)
            said.append(stream.read().decode())
    return subprocess.CompletedProcess(["rehearse", *given], code, *said)


def _be_the_command(given: list[str], cwd: Path, env: Mapping[str, str], streams: tuple[Any, ...]) -> None:
    try:
        for number, stream in enumerate(streams):
            os.dup2(stream.fileno(), number)
        sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, "rb", closefd=False)), encoding="utf-8")
        sys.stdout, sys.stderr = (
            io.TextIOWrapper(io.BufferedWriter(io.FileIO(number, "wb", closefd=False)), encoding="utf-8")
            for number in (1, 2)
        )
        sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr
        sys.argv = ["rehearse", *given]
        os.chdir(cwd)
        os.environ |= {**env, "PWD": str(cwd)}
        cli.run()
    except BaseException:
        os.write(2, traceback.format_exc().encode())
    finally:
        os._exit(99)
