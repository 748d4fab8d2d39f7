"""A job advertisement: which rounds its words suggest, and the role and level it is for.

Pure: bytes or text in, a suggestion or lines out.
"""

from generator.advert.reading import MAX_BYTES, read
from generator.advert.report import report
from generator.advert.suggesting import NoLevel, Suggestion, suggest

__all__ = ["MAX_BYTES", "NoLevel", "Suggestion", "read", "report", "suggest"]
