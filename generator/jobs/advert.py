"""The job of `rehearse rounds`: from a job advertisement to the rounds that it suggests."""

from __future__ import annotations

from pathlib import Path

from generator import advert, names
from generator.jobs.checked import load_checked
from generator.model import Level
from generator.problem import refused


def suggested_rounds(
    content: Path, source: bytes, shown: str, role: str | None, level: Level | None
) -> tuple[str, ...]:
    """Return the lines that say which rounds an advertisement suggests. `shown` is what a problem calls it.

    Raises ContentError if the content is unsound, the advertisement isn't text, or there is no such role or level.
    """
    handbook = load_checked(content)
    text = advert.read(source, shown)
    role_id = names.resolve(role, handbook.roles) if role is not None else None
    if role is not None and role_id is None:
        raise refused("--role", names.unknown("role", role, handbook.roles))
    if not handbook.roles:
        raise refused(content.as_posix(), "expected a role; there are none: rehearse new role")
    try:
        return advert.report(advert.suggest(handbook, text, role_id, level))
    except advert.UnknownLevelError as lacking:
        raise refused("--level", str(lacking)) from lacking
