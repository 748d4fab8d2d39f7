"""Load a plan.json that was made earlier."""

from __future__ import annotations

from pathlib import Path

from generator import yamlfile
from generator.load.mistakes import found_as, validate
from generator.model import Plan
from generator.model.plan import PLAN_VERSION
from generator.problem import ContentError


def load_plan(path: Path) -> Plan:
    """Return the plan of a plan.json. Raise ContentError with one problem if it is damaged, changed or too old.

    JSON is YAML, so the YAML reader can tell where it is damaged.
    """
    shown = path.as_posix()
    data, places = yamlfile.read(path, shown)
    if isinstance(data, dict) and data.get("version", PLAN_VERSION) != PLAN_VERSION:
        message = (
            f"version: expected {PLAN_VERSION}; got {found_as(data['version'])}, from another release: make the plan "
            "again with `rehearse plan FILE`"
        )
        raise ContentError([places.problem(("version",), message)])
    plan, problems = validate(Plan, data, places)
    if problems or not plan:
        raise ContentError(sorted(problems)[:1])
    if plan.fingerprint != (expected := plan.compute_fingerprint()):
        message = f"fingerprint: expected {expected}; got {found_as(plan.fingerprint)}: the file was changed by hand"
        raise ContentError([places.problem(("fingerprint",), message)])
    return plan
