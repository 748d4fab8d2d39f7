"""What is known about an export of a plan, declared once, in the module that makes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from generator.model import Handbook, Plan


@dataclass(frozen=True, kw_only=True)
class Export:
    """A plan as a file for other programs, as a module in `generator/exports` declares it under the name `EXPORT`.

    `make` returns the bytes. It gets the handbook, the plan and the file as it was made before, or no bytes.
    """

    ending: str
    #: What the command line calls it. The sentence `page.<title>` is what the candidate's page calls it.
    title: str
    #: Its file in a candidate's folder. What is in `candidate/` is for the candidate.
    path: str
    make: Callable[[Handbook, Plan, bytes], bytes]
    #: Whether it is made only when it is asked for.
    on_request: bool = False
    #: Its place among the exports.
    place: int = 0

    @property
    def for_candidate(self) -> bool:
        """True if the candidate gets it."""
        return self.path.startswith("candidate/")

    def __call__(self, handbook: Handbook, plan: Plan, before: bytes = b"") -> bytes:
        """Return a plan in this format. `before` is the file made before, if there is one."""
        return self.make(handbook, plan, before)
