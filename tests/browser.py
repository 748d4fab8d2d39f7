"""A folder served over http on this machine, and the system's Chromium to look at it."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

#: Milliseconds to wait for anything in a page: only what never comes may fail, however busy the machine is.
PATIENCE = 10 * 60_000
#: The system's Chromium by its names; the first is all that is needed here, starts sooner and takes less.
NAMES = ("chromium-headless-shell", "chromium", "google-chrome", "chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # one connection for many files

    def log_message(self, format: str, *args: object) -> None:
        pass

    def handle(self) -> None:
        with suppress(ConnectionError):  # a browser that leaves a page may drop what it asked for
            super().handle()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port of the loopback; gives the address with a slash at the end."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def _patient(opening: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(opening)
    def patiently(*given: Any, **more: Any) -> Any:
        opened = opening(*given, **more)
        opened.set_default_timeout(PATIENCE)
        return opened

    return patiently


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the system's Chromium with a fresh profile; its pages wait patiently."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    assert path, "no Chromium on this machine: see tests/need.sh"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS, timeout=PATIENCE)
        browser.new_page = _patient(browser.new_page)  # type: ignore[method-assign]
        browser.new_context = _patient(browser.new_context)  # type: ignore[method-assign]
        yield browser
        browser.close()
