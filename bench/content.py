"""A made-up bank of any size: the real questions with other words, so that fields, lengths and marks are true to life.

The same size and seed give the same bank.
"""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path
from typing import Any

import yaml

from generator import yamlfile

ROOT = Path(__file__).parent.parent
PER_FILE = 5

#: Fields that rules look at, or that are no prose.
_KEPT = {
    "id", "round", "levels", "difficulty", "topics", "needs", "kind", "gives", "materials", "solution", "cases",
    "weight", "for", "about", "sums", "diagram", "cold_reads", "level", "when",
}  # fmt: skip
# A fence, a code span and a link stay as they are; any other word of three letters or more is drawn again.
_WORD = re.compile(r"```.*?```|`[^`]*`|\]\([^)]*\)|\b[A-Za-z]{3,}\b", re.DOTALL)


def make_content(folder: Path, size: int, seed: int = 1) -> Path:
    """Write a content folder of `size` questions into `folder`, which must not hold one; give its path."""
    real = [
        question
        for path in sorted((ROOT / "content" / "questions").rglob("*.yml"))
        for question in yamlfile.read(path, path.as_posix())[0]["questions"]
    ]
    # The house style is for what people write: at random, words form what it forbids.
    left_out = shutil.ignore_patterns("questions", "topics.yml", "style.yml")
    content = Path(shutil.copytree(ROOT / "content", folder, ignore=left_out))
    (content / "floors.yml").write_text("similarity: 20\n", "utf-8")
    _without_questions(content / "synonyms.yml")
    words = sorted(set(re.findall(r"\b[a-z]{3,12}\b", " ".join(question["prompt"] for question in real))))
    draw = random.Random(seed)  # noqa: S311 — a bank to measure with, no secret
    by_round: dict[str, list[dict[str, Any]]] = {}
    for number in range(size):
        made = _reworded(real[number % len(real) if size > len(real) else number * len(real) // size], draw, words)
        made["id"] = f"made-{number}"
        # of words of the prompt, since a title must not name what only the answers say
        made["title"] = " ".join(
            draw.sample(sorted(set(re.findall(r"\b[a-z]{3,12}\b", made["prompt"]))), 3)
        ).capitalize()
        by_round.setdefault(made["round"], []).append(made)
    defaults = {"author": "The bench", "licence": "CC0-1.0", "reviewed": "2026-11-21", "pilots": 0}
    for name, questions in by_round.items():
        target = content / "questions" / name
        target.mkdir(parents=True)
        for first in range(0, len(questions), PER_FILE):
            file = {"defaults": defaults, "questions": questions[first : first + PER_FILE]}
            text = yaml.dump(file, Dumper=_Literal, sort_keys=False, allow_unicode=True, width=110)
            (target / f"made-{first}.yml").write_text(text, "utf-8")
    return content


def _without_questions(path: Path) -> None:
    """Take the addresses of questions and topics out of the search's own words: made-up questions have others."""
    file = yaml.safe_load(path.read_text("utf-8"))
    for each in file["words"]:
        each["means"] = [
            page for page in each["means"] if page.endswith("/index") or not page.startswith(("questions/", "topics/"))
        ]
    file["words"] = [each for each in file["words"] if each["means"]]
    path.write_text(yaml.safe_dump(file, sort_keys=False, allow_unicode=True), "utf-8")


class _Literal(yaml.CSafeDumper):
    """Writes a text of several lines as authors do: as a literal block."""


def _block(dumper: yaml.CSafeDumper, value: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


_Literal.add_representer(str, _block)


def _reworded(value: Any, draw: random.Random, words: list[str]) -> Any:
    if isinstance(value, dict):
        return {key: each if key in _KEPT else _reworded(each, draw, words) for key, each in value.items()}
    if isinstance(value, list):
        return [_reworded(each, draw, words) for each in value]
    if not isinstance(value, str):
        return value
    return _WORD.sub(lambda match: draw.choice(words) if match[0].isalpha() else match[0], value)
