"""Load a content folder as a `Handbook`, a candidate's file, a log, and a plan.json.

The errors of all files are collected in one run and raised together as one `ContentError`.
"""

from generator.load.candidate import load_candidate
from generator.load.folder import CACHE, load_handbook
from generator.load.log import Logged, load_log, log_left_behind, log_path
from generator.load.log_csv import load_log_csv
from generator.load.log_from_json import load_log_json
from generator.load.log_json import is_json
from generator.load.plan import load_plan
from generator.load.reader import Memory
from generator.load.schema import KINDS, schemas
from generator.load.settings import fonts_for

__all__ = [
    "CACHE", "KINDS", "Logged", "Memory", "fonts_for", "is_json", "load_candidate", "load_handbook", "load_log",
    "load_log_csv", "load_log_json", "load_plan", "log_left_behind", "log_path", "schemas",
]  # fmt: skip
