"""Commands for the handbook: check, coverage, pages, site, serve, sheet and schema."""

from __future__ import annotations

import datetime
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from generator.cli.base import CONTENT, FONTS, TODAY, ProgressLine, out_option, printing, rehearse, require_site_builder

if TYPE_CHECKING:
    from generator.jobs.edition import Who
    from generator.model import Level
    from generator.printing import Printing


@rehearse.command()
@CONTENT
@click.option(
    "--sheets", is_flag=True, help="Print the sheets, too, and name those that take more pages than they should."
)
@click.option("--style", is_flag=True, help="Also list what is found in rounds that are still to be rewritten.")
def check(content: Path, sheets: bool, style: bool) -> None:
    """Report every error in the content, with file, line and column.

    So are wordings that content/style.yml says to avoid, and questions without the fields of the house style, except
    in the rounds that it lists under `later`.
    """
    from generator.check.rewritten import find_unfinished
    from generator.check.style import find_style
    from generator.jobs.sheets import overlong
    from generator.jobs.site import read
    from generator.problem import ContentError

    site = read(content)
    handbook = site.handbook
    rounds = handbook.rounds if handbook.style.avoid else ()  # without a style nothing is asked for
    findings = sorted([*find_style(handbook, handbook.style), *find_unfinished(handbook, rounds)])
    if wrong := [problem for round_id, problem in findings if round_id not in handbook.style.later]:
        raise ContentError(wrong)
    for _, problem in findings if style else ():
        click.echo(f"note       {problem}")
    if findings and not style:
        said = f"{len(findings):,} wordings to avoid and fields that are missing in rounds to be rewritten"
        click.echo(f"note       {said}: --style lists them")
    if sheets:
        from generator.load import fonts_for

        with ProgressLine("sheets") as on_made:
            notes = overlong(site, fonts_for(content), on_made)
        for note in notes:
            click.echo(f"note       {note}")
    click.echo(
        f"{content.as_posix()}: {len(handbook.rounds)} rounds, {len(handbook.roles)} roles, "
        f"{len(handbook.questions)} questions, {len(handbook.templates)} plan templates, "
        f"{len(handbook.guides)} guides, {len(site.plans)} sample candidates: no errors"
    )


@rehearse.command()
@CONTENT
@out_option("build/docs")
def pages(content: Path, out: Path) -> None:
    """Write the docs folder that any Markdown site builder can build."""
    from generator.jobs.site import write_docs
    from generator.publish.lock import locked

    with locked(out), ProgressLine("pages and sheets") as on_made:
        written = write_docs(content, out, on_made)
    click.echo(
        f"{out.as_posix()}: {written.total} files, {len(written.changed)} written, {len(written.removed)} removed"
    )


@rehearse.command()
@CONTENT
@out_option("build/site")
@click.option(
    "--docs",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the pages are written on the way.  [default: build/docs in the same place]",
)
@click.option(
    "--candidate",
    "candidates",
    multiple=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Make a private edition with pages for this candidate. Repeatable.",
)
@click.option("--who", type=click.Choice(["candidate", "interviewer"]), help="Who the private edition is for.")
@click.option(
    "--builder",
    type=click.Choice(["mkdocs", "zensical"]),
    default="mkdocs",
    show_default=True,
    help="What turns pages into HTML. zensical, which you install yourself, takes no other plugins and dates no pages.",
)
@TODAY
@FONTS
@click.pass_context
def site(
    context: click.Context,
    content: Path,
    out: Path,
    docs: Path | None,
    candidates: tuple[Path, ...],
    who: Who | None,
    builder: str,
    today: datetime.date,
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
        raise click.UsageError("--who says who a private edition is for: name its people with --candidate.")
    from generator.jobs.edition import Edition

    if builder == "zensical":
        from generator.zensical import build_site
    else:
        require_site_builder()
        from generator.plugin import build_site

    edition = Edition(candidates, who, today, fonts) if who else None
    with ProgressLine("pages and sheets") as on_made:
        index = build_site(content, out, docs, on_made, edition)
    click.echo(f"site       {index.as_posix()}")


@rehearse.command()
@CONTENT
@out_option("build/serve")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Where to listen.")
def serve(content: Path, out: Path, port: int) -> None:
    """Show the handbook to this machine while you write it.

    A change is on the page in about a second. Errors are shown here and at the top of every page, with file and line,
    until they are fixed; meanwhile the pages stay as they were.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    require_site_builder()
    from generator.plugin.serve import serve_handbook

    serve_handbook(content, out, port, click.echo)


class _SheetCommand(click.Command):
    """A command whose help names the sheets for everyone, which are looked up only when it is printed."""

    def format_help_text(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Print the help with the names of the sheets."""
        from generator.paper import documents_for
        from generator.say import listed

        names = listed([each.name for each in documents_for("everyone")])
        self.help = (self.help or "").replace("{sheets for everyone}", names)
        super().format_help_text(context, formatter)


@rehearse.command(cls=_SheetCommand)
@click.argument("round_id", metavar="[ROUND]", required=False)
@click.argument("questions", metavar="[QUESTION]...", nargs=-1)
@CONTENT
@out_option("build/sheets")
@click.option(
    "--level",
    type=click.Choice(["junior", "mid", "senior", "staff"]),
    help="Whose pass line; default: the first of the question.",
)
@click.option("--all", "everything", is_flag=True, help="Print the sheets of the whole bank.")
@printing
def sheet(
    round_id: str | None,
    questions: tuple[str, ...],
    content: Path,
    out: Path,
    level: Level | None,
    everything: bool,
    how: Printing,
) -> None:
    """Print the interviewer's sheet for one to four questions of a ROUND; without a question, the sheets of the round.

    It comes with its other sheets: the candidate's sheets, answer cards, and the text for a language model that
    interviews. Of a round these are the blank rubric, the sheet to take home and a panel's sheets. In place of a ROUND
    one of {sheets for everyone}.
    With --all every sheet there is gets printed.
    """
    if bool(round_id) == everything or (everything and level):
        raise click.UsageError("Name a ROUND, or give --all, which takes no ROUND and no --level.")
    from generator.jobs.sheets import write_all_sheets, write_sheets
    from generator.publish.lock import locked

    if not round_id:
        with locked(out), ProgressLine("sheets") as on_made:
            written = write_all_sheets(content, out, how, on_made)
        click.echo(f"{out.as_posix()}: {written.total} sheets, {len(written.changed)} written")
        return
    with ProgressLine("sheets") as on_made:
        for path in write_sheets(content, round_id, questions, out, how, level, on_made):
            click.echo(f"sheet      {path.as_posix()}")


@rehearse.command()
@out_option("schema")
def schema(out: Path) -> None:
    """Write the JSON Schemas that editors complete and check YAML with."""
    from generator.jobs.site import write_schemas

    written = write_schemas(out)
    click.echo(f"{out.as_posix()}: {written.total} schemas, {len(written.changed)} written")


@rehearse.command()
@CONTENT
def coverage(content: Path) -> None:
    """Show how far the bank reaches: questions per round, level and difficulty, floors, near-duplicates, gaps."""
    from generator.jobs.site import read
    from generator.report.coverage import coverage_lines as lines

    for line in lines(read(content).handbook):
        click.echo(line)
