"""Where the files that come with this package are, where caches are kept, and where a command writes by default.

In a wheel the content, the templates, the schemas and `mkdocs.yml` are in `generator/data`. In a clone of the
repository they are next to the package. Nothing is ever written into an installed package.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from platformdirs import user_cache_path

_PACKAGE = Path(__file__).parent
_DATA = _PACKAGE / "data"
#: Whether the package was installed from a wheel. If not, it runs from a clone.
_INSTALLED = (_DATA / "content").is_dir()
#: The site's settings, next to a content folder.
_SETTINGS = "mkdocs.yml"


def bundled(name: str) -> Path:
    """Return a file or folder that comes with this package: content, schema, templates, mkdocs.yml, LICENSE-CONTENT."""
    return (_DATA if _INSTALLED else _PACKAGE.parent) / name


def is_read_only(content: Path) -> bool:
    """Return whether a content folder is the one inside an installed package, where nothing may be written."""
    return _INSTALLED and content.resolve() == bundled("content").resolve()


def output_folder(content: Path) -> Path:
    """Return the absolute path of the folder in which commands write what they make from a content folder.

    It is the folder next to the content or, for the content of an installed package, the current one.
    """
    return Path.cwd() if is_read_only(content) else Path(os.path.abspath(content)).parent  # noqa: PTH100 — no links


def site_settings(folder: Path) -> Path:
    """Return the mkdocs.yml in the folder that has the content, or the bundled one if there is none."""
    own = folder / _SETTINGS
    return own if own.is_file() else bundled(_SETTINGS)


def kept(footer: Sequence[Mapping[str, str]] | None, addresses: Collection[str]) -> list[Mapping[str, str]]:
    """Return the links of a site's footer, title → address, that lead to pages that the handbook has."""
    return [link for link in footer or () if {*link.values()} <= {*addresses}]


def cache_folder(name: str) -> Path:
    """Return the folder of a cache of this user, which need not exist; the variable REHEARSE_CACHE names another place.

    If the user has no home, the path is one at which nothing can be written.
    """
    chosen = os.environ.get("REHEARSE_CACHE")
    folder = Path(chosen).absolute() if chosen else user_cache_path("dress-rehearsal", appauthor=False)
    return (folder if folder.is_absolute() else Path(os.devnull)) / name
