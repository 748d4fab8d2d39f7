"""The MkDocs adapter, and all that knows MkDocs. Each module stays under 60 lines."""

from generator.plugin.build import build_site
from generator.plugin.hooks import RehearsePlugin

__all__ = ["RehearsePlugin", "build_site"]
