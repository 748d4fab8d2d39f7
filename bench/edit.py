"""An edit under `rehearse serve`: seconds from saving a file until the changed page is served."""

from __future__ import annotations

import re
import socket
import statistics
import subprocess
import time
import urllib.request
from pathlib import Path
from urllib.error import URLError

EDITS = 5
PATIENCE = 600


def seconds(content: Path, folder: Path, rehearse: Path) -> float:
    """Give the median of a few edits of one question's title; `folder` is what the server builds in."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [rehearse, "serve", "--content", content, "--out", folder, "--port", str(port)]
    server = subprocess.Popen([str(each) for each in command], stdout=subprocess.DEVNULL)
    try:
        file = sorted((content / "questions" / "coding").glob("*.yml"))[0]
        name = re.findall(r"^- id: (.*)$", file.read_text("utf-8"), re.MULTILINE)[0]
        page = f"http://127.0.0.1:{port}/questions/{name}.html"
        _wait(page, "<h1")
        taken = []
        for number in range(EDITS):
            title = f"Edited {number} times"
            file.write_text(re.sub("(?m)^  title: .*$", f"  title: {title}", file.read_text("utf-8"), count=1), "utf-8")
            start = time.monotonic()
            _wait(page, title)
            taken.append(time.monotonic() - start)
            time.sleep(1)  # let the server look for changes again
        return statistics.median(taken)
    finally:
        server.terminate()
        server.wait()


def _wait(address: str, words: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 — our own server
                if words in answer.read().decode():
                    return
        except (URLError, ConnectionError):
            pass
        time.sleep(0.02)
    raise TimeoutError(f"{address} does not show {words!r}")
