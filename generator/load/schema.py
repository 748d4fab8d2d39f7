"""The JSON Schema of every kind of file: editors complete and check YAML with it."""

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
    Themes,
)
from generator.model.log import LogFile
from generator.model.settings import Settings

#: Kind of file → its model, for JSON Schema and for whoever lists what an author may write.
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
}


def schemas() -> dict[str, str]:
    """Make the JSON Schema of every kind of file: `<kind>.json` → its text. Editors complete and check YAML with it.

    That of plan.json is for programs that read a plan.
    """
    return {f"{kind}.json": _schema(model) for kind, model in (KINDS | {"plan": Plan}).items()}


def _schema(model: type[Node] | type[LogFile]) -> str:
    # Draft 07: what yaml-language-server and its peers agree on. "definitions" is its name for "$defs".
    made = model.model_json_schema(by_alias=True, ref_template="#/definitions/{model}")
    definitions = dict(sorted(made.pop("$defs", {}).items()))
    head = {"$schema": "http://json-schema.org/draft-07/schema#"}
    whole = head | made | ({"definitions": definitions} if definitions else {})
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"
