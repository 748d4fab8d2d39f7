"""What a plan and its log say to people, in facts and sentences: pages, paper and terminal show the same.

Pure. It reads the plan without its questions (`Plan.without_questions`) and nothing else.
"""

from generator.report.asking import Request, Slot, alone, requests
from generator.report.progress import WHOLE, Mock, Progress, Reached, RoundSoFar, Scored, Waiting, progress
from generator.report.terminal import summary

__all__ = [
    "WHOLE", "Mock", "Progress", "Reached", "Request", "RoundSoFar", "Scored", "Slot", "Waiting", "alone", "progress",
    "requests", "summary",
]  # fmt: skip
