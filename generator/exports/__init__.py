"""A plan as bytes for calendars, spreadsheets and other programs.

Pure. What the candidate always gets is made from the plan in words, which contains no question. The Anki deck is
different: it is made from the handbook's questions, and the plan only says which ones to leave out.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.exports.export import Export
from generator.modules import import_all

_DECLARED = [module.EXPORT for module in import_all(__name__) if hasattr(module, "EXPORT")]
#: The exports that the modules of this package declare, by the endings of their files.
EXPORTS: Mapping[str, Export] = {each.ending: each for each in sorted(_DECLARED, key=lambda each: each.place)}
#: Those that every candidate gets.
FOR_CANDIDATE: tuple[Export, ...] = tuple(
    each for each in EXPORTS.values() if each.for_candidate and not each.on_request
)

__all__ = ["EXPORTS", "FOR_CANDIDATE", "Export"]
