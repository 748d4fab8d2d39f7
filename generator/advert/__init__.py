"""Read a job advertisement, and suggest the role, the level and the rounds to practise.

Pure: bytes or text in, a suggestion or lines out.
"""

from generator.advert.lines import report
from generator.advert.reading import MAX_BYTES, read
from generator.advert.shared import advert_data
from generator.advert.suggesting import Suggestion, UnknownLevelError, suggest

__all__ = ["MAX_BYTES", "Suggestion", "UnknownLevelError", "advert_data", "read", "report", "suggest"]
