"""The handbook while it is being written: a change is on the page in a moment, and so is what is wrong with it."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from generator import pages, publish
from generator.plugin.note import noted
from generator.plugin.preview import CONFIG, THEME, Preview
from generator.problem import MachineError

HOST = "127.0.0.1"
_NOTHING_YET = b'<!doctype html><meta http-equiv="refresh" content="1"><title>Nothing yet</title><body>No page yet.'


def serve(
    content: Path, out: Path, port: int, say: Callable[[str], None], first: AbstractContextManager[publish.Progress]
) -> None:
    """Serve the handbook to this machine until it is interrupted.

    `out` holds what is built meanwhile. `say` is told every problem, as `rehearse check` has it, and what each change
    wrote; `first` shows how the first build gets on, which makes every sheet. Raises MachineError where the port is
    taken, BusyError where another process serves from `out`.
    """
    try:
        socket.create_server((HOST, port)).close()
    except OSError as error:
        raise MachineError(f"port {port}: {error.strerror}; name another by --port") from error
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    with publish.alone(out):
        preview = Preview(content, out.absolute(), say)
        with first as preview.progress:
            preview.build()
        preview.progress = publish.silent
        server = LiveReloadServer(preview.build, HOST, port, str(preview.site), polling_interval=0.25)
        not_found = preview.site / "404.html"
        server.error_handler = lambda code: not_found.read_bytes() if not_found.exists() else _NOTHING_YET
        server.set_app(noted(server.serve_request, lambda: preview.problems))
        for path in (content, pages.TEMPLATES, publish.PAPER_TEMPLATES, THEME, CONFIG):
            server.watch(str(path))
        say(f"serving    {server.url} (Ctrl+C ends it)")
        try:
            server.serve()
        finally:
            server.shutdown()
