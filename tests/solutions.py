"""Runs what content hands out and what it calls right: programs in a child process, pages in Chromium.

`python tests/solutions.py QUESTION...` says for each question how its materials and its solution fare; without a name,
for all. A child has little time and memory, and reaches no file and no system.
"""

from __future__ import annotations

import ast
import json
import re
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from playwright.sync_api import Browser, Error, TimeoutError

from generator.model import Question
from generator.model.question import Twin

#: What a program may take: seconds of the processor, which a busy machine does not use up for it, and memory.
SECONDS, MEGABYTES = 120, 512
#: After how many minutes a page that never answers, or a program that sleeps, is given up.
MINUTES = 10
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
resource.setrlimit(resource.RLIMIT_CPU, (given["seconds"], given["seconds"] + 1))
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


def failing(files: Mapping[str, str], cases: Sequence[tuple[str, str]], seconds: int = SECONDS) -> list[str]:
    """Run each (call, returns) over fresh modules, `files` being name → code, and give those that don't agree.

    The names of all files are at hand in a call, those of a later file before those of an earlier.
    """
    given = {
        "files": {name.removesuffix(".py"): code for name, code in files.items()},
        "cases": [{"call": call, "returns": returns} for call, returns in cases],
        "modules": MODULES, "forbidden": FORBIDDEN, "seconds": seconds, "megabytes": MEGABYTES,
    }  # fmt: skip
    try:
        child = subprocess.run(
            [sys.executable, "-I", "-c", _CHILD], input=json.dumps(given), capture_output=True, text=True,
            timeout=60 * MINUTES, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return ["took too long"]
    if child.returncode == -signal.SIGXCPU:
        return [f"took more than {seconds} seconds of the processor"]
    if child.returncode:
        return [f"ended with {child.returncode}: {child.stderr.strip()[-300:]}"]
    found: list[str] = json.loads(child.stdout)
    return found


#: What a case may call beside the page's own JavaScript and `wait(ms)`; each waits until the page has drawn.
_HANDS = """
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
"""


#: A clock that moves only while a case waits: what a page does by its timers is the same on a slow machine. What a
#: timer began is ended before the next one goes off, since it may set others.
_CLOCK = """
(() => {
  const timeout = window.setTimeout, start = Date.now();
  let now = 0, last = 0, timers = [];
  const set = repeats => (work, ms = 0, ...more) => {
    timers.push({id: ++last, due: now + Math.max(ms, 1), every: repeats && Math.max(ms, 1), run: () => work(...more)});
    return last };
  window.setTimeout = set(false); window.setInterval = set(true);
  window.clearTimeout = window.clearInterval = id => { timers = timers.filter(each => each.id !== id) };
  Date = class extends Date { constructor(...given) { given.length ? super(...given) : super(start + now) } };
  Date.now = () => start + now; performance.now = () => now;
  const rest = () => new Promise(done => timeout(done, 0));
  window.wait = async ms => {
    const end = now + ms;
    for (;;) {
      await rest();
      const [next] = timers.filter(each => each.due <= end).sort((a, b) => a.due - b.due || a.id - b.id);
      if (!next) break;
      now = next.due;
      if (next.every) next.due += next.every; else window.clearTimeout(next.id);
      next.run();
    }
    now = end };
  window.drawn = async () => { await new Promise(done => requestAnimationFrame(done)); await window.wait(16) };
})();
"""


#: Makes a call in a task of its own, so that we can give up waiting where it never ends: → window.answer.
_CALLED = f"""() => requestAnimationFrame(async () => {{
  try {{ {_HANDS} window.answer = [await (%s), ""] }} catch (error) {{ window.answer = [null, String(error)] }}
}})"""


def failing_page(browser: Browser, html: str, cases: Sequence[tuple[str, str]], minutes: float = MINUTES) -> list[str]:
    """Load a page anew for each (JavaScript expression, JSON) and give those that don't agree.

    A page whose scripts never end answers nothing more: the first such case is the last.
    """
    page = browser.new_page()
    page.set_default_timeout(minutes * 60_000)
    page.add_init_script(_CLOCK)
    failed = []
    for call, returns in cases:
        try:
            page.goto("about:blank")  # so that no timer of the case before goes on
            page.set_content(html)
            page.evaluate(_CALLED % call)
            got, error = page.wait_for_function("() => window.answer").json_value()
        except TimeoutError:
            failed.append(f"{call}: took too long")
            break
        except Error as wrong:
            got, error = None, wrong.message
        if error:
            failed.append(f"{call}: {error.splitlines()[0]}")
        elif got != json.loads(returns):
            failed.append(f"{call}: gave {json.dumps(got)}")
    page.close()
    return failed


def cases(question: Question | Twin) -> list[tuple[str, str]]:
    """A question's calls and what they return."""
    return [(case.call, case.returns) for case in question.cases]


def handed_out(question: Question | Twin) -> dict[str, str]:
    """What the candidate gets that can be run: name → code, in the solution's language."""
    language = question.solution.language if question.solution else ""
    return {each.name: each.text for each in question.materials if each.language == language}


def helped(question: Question | Twin) -> dict[str, str]:
    """What is handed out, with those functions of the solution that only the cases call: see `sale` in a review.

    Without them what is handed out would fail for want of a name and not for its bugs.
    """
    files = handed_out(question)
    if not files or not question.solution or question.solution.language != "python":
        return files
    called = " ".join(each.call for each in question.cases)
    defined = {node.name for code in files.values() for node in functions(code)}
    more = [
        ast.unparse(node)
        for node in functions(question.solution.code)
        if node.name not in defined and re.search(rf"\b{node.name}\(", called)
    ]
    name = question.solution.file or next(iter(files))
    return files | {name: "\n\n".join([files[name], *more])}


def functions(code: str) -> list[ast.FunctionDef]:
    """The functions of a program; none if it can't be parsed."""
    try:
        return [node for node in ast.parse(code).body if isinstance(node, ast.FunctionDef)]
    except SyntaxError:
        return []


def repaired(question: Question | Twin) -> dict[str, str]:
    """The materials with the solution in the place of the file that it repairs, or the solution alone."""
    assert question.solution
    files = handed_out(question)
    name = question.solution.file or (next(iter(files)) if len(files) == 1 else "")
    return (files if name else {}) | {name or "solution.py": question.solution.code}


def fares(question: Question | Twin, browser: Browser | None) -> tuple[list[str], list[str]]:
    """Give what fails of the solution, and of what is handed out (nothing where nothing can be run)."""
    assert question.solution
    if question.solution.language == "html":
        assert browser
        pages = [question.solution.code, *handed_out(question).values()]
        found = [failing_page(browser, html, cases(question)) for html in pages]
        return found[0], found[1] if found[1:] else []
    broken = helped(question)
    return failing(repaired(question), cases(question)), failing(broken, cases(question)) if broken else []


def coded(questions: Mapping[str, Question]) -> dict[str, Question | Twin]:
    """Questions and twins with a solution, by name; a twin's name is that of its question with `/twin` after it."""
    asked: dict[str, Question | Twin] = {**questions}
    asked |= {f"{name}/twin": each.twin for name, each in questions.items() if each.twin}
    return {name: each for name, each in asked.items() if each.solution}


def main(names: Sequence[str]) -> int:
    """Print how the questions named fare, or all of them."""
    from browser import chromium

    from generator.load import load_handbook

    questions = coded(load_handbook(Path(__file__).parent.parent / "content").questions)
    wrong = 0
    with chromium() as browser:
        for name in [each for each in questions if not names or each.removesuffix("/twin") in names or each in names]:
            question = questions[name]
            if not question.solution:
                print(f"{name}: no solution")
                continue
            bad, broken = fares(question, browser)
            sound = not bad and (broken or not handed_out(question))
            wrong += not sound
            of = f"{len(bad)} of {len(question.cases)}"
            print(f"{name}: {'sound' if sound else 'WRONG'}; solution fails {of}, materials {len(broken)}")
            for line in bad:
                print(f"    {line}")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
