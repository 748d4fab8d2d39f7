"""Serve the handbook while someone writes it: an edit is on the page in a second or two, and so are its errors."""

from __future__ import annotations

import logging
import mimetypes
import socket
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from mkdocs.livereload import LiveReloadServer

from generator import pages, paper
from generator.plugin.note import App, noted
from generator.plugin.preview import Preview
from generator.plugin.settings import settings_file, theme_folder
from generator.problem import MachineError
from generator.publish.lock import locked

HOST = "127.0.0.1"
_NOTHING_YET = b'<!doctype html><meta http-equiv="refresh" content="1"><title>Nothing yet</title><body>No page yet.'


def serve_handbook(content: Path, out: Path, port: int, say: Callable[[str], None]) -> None:
    """Serve the handbook to this machine until it is interrupted.

    The site is built in `out`. `say` gets every error, as `rehearse check` prints it, and what each edit wrote. Raises
    MachineError if the port is taken, BusyError if another process serves from `out`.
    """
    try:
        socket.create_server((HOST, port)).close()
    except OSError as error:
        raise MachineError(f"port {port}: {error.strerror}; choose another with --port") from error
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    with locked(out):
        preview = Preview(content, out.absolute(), say)
        say("building   the handbook")
        preview.build()
        server = LiveReloadServer(preview.build, HOST, port, str(preview.site), polling_interval=0.1)
        not_found = preview.site / "404.html"
        server.error_handler = lambda code: not_found.read_bytes() if not_found.exists() else _NOTHING_YET
        server.set_app(noted(_with_sheets(server.serve_request, preview.sheet), lambda: preview.problems))
        templates = pages.TEMPLATES, paper.TEMPLATES, theme_folder(content)
        for path in (content, *templates, settings_file(content)):
            server.watch(str(path))
        say(f"serving    {server.url} (Ctrl+C ends it)")
        try:
            server.serve()
        finally:
            server.shutdown()


def _with_sheets(app: App, sheet: Callable[[str], bytes | None]) -> App:
    """Return an application that makes PDFs, pictures and mocks on request and leaves everything else to `app`."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ["PATH_INFO"].removeprefix("/")
        content = sheet(path) if path.endswith((".pdf", ".png")) or path.startswith("tonight/") else None
        if content is None:
            return app(environ, start_response)
        kind = mimetypes.guess_type(path)[0] or ""
        headers = [("Content-Type", kind), ("Content-Length", str(len(content))), ("Cache-Control", "no-store")]
        start_response("200 OK", headers)
        return [content]

    return answer
