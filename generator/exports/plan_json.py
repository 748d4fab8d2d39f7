"""A plan as JSON: `plan.json`, from which every view can be made again. Not for the candidate: it names questions."""

from __future__ import annotations

from generator.exports.export import Export
from generator.model import Handbook, Plan


def plan_json(_handbook: Handbook, plan: Plan, _before: bytes) -> bytes:
    """Return the plan as JSON."""
    return plan.to_json().encode()


EXPORT = Export(ending="json", title="data", path="plan.json", make=plan_json, place=3)
