"""`rehearse site --builder zensical`: what is tested of the site that MkDocs builds holds for this one, too."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import CONTENT, ROOT
from test_site import (  # noqa: F401 — fixtures and tests, of the site that is built here
    address,
    page,
    parsed,
    test_a_phone_never_scrolls_sideways,
    test_every_link_leads_to_a_page_and_an_anchor_that_exist,
    test_hints_are_folded_and_the_next_appears_when_one_is_open,
    test_no_page_asks_another_host_logs_an_error_or_breaks_its_policy,
    test_opened_from_the_folder_pages_and_links_work,
    test_search_leads_to_pages_and_anchors_that_exist,
    test_the_interviewers_page_shows_nothing_until_asked_by_keyboard,
)

from generator.publish.lock import staging

pytestmark = pytest.mark.slow


def build(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "generator.cli", "site", "--builder", "zensical", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)


@pytest.fixture(scope="module")
def site(small: Path, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as Zensical builds it, in place of MkDocs's."""
    base = tmp_path_factory.mktemp("zensical")
    shutil.copytree(folder / "docs", base / "docs")
    done = build("--content", small, "--out", base / "site", "--docs", base / "docs")
    assert done.returncode == 0, done.stderr
    return base / "site"


def files(site: Path) -> set[str]:
    found = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    return {path for path in found if not path.startswith("assets/")} - {"sitemap.xml.gz"}


def test_its_files_are_those_that_mkdocs_builds_policy_and_footer_included(site: Path, folder: Path) -> None:
    assert files(site) == files(folder / "site")
    footers = [
        re.findall(r">([^<]+)</a></li>", (each / "index.html").read_text("utf-8").partition("rh-footer")[2])
        for each in (site, folder / "site")
    ]
    assert footers[0] == footers[1] != []
    for path in site.rglob("*.html"):
        assert path.read_text("utf-8").count('http-equiv="Content-Security-Policy"') == 1


def test_a_private_edition_is_nobody_elses(small: Path, folder: Path, tmp_path: Path) -> None:
    candidate = shutil.copy(CONTENT / "candidates" / "ada.yml", tmp_path / "quux.yml")
    out = tmp_path / "edition"
    shutil.copytree(folder / "docs", staging(out) / "docs")
    done = build("--content", small, "--candidate", candidate, "--who", "candidate", "--out", out)
    assert done.returncode == 0, done.stderr
    front = (out / "index.html").read_text("utf-8")
    assert re.search(r'href="\.?/?private/index.html"', front)
    assert '<meta name="robots" content="noindex">' in front
    assert not (out / "interviewer").exists()
    assert {path.stat().st_mode & 0o077 for path in out.rglob("*")} == {0}


def test_what_it_would_not_run_or_cannot_build_is_refused_and_the_old_site_stays(site: Path, tmp_path: Path) -> None:
    content = shutil.copytree(CONTENT, tmp_path / "content")
    (content / "floors.yml").write_text("similarity: 20\n", "utf-8")
    out = shutil.copytree(site, tmp_path / "site")
    before = files(out)
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    for wrong, said in (
        (settings.replace("  - rehearse\n", "  - rehearse\n  - minify\n", 1), "minify"),
        (settings.replace("- tables", "- no_such_extension"), "no_such_extension"),
    ):
        (tmp_path / "mkdocs.yml").write_text(wrong, "utf-8")
        done = build("--content", content, "--out", out, "--docs", tmp_path / "docs")
        assert done.returncode == 2
        assert said in done.stderr
        assert len(done.stderr.splitlines()) == 1
        assert files(out) == before
