"""Kinds of session, forms and partners, and the number types that facts share."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

SessionKind = Literal["baseline", "drill", "loop", "final", "paid", "easy", "micro"]
#: Every kind except micro-practice.
MOCK_KINDS = ("baseline", "drill", "loop", "final", "paid", "easy")
Form = Literal["full", "short", "micro"]
Partner = Literal["peer", "friend", "expert", "llm", "alone"]
PersonKind = Literal["peer", "friend", "expert"]

Confidence = Annotated[int, Field(ge=1, le=5)]
Count = Annotated[int, Field(ge=0)]
Place = Annotated[int, Field(ge=1)]


def is_mock(kind: str) -> bool:
    """Return whether a session of this kind is a mock, not a micro-practice."""
    return kind in MOCK_KINDS
