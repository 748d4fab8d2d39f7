"""The command in a process of its own, begun as a copy of one that has everything imported and has done nothing yet.

It does all that `rehearse` does from its arguments to its exit code. What needs a new interpreter (closed streams,
kills, another copy of the package, terminals) starts one.
"""

from __future__ import annotations

import atexit
import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

TESTS = Path(__file__).parent


def rehearse(
    *arguments: object, cwd: Path = TESTS, typed: str = "", env: Mapping[str, str] | None = None, umask: int = -1
) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder, with `typed` as its input and `env` added to the environment.

    `umask` is what files are made without; below 0, as they are here.
    """
    given = [*map(str, arguments)]
    with tempfile.TemporaryDirectory() as folder:
        streams = [Path(folder) / name for name in ("in", "out", "err")]
        for path, content in zip(streams, (typed, "", ""), strict=True):
            path.write_bytes(content.encode())
        asked = {
            "given": given, "cwd": str(cwd), "env": {**os.environ, **(env or {})}, "umask": umask,
            "streams": [*map(str, streams)],
        }  # fmt: skip
        first = _first()
        assert first.stdin
        assert first.stdout
        print(json.dumps(asked), file=first.stdin, flush=True)
        code = int(first.stdout.readline())
        said = [path.read_bytes().decode() for path in streams[1:]]
    return subprocess.CompletedProcess(["rehearse", *given], code, *said)


@cache
def _first() -> subprocess.Popen[str]:
    """Start the process whose copies are the commands."""
    environment = os.environ | {"PYTHONPATH": str(TESTS.parent)}
    command = [sys.executable, "-P", __file__]
    first = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)
    atexit.register(first.kill)
    return first


def _serve() -> None:
    """Start a copy for every line of the input, and print its exit code."""
    from generator import cli
    from generator.modules import import_all

    import_all("generator.jobs")
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if not child:
            _become(asked)
            cli.run()
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def _become(asked: dict[str, object]) -> None:
    """Take over what a process is given when it starts."""
    given, cwd, env, streams = (asked[name] for name in ("given", "cwd", "env", "streams"))
    assert isinstance(given, list)
    assert isinstance(streams, list)
    assert isinstance(env, dict)
    for number, path in enumerate(streams):
        opened = os.open(path, os.O_RDWR)
        os.dup2(opened, number)
        os.close(opened)
    sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, "rb", closefd=False)), encoding="utf-8")
    sys.stdout, sys.stderr = (
        io.TextIOWrapper(io.BufferedWriter(io.FileIO(number, "wb", closefd=False)), encoding="utf-8")
        for number in (1, 2)
    )
    if isinstance(asked["umask"], int) and asked["umask"] >= 0:
        os.umask(asked["umask"])
    os.environ.clear()
    os.environ.update(env)
    sys.argv = ["rehearse", *given]
    os.chdir(str(cwd))
    os.environ["PWD"] = str(cwd)


if __name__ == "__main__":
    _serve()
