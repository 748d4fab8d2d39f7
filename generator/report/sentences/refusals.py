"""Sentences on why there can be no plan, for the author of a candidate's file or log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from generator.problem import did_you_mean
from generator.say import listed, say

#: Known names are listed up to this many; more would hide the message.
_LISTED = 20


def refusal(code: str, values: Mapping[str, Any]) -> str:
    """Return one line on why a candidate's file or log can't be planned, without the key."""
    return " ".join(REFUSALS[code](values).split())


def _unknown(values: Mapping[str, Any]) -> str:
    known = sorted(values["known"])
    meant = did_you_mean(values["name"], known)
    if not meant and 0 < len(known) <= _LISTED:
        meant = say("refusal.unknown.known", known=listed(known))
    return say("refusal.unknown.said", kind=say(f"refusal.thing.{values['kind']}"), name=values["name"], meant=meant)


def _in_log(kind: str) -> Callable[[Mapping[str, Any]], str]:
    return lambda values: say("refusal.log", date=values["date"], unknown=_unknown({**values, "kind": kind}))


REFUSALS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "unknown": _unknown,
    "no-level": lambda values: say("refusal.no-level", **{**values, "levels": listed([*values["levels"]])}),
    "not-after": lambda values: say(f"refusal.not-after.{values['by']}", date=values["date"], after=values["after"]),
    "too-far": lambda values: say("refusal.too-far", **values),
    "no-days": lambda _: say("refusal.no-days"),
    "future": lambda values: say("refusal.future", **values),
    "log-round": _in_log("round"),
    "log-question": _in_log("question"),
    "replaced": lambda values: say("refusal.replaced", **values),
}
