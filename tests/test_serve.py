"""The handbook while it is being written: a real server, a real browser, and somebody who edits files."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from browser import chromium
from conftest import TESTS
from playwright.sync_api import Error, Page
from searched import part

FILE = "content/questions/knitting/intervals.yml"
PAGE = "questions/merge-booking-windows.html"


class Served(NamedTuple):
    """A running `rehearse serve`: where it listens, what it prints, the folder it runs in."""

    address: str
    base: Path
    log: Path
    process: subprocess.Popen[bytes]

    @property
    def file(self) -> Path:
        return self.base / FILE

    def get(self, path: str) -> str:
        """A page as a browser gets it, found or not."""
        try:
            with urllib.request.urlopen(self.address + path) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError as error:
            return error.read().decode()

    def change(self, old: str, new: str) -> None:
        source = self.file.read_text("utf-8")
        assert old in source
        self.file.write_text(source.replace(old, new, 1), "utf-8")


def until(fact: Callable[[], bool]) -> None:
    """Wait for something to become true; fail when it never does, as half an hour shows even on a busy machine."""
    end = time.monotonic() + 30 * 60
    while not fact():
        assert time.monotonic() < end, "never became true"
        time.sleep(0.05)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True


def hears_ctrl_c() -> None:
    """Hear SIGINT even if the tests run in the background of a shell, which passes on that it is ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def start(base: Path, port: int, log: str = "log") -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "generator.cli", "serve", "--port", str(port), "--out", "served"]
    with (base / log).open("wb") as out:
        return subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, cwd=base, preexec_fn=hears_ctrl_c)


def cut(content: Path) -> None:
    """Leave one file of questions per round."""
    for of_round in (content / "questions").iterdir():
        for path in sorted(of_round.iterdir(), key=lambda path: (path.name != "intervals.yml", path.name))[1:]:
            path.unlink()


@pytest.fixture
def served(content: Path) -> Iterator[Served]:
    """Serve a copy of the content, cut to one file of questions per round: what is fast to make is fast to test."""
    base = content.parent
    for name in ("floors.yml", "guides.yml", "synonyms.yml"):  # what is added here keeps to neither
        (content / name).unlink()
    cut(content)
    port = free_port()
    process = start(base, port)
    try:
        until(lambda: listens(port) or process.poll() is not None)
        yield Served(f"http://127.0.0.1:{port}/", base, base / "log", process)
    finally:
        process.kill()
        process.wait()


def visit(page: Page, address: str) -> None:
    """Go to a page, again if the one before is just being loaded anew: then nothing comes of the first way."""
    timeouts = (4000 * 2**n for n in range(100))  # a busy machine takes its time, and is given it

    def there() -> bool:
        try:
            page.goto(address, timeout=next(timeouts))
        except Error:
            return False
        return True

    until(there)


def checked(base: Path) -> list[str]:
    command = [sys.executable, "-m", "generator.cli", "check"]
    return subprocess.run(command, capture_output=True, text=True, cwd=base, check=False).stderr.splitlines()


def test_an_edit_a_mistake_and_its_mending_are_seen_in_an_open_browser(served: Served) -> None:
    """Nobody reloads the page: it follows by itself."""
    with chromium() as browser:
        page = browser.new_page()
        page.goto(served.address + PAGE)
        alert = page.get_by_role("alert")
        assert alert.count() == 0
        served.change("title: Merge booking windows", "title: Merge the windows of a hotel")
        until(lambda: page.locator("h1").inner_text().startswith("Merge the windows of a hotel"))
        served.change("difficulty: medium", "difficulty: <b>meduim</b>")
        until(lambda: alert.count() == 1)
        problem = checked(served.base)
        assert len(problem) == 1
        assert problem[0].startswith(f"{FILE}:12:5: difficulty: expected easy")
        assert problem[0] in alert.inner_text()  # as text: the tags in it too
        assert problem[0] in served.log.read_text("utf-8").splitlines()
        assert page.locator("h1").inner_text().startswith("Merge the windows of a hotel")
        for path in ("index.html", "nowhere.html", "rounds/knitting.html"):
            visit(page, served.address + path)
            assert problem[0] in alert.inner_text()
        served.change("difficulty: <b>meduim</b>", "difficulty: hard")
        until(lambda: alert.count() == 0)
        assert "no errors any more" in served.log.read_text("utf-8")
        visit(page, served.address + PAGE)
        assert "hard" in page.locator(".rh.facts").inner_text()


def test_questions_and_files_that_come_and_go_are_followed_and_search_stays_whole(served: Served) -> None:
    def found() -> list[str]:
        index = part(served.get("find/index.js"))
        rounds = [name for name, _, count in index["rounds"] if count]
        rows = [row for name in rounds for row in part(served.get(f"find/{name}.js"))]
        return [f"{page['u']}.html" for page in index["pages"]] + [f"questions/{row[0]}.html" for row in rows]

    def pages() -> set[str]:
        return set(found())

    first, source = sorted(found()), served.file.read_text("utf-8")
    assert PAGE in pages()
    added = source.replace("merge-booking-windows", "merge-other-windows").partition("questions:\n")[2]
    served.file.write_text(source + added, "utf-8")
    until(lambda: "Merge booking windows" in served.get("questions/merge-other-windows.html"))
    assert pages() == {*first} | {"questions/merge-other-windows.html"}
    assert len(found()) == len(set(found()))
    assert "merge-other-windows" in served.get("rounds/knitting.html")
    served.file.write_text(source, "utf-8")
    until(lambda: "questions/merge-other-windows.html" not in pages())
    assert sorted(found()) == first
    assert "merge-other-windows" not in served.get("rounds/knitting.html")
    assert "Merge booking windows" not in served.get("questions/merge-other-windows.html")
    guide = served.base / "content" / "guides" / "a-new-guide.md"
    guide.write_text("# A new guide\n\nSome words.\n", "utf-8")
    until(lambda: "Some words" in served.get("guides/a-new-guide.html"))
    guide.unlink()
    until(lambda: "guides/a-new-guide.html" not in pages())
    assert "Some words" not in served.get("guides/a-new-guide.html")
    assert sorted(found()) == first


def test_started_on_broken_content_it_says_so_and_shows_the_pages_once_it_is_mended(content: Path) -> None:
    path = content.parent / FILE
    source = path.read_text("utf-8")
    path.write_text(source.replace("difficulty: medium", "difficulty: meduim", 1), "utf-8")
    cut(content)
    port = free_port()
    process = start(content.parent, port)
    try:
        served = Served(f"http://127.0.0.1:{port}/", content.parent, content.parent / "log", process)
        until(lambda: listens(port))
        assert "serving" in served.log.read_text()
        page = served.get("index.html")
        assert 'role="alert"' in page
        assert f"{FILE}:12:5: difficulty" in page
        path.write_text(source, "utf-8")
        until(lambda: "Merge booking windows" in served.get(PAGE))
        assert 'role="alert"' not in served.get("index.html")
        second = start(content.parent, free_port(), "log-of-the-second")
        assert second.wait(300) == 4
        assert f"process {process.pid} is building here" in (content.parent / "log-of-the-second").read_text()
        process.send_signal(signal.SIGINT)
        assert process.wait(300) in (0, 130)
        assert "Traceback" not in served.log.read_text()
    finally:
        process.kill()
        process.wait()


def test_a_port_that_is_taken_is_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        command = [sys.executable, "-m", "generator.cli", "serve", "--out", str(tmp_path / "out")]
        port = str(server.getsockname()[1])
        done = subprocess.run([*command, "--port", port], capture_output=True, text=True, cwd=TESTS, check=False)
    assert done.returncode == 3
    assert re.fullmatch(rf"port {port}: .*; choose another with --port\n", done.stderr)
    assert list(tmp_path.iterdir()) == []
