"""The command line. A command parses, calls one function, prints and exits; it holds no rule of the product.

The only place that reads the clock. Exit codes: 0 done, 1 done in part, 2 bad input, 3 the machine lacks something,
4 another build holds the folder, 70 our bug.
"""

from __future__ import annotations

import datetime
import os
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from generator import __version__

if TYPE_CHECKING:
    from generator.model import Level, Paper
    from generator.publish import Who

_CONTENT = click.option(
    "--content", type=click.Path(path_type=Path), default=Path("content"), show_default=True, help="Folder of content."
)
_TODAY = click.option(
    "--today", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Plan as if today were DATE (2026-12-23)."
)
_PAPER = click.option("--paper", type=click.Choice(["a4", "letter"]), help="Paper size.")
_FONTS = click.option(
    "--fonts",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Folder with fonts for characters that ours lack.",
)


def _out(default: str) -> Callable[[Any], Any]:
    return click.option(
        "--out",
        type=click.Path(path_type=Path, file_okay=False),
        default=Path(default),
        show_default=True,
        help="Where to write.",
    )


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Start with: rehearse plan content/candidates/ada.yml",
)
@click.version_option(__version__, prog_name="rehearse")
@click.option("--debug", is_flag=True, help="Show a traceback when something of ours breaks.")
def rehearse(debug: bool) -> None:
    """Dress Rehearsal: mock-interview handbook, dated practice plans and sheets to print, made from YAML."""


@rehearse.command()
@_CONTENT
def check(content: Path) -> None:
    """Say what is wrong in the content, with file, line and column."""
    from generator import publish

    book = publish.read(content)
    handbook = book.handbook
    click.echo(
        f"{content.as_posix()}: {len(handbook.rounds)} rounds, {len(handbook.roles)} roles, "
        f"{len(handbook.questions)} questions, {len(handbook.plans)} plan templates, {len(handbook.guides)} guides, "
        f"{len(book.plans)} invented candidates: all sound"
    )


@rehearse.command()
@_CONTENT
@_out("build/docs")
def pages(content: Path, out: Path) -> None:
    """Write the docs folder that any Markdown site builder can build."""
    from generator import publish

    with publish.alone(out), _Progress("pages and sheets") as progress:
        written = publish.write_docs(content, out, progress)
    click.echo(
        f"{out.as_posix()}: {written.total} files, {len(written.changed)} written, {len(written.removed)} removed"
    )


@rehearse.command()
@_CONTENT
@_out("build/site")
@click.option(
    "--docs",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the pages are written on the way.  [default: as in mkdocs.yml]",
)
@click.option(
    "--candidate",
    "candidates",
    multiple=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Make a private edition with pages for this candidate; may be given several times.",
)
@click.option("--who", type=click.Choice(["candidate", "interviewer"]), help="For whose eyes the private edition is.")
@_TODAY
@_FONTS
@click.pass_context
def site(
    context: click.Context,
    content: Path,
    out: Path,
    docs: Path | None,
    candidates: tuple[Path, ...],
    who: Who | None,
    today: datetime.datetime | None,
    fonts: Path | None,
) -> None:
    """Build the handbook as a website that also opens from the folder.

    With --candidate and --who a private edition, in a folder of its own: for the candidate their plan and sealed
    sheets, for the interviewer every session with its questions opened.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's banner is for developers
    if candidates and (not who or docs or context.get_parameter_source("out") is ParameterSource.DEFAULT):
        raise click.UsageError(
            "A private edition needs --candidate, --who and an --out of its own, and takes no --docs."
        )
    if who and not candidates:
        raise click.UsageError("--who says for whose eyes a private edition is: name its people by --candidate.")
    from generator.plugin import build_site
    from generator.publish import Edition

    day = today.date() if today else datetime.date.today()
    edition = Edition(candidates, who, day, fonts) if who else None
    with _Progress("pages and sheets") as progress:
        index = build_site(content, out, docs, progress, edition)
    click.echo(f"site       {index.as_posix()}")


@rehearse.command()
@_CONTENT
@_out("build/serve")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Where to listen.")
def serve(content: Path, out: Path, port: int) -> None:
    """Show the handbook to this machine while you write it.

    A change is on the page in about a second. What is wrong stands here and on top of every page, with file and line,
    until it is mended; meanwhile the pages stay as they were.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from generator.plugin.serve import serve

    serve(content, out, port, click.echo)


@rehearse.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@_CONTENT
@_out("build/private")
@_TODAY
@_PAPER
@_FONTS
def plan(
    files: tuple[Path, ...],
    content: Path,
    out: Path,
    today: datetime.datetime | None,
    paper: Paper | None,
    fonts: Path | None,
) -> None:
    """Make a dated plan and its sheets from a candidate's FILE.

    Writes to OUT/<id>/: candidate/ with the plan and sealed sheets, interviewer/ with the session sheets. Either can be
    handed over alone.
    """
    from generator import publish

    day = today.date() if today else datetime.date.today()
    with _Progress("sheets") as progress:
        planned = publish.write_plans(content, files, out, day, paper, fonts, progress)
    for each in planned:
        click.echo(f"plan       {(each.folder / 'candidate' / 'plan.pdf').as_posix()}")
        click.echo(f"sealed     {(each.folder / 'candidate' / 'sealed').as_posix()}")
        click.echo(f"sheets     {(each.folder / 'interviewer').as_posix()}")
        for note in each.notes:
            click.echo(f"note       {note}")


@rehearse.command()
@click.argument("round_id", metavar="ROUND")
@click.argument("questions", metavar="[QUESTION]...", nargs=-1)
@_CONTENT
@_out("build/sheets")
@_PAPER
@click.option(
    "--level",
    type=click.Choice(["junior", "mid", "senior", "staff"]),
    help="Whose pass line; default: the first of the question.",
)
def sheet(
    round_id: str, questions: tuple[str, ...], content: Path, out: Path, paper: Paper | None, level: Level | None
) -> None:
    """Print the interviewer's sheet for one to four questions of a ROUND; without a question, the blank rubric."""
    from generator import publish

    with _Progress("sheets") as progress:
        for path in publish.write_sheets(content, round_id, questions, out, paper or "a4", level, progress):
            click.echo(f"sheet      {path.as_posix()}")


@rehearse.group()
def new() -> None:
    """Start a question, round, role or candidate's file.

    What you leave out is asked. The file has the right shape, and WRITE stands where only you can; `rehearse check`
    names every place that is left. Nothing that exists is overwritten.
    """


def _asked(option: str, words: str, **more: Any) -> Callable[[Any], Any]:
    return click.option(option, prompt=words, help=f"{words}.", **more)


_LEVEL = click.Choice(["junior", "mid", "senior", "staff"])
_LEVELS = click.option(
    "--level",
    "levels",
    type=_LEVEL,
    multiple=True,
    default=["mid", "senior"],
    show_default=True,
    help="A level it fits.",
)


@new.command("question")
@_asked("--round", "Its round, such as coding", metavar="ID")
@_asked("--title", "Its title, which the candidate sees", metavar="TEXT")
@_asked("--topic", "Its topic, such as graphs", metavar="ID")
@_LEVELS
@click.option("--difficulty", type=click.Choice(["easy", "medium", "hard"]), default="medium", show_default=True)
@click.option("--author", default="WRITE", metavar="TEXT", help="Who writes it; for a new file.")
@_CONTENT
def new_question(
    round: str, title: str, topic: str, levels: tuple[Level, ...], difficulty: str, author: str, content: Path
) -> None:
    """Add a question to the content."""
    from generator import scaffold

    today = datetime.date.today()
    _started(scaffold.new_question(content, round, title, topic, levels, difficulty, author, today))


@new.command("round")
@_asked("--title", "Its title, such as Debugging", metavar="TEXT")
@_asked("--minutes", "Minutes of a session with scoring and feedback", type=int, default=60)
@_asked("--help-by", "Help by hints or, in conversation, by probes", type=click.Choice(["hints", "probes"]))
@_CONTENT
def new_round(title: str, minutes: int, help_by: str, content: Path) -> None:
    """Add a round to the content."""
    from generator import scaffold

    _started(scaffold.new_round(content, title, minutes, help_by, datetime.date.today()))


@new.command("role")
@_asked("--title", "Its title, such as Data engineer", metavar="TEXT")
@_asked("--family", "Its family, such as engineering", metavar="ID")
@click.option("--round", "rounds", multiple=True, metavar="ID", help="A round of its loop.  [default: all]")
@_LEVELS
@_CONTENT
def new_role(title: str, family: str, rounds: tuple[str, ...], levels: tuple[Level, ...], content: Path) -> None:
    """Add a role to the content."""
    from generator import scaffold

    _started(scaffold.new_role(content, title, family, levels, rounds))


@new.command("candidate")
@_asked("--name", "Name, as on the plan", metavar="TEXT")
@_asked("--role", "Role, such as backend", metavar="ID")
@_asked("--level", "Level", type=_LEVEL)
@_asked("--interview", "Day of the interview", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Where to write.  [default: ID.yml]")
@_CONTENT
def new_candidate(
    name: str, role: str, level: Level, interview: datetime.datetime, out: Path | None, content: Path
) -> None:
    """Start your own file for `rehearse plan`, outside the content."""
    from generator import scaffold

    path = scaffold.new_candidate(content, name, role, level, interview.date(), out)
    click.echo(f"new        {path.as_posix()}")
    click.echo(f"next       make its days and confidence yours, then: rehearse plan {path.as_posix()}")


def _started(path: Path) -> None:
    click.echo(f"new        {path.as_posix()}")
    click.echo("next       write where WRITE stands; rehearse check names what is left")


@rehearse.command()
@_out("schema")
def schema(out: Path) -> None:
    """Write the JSON Schemas that editors complete and check YAML with."""
    from generator import publish

    written = publish.write_schemas(out)
    click.echo(f"{out.as_posix()}: {written.total} schemas, {len(written.changed)} written")


class _Progress:
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


def main(arguments: list[str] | None = None) -> None:
    """Run a command; the one place where an error becomes a message and an exit code."""
    from generator.problem import BusyError, ContentError, MachineError

    given = sys.argv[1:] if arguments is None else arguments
    try:
        sys.exit(rehearse.main(given, prog_name="rehearse", standalone_mode=False) or 0)
    except click.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except ContentError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    except MachineError as error:
        click.echo(str(error), err=True)
        sys.exit(3)
    except BusyError as error:
        click.echo(str(error), err=True)
        sys.exit(4)
    except Exception as error:
        if "--debug" in given:
            traceback.print_exc()
        else:
            click.echo(f"our bug: {type(error).__name__}: {error} (rehearse --debug shows where)", err=True)
        sys.exit(70)


if __name__ == "__main__":
    main()
