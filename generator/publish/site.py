"""From a content folder to the docs folder and the schemas.

Each function is the whole chain for one command: load, check, plan, view, print, write.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator.cache import Cache
from generator.load import Memory, fonts_for
from generator.problem import ContentError
from generator.publish.candidate import as_of
from generator.publish.checked import load_checked
from generator.publish.edition import Edition, edition_files
from generator.publish.files import Source, Written, write
from generator.publish.folder import refuse_other_people
from generator.publish.sheets import SHELF, public_sheets
from generator.publish.work import Made, Progress, silent
from generator.results import in_order
from generator.site_data import SiteData
from generator.stories import bank


def read(content: Path, memory: Memory | None = None) -> SiteData:
    """Load a content folder, with a `memory` as there, check it against every rule and plan its sample candidates.

    Raises ContentError with all problems. The sample candidates are planned as if today were their `start`, or the last
    day of their log.
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
    told = {name: each for name, each in handbook.candidates.items() if each.stories and handbook.themes}
    return SiteData(handbook, plans, {name: bank(handbook, each.role, each.stories) for name, each in told.items()})


def write_docs(content: Path, out: Path, progress: Progress = silent, edition: Edition | None = None) -> Written:
    """Write the docs folder: pages, and the PDFs they offer; with a private edition, its candidates' too.

    An edition for candidates leaves out the interviewer's pages, session sheets and answer cards.
    """
    from generator import pages

    site = read(content)
    if edition and edition.who == "candidate":
        site = replace(site, answers=False)
    files: dict[str, bytes | Made] = {path: page.encode() for path, page in pages.render(site).items()}
    printed = public_sheets(site, fonts_for(content))
    files |= printed
    sources: tuple[Source, ...] = ()
    if edition:
        made, sources = edition_files(site.handbook, content, edition)
        refuse_other_people(sources, out)
        files |= made
    newest = max((origin.reviewed.isoformat() for origin in site.handbook.origins.values()), default="")
    written = write(out, files, progress, sources=sources)
    Cache(SHELF).tidy({made.key for made in printed.values()})
    return replace(written, newest=newest)


def write_schemas(out: Path) -> Written:
    """Write the JSON Schema of every kind of file."""
    from generator.load import schemas

    return write(out, {name: schema.encode() for name, schema in schemas().items()}, keep=True)
