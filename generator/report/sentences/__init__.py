"""Sentences for the coded facts of a plan and for refusals: one short function per code, one registry per kind of fact.

The wording is in the catalogue (`generator.say`). A function chooses the key and formats the values; titles come from
the handbook by `Names`.
"""

from generator.report.sentences.base import Names, day, names_of
from generator.report.sentences.changes import CHANGES, changes
from generator.report.sentences.notes import NOTES, no_question, notes, watch
from generator.report.sentences.refusals import REFUSALS, refusal
from generator.report.sentences.standing import CRITERIA, REASONS, criterion, why

__all__ = [
    "CHANGES", "CRITERIA", "NOTES", "REASONS", "REFUSALS", "Names", "changes", "criterion", "day", "names_of",
    "no_question", "notes", "refusal", "watch", "why",
]  # fmt: skip
