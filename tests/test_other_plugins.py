"""Somebody adds a plugin of their own to mkdocs.yml: the site works, or one line names the plugin."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

#: What the plugin does to the HTML of each page, as the body of a function.
WORKS = {
    "a minifier": "return re.sub(r'\\s*\\n\\s*', '\\n', re.sub(r'=\"([\\w./-]+)\"', r'=\\1', page))",
    "no head": "return re.sub(r'</?(html|head|body)\\b[^>]*>|<meta charset=.utf-8.>', '', page)",
}
IN_PAGES = "return page.replace('</body>', '<script>count()</script><img src=//example.org/x.png></body>')"
IN_FOLDER = "open(path + '.more.html', 'w'); open(path + '.exe', 'w'); os.remove(path)"
FAILS = {
    "an error": "raise RuntimeError('no luck')",
    "an error of the system": "open('/nowhere/at/all')",
    "an error of MkDocs": "from mkdocs.exceptions import PluginError; raise PluginError('no luck')",
}
PLUGIN = """\
import os, re
from mkdocs.plugins import BasePlugin
def changed(page, path):
    {body}
class Plugin(BasePlugin):
    def {event}
"""
ON_PAGE = "on_post_page(self, output, page, config): return changed(output, '')"
AFTER = """on_post_build(self, config):
        path = os.path.join(config.site_dir, 'bank.html')
        changed('', path)"""


@pytest.fixture
def project(small: Path, folder: Path, tmp_path: Path) -> Path:
    """A clone with a mkdocs.yml of its own that names the plugin `tinker`; its docs folder is made already."""
    for name in ("generator", "templates"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "content").symlink_to(small)
    (tmp_path / "build").mkdir()
    shutil.copytree(folder / "docs", tmp_path / "build" / "docs")
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    (tmp_path / "mkdocs.yml").write_text(settings.replace("  - rehearse\n", "  - rehearse\n  - tinker\n"), "utf-8")
    return tmp_path


def build(project: Path, body: str, event: str) -> subprocess.CompletedProcess[str]:
    """Build the site with a plugin as one that pip has installed."""
    library = project / "library"
    (library / "tinker-1.0.dist-info").mkdir(parents=True)
    (library / "tinker-1.0.dist-info" / "METADATA").write_text("Name: tinker\nVersion: 1.0\n")
    (library / "tinker-1.0.dist-info" / "entry_points.txt").write_text("[mkdocs.plugins]\ntinker = tinker:Plugin\n")
    (library / "tinker.py").write_text(PLUGIN.format(body=body, event=event))
    environment = os.environ | {"PYTHONPATH": f"{project}{os.pathsep}{library}"}
    command = [sys.executable, "-m", "generator.cli", "site"]
    return subprocess.run(command, capture_output=True, text=True, cwd=project, env=environment, check=False)


@pytest.mark.parametrize("body", WORKS.values(), ids=WORKS)
def test_a_plugin_that_spells_the_head_otherwise_gives_a_site_with_a_policy(body: str, project: Path) -> None:
    done = build(project, body, ON_PAGE)
    assert done.returncode == 0, done.stderr
    for path in (project / "build" / "site").rglob("*.html"):
        page = path.read_text("utf-8")
        assert page.count("Content-Security-Policy") == 1, path
        assert page.index("Content-Security-Policy") < page.lower().index("<script"), path
        assert page[:1024].lower().count("charset") == 1, path


@pytest.mark.parametrize(
    ("body", "event", "wrong"),
    [
        (IN_PAGES, ON_PAGE, {"bank.html: contains a script that isn't", "bank.html: <img> points outside the site"}),
        ("open(path, 'wb').write(b'\\xff')", AFTER, {"bank.html: not written in UTF-8"}),
        (IN_FOLDER, AFTER, {"bank.html.exe: a kind of", "bank.html.more.html: not made by", "bank.html: missing"}),
    ],
    ids=["in pages", "in another encoding", "in the folder"],
)
def test_where_a_plugin_breaks_a_rule_each_line_names_it(body: str, event: str, wrong: set[str], project: Path) -> None:
    done = build(project, body, event)
    assert done.returncode == 2, done.stderr
    lines = [line for line in done.stderr.splitlines() if line.startswith("bank.html")]
    assert len(lines) == len(wrong)
    for line in lines:
        assert any(map(line.startswith, wrong))
        assert line.endswith("(mkdocs.yml names tinker, which may be the cause)")
    assert not (project / "build" / "site").exists()


@pytest.mark.parametrize(("body", "event"), [*zip(FAILS.values(), (ON_PAGE, AFTER, AFTER), strict=True)], ids=FAILS)
def test_a_plugin_that_fails_is_named_in_one_line(body: str, event: str, project: Path) -> None:
    done = build(project, body, event)
    assert done.returncode == 2, done.stderr
    assert done.stderr.startswith('mkdocs.yml: the plugin "tinker" failed: ')
    assert done.stderr.count("\n") == 1


def test_a_plugin_that_is_not_installed_is_named(project: Path) -> None:
    (project / "mkdocs.yml").write_text((project / "mkdocs.yml").read_text("utf-8").replace("tinker", "nonesuch"))
    done = build(project, "", "on_nav(self, nav, config, files): pass")
    assert done.returncode == 2, done.stderr
    assert "nonesuch" in done.stderr
    assert done.stderr.count("\n") == 1
