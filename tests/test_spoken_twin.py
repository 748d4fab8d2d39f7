"""The scripts of the plan page say of a plan what Python says: sentences, messages and the calendar, to the byte."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any, get_args

import pytest
import test_sentences as given
import yaml
from conftest import ROOT
from frozen import frozen_handbook
from halfway import first, halfway
from hostile import Dice, case
from plan_examples import EXAMPLES
from scripted import asked_by_scripts, asked_for, matching, scripts
from test_words import capitals, odd

from generator import report, say
from generator.exports.ics import calendar
from generator.model import WEEKDAYS, Handbook, Plan
from generator.model.candidate import Adjustment
from generator.model.facts import MOCK_KINDS
from generator.pages.plan_data import plan_data
from generator.problem import nearest
from generator.report import sentences
from generator.report.asking import requests, without_others
from generator.site_data import SiteData
from generator.text import plain
from generator.wording import capital, inside, role_at

ZONES = ("Pacific/Kiritimati", "Europe/Berlin", "America/Los_Angeles")
#: Plural forms as Polish has them, which chooses between four.
POLISH = {"one": "{count} dzień", "few": "{count} dni", "many": "{count} dni w sumie", "other": "{count} dnia"}
#: Titles that begin with more than a plain letter.
LINES = ("", "a", "SQL", "System design", "éa", "ßa", "\U00010428x", "X", "X-ray", "X-Ray")


# What scripts get


def published(handbook: Handbook) -> dict[str, Any]:
    """The data of the plan page, in the catalogue in use: the handbook, and the words."""
    files = plan_data(SiteData(handbook, {}))
    handbook_data, words, more = (
        json.loads(files[f"plan/{name}.json"]) for name in ("handbook", "words", "more-words")
    )
    words["texts"] |= more
    return {"handbook": handbook_data, "words": words}


# What Python says


def plans(handbook: Handbook) -> Iterator[tuple[str, Handbook, Plan]]:
    """Yield plans with a name and their handbook."""
    for name, each in EXAMPLES.items():
        yield name, frozen_handbook(), each.plan
    for seed in range(40):
        found = case(Dice(seed))
        yield f"hostile {seed}", found.handbook, found.plan
    made = [first(handbook), halfway(handbook), halfway(handbook, swap=True), *odd(handbook)]
    yield from ((f"content {n}", handbook, each) for n, each in enumerate(made))
    clocks = ("23:50", "00:00", "18:00", "07:30", "17:59", "09:05", "12:00")
    late = {"times": dict(zip(WEEKDAYS, clocks, strict=True))}
    for name in ("90 minutes every day", "three peers", "6 days"):
        yield f"with times: {name}", frozen_handbook(), of_candidate(EXAMPLES[name].plan, **late)
    names = {"id": "ötzi", "name": "Zoë \\N “Ötzi”; 張偉, \U0001f98a " * 5}
    yield "with odd names", handbook, of_candidate(made[1], **names, **late)
    label = {"label": "Screen, by phone;  \u2028 then\x07 more"}
    labelled = [each.model_copy(update=label) for each in made[0].interviews]
    yield "with labels", handbook, made[0].model_copy(update={"interviews": labelled})
    bare = dataclasses.replace(handbook, rounds={}, roles={}, templates={}, questions={})
    yield "of other content", bare, made[1]
    far = [each.model_copy(update={"goal": 99, "exercise": 99}) for each in made[0].sessions]
    yield "beyond the content", handbook, made[0].model_copy(update={"sessions": far})
    many = [each.model_copy(update={"questions": [*"abcde"[: n % 6]]}) for n, each in enumerate(made[0].sessions)]
    yield "of many questions", handbook, made[0].model_copy(update={"sessions": many})


def of_candidate(plan: Plan, **fields: Any) -> Plan:
    return plan.model_copy(update={"candidate": plan.candidate.model_copy(update=fields)})


def said_of(handbook: Handbook, plan: Plan) -> dict[str, Any]:
    """What there is to say of a plan. The page has goals and checklists without markup."""
    data = report.spoken(handbook, plan)
    found = {
        "requests": [dataclasses.asdict(each) for each in requests(data)],
        "alone": without_others(data),
        "calendar": calendar(handbook, plan, b"").decode(),
    }
    for session in data["sessions"]:
        session["goal_text"] = plain(session["goal_text"])
    for each in (*data["rounds"].values(), *data["logged"].values()):
        each["checklist"] = [plain(line) for line in each["checklist"]]
    return {"spoken": data, **found}


def formats() -> Iterator[dict[str, Any]]:
    """Yield calls of `say` with what they return, in the catalogue in use."""

    def call(name: str, *values: Any) -> dict[str, Any]:
        return {"name": name, "values": values, "said": getattr(say, name)(*values)}

    days = ["2024-02-29", "2026-03-29", "2026-10-25", "2026-12-01", "2026-12-31", "2027-01-01", "1969-12-28"]
    days += ["2026-12-06", "2026-12-07"]
    for day in days:
        yield from (call("date", day, style) for style in ("short", "full", "day", "day-short", "weekday"))
        yield from (call("span", day, other) for other in days)
    yield from (call("dates", days[:n]) for n in range(4))
    yield from (call("listed", [*"abcd{0}"[:n], "{1}"]) for n in range(7))
    yield call("listed", [])
    for count in range(40):
        yield call("number", count)
        yield call("ordinal", count + 1)
        yield call("counted", "day", count)
        yield call("hours", 10 * count)
        yield call("minutes", count)
        yield call("week", count)
    yield {"name": "minutes", "values": [1, {"full": True}], "said": say.minutes(1, full=True)}
    for kind in (*MOCK_KINDS, "micro"):
        yield call("kind", kind)
        yield call("kind", kind, 2)
        yield call("kind", kind, 2, "again")
    for partner in ("peer", "friend", "expert", "llm", "alone"):
        yield call("partner", partner)
        yield call("partner", partner, "Sam")
    yield call("adjustments", ["breaks", "time+25", "unknown"])
    yield call("adjustments", get_args(Adjustment)[::-1])
    yield call("confidence")


def attempts() -> Iterator[dict[str, Any]]:
    """Yield texts with right values and with wrong ones."""
    for key, values in (
        ("session.on", {"session": "a", "date": "b"}), ("session.on", {"session": "a"}), ("session.on", {}),
        ("session.on", {"session": "a", "date": "b", "more": "c"}), ("session.on", {"session": "a", "day": "b"}),
        ("session.on", {"session": "{date}", "date": "$& $1"}), ("session.interview", {}),
        ("session.interview", {"count": 1}), ("count.day", {"count": 1}), ("count.day", {"count": 0}),
        ("change.new", {"count": 1, "kind": "a", "sessions": "b"}), ("alone.llm", {"count": 3, "dates": "a"}),
        ("change.new", {"count": 1, "kind": "a", "sessions": "b", "number": "One"}),
    ):  # fmt: skip
        try:
            yield {"key": key, "values": values, "said": say.say(key, **values)}
        except ValueError as error:
            yield {"key": key, "values": values, "error": str(error)}
    yield {"key": "count.day", "values": {}, "error": "count.day: has forms for several counts, and no count is given"}
    yield {"key": "note.planted", "values": {}, "error": "there is no text note.planted"}


def roles(handbook: Handbook) -> Iterator[dict[str, Any]]:
    """Yield roles at every level of theirs, and some with odd titles."""
    found = [*handbook.roles.values(), *frozen_handbook().roles.values()]
    found += [
        found[0].model_copy(update={"title": title})
        for title in ("SQL analyst", "Senior engineer", "Überseniorität", "ßenior", "the senior-most", "élan")
    ]
    for own in ("Lead", f"Lead {found[0].title.upper()}"):
        levels = tuple(level.model_copy(update={"title": own}) for level in found[0].levels)
        found.append(found[0].model_copy(update={"levels": levels}))
    for role in found:
        for level in role.levels:
            shown = {
                "title": role.title, "levels": [{"id": each.id, "title": each.title or ""} for each in role.levels]
            }  # fmt: skip
            yield {"role": shown, "level": level.id, "said": role_at(role, level.id)}


def near(handbook: Handbook) -> Iterator[dict[str, Any]]:
    """Yield words with the name that is nearest to them."""
    known = {"rounds": [*handbook.rounds], "roles": [*handbook.roles], "questions": [*handbook.questions][:60]}
    for names in known.values():
        for name in names:
            for word in (name, name[1:], name[:-3], name.replace("-", " ").upper(), name + "s", name[::-1], name * 5):
                yield {"word": word, "known": names, "meant": nearest(word, names)}
    for word in ("", "-", "data-engineer", "x" * 61, "Straße", "knitting design", "a-b-c"):
        names = ["staff-engineer", "data-analyst", "strasse", "skyline-design", "c-b-a", "knitting"]
        yield {"word": word, "known": names, "meant": nearest(word, names)}
    for names in (["ab-x", "ab-y"], ["ab-y", "ab-x"]):
        yield {"word": "ab-z", "known": names, "meant": nearest("ab-z", names)}


def coded() -> dict[str, Any]:
    """Every code of a plan and of a refusal with its sentence."""
    titles = {name: {key: {"title": title} for key, title in of.items()} for name, of in vars(given.NAMES).items()}
    some = {
        "reasons": [[each.model_dump(mode="json")] for each in given.some_reasons()],
        "changes": [[each.model_dump(mode="json")] for each in given.some_changes()],
        "criteria": [each.model_dump(mode="json") for each in given.some_criteria()],
    }
    some["reasons"].append([*chain(*some["reasons"])])
    notes = [*given.some_notes()]
    notes += [
        {**note, "ranked": ranked} for note in notes[:5] for ranked in ([], [{"round": "sifting", "confidence": 5}])
    ]
    refused = [*given.some_refusals()]
    refused += [
        ("log-question", {"date": given.MON, "name": "x", "known": [f"question-{n}" for n in range(many)][::-1]})
        for many in (20, 21)
    ]
    return {
        "titles": titles,
        "reasons": [{"facts": each, "said": sentences.why(each)} for each in some["reasons"]],
        "notes": [{"plan": each, "said": sentences.describe_notes(each, given.NAMES)} for each in notes],
        "changes": [{"facts": each, "said": sentences.describe_changes(each, given.NAMES)} for each in some["changes"]],
        "criteria": [{"fact": each, "said": sentences.criterion(each, given.NAMES)} for each in some["criteria"]],
        "refusals": [
            {"reason": {"code": code, "values": values}, "said": sentences.refusal(code, values)}
            for code, values in refused
        ],
        "sessions": [
            {"kind": kind, "partner": partner, "codes": codes, "said": sentences.no_question(kind, partner, codes)}
            for kind in ("drill", "micro")
            for partner in ("peer", "friend", "expert", "llm", "alone")
            for codes in ([], ["knitting-1"])
        ],
        "watched": [{"drill": drill, "said": sentences.watch(drill)} for drill in ("", "again", "check")],
    }


@pytest.fixture(scope="module")
def cases(handbook: Handbook, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with all cases: in English and, for one handbook, in capitals with the plurals and the dates of Polish."""
    folder = tmp_path_factory.mktemp("words")
    data = yaml.load(say.CATALOGUE.read_text("utf-8"), Loader=yaml.BaseLoader)
    other = capitals(data)
    other["count"]["day"] = POLISH
    other["format"] |= {"locale": "pl", "dates": "pl", "full": "EEEE, d MMMM y"}
    (folder / "other.yml").write_text(yaml.safe_dump(other, allow_unicode=True, sort_keys=False), "utf-8")
    handbooks: dict[int, tuple[Handbook, dict[str, Any]]] = {}
    found: dict[str, Any] = {
        "catalogues": {"en": published(handbook)["words"]},
        "formats": [{"catalogue": "en", **each} for each in formats()],
        "texts": [*attempts()],
        "roles": [*roles(handbook)],
        "near": [*near(handbook)],
        "facts": coded(),
        "lines": [{"line": line, "small": inside(line), "large": capital(line)} for line in LINES],
        "plans": [],
    }
    made = [*plans(handbook)]
    for name, book, plan in made:
        handbooks.setdefault(id(book), (book, published(book)["handbook"]))
        found["plans"].append(_case("en", name, book, plan))
    with say.use(folder / "other.yml"):
        found["catalogues"]["other"] = published(handbook)["words"]
        found["formats"] += [{"catalogue": "other", **each} for each in formats()]
        found["plans"] += [_case("other", f"other {name}", book, plan) for name, book, plan in made if book is handbook]
    found["handbooks"] = {number: shown for number, (_, shown) in handbooks.items()}
    path = folder / "cases.json"
    path.write_text(json.dumps(found, default=str), "utf-8")
    return path


def _case(catalogue: str, name: str, book: Handbook, plan: Plan) -> dict[str, Any]:
    shown = plan.model_dump(mode="json", by_alias=True)
    return {"name": name, "catalogue": catalogue, "handbook": id(book), "plan": shown, **said_of(book, plan)}


def in_node(cases: Path, zone: str) -> set[str]:
    """Try the cases in Node, in a time zone, and return the keys of the catalogue that were asked for."""
    used = cases.with_name("used.json")
    used.unlink(missing_ok=True)
    place = {"WORDS_CASES": str(cases), "WORDS_USED": str(used), "TZ": zone}
    command = ["node", "--test", "spoken-twin.js"]
    done = subprocess.run(
        command, cwd=ROOT / "tests" / "js", env=os.environ | place, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout[:9000] + done.stderr
    return set(json.loads(used.read_text("utf-8")))


@pytest.mark.parametrize("zone", ZONES)
def test_scripts_say_what_python_says(zone: str, cases: Path) -> None:
    in_node(cases, zone)


def test_scripts_get_the_texts_that_they_use_and_no_others(cases: Path, handbook: Handbook) -> None:
    texts = published(handbook)["words"]["texts"]
    used = in_node(cases, ZONES[0])
    assert sorted(texts.keys() - used - asked_by_scripts(texts)) == []
    assert sorted(used - texts.keys()) == []


def test_every_text_that_a_script_asks_for_exists(handbook: Handbook) -> None:
    texts = published(handbook)["words"]["texts"]
    assert [(name, key) for name, keys in scripts().items() for key in keys if not matching(key, texts)] == []
    planted = (
        'say("note.planted") + say("note.start", { date }) + say.say(`kind.${mark}.planted`) + say(`kind.${mark}.name`)'
    )
    assert [matching(key, texts) for key in asked_for(planted)] == [False, True, False, True]
