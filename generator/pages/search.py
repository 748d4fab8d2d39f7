"""What search looks through: compact data made from the handbook, which a browser loads when someone searches.

`find/index.js` has every page that search may show except questions, and the search's own words; `find/<round>.js` has
the questions of a round. Each is a call of a function that the search defines, so that it also loads from a folder.
Nothing is in them that a candidate may not read: of a question, only what lists of questions show.
"""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from generator import text, wording
from generator.model import DIFFICULTIES, LEVELS, Handbook, Question
from generator.paper.document import find_documents
from generator.site_data import SiteData

#: Up to how many questions all are loaded with the first search; of a larger bank, the rounds that a search is about.
FEW = 500
#: The groups of results, and the kind of the pages in each folder: its group, its name on a result.
GROUPS = ("Rounds and guides", "Questions", "Topics", "Roles and plans", "Sheets to print", "Pages")
_FOLDERS = {
    "rounds": (0, "Round"), "guides": (0, "Guide"), "topics": (2, "Topic"), "roles": (3, "Role"), "plans": (3, "Plan"),
    "candidates": (3, "Example"), "sheets": (4, "Sheets"), "": (5, ""), "questions": (5, ""),
}  # fmt: skip
#: The most characters of a summary, if its first sentence isn't longer.
_SUMMARY = 160
#: Words that say nothing about a page.
_STOP = frozenset(
    re.findall(
        r"\w+",
        "a about after all also an and any are as at be because been before both but by can do does down each every "
        "for from had has have here how if in into is it its just less let like may me might more most much must my "
        "no not of off on once one only or other our out over own same say says should so some such than that the "
        "their them then there these they this those through to too two under up us very was we well were what when "
        "where which while who whom whose why will with without would you your yours",
    )
)


def search_files(site: SiteData, made: Mapping[str, str]) -> dict[str, str]:
    """Return the data of the search, path in the docs folder → JavaScript. `made` are the pages of `render`."""
    handbook = site.handbook
    rounds = [each.id for each in handbook.rounds_as_met]
    titles = topic_titles(handbook)
    numbers = {name: n for n, name in enumerate(dict.fromkeys(titles.values()))}
    rows = {name: [_row(handbook, each, titles, numbers) for each in handbook.of_round(name)] for name in rounds}
    named = {address.removeprefix("questions/") for each in handbook.synonyms.words for address in each.means}
    few = len(handbook.questions) <= FEW
    pages = [*_pages(handbook, made, titles)]
    places = {page["u"]: n for n, page in enumerate(pages)}
    index = {
        "groups": GROUPS,
        "difficulties": DIFFICULTIES,
        "levels": LEVELS,
        "pages": pages,
        "rounds": [[name, handbook.rounds[name].title, len(rows[name])] for name in rounds],
        "topics": [*numbers],
        "first": [[each for each in rows[name] if not few and each[0] in named] for name in rounds],
        "few": few,
        "words": [[each.say, [places.get(name, name) for name in each.means]] for each in handbook.synonyms.words],
        "aliases": [*_aliases(handbook)],
        "adverts": _adverts(handbook),
        "spellings": handbook.synonyms.spellings,
        "offered": handbook.synonyms.offered,
    }
    return {
        "find/index.js": _script("index", index),
        **{f"find/{name}.js": _script(name, found) for name, found in rows.items() if found},
    }


def topic_titles(handbook: Handbook) -> dict[str, str]:
    """Return how each topic is called: id → title, also for ids that another topic has taken in."""
    merged = {old: handbook.topic_title(topics[0]) for old, topics in handbook.merged_topics.items()}
    return {name: handbook.topic_title(name) for name in handbook.topics} | merged


def _script(name: str, data: object) -> str:
    plain = json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=list)
    return f"rehearseFind({json.dumps(name)},{plain})\n"


def _row(handbook: Handbook, question: Question, titles: Mapping[str, str], numbers: Mapping[str, int]) -> list[Any]:
    """Return a question as a row: id, title, about, levels as bits, difficulty, minutes, topics by their number."""
    return [
        question.id,
        question.title,
        question.about or "",
        sum(1 << n for n, level in enumerate(LEVELS) if level in question.levels),
        DIFFICULTIES.index(question.difficulty),
        handbook.minutes(question),
        sorted({numbers[titles[topic]] for topic in handbook.topics_of(question)}),
    ]


def _pages(handbook: Handbook, made: Mapping[str, str], titles: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Yield every page that search may show and that is no question, in the order of their addresses."""
    common = _common(handbook)
    for path, source in sorted(made.items()):
        front, body = _front(source)
        address = path.removesuffix(".md")
        folder, _, name = address.rpartition("/")
        folder = folder.partition("/")[0]
        if "robots" in front or address == "index" or folder not in _FOLDERS or name in handbook.questions:
            continue
        group, kind = _FOLDERS[folder]
        page = {
            "u": address,
            "t": _title(body),
            "g": group,
            "k": "" if name == "index" else kind,
            "s": _summary(front.get("description", "")),
            **_more(handbook, folder, name, body, titles, common),
        }
        yield {key: value for key, value in page.items() if value not in ("", [])}


def _more(
    handbook: Handbook, folder: str, name: str, body: str, titles: Mapping[str, str], common: _Common
) -> dict[str, Any]:
    """Return what is searched of a page besides its title and summary: headings, words of the text, its rounds."""
    if folder == "rounds" and name in handbook.rounds:
        each = handbook.rounds[name]
        judged = [each.title for each in each.rubric.dimensions]
        mistakes = [text.plain(each.mistake) for each in each.mistakes]
        words = _words([*each.setting.tools, *each.setting.modes, *mistakes], common)
        return {"h": [["", title] for title in judged], "b": words, "r": [name]}
    if folder == "guides" and name in handbook.guides:
        return {"h": [*_headings(body, common)], "b": _words([handbook.guides[name].body], common)}
    if folder == "topics" and name in handbook.topics:
        asked = handbook.topics[name]
        rounds = [each for each in handbook.rounds if any(question.round == each for question in asked)]
        facts = (
            f"{wording.several(len(asked), 'question')}: {', '.join(handbook.rounds[each].title for each in rounds)}"
        )
        also = [key.replace("-", " ") for key, title in titles.items() if title == titles[name] and key != name]
        return {"t": titles[name], "r": rounds, "f": facts, "h": [["", each] for each in also]}
    if folder == "roles" and name in handbook.roles:
        levels = handbook.roles[name].levels
        scopes = [text.plain(level.scope) for level in levels]
        return {"h": [["", level.title or level.id] for level in levels], "b": _words(scopes, common)}
    if folder == "sheets":
        offered = [each for each in find_documents().values() if each.is_offered and each.made_for != "question"]
        return {"h": [["", each.title] for each in offered]} if name == "index" else {"r": [name]}
    if folder == "" or name == "index":
        return {"h": [*_headings(body, common)], "b": _words([_TAG.sub(" ", body)], common) if folder == "" else ""}
    return {}


def _aliases(handbook: Handbook) -> Iterator[list[Any]]:
    """Yield the other names of rounds and roles, and the page of each."""
    for folder, nodes in (("rounds", handbook.rounds), ("roles", handbook.roles)):
        for name, node in nodes.items():
            if node.aliases:
                yield [node.aliases, f"{folder}/{name}"]


def _adverts(handbook: Handbook) -> dict[str, list[str]]:
    """Return the words of advertisements that hint at a round: its id → the words, a last * for any ending."""
    found: dict[str, set[str]] = {}
    for role in handbook.roles.values():
        for words, name in role.keywords.items():
            found.setdefault(name, set()).add(words)
    return {name: sorted(found[name]) for name in sorted(found)}


_TAG = re.compile(r"<[^>]*>|\{[^}]*\}|\]\([^)]*\)")
_HEADING = re.compile(r"##+ (.*?)(?: +\{ *(?:#([\w-]+))?[^}]*\})?")
_NAMED = re.compile(r"\*\*([^*]+?)\.?\*\*")


def _front(source: str) -> tuple[dict[str, Any], str]:
    """Split a page into its front matter, which `Front` has written, and the rest."""
    if not source.startswith("---\n"):
        return {}, source
    head, _, body = source.removeprefix("---\n").partition("---\n")
    pairs = (line.partition(": ") for line in head.splitlines())
    return {key: json.loads(value) for key, _, value in pairs}, body


def _title(body: str) -> str:
    line = next((each for each in body.splitlines() if each.startswith("# ")), "# ")
    return html.unescape(re.sub(r" \{[^}]*\}$", "", line.removeprefix("# "))).strip()


def _headings(body: str, common: _Common) -> Iterator[list[str]]:
    """Yield the headings of a page with their ids, and the words that begin its paragraphs in bold, without one."""
    taken: set[str] = set()
    fenced = False
    for line in body.splitlines():
        fenced ^= line.startswith("```")
        if fenced:
            continue
        if found := _HEADING.fullmatch(line):
            title = html.unescape(text.plain(found[1]))
            name = found[2] or _slug(title)
            while not found[2] and name in taken:  # as Python-Markdown does it
                name = _next(name)
            taken.add(name)
            if title not in common.headings:
                yield [name, title]
        elif found := _NAMED.match(line):
            yield ["", text.plain(found[1])]


def _slug(title: str) -> str:
    """Return the id that Python-Markdown gives a heading."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip().lower())


def _next(name: str) -> str:
    found = re.fullmatch(r"(.+)_(\d+)", name)
    return f"{found[1]}_{int(found[2]) + 1}" if found else f"{name}_1"


def _summary(description: str) -> str:
    """Return the sentences of a description that fit, at least the first."""
    said = ""
    for sentence in re.split(r"(?<=[.!?])\s+", description.strip()):
        if said and len(said) + len(sentence) >= _SUMMARY:
            break
        said = f"{said} {sentence}".strip()
    return said


def _each_word(source: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{3,}", re.sub(r"['’](?=\w)", "", source.casefold()))) - _STOP


def _words(sources: Iterable[str], common: _Common) -> str:
    """Return the words of texts, one for all endings of a word, without those that most guides have."""
    stems: dict[str, str] = {}
    for word in sorted({word for source in sources for word in _each_word(source)} - common.words):
        stems.setdefault(_stem(word), word)
    return " ".join(sorted(stems.values()))


@lru_cache(maxsize=1 << 14)
def _stem(word: str) -> str:
    """Return a word without a common ending. The browser has a better stemmer: for it, all these words are the same."""
    return re.sub(r"(?<=\w{3})(?:ings?|edly|ed|ers?|es|s|ly|e)$", "", word)


class _Common(NamedTuple):
    """What tells no page from another: words that a sixth of the guides have, headings of several, titles of rounds."""

    words: frozenset[str]
    headings: frozenset[str]


def _common(handbook: Handbook) -> _Common:
    words: Counter[str] = Counter()
    headings: Counter[str] = Counter()
    for guide in handbook.guides.values():
        words.update(_each_word(guide.body))
        headings.update({line.removeprefix("## ") for line in guide.body.splitlines() if line.startswith("## ")})
    most = max(3, len(handbook.guides) // 6)
    return _Common(
        frozenset(word for word, count in words.items() if count > most),
        frozenset(title for title, count in headings.items() if count > 2)
        | {each.title for each in handbook.rounds.values()},
    )
