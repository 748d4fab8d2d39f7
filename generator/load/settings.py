"""Load the settings file rehearse.yml, which is next to a content folder."""

from __future__ import annotations

from pathlib import Path

from generator import yamlfile
from generator.load.mistakes import validate
from generator.model.settings import Settings
from generator.problem import ContentError

#: The name of the file, which is optional.
SETTINGS = "rehearse.yml"


def fonts_for(content: Path) -> Path | None:
    """Return the folder of extra fonts that is set for a content folder, or None. Raise ContentError."""
    path = content.resolve().parent / SETTINGS
    if not path.exists():
        return None
    shown = (content.parent / SETTINGS).as_posix()
    data, places = yamlfile.read(path, shown)
    settings, problems = validate(Settings, data, places)
    if problems or not settings:
        raise ContentError(problems)
    if not settings.fonts:
        return None
    folder = path.parent / settings.fonts
    if not folder.is_dir():
        message = f'fonts: expected a folder next to this file; there is no "{settings.fonts}"'
        raise ContentError([places.problem(("fonts",), message)])
    return folder
