"""Plans practice sessions for the days before an interview. RULES.md in this folder is the law.

Pure: no clock, no files, no randomness. The same handbook, candidate, log and day give the same plan, byte for byte. A
plan contains facts and no sentence (rule 26), and the code is kept plain: a planner in
the browser follows it step by step.
"""

from generator.planner.make import make_plan
from generator.planner.refusal import REFUSALS, PlanRefused, Refusal
from generator.planner.rounds import candidate_rounds

__all__ = ["REFUSALS", "PlanRefused", "Refusal", "candidate_rounds", "make_plan"]
