"""Every line that is shown as written: word for word on pages, on paper and in prompts, whatever marks are in it.

The fields are found by their type, so that a new one is held as well. Each gets a text that CommonMark, Jinja, Typst
and HTML would all read as something else.
"""

from __future__ import annotations

import dataclasses
import io
import re
import subprocess
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any, get_args

import pikepdf
import pytest
from conftest import ROOT
from markdown import Markdown
from mkdocs.config import load_config
from test_hostile import nodes

from generator import pages, paper, prompt, text
from generator.load import KINDS
from generator.model import Handbook, LogEntry, Node, Plan
from generator.model.base import Line
from generator.model.log import LogFile
from generator.model.question import Case, Question, Sum
from generator.paper.documents.panel import panel_form
from generator.paper.documents.prompt import interviewer_prompt
from generator.paper.documents.story_worksheet import blank_worksheet
from generator.paper.session_sheets import sheets_on_screen
from generator.planner import make_plan
from generator.site_data import SiteData
from generator.stories import bank

#: What no reader may take for more than text; short enough to stand whole wherever a name does.
HOSTILE = "*a* _b_ `c` **d** [x](http://evil.example) ![i](u) <b> &amp; {{ 7*7 }} #set $x$ 2*3*4"
#: Lines that name something: a role, a round, a session, a file, a heading. They are looked up, not shown.
NAMES = {
    "Candidate.role", "Candidate.rounds", "Candidate.log", "Interview.rounds", "LogEntry.round", "LogEntry.session",
    "Formats.heading",
}  # fmt: skip
#: Lines that are calculated with: nothing but a calculation is a valid one.
CALCULATED = {"Sum.expr", "Sum.value"}
#: Lines of the style, which no reader sees, and of the search, whose own words are compared with what is typed.
ABSENT = {
    "Avoid.pattern", "Avoid.why", "Avoid.write", "Synonym.say", "Synonyms.offered", "Synonyms.spellings",
}  # fmt: skip
#: Fields that no question of the tests' content has.
MORE = {
    "about": "x",
    "they_may_say": ({"they": "x", "means": "x"},),
    "sums": ({"what": "x", "expr": "1 + 1", "value": "2", "unit": "x"},),
    "diagram": {
        "parts": ({"id": "a", "label": "x", "row": 1, "column": 1}, {"id": "b", "label": "x", "row": 2, "column": 1}),
        "arrows": ({"from": "a", "to": "b", "label": "x"},),
    },
}
#: Lines that no page and no sheet shows.
UNSEEN = {"Role.aliases", "Round.aliases", "Setting.modes", "Setting.tools"}
#: Questions of each round that are looked at.
OF_A_ROUND = 6


def is_line(found: Any) -> bool:
    """Whether a type is a line that is shown as written, or holds some."""
    if Line.__metadata__[0] in getattr(found, "__metadata__", ()):
        return True
    return any(map(is_line, get_args(found)))


def lines_of(kind: type[Node]) -> list[str]:
    return [
        name
        for name, field in kind.model_fields.items()
        if Line.__metadata__[0] in field.metadata or is_line(field.annotation)
    ]


def planted(value: Any, tags: dict[str, str]) -> Any:
    """Copy a noun with the hostile text in every line, marked by a number for each field; `tags` says which."""
    if isinstance(value, Node):
        lines, update = lines_of(type(value)), {}
        for name in type(value).model_fields:
            field, own = f"{type(value).__name__}.{name}", getattr(value, name)
            if name not in lines:
                update[name] = planted(own, tags)
            elif field not in NAMES | CALCULATED and own:
                tag = tags.setdefault(field, f"({len(tags) + 100})")
                many = isinstance(own, tuple)
                made = [text.Verbatim(f"{tag}{place} {HOSTILE} .{tag}") for place in range(len(own) if many else 1)]
                update[name] = tuple(made) if many else made[0]
        return value.model_copy(update=update)
    if isinstance(value, tuple | list):
        return type(value)(planted(each, tags) for each in value)
    if isinstance(value, dict):
        return {key: planted(each, tags) for key, each in value.items()}
    return value


@dataclasses.dataclass(frozen=True)
class Planted:
    """What pages are made from, in which every line is hostile, and the tag of each field."""

    site_data: SiteData
    tags: dict[str, str]
    #: the same as shown in a private edition
    plan: Plan


@pytest.fixture(scope="module")
def hostile(handbook: Handbook) -> Planted:
    tags: dict[str, str] = {}
    kept = {each.id: each for name in handbook.rounds for each in handbook.of_round(name)[:OF_A_ROUND]}
    kept |= {name: each for name, each in handbook.questions.items() if each.solution and each.solution.file}
    first, *_ = kept
    kept[first] = Question.model_validate(kept[first].model_dump(by_alias=True) | MORE)
    ada = handbook.candidates["ada"]
    assert ada.start
    mock = {"date": ada.start, "round": "knitting", "before": 2, "after": 3, "fix": "x"}
    log = planted((LogEntry.model_validate(mock), LogEntry.model_validate(mock)), tags)
    interviews = ({"date": ada.last_interview, "label": "The loop"},)
    who = type(ada).model_validate(
        ada.model_dump(by_alias=True) | {"interview": None, "interviews": interviews, "swap": True}
        | {"partners": {"peer": ["Kim"], "expert": ["Olu"], "friend": ["Jo"]}}
    )  # fmt: skip
    who = planted(who, tags)
    made = dataclasses.replace(
        handbook,
        rounds=planted(dict(handbook.rounds), tags),
        roles=planted(dict(handbook.roles), tags),
        templates=planted(dict(handbook.templates), tags),
        questions=planted(kept, tags),
        origins=planted({name: handbook.origins[name] for name in kept}, tags),
        themes=planted(dict(handbook.themes), tags),
        formats=planted(handbook.formats, tags),
        shelves=planted(handbook.shelves, tags),
        topic_names=planted(handbook.topic_names, tags),
        candidates={"ada": who},
    )
    plan = make_plan(made, who, ada.start, log)
    sheets = sheets_on_screen(made, {"ada": plan})
    return Planted(SiteData(made, {"ada": plan}, {"ada": bank(made, who.role, who.stories)}, sheets=sheets), tags, plan)


class Shown(HTMLParser):
    """The words of a page without blanks, and where its links lead."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.words, self.links = "", [""]
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.words += squeezed(data)


def squeezed(words: str) -> str:
    return re.sub(r"\s", "", words)


def pages_of(site_data: SiteData) -> Iterator[tuple[str, Shown]]:
    """Every page, public and private, as Python-Markdown gives it with our extensions."""
    config = load_config(str(ROOT / "mkdocs.yml"), plugins=[])
    parser = Markdown(extensions=config["markdown_extensions"], extension_configs=config["mdx_configs"])
    made = (
        pages.render(site_data)
        | pages.render_private(site_data, "candidate")
        | pages.render_private(site_data, "interviewer")
    )
    for path, page in made.items():
        yield path, Shown(parser.reset().convert(re.sub(r"\A---\n.*?\n---\n", "", page, flags=re.DOTALL)))


def papers_of(hostile: Planted) -> Iterator[tuple[str, paper.Document]]:
    """Every printed document that holds a line of the content or of a candidate."""
    handbook, plan = hostile.site_data.handbook, hostile.plan
    for name, round_ in handbook.rounds.items():
        first = [each.id for each in handbook.of_round(name)][: round_.questions]
        yield "session", paper.session_sheet(handbook, name, first[:1])
        yield "session", paper.session_sheet(handbook, name, first, goal="x", drill="x")
        yield "selfrun", paper.self_run_form(handbook, name, first, code="x", goal=round_.micro_goals[0])
        yield "rubric", paper.rubric_sheet(handbook, name)
        yield "takehome", paper.takehome_form(handbook, name)
        yield "panel", panel_form(handbook, name)
        yield "candidate", paper.candidate_sheet(handbook, first[0])
        yield "prompt", interviewer_prompt(handbook, first[0])
    for name, question in handbook.questions.items():
        files = question.solution and question.solution.file
        if question.has_answers and (question.faults or question.diagram or files):
            yield "answers", paper.answer_card(handbook, name)
            yield "candidate", paper.candidate_sheet(handbook, name)
    yield "plan", paper.plan_document(handbook, plan, whole=True)
    yield "progress", paper.progress_document(handbook, plan)
    yield "stories", paper.story_worksheet(handbook, handbook.candidates["ada"], plan.today)
    yield "stories", blank_worksheet(handbook)


def faults(words: str, hostile: Planted) -> tuple[set[str], list[str]]:
    """Say which fields some words show, and where one is not as written; what is cut short ends with an ellipsis."""
    seen, wrong = set(), []
    whole = squeezed(HOSTILE)
    for field, tag in hostile.tags.items():
        for found in re.finditer(re.escape(tag) + r"\d", words):
            if words[found.start() - 1 : found.start()] == ".":  # where one ends and a digit follows
                continue
            seen.add(field)
            rest = words[found.end() :]
            cut = rest.partition("…")[0]
            if not rest.startswith(f"{whole}.{tag}") and not (len(cut) < len(whole) and whole.startswith(cut)):
                wrong.append(f"{field}: {rest[:120]}")
    return seen, wrong


def test_every_line_of_the_model_is_shown_as_written_on_pages_paper_and_in_prompts(hostile: Planted) -> None:
    shown: dict[str, tuple[str, list[str]]] = {}
    for path, page in pages_of(hostile.site_data):
        shown[path] = page.words, page.links
    for place, (document, view) in enumerate(papers_of(hostile)):
        pdf = paper.to_pdf(document, view)
        done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            links = [str(note.A.URI) for page in opened.pages for note in page.get("/Annots", []) if "/A" in note]
        footer = re.escape(squeezed(view.footer)) + r"\d+/\d+$"  # comes between two halves of what two pages share
        words = "".join(re.sub(footer, "", squeezed(page)) for page in done.stdout.decode().split("\f"))
        shown[f"{document} {place}"] = words, links
    handbook = hostile.site_data.handbook
    for name, question in handbook.questions.items():
        both = prompt.for_interviewer(handbook, question) + prompt.for_candidate(handbook, question)
        shown[f"prompt of {name}"] = squeezed(both), []
    wrong: dict[str, str] = {}
    seen: set[str] = set()
    for place_, (words, links) in shown.items():
        found, faulty = faults(words, hostile)
        seen |= found
        wrong |= {f"{place_}: {fault}": "" for fault in faulty}
        wrong |= {f"{place_}: leads to {link}": "" for link in links if "evil.example" in link or link == "u"}
    assert not wrong, "\n".join(wrong)
    assert set(hostile.tags) - seen == UNSEEN


def test_the_test_above_plants_every_line_of_the_model_but_names(hostile: Planted) -> None:
    seen: set[type[Node]] = set()
    kinds = [LogEntry if kind is LogFile else kind for kind in KINDS.values()]
    found = {f"{node.__name__}.{name}" for kind in kinds for node in nodes(kind, seen) for name in lines_of(node)}
    assert found - NAMES - CALCULATED - ABSENT == set(hostile.tags)
    assert found >= ABSENT


def marked(value: Any, where: str) -> Iterator[str]:
    """Every line of the content that was written as if it were CommonMark; a call may hold whatever a language has."""
    if isinstance(value, Node):
        for name in type(value).model_fields:
            place, own = f"{where} {type(value).__name__}.{name}", getattr(value, name)
            if name not in lines_of(type(value)):
                yield from marked(own, where)
            elif not isinstance(value, Case | Sum):
                every = own if isinstance(own, tuple) else (own,)
                yield from (f"{place}: {line}" for line in every if re.search(r"`|\*\*|\]\(|&\w+;", line or ""))
    elif isinstance(value, tuple | list | dict):
        for each in value.values() if isinstance(value, dict) else value:
            yield from marked(each, where)


def test_no_line_of_the_bank_is_written_as_commonmark(bank: Handbook) -> None:
    nouns: tuple[Any, ...] = (
        bank.rounds, bank.roles, bank.templates, bank.questions, bank.origins, bank.themes,
        bank.candidates,
    )  # fmt: skip
    found = [line for each in nouns for name, noun in each.items() for line in marked(noun, name)]
    assert not [
        *found,
        *marked(bank.formats, "formats"),
        *marked(bank.shelves, "shelves"),
        *marked(bank.topic_names, "topics"),
    ]
