"""Make the JSON Schema of every kind of file, with which editors complete and check YAML."""

from __future__ import annotations

import json

from generator.model import (
    Candidate,
    Floors,
    Formats,
    Node,
    Plan,
    PlanTemplate,
    QuestionFile,
    Role,
    Round,
    Shelves,
    Style,
    Synonyms,
    Themes,
    Topics,
)
from generator.model.log import LogFile
from generator.model.settings import Settings

#: Kind of file that people write → its model.
KINDS: dict[str, type[Node] | type[LogFile]] = {
    "candidate": Candidate,
    "floors": Floors,
    "formats": Formats,
    "guides": Shelves,
    "log": LogFile,
    "plan-template": PlanTemplate,
    "questions": QuestionFile,
    "rehearse": Settings,
    "role": Role,
    "round": Round,
    "stories": Themes,
    "style": Style,
    "synonyms": Synonyms,
    "topics": Topics,
}


def schemas() -> dict[str, str]:
    """Return `<kind>.json` → the text of its JSON Schema, for every kind of file.

    The schema of plan.json is for programs that read plans.
    """
    return {f"{kind}.json": _schema(model) for kind, model in (KINDS | {"plan": Plan}).items()}


def _schema(model: type[Node] | type[LogFile]) -> str:
    # Draft 07, because most editors support it. It says "definitions" for "$defs".
    schema = model.model_json_schema(by_alias=True, ref_template="#/definitions/{model}")
    definitions = dict(sorted(schema.pop("$defs", {}).items()))
    head = {"$schema": "http://json-schema.org/draft-07/schema#"}
    whole = head | schema | ({"definitions": definitions} if definitions else {})
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"
