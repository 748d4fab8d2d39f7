"""A deck for Anki to practise alone: prompts of the candidate's rounds, and the follow-ups that may come.

It contains no question of the plan and none that was asked before, so that it gives nothing of a mock away, and shows
only what a candidate may read on the site. The same input gives the same bytes. Needs the optional extra `anki`.
"""

from __future__ import annotations

import datetime
import hashlib
import io
import itertools
import sqlite3
import zipfile
from collections.abc import Iterator
from typing import Any

from generator import text
from generator.exports.export import Export
from generator.model import Handbook, Plan, Question, visible
from generator.problem import MachineError

#: By this Anki recognises the kind of note: never to be changed.
_MODEL_ID = 1_763_730_900
_FRONT = "<h3>{{Title}}</h3>{{Prompt}}"
_BACK = "{{FrontSide}}<hr id=answer><p>Say it aloud first. Then be asked:</p>{{FollowUps}}"
_STYLE = """.card { font: 18px/1.45 sans-serif; max-width: 40em; margin: 1em auto; padding: 0 1em }
pre { white-space: pre-wrap; border-left: 3px solid; padding-left: .8em }"""


def deck(handbook: Handbook, plan: Plan, _before: bytes) -> bytes:
    """Return an .apkg of the questions that the plan leaves, or no bytes if it leaves none.

    Raises MachineError if genanki isn't installed.
    """
    try:
        import genanki
    except ImportError as error:
        raise MachineError('genanki is missing; install it with: python -m pip install "genanki>=0.13.1"') from error

    if not (left := [*_left(handbook, plan)]):
        return b""
    fields = [{"name": name} for name in ("Title", "Prompt", "FollowUps")]
    cards = [{"name": "Aloud", "qfmt": _FRONT, "afmt": _BACK}]
    model = genanki.Model(_MODEL_ID, "Dress Rehearsal question", fields=fields, templates=cards, css=_STYLE)
    made = genanki.Deck(_deck_id(plan.candidate.id), f"Interview practice of {plan.candidate.name}")
    for question in left:
        tags = [question.round, question.difficulty]
        guid = genanki.guid_for("dress-rehearsal", question.id)
        made.add_note(genanki.Note(model, _fields(question), tags=tags, guid=guid))
    return _packed(genanki.Package(made), plan.today)


def _left(handbook: Handbook, plan: Plan) -> Iterator[Question]:
    used = {name for session in plan.sessions for name in (*session.questions, *session.surprises)}
    used |= {name for entry in plan.done for name in entry.questions}
    for round_ in plan.rounds:
        for question in handbook.of_round(round_):
            if question.fits(round_, plan.candidate.level) and question.id not in used:
                yield question


def _fields(question: Question) -> list[str]:
    seen: Any = visible(question, "solo")
    materials = "".join(
        f"<p>{text.escape(each['name'])}</p>{text.code(each['text'], each['language'])}" for each in seen["materials"]
    )
    asked = [*seen["follow_ups"], *([seen["curveball"]] if seen["curveball"] else [])]
    follow_ups = "".join(f"<li>{text.inline(each['ask'])}</li>" for each in asked)
    return [text.escape(seen["title"]), text.html(seen["prompt"]) + materials, f"<ol>{follow_ups}</ol>"]


def _deck_id(candidate: str) -> int:
    """Return the number of a candidate's deck, in the range that Anki expects."""
    return (1 << 30) + int(hashlib.sha256(f"dress-rehearsal/{candidate}".encode()).hexdigest()[:7], 16)


def _packed(package: Any, day: datetime.date) -> bytes:
    """Pack as genanki does, but in memory and with no clock: genanki leaves a temporary file and today's date."""
    moment = int(datetime.datetime.combine(day, datetime.time(12), datetime.UTC).timestamp())
    with sqlite3.connect(":memory:") as database:
        package.write_to_db(database.cursor(), moment, itertools.count(moment * 1000))
        database.commit()
        notes = database.serialize()
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (("collection.anki2", notes), ("media", b"{}")):
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return found.getvalue()


EXPORT = Export(ending="apkg", title="deck", path="candidate/practice.apkg", make=deck, on_request=True, place=4)
