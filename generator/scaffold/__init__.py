"""New content to fill in: a file of the right shape, in which `WRITE` stands where only a person can.

Skeletons are nouns of the model, so they can't have a wrong shape; the comments above their fields are the model's own
descriptions. `rehearse check` reports every `WRITE` that is left. Nothing that exists is ever overwritten.
"""

from generator.scaffold.answers import Answers
from generator.scaffold.bank import new_bank
from generator.scaffold.nouns import new_candidate, new_question, new_role, new_round, undrawable

__all__ = ["Answers", "new_bank", "new_candidate", "new_question", "new_role", "new_round", "undrawable"]
