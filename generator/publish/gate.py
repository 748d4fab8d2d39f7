"""The gate between a built site and its readers: a policy in every page, and a check of the whole folder.

Independent of the site builder: it reads the folder that the builder left.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote

from generator.problem import ContentError, Problem
from generator.publish.markup import Markup
from generator.publish.policy import HEADERS, same_anywhere, with_policy

#: The kinds of file a site may contain. What a candidate edits is in archives, which browsers save and never open.
KINDS = {
    ".css", ".csv", ".gz", ".html", ".ico", ".ics", ".js", ".json", ".map", ".pdf", ".png", ".svg", ".txt", ".woff2",
    ".xml", ".zip",
}  # fmt: skip
#: Files of other kinds: text that no browser runs, and that people save under its name.
_SAVED = {"plans/candidate.yml"}
#: Files that the theme adds to those made from content.
_ADDED = {"404.html", "robots.txt", "sitemap.xml", "sitemap.xml.gz"}
_ADDED_FOLDERS = ("assets/",)

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)


class UnfitSiteError(ContentError):
    """The built site must not be published. `problems` has every reason."""


def secure(folder: Path, made: Iterable[str]) -> None:
    """Add the policy to every page and `_headers` to the folder. `made` are the paths in the docs folder.

    Raises UnfitSiteError with everything that must not be published: a file of an unknown kind or that rehearse didn't
    make, a missing page, a symlink, a link out of the folder or to nothing, a script that isn't the theme's.
    """
    expected = {re.sub(r"\.md$", ".html", path) for path in made}
    found = set(_files(folder))
    problems = [Problem(path, 0, 0, "missing: this page was not built") for path in expected - found]
    for path in sorted(found):
        if (folder / path).is_symlink():
            problems.append(Problem(path, 0, 0, "a link to another place, not a file"))
        elif posixpath.splitext(path)[1] not in KINDS and path not in _SAVED:
            problems.append(Problem(path, 0, 0, "a kind of file that a site must not contain"))
        elif path not in expected | _ADDED and (path.endswith(".html") or not path.startswith(_ADDED_FOLDERS)):
            problems.append(Problem(path, 0, 0, "not made by rehearse: move it out of the docs folder"))
    if not problems:
        read = {}
        for path in sorted(path for path in found if path.endswith(".html")):
            try:
                page = (folder / path).read_bytes().decode()
            except UnicodeDecodeError:
                problems.append(Problem(path, 0, 0, "not written in UTF-8"))
                continue
            read[path] = Markup(page)
            (folder / path).write_bytes(with_policy(page, read[path]).encode())
        ours = set(map(same_anywhere, read["404.html"].scripts)) if "404.html" in read else set()
        for path, markup in read.items():
            problems += [Problem(path, 0, 0, message) for message in _wrong(path, markup, found, ours)]
        (folder / "_headers").write_bytes(HEADERS.encode())
    if problems:
        raise UnfitSiteError(problems)


def _files(folder: Path) -> Iterator[str]:
    """Yield the paths of all files in a folder, and of links to folders."""
    for path in folder.rglob("*"):
        if path.is_symlink() or not path.is_dir():
            yield path.relative_to(folder).as_posix()


def _wrong(path: str, page: Markup, files: set[str], ours: set[str]) -> Iterator[str]:
    """Yield the errors of a page. `ours` are the scripts of 404.html, which has no content."""
    for script in page.scripts:
        if same_anywhere(script) not in ours:
            yield f"contains a script that isn't the theme's: {_start(script)}"
    for tag, name, address in page.addresses:
        wrong = _wrong_address(path, tag, name, address, files)
        if wrong:
            yield f"{wrong}: {_start(address)}"


def _start(text: str) -> str:
    """Return the beginning of a script or an address, for messages."""
    return text.strip()[:60]


def _wrong_address(path: str, tag: str, name: str, address: str, files: set[str]) -> str:
    scheme = _SCHEME.match(address)
    if scheme:
        allowed = {"http", "https", "mailto"} if name == "href" else {"data"}
        return "" if scheme[1].lower() in allowed else f"<{tag}> points outside the site"
    if address.startswith("/"):  # the page for what is not found is shown at any depth
        return "" if path == "404.html" and not address.startswith("//") else f"<{tag}> points outside the site"
    target = unquote(re.split(r"[?#]", address, maxsplit=1)[0])
    there = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
    if there.startswith("../") or there == "..":
        return f"<{tag}> points outside the site"
    return "" if there in files else f"<{tag}> has a broken link"
