"""The jobs for the public site: content to site data, docs folder and JSON Schemas."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator import pages
from generator.cache import Cache
from generator.jobs.checked import load_checked
from generator.jobs.edition import Edition, edition_files
from generator.jobs.planning import as_of
from generator.jobs.sheets import SHELF, public_sheets
from generator.load import Memory, fonts_for, schemas
from generator.pages.all_questions import data_files
from generator.pages.search import search_files
from generator.pieces import OnMade, Piece, Workers, ignore
from generator.problem import ContentError
from generator.publish.files import Source, Written, write
from generator.publish.folder import refuse_other_people
from generator.results import in_order
from generator.site_data import SiteData
from generator.stories import bank


def read(content: Path, memory: Memory | None = None) -> SiteData:
    """Load a content folder, check it against every rule and plan for its sample candidates.

    They are planned as if today were their `start`, or the last day of their log. Raises ContentError with all
    problems. For `memory` see `load_handbook`.
    """
    from generator.planner import PlanRefused, make_plan
    from generator.report import refusal

    handbook = load_checked(content, memory)
    plans, problems = {}, []
    for name, candidate in handbook.candidates.items():
        if candidate.start is None:
            message = "start: missing; a sample candidate is planned as if today were that day"
            problems.append(handbook.problem("candidate", name, message=message))
            continue
        try:
            log = in_order(handbook.logs.get(name, ()))
            plans[name] = make_plan(handbook, candidate, as_of(candidate.start, log), log)
        except PlanRefused as refused:
            problems += [
                handbook.problem("candidate", name, each.key, message=f"{each.key}: {refusal(each.code, each.values)}")
                for each in refused.reasons
            ]
    if problems:
        raise ContentError(problems)
    with_stories = {name: each for name, each in handbook.candidates.items() if each.stories and handbook.themes}
    return SiteData(
        handbook, plans, {name: bank(handbook, each.role, each.stories) for name, each in with_stories.items()}
    )


def write_docs(
    content: Path, out: Path, on_made: OnMade = ignore, edition: Edition | None = None, workers: Workers | None = None
) -> Written:
    """Write the docs folder: pages and the PDFs that they offer; with a private edition, its candidates' too.

    An edition for candidates has no interviewer's pages, session sheets or answer cards.
    """
    site = read(content)
    if edition and edition.who == "candidate":
        site = replace(site, answers=False)
    made = pages.render(site)
    texts = made | data_files(site) | search_files(site, made)
    files: dict[str, bytes | Piece] = {path: each.encode() for path, each in texts.items()}
    printed = public_sheets(site, fonts_for(content))
    files |= printed
    sources: tuple[Source, ...] = ()
    if edition:
        private, sources = edition_files(site.handbook, content, edition)
        refuse_other_people(sources, out)
        files |= private
    newest = max((origin.reviewed.isoformat() for origin in site.handbook.origins.values()), default="")
    written = write(out, files, on_made, sources=sources, workers=workers)
    Cache(SHELF).tidy({piece.key for piece in printed.values()})
    return replace(written, newest=newest)


def write_schemas(out: Path) -> Written:
    """Write the JSON Schema of every kind of file."""
    return write(out, {name: schema.encode() for name, schema in schemas().items()}, keep=True)
