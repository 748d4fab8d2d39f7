"""Texts that try to run a script: refused when content is read, and harmless on the page even if they were not.

The pages are built from models filled past every check, with no content-security policy: only rendering is left to
hold them. What a hostile page may hold is what the same page holds with harmless words, and nothing else.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from itertools import count
from pathlib import Path
from typing import Any, get_args

import pydantic
import pytest
from browser import chromium, served
from conftest import ROOT
from markdown import Markdown
from markdown_it import MarkdownIt
from mkdocs.commands.build import build
from mkdocs.config import load_config
from payloads import PAYLOADS

from generator import pages, text, yamlfile
from generator.load import KINDS
from generator.model import Guide, Node, Plan
from generator.model.base import Line, Prose, Slug
from generator.pages import SiteData
from generator.pages.search import search_files
from generator.stories import bank as stories_bank

#: All that CommonMark makes of harmless words, as authors write them.
HARMLESS = (
    "Harmless words", "*some* **marked** `words`", "[a](https://example.org) <x@example.org>", "- a\n- b", "3. a\n4. b",
    "> a", "    a", "```python\nx = [1, 'a']  # a\n```", "```diff\n- a\n+ b\n```", "a  \nb", "***",
    "# a\n## a\n### a\n#### a\n##### a\n###### a", "| a | b | c |\n| :-- | :-: | --: |\n| 1 | 2 | 3 |",
)  # fmt: skip
#: Fields that hold an id, a reference to one or a word of ours: load refuses all else.
KEPT = {
    "adjustments", "away", "by", "code", "compared", "days", "difficulty", "drill", "family", "fingerprint", "first",
    "form", "gives", "help", "id", "keywords", "kind", "last", "lead", "level", "paper", "partner", "phase",
    "reason", "round", "session", "state", "steps", "strength", "template", "themes", "topics",
}  # fmt: skip
#: Payloads in one field.
IN_ONE = 96
#: Pages of a kind, so that each field holds every payload on one of them.
COPIES = -(-len(PAYLOADS) // IN_ONE)
SCHEMES = {"http", "https", "mailto"}
RUNNING = {"applet", "base", "embed", "form", "frame", "frameset", "iframe", "meta", "object", "script", "style"}
ADDRESSES = {"action", "background", "data", "formaction", "href", "poster", "src", "srcset", "xlink:href"}


def planted(value: Any, texts: Iterator[tuple[str, str]], one_line: bool = False) -> Any:
    """Copy a noun with another text in every field of text; `texts` gives (for one line, for prose)."""
    if isinstance(value, Node):
        fields = {name: each for name, each in type(value).model_fields.items() if name not in KEPT}
        return value.model_copy(
            update={name: planted(getattr(value, name), texts, is_line(each)) for name, each in fields.items()}
        )
    if isinstance(value, str):
        line, prose = next(texts) if value not in ("junior", "mid", "senior", "staff") else (value, value)
        return text.Verbatim(line) if one_line else prose
    if isinstance(value, tuple | list):
        return type(value)(planted(each, texts, one_line) for each in value)
    if isinstance(value, dict):
        return {key: planted(each, texts, one_line) for key, each in value.items()}
    return value


def is_line(found: Any) -> bool:
    """Whether a field is one of a single line: a title, a name, a word of the plan."""
    plain = found.annotation is str and not found.metadata
    return plain or Line.__metadata__[0] in found.metadata or Line in get_args(found.annotation)


def blocks(payloads: tuple[str, ...], copy: int) -> Iterator[tuple[str, str]]:
    """Give each field some payloads of the list, so that over all copies each field gets every one."""
    lines = [payload for payload in payloads if len(payload.splitlines()) == 1]
    for first in count(copy * IN_ONE):
        yield (
            " ".join(lines[place % len(lines)] for place in range(first, first + IN_ONE)),
            "\n\n".join(payloads[place % len(payloads)] for place in range(first, first + IN_ONE)),
        )


def hard(plan: Plan, round_id: str) -> Plan:
    """A plan with a goal, an exercise and a fix that comes back, all of a round with this id."""
    data = plan.model_dump(mode="json", by_alias=True)
    goal = next(each for each in data["sessions"] if each["goal"] and each["round"] == "knitting")
    exercise = next(each for each in data["sessions"] if each["exercise"] and each["round"] == "knitting")
    fix = {"code": "fix", "fix": "Speak up.", "times": 3}
    source = json.dumps(data | {"sessions": [goal, exercise], "notes": [fix]})
    return Plan.model_validate_json(source.replace('"knitting"', json.dumps(round_id)))


def bank(site_data: SiteData, payloads: tuple[str, ...]) -> SiteData:
    """Make a handbook whose every noun stands there often enough to hold every payload in every field."""
    real, plan = site_data.handbook, site_data.plans["ada"]
    told = real.questions["argued-against-and-it-went-ahead"]
    coded = real.questions["merge-booking-windows"]
    rest = {name: getattr(told, name) for name in type(told).model_fields if not getattr(coded, name)}
    full = coded.model_copy(update=rest | {"materials": real.questions["charged-twice"].materials})
    made: dict[str, dict[str, Any]] = {name: {} for name in ("rounds", "roles", "templates", "questions", "origins")}
    plans, places, banks = {}, dict(real.places), {}
    themes = [theme.id for theme in real.themes.values() if theme.id != "conflict"]
    for copy in range(COPIES):
        texts = blocks(payloads, copy)
        ids = {kind: f"{kind}-{copy}" for kind in ("round", "role", "plan", "question", "candidate")}
        first = {"round": "knitting", "role": "backend", "plan": "four-week", "question": coded.id, "candidate": "ada"}
        places |= {(kind, name): real.places[kind, first[kind]] for kind, name in ids.items()}
        role = planted(real.roles["backend"], texts)
        levels = tuple(
            level.model_copy(
                update={"loop": tuple(step.model_copy(update={"round": ids["round"]}) for step in level.loop)}
            )
            for level in role.levels
        )
        template = planted(real.templates["four-week"], texts)
        hers = planted(hard(plan, ids["round"]), texts)
        made["rounds"][ids["round"]] = planted(real.rounds["knitting"], texts).model_copy(update={"id": ids["round"]})
        made["roles"][ids["role"]] = role.model_copy(update={"id": ids["role"], "levels": levels})
        made["templates"][ids["plan"]] = template.model_copy(update={"id": ids["plan"]})
        question = planted(full, texts).model_copy(update={"id": ids["question"], "round": ids["round"]})
        made["questions"][ids["question"]] = question
        made["origins"][ids["question"]] = planted(real.origins[coded.id], texts)
        owner = hers.candidate.model_copy(update={"id": ids["candidate"], "role": ids["role"]})
        stories = [
            planted(each, texts).model_copy(update={"themes": themes}) for each in real.candidates["ada"].stories
        ]
        asked = {name: planted(theme, texts).model_copy(update={"id": name}) for name, theme in real.themes.items()}
        banks[ids["candidate"]] = stories_bank(dataclasses.replace(real, themes=asked), ids["role"], stories)
        plans[ids["candidate"]] = hers.model_copy(update={"candidate": owner, "template": ids["plan"]})
    guides = dict(real.guides)
    harmless = [payload for payload in payloads if not list(text.page_problems(payload))]
    for copy in range(COPIES):
        name, title = f"guide-{copy}", next(blocks(payloads, copy))[0]
        guides[name] = Guide(name, title, "\n\n".join(harmless[copy::COPIES]) + "\n", "guides/x.md")
        places["guide", name] = yamlfile.Places("content/guides/x.md")
    made["rounds"] = {**real.rounds, **made["rounds"]}  # what the role's topics name
    assert real.topic_names
    titles = (next(blocks(payloads, copy))[0] for copy in count())
    named = [topic.model_copy(update={"title": text.Verbatim(next(titles))}) for topic in real.topic_names.topics]
    topics = real.topic_names.model_copy(update={"topics": tuple(named)})
    changed = dataclasses.replace(real, **made, guides=guides, shelves=None, topic_names=topics, places=places)
    return SiteData(changed, plans, banks)


class Found(HTMLParser):
    """What stands in pages: tags with their attributes, the schemes of addresses, scripts, styles."""

    def __init__(self, sources: Iterable[str]) -> None:
        super().__init__()
        self.marks: set[tuple[str, str]] = set()
        self.schemes: set[str] = set()
        self.scripts: set[str] = set()
        self.styles: set[str] = set()
        self._script: str | None = None
        for source in sources:
            self.reset()
            self.feed(source)
            self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.marks |= {(tag, name) for name, _ in [("", ""), *attrs]}
        for name, value in attrs:
            if name in ADDRESSES and (scheme := re.match(r"[^/?#]*?(?=:)", value or "")):
                self.schemes.add(scheme[0].strip().lower())
            if name == "style":
                self.styles.add(re.sub(r"[\d.]+|\s", "", value or ""))
        if tag == "script":
            self._script = dict(attrs).get("src") or ""

    def handle_data(self, data: str) -> None:
        if self._script is not None:
            self._script += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._script is not None:
            self.scripts.add(re.sub(r"(\.\./)+|\./?", "", self._script))  # how deep a page lies
            self._script = None

    @property
    def runs(self) -> bool:
        """Whether a browser would run something of it."""
        tags, names = {tag for tag, _ in self.marks}, {name for _, name in self.marks}
        return bool(tags & RUNNING or any(name.startswith("on") for name in names) or self.schemes - SCHEMES)


def found(folder: Path) -> Found:
    return Found(path.read_text("utf-8") for path in sorted(folder.rglob("*.html")))


def site(site_data: SiteData, folder: Path) -> Path:
    """Build it by our mkdocs.yml without our plugin, so that there is no policy."""
    made = pages.render(site_data)
    for path, page in (made | search_files(site_data, made)).items():
        target = folder / "docs" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(page, "utf-8")
    paths = {"docs_dir": str(folder / "docs"), "site_dir": str(folder / "site")}
    build(load_config(str(ROOT / "mkdocs.yml"), plugins=[], strict=False, **paths))
    return folder / "site"


@pytest.fixture(scope="module")
def harmless(site_data: SiteData, tmp_path_factory: pytest.TempPathFactory) -> Found:
    """What stands in the pages of the same bank made of harmless words."""
    return found(site(bank(site_data, HARMLESS), tmp_path_factory.mktemp("harmless")))


@pytest.fixture(scope="module")
def hostile(site_data: SiteData, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a bank with every payload in every field of text."""
    return site(bank(site_data, PAYLOADS), tmp_path_factory.mktemp("hostile"))


# ── what is refused ──────────────────────────────────────────────────────────────────────────────


def refused(kind: Any, payload: str) -> bool:
    try:
        pydantic.TypeAdapter(kind).validate_python(payload)
    except pydantic.ValidationError:
        return True
    return False


def test_what_plain_commonmark_would_run_is_refused_in_every_text() -> None:
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    running = [payload for payload in PAYLOADS if Found([parser.render(payload)]).runs]
    assert len(running) > 100
    assert not [payload for payload in running if not refused(Prose, payload)]


def test_what_python_markdown_would_run_is_refused_in_every_guide() -> None:
    """With the extensions of our mkdocs.yml; the title is escaped."""
    config = load_config(str(ROOT / "mkdocs.yml"), plugins=[])
    parser = Markdown(extensions=config["markdown_extensions"], extension_configs=config["mdx_configs"])
    running = [payload for payload in PAYLOADS if Found([parser.reset().convert(payload)]).runs]
    assert len(running) > 100
    assert not [payload for payload in running if not list(text.page_problems(payload))]


def test_an_id_refuses_every_payload_and_a_line_all_of_more_than_one() -> None:
    assert not [payload for payload in PAYLOADS if not refused(Slug, payload)]
    assert not [payload for payload in PAYLOADS if len(payload.splitlines()) > 1 and not refused(Line, payload)]


def nodes(kind: Any, seen: set[type[Node]]) -> Iterator[type[Node]]:
    """Every model that a kind of file is made of."""
    if isinstance(kind, type) and issubclass(kind, Node):
        if kind not in seen:
            seen.add(kind)
            yield kind
            for each in kind.model_fields.values():
                yield from nodes(each.annotation, seen)
    else:
        for each in get_args(kind):
            yield from nodes(each, seen)


def test_every_text_of_the_content_is_an_id_a_line_or_commonmark() -> None:
    """But for code, which is shown as it is, and keys, which rules across files check or nobody prints."""
    seen: set[type[Node]] = set()
    bare = {
        f"{node.__name__}.{name}"
        for kind in KINDS.values()
        for node in nodes(kind, seen)
        for name, each in node.model_fields.items()
        if (each.annotation is str and not any(isinstance(mark, pydantic.AfterValidator) for mark in each.metadata))
        or str in get_args(each.annotation)
    }
    assert len(seen) > 30
    assert bare == {
        "Material.text", "Solution.code",
        "Candidate.confidence", "Question.signals", "Role.keywords", "Role.topics", "Settings.fonts",
    }  # fmt: skip


# ── what is built all the same ───────────────────────────────────────────────────────────────────


def test_the_bank_holds_every_payload_in_every_field(site_data: SiteData) -> None:
    """The other tests would pass on less."""
    made = bank(site_data, PAYLOADS)
    questions = list(made.handbook.questions.values())
    for payload in PAYLOADS:
        assert any(payload in question.prompt for question in questions)
        assert any(payload in question.signals["testing"].weak[0] for question in questions)
        assert any(payload in each.rubric.dimensions[4].anchors.two for each in made.handbook.rounds.values())
        if len(payload.splitlines()) == 1:
            assert any(payload in question.title for question in questions)
            assert any(payload in plan.candidate.name for plan in made.plans.values())
            assert any(payload in guide.title for guide in made.handbook.guides.values())


def test_hostile_pages_hold_no_tag_attribute_script_or_style_that_harmless_ones_lack(
    hostile: Path, harmless: Found
) -> None:
    pages_ = found(hostile)
    assert not {name for _, name in pages_.marks if name.startswith("on")}
    assert pages_.schemes <= {"http", "https", "mailto"} | harmless.schemes
    assert pages_.scripts == harmless.scripts
    assert pages_.styles <= harmless.styles
    assert pages_.marks <= harmless.marks


def test_with_no_policy_chromium_opens_hostile_pages_and_sees_no_dialog(hostile: Path) -> None:
    """Each page that holds some, all its folds open, and a search that lists them; nor does one ask another host."""
    seen: list[str] = []
    found_in = (path for path in hostile.rglob("*.html") if "alert" in path.read_text("utf-8"))
    paths = sorted(path.relative_to(hostile).as_posix() for path in found_in)
    with chromium() as browser, served(hostile) as address:
        page = browser.new_context(bypass_csp=True).new_page()
        page.route(re.compile(r"\.(css|woff2)$"), lambda route: route.abort())  # no need of looks, and much quicker
        page.on("dialog", lambda dialog: (seen.append(f"{page.url}: {dialog.message}"), dialog.dismiss()))
        page.on("pageerror", lambda error: seen.append(f"{page.url}: {error}"))
        page.on("request", lambda request: request.url.startswith((address, "data:")) or seen.append(request.url))
        for path in paths:
            page.goto(address + path, wait_until="load")
            page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        page.goto(address)
        page.keyboard.press("/")
        for words in ("alert", "javascript", "onerror script"):
            page.locator(".find input").fill(words)
            page.locator(".find .hits mark").first.wait_for()
    assert {path.partition("/")[0] for path in paths} > {
        "candidates", "guides", "index.html", "interviewer", "plans", "questions", "roles", "rounds", "sheets",
        "topics",
    }  # fmt: skip
    assert not seen


def test_a_page_that_does_run_something_is_found(tmp_path: Path) -> None:
    """Both ways of looking see what the tests above don't."""
    (tmp_path / "index.html").write_text("<a href=' JavaScript:x()'>a</a><img src=x onerror=alert(1)>", "utf-8")
    assert found(tmp_path).runs
    assert found(tmp_path).schemes == {"javascript"}
    with chromium() as browser, served(tmp_path) as address:
        page = browser.new_page()
        with page.expect_event("dialog") as dialog:
            page.goto(address, wait_until="commit")
            dialog.value.dismiss()
