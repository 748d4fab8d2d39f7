"""The data of the page that makes a plan: all of the handbook that a planner reads, and of a question nothing else."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT
from visibility import fives, plain, strings

from bench.plan_page import loaded
from generator import advert, say
from generator.pages.beside import files_beside
from generator.pages.parts import Front
from generator.pages.plan_data import plan_data
from generator.pages.scripts import modules
from generator.site_data import SiteData

#: What a plan by role may take of scripts and data, compressed, today; at 10,000 questions it is a line of the bench.
MOST = 70_000


@pytest.fixture(scope="module", params=["site_data", "bank_data"], ids=["small", "bank"])
def site(request: pytest.FixtureRequest) -> SiteData:
    found: SiteData = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="module")
def data(site: SiteData) -> dict[str, Any]:
    """Path below `plan/` without ending → what is in the file."""
    return {
        path.removeprefix("plan/").removesuffix(".json"): json.loads(text) for path, text in plan_data(site).items()
    }


def test_every_question_is_there_with_what_a_planner_chooses_by_and_nothing_else(
    site: SiteData, data: dict[str, Any]
) -> None:
    told = data["handbook"]
    named = sorted({topic for question in site.handbook.questions.values() for topic in question.topics})
    unpacked = {}
    for path, rows in data.items():
        folder, _, round_id = path.partition("/")
        for name, difficulty, levels, topics in rows if folder == "questions" else ():
            unpacked[name] = (
                round_id,
                told["difficulties"][difficulty],
                tuple(level for n, level in enumerate(told["levels"]) if levels >> n & 1),
                tuple(named[topic] for topic in topics),
            )
    questions = site.handbook.questions
    assert unpacked == {
        name: (each.round, each.difficulty, each.levels, each.topics) for name, each in questions.items()
    }
    files = {path.partition("/")[2] for path in data if path.startswith("questions/")}
    assert files == {*site.handbook.rounds}, "one for each round, also for one without questions"


def test_what_is_told_of_rounds_roles_and_templates_is_the_handbook_s(site: SiteData, data: dict[str, Any]) -> None:
    handbook, told = site.handbook, data["handbook"]
    for kind in ("rounds", "roles", "templates"):
        assert [*told[kind]] == [*getattr(handbook, kind)], "in the order of the handbook"
    for name, round_ in handbook.rounds.items():
        each = told["rounds"][name]
        for key in ("title", "minutes", "questions", "in_loop"):
            assert each[key] == getattr(round_, key)
        assert each["short"] == round_.short.minutes
        assert each["aliases"] == [*round_.aliases]
        assert len(each["goals"]) == len(round_.micro_goals)
        assert len(each["checklist"]) == len(round_.checklists.candidate)
        assert each["exercises"] == [exercise.title for exercise in round_.exercises]
        assert [(one["id"], one["title"], one["core"]) for one in each["dimensions"]] == [
            (one.id, one.title, one.core) for one in round_.rubric.dimensions
        ]
        assert each["pass_line"] == {level: getattr(round_.rubric.pass_line, level) for level in told["levels"]}
    for name, role in handbook.roles.items():
        each = told["roles"][name]
        assert each["title"] == role.title
        assert data["advert"]["roles"][name] == {"aliases": [*role.aliases], "keywords": role.keywords}
        for one, level in zip(each["levels"], role.levels, strict=True):
            assert (one["id"], one["title"]) == (level.id, level.title or "")
            for part in ("screen", "loop"):
                steps = [(step["round"], step["times"], step["weight"]) for step in one[part]]
                assert steps == [(step.round, step.times, step.weight) for step in getattr(level, part)]
    for name, template in handbook.templates.items():
        each = told["templates"][name]
        for key in ("title", "days_a_week", "mocks_a_day", "finals", "notice", "asks", "replaces"):
            assert each[key] == getattr(template, key)
        assert each["from"] == template.days_needed
        assert each["loops"] == [loop.by for loop in template.loops]
        assert each["phases"] == [phase.model_dump() for phase in template.phases]


def test_every_text_is_of_a_round_a_role_a_template_or_the_catalogue_and_none_of_a_question(
    site: SiteData, data: dict[str, Any]
) -> None:
    """No title either: whoever looks at what the browser loads still meets a question as a stranger."""
    handbook = site.handbook
    nouns = (*handbook.rounds.values(), *handbook.roles.values(), *handbook.templates.values())
    known = [text for noun in nouns for text in strings(noun.model_dump(mode="json"))]
    known += strings(yaml.safe_load(say.CATALOGUE.read_text("utf-8")))
    texts = {text for path in ("handbook", "words", "more-words") for text in strings(data[path])}
    told = set().union(*(fives(plain(text)) for text in texts))
    assert told, "without five words in a row nothing would be found"
    assert told <= set().union(*(fives(plain(text)) for text in known))
    assert not {question.title for question in handbook.questions.values()} & texts
    told_later = {**data["advert"]}
    assert [*told_later.pop("roles")] == [*handbook.roles]
    assert told_later == json.loads(json.dumps(advert.advert_data(handbook)))


def test_the_words_are_the_catalogue_s_with_names_of_days_and_months(data: dict[str, Any]) -> None:
    words = data["words"]
    assert words["locale"] == "en-GB"
    assert (words["days"]["wide"][0], words["days"]["abbreviated"][6]) == ("Monday", "Sun")
    assert (words["months"]["wide"][11], words["months"]["abbreviated"][0]) == ("December", "Jan")
    assert words["list"]["2"].format("a", "b") == say.listed(["a", "b"])
    assert words["texts"]["session.interview"] == say.say("session.interview")
    more = data["more-words"]
    assert more["refusal.no-days"] == say.say("refusal.no-days")
    assert not more.keys() & words["texts"].keys()
    assert not [key for key in more if not key.startswith(("calendar.", "change.", "form.log.", "refusal."))]
    assert words["texts"]["count.day"]["one"].format(count=1) == say.counted("day", 1)
    assert not [key for key in words["texts"] if key.startswith(("rater.", "told.", "run.", "pack."))], (
        "who asks for it?"
    )


def test_the_files_are_compact_and_the_same_each_time(site: SiteData) -> None:
    files = plan_data(site)
    assert files == plan_data(site)
    for path, text in files.items():
        assert text == json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":")) + "\n", path
    beside = files_beside(site, {})
    assert {path: text.encode() for path, text in files.items()}.items() <= beside.items()


def test_scripts_and_data_of_the_whole_bank_are_small(bank_data: SiteData) -> None:
    found = loaded(bank_data)
    assert found.largest < found.everything <= MOST
    assert found.later > 0


def test_no_search_and_no_list_of_pages_knows_the_files(folder: Path) -> None:
    found = {path.relative_to(folder / "site").as_posix() for path in (folder / "site" / "plan").rglob("*.json")}
    assert {"plan/handbook.json", "plan/words.json"} < found
    lists = [*(folder / "site" / "find").iterdir(), *(folder / "site").glob("*.xml*")]
    for path in lists:
        text = path.read_text("utf-8")
        assert not [each for each in found if each in text or each.removesuffix(".json") in text], path


def test_a_page_names_a_module_and_all_that_it_imports_nearest_first(tmp_path: Path) -> None:
    folder = tmp_path / "assets" / "plan"
    (folder / "say").mkdir(parents=True)
    (folder / "page.js").write_text(
        '/** @import {Plan} from "./no.js" */\nimport { a } from "./a.js"\nimport {\n  b,\n  c,\n} from "./say/b.js"\n'
        'import "./d.js"\nconst later = () => import("./no.js")\n// import "./no.js"\nexport const from = "./no.js"\n'
    )
    (folder / "a.js").write_text("export * from \"./d.js\"\nexport { c as e } from './say/c.js'\n")
    (folder / "say" / "b.js").write_text('import * as c from "./c.js"\nimport { a } from "../a.js"\n')
    for name in ("d.js", "say/c.js"):
        (folder / name).write_text("export const c = 1\n")
    found = modules("assets/plan/page.js", tmp_path)
    assert found == tuple(f"assets/plan/{each}.js" for each in ("page", "a", "say/b", "d", "say/c"))
    assert 'modules: ["assets/plan/page.js", "assets/plan/a.js", ' in str(Front(modules=found))


def test_all_modules_of_the_site_are_found_by_their_imports() -> None:
    """Each names only files that exist, or this raises."""
    assets = ROOT / "templates" / "site"
    for path in (assets / "assets" / "plan").rglob("*.js"):
        found = modules(path.relative_to(assets).as_posix())
        assert len({*found}) == len(found)


def test_only_the_pages_that_run_modules_ask_for_them_and_for_each_by_name(folder: Path) -> None:
    running = {}
    for path in (folder / "docs").rglob("*.md"):
        told = re.search(r"^modules: (\[.*\])$", path.read_text("utf-8"), re.MULTILINE)
        if told:
            running[path.relative_to(folder / "docs").with_suffix(".html").as_posix()] = json.loads(told[1])
    assert running.keys() == {"plans/index.html"}
    for path in (folder / "site").rglob("*.html"):
        page = path.read_text("utf-8")
        name = path.relative_to(folder / "site").as_posix()
        up = "../" * name.count("/")
        expected = [f"{up}{each}" for each in running.get(name, [])]
        assert re.findall(r'<link rel="modulepreload" href="([^"]+)">', page) == expected
        assert re.findall(r'<script type="module" src="([^"]+)">', page) == expected[:1]
    served = [*(folder / "site" / "assets" / "plan").rglob("*.js")]
    assert served
    assert not [path.name for path in served if re.search(r"^\s*(//|/\*)", path.read_text("utf-8"), re.MULTILINE)]
