"""Format progress for a terminal: plain text, 80 columns, at most 60 lines."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from generator.report.evidence import Progress, RoundSoFar
from generator.say import say
from generator.wording import capital

COLUMNS, LINES = 80, 60
#: The most steps of confidence in one line; earlier ones are in the PDF.
_STEPS = 6
#: The most columns of a title.
_TITLE = 40


def summary(progress: Progress) -> str:
    """Return a summary for a terminal. If 60 lines aren't enough, the last one says that the rest is in the PDF."""
    lines = [piece for line in _lines(progress) for piece in _wrapped(line)]
    return "\n".join(lines if len(lines) <= LINES else [*lines[: LINES - 1], say("progress.rest")])


def _wrapped(line: str) -> list[str]:
    """Wrap a line at 80 columns, with the same indent for further lines."""
    indent = " " * (len(line) - len(line.lstrip()))
    return textwrap.wrap(line, COLUMNS, subsequent_indent=indent, drop_whitespace=True) or [""]


def _lines(progress: Progress) -> Iterator[str]:
    yield say("progress.summary", name=progress.name, today=progress.today, left=progress.left)
    yield ""
    if not progress.mocks:
        yield say("progress.empty")
        return
    yield progress.done
    yield progress.met
    wide = min(_TITLE, max(len(each.title) for each in progress.rounds)) + 2
    yield from _section(say("progress.confidence"), (_round(each, wide) for each in progress.rounds))
    yield from _section(capital(say("state.met")), _met(progress))
    for state in ("not-met", "too-little-seen"):
        yield from _section(capital(say(f"state.{state}")), _with_evidence(progress, state))
    yield from _section(say("label.progress.fixes"), progress.fixes[:1])
    yield from _section(say("label.both.stuck"), progress.advice)
    yield from _section(say("label.both.changes"), progress.changes)


def _met(progress: Progress) -> Iterable[str]:
    """Return the criteria that are met; with evidence if all are, because then there are lines left."""
    met = [each.text for each in progress.criteria if each.state == "met"]
    return _with_evidence(progress, "met") if len(met) == len(progress.criteria) else met


def _with_evidence(progress: Progress, state: str) -> Iterator[str]:
    for each in progress.criteria:
        if each.state == state:
            yield each.text
            shown = {"evidence": each.evidence, "next": each.next, "when": each.when}
            yield f"  {say('progress.evidence-and-next', **shown) if each.next else each.evidence}"


def _section(heading: str, lines: Iterable[str]) -> Iterator[str]:
    rest = [*lines]
    if rest:
        yield ""
        yield heading
        yield from (f"  {line}" for line in rest)


def _round(each: RoundSoFar, wide: int) -> str:
    last = each.mocks[-_STEPS:]
    steps = "… " * (len(last) < len(each.mocks)) + "  ".join(
        say("confidence.step", before=mock.before, after=mock.after) for mock in last
    )
    return f"{each.title:<{wide - 1}} {steps or each.said}"
