"""What several kinds of page show: where a page comes from, rows of lists, the clock, the pass line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from generator import text, wording
from generator.model import DIFFICULTIES, LEVELS, Handbook, Plan, Question, Round, Segment
from generator.paper.document import MadeFor, documents_for, find_documents
from generator.say import say

PAPERS = (("a4", "A4"), ("letter", "Letter"))


@dataclass(frozen=True)
class Later:
    """The data of a page, made only if something changed in what it is made of."""

    made_of: tuple[object, ...]
    make: Callable[[], dict[str, Any]]


#: What a page function yields: the page's path in the docs folder and the data its template prints.
Page = tuple[str, dict[str, Any] | Later]


#: A link: its words, and the path of the built page from the root of the site.
Link = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Front:
    """What the frame around a page is told: written as its front matter, which the theme reads.

    `description` is for search engines and link previews. `crumbs` lead up from the page, `before` and `after` along
    its shelf. A page with `contents` lists its sections if it is long: next to it where there is room, except where it
    says "line". A hidden page isn't found by any search. `scripts` are the paths of what this page runs, besides what
    every page runs, `styles` those of its own style sheets. `modules` are those of a module that it runs and of all
    that this one imports.
    """

    description: str = ""
    crumbs: tuple[Link, ...] = ()
    before: Link | None = None
    after: Link | None = None
    contents: bool | Literal["line"] = True
    hidden: bool = False
    scripts: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    source: str = ""
    source_line: int = 0

    def __str__(self) -> str:
        """Return the front matter, in YAML."""
        told: dict[str, object] = {
            name: value for name, value in vars(self).items() if value and name not in ("hidden", "source_line")
        }
        if self.source:
            told["source_line"] = self.source_line
        if self.hidden:
            told["robots"] = "noindex"
        # as Jinja's `tojson` writes it: nothing in it can be taken for a tag
        lines = (f"{name}: {htmlsafe_json_dumps(value)}\n" for name, value in told.items())
        return f"---\n{''.join(lines)}---\n" if told else ""


def source(handbook: Handbook, kind: str, name: str) -> dict[str, Any]:
    """Return the file that a page is made from and the line in it, as `Front` takes them."""
    place = handbook.place(kind, name, "id") if kind != "guide" else handbook.place(kind, name)
    return {"source": handbook.relative(place.path), "source_line": place.line}


def private_crumbs(plan: Plan | None = None) -> tuple[Link, ...]:
    """Return the way up from a candidate's page in a private edition, or from one below it, whose plan is given."""
    people = (say("page.private"), "private/index.html")
    return (people, (plan.candidate.name, f"private/{plan.candidate.id}.html")) if plan else (people,)


def neighbours(links: Sequence[Link], n: int) -> dict[str, Any]:
    """Return the links before and after the one at `n`, as `Front` takes them."""
    return {"before": links[n - 1] if n else None, "after": links[n + 1] if n + 1 < len(links) else None}


def clock(agenda: tuple[Segment, ...]) -> list[dict[str, Any]]:
    """Return the segments of a session, each with its minutes."""
    clock, start = [], 0
    for segment in agenda:
        end = start + segment.minutes
        clock.append({"minutes": segment.minutes, "label": f"{start}–{end}′", "text": segment.segment})
        start = end
    return clock


def milestones(handbook: Handbook, question: Question) -> list[dict[str, Any]]:
    """Return what to expect by when, as a clock of the question's minutes."""
    clock, start = [], 0
    for milestone in question.milestones:
        state = Markup(text.inline(milestone.state))  # noqa: S704 — text makes it safe
        clock.append({"minutes": milestone.minute - start, "label": f"by {milestone.minute}′", "text": state})
        start = milestone.minute
    left = handbook.minutes(question) - start
    return [*clock, {"minutes": left, "label": f"{start + left}′", "text": "Stop"}] if left > 0 else clock


def row(handbook: Handbook, question: Question) -> dict[str, Any]:
    """Return a question as a row of a list."""
    return {
        "id": question.id,
        "title": question.title,
        "about": question.about or "",
        "topics": ", ".join(map(handbook.topic_title, handbook.topics_of(question))),
        "levels": levels_in_words(question.levels),
        "difficulty": question.difficulty,
        "minutes": handbook.minutes(question),
    }


def levels_in_words(levels: tuple[str, ...]) -> str:
    """Format levels in short form: junior to senior, mid and staff."""
    ordered = [level for level in LEVELS if level in levels]
    whole = len(ordered) > 2 and LEVELS.index(ordered[-1]) - LEVELS.index(ordered[0]) == len(ordered) - 1
    return f"{ordered[0]} to {ordered[-1]}" if whole else " and ".join(ordered)


def by_difficulty(handbook: Handbook, questions: tuple[Question, ...]) -> list[dict[str, Any]]:
    """Return questions as the rows of a list, easiest first."""
    return [row(handbook, question) for question in easiest_first(questions)]


def easiest_first(questions: Iterable[Question]) -> list[Question]:
    """Return questions by difficulty, then by id."""
    return sorted(questions, key=lambda question: (DIFFICULTIES.index(question.difficulty), question.id))


def offered(document: str, subject: str = "") -> dict[str, Any]:
    """Return a sheet as it is offered: its picture and its PDFs. `subject` is the id of its round or question."""
    found = find_documents()[document]
    stem = "-".join(filter(None, (subject, found.name)))
    return {"title": found.title, "note": found.note, "picture": f"sheets/{stem}.png", "pdfs": pdfs(stem)}


def offers(handbook: Handbook, made_for: MadeFor, subject: str = "", *, answers: bool = True) -> list[dict[str, Any]]:
    """Return all sheets that are offered for everyone, or for a round or a question, which is `subject`.

    Those for the interviewer come first; without `answers` they are left out.
    """
    return [
        offered(each.name, subject)
        for each in sorted(documents_for(made_for), key=lambda each: not each.interviewer_only)
        if each.is_offered and each.exists(handbook, subject) and (answers or not each.interviewer_only)
    ]


def pdfs(stem: str) -> list[dict[str, str]]:
    """Return the two PDFs of a sheet."""
    return [{"paper": label, "file": f"sheets/{stem}-{paper}.pdf"} for paper, label in PAPERS]


def pass_lines(round_: Round) -> list[tuple[str, str]]:
    """Return each level with its pass line, lowest level first."""
    return [(wording.capital(level), wording.pass_line(round_, level)) for level in LEVELS]


def about(handbook: Handbook, plan: Plan) -> str:
    """Return the job that a plan is for."""
    return wording.role_at(handbook.roles[plan.candidate.role], plan.candidate.level)
