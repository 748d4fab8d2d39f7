"""What the scripts of the plan page ask the catalogue for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from conftest import ROOT

SCRIPTS = ROOT / "templates" / "site" / "assets" / "plan"
#: A call up to its first comma or bracket outside of strings: say(done ? "view.copied" : "view.not-copied"
_CALL = re.compile(r"""\bsay\(((?:"[^"]*"|`(?:\$\{[^{}]*\}|[^`])*`|[^"`(),])*)""")
#: A key as a script writes it: "note.start", or `kind.${name}.name` with a part that is known only then.
_KEY = re.compile(r""""([\w+-]+(?:\.[\w+-]+)+)"|`((?:[\w.+-]|\$\{[^{}`]*\})+)`""")
#: A key that is looked up later. Of other sections it may be something else, such as the file plan.json.
_NAMED = re.compile(r"""["`](?:form|view)\.[^"`]*["`]""")


def asked_for(source: str) -> Iterator[str]:
    """Yield the keys that a script asks for as regular expressions."""
    for literal, made in (key for part in _CALL.findall(source) + _NAMED.findall(source) for key in _KEY.findall(part)):
        yield r"[\w.+-]*".join(map(re.escape, re.split(r"\$\{[^{}`]*\}", literal or made)))


@cache
def scripts() -> dict[str, tuple[str, ...]]:
    """File → the keys that it asks for."""
    return {
        path.relative_to(SCRIPTS).as_posix(): tuple(asked_for(path.read_text("utf-8")))
        for path in sorted(SCRIPTS.rglob("*.js"))
    }


def matching(pattern: str, keys: Iterable[str]) -> bool:
    """Return whether there is a key that a script asks for by this expression."""
    return any(re.fullmatch(pattern, key) for key in keys)


def asked_by_scripts(keys: Iterable[str]) -> set[str]:
    """Return the keys that some script asks for."""
    patterns = {pattern for each in scripts().values() for pattern in each}
    return {key for key in keys if any(re.fullmatch(pattern, key) for pattern in patterns)}
