"""Build the site with Zensical instead of MkDocs, from the same docs folder, mkdocs.yml and theme.

Zensical runs no plugin, so what ours does before a build is done here. It is started as a program of its own.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from generator import yamlfile
from generator.jobs.edition import Edition, keep_apart
from generator.jobs.site import write_docs
from generator.pieces import OnMade, ignore
from generator.places import bundled, kept, output_folder, site_settings
from generator.problem import ContentError, MachineError, Problem, refused
from generator.publish.files import MANIFEST
from generator.publish.lock import staging
from generator.publish.swap import new_site

#: Folder in the new site where Zensical works: it reads and writes only below its settings.
_WORK = ".zensical"
#: What Zensical adds to a site and ours has no use for. Its search would also show the interviewer's pages.
_LEFT_OUT = ("search.json", "assets/javascripts/LICENSE")
#: What a theme's folder has that isn't published.
_NO_THEME = shutil.ignore_patterns("*.py", "*.md", "__pycache__")
#: Zensical, which ends when the process that started it does, since its input ends then.
_PROGRAM = """
import os, sys, threading
threading.Thread(target=lambda: (sys.stdin.read(), os._exit(1)), daemon=True).start()
from zensical.main import cli
cli()
"""

_COLOUR = re.compile(r"\x1b\[[\d;]*m")
_ISSUE = re.compile(r"^(?:Warning|Error): (.+)\n\W*\[ (\S+?):(\d+):(\d+) \]", re.MULTILINE)
_ERROR = re.compile(r"^(?:\w+\.)*\w*(?:Error|Exception): .+", re.MULTILINE)


def build_site(
    content: Path, out: Path, docs: Path | None = None, on_made: OnMade = ignore, edition: Edition | None = None
) -> Path:
    """Build the site, or a private edition of it, and swap it in; return the path of its front page.

    As with MkDocs, the gate checks what is built. Raises ContentError, MachineError or BusyError; `out` is then as it
    was.
    """
    if not find_spec("zensical"):
        raise MachineError("Zensical isn't installed: pip install zensical")
    file, home = site_settings(output_folder(content)), output_folder(content)
    settings = _settings(file)
    made = [home / settings.get(key, default) for key, default in (("docs_dir", "docs"), ("site_dir", "site"))]
    if edition:
        keep_apart(out, [*made, home / "build" / "site", home / "build" / "docs", content])
        settings["nav"].insert(1, {"Private": "private/index.md"})
        settings["extra"]["robots"] = "noindex"
    docs = staging(out) / "docs" if edition else docs or made[0]
    with new_site(out, docs, private=edition is not None) as new:
        write_docs(content, docs, on_made, edition)
        work = new / _WORK
        shutil.copytree(docs, work / "docs", ignore=shutil.ignore_patterns(MANIFEST))
        shutil.copytree(_theme(settings, file.parent), work / "theme", ignore=_NO_THEME)
        _run(work, settings)
        for each in (work / "site").iterdir():
            each.rename(new / each.name)
        shutil.rmtree(work)
        for name in (*_LEFT_OUT, *(() if settings.get("site_url") and not edition else ("sitemap.xml",))):
            (new / name).unlink(missing_ok=True)
    return out / "index.html"


def _settings(file: Path) -> dict[str, Any]:
    """Read a mkdocs.yml of a handbook. Raises ContentError for what Zensical would pass over in silence."""
    data, _ = yamlfile.read(file, file.as_posix())
    settings: dict[str, Any] = data if isinstance(data, dict) else {}
    named = [name for each in settings.get("plugins") or () for name in ([each] if isinstance(each, str) else each)]
    if "rehearse" not in named:
        message = 'plugins: expected "rehearse" among them; a mkdocs.yml next to the content is for its handbook'
        raise refused(file.as_posix(), message)
    others = [name for name in named if name != "rehearse"] + [str(each) for each in settings.get("hooks") or ()]
    if others:
        raise refused(file.as_posix(), f"Zensical can't be relied on to run {', '.join(others)}: build with MkDocs")
    return {"nav": [], "extra": {}} | settings


def _theme(settings: dict[str, Any], folder: Path) -> Path:
    """Return the folder of the theme: the one that the settings name, or ours."""
    named = folder / settings["theme"].get("custom_dir", "")
    return named if named.is_dir() else bundled("templates") / "site"


def _run(work: Path, settings: dict[str, Any]) -> None:
    """Run Zensical in a folder with `docs` and `theme`; what it builds is in `site`. Raises ContentError."""
    addresses = {path.relative_to(work / "docs").with_suffix(".html").as_posix() for path in work.rglob("docs/**/*.md")}
    theme = {"variant": "classic"} | settings["theme"] | {"custom_dir": "theme"}
    extra = settings["extra"] | {"footer": kept(settings["extra"].get("footer"), addresses)}
    ours = {"docs_dir": "docs", "site_dir": "site", "theme": theme, "extra": extra, "plugins": []}
    (work / "mkdocs.yml").write_text(json.dumps(settings | ours), "utf-8")
    command = [sys.executable, "-c", _PROGRAM, "build", "--strict"]
    with subprocess.Popen(  # noqa: S603 — our own words
        command, cwd=work, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        said = process.stdout.read() if process.stdout else b""
    if process.returncode:
        raise ContentError(_problems(said.decode(errors="replace")))


def _problems(said: str) -> list[Problem]:
    """Return what Zensical reports, or else the error that ended it."""
    plain = _COLOUR.sub("", said)
    issues = [Problem(path, int(line), int(column), what) for what, path, line, column in _ISSUE.findall(plain)]
    errors = [Problem("site", 0, 0, f"Zensical: {line}") for line in _ERROR.findall(plain)]
    return issues or errors[:1] or [Problem("site", 0, 0, "Zensical failed and didn't say why")]
