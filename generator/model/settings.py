"""The settings file `rehearse.yml`, next to the content folder."""

from __future__ import annotations

from pydantic import Field

from generator.model.base import Node


class Settings(Node):
    """What holds for every command."""

    fonts: str = Field(
        default="", description="Folder of fonts for characters that ours lack, as seen from this file; or empty."
    )
