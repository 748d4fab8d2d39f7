"""What the plan page's script needs in order to read advertisements as the command does."""

from __future__ import annotations

import re
from typing import Any

from generator.advert import limits, patterns
from generator.advert.job import is_general
from generator.model import Handbook
from generator.names import SPELLINGS


def advert_data(handbook: Handbook) -> dict[str, Any]:
    """Return the patterns, lists and limits as JSON, and the ids of the roles that fit every job."""
    named = vars(patterns).items()
    return {
        "general": [role.id for role in handbook.roles.values() if is_general(role)],
        "numbers": patterns.NUMBERS,
        "limits": {name: value for name, value in vars(limits).items() if name.isupper()},
        "patterns": {name: value.pattern for name, value in named if isinstance(value, re.Pattern)},
        "levelWords": [[level, words.pattern] for level, words in patterns.LEVEL_WORDS],
        "levelSigns": [[level, words.pattern] for level, words in patterns.LEVEL_SIGNS],
        "spellings": [[british.pattern, american] for british, american in SPELLINGS],
    }
