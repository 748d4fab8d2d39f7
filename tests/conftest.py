"""What several tests use: golden files, a content of the tests' own, and the real one, which is called the bank."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from generator import pages
from generator.jobs.sheets import public_sheets
from generator.jobs.site import read
from generator.load import load_handbook
from generator.model import Handbook
from generator.pages import SiteData
from generator.pieces import make_all

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TESTS = Path(__file__).parent
ROOT = TESTS.parent
GOLDEN = TESTS / "golden"
#: The tests' own content, which stays as it is; and the real one, which grows: tests of it name nothing that is in it.
CONTENT = TESTS / "content"
BANK = ROOT / "content"


#: Files whose tests are marked quick: they find most faults for the time that they take, about a minute for all.
QUICK = frozenset(
    f"test_{name}"
    for name in (
        "adverts", "bank", "check", "cli", "closed_streams", "coverage", "layers", "load", "plan_examples",
        "planner_cases", "planner_cases_days", "planner_cases_log", "planner_cases_rare", "planner_checks",
        "planner_refusals", "refusals", "rules", "rules_examples", "schema", "sentences", "slips", "text", "timing",
        "workflows", "yamlfile",
    )
)  # fmt: skip
assert all((Path(__file__).parent / f"{name}.py").exists() for name in QUICK)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-golden", action="store_true", help="write the golden files anew instead of comparing")
    parser.addoption("--built", metavar="DIR", help="test the wheel and the sdist in DIR instead of building them")
    parser.addoption("--deep", action="store_true", help="hold every rule of planning against 10,000 generated cases")


def pytest_configure(config: pytest.Config) -> None:
    """Say how many cases the rules of planning are held against, the same ones each time; no test is timed."""
    settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("patient")
    settings.register_profile(
        "plans",
        max_examples=300,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    settings.register_profile("deep", settings.get_profile("plans"), max_examples=10_000)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave the other files unread where only the quick tests are asked for."""
    is_test = collection_path.name.startswith("test_")
    return True if is_test and config.option.markexpr == "quick" and collection_path.stem not in QUICK else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of quick files."""
    for item in items:
        if item.path.stem in QUICK:
            item.add_marker("quick")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests have measured, by any worker."""
    for report in terminalreporter.stats.get("passed", []):
        for name, value in report.user_properties:
            terminalreporter.write_line(f"{name}: {value}")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with tests/golden/<name>, or write it there."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--rewrite-golden"):
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(text.encode())
        assert path.exists(), f"no golden file {name}: run pytest --rewrite-golden and look at the difference"
        assert text == path.read_bytes().decode(), f"{name} differs: look, then run pytest --rewrite-golden"

    return compare


@pytest.fixture(scope="session")
def handbook() -> Handbook:
    """The tests' own content."""
    return load_handbook(CONTENT)


@pytest.fixture(scope="session")
def bank() -> Handbook:
    """The real content."""
    return load_handbook(BANK)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Make a copy of the tests' own content, to be broken: nothing in it requires how many questions a topic has."""
    copy = copied(tmp_path)
    (copy / "topics.yml").unlink()
    return copy


def copied(base: Path) -> Path:
    """Copy the tests' own content into a folder, without its floors: a copy may lose questions and rounds."""
    copy = Path(shutil.copytree(CONTENT, base / "content"))
    (copy / "floors.yml").write_text("similarity: 20\n", "utf-8")
    return copy


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for all tests of a file."""
    from browser import chromium

    with chromium() as running:
        yield running


@pytest.fixture(scope="session")
def site_data() -> SiteData:
    """The tests' own content, checked, with the plans of the invented candidates."""
    return read(CONTENT)


@pytest.fixture(scope="session")
def bank_data() -> SiteData:
    """The real content, checked, with the plans of the invented candidates."""
    return read(BANK)


@pytest.fixture(scope="session")
def made(site_data: SiteData) -> dict[str, str]:
    """Every page of the docs folder: path → Markdown."""
    return pages.render(site_data)


@pytest.fixture(scope="session")
def bank_pages(bank_data: SiteData) -> dict[str, str]:
    """Every page of the real content: path → Markdown."""
    return pages.render(bank_data)


@pytest.fixture(scope="session")
def bank_sheets(bank_data: SiteData) -> dict[str, bytes]:
    """Every sheet that the real content offers, by its path: made once, then found where the build keeps them."""
    return make_all(public_sheets(bank_data))


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the tests' own content to where other folders may be made beside it. Not to be changed."""
    return copied(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="session")
def folder(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as `rehearse site` builds it, with the docs folder beside it. Not to be changed: copy it."""
    from generator.plugin import build_site

    base = tmp_path_factory.mktemp("built")
    (base / "docs").mkdir()
    build_site(small, base / "site", base / "docs")
    return base


@pytest.fixture(scope="session")
def site(folder: Path) -> Path:
    """The built site."""
    return folder / "site"


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """The address of the built site, served."""
    from browser import served

    with served(site) as found:
        yield found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page in a profile of its own."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    yield page
    page.close()
