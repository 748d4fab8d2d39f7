"""One catalogue of sentences: every text is in use, every one asked for exists, and another changes every view."""

from __future__ import annotations

import csv
import dataclasses
import datetime
import html
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from click.testing import CliRunner
from conftest import CONTENT, ROOT
from frozen import frozen_handbook
from halfway import first, halfway
from plan_examples import EXAMPLES
from scripted import asked_by_scripts
from test_sentences import EVERY
from visibility import strings

from generator import pages, paper, report, say
from generator.cli import rehearse
from generator.exports import FOR_CANDIDATE, Export
from generator.model import Handbook, Plan
from generator.model.candidate import Adjustment
from generator.model.facts import MOCK_KINDS, Partner, SessionKind, State
from generator.model.log import Rater
from generator.model.plan import SHEETS_AHEAD
from generator.model.template import PhaseKind
from generator.paper.documents.log_sheet import log_sheet_form
from generator.paper.session_sheets import sheets_on_screen
from generator.planner import make_plan
from generator.site_data import SiteData
from generator.stories import bank
from generator.text import plain

TEMPLATES = ROOT / "templates"
#: A template of Typst → the sections of `label` that it prints.
LABELS = {"plan": ("both", "plan"), "progress": ("both", "progress")}


# What there is to see


def private(handbook: Handbook, plan: Plan, who: str = "candidate") -> dict[str, str]:
    plans = {plan.candidate.id: plan}
    return pages.render_private(SiteData(handbook, plans, sheets=sheets_on_screen(handbook, plans)), who)


def public(handbook: Handbook, plan: Plan) -> str:
    kinds = {"candidate": pages.PAGES["candidate"]}
    return "".join(pages._render(kinds, SiteData(handbook, {plan.candidate.id: plan}), {}).values())


def exported(export: Export, handbook: Handbook, plan: Plan) -> str:
    return export(handbook, plan).decode().replace("\r\n ", "")


VIEWS: Mapping[str, Callable[[Handbook, Plan], str]] = {
    "plan on paper": lambda handbook, plan: paper.plan_document(handbook, plan).model_dump_json(),
    "progress on paper": lambda handbook, plan: paper.progress_document(handbook, plan).model_dump_json(),
    "page of a sample": public,
    "private pages": lambda handbook, plan: "".join(private(handbook, plan).values()),
    **{each.title: partial(exported, each) for each in FOR_CANDIDATE},
    "summary": lambda handbook, plan: report.summary(report.progress(report.spoken(handbook, plan))),
    "agenda": lambda handbook, plan: report.agenda(report.spoken(handbook, plan)),
}


def everything(handbook: Handbook, folder: Path) -> None:
    """Say all that can be said: every view of many plans, every fact, every code, and what the commands ask."""
    for each in EXAMPLES.values():
        made = each.plan
        for name, view in VIEWS.items():
            if "page" not in name:  # a page needs the files of the content
                view(frozen_handbook(), made)
    for plan in (first(handbook), halfway(handbook), halfway(handbook, swap=True, adjustments=["breaks"])):
        for view in VIEWS.values():
            view(handbook, plan)
        private(handbook, plan, "interviewer")
    brief = {name: question.model_copy(update={"minutes": 10}) for name, question in handbook.questions.items()}
    handbook = dataclasses.replace(handbook, questions=brief)
    for plan in odd(handbook):
        private(handbook, plan)
        private(handbook, plan, "interviewer")
        stories = {plan.candidate.id: bank(handbook, plan.candidate.role, ())}
        pages.render_private(SiteData(handbook, {plan.candidate.id: plan}, stories, answers=False), "candidate")
        for view in VIEWS.values():
            view(handbook, plan)
    for make in EVERY.values():
        assert [*make()]
    for code in get_args(Adjustment):
        say.adjustment(code)
        say.adjustment(code, sheet=True)
    for rater in get_args(Rater):
        say.say(f"rater.{rater}")
    for kind in get_args(Partner):
        say.partner(kind)
    for count in (*range(14), 21):
        say.number(count)
        say.ordinal(count + 1)
    log_sheet_form(handbook)
    asked(folder)


def odd(handbook: Handbook) -> Iterator[Plan]:
    """Plans with what is rare: a round twice in a day, a dry bank, more loops than wanted, all criteria met."""
    plan = first(handbook)
    sessions = list(plan.sessions)
    answered = [each.id for each in handbook.of_round("knitting") if each.has_answers][:2]
    sessions[0] = sessions[0].model_copy(update={"round": "knitting", "questions": answered})
    sessions[1] = sessions[1].model_copy(update={"date": sessions[0].date, "round": sessions[0].round})
    dry = [each.model_copy(update={"questions": [], "surprises": []}) for each in sessions]
    alone = [each.model_copy(update={"partner": "alone", "person": ""}) for each in sessions]
    full = plan.full_mocks.model_copy(update={"done": 9})
    yield plan.model_copy(update={"sessions": sessions, "full_mocks": full})
    yield plan.model_copy(update={"sessions": dry})
    yield plan.model_copy(update={"sessions": alone, "people": []})
    yield plan.model_copy(update={"today": plan.today - 2 * SHEETS_AHEAD})
    eve = plan.interview - datetime.timedelta(1)
    micro = [each.model_copy(update={"date": eve}) for each in sessions if each.kind == "micro"]
    labelled = [each.model_copy(update={"label": "Screen"}) for each in plan.interviews]
    yield plan.model_copy(update={"sessions": micro, "interviews": labelled})
    yield plan.model_copy(update={"people": [each.model_copy(update={"minutes": 30}) for each in plan.people]})
    half = halfway(handbook)
    met = [each.model_copy(update={"state": "met"}) for each in half.criteria]
    done = [each for each in half.done if each.self_scores][:1]
    own = {name: 4 if place == 0 else 1 for place, name in enumerate(done[0].scores)}
    done = [each.model_copy(update={"self": own, "scores": dict.fromkeys(own, 2)}) for each in done] * 2
    yield half.model_copy(update={"criteria": met, "notes": [], "done": done[:1]})
    yield half.model_copy(update={"notes": [], "done": done})


def asked(folder: Path) -> None:
    """Start a file for a candidate, and log a mock: both explain what a number of confidence means."""
    file = folder / "eve.yml"
    run = CliRunner().invoke
    options = ["--name", "Eve", "--role", "backend", "--level", "senior", "--interview", "2027-01-20"]
    made = run(rehearse, ["new", "candidate", *options, "--out", str(file)], catch_exceptions=False)
    assert made.exit_code == 0, made.output
    assert all(f"# {line}" in file.read_text("utf-8") for line in say.confidence_lines())
    words = [
        "log",
        str(file),
        "--content",
        str(CONTENT),
        "--today",
        "2026-12-20",
        "--date",
        "2026-12-19",
        "--round",
        "knitting",
        "--fix",
        "Talk.",
    ]
    logged = run(rehearse, words, input="3\n4\n", catch_exceptions=False)
    assert logged.exit_code == 0, logged.output
    assert all(line in logged.output for line in say.confidence_lines())


# Every text is in use, and every one asked for exists


def in_templates() -> Iterator[tuple[str, str]]:
    """Yield (file, key) of the texts that templates and modules name literally."""
    for path in [*(TEMPLATES / "pages").iterdir(), *(ROOT / "generator").rglob("*.py")]:
        yield from ((path.name, key) for key in literal(path.read_text("utf-8")))
    for name, sections in LABELS.items():
        source = (TEMPLATES / "paper" / f"{name}.typ").read_text("utf-8")
        for label in re.findall(r"\bwords\.([a-z-]+)", source):
            found = [f"label.{each}.{label}" for each in sections if say.has(f"label.{each}.{label}")]
            yield f"{name}.typ", found[0] if found else f"label.{name}.{label}"


def literal(source: str) -> list[str]:
    """Return the keys that a template or a module asks for by name."""
    return re.findall(r'\bsay\("([a-z][\w+-]*(?:\.[\w+-]+)+)"', source)


def unused(keys: set[str], used: set[str]) -> list[str]:
    return sorted(keys - used)


def test_every_text_is_in_use_and_every_text_asked_for_exists(handbook: Handbook, tmp_path: Path) -> None:
    in_typst = {key for name, key in in_templates() if name.endswith((".typ", "private-session.md.j2"))}
    in_commands = {key for path in (ROOT / "generator/jobs").glob("*.py") for key in literal(path.read_text("utf-8"))}
    with say.use(say.CATALOGUE) as catalogue:  # read again, since what it keeps was asked for by other tests
        say.used.clear()
        everything(handbook, tmp_path)
        keys = set(catalogue.texts)
    of_scripts = asked_by_scripts(key for key in keys if key.startswith(("form.", "view.")))  # Python never says these
    used = say.used | in_typst | in_commands | of_scripts
    assert unused(keys, used) == []
    assert unused(keys | {"note.planted"}, used) == ["note.planted"]
    assert [(name, key) for name, key in in_templates() if key not in keys] == []
    assert [key for key in literal('{{ say("page.planted") }}{{ say("page.why") }}') if key not in keys] == [
        "page.planted"
    ]


def test_a_text_that_is_missing_and_wrong_values_are_errors() -> None:
    with pytest.raises(KeyError):
        say.say("note.planted")
    for wrong in ({}, {"session": "a"}, {"session": "a", "date": "b", "more": "c"}, {"session": "a", "day": "b"}):
        with pytest.raises(ValueError, match=r"session\.on: expected the values date, session; got"):
            say.say("session.on", **wrong)
    with pytest.raises(ValueError, match="no count is given"):
        say.say("count.day")
    assert say.say("count.day", count=1) == "1 day"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("You rate it {confidence} of 5.", "You rate it {confidenc} of 5.", "expected the values confidenc"),
        ("You rate it {confidence} of 5.", "You rate it {0} of 5.", "is not the name of a placeholder"),
        ("You rate it {confidence} of 5.", "You rate it {a.b} of 5.", "is not the name of a placeholder"),
    ],
)
def test_a_wrong_placeholder_in_a_catalogue_is_found(before: str, after: str, expected: str, tmp_path: Path) -> None:
    source = say.CATALOGUE.read_text("utf-8")
    assert before in source
    (tmp_path / "en.yml").write_text(source.replace(before, after), "utf-8")
    with pytest.raises(ValueError, match=expected), say.use(tmp_path / "en.yml"):
        [*EVERY["reasons"]()]


@pytest.mark.parametrize(
    ("values", "key"),
    [
        (get_args(SessionKind), "kind.{}.name"), (get_args(SessionKind), "kind.{}.meaning"),
        (get_args(SessionKind), "kind.{}.counted"), (MOCK_KINDS, "note.no-room.kind.{}"),
        (get_args(Partner), "partner.{}"),
        (get_args(Rater), "rater.{}"), (get_args(State), "state.{}"), (get_args(State), "progress.counted.{}"),
        (get_args(PhaseKind), "phase.{}"), (get_args(Adjustment), "adjustment.{}.name"),
        (get_args(Adjustment), "adjustment.{}.sheet"),
    ],
)  # fmt: skip
def test_every_value_of_the_model_has_its_text(values: tuple[str, ...], key: str) -> None:
    assert [each for each in values if not say.has(key.format(each))] == []


# Another catalogue


def capitals(node: Any) -> Any:
    """Put all texts in capitals, and leave placeholders as they are."""
    if isinstance(node, dict):
        return {key: value if key == "format" else capitals(value) for key, value in node.items()}
    return "".join(part if part.startswith("{") else part.upper() for part in re.split(r"(\{\w+\})", str(node)))


@pytest.fixture(scope="module")
def loud(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalogue in capitals, as a translation would be."""
    path = tmp_path_factory.mktemp("words") / "loud.yml"
    data = yaml.load(say.CATALOGUE.read_text("utf-8"), Loader=yaml.BaseLoader)
    path.write_text(yaml.safe_dump(capitals(data), allow_unicode=True, sort_keys=False), "utf-8")
    return path


def of_content(handbook: Handbook, plan: Plan) -> list[str]:
    """Return what views show of the content and of the candidate's own words, longest first."""
    shown: set[str] = {plan.candidate.name, *plan.candidate.stories, *(each.fix for each in plan.done)}
    shown |= {each.name for each in plan.people} | {each.label for each in plan.interviews}
    shown |= {data["role_title"] for data in [report.spoken(handbook, plan)]}
    for round_ in handbook.rounds.values():
        shown |= {round_.title, round_.title.lower(), *round_.micro_goals, *round_.checklists.candidate}
        shown |= {each.title for each in (*round_.exercises, *round_.rubric.dimensions)}
    for template in handbook.templates.values():
        shown |= {template.title, *(form for each in template.phases for form in (each.title, each.title.lower()))}
    shown |= {note.fix for note in plan.notes if note.code == "fix"}
    shown |= {plain(each) for each in shown} | {each.rstrip(". ") for each in shown}
    shown |= {each[:1].lower() + each[1:] for each in shown}
    return sorted({*shown} - {""}, key=len, reverse=True)


def ours(name: str, view: str) -> Iterator[str]:
    """Yield the texts of a view."""
    if "paper" in name:
        yield from strings({key: value for key, value in json.loads(view).items() if key != "site"})
    elif "page" in name:
        text = re.sub(r"---\n.*?\n---\n", "", view, flags=re.DOTALL)
        text = re.sub(r'<div class="rh unseen".*', "", text)  # the text for a model: questions and rules
        text = re.sub(r"\{ #[\w-]+ \}|\]\([^)]*\)", "", text)
        yield from (html.unescape(part) for part in re.split(r"<[^>]*>|\n", text))
    elif name == "calendar":
        lines = [line for line in view.splitlines() if line.startswith(("SUMMARY", "DESCRIPTION", "X-WR-CALNAME"))]
        yield from (line.partition(":")[2].replace("\\n", "\n").replace("\\,", ",") for line in lines)
    elif name == "table":
        yield from (cell for row in csv.reader(io.StringIO(view)) for cell in row)
    else:
        yield " ".join(view.split())


def in_english(handbook: Handbook, plan: Plan, name: str, view: str) -> list[str]:
    """Find two words of ours in small letters, one after the other, that are not the content's."""
    left = []
    for text in ours(name, view):
        bare = " ".join(text.split())
        for known in of_content(handbook, plan):
            bare = bare.replace(" ".join(known.split()), "…")
        bare = re.sub(r"\b[a-z]+(-[a-z0-9]+)+\b|\*\*|`", "…", bare)  # codes
        left += re.findall(r"\b[a-z]{2,} [a-z]{2,}\b.*", bare)
    return left


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize("make", [first, halfway])
def test_another_catalogue_changes_every_view_and_leaves_none_of_our_sentences(
    make: Callable[[Handbook], Plan], name: str, handbook: Handbook, loud: Path
) -> None:
    plan = make(handbook)
    usual = VIEWS[name](handbook, plan)
    with say.use(loud):
        shown = VIEWS[name](handbook, plan)
    assert shown != usual
    assert in_english(handbook, plan, name, shown) == []
    assert VIEWS[name](handbook, plan) == usual
    if name == "calendar" or name not in {each.title for each in FOR_CANDIDATE}:  # others may have no sentence of ours
        assert in_english(handbook, plan, name, usual), "the test sees nothing"


def test_another_catalogue_leaves_the_plan_as_it_is(handbook: Handbook, loud: Path) -> None:
    ada = handbook.candidates["ada"]
    assert ada.start
    usual = make_plan(handbook, ada, ada.start).to_json()
    with say.use(loud):
        assert make_plan(handbook, ada, ada.start).to_json() == usual


# Babel says what was said before

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
YEAR = [datetime.date(2026, 12, 1) + datetime.timedelta(n) for n in range(366)]


def test_days_are_written_as_before() -> None:
    assert say.weekdays() == DAYS
    assert say.weekdays("abbreviated") == tuple(day[:3] for day in DAYS)
    for day in YEAR:
        month, weekday = MONTHS[day.month - 1], DAYS[day.weekday()]
        assert say.date(day) == say.date(day.isoformat()) == f"{weekday[:3]} {day.day} {month[:3]}"
        assert say.date(day, "full") == f"{weekday} {day.day} {month} {day.year}"
        assert say.date(day, "day") == f"{day.day} {month}"
        assert say.date(day, "day-short") == f"{day.day} {month[:3]}"
        assert say.date(day, "weekday") == weekday[:3]
        for length in (0, 1, 6, 13, 40):
            last = day + datetime.timedelta(length)
            end = f"{last.day} {MONTHS[last.month - 1]}"
            if length == 0:
                expected = end
            elif (day.year, day.month) == (last.year, last.month):
                expected = f"{day.day}–{end}"
            else:
                expected = f"{day.day} {month} – {end}"
            assert say.span(day, last) == say.span(day.isoformat(), last.isoformat()) == expected


def test_lists_and_numbers_are_written_as_before() -> None:
    for parts, expected in (
        ([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c"), ([*"abcd"], "a, b, c and d"),
    ):  # fmt: skip
        assert say.listed(parts) == expected
    words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    assert [say.number(count) for count in range(40)] == [*words, *map(str, range(13, 40))]
    assert [say.counted("day", count) for count in (0, 1, 2, 21)] == ["0 days", "1 day", "2 days", "21 days"]
    assert [say.hours(minutes) for minutes in (0, 20, 60, 61, 690)] == [
        "0 hours", "half an hour", "1 hour", "1.5 hours", "11.5 hours",
    ]  # fmt: skip


def test_the_guide_explains_confidence_by_the_same_sentences() -> None:
    guide = (CONTENT / "guides" / "calibrate-yourself.md").read_text("utf-8")
    listed = "\n".join(f"{value}. {text}" for value, text in enumerate(say.confidence(), 1))
    assert f"{listed}\n\n{say.say('confidence.under-4')}\n".replace("’", "'") in guide


def test_the_cover_says_until_when_there_are_sheets(handbook: Handbook) -> None:
    """Four weeks from today, where sessions lie beyond and their sheets are not all made."""
    early = EXAMPLES["c: 63 days"].plan
    until = say.date(early.today + SHEETS_AHEAD, "full")
    line = f"Sheets are made four weeks ahead: make the plan again by {until} for the next ones."
    assert line in paper.plan_document(frozen_handbook(), early).how
    assert line not in paper.plan_document(frozen_handbook(), early, whole=True).how
    assert not any("four weeks" in each for each in paper.plan_document(handbook, first(handbook)).how)
