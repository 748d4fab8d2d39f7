"""The command itself, and the options and the line of progress that its commands share."""

from __future__ import annotations

import datetime
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator import __version__
from generator.places import bundled, output_folder

if TYPE_CHECKING:
    from generator.model import Paper

#: What a folder `content` must have to be taken for a content folder: other programs use that name as well.
_MARK = "rounds"


def _content(context: click.Context, parameter: click.Parameter, given: Path | None) -> Path:
    """Return the content folder as given, else the nearest from here upwards, else the bundled one."""
    if given is not None:
        return given if given.name not in ("", "..") else _shown(Path(os.path.abspath(given)))  # noqa: PTH100 — no links
    with suppress(OSError):  # a working directory that was deleted
        here = Path.cwd()
        for folder in (here, *here.parents):
            if _is_ours(folder / "content"):
                return _shown(folder / "content")
    from generator.problem import refused

    if _is_ours(bundled("content")):
        return bundled("content")
    message = (
        f'found no folder "content" with a folder "{_MARK}" in it, neither here nor in a folder above, nor in '
        f"{bundled('').as_posix()}; name one, such as --content ~/bank/content"
    )
    raise refused("--content", message)


def _is_ours(content: Path) -> bool:
    try:
        return (content / _MARK).is_dir()
    except OSError:  # a folder above that we may not look into
        return False


def _shown(path: Path) -> Path:
    """Return a path relative to the working directory if it is in it, else absolute."""
    with suppress(OSError):
        here = Path.cwd()
        return path.relative_to(here) if here in path.parents else path
    return path


CONTENT = click.option(
    "--content",
    type=click.Path(path_type=Path),
    callback=_content,
    is_eager=True,  # what --out is by default depends on it
    help='Folder of content.  [default: the nearest folder "content" from here upwards, else the one that comes with '
    "rehearse]",
)


def _day(context: click.Context, parameter: click.Parameter, given: datetime.datetime | None) -> datetime.date:
    """Read the clock where no day is given: the one place that does."""
    return given.date() if given else datetime.date.today()


TODAY = click.option(
    "--today", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", callback=_day,
    help="Plan as if today were DATE (2026-12-23).",
)  # fmt: skip
_PAPER = click.option("--paper", type=click.Choice(["a4", "letter"]), help="Paper size.")
_LARGE = click.option("--large", is_flag=True, help="Print at 18 pt, on as many pages as that takes.")
FONTS = click.option(
    "--fonts",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Folder with fonts for characters that ours lack.",
)


def printing(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say how something is printed; the command gets them as `how`."""

    @wraps(command)
    def run(*, paper: Paper | None, large: bool, fonts: Path | None, **others: Any) -> None:
        from generator.printing import Printing

        command(**others, how=Printing(paper, fonts, large))

    return _PAPER(_LARGE(FONTS(run)))


def out_option(default: str) -> Callable[[Any], Any]:
    """Make the option that says where a command writes: by default, at this path next to the content folder."""

    def beside(context: click.Context, parameter: click.Parameter, given: Path | None) -> Path:
        if given is not None:
            return given
        content = context.params.get("content") or _content(context, parameter, None)
        return _shown(output_folder(content) / default)

    return click.option(
        "--out",
        type=click.Path(path_type=Path, file_okay=False),
        callback=beside,
        help=f"Where to write.  [default: {default} next to the content folder, or here if that is an installed one]",
    )


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Start with: rehearse new candidate",
)
@click.version_option(__version__, prog_name="rehearse")
@click.option("--debug", is_flag=True, help="Print a traceback after an internal error.")
def rehearse(debug: bool) -> None:
    """Dress Rehearsal: mock-interview handbook, dated practice plans and sheets to print, made from YAML."""


class ProgressLine:
    """A line on stderr about work that takes longer than two seconds; nothing where stderr is no terminal."""

    def __init__(self, what: str) -> None:
        self.what, self.count, self.shown = what, 0, False

    def __enter__(self) -> Callable[[str], None]:
        self.start = time.monotonic()
        return self._step

    def _step(self, path: str) -> None:
        self.count += 1
        if sys.stderr.isatty() and time.monotonic() - self.start > 2:
            click.echo(f"\r{self.what}: {self.count} made …", err=True, nl=False)
            self.shown = True

    def __exit__(self, *error: object) -> None:
        if self.shown:
            click.echo("", err=True)


def require_site_builder() -> None:
    """Raise MachineError if the extra that builds the site isn't installed."""
    from generator.problem import MachineError

    if not all(map(find_spec, ("mkdocs", "material", "markdown", "pymdownx"))):
        again = "install rehearse again with its extra [site], such as pipx install --force 'WHEEL[site]'"
        raise MachineError(f"the site's builder isn't installed: {again}")
