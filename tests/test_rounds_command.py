"""`rehearse rounds`: from a job advertisement to the rounds to practise, whatever it is written in."""

from __future__ import annotations

import codecs
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import CONTENT, ROOT, TESTS
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import advert, yamlfile
from generator.advert.matching import Phrases
from generator.advert.tokens import keys_of
from generator.load import load_candidate, load_handbook
from generator.model import Handbook
from generator.planner.rounds import base_rounds
from generator.problem import ContentError

HANDBOOK = load_handbook(CONTENT)
ADVERT = ROOT / "tests" / "adverts" / "backend.txt"
BACKEND = "Senior backend engineer\n\n"


def run(*arguments: object, typed: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "generator.cli", "rounds", *map(str, arguments)]
    return subprocess.run(command, input=typed, capture_output=True, cwd=TESTS, check=False)


def found(text: str, role: str = "backend", level: str = "mid") -> advert.Suggestion:
    return advert.suggest(HANDBOOK, text, role, level)  # type: ignore[arg-type]


def words(text: str, role: str = "backend", level: str = "mid") -> dict[str, tuple[str, ...]]:
    """The rounds that have words, with those."""
    all_hints = found(text, role, level)
    return {each.round: each.words for each in (*all_hints.loop, *all_hints.added, *all_hints.faint) if each.words}


def refused(source: bytes) -> str:
    with pytest.raises(ContentError) as caught:
        advert.read(source, "ad.txt")
    (problem,) = caught.value.problems
    assert str(problem).startswith("ad.txt: expected ")
    return problem.message


# ── the command ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["backend", "frontend", "mobile", "staff-engineer", "graduate", "any-field"])
def test_what_it_prints(name: str, golden: Callable[[str, str], None]) -> None:
    done = run(f"adverts/{name}.txt")
    assert (done.returncode, done.stderr) == (0, b"")
    printed = done.stdout.decode()
    assert all(len(line) <= 80 for line in printed.splitlines())
    golden(f"rounds-{name}.txt", printed)


def test_an_advert_can_be_piped_in() -> None:
    assert run("-", typed=ADVERT.read_bytes()).stdout == run(ADVERT).stdout


@pytest.mark.parametrize("name", ["backend", "staff-engineer", "any-field"])
def test_its_line_is_taken_by_a_candidate_s_file(name: str, tmp_path: Path) -> None:
    printed = run(f"adverts/{name}.txt").stdout.decode()
    line = printed[printed.index("rounds: ") :]
    path = tmp_path / "ada.yml"
    head = f"name: Ada\nrole: {name}\nlevel: senior\ninterview: 2027-01-20\ndays: {{mon: 90}}\n"
    path.write_text(head + line, "utf-8")
    text = (ROOT / "tests" / "adverts" / f"{name}.txt").read_text("utf-8")
    assert load_candidate(path)[0].rounds == advert.suggest(HANDBOOK, text).rounds


def test_a_line_without_additions_is_the_loop_that_a_plan_has_anyway(tmp_path: Path) -> None:
    """So pasting it changes nothing: a round that comes twice stands there twice."""
    for role in HANDBOOK.roles.values():
        for level in role.levels:
            path = tmp_path / "ada.yml"
            path.write_text(
                f"name: Ada\nrole: {role.id}\nlevel: {level.id}\ninterview: 2027-01-20\ndays: {{mon: 90}}\n", "utf-8"
            )
            assert found("Nothing", role.id, level.id).rounds == base_rounds(HANDBOOK, load_candidate(path)[0])


def test_no_word_found_is_said_and_the_loop_given() -> None:
    done = run("-", "--role", "mobile", "--level", "junior", typed=b"We like people.\n")
    assert done.returncode == 0
    lines = done.stdout.decode().splitlines()
    assert "No word of the advertisement hints at a round, so this is the role's loop." in lines
    assert lines[-1] == "rounds: [knitting, wall-build, mending, candour]"
    assert lines[0] == "Role   mobile (Junior mobile engineer)"


@pytest.mark.parametrize("role", ["backend", "Backend Engineer", "back end", "Backend developer", "BACKEND"])
def test_a_role_is_known_by_its_names(role: str) -> None:
    done = run("-", "--role", role, "--level", "mid", typed=b"Kafka\n")
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode().startswith("Role   backend (Mid backend engineer)\nLevel  mid\n\n")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            ("--role", "product manager"),
            '--role: no role "product manager"; there are any-field, backend, frontend, full-stack, graduate, mobile '
            "and staff-engineer; any-field fits every job",
        ),
        (("--role", "bakend"), '--role: no role "bakend" (did you mean backend?); there are any-field, '),
        (("--role", ""), '--role: no role ""; there are any-field, '),
        (
            ("--role", "any-field", "--level", "mid"),
            '--level: role "any-field" has no level "mid"; it has junior and senior',
        ),
        (("--level", "chief"), "Invalid value for '--level'"),
        (("--content", "nowhere"), "nowhere: expected a folder of content; there is none"),
    ],
)
def test_what_is_not_there_is_refused(options: tuple[str, ...], message: str) -> None:
    done = run(ADVERT, *options)
    assert (done.returncode, done.stdout) == (2, b"")
    assert message in done.stderr.decode()


@pytest.mark.parametrize("path", ["nowhere.txt", "adverts"])
def test_a_file_that_can_t_be_read_is_refused(path: str) -> None:
    done = run(path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert path in done.stderr.decode()


# ── what it is written in ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_an_advert_reads_the_same_in_every_encoding(encoding: str, end: str) -> None:
    text = ADVERT.read_text("utf-8")
    source = text.replace("\n", end).encode(encoding)
    assert advert.read(source, "ad.txt") == text
    marked = codecs.BOM_UTF16_BE + text.encode("utf-16-be")
    assert advert.read(marked, "ad.txt") == text


@pytest.mark.parametrize(
    ("source", "part"),
    [
        (b"%PDF-1.7\n...", "got a document or picture. Open it, then copy the text of the advertisement"),
        (b"PK\x03\x04 word/document.xml", "got a document or picture"),
        (b"{\\rtf1\\ansi We hire}", "got a document or picture"),
        (b"<!DOCTYPE html><p>We hire</p>", "got the source of a web page. Open it in a browser, then copy"),
        (bytes(range(256)), "got binary data"),
        (b"", "there are no words in it"),
        (b"  \n\n 12 --- \n", "there are no words in it"),
        (b"word " * 40_001, "expected at most 200 kB; got more"),
    ],
)
def test_what_is_no_text_is_refused_with_what_to_do(source: bytes, part: str) -> None:
    assert part in refused(source)


def test_a_long_advert_takes_no_longer_for_its_length() -> None:
    """Each takes a second or so; with the square of the length this test would take hours."""
    text = ADVERT.read_text("utf-8")
    source = (text * (200_000 // len(text.encode())))[:190_000].encode()
    for each in (source, source.replace(b"\n", b" "), b"no " * 66_000, b"a, " * 66_000, b"\n\n- AI\n" * 28_000):
        assert advert.suggest(HANDBOOK, advert.read(each, "ad.txt")).rounds


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_bytes_of_any_kind_are_read_or_refused(source: bytes) -> None:
    try:
        text = advert.read(source, "ad.txt")
    except ContentError:
        return
    assert advert.report(advert.suggest(HANDBOOK, text))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([
    "no", "not", "Kafka", "on-call", "incidents", "\n", "\n\n", "- ", ". ", ", ", "or", "Benefits",
    "Interview process:", "recruiter", "10+ years", "’s", "*", "AI tools", "ß", "\u00ad", "İ", "C++", "&",
]), max_size=30))  # fmt: skip
def test_words_in_any_order_give_a_suggestion(parts: list[str]) -> None:
    text = " ".join(parts)
    suggestion = advert.suggest(HANDBOOK, text)
    lines = advert.report(suggestion)
    assert all(len(line) <= 80 for line in lines)
    for hint in (*suggestion.loop, *suggestion.added, *suggestion.faint):
        assert all(word in " ".join(text.split()) for word in hint.words)


# ── words ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "round_id", "shown"),
    [
        ("You know microservices.", "skyline-design", "microservices"),
        ("You know MICROSERVICE design.", "skyline-design", "MICROSERVICE"),
        ("You know micro-services.", "skyline-design", "micro-services"),
        ("You know micro services.", "skyline-design", "micro services"),
        ("Join the on-call rota", "mending", "on-call"),
        ("Join the on call rota", "mending", "on call"),
        ("Join the oncall rota", "mending", "oncall"),
        ("Highly scalable, highly available", "skyline-design", "scalable"),
        ("high\u2011availability systems", "skyline-design", "high\u2011availability"),
        ("a distributed\nsystem", "skyline-design", None),
        ("we have built and we now run a large distributed\nsystem", "skyline-design", "distributed system"),
        ("You like problem-solving", "knitting", "problem-solving"),
        ("finding the root causes", "mending", "root causes"),
        ("soft\u00adware and algo\u00adrithms", "knitting", "algorithms"),
    ],
)
def test_a_keyword_is_found_as_it_is_written(text: str, round_id: str, shown: str | None) -> None:
    text = advert.read(text.encode(), "ad.txt")
    assert words(text).get(round_id, (None,)) == (shown,)


@pytest.mark.parametrize(
    "text",
    [
        "A capital city with rapid growth",  # no api
        "We are a fair employer. We maintain, explain and gain.",  # no ai
        "Skills in accidents, coincidentally",  # no incident
        "We kafkaesque",
        "distribute. Systems",  # the end of a sentence
        "Distributed, systems",
    ],
)
def test_a_part_of_a_word_or_of_another_sentence_is_no_keyword(text: str) -> None:
    assert words(text) == {}


@pytest.mark.parametrize("text", ["We need someone to react quickly, with a swift response.", "REACT TO IT, SWIFTly"])
def test_a_name_that_is_a_common_word_needs_its_capital(text: str) -> None:
    found_here = [*Phrases({"React": "a", "Swift": "b"}).find(text)]
    assert [each.text for each in found_here] == ([] if text[1].islower() else ["REACT"])
    assert [each.text for each in Phrases({"React": "a"}).find("React and swift")] == ["React"]


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("behaviour", "behavior"), ("organisation", "organization"), ("modularisation", "modularization"),
        ("prioritise", "prioritize"), ("modelling", "modeling"), ("centre", "center"), ("programme", "program"),
        ("catalogue", "catalog"), ("analyse", "analyze"), ("labelled", "labeled"), ("defence", "defense"),
    ],
)  # fmt: skip
def test_british_and_american_spelling_are_one(british: str, american: str) -> None:
    for keyword, text in ((british, american), (american, british)):
        assert [each.text for each in Phrases({keyword: "a"}).find(f"Good {text} here")] == [text]


@pytest.mark.parametrize(
    "text",
    [
        "No Kafka.",
        "You won't be doing any on-call work.",
        "We don't do whiteboard puzzles, algorithms or trick questions.",
        "There are no algorithms, no homework and no troubleshooting.",
        "Kafka isn't required.",
        "Experience with Kafka is not necessary.",
        "You work without stakeholders",
        "You don’t need TDD",
    ],
)
def test_what_the_advert_denies_hints_at_nothing(text: str) -> None:
    assert words(text) == {}


@pytest.mark.parametrize(
    ("text", "rounds"),
    [
        ("Not only Kafka: algorithms too", {"skyline-design", "knitting"}),
        ("No puzzles, but algorithms you would use", {"knitting"}),
        ("We don't mind which language, as long as you know your algorithms", {"knitting"}),
        ("Not afraid to debug", {"mending"}),
        ("We have no bosses. You do TDD.", {"knitting"}),
        ("Services that must never stop; you will do TDD", {"knitting"}),
        ("No matter how you test, we do TDD", {"knitting"}),
    ],
)
def test_a_denial_reaches_no_further_than_it_means(text: str, rounds: set[str]) -> None:
    assert set(words(text)) == rounds


@pytest.mark.parametrize(
    "text",
    [
        "Benefits\n- a mentoring scheme\n- on-call pay for incidents\n",
        "What we offer:\n* mentoring\n* Kafka courses\n",
        "Perks\n\nMentoring, feedback and on-call bonus\n",
        "We are an equal opportunity employer and value communication.",
        "We do not discriminate on grounds of race, religion or age in communication.",
        "We offer mentoring and on-call pay.",
        "We may use AI tools to support parts of the hiring process, such as reviewing applications.",
        "Beware of fraud: our recruiter will never ask for money in the interview process.",
        "See https://example.com/kafka/on-call and write to incidents@example.com",
    ],
)
def test_boilerplate_hints_at_nothing(text: str) -> None:
    assert words(text) == {}


def test_a_section_of_benefits_ends_where_another_begins() -> None:
    text = "Benefits\n- mentoring\n\nYour tasks\n- Kafka\n\nPerks:\n- on-call pay\n\nHow we hire\n1. a recruiter call\n"
    assert words(text) == {"skyline-design": ("Kafka",), "reception-screen": ("recruiter call",)}


# ── the rule ─────────────────────────────────────────────────────────────────────────────────────


def added(text: str, level: str) -> set[str]:
    return {each.round for each in found(text, "backend", level).added}


def test_a_round_outside_the_loop_needs_two_different_words() -> None:
    assert added("On-call, on call, oncall", "senior") == set()
    assert added("Debug what others debugged", "senior") == set()
    assert added("On-call, root causes", "senior") == {"mending"}


def test_a_round_of_higher_levels_needs_three() -> None:
    assert added("Microservices at scale", "junior") == set()
    assert added("Scalable microservices with Kafka, event-driven", "junior") == {"skyline-design"}


def test_a_round_that_the_interviews_name_needs_one() -> None:
    for text in (
        "Interview process\n1. Code review exercise\n",
        "Our hiring process: a code review and an offer",
        "The second interview is a code review of an hour.",
        "* a 60-min code review with two engineers",
    ):
        assert added(text, "senior") == {"fault-review"}, text
    assert added("You take part in code reviews", "senior") == set()


def test_a_round_that_is_no_step_of_a_loop_has_to_be_named_by_the_interviews() -> None:
    assert added("An informal chat with a recruiter, our talent team", "senior") == {"reception-screen"}
    assert added("You build tools for the talent team and the people team", "senior") == set()


def test_a_role_is_suggested_by_its_title_else_by_its_words_else_the_one_for_any_job() -> None:
    def role(text: str) -> tuple[str, str | None]:
        suggestion = advert.suggest(HANDBOOK, text)
        return suggestion.role.id, suggestion.role_words

    assert role("Software Engineer, Backend (Go)\n") == ("backend", "Software Engineer, Backend")
    assert role("Senior Full Stack Developer\n") == ("full-stack", "Full Stack Developer")
    assert role("Fullstack Developer\n")[0] == "full-stack"
    assert role("Staff Backend Engineer\n")[0] == "staff-engineer"
    assert role("Graduate Software Engineer\n")[0] == "graduate"
    assert (
        role("Join us\n\nWe need an iOS engineer who talks to our backend team, the second iOS engineer.")[0]
        == "mobile"
    )
    assert role("Software Engineer\n\nReact, CSS, accessibility and a design system.") == ("frontend", "")
    assert role("Marketing Manager\n\nArchitecture, microservices, Kafka, on-call, incidents.") == ("any-field", "")
    assert role("General Manager\n") == ("any-field", "")


@pytest.mark.parametrize(
    ("text", "level", "shown"),
    [
        ("Junior Backend Engineer", "junior", "Junior"),
        ("Sr. Backend Engineer", "senior", "Sr"),
        ("Backend Engineer\n\n2-4 years of experience", "mid", "2-4 years"),
        ("Backend Engineer\n\nat least five years’ experience", "senior", "five years"),
        ("Backend Engineer\n\nyou have built software for 3+ years", "mid", "3+ years"),
        ("Backend Engineer\n\n0-1 years of hands-on experience", "junior", "0-1 years"),
        ("Backend Engineer\n\nFor 31 years we have sold boots.", "mid", ""),
        ("Backend Engineer\n\nNo previous experience needed", "junior", "No previous experience"),
        ("Backend Engineer", "mid", ""),
    ],
)
def test_a_level_is_suggested_by_the_title_else_by_years(text: str, level: str, shown: str) -> None:
    suggestion = advert.suggest(HANDBOOK, text)
    assert (suggestion.level.id, suggestion.level_words) == (level, shown)


def test_a_level_that_the_role_lacks_is_replaced_by_the_nearest_and_that_is_said() -> None:
    suggestion = advert.suggest(HANDBOOK, "Programme Manager\n\nThree years of experience")
    assert suggestion.level.id == "senior"
    assert 'Level  senior, the nearest that the role has to "Three years"' in advert.report(suggestion)


def test_a_role_without_keywords_has_its_loop() -> None:
    role = HANDBOOK.roles["backend"].model_copy(update={"keywords": {}, "aliases": ()})
    handbook = Handbook(
        rounds=HANDBOOK.rounds,
        roles={"backend": role},
        templates={},
        questions={},
        origins={},
        guides={},
        candidates={},
    )
    suggestion = advert.suggest(handbook, ADVERT.read_text("utf-8"))
    assert suggestion.silent
    assert suggestion.rounds == ("knitting", "ai-knitting", "skyline-design", "past-deep-dive", "candour")


# ── the keywords of the content ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", HANDBOOK.roles)
def test_a_role_s_keywords_are_few_and_each_is_found(name: str) -> None:
    keywords = HANDBOOK.roles[name].keywords
    assert 15 <= len(keywords) <= 40
    assert len({keys_of(word) for word in keywords}) == len(keywords)
    for word, round_id in keywords.items():
        (only,) = Phrases({word: round_id}).find(f"You know {word.replace('*', 'e')} well.")
        assert only.meaning == round_id
    assert {step.round for level in HANDBOOK.roles[name].levels for step in level.loop} <= set(keywords.values())


def test_the_suggested_line_is_yaml() -> None:
    lines = "\n".join(advert.report(found("Nothing", "staff-engineer", "staff"))[-2:])
    data, _ = yamlfile.parse(lines[lines.index("rounds:") :], "f.yml")
    assert data["rounds"].count("skyline-design") == 2
