"""The pages of questions: for the candidate, for the interviewer, by topic, and everything to print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from generator import diagram, prompt, text, wording
from generator.model import HINT_CAP, LEVELS, Handbook, Hint, Probe, Question, visible
from generator.pages.kinds import page_kind
from generator.pages.parts import (
    Front,
    Later,
    Link,
    Page,
    milestones,
    neighbours,
    offered,
    offers,
    row,
    source,
)
from generator.paper.document import documents_for
from generator.site_data import SiteData


@page_kind("run-a-mock")
def run_a_mock_page(site: SiteData) -> Iterator[Page]:
    """Yield the page for someone who runs a mock tonight."""
    handbook = site.handbook
    front = Front(description="Run a mock for someone tonight: one question, its sheets, five minutes to read.")
    rounds = [each for each in handbook.rounds_as_met if handbook.of_round(each.id)]
    yield "run-a-mock.md", {"front": front, "rounds": rounds}


@page_kind("question")
def question_pages(site: SiteData) -> Iterator[Page]:
    """Yield each question as the candidate may see it, with each piece of help folded."""
    handbook = site.handbook
    for each, front in _in_rounds(handbook):
        made_of = (each, handbook.rounds[each.round], front, site.answers)
        yield f"questions/{each.id}.md", Later(made_of, partial(_question, handbook, each, front, site.answers))


def _in_rounds(handbook: Handbook) -> Iterator[tuple[Question, Front]]:
    """Yield every question with its way up, and the ones before and after it in its round."""
    for round_ in handbook.rounds.values():
        questions = handbook.of_round(round_.id)
        links: list[Link] = [(each.title, f"questions/{each.id}.html") for each in questions]
        for n, each in enumerate(questions):
            yield (
                each,
                Front(
                    description=each.about or f"{round_.title}: {text.plain(each.prompt)[:150]}",
                    crumbs=(("Questions", "questions/index.html"), (round_.title, f"rounds/{round_.id}.html")),
                    scripts=("assets/seen.js",),
                    **neighbours(links, n),
                    **source(handbook, "question", each.id),
                ),
            )


def _question(handbook: Handbook, question: Question, front: Front, answers: bool) -> dict[str, Any]:
    round_ = handbook.rounds[question.round]
    solo = visible(question, "solo")
    steps = [
        *({"name": hint["kind"].capitalize(), "body": hint["text"]} for hint in solo["hints"]),
        *({"name": "Probe", "body": probe["ask"]} for probe in solo["probes"]),
    ]
    after = [{"name": f"Follow-up {n}", "body": each["ask"]} for n, each in enumerate(solo["follow_ups"], start=1)]
    if solo["curveball"]:
        after.append({"name": "Curveball", "body": solo["curveball"]["ask"]})
    return {
        "front": front,
        "question": visible(question, "candidate"),
        "round": {"id": round_.id, "title": round_.title},
        "facts": row(handbook, question),
        "dimensions": [dimension.title for dimension in round_.rubric.dimensions],
        "help_title": {"hints": "When you are stuck", "probes": "What you may be asked about it"}[round_.help],
        "steps": steps,
        "after": after,
        "sheets": [*offers(handbook, "question", question.id, answers=False), offered("rubric", round_.id)],
        "answers": answers,
        "prompt": prompt.for_candidate(handbook, question),
    }


@page_kind("interviewer")
def interviewer_pages(site: SiteData) -> Iterator[Page]:
    """Yield each question as the interviewer needs it: not in the search, and opened deliberately."""
    if not site.answers:
        return
    handbook = site.handbook
    for each in handbook.questions.values():
        made_of = (each, handbook.rounds[each.round], source(handbook, "question", each.id), handbook.origins[each.id])
        yield f"interviewer/{each.id}.md", Later(made_of, partial(_interviewer, handbook, each))


def _interviewer(handbook: Handbook, question: Question) -> dict[str, Any]:
    round_ = handbook.rounds[question.round]
    titles = {dimension.id: dimension.title for dimension in round_.rubric.dimensions}
    signals = [
        {"title": titles[name], "core": round_.dimension(name).core, "signals": question.signals[name]}
        for name in titles
    ]
    lists = (("Red flags", question.red_flags), ("Common mistakes", question.mistakes))
    notes = (
        ("Custom", question.culture_note), ("What it can’t show", question.not_seen),
        ("With a language model", question.ai),
    )  # fmt: skip
    return {
        "front": Front(
            crumbs=(
                ("Questions", "questions/index.html"),
                (round_.title, f"rounds/{round_.id}.html"),
                (question.title, f"questions/{question.id}.html"),
            ),
            contents=True,
            hidden=True,
            **source(handbook, "question", question.id),
        ),
        "question": question,
        "round": round_,
        "facts": row(handbook, question),
        "hints": _hints(question.hints, titles),
        "probes": _probes(question.probes, titles),
        "for_whom": any(each.strength != "solid" for each in question.follow_ups),
        "twin": question.twin
        and {"hints": _hints(question.twin.hints, titles), "probes": _probes(question.twin.probes, titles)},
        "drawing": question.diagram and diagram.draw(question.diagram),
        "signals": signals,
        "bar": [
            {"level": wording.capital(level), "text": question.bar[level], "to_pass": wording.pass_line(round_, level)}
            for level in LEVELS
            if level in question.bar
        ],
        "lists": [{"title": title, "items": items} for title, items in lists if items],
        "notes": [{"title": title, "text": note} for title, note in notes if note],
        "origin": handbook.origins[question.id],
        "opening": wording.opening(round_, [handbook.minutes(question)]),
        "milestones": milestones(handbook, question),
        "sheets": offers(handbook, "question", question.id),
        "prompt": prompt.for_interviewer(handbook, question),
    }


def _hints(hints: Iterable[Hint], titles: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "hint": hint,
            "gives": titles.get(hint.gives or "", ""),
            "cap": HINT_CAP[hint.kind],
            "free": hint.kind == "nudge",
        }
        for hint in hints
    ]


def _probes(probes: Iterable[Probe], titles: Mapping[str, str]) -> list[dict[str, Any]]:
    return [{"probe": probe, "gives": titles.get(probe.gives or "", "")} for probe in probes]


@page_kind("topic")
def topic_pages(site: SiteData) -> Iterator[Page]:
    """Yield each topic with its questions."""
    for name, questions in site.handbook.topics.items():
        rows = [{**row(site.handbook, q), "topics": site.handbook.rounds[q.round].title} for q in questions]
        front = Front(crumbs=(("Topics", "topics/index.html"),))
        yield f"topics/{name}.md", {"front": front, "topic": name, "rows": rows}


@page_kind("sheets")
def sheets_page(site: SiteData) -> Iterator[Page]:
    """Yield the page of what is printed for everyone and for each round, with the PDFs."""
    handbook = site.handbook
    rounds = [
        {
            "round": each,
            "sheets": offers(handbook, "round", each.id),
            "questions": wording.several(found, "question") if (found := len(handbook.of_round(each.id))) else "",
        }
        for each in handbook.rounds.values()
    ]
    front = Front(description="Rubrics, scripts, forms and cards for mocks in person, to print.", contents=True)
    yield (
        "sheets/index.md",
        {"front": front, "rounds": rounds, "general": offers(handbook, "everyone"), "answers": site.answers},
    )


@page_kind("round-sheets")
def round_sheets_pages(site: SiteData) -> Iterator[Page]:
    """Yield for each round what is printed for every question."""
    shown = [
        document
        for document in sorted(documents_for("question"), key=lambda each: each.interviewer_only)
        if document.is_offered and document.is_unconditional and (site.answers or not document.interviewer_only)
    ]
    for each in site.handbook.rounds.values():
        rows = [
            {**row(site.handbook, q), "sheets": [offered(document.name, q.id) for document in shown]}
            for q in site.handbook.of_round(each.id)
        ]
        if rows:
            front = Front(
                description=f"{each.title}: the sheets of every question, as PDFs on A4 and Letter.",
                crumbs=(("Sheets", "sheets/index.html"),),
            )
            yield f"sheets/{each.id}.md", {"front": front, "round": each, "rows": rows, "answers": site.answers}
