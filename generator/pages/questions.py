"""The pages of questions: for the candidate, for the interviewer, by topic, and everything to print."""

from __future__ import annotations

from collections.abc import Iterator

from generator import prompt, words
from generator.book import Book
from generator.model import HINT_CAP, LEVELS, visible
from generator.pages.parts import (
    LONG,
    Page,
    answer_card,
    candidate_sheet,
    general_sheets,
    milestones,
    panel_sheet,
    row,
    rubric_sheet,
    session_sheet,
    source,
    story_sheet,
    takehome_sheet,
)


def question(book: Book) -> Iterator[Page]:
    """A question as the candidate may see it, help folded one by one."""
    handbook = book.handbook
    for each in handbook.questions.values():
        round_ = handbook.rounds[each.round]
        solo = visible(each, "solo")
        steps = [
            *({"name": hint["kind"].capitalize(), "body": hint["text"]} for hint in solo["hints"]),
            *({"name": "Probe", "body": probe["ask"]} for probe in solo["probes"]),
        ]
        after = [{"name": f"Follow-up {n}", "body": each["ask"]} for n, each in enumerate(solo["follow_ups"], start=1)]
        if solo["curveball"]:
            after.append({"name": "Curveball", "body": solo["curveball"]})
        yield (
            f"questions/{each.id}.md",
            {
                "question": visible(each, "candidate"),
                **source(handbook, "question", each.id),
                "round": {"id": round_.id, "title": round_.title},
                "facts": row(handbook, each),
                "dimensions": [dimension.title for dimension in round_.rubric.dimensions],
                "help_title": {"hints": "When you are stuck", "probes": "What you may be asked about it"}[round_.help],
                "steps": steps,
                "after": after,
                "sheets": [candidate_sheet(each.id), rubric_sheet(round_.id)],
                "prompt": prompt.for_candidate(handbook, each),
            },
        )


def interviewer(book: Book) -> Iterator[Page]:
    """A question as the interviewer needs it: out of search, opened knowingly."""
    handbook = book.handbook
    for each in handbook.questions.values():
        round_ = handbook.rounds[each.round]
        titles = {dimension.id: dimension.title for dimension in round_.rubric.dimensions}
        hints = [
            {
                "hint": hint,
                "gives": titles.get(hint.gives or "", ""),
                "cap": HINT_CAP[hint.kind],
                "free": hint.kind == "nudge",
            }
            for hint in each.hints
        ]
        probes = [{"probe": probe, "gives": titles.get(probe.gives or "", "")} for probe in each.probes]
        signals = [
            {"title": titles[name], "core": round_.dimension(name).core, "signals": each.signals[name]}
            for name in titles
        ]
        lists = (("Red flags", each.red_flags), ("Common mistakes", each.mistakes))
        notes = (
            ("Custom", each.culture_note), ("What it can’t show", each.not_seen), ("With a model at hand", each.ai),
        )  # fmt: skip
        yield (
            f"interviewer/{each.id}.md",
            {
                "question": each,
                **source(handbook, "question", each.id),
                "round": round_,
                "facts": row(handbook, each),
                "hints": hints,
                "probes": probes,
                "signals": signals,
                "bar": [
                    {"level": words.capital(level), "text": each.bar[level], "to_pass": words.pass_line(round_, level)}
                    for level in LEVELS
                    if level in each.bar
                ],
                "lists": [{"title": title, "items": items} for title, items in lists if items],
                "notes": [{"title": title, "text": note} for title, note in notes if note],
                "origin": handbook.origins[each.id],
                "milestones": milestones(handbook, each),
                "sheets": [
                    session_sheet(each.id),
                    *([answer_card(each.id)] if each.has_answers else []),
                    candidate_sheet(each.id),
                ],
                "prompt": prompt.for_interviewer(handbook, each),
            },
        )


def topic(book: Book) -> Iterator[Page]:
    """A topic and its questions."""
    for name, questions in book.handbook.topics.items():
        rows = [{**row(book.handbook, q), "topics": book.handbook.rounds[q.round].title} for q in questions]
        yield f"topics/{name}.md", {"topic": name, "rows": rows, "long": len(rows) >= LONG}


def sheets(book: Book) -> Iterator[Page]:
    """Everything that is printed, with its PDFs."""
    handbook = book.handbook
    rounds = [
        {
            "round": each,
            "sheets": [rubric_sheet(each.id), takehome_sheet(each.id), panel_sheet(each.id)],
            "rows": [
                {**row(handbook, q), "sheets": [candidate_sheet(q.id), session_sheet(q.id)]}
                for q in handbook.of_round(each.id)
            ],
        }
        for each in handbook.rounds.values()
    ]
    general = [*general_sheets(), *([story_sheet()] if handbook.themes else [])]
    yield "sheets/index.md", {"rounds": rounds, "general": general}
