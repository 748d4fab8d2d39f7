"""The settings of the site: the mkdocs.yml next to the content, or the one that comes with this package."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.utils import yaml_load

from generator.places import bundled, output_folder, site_settings
from generator.problem import refused

#: Our theme, a folder that any mkdocs.yml may name as its `custom_dir`.
THEME = Path("templates") / "site"


def settings_file(content: Path) -> Path:
    """Return the path of the mkdocs.yml for a content folder."""
    return site_settings(output_folder(content))


def load_settings(content: Path, **others: Any) -> MkDocsConfig:
    """Load the settings of the site of a content folder, with `others` in place of what they say.

    Pages are written to and built into `build` in the folder where commands write, unless the mkdocs.yml next to the
    content names other folders. Our theme is the bundled one, unless it is next to that mkdocs.yml. Raise ContentError
    if the file isn't YAML or doesn't name our plugin, and Abort, after MkDocs has logged why, for any other mistake.
    """
    file, home = settings_file(content), output_folder(content)
    docs = home / "build" / "docs"
    if "docs_dir" not in others:
        docs.mkdir(parents=True, exist_ok=True)  # MkDocs refuses a folder that doesn't exist
    if file.parent != home:
        others = {"docs_dir": docs.as_posix(), "site_dir": (home / "build" / "site").as_posix()} | others
    try:
        with file.open("rb") as opened:
            loaded = yaml_load(opened)
    except ConfigurationError as error:
        raise refused(file.as_posix(), " ".join(str(error).split())) from error
    named = loaded if isinstance(loaded, Mapping) else {}
    plugins = {name for each in named.get("plugins") or () for name in ([each] if isinstance(each, str) else each)}
    if "rehearse" not in plugins:
        message = 'plugins: expected "rehearse" among them; a mkdocs.yml next to the content is for its handbook'
        raise refused(file.as_posix(), message)
    return load_config(file.as_posix(), theme=_with_our_theme(named.get("theme"), file.parent), **others)


def theme_folder(content: Path) -> Path:
    """Return the folder of our theme for the site of a content folder."""
    own = settings_file(content).parent / THEME
    return own if own.is_dir() else bundled("templates") / "site"


def _with_our_theme(theme: Any, folder: Path) -> Any:
    if isinstance(theme, Mapping) and theme.get("custom_dir") == THEME.as_posix() and not (folder / THEME).is_dir():
        return {**theme, "custom_dir": (bundled("templates") / "site").as_posix()}
    return theme
