"""The modules that a page runs, and those that they import, so that a browser can ask for all of them at once."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

from generator.places import bundled

_SITE = bundled("templates") / "site"
#: A static import, or an export from another module, at the beginning of a line. What `import()` loads comes later.
_IMPORT = re.compile(
    r"""^(?:import\s*(?:[^"'()]*?\bfrom\s*)?|export\s*(?:\*[^"'()]*?|\{[^}]*\})\s*from\s*)["'](\.[^"']+)["']""",
    re.MULTILINE,
)


def modules(entry: str, site: Path = _SITE) -> tuple[str, ...]:
    """Return the paths of a module and of all that it imports, nearest first, as `Front` takes them.

    `entry` is its path on the site, such as `assets/plan/page.js`; `site` is the folder of the theme.
    """
    found = [entry]
    for path in found:  # grows on the way
        source = (site / path).read_text("utf-8")
        imported = (
            posixpath.normpath(posixpath.join(posixpath.dirname(path), name)) for name in _IMPORT.findall(source)
        )
        found += [each for each in dict.fromkeys(imported) if each not in found]
    return tuple(found)
