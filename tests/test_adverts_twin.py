"""The plan page's script suggests from an advertisement exactly what Python suggests, with the same words in order."""

from __future__ import annotations

import dataclasses
import json
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from itertools import cycle, product
from pathlib import Path
from typing import Any

import advert_texts
import pytest
from browser import served
from conftest import ROOT
from playwright.sync_api import Browser

from generator import advert
from generator.advert import patterns
from generator.advert.reading import cleaned
from generator.model import LEVELS, Handbook, Level
from generator.problem import ContentError

#: One place for a character each of which says something else about JavaScript's classes than Python's.
_PIECES = (r"\w", r"\W", r"\s", r"\S", r"\d", ".", r"[^\W_]", r"[\W_]", r"[^\W_a-z]", r"[\W\d]", r"[^\w\s]", r"[\s\d.]")
#: Texts that took minutes when a pattern looked at the same characters again and again.
_LONG = (
    "a", ".", " ", "\u00a0", "5 ", "no ", "sql ", "30 min ", "AI ", "the ", "@", "a@", "'", "’s ", "\n", "x\n", "?!",
    ") ", "interview ", "invit", "- ", "first ", "significant ", "www.", "years ", "to ", "race ", "🚀", "ſ", "/",
    "\t", "_",
)  # fmt: skip
#: Reads every text in a page, and returns the names of those that suggest something else.
_WALK = """async () => {
  const { suggest } = await import("./assets/plan/advert.js")
  const { handbooks, cases } = await (await fetch("vectors.json")).json()
  const wrong = cases.filter(({ handbook, text, given, suggestion, lacks }) => {
    try {
      const found = suggest(handbooks[handbook].handbook, handbooks[handbook].advert, text, given)
      return JSON.stringify(found) !== JSON.stringify(suggestion)
    } catch (error) {
      return JSON.stringify({ role: error.role, has: error.has }) !== JSON.stringify(lacks)
    }
  })
  return { read: cases.length, wrong: wrong.map(({ handbook, name }) => `${handbook}: ${name}`) }
}"""
#: Texts with hardly anything to read, and some that aren't advertisements.
_SHORT = ("", " \n\t", "?", "no", "🚀", "Benefits\n\nPension and mentoring.\n", "We are an equal opportunity employer.")
_ODD = (
    "", " ", "1 2 3", "½", "x", "٣", "a\x1b", "<!doctype html>", " <HTML>", "<?xml ?>", "a\u200b", "\u200b",
    "x" * 200_000, "x" * 200_001, "é" * 100_001,
)  # fmt: skip


def suggested(handbook: Handbook, text: str, role: str | None = None, level: Level | None = None) -> dict[str, Any]:
    """What Python suggests, in the words of the script, or the levels that the role has instead."""
    try:
        found = advert.suggest(handbook, cleaned(text), role, level)
    except advert.UnknownLevelError as lacking:
        lacks = str(lacking).split('"')[1]
        return {"lacks": {"role": lacks, "has": [each.id for each in handbook.roles[lacks].levels]}}
    hints = {
        kind: [{"round": each.round, "words": [*each.words], "times": each.times} for each in some]
        for kind, some in (("loop", found.loop), ("added", found.added), ("faint", found.faint))
    }
    suggestion = {
        "role": found.role.id,
        "level": found.level.id,
        "role_words": found.role_words,
        "level_words": found.level_words,
        "level_is_near": found.level_is_near,
        **hints,
    }
    return {"suggestion": suggestion, "rounds": [*found.rounds], "silent": found.silent}


#: A text with its name, and the role and level that are given with it, if any.
Asked = tuple[str, str, str | None, Level | None]


def whole(handbook: Handbook) -> Iterator[Asked]:
    """Each advertisement, alone and for each role and level, and one for each of both."""
    every = advert_texts.whole()
    for name, text in every.items():
        yield name, text, None, None
        yield from ((f"{name} for {role}", text, role, None) for role in handbook.roles)
        yield from ((f"{name} for {level}", text, None, level) for level in LEVELS)
    for name, (role, level) in zip(cycle(every), product(handbook.roles, LEVELS), strict=False):
        yield f"{name} for {role} {level}", every[name], role, level


def changed(handbook: Handbook) -> Iterator[Asked]:
    """Pieces of each advertisement, each change of some of them, and texts on both sides of each limit."""
    every = advert_texts.whole()
    for name, text in every.items():
        yield from ((f"{name}, piece {n}", piece, None, None) for n, piece in enumerate(advert_texts.pieces(text)))
    for n, (change, made) in enumerate(advert_texts.CHANGES.items()):
        yield from ((f"{name}, {change}", made(every[name]), None, None) for name in [*every][n % 6 :: 6])
    edges = [*_SHORT, *advert_texts.edges(handbook)]
    yield from ((repr(text), text, role, None) for text in edges for role in (None, next(iter(handbook.roles))))


def made_up(handbook: Handbook) -> Iterator[Asked]:
    """Made-up texts, each for one of the roles or for none."""
    given = [*handbook.roles, None, None]
    for n, text in enumerate(advert_texts.made_up(handbook, 200)):
        yield f"made up {n}", text, given[n % len(given)], None


def odd(handbook: Handbook) -> Handbook:
    """A handbook with keywords that are harder to find."""
    hard = dict(zip(advert_texts.PARTS["keywords"], cycle(handbook.rounds), strict=False))
    roles = {name: role.model_copy(update={"keywords": role.keywords | hard}) for name, role in handbook.roles.items()}
    return dataclasses.replace(handbook, roles=roles)


def data(handbook: Handbook) -> dict[str, Any]:
    """What the page loads of a handbook, as far as advertisements need it."""
    return {
        "levels": LEVELS,
        "rounds": {
            each.id: {"title": each.title, "aliases": each.aliases, "in_loop": each.in_loop}
            for each in handbook.rounds.values()
        },
        "roles": {
            role.id: {
                "title": role.title,
                "aliases": role.aliases,
                "keywords": role.keywords,
                "levels": [
                    {"id": at.id, "loop": [{"round": step.round, "times": step.times} for step in at.loop]}
                    for at in role.levels
                ],
            }
            for role in handbook.roles.values()
        },
    }


def characters() -> dict[str, Any]:
    """What Python takes each character for; JavaScript may know newer ones, or not all."""
    every = [chr(code) for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) not in ("Cn", "Cs")]
    cased = [each for each in every if each.lower() != each.upper()]
    return {
        "known": "".join(every),
        "cased": "".join(cased),
        "folded": {each: each.casefold() for each in every if each != each.casefold()},
        "capitals": "".join(filter(str.isupper, every)),
        "small": "".join(filter(str.islower, every[:500])),
        "digits": {each: int(each) for each in every if each.isdecimal()},
        "blank": "".join(filter(str.isspace, every)),
        "ends": [each for each in every if len(f"a{each}b".splitlines()) > 1],
        "classes": {piece: _matched(re.compile(piece), every) for piece in _PIECES},
        "letters": {each: _matched(re.compile(f"(?i){each}"), cased) for each in "abcdefghijklmnopqrstuvwxyz"},
        "boundaries": {each: [*(m.start() for m in re.finditer(r"\b", f"a{each}'b"))] for each in every[:2000]},
    }


def _matched(pattern: re.Pattern[str], every: list[str]) -> str:
    """Return the characters that match, or that don't if these are fewer, after a sign that says which."""
    found = [each for each in every if pattern.fullmatch(each)]
    others = {*found}
    return "+" + "".join(found) if len(found) * 2 < len(every) else "-" + "".join(e for e in every if e not in others)


def unreadable(text: str) -> str | None:
    """Return what the page calls the reason why Python refuses a text."""
    try:
        advert.read(text.encode("utf-8"), "pasted")
    except ContentError as refused:
        said = str(refused)
        reasons = {"at most": "long", "web page": "markup", "binary": "binary", "no words": "empty"}
        return next(reason for words, reason in reasons.items() if words in said)
    return None


def check_kinds(cases: list[dict[str, Any]]) -> None:
    """Nothing can differ unnoticed only because no text has it."""
    found = [each["suggestion"] for each in cases if "suggestion" in each]
    assert len(found) < len(cases)
    assert {each["level"] for each in found} == {*LEVELS}
    for key in ("added", "faint"):
        assert sum(bool(each[key]) for each in found) > 100
    assert sum(each["level_is_near"] for each in found) > 20
    assert {bool(each["role_words"]) for each in found if each["role_words"] is not None} == {True, False}
    assert {each["silent"] for each in cases if "silent" in each} == {True, False}


@pytest.fixture(scope="module")
def vectors(handbook: Handbook, bank: Handbook, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cases in a file: texts with what Python makes of them."""
    books = {"own": handbook, "bank": bank, "odd": odd(handbook)}
    asked = {
        "own": [*whole(handbook), *changed(handbook), *made_up(handbook)],
        "bank": [*whole(bank), *made_up(bank)],
        "odd": [*made_up(books["odd"])],
    }
    cases = [
        {"handbook": book, "name": name, "text": text, "given": {"role": role, "level": level}}
        | suggested(books[book], text, role, level)
        for book, some in asked.items()
        for name, text, role, level in some
    ]
    long = [(piece * (4_000 // len(piece)), end) for piece in _LONG for end in (".", "5x")]
    cases += [
        {"handbook": "own", "name": repr(text[:12]), "text": text + end, "given": {}, **suggested(handbook, text + end)}
        for text, end in long
    ]
    path = tmp_path_factory.mktemp("adverts") / "vectors.json"
    found = {
        "handbooks": {key: {"handbook": data(book), "advert": advert.advert_data(book)} for key, book in books.items()},
        "cases": cases,
        "characters": characters(),
        "unreadable": [[text, unreadable(text)] for text in _ODD],
    }
    path.write_text(json.dumps(found), "utf-8")
    return path


def test_the_script_suggests_what_python_suggests(
    vectors: Path, record_property: Callable[[str, object], None]
) -> None:
    ran = subprocess.run(
        ["node", "--test", "--test-reporter=tap", str(ROOT / "tests/js/advert.test.js")],
        env=os.environ | {"ADVERT_VECTORS": str(vectors)}, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout[-8000:] + ran.stderr[-2000:]
    assert "# skipped 0" in ran.stdout
    cases = json.loads(vectors.read_text("utf-8"))["cases"]
    check_kinds(cases)
    record_property("advertisements compared", len(cases))


def test_so_does_chromium(vectors: Path, browser: Browser) -> None:
    (vectors.parent / "index.html").write_text("<!doctype html><title>Advertisements</title>", "utf-8")
    shutil.copytree(ROOT / "templates/site/assets/plan", vectors.parent / "assets/plan")
    with served(vectors.parent) as address:
        page = browser.new_page()
        page.goto(address)
        found = page.evaluate(_WALK)
        page.close()
    assert found == {"read": len(json.loads(vectors.read_text("utf-8"))["cases"]), "wrong": []}


def test_every_pattern_is_in_the_data_and_none_is_beyond_the_script(handbook: Handbook) -> None:
    shared = advert.advert_data(handbook)
    assert shared["patterns"]["YEARS"] == patterns.YEARS.pattern
    assert shared["general"] == [role.id for role in handbook.roles.values() if role.family == "general"] != []
    sources = [*shared["patterns"].values(), *(words for _, words in shared["levelWords"] + shared["levelSigns"])]
    for source in sources:
        classes = re.findall(r"\[(?:\\.|[^]\\])+]", source)
        outside = re.sub(r"\[(?:\\.|[^]\\])+]", "x", source.removeprefix("(?i)"))
        assert not re.search(r"[+*?}]\+|\(\?[>(#aiLmsux]|\\[ABDGNZ]", outside), source
        assert not re.search(r"\\[DS]", "".join(classes)), source
        # after (?i), letters of a class would match in one case only
        assert not source.startswith("(?i)") or not re.search(r"(?<!\\)[a-zA-Z]", "".join(classes)), source
