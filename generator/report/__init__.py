"""What a plan and its log tell people, in words: pages, paper, exports and terminal show the same.

Pure. All of it reads the plan in words (`spoken`), which knows no question. `sentences` words every coded fact.
"""

from generator.report.asking import Request, Slot, alone, requests
from generator.report.evidence import WHOLE, Mock, Progress, Reached, RoundSoFar, Scored, Waiting, progress
from generator.report.sentences import refusal
from generator.report.terminal import summary
from generator.report.view import session_in_words, spoken, unknown_to
from generator.report.weekly import agenda

__all__ = [
    "WHOLE", "Mock", "Progress", "Reached", "Request", "RoundSoFar", "Scored", "Slot", "Waiting", "agenda",
    "alone",    "progress", "refusal", "requests", "session_in_words", "spoken", "summary",
    "unknown_to",
]  # fmt: skip
