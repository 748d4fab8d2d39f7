"""The page of all questions, and the files from which a browser filters them.

The page has every question in itself, up to 400; of a larger bank it has the first of each round, and pages per round
have the rest for readers without scripts. `rows.js` has what is filtered by, as columns in the order of the page. The
titles that the page doesn't have are in files of 500, which a browser fetches once they are to be shown or searched.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from generator import wording
from generator.model import DIFFICULTIES, LEVELS, Handbook, Question
from generator.pages.kinds import page_kind
from generator.pages.parts import Front, Page, levels_in_words, row
from generator.site_data import SiteData

#: Up to how many questions the page has in itself. Of a larger bank: how many it shows at once, of each round at least.
WHOLE = 400
AT_ONCE, FEWEST = 200, 10
#: How many questions a page of a round has, and how many a file of titles.
PER_PAGE, PER_FILE = 200, 500
#: What the page runs. Titles are in `questions/titles-0.js` and so on.
SCRIPTS = ("assets/seen.js", "questions/rows.js", "assets/questions-filters.js", "assets/questions.js")


@page_kind("questions")
def questions_pages(site: SiteData) -> Iterator[Page]:
    """Yield the page of all questions, by round, and in a large bank the pages of each round."""
    handbook = site.handbook
    rounds = _rounds(handbook)
    total = len(handbook.questions)
    shown = total if total <= WHOLE else max(FEWEST, AT_ONCE // len(rounds))
    yield (
        "questions/index.md",
        {
            "front": Front(description="All questions, by round, level, difficulty, time and topic.", scripts=SCRIPTS),
            "title": "Questions",
            "total": total,
            "rounds": [{**each, "rows": _rows(handbook, each["questions"][:shown])} for each in rounds],
            "choices": _choices(handbook, rounds),
            "pages": [],
        },
    )
    if shown < total:
        for each in rounds:
            yield from _pages_of(handbook, each)


def _pages_of(handbook: Handbook, round_: dict[str, Any]) -> Iterator[Page]:
    """Yield the questions of a round, some per page, each page with links to the others."""
    questions = round_["questions"]
    starts = range(0, len(questions), PER_PAGE)
    paths = [f"all-questions/{round_['id']}{f'-{n}' if n else ''}" for n in range(len(starts))]
    for n, start in enumerate(starts):
        part = questions[start : start + PER_PAGE]
        title = f"{round_['title']}, questions {start + 1:,} to {start + len(part):,}"
        yield (
            f"{paths[n]}.md",
            {
                "front": Front(description=f"{title}, easiest first.", crumbs=(("Questions", "questions/index.html"),)),
                "title": title,
                "total": len(questions),
                "rounds": [{**round_, "rows": _rows(handbook, part)}],
                "choices": None,
                "pages": [
                    {"number": m + 1, "file": f"{path.partition('/')[2]}.html", "here": m == n}
                    for m, path in enumerate(paths)
                ],
            },
        )


def data_files(site: SiteData) -> dict[str, str]:
    """Return the scripts with the data of the page of all questions: path in the docs folder → JavaScript."""
    handbook = site.handbook
    rounds = _rounds(handbook)
    questions = [question for each in rounds for question in each["questions"]]
    topics = {topic: str(n) for n, topic in enumerate(handbook.topics)}
    topics_of: dict[str, list[str]] = {}
    for topic, found in handbook.topics.items():
        for question in found:
            topics_of.setdefault(question.id, []).append(topics[topic])
    masks = {each.id: _mask(each.levels) for each in questions}
    rows = {
        "rounds": [[each["id"], len(each["questions"])] for each in rounds],
        "levels": {
            f"{mask:x}": levels_in_words(tuple(level for n, level in enumerate(LEVELS) if mask >> n & 1))
            for mask in sorted(set(masks.values()))
        },
        "topics": " ".join(topics),
        "perFile": PER_FILE,
        "atOnce": WHOLE if len(questions) <= WHOLE else AT_ONCE,
        "id": " ".join(each.id for each in questions),
        "level": "".join(f"{masks[each.id]:x}" for each in questions),
        "difficulty": "".join(str(DIFFICULTIES.index(each.difficulty)) for each in questions),
        "minutes": " ".join(str(handbook.minutes(each)) for each in questions),
        "topic": " ".join(",".join(topics_of[each.id]) for each in questions),
    }
    files = {"questions/rows.js": f"var rehearsalQuestions = {_json(rows)}\n"}
    if len(questions) > WHOLE:
        for n, start in enumerate(range(0, len(questions), PER_FILE)):
            titles = [[each.title, each.about or ""] for each in questions[start : start + PER_FILE]]
            files[f"questions/titles-{n}.js"] = f"rehearsalTitles({n}, {_json(titles)})\n"
    return files


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _mask(levels: Sequence[str]) -> int:
    return sum(1 << n for n, level in enumerate(LEVELS) if level in levels)


def _rounds(handbook: Handbook) -> list[dict[str, Any]]:
    """Return the rounds that have questions, as people meet them, each with what all its questions share."""
    by_round: dict[str, list[Question]] = {}
    for question in handbook.questions.values():
        by_round.setdefault(question.round, []).append(question)
    found = []
    for each in handbook.rounds_as_met:
        if each.id in by_round:
            questions = sorted(by_round[each.id], key=lambda q: (DIFFICULTIES.index(q.difficulty), q.id))
            minutes = {handbook.minutes(question) for question in questions}
            levels = {levels_in_words(question.levels) for question in questions}
            difficulties = {question.difficulty for question in questions}
            same = {
                "minutes": f"{min(minutes)} min each" if len(minutes) == 1 else "",
                "levels": min(levels) if len(levels) == 1 else "",
                "difficulty": f"all {min(difficulties)}" if len(difficulties) == 1 and len(questions) > 1 else "",
            }
            found.append(
                {
                    "id": each.id,
                    "title": each.title,
                    "questions": questions,
                    "count": wording.several(len(questions), "question"),
                    "shared": "".join(f", {words}" for words in same.values() if words),
                    "same": "".join(f" same-{name}" for name, words in same.items() if words),
                }
            )
    return found


def _rows(handbook: Handbook, questions: Sequence[Question]) -> list[dict[str, Any]]:
    return [row(handbook, question) for question in questions]


def _choices(handbook: Handbook, rounds: Sequence[dict[str, Any]]) -> dict[str, list[tuple[str, str, int]]]:
    """Return what can be chosen of each kind: the value in an address, its words, and how many questions have it."""
    questions = handbook.questions.values()
    levels = Counter(level for each in questions for level in each.levels)
    difficulties = Counter(each.difficulty for each in questions)
    minutes = [handbook.minutes(each) for each in questions]
    return {
        "round": [(each["id"], each["title"], len(each["questions"])) for each in rounds],
        "level": [(each, wording.capital(each), levels[each]) for each in LEVELS if levels[each]],
        "difficulty": [(each, wording.capital(each), difficulties[each]) for each in DIFFICULTIES],
        "minutes": [(str(most), f"{most}", sum(each <= most for each in minutes)) for most in _at_most(minutes)],
        "topic": sorted(
            ((topic, handbook.topic_title(topic), len(found)) for topic, found in handbook.topics.items()),
            key=lambda each: each[1].casefold(),
        ),
    }


def _at_most(minutes: Sequence[int]) -> list[int]:
    """Return up to four limits of time. Of two that are nearly the same, the longer one stays."""
    limits = sorted(set(minutes))

    def step(limit: int) -> float:
        return limits[limits.index(limit) + 1] / limit

    while len(limits) > 1:
        closest = min(limits[:-1], key=step)
        if len(limits) <= 5 and step(closest) > 1.1:
            break
        limits.remove(closest)
    return limits[:-1]  # at most the longest is any
