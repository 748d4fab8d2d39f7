"""Plugins of MkDocs that are not ours: which of them failed, and which may have broken a page."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

from mkdocs.config.defaults import MkDocsConfig

from generator.problem import Problem
from generator.say import listed

#: Named in our mkdocs.yml, and known to keep every rule.
_KNOWN = ("rehearse",)


def others(config: MkDocsConfig) -> list[str]:
    """Return the names of the plugins and hooks of a configuration that are not ours, in their order."""
    return [name for name in config.plugins if name not in _KNOWN]


def failed(error: BaseException, config: MkDocsConfig) -> str:
    """Return the name of the plugin in whose code an error was raised, the innermost of several, or nothing."""
    folders = {place: name for name in others(config) if (place := _place(config.plugins[name]))}
    called = reversed(list(_called(error)))
    return next((name for file in called for place, name in folders.items() if file.is_relative_to(place)), "")


def may_come_from(problem: Problem, names: list[str]) -> Problem:
    """Add to a problem of the built site which plugins may be its cause."""
    cause = f"mkdocs.yml names {listed(names)}, which may be the cause"
    return replace(problem, message=f"{problem.message} ({cause})") if names else problem


def _place(plugin: object) -> Path | None:
    """The folder of a plugin's package, or its file if it is a single module."""
    name = plugin.__name__ if isinstance(plugin, ModuleType) else type(plugin).__module__
    file = getattr(sys.modules.get(name, plugin), "__file__", None)
    return (Path(file).parent if "." in name else Path(file)) if file else None


def _called(error: BaseException) -> Iterator[Path]:
    """The file of every call between us and the error, outermost first."""
    trace = error.__traceback__
    while trace:
        yield Path(trace.tb_frame.f_code.co_filename)
        trace = trace.tb_next
