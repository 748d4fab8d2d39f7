"""The site's modules: their own tests, which run in Node, and what a browser needs that loads them as they are."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from pathlib import Path

import pytest
from conftest import ROOT

from generator.publish.lighter import lighter

JS = ROOT / "tests" / "js"
MODULES = ROOT / "templates" / "site" / "assets" / "plan"
TESTS = sorted(path.name for path in JS.glob("*.test.js"))


@pytest.mark.parametrize("name", TESTS)
def test_in_node(name: str) -> None:
    done = subprocess.run(["node", "--test", name], cwd=JS, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"^# pass [1-9]", done.stdout, re.MULTILINE) or "ℹ pass" in done.stdout, done.stdout


@pytest.mark.parametrize("path", sorted(MODULES.rglob("*.js")), ids=lambda path: path.relative_to(MODULES).as_posix())
def test_a_module_imports_only_files_next_to_it_by_their_whole_names(path: Path) -> None:
    """There is no build step: a browser finds what is imported, or nothing does."""
    source = re.sub(r"^\s*(//|/?\*).*", "", path.read_text("utf-8"), flags=re.MULTILINE)
    for name in re.findall(r"""(?:\bfrom|\bimport\(?)\s*["']([^"']+)["']""", source):
        assert name.startswith("."), f"{name}: a package, which the site doesn't have"
        assert (path.parent / name).resolve().is_relative_to(MODULES.parent)
        assert (path.parent / name).is_file(), name


def test_the_site_s_scripts_are_the_same_code_without_comments() -> None:
    ours = [path for path in sorted(MODULES.parent.rglob("*.js")) if not path.with_suffix(".txt").exists()]
    sources = {path.relative_to(MODULES.parent).as_posix(): path.read_text("utf-8") for path in ours}
    asked = [[name, source, lighter(source)] for name, source in sources.items()]
    kept = ["kept", *(f("export const a = `a // b\n  c` // d\n/* e */\n(a)\n") for f in (str, lighter))]
    lost = ["lost", "a\n++b\n", "a++\nb\n"]
    joined = ["joined", "class A {\n  #a = 1\n  #b = 2\n}\n", "class A{#a=1#b=2}"]
    done = subprocess.run(
        ["node", "same-code.js"], cwd=JS, input=json.dumps([*asked, kept, lost, joined]), capture_output=True,
        encoding="utf-8", check=True,
    )  # fmt: skip
    assert json.loads(done.stdout) == {"different": ["lost"], "comments": [], "broken": ["joined"]}


def test_typescript_is_for_the_tests_alone_in_one_version_and_from_no_named_host() -> None:
    package = json.loads((JS / "package.json").read_text("utf-8"))
    assert not {"dependencies", "optionalDependencies", "peerDependencies"} & package.keys()
    assert all(re.fullmatch(r"[\d.]+", version) for version in package["devDependencies"].values())
    lock = (JS / "package-lock.json").read_text("utf-8")
    locked = json.loads(lock)["packages"]
    assert "://" not in lock
    assert locked[""]["devDependencies"] == package["devDependencies"]
    assert all(each["dev"] and each["integrity"].startswith("sha512-") for name, each in locked.items() if name)


def test_scripts_hash_as_hashlib_does() -> None:
    """All lengths up to some blocks, and characters of one to four bytes."""
    texts = ["x" * length for length in range(201)] + ["aé€𝄞" * length for length in range(80)]
    found = subprocess.run(
        ["node", "--input-type=module", "-e",
         f'import {{ hashOf }} from "{(MODULES / "planner" / "border.js").as_uri()}"\n'
         'import { readFileSync } from "node:fs"\n'
         'console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(hashOf)))'],
        input=json.dumps(texts), capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert json.loads(found.stdout) == [hashlib.sha256(text.encode()).hexdigest() for text in texts]
