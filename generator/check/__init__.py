"""Rules across files: one function per rule, each yields the problems it finds.

Pure: a rule reads the handbook and nothing else. What a single value must look like is checked by the model.
"""

from __future__ import annotations

from generator.check.base import Check, rules_of
from generator.check.plans import unknown_themes
from generator.model import Handbook
from generator.modules import import_all
from generator.problem import ContentError

__all__ = ["CHECKS", "check", "unknown_themes"]

#: Every rule that a module of this package defines.
CHECKS: tuple[Check, ...] = tuple(rule for module in import_all(__name__) for rule in rules_of(module))


def check(handbook: Handbook) -> None:
    """Check the handbook against every rule. Raises ContentError with all problems."""
    problems = [problem for rule in CHECKS for problem in rule(handbook)]
    if problems:
        raise ContentError(problems)
