"""Fields that are also read in an older form, which is turned into the present one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

#: What pydantic puts into the place of an error to say in which form a value was read. No key of a file.
OLDER, PRESENT = "[older]", "[present]"


@dataclass(frozen=True)
class AlsoRead:
    """Marks a field whose value may have an older form: `form`, written as `written`, turned by `turn`.

    The field always contains the present form. Errors have the places of what the author wrote.
    """

    form: Any
    written: type
    turn: Callable[[Any], Any]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return a schema that tells the two forms apart by the type of what is written."""
        older = core_schema.no_info_after_validator_function(self.turn, handler.generate_schema(self.form))
        return core_schema.tagged_union_schema(
            {OLDER: older, PRESENT: handler(source)},
            discriminator=lambda value: OLDER if isinstance(value, self.written) else PRESENT,
        )

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Return a schema in words that editors know: they don't all know oneOf."""
        made = handler(schema)
        return {"anyOf": made.pop("oneOf"), **made}
