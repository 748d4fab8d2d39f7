"""Make sentences for the facts of a plan and for refusals: a short function per code, a registry per kind of fact.

The wording is in the catalogue (`generator.say`). A function chooses the key and formats the values. Titles come from
the handbook, through `Names`.
"""

from generator.report.sentences.base import Names, day, names_of
from generator.report.sentences.changes import CHANGES, describe_changes
from generator.report.sentences.notes import NOTES, describe_notes, no_question, watch
from generator.report.sentences.refusals import REFUSALS, refusal
from generator.report.sentences.standing import CRITERIA, REASONS, criterion, why

__all__ = [
    "CHANGES", "CRITERIA", "NOTES", "REASONS", "REFUSALS", "Names", "criterion", "day", "describe_changes",
    "describe_notes", "names_of", "no_question", "refusal", "watch", "why",
]  # fmt: skip
