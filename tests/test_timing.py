"""What a session sheet says of its time and of its questions is true, however many are asked and however long it is."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from typing import Any

import pytest
from conftest import BANK

from generator import paper, prompt
from generator.jobs.sheets import write_sheets
from generator.model import ALWAYS_SAID, Handbook, Round
from generator.paper.session_sheets import session_sheets
from generator.printing import Printing
from generator.problem import ContentError
from generator.say import number
from generator.site_data import SiteData
from generator.timing import timed
from generator.wording import opening

ROUNDS = sorted(path.stem for path in (BANK / "rounds").glob("*.yml"))
COUNTS = "one|two|three|four"


def asked(handbook: Handbook, round_: Round, count: int) -> list[str]:
    """Some questions of the round that share a level."""
    fit = [each.id for each in handbook.of_round(round_.id) if "mid" in each.levels or "senior" in each.levels]
    return fit[:count]


def plain(nodes: Any) -> str:
    """The words of a run of text."""
    if isinstance(nodes, tuple):
        return "".join(map(plain, nodes))
    return nodes.text if hasattr(nodes, "text") else plain(getattr(nodes, "body", ()))


@pytest.mark.parametrize(("name", "count"), [*itertools.product(ROUNDS, (1, 2, 3, 4))])
def test_a_sheet_of_one_to_four_questions_is_true_or_refused(bank: Handbook, name: str, count: int) -> None:
    round_ = bank.rounds[name]
    ids = asked(bank, round_, count)
    if len(ids) < count:
        pytest.skip("the round has fewer questions")
    if count > round_.questions:
        with pytest.raises(ContentError, match=f"expected at most {round_.questions}; make a sheet for each"):
            paper.session_sheet(bank, name, ids)
        return
    sheet = paper.session_sheet(bank, name, ids)
    minutes = [bank.minutes(bank.questions[each]) for each in ids]
    assert [each.minutes for each in sheet.questions] == minutes
    assert sum(minutes) == sheet.clock.questions.minutes
    assert sheet.clock.minutes == round_.minutes - round_.main_segment.minutes + sum(minutes)
    assert f"{sheet.clock.minutes} min" in sheet.facts[2].text
    assert sheet.stop_minute == sheet.clock.questions.last
    at = sheet.clock.questions.first
    for question, each in zip(sheet.questions, minutes, strict=True):
        assert question.when == f"minute {at} to {at + each} of the session"
        assert all(milestone.minute <= each for milestone in question.milestones)
        hints = [int(found[1]) for hint in question.hints if (found := re.search(r"minute (\d+)", plain(hint.when)))]
        assert hints == sorted(set(hints))
        assert all(minute < each for minute in hints)
        assert len(question.milestones) == len(bank.questions[question.id].milestones)
        assert len(question.hints) == len(bank.questions[question.id].hints)
        assert paper.candidate_sheet(bank, question.id).minutes == each
        at += each
    said = plain(sheet.opening)
    one = f"We have {number(minutes[0])} minutes."
    several = f"I have {number(count)} questions, {number(minutes[0])} minutes each."
    assert (one if count == 1 else several) in said
    elsewhere = [*(each.label for each in sheet.clock.segments), plain(sheet.stop), said.replace(several, "")]
    assert not re.search(rf"\b(?:{COUNTS}) questions?\b", " ".join(elsewhere), re.IGNORECASE)


@pytest.mark.parametrize(("name", "quarter"), [*itertools.product(ROUNDS, (1, 2))])
def test_extra_time_is_in_every_minute_of_the_sheet(bank: Handbook, name: str, quarter: int) -> None:
    round_ = bank.rounds[name]
    ids = asked(bank, round_, round_.questions)
    usual = paper.session_sheet(bank, name, ids)
    longer = paper.session_sheet(bank, name, ids, minutes=round_.minutes * (4 + quarter) // 4)
    more = longer.clock.questions.minutes / usual.clock.questions.minutes
    assert abs(more - (1 + quarter / 4)) < 0.1
    for before, after in zip(usual.questions, longer.questions, strict=True):
        there = [-int(-each.minute * more // 1) for each in before.milestones]
        assert [each.minute for each in after.milestones] == there
        for hint, other in zip(before.hints, after.hints, strict=True):
            was, now = (re.search(r"minute (\d+)", plain(each.when)) for each in (hint, other))
            assert (was is None) == (now is None)
            assert not was or not now or int(now[1]) == -int(-int(was[1]) * more // 1)
        assert abs(after.minutes - before.minutes * more) < 1
    assert sum(each.minutes for each in longer.questions) == longer.clock.questions.minutes


def test_in_short_form_no_hint_or_milestone_comes_after_the_end(bank: Handbook) -> None:
    left_out = 0
    for question in bank.questions.values():
        round_ = bank.rounds[question.round]
        (part,) = timed(bank, round_, [question], short=True).parts
        assert all(each.minute <= part.minutes for each in part.milestones(question))
        assert all((each.minute or 0) < part.minutes for each in part.hints(question))
        left_out += len(question.hints) - len(part.hints(question))
        (shown,) = paper.session_sheet(bank, round_.id, [question.id], short=True).questions
        assert len(shown.hints) == len(part.hints(question))
        alone = paper.self_run_form(bank, round_.id, [question.id], code="x-1", short=True)
        assert sum(sheet.heading.startswith("Hint ") for sheet in alone.sheets) == len(shown.hints)
    assert left_out


def test_the_candidates_sheet_of_a_plan_has_the_minutes_of_the_session_sheet(
    handbook: Handbook, site_data: SiteData
) -> None:

    compared = 0
    for plan in site_data.plans.values():
        for session in plan.sessions:
            made = dict(session_sheets(handbook, plan, session))
            sheet = made.get(f"interviewer/{session.id}.pdf")
            for place, code in enumerate(session.codes if sheet and sheet.document == "session" else ()):
                view: Any = made[f"candidate/sealed/{code}.pdf"].view
                assert view.minutes == sheet.view.questions[place].minutes  # type: ignore[union-attr]
                compared += 1
    assert compared > 20


def test_rehearse_sheet_refuses_more_questions_than_there_is_time_for(small: Path, tmp_path: Path) -> None:
    of_coding = sorted((small / "questions" / "knitting").glob("*.yml"))
    names = [found for path in of_coding for found in re.findall(r"^  - id: (\S+)", path.read_text("utf-8"), re.M)][:2]
    with pytest.raises(ContentError, match="Knitting has 32 minutes for questions, and these 2 take 64") as refused:
        write_sheets(small, "knitting", names, tmp_path / "out", Printing(), None)
    assert str(refused.value).startswith("QUESTION: ")
    assert not (tmp_path / "out").exists()


# ── what is read aloud ───────────────────────────────────────────────────────────────────────────


def sentences(words: str) -> list[str]:
    found = re.split(r"(?<=[.?!])[\"”]?\s+", " ".join(words.split()))
    return [" ".join(re.findall(r"\w+", each.casefold())) for each in found if re.search(r"\w", each)]


def twice(words: str) -> list[str]:
    found = sentences(words)
    return sorted({each for each in found if found.count(each) > 1})


@pytest.mark.parametrize("name", ROUNDS)
def test_nothing_is_said_twice_in_what_is_read_aloud(bank: Handbook, bank_pages: dict[str, str], name: str) -> None:
    round_ = bank.rounds[name]
    for question in bank.of_round(name):
        sheet = paper.session_sheet(bank, name, [question.id], adjustments=["time+25", "breaks", "captions"])
        spoken = question.prompt if round_.help == "probes" else ""
        assert not twice("\n".join([plain(sheet.opening), *sheet.adjustments, spoken, plain(sheet.stop)])), question.id
        begin, close = (
            re.search(rf"{verb} with: “(.+?)” Then", prompt.for_interviewer(bank, question))
            for verb in ("Begin", "Close")
        )
        assert begin
        assert close
        assert not twice(f"{begin[1]}\n{close[1]}")
        page = re.search(r'class="rh say">(.*?)</div>', bank_pages[f"interviewer/{question.id}.md"])
        assert page
        assert not twice(re.sub(r"<[^>]+>", "\n", page[1])), question.id
        guide = paper.self_run_form(bank, name, [question.id], code="x-1").sheets[0]
        items = [item for part in guide.parts for item in part.items if item.kind == "sentences"]
        lines = [_own(plain(line)) for item in items for line in item.lines]
        assert not twice("\n".join([plain(guide.lead), *lines])), question.id
    ran = re.search(r"## How to run it.*?</div>", bank_pages[f"rounds/{name}.md"], re.DOTALL)
    assert ran
    assert not twice(re.sub(r"<[^>]+>", "\n", ran[0]))


def _own(line: str) -> str:
    """A line of a guide without the name before it: two hints may be opened in the same way."""
    return "" if line.startswith(("Hint ", "What they’d ask")) else line


@pytest.mark.parametrize("name", ROUNDS)
def test_every_opening_ends_with_what_is_always_said_and_a_model_says_none_of_it(bank: Handbook, name: str) -> None:
    round_ = bank.rounds[name]
    assert opening(round_, [12]).endswith(" ".join(ALWAYS_SAID))
    by_model = opening(round_, [12, 12], by_model=True)
    assert by_model.endswith("I have two questions, twelve minutes each.")
    assert not [each for each in ALWAYS_SAID if each in by_model]
