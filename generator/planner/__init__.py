"""Plan practice sessions for the days before an interview, by the rules in RULES.md.

Pure: no clock, no files, no randomness. The same handbook, candidate, log and day result in the same plan, byte for
byte. A plan contains facts and no sentences (rule 26). The code avoids Python idioms that would be hard to port,
because a planner in the browser is to follow it step by step.
"""

from generator.planner.make import make_plan
from generator.planner.refusal import REFUSALS, PlanRefused, Refusal
from generator.planner.rounds import candidate_rounds

__all__ = ["REFUSALS", "PlanRefused", "Refusal", "candidate_rounds", "make_plan"]
