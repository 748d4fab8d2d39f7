"""Lays practice sessions out over the days before an interview (design.md, section 4).

Pure: no clock, no files, no randomness. The same handbook, candidate and day give the same plan, byte for
byte.
"""

from generator.planner.make import make_plan
from generator.planner.refusal import PlanRefused

__all__ = ["PlanRefused", "make_plan"]
