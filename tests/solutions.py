"""Runs what content hands out and what it calls right: programs in a child process, pages in Chromium.

`python tests/solutions.py QUESTION...` says for each question how its materials and its solution fare; without a name,
for all. A child has little time and memory, and reaches no file and no system.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from playwright.sync_api import Browser, Page

from generator.model import Question

SECONDS, MEGABYTES = 5, 512
#: What a program may import: the standard library that people know in an interview.
MODULES = (
    "bisect", "collections", "copy", "dataclasses", "datetime", "enum", "fractions", "functools", "heapq", "itertools",
    "math", "operator", "random", "re", "statistics", "string", "time", "typing", "unicodedata",
)  # fmt: skip
#: What no program may call: it would read, write or run something.
FORBIDDEN = ("breakpoint", "compile", "eval", "exec", "exit", "help", "input", "open", "quit")

_CHILD = """
import builtins, json, resource, sys, types
given = json.load(sys.stdin)
resource.setrlimit(resource.RLIMIT_CPU, (given["seconds"],) * 2)
resource.setrlimit(resource.RLIMIT_AS, (given["megabytes"] * 2**20,) * 2)
allowed = {name: getattr(builtins, name) for name in dir(builtins) if name not in given["forbidden"]}

def run(stem, loaded):
    if stem not in loaded:
        module = loaded[stem] = types.ModuleType(stem)
        def importing(name, *more):
            first = name.partition(".")[0]
            if first in given["files"]:
                return run(first, loaded)
            if first not in given["modules"]:
                raise ImportError(f"a program may not import {name}")
            return __import__(name, *more)
        module.__builtins__ = allowed | {"__import__": importing, "print": lambda *a, **k: None}
        sys.modules[stem] = module
        exec(given["files"][stem], module.__dict__)
    return loaded[stem]

failed = []
for case in given["cases"]:
    try:
        loaded, names = {}, {}
        for stem in given["files"]:
            module = run(stem, loaded)
            names |= vars(module) | {stem: module}
        if eval(case["call"], names) != eval(case["returns"], names):
            failed.append(f"{case['call']}: gave {eval(case['call'], names)!r}"[:300])
    except BaseException as error:
        failed.append(f"{case['call']}: {error!r}"[:300])
print(json.dumps(failed))
"""


def failing(files: Mapping[str, str], cases: Sequence[tuple[str, str]]) -> list[str]:
    """Run each (call, returns) over fresh modules, `files` being name → code, and give those that don't agree.

    The names of all files are at hand in a call, those of a later file before those of an earlier.
    """
    given = {
        "files": {name.removesuffix(".py"): code for name, code in files.items()},
        "cases": [{"call": call, "returns": returns} for call, returns in cases],
        "modules": MODULES, "forbidden": FORBIDDEN, "seconds": SECONDS, "megabytes": MEGABYTES,
    }  # fmt: skip
    try:
        child = subprocess.run(
            [sys.executable, "-I", "-c", _CHILD], input=json.dumps(given), capture_output=True, text=True,
            timeout=4 * SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return ["took too long"]
    if child.returncode:
        return [f"ended with {child.returncode}: {child.stderr.strip()[-300:]}"]
    found: list[str] = json.loads(child.stdout)
    return found


#: What a case may call beside the page's own JavaScript; each waits until the page has drawn.
_HANDS = """
const drawn = () => new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)));
const one = where => {
  const found = document.querySelector(where); if (!found) throw new Error('no ' + where); return found };
const press = async where => { one(where).click(); await drawn() };
const type = async (where, value) => {
  const field = one(where); field.focus(); field.value = value;
  field.dispatchEvent(new Event('input', {bubbles: true})); field.dispatchEvent(new Event('change', {bubbles: true}));
  await drawn() };
const key = async (where, name) => {
  const how = {key: name, bubbles: true, cancelable: true};
  for (const kind of ['keydown', 'keyup']) one(where).dispatchEvent(new KeyboardEvent(kind, how));
  await drawn() };
const text = where => one(where).innerText.trim();
const texts = where => [...document.querySelectorAll(where)].map(each => each.innerText.trim());
const count = where => document.querySelectorAll(where).length;
const wait = ms => new Promise(done => setTimeout(done, ms));
"""


#: How many times faster the clock of a page runs: its made-up servers take their time.
HASTE = 5
_HASTE = f"""
for (const name of ['setTimeout', 'setInterval']) {{
  const given = window[name];
  window[name] = (work, ms = 0, ...more) => given(work, ms / {HASTE}, ...more);
}}
for (const clock of [Date, performance]) {{
  const now = clock.now.bind(clock), start = now();
  clock.now = () => start + {HASTE} * (now() - start);
}}
"""


def hasty_page(browser: Browser) -> Page:
    """Open a page whose timers and clocks run faster than ours."""
    page = browser.new_page()
    page.add_init_script(_HASTE)
    return page


def failing_page(page: Page, html: str, cases: Sequence[tuple[str, str]]) -> list[str]:
    """Load a page anew for each (JavaScript expression, JSON) and give those that don't agree."""
    failed = []
    for call, returns in cases:
        try:
            page.goto("about:blank")  # so that no timer of the case before goes on
            page.set_content(html)
            got = page.evaluate(f"async () => {{ {_HANDS} return ({call}) }}")
        except Exception as error:
            failed.append(f"{call}: {str(error).splitlines()[0]}")
            continue
        if got != json.loads(returns):
            failed.append(f"{call}: gave {json.dumps(got)}")
    return failed


def cases(question: Question) -> list[tuple[str, str]]:
    """A question's calls and what they return."""
    return [(case.call, case.returns) for case in question.cases]


def handed_out(question: Question) -> dict[str, str]:
    """What the candidate gets that can be run: name → code, in the solution's language."""
    language = question.solution.language if question.solution else ""
    return {each.name: each.text for each in question.materials if each.language == language}


def repaired(question: Question) -> dict[str, str]:
    """The materials with the solution in the place of the file that it repairs, or the solution alone."""
    assert question.solution
    files = handed_out(question)
    name = question.solution.file or (next(iter(files)) if len(files) == 1 else "")
    return (files if name else {}) | {name or "solution.py": question.solution.code}


def fares(question: Question, page: Page | None) -> tuple[list[str], list[str]]:
    """Give what fails of the solution, and of what is handed out (nothing where nothing can be run)."""
    assert question.solution
    if question.solution.language == "html":
        assert page
        pages = [question.solution.code, *handed_out(question).values()]
        found = [failing_page(page, html, cases(question)) for html in pages]
        return found[0], found[1] if found[1:] else []
    broken = handed_out(question)
    return failing(repaired(question), cases(question)), failing(broken, cases(question)) if broken else []


def main(names: Sequence[str]) -> int:
    """Print how the questions named fare, or all of them."""
    from browser import chromium

    from generator.load import load_handbook

    questions = load_handbook(Path(__file__).parent.parent / "content").questions
    wrong = 0
    with chromium() as browser:
        page = hasty_page(browser)
        for name in names or [each for each, question in questions.items() if question.solution]:
            question = questions[name]
            if not question.solution:
                print(f"{name}: no solution")
                continue
            bad, broken = fares(question, page)
            sound = not bad and (broken or not handed_out(question))
            wrong += not sound
            of = f"{len(bad)} of {len(question.cases)}"
            print(f"{name}: {'sound' if sound else 'WRONG'}; solution fails {of}, materials {len(broken)}")
            for line in bad:
                print(f"    {line}")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
