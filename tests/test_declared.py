"""Documents, exports, page kinds, rules and commands are declared in their own modules and found there."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re

import pytest
from conftest import ROOT
from test_layers import imports

from generator.exports import EXPORTS, FOR_CANDIDATE
from generator.model import Handbook
from generator.modules import file_of, files_behind, import_all
from generator.pages import PAGES, PRIVATE
from generator.paper import documents_for, find_documents

TEMPLATES = ROOT / "templates"


def modules(package: str) -> list[str]:
    folder = ROOT.joinpath(*package.split("."))
    return sorted(path.stem for path in folder.glob("*.py") if not path.stem.startswith("_"))


@pytest.mark.parametrize("package", ["generator.check", "generator.cli", "generator.exports", "generator.pages"])
def test_all_modules_of_a_package_are_found(package: str) -> None:
    assert [each.__name__.rpartition(".")[2] for each in import_all(package)] == modules(package)


def test_every_module_of_a_document_declares_one() -> None:
    assert len(find_documents()) == len(modules("generator.paper.documents"))
    places = [(each.made_for, each.place) for each in find_documents().values() if each.made_for != "candidate"]
    assert len(places) == len(set(places))


@pytest.mark.parametrize("document", find_documents().values(), ids=lambda each: each.name)
def test_the_template_of_a_document_defines_the_function_that_a_pack_calls(document) -> None:
    source = (TEMPLATES / "paper" / f"{document.template}.typ").read_text("utf-8")
    if document.pack_title:
        assert re.search(rf"^#let {document.template}\(doc\) =", source, re.MULTILINE)
        assert f"#alone({document.template})" in source


def test_a_document_is_offered_with_a_title_and_a_note() -> None:
    assert all(bool(each.title) == bool(each.note) for each in find_documents().values())
    assert [each.name for each in documents_for("question") if not each.is_offered] == ["prompt"]


def test_only_a_question_with_answers_has_an_answer_card(handbook: Handbook) -> None:
    card = find_documents()["answers"]
    assert {each.id for each in handbook.questions.values() if each.has_answers} == {
        name for name in handbook.questions if card.exists(handbook, name)
    }
    assert card.interviewer_only
    assert not card.is_unconditional


def test_exports_go_to_files_of_their_own() -> None:
    assert (
        len({each.path for each in EXPORTS.values()}) == len({each.title for each in EXPORTS.values()}) == len(EXPORTS)
    )
    assert all(each.path.endswith(f".{ending}") for ending, each in EXPORTS.items())
    assert [each.ending for each in FOR_CANDIDATE][:2] == ["ics", "csv"]
    assert not EXPORTS["json"].for_candidate


def test_every_kind_of_page_has_its_template_and_every_template_its_kind() -> None:
    kinds = set(PAGES).union(*PRIVATE.values())
    assert kinds == {path.name.removesuffix(".md.j2") for path in (TEMPLATES / "pages").glob("*.md.j2")}
    assert set(PRIVATE) == {"candidate", "interviewer"}


@pytest.mark.parametrize("package", ["check", "cli", "exports", "pages", "paper"])
def test_no_name_of_a_package_shadows_one_of_its_modules(package: str) -> None:
    tree = ast.parse((ROOT / "generator" / package / "__init__.py").read_text("utf-8"))
    found = importlib.import_module(f"generator.{package}")
    submodules = {each.name for each in pkgutil.iter_modules(found.__path__)}
    names = {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module != f"generator.{package}":
            names |= {alias.asname or alias.name for alias in node.names}
    assert not names & submodules


def test_the_files_behind_a_module_are_those_that_it_imports() -> None:
    assert file_of("generator.paper.view") == "paper/view.py"
    assert file_of("generator.text") == "text/__init__.py"
    assert file_of("generator.text.tree") == file_of("typst") == ""
    found = files_behind("generator.paper.view")
    assert {"paper/view.py", "text/__init__.py", "text/as_tree.py"} <= found
    for path in found:
        direct = {file_of(name) for _, name in imports((ROOT / "generator" / path).read_text("utf-8"))}
        assert direct - {""} <= found, path
