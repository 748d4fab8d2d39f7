"""The file that the plan page writes: Python reads it as the page's candidate. And logs, which both read."""

from __future__ import annotations

import datetime
import json
import random
import subprocess
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from payloads import PAYLOADS

from generator.load.candidate import read_candidate
from generator.load.log import mistakes
from generator.model import Candidate, Handbook
from generator.names import settled
from generator.pages.plan_data import plan_data
from generator.planner import make_plan
from generator.site_data import SiteData
from generator.yamlfile import Places

TODAY = datetime.date(2026, 12, 1)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ADJUSTMENTS = (
    "time+25", "time+50", "breaks", "captions", "large-print", "no-interruptions", "typed-answers", "questions-ahead",
)  # fmt: skip
#: Names that YAML, or whoever reads it, might take for something else.
NAMES = (
    "Ada Okafor", "no", "null", "1e5", "2026-12-01", "~", "- x", "a: b", "a #b", "#a", "'a'", '"a"', "a\\nb",
    "{a}", "[a]", "*a",
    "&a", "!a", "%a", "@a", "`a`", "?", "|", ">", "“Ada”", "Zoë", "张伟", "😀", "a\u00a0b", "a\u200bb", "<<", "---",
    "...", "=", "$a",
    "x" * 300,
)  # fmt: skip


def typed(text: str) -> str:
    """A text without space around it, nor the mark that a browser takes for space."""
    return text.strip().strip("\ufeff").strip()


def state(**changed: Any) -> dict[str, Any]:
    """A form as templates/site/assets/plan/candidate.js has it, filled as far as a plan needs."""
    return {
        "job": "role", "role": "backend", "level": "senior", "advert": "",
        "read": [], "suggested": [], "removed": [], "added": [],
        "confidence": {}, "interviews": [{"date": "2027-01-20", "label": "", "rounds": []}], "start": "2026-12-01",
        "days": dict.fromkeys(WEEKDAYS, "") | {"mon": "90", "sat": "240"}, "away": [],
        "partners": {"peer": "", "friend": "",
        "expert": ""}, "llm": False, "swap": False, "adjustments": [], "name": "",
        "paper": "a4", **changed,
    }  # fmt: skip


def states(handbook: Handbook) -> list[dict[str, Any]]:
    """Forms: names of all kinds, every payload in every text, and 150 at random."""
    made = [
        state(name=text, partners={"peer": text, "friend": f"{text}, Jo", "expert": ""}, interviews=[
            {"date": "2027-01-20", "label": text, "rounds": []},
            {"date": "2027-01-10", "label": "", "rounds": [*handbook.rounds][:1]},
        ])
        for text in (*NAMES, *PAYLOADS)
    ]  # fmt: skip
    dice = random.Random(19)
    rounds = [*handbook.rounds]

    def some(items: Any) -> list[Any]:
        return [each for each in items if dice.random() < 0.3]

    def day(first: int, last: int) -> str:
        return (TODAY + datetime.timedelta(dice.randint(first, last))).isoformat()

    for _ in range(150):
        role = dice.choice([*handbook.roles.values()])
        interviews = [
            {"date": day(5, 300), "label": dice.choice(NAMES), "rounds": some(rounds)}
            for _ in range(dice.choice((1, 1, 2, 3)))
        ]
        made.append(
            state(
                role=role.id,
                level=dice.choice(role.levels).id,
                job=dice.choice(("role", "advert")),
                suggested=some(rounds),
                removed=some(rounds),
                added=some(rounds),
                confidence={each: str(dice.randint(1, 5)) for each in some(rounds)},
                interviews=interviews,
                start=day(-30, 3),
                days={each: dice.choice(("", "0", "45", "90", "720")) for each in WEEKDAYS},
                away=[{"first": day(0, 9), "last": dice.choice(("", day(10, 30)))} for _ in range(dice.randint(0, 2))],
                partners={each: ", ".join(some(NAMES)) for each in ("peer", "friend", "expert")},
                llm=dice.random() < 0.5,
                swap=dice.random() < 0.5,
                adjustments=some(ADJUSTMENTS),
                name=dice.choice(NAMES),
                paper=dice.choice(("a4", "letter")),
                log=dice.choice(("", "my log.json")),
            )
        )
    return made


def in_node(site: SiteData, states: list[dict[str, Any]], logs: list[str]) -> dict[str, Any]:
    """What the page's modules make of states and logs."""
    handbook = json.loads(plan_data(site)["plan/handbook.json"])
    handbook["questions"] = [
        (name, {"id": name, "round": each.round}) for name, each in site.handbook.questions.items()
    ]
    given = json.dumps({"handbook": handbook, "states": states, "logs": logs, "today": TODAY.isoformat()})
    command, folder = ["node", "candidate-file.js"], ROOT / "tests" / "js"
    done = subprocess.run(command, cwd=folder, input=given, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_python_reads_the_file_as_the_candidate_of_the_page(site_data: SiteData) -> None:
    handbook = site_data.handbook
    given = states(handbook)
    made = in_node(site_data, given, [])["made"]
    planned = 0
    for each, found in zip(given, made, strict=True):
        assert found["back"] == {key: value for key, value in each.items() if key != "log"}
        if found["candidate"] is None:
            assert found["open"]
            continue
        candidate, _ = read_candidate(found["yaml"].encode(), Path("candidate.yml"))
        assert candidate == Candidate.model_validate(found["candidate"]), found["yaml"]
        same, unknown = settled(handbook, candidate)
        assert not unknown
        assert make_plan(handbook, same, TODAY).candidate.name == (typed(each["name"]) or "Candidate")
        planned += 1
    assert planned > len(NAMES) + 100


def test_a_text_that_the_page_takes_is_in_the_file_as_typed(site_data: SiteData) -> None:
    taken = 0
    texts = (*NAMES, *PAYLOADS)
    for text, found in zip(texts, in_node(site_data, [state(name=each) for each in texts], [])["made"], strict=True):
        if found["candidate"] is None:
            assert {each["field"] for each in found["open"]} == {"name"}
            assert {each["code"] for each in found["open"]} <= {"odd-character", "too-long"}
            continue
        taken += 1
        assert read_candidate(found["yaml"].encode(), Path("x.yml"))[0].name == typed(text)
    assert taken > 60


#: Entries with something wrong in them, as changes to a good one.
WRONG: tuple[dict[str, Any], ...] = (
    {"date": "2026-12-02"}, {"date": "30.11.2026"}, {"date": "2026-02-30"}, {"date": None}, {"date": 20261130},
    {"round": "nothing such"},
    {"round": 5}, {"round": ""}, {"before": 0}, {"before": 6}, {"after": "3"}, {"after": True}, {"after": None},
    {"after": 2.5},
    {"fix": ""}, {"fix": "a\nb"}, {"fix": "x" * 301}, {"fix": ["x"]}, {"session": ""}, {"session": 5},
    {"kind": "micro"}, {"kind": ""},
    {"rater": "boss"}, {"questions": "x"}, {"questions": ["no-such-question"]}, {"questions": None}, {"questions": [5]},
    {"scores": {"no-such": 3}, "rater": "peer"}, {"scores": {}, "rater": 5}, {"scores": None}, {"scores": []},
    {"self": {"no-such": 3}},
    {"debrief": "x"}, {"debrief": {"assumed": ""}}, {"debrief": {"assumed": 5}}, {"debrief": {"other": "x"}},
    {"micro_goal": ""},
    {"micro_goal": "x" * 40_000}, {"befor": 3}, {"": 3},
)  # fmt: skip
#: Changes that leave it good.
RIGHT: tuple[dict[str, Any], ...] = (
    {}, {"session": None, "kind": None, "rater": None, "debrief": None, "micro_goal": None},
    {"kind": "drill", "rater": "self"},
    {"fix": "  x  "}, {"fix": "x" * 300}, {"questions": []}, {"debrief": {}},
    {"debrief": {"assumed": "x", "lost_confidence": None}},
    {"micro_goal": "a\nb"}, {"date": "2026-12-01"}, {"scores": {}}, {"self": {}},
)  # fmt: skip


@pytest.mark.parametrize("right", [True, False], ids=["right", "wrong"])
def test_a_log_is_taken_or_refused_as_python_does(right: bool, site_data: SiteData) -> None:
    handbook = site_data.handbook
    round_ = next(iter(handbook.rounds.values()))
    question = next(iter(handbook.questions))
    good = {"date": "2026-11-30", "round": round_.id, "before": 2, "after": 3, "fix": "Talk."}
    dimension = round_.rubric.dimensions[0].id
    more_right = (
        {"questions": [question]},
        {"scores": {dimension: "not seen"}, "rater": "peer"},
        {"self": {dimension: 4}},
        {"round": round_.title},
    )
    more_wrong = (
        {"scores": {dimension: 3}},
        {"scores": {dimension: 5}, "rater": "peer"},
        {"self": {dimension: "seen"}},
        {"self": {dimension: True}},
    )
    entries = [good | each for each in ((*RIGHT, *more_right) if right else (*WRONG, *more_wrong))]
    if not right:
        entries += [{key: value for key, value in good.items() if key != missing} for missing in good]
    read = in_node(site_data, [], [json.dumps([each]) for each in entries])["read"]
    for entry, found in zip(entries, read, strict=True):
        theirs, problems = mistakes(entry, Places("log.json"), handbook, TODAY)
        assert bool(problems) == bool(found["problems"]) == (not right), (entry, problems, found)
        if right:
            assert theirs
            assert found["entries"] == [theirs.model_dump(mode="json", by_alias=True)]
        else:
            assert {each["entry"] for each in found["problems"]} == {1}
