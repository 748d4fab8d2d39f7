"""Create new content files to fill in, with the placeholder `WRITE` for every text that a person must write.

Skeletons are instances of the models, so they are always valid, and the comments above their fields are the models'
descriptions. `rehearse check` reports every `WRITE` that is left. Existing files are never overwritten.
"""

from generator.scaffold.answers import Answers
from generator.scaffold.bank import new_bank
from generator.scaffold.skeletons import new_candidate, new_question, new_role, new_round, undrawable

__all__ = ["Answers", "new_bank", "new_candidate", "new_question", "new_role", "new_round", "undrawable"]
