"""A YAML file is read as an author means it, and what is unsafe is refused at its line and column."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import BANK
from hypothesis import given
from hypothesis import strategies as st

from generator.problem import ContentError, MachineError, Problem
from generator.yamlfile import MAX_BYTES, MAX_DEPTH, files, parse, read

FILES = sorted(BANK.rglob("*.yml"))


def refusal(source: str) -> tuple[int, int, str]:
    """Line, column and message of the only problem."""
    with pytest.raises(ContentError) as caught:
        parse(source, "f.yml")
    (problem,) = caught.value.problems
    return problem.line, problem.column, problem.message


def refusal_of(path: Path, raw: bytes) -> tuple[int, int, str]:
    path.write_bytes(raw)
    with pytest.raises(ContentError) as caught:
        read(path, "f.yml")
    (problem,) = caught.value.problems
    return problem.line, problem.column, problem.message


def test_the_c_loader_is_there():
    """The pure one takes ten times as long."""
    assert yaml.__with_libyaml__


def test_without_the_c_loader_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    with pytest.raises(MachineError, match="install"):
        parse("a: 1", "f.yml")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("1:30", "1:30"),
        ("01", "01"),
        ("010", "010"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("1e5", "1e5"),
        ("1e999", "1e999"),
        (".inf", ".inf"),
        (".5", ".5"),
        ("+5", "+5"),
        ("True", "True"),
        ("Null", "Null"),
        ("2026-11-21", "2026-11-21"),
        ("2026-13-45", "2026-13-45"),
        ("2026-11-21 10:00:00", "2026-11-21 10:00:00"),
        ("=", "="),
        ("'true'", "true"),
        ('"12"', "12"),
        ("9" * 5000, "9" * 5000),
        ("9" * 400 + ".5", "9" * 400 + ".5"),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("0", 0),
        ("-7", -7),
        ("123456789012345678", 123456789012345678),
        ("1.10", 1.1),
        ("-0.25", -0.25),
    ],
)
def test_only_true_false_whole_numbers_decimals_and_null_are_typed(written: str, meant: Any):
    data, _ = parse(f"a: {written}\n", "f.yml")
    assert data == {"a": meant}
    assert type(data["a"]) is type(meant)


def test_keys_are_text_as_written():
    data, _ = parse("1: a\n01: b\ntrue: c\nno: d\nnull: e\n2026-11-21: f\n? \n: g\n", "f.yml")
    assert data == dict(zip(["1", "01", "true", "no", "null", "2026-11-21", ""], "abcdefg", strict=True))


@pytest.mark.parametrize(
    ("source", "line", "column", "message"),
    [
        ("", 1, 1, "expected content; got an empty file"),
        ("# only a comment\n\n", 1, 1, "expected content; got an empty file"),
        ("a: 1\nb: *x\n", 2, 4, "expected no aliases; got *x"),
        ("a: 1\nb: &x 2\n", 2, 4, "expected no anchors; got &x"),
        ("b:\n  - &x {a: 1}\n", 2, 5, "expected no anchors; got &x"),
        (
            "a: !!python/object/apply:os.system [ls]",
            1,
            4,
            "expected no tags; got tag:yaml.org,2002:python/object/apply",
        ),
        ("a: 1\nb:\n  - !x y\n", 3, 5, "expected no tags; got !x"),
        ("a: ! y\n", 1, 4, "expected no tags; got !"),
        ("a: 1\n<<: {b: 2}\n", 2, 1, "expected no merge keys; got <<"),
        ("a: 1\n---\nb: 2\n", 2, 1, "expected one document; got a second one"),
        ("a: 1\na: 2\n", 2, 1, "a: the same key is already at line 1"),
        ("a:\n  - b:\n      c: 1\n      d: 2\n      c: 3\n", 5, 7, "c: the same key is already at line 3"),
        ("a: {b: 1, 'b': 2}\n", 1, 11, "b: the same key is already at line 1"),
        ("a:\n  [1, 2]: x\n", 2, 3, "expected a key of text"),
        ("a:\n  ? {b: 1}\n  : x\n", 2, 5, "expected a key of text"),
        ("a: x\u202ey\n", 1, 5, "expected no control characters; got U+202E"),
        ("é: 1\nb: ab\x07\n", 2, 6, "expected no control characters; got U+0007"),
        ("a: 1\nb: x\ry\n", 2, 5, "expected no control characters; got U+000D"),
        ("a: 1\nb: x\u2028y\n", 2, 5, "expected no control characters; got U+2028"),
        ("a: x\uffff\n", 1, 5, "expected no control characters; got U+FFFF"),
        ("a: \ud800\n", 1, 4, "expected no control characters; got U+D800"),
        ("a:\n  - 'é'\n  - \"x\\u202ey\"\n", 3, 5, "expected no control characters; got U+202E"),
        ('"a\\e[31m": 1\n', 1, 1, "expected no control characters; got U+001B"),
        ('a: "x\\ry"\n', 1, 4, "expected no control characters; got U+000D"),
        ('a: "x\\0y"\n', 1, 4, "expected no control characters; got U+0000"),
        ('a: "x\\ud800y"\n', 1, 8, "expected no \\ in a text in double quotes"),
        ("a: 1\n...\nb: 2\n", 3, 1, "expected this line in the same column as the first line of the file"),
    ],
)
def test_what_is_unsafe_or_no_yaml_is_refused_in_its_place(source: str, line: int, column: int, message: str):
    found = refusal(source)
    assert found[:2] == (line, column)
    assert found[2].startswith(message)


def test_nesting_ends_at_its_limit():
    deepest = "[" * MAX_DEPTH + "]" * MAX_DEPTH
    assert parse(deepest, "f.yml")[0]
    assert refusal(f"[{deepest}]") == (1, MAX_DEPTH + 1, f"expected at most {MAX_DEPTH} levels of nesting")


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_25000_levels_are_refused_at_the_limit(opening: str):
    """The C loader would crash on them."""
    line, column, message = refusal(opening * 25_000)
    assert (line, column) == (1, len(opening) * MAX_DEPTH + 1)
    assert "levels of nesting" in message


def test_a_merge_bomb_is_refused_at_its_first_anchor():
    bomb = "a: &a {x: 1}\n" + "".join(f"{n}: &b{n} {{<<: [*a, *a]}}\n" for n in range(30))
    line, column, message = refusal(bomb)
    assert (line, column) == (1, 4)
    assert message.startswith("expected no anchors; got &a")


def test_all_duplicate_keys_of_a_file_are_named_at_once():
    with pytest.raises(ContentError) as caught:
        parse("a: 1\nb: {c: 1, c: 2}\na: 3\n", "f.yml")
    assert [(each.line, each.column) for each in caught.value.problems] == [(2, 11), (3, 1)]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_another_encoding_is_refused_at_its_first_character(tmp_path: Path, encoding: str):
    line, column, message = refusal_of(tmp_path / "f.yml", "a: 1\n".encode(encoding))
    assert line == 1
    assert column in (1, 2)
    assert "UTF-8" in message or "U+0000" in message


def test_an_invalid_byte_is_found_by_line_and_character(tmp_path: Path):
    found = refusal_of(tmp_path / "f.yml", "a: 1\nbé: ".encode() + b"\xff\n")
    assert found[:2] == (2, 5)
    assert found[2].startswith('expected UTF-8; got byte 0xff, "ÿ" in Windows-1252: save it again')


def test_a_byte_order_mark_is_passed_over_once(tmp_path: Path):
    path = tmp_path / "f.yml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\n")
    data, places = read(path, "f.yml")
    assert data == {"a": 1}
    assert places.at(("a",)).column == 1
    assert refusal_of(path, b"\xef\xbb\xbf\xef\xbb\xbfa: 1\n") == (1, 1, "expected no control characters; got U+FEFF")


def test_line_ends_of_windows_give_the_same_data_and_places(tmp_path: Path):
    path = tmp_path / "f.yml"
    path.write_bytes(b"a: |\r\n  one\r\n  two\r\nb: 1\r\n")
    data, places = read(path, "f.yml")
    assert data == {"a": "one\ntwo\n", "b": 1}
    assert (places.at(("a",), 2).line, places.at(("b",)).line) == (3, 4)


def test_a_file_of_one_megabyte_is_read_and_one_byte_more_is_refused(tmp_path: Path):
    path = tmp_path / "f.yml"
    path.write_bytes(b"a: " + b"x" * (MAX_BYTES - 3))
    assert len(read(path, "f.yml")[0]["a"]) == MAX_BYTES - 3
    assert refusal_of(path, b"a: " + b"x" * (MAX_BYTES - 2)) == (0, 0, f"expected at most {MAX_BYTES} bytes; got more")


def test_a_device_without_end_is_refused():
    with pytest.raises(ContentError, match="expected a file; got a device"):
        read(Path("/dev/zero"), "zero")


@pytest.mark.parametrize(("name", "message"), [("missing.yml", "can't be read: "), (".", "expected a file; got a f")])
def test_what_cannot_be_opened_is_a_problem_of_the_file(tmp_path: Path, name: str, message: str):
    with pytest.raises(ContentError, match=rf"^shown\.yml: {message}"):
        read(tmp_path / name, "shown.yml")


def test_a_problem_is_one_printable_line_whatever_the_file_holds(tmp_path: Path):
    """A tag may hold an escape sequence, a file's name a line end."""
    line, column, message = refusal("a: !x%1B%5B31m%0A y\n")
    shown = str(Problem("a\nb.yml", line, column, message + "\u202e" + "x" * 5000))
    assert shown.isprintable()
    assert shown.startswith("a\\nb.yml:1:4: expected no tags; got !x\\x1b[31m\\n")
    assert len(shown) < 500


def test_a_value_stands_where_its_key_does_and_an_item_where_it_begins():
    _, places = parse("# comment\na:\n  - b: 1\n    c:\n      - x\n      -   y\n", "f.yml")
    spots = {
        (): (2, 1),
        ("a",): (2, 1),
        ("a", 0): (3, 5),
        ("a", 0, "c"): (4, 5),
        ("a", 0, "c", 1): (6, 11),
        ("a", 0, "missing", "deeper"): (3, 5),
    }
    assert {keys: (places.at(keys).line, places.at(keys).column) for keys in spots} == spots
    below = places.under("a", 0)
    assert below.at(("c",)) == places.at(("a", 0, "c"))
    assert below.at(("missing",)) == places.at(("a", 0))


def test_a_line_of_a_literal_block_has_its_own_place_and_a_folded_one_has_not():
    _, places = parse("a: |2\n\n    one\n\n   two\nb: >\n  one\n\n  two\n", "f.yml")
    assert [(places.at(("a",), n).line, places.at(("a",), n).column) for n in (0, 1, 2, 4)] == [
        (1, 1),
        (2, 1),
        (3, 5),
        (5, 4),
    ]
    assert places.at(("b",), 2).line == 6


def test_files_are_sorted_without_hidden_ones_and_a_broken_link_is_not_passed_over(tmp_path: Path):
    for name in ("b.yml", "a/c.yml", ".hidden.yml", ".git/d.yml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "link.yml").symlink_to("nowhere")
    assert [path.relative_to(tmp_path).as_posix() for path in files(tmp_path)] == ["a/c.yml", "b.yml", "link.yml"]


def returns_or_refuses(source: str) -> None:
    try:
        parse(source, "f.yml")
    except ContentError as error:
        problems = error.problems
    else:
        return
    assert problems
    assert all(1 <= each.line <= source.count("\n") + 2 and each.column >= 1 for each in problems)


@given(st.text())
def test_any_text_is_read_or_refused(source: str):
    returns_or_refuses(source)


YAMLISH = st.text(alphabet="ab01 \n\t-:?,[]{}#&*!|>'\"%@`\\~.<=\u00e9\u0085\u2028\ufeff", max_size=60)


@given(YAMLISH)
def test_any_text_of_yamls_own_marks_is_read_or_refused(source: str):
    returns_or_refuses(source)


@given(
    path=st.sampled_from(FILES),
    start=st.floats(0, 1),
    length=st.integers(0, 40),
    put=st.one_of(YAMLISH, st.text(max_size=5)),
)
def test_any_damage_to_a_real_file_is_read_or_refused(path: Path, start: float, length: int, put: str):
    source = path.read_text()[:6000]
    at = int(start * len(source))
    returns_or_refuses(source[:at] + put + source[at + length :])


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, raw: bytes):
    path = tmp_path_factory.getbasetemp() / "bytes.yml"
    path.write_bytes(raw)
    with contextlib.suppress(ContentError):
        data, places = read(path, "f.yml")
        assert data is None or places.at(()).line >= 1
