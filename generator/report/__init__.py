"""Put a plan and its log in words, the same for pages, paper, exports and the terminal.

Pure. Everything reads the plan in words (`spoken`), which contains no questions. `sentences` is about single facts.
"""

from generator.report.asking import Request, Slot, requests, without_others
from generator.report.evidence import WHOLE, CriterionView, Mock, Progress, RoundSoFar, Scored, Waiting, progress
from generator.report.sentences import refusal
from generator.report.terminal import summary
from generator.report.view import session_in_words, spoken, unknown_to
from generator.report.weekly import agenda

__all__ = [
    "WHOLE", "CriterionView", "Mock", "Progress", "Request", "RoundSoFar", "Scored", "Slot", "Waiting", "agenda",
    "progress", "refusal", "requests", "session_in_words", "spoken", "summary",
    "unknown_to", "without_others",
]  # fmt: skip
