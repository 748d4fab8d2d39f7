"""The MkDocs adapter, and all that knows MkDocs."""

from generator.plugin.build import build_site
from generator.plugin.hooks import RehearsePlugin

__all__ = ["RehearsePlugin", "build_site"]
