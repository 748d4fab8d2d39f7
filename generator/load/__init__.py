"""Content folder → `Handbook`; candidate file → `Candidate`.

All problems of all files are found in one run and raised together as one `ContentError`.
"""

from generator.load.folder import CACHE, load_candidate, load_handbook
from generator.load.schema import KINDS, schemas

__all__ = ["CACHE", "KINDS", "load_candidate", "load_handbook", "schemas"]
