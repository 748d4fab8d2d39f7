"""RULES.md is the planner's law: rules that are cited exist, its codes are the model's, no document is missing."""

from __future__ import annotations

import ast
import io
import re
import subprocess
import tokenize
from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin

import pytest
from conftest import ROOT

from generator.model import facts
from generator.model.base import Node
from generator.planner import REFUSALS

RULES = ROOT / "generator" / "planner" / "RULES.md"
#: What is read as text: by how its name ends, or its whole name.
TEXT = (
    ".py", ".md", ".yml", ".yaml", ".toml", ".sh", ".j2", ".typ", ".js", ".css", ".html", ".txt", ".gitignore",
    "Makefile", ".ci/run",
)  # fmt: skip
#: Texts that others wrote, files as people send them, and golden files, which repeat what is read elsewhere.
OTHERS = (
    "requirements*.txt", "templates/*/fonts/*.txt", "templates/site/assets/fonts/*.txt", "tests/golden/*",
    "tests/cases/*", "tests/adverts/*",
)  # fmt: skip


@cache
def repository() -> tuple[str, ...]:
    """Return the name of every file of the repository that exists, those not committed yet too."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return tuple(sorted(name for name in set(listed.stdout.splitlines()) if (ROOT / name).is_file()))


@cache
def sources() -> Mapping[str, str]:
    """Map name → text of every file that we wrote."""
    return {
        name: (ROOT / name).read_text("utf-8")
        for name in repository()
        if name.endswith(TEXT) and not any(fnmatch(name, other) for other in OTHERS)
    }


# ── the numbers of rules ──

_CITED = re.compile(r"\b[Rr]ules? (\d+(?:(?:, | and | or | to |, and |–|-)\d+)*)\b")
_RULE = re.compile(r"^### (\d+)\. ", re.MULTILINE)


def numbers() -> list[int]:
    """List the numbers of the rules in the order of RULES.md."""
    return [int(number) for number in _RULE.findall(RULES.read_text("utf-8"))]


def cited(text: str) -> Iterator[int]:
    """Find every number of a rule that a text cites: rule 3, rules 4, 7 and 12, rules 1–31."""
    flat = re.sub(r"\s+(?:#:? |> )?\s*", " ", text)
    for found in _CITED.findall(flat):
        for part in re.split(r", and | and | or |, ", found):
            first, *last = (int(number) for number in re.split(r" to |–|-", part))
            yield from range(first, last[0] + 1) if last else (first,)


def test_the_rules_are_numbered_once_each_without_a_gap():
    assert sorted(numbers()) == list(range(1, len(numbers()) + 1))


def test_every_rule_has_an_example():
    parts = re.split(r"^##+ ", RULES.read_text("utf-8"), flags=re.MULTILINE)
    rules = [part for part in parts if re.match(r"\d+\. ", part)]
    assert len(rules) == len(numbers())
    assert [rule.splitlines()[0] for rule in rules if "> **Example.**" not in rule] == []


@pytest.mark.parametrize("folder", ["generator/", "tests/", "bench/", "templates/", "content/guides/", ""])
def test_every_rule_that_is_cited_exists(folder: str):
    known = set(numbers())
    wrong = [
        (name, number)
        for name, text in sources().items()
        if name.startswith(folder) and name != Path(__file__).relative_to(ROOT).as_posix()
        for number in cited(text)
        if number not in known
    ]
    assert wrong == []


def test_a_wrong_number_is_found():
    text = '"""Place loops (rules 13 and\n    140)."""\n# rule 49, rules 4, 50 and 6; rules 51–53; Rule 60 to 61'
    text += "\n#: (rule\n#: 70 of RULES.md)"
    assert [number for number in cited(text) if number not in numbers()] == [140, 49, 50, 51, 52, 53, 60, 61, 70]
    assert {4, 6, 13} < set(cited(text))


# ── the tables of codes ──

_ROW = re.compile(r"^\| `([a-z-]+)` \|(.*?)\|(.*)\|$", re.MULTILINE)
_VALUE = re.compile(r"`(\w+)(?: \[([\w, ]+)\])?`")
#: Heading in RULES.md → the type in model.facts, and what its table calls the code.
TABLES: dict[str, Any] = {
    "Reasons": facts.Reason,
    "Notes": facts.Note,
    "Changes": facts.Change,
    "Criteria": facts.Criterion,
}


def table(title: str) -> dict[str, tuple[dict[str, tuple[str, ...]], str]]:
    """Map code → (its values, each with the values of its parts; the rest of the row) for a table of RULES.md."""
    part = RULES.read_text("utf-8").split(f"\n### {title}\n")[1].split("\n#")[0]
    rows = _ROW.findall(part)
    assert rows, title
    assert len({code for code, _, _ in rows}) == len(rows), title
    return {
        code: ({name: tuple(filter(None, parts.split(", "))) for name, parts in _VALUE.findall(values)}, meaning)
        for code, values, meaning in rows
    }


def members(kind: Any) -> tuple[type[Node], ...]:
    """List the classes of a union that a code tells apart."""
    while get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    return get_args(kind)


def code_of(member: type[Node]) -> str:
    return str(member.model_fields["code"].default)


def values_of(member: type[Node]) -> dict[str, tuple[str, ...]]:
    """Map value → the values of its parts where it is a list of nodes."""
    return {
        name: tuple(each for part in get_args(field.annotation) if _is_node(part) for each in part.model_fields)
        for name, field in member.model_fields.items()
        if name != "code"
    }


def _is_node(part: Any) -> bool:
    return isinstance(part, type) and issubclass(part, Node)


@pytest.mark.parametrize("title", TABLES)
def test_a_table_of_codes_lists_the_classes_of_the_model_with_their_values(title: str):
    assert {code: values for code, (values, _) in table(title).items()} == {
        code_of(member): values_of(member) for member in members(TABLES[title])
    }


@pytest.mark.parametrize("title", TABLES)
def test_a_table_of_codes_names_every_word_that_a_value_may_be(title: str):
    """All but the kinds of sessions, partners and people, which are in the definitions and rule 21."""
    common = {*get_args(facts.SessionKind), *get_args(facts.Partner), *get_args(facts.PersonKind), ""}
    part = RULES.read_text("utf-8").split(f"\n### {title}\n")[1].split("\n#")[0]
    rows = table(title)
    for member in members(TABLES[title]):
        for name, field in member.model_fields.items():
            words = set(get_args(field.annotation)) if get_origin(field.annotation) is Literal else set()
            said = part if name == "state" else rows[code_of(member)][1]
            assert {word for word in words - common - {code_of(member)} if f"`{word}`" not in said} == set()


def test_every_class_with_a_code_is_in_one_of_the_tables():
    coded = {
        each
        for each in vars(facts).values()
        if _is_node(each) and each.__module__.startswith(facts.__name__) and "code" in each.model_fields
    }
    assert coded == {member for kind in TABLES.values() for member in members(kind)}


def test_the_table_of_refusals_lists_those_of_the_planner():
    assert {code: tuple(values) for code, (values, _) in table("Refusals").items()} == dict(REFUSALS)


# ── the documents that texts name ──

_NAME = re.compile(r"[\w<>{}*./~-]*\w\.(?:md|ya?ml|txt|json)\b")
#: Names that no file of the repository has.
ABSENT = {
    "noor-log.yml": "the log of README's example, in the reader's own folder",
    "noor.yml": "the candidate's file of README's example",
    "rehearse.yml": "a reader's own settings, next to the content folder",
    "search.json": "written by Zensical alone",
    "plan.json": "written by `rehearse plan`",
    "~/dress-rehearsal/build/private/noor/plan.json": "written by `rehearse plan`",
    "ADVERT.txt": "an advertisement that a reader saved",
    "张伟.yml": "an example of a file's name",
    "Jürgen.yml": "an example of a file's name",
    "noor-log.json": "the log of README's example, in JSON",
    "ada-log.json": "a log in JSON, next to a copy of the candidate's file",
    "mocks.json": "a file of README's example",
    "plan/handbook.json": "data of the plan page, in the site",
    "plan/questions/ROUND.json": "data of the plan page, in the site",
    "plan/words.json": "data of the plan page, in the site",
    "plan/more-words.json": "data of the plan page, in the site",
    "plan/advert.json": "data of the plan page, in the site",
    "VIEW.json": "an argument of bench/weasy.py",
    "a.yml": "an example of how names sort",
    "a-b.yml": "an example of how names sort",
    "orders-of-monday.txt": "an example of a file's name",
    "questions/candour/bad.yml": "where a file of tests/bad is put",
    "plans/bad.yml": "where a file of tests/bad is put",
    "plans/late.yml": "where a file of tests/bad is put",
    "plans/zz.yml": "where a file of tests/bad is put",
    "questions/knitting/bad.yml": "where a file of tests/bad is put",
    "questions/juggling/bad.yml": "where a file of tests/bad is put",
    "roles/bad.yml": "where a file of tests/bad is put",
    "rounds/bad.yml": "where a file of tests/bad is put",
}
#: Documents of a folder that was never part of the repository, and how texts used to cite them.
NEVER = re.compile(
    r"(?<![\w-])(?:design|plan-rules|rules-until-now|look|look-practice|style|findings|search|voice)\.md\b|\bshared/"
    r"|\b[Dd]esign, section\b|(?<!RFC \d{4}, )\bsection \d+, rules?\b"
)


def written(name: str, text: str) -> Iterator[str]:
    """Split a file into what people read of it: comments and docstrings of code, all of a page."""
    if name.endswith(".py"):
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.COMMENT:
                yield token.string
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                yield ast.get_docstring(node) or ""
    elif name.endswith(".md"):
        # `rehearse check` looks at links between pages of the handbook
        yield re.sub(r"\]\([^)]*\)", "]", text) if name.startswith(("content/", "tests/content/")) else text
    elif name.endswith((".j2", ".typ", ".js", ".css", ".html")):
        yield from re.findall(r"\{#.*?#\}|/\*.*?\*/|(?<!:)//[^\n]*|<!--.*?-->", text, re.DOTALL)
    else:
        yield from re.findall(r"(?:^|\s)#(.*)", text)


def missing(text: str) -> Iterator[str]:
    """Find the names of files in a text that no file of the repository has, by its path or the end of it.

    What is in `build` and what is sealed is made by our commands. A name with a placeholder is no name of a file.
    """
    for name in _NAME.findall(text):
        if set(name) & set("<>{}*") or name.startswith(("build/", "sealed/")):
            continue
        end = "/" + re.sub(r"^(\.{0,2}/)+", "", name)
        if not any(f"/{file}".endswith(end) for file in repository()):
            yield name


def test_every_document_that_a_text_names_exists():
    named = {(file, name) for file, text in sources().items() for part in written(file, text) for name in missing(part)}
    assert {(file, name) for file, name in named if name not in ABSENT} == set()


def test_every_name_that_is_excepted_is_used():
    named = {name for file, text in sources().items() for part in written(file, text) for name in missing(part)}
    assert set(ABSENT) - named - {Path(file).name for file in repository()} == set()


def test_no_text_cites_a_document_from_outside_the_repository():
    here = Path(__file__).relative_to(ROOT).as_posix()
    assert [
        (file, found[0])
        for file, text in sources().items()
        if file != here and not file.startswith(("content/questions/", "tests/content/questions/"))
        for found in NEVER.finditer(text)
    ] == []


def test_a_document_that_is_missing_is_found():
    text = "See nowhere.md, elsewhere/RULES.md, planner/RULES.md, RULES.md, content/guides/<name>.md and plan-0.json."
    assert list(missing(text)) == ["nowhere.md", "elsewhere/RULES.md", "plan-0.json"]
    for said in ("(design.md, rule 3)", "(design, section 2)", "look.md", "shared/x"):
        assert NEVER.search(said), said
    assert list(written("x.py", '"""See a.md."""\nX = "b.md"  # c.md\n')) == ["# c.md", "See a.md."]


# ── a plan contains facts ──

#: Python files whose strings are codes and names, and never sentences (rule 26).
FACTUAL = (*sorted((ROOT / "generator" / "planner").rglob("*.py")), ROOT / "generator" / "results.py")
#: Phrases that are no sentences, and why.
PHRASES: dict[str, str] = {}


def phrases(source: str) -> Iterator[str]:
    """Find the strings outside docstrings that have two words or more; the parts of an f-string are one string."""
    tree = ast.parse(source)
    passed: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            passed.add(id(node.value))
        elif isinstance(node, ast.JoinedStr):
            passed |= {id(part) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else "\0" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in passed:
            text = node.value
        else:
            continue
        if sum(bool(re.search(r"[^\W\d_]{2}", word)) for word in text.split()) > 1:
            yield text.replace("\0", "{}")


@pytest.mark.parametrize("path", FACTUAL, ids=lambda path: path.name)
def test_the_planner_contains_no_sentence(path: Path):
    assert [phrase for phrase in phrases(path.read_text("utf-8")) if phrase not in PHRASES] == []


def test_a_sentence_is_found():
    source = '"""Two words."""\nA = "too-near"\nB = "no day"\nC = f"{A} is left, {B}"\nD = f"{A}-{B} x"\n"two words"\n'
    assert list(phrases(source)) == ["no day", "{} is left, {}"]
    assert list(phrases('def f():\n    return ("one "\n        "two")')) == ["one two"]
