"""Question text comes out as safe HTML on one line and as a tree with the same words, or is refused."""

from __future__ import annotations

import re
from html import escape as html_of
from html.parser import HTMLParser
from typing import Any

import markdown
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator import text
from generator.text import as_html, parse, rules

#: What `html` may make: tag → its attributes.
TAGS = {
    "a": {"href", "title"}, "ol": {"start"}, "td": {"style"}, "th": {"style"}, "pre": {"tabindex"}, "div": {"class"},
    "span": {"class"}, "p": set(), "ul": set(), "li": set(), "em": set(), "strong": set(), "code": set(), "br": set(),
    "hr": set(), "blockquote": set(), "table": set(), "thead": set(), "tbody": set(), "tr": set(),
} | {f"h{n}": set() for n in range(1, 7)}  # fmt: skip


class Page(HTMLParser):
    """Reads HTML as a browser does: its words, and whatever stands in it that must not."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words, self.wrong = "", []
        self.ids: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name not in TAGS.get(tag, set()):
                self.wrong.append((tag, name))
            if name == "href" and not re.match(r"https?://[^/]|mailto:|[\w.#]|$", value or ""):
                self.wrong.append((tag, value))
            if name == "href" and re.match(r"\s*(javascript|vbscript|data):", value or "", re.IGNORECASE):
                self.wrong.append((tag, value))
        if tag not in TAGS:
            self.wrong.append((tag, ""))
        self.words += " " if tag == "br" else ""

    def handle_data(self, data: str) -> None:
        self.words += data


def spoken(nodes: list[Any]) -> str:
    """All words of a tree."""
    said = ""
    for node in nodes:
        if isinstance(node, list):
            said += spoken(node) + "\n"
            continue
        said += node.get("text", "")
        for part in ("body", "items", "head"):
            said += spoken(node.get(part, []))
        for row in node.get("rows", []):
            said += spoken(row)
        said += "" if node["kind"] in {"text", "code", "emphasis", "strong", "link"} and "language" not in node else " "
    return said


def found(source: str) -> list[tuple[int, str]]:
    return list(text.problems(source))


def test_a_page_and_a_sheet_get_the_same_words():
    source = """# A

One *two* **three** `four`.\\
Five [six](https://e.org).

> seven

3. eight

| a | b |
|---|--:|
| c | d |

---

```python
x = 1  # nine
```
"""
    assert found(source) == []
    html = Page(text.html(source))
    assert html.wrong == []
    assert html.words.split() == spoken(text.tree(source)).split()
    assert {"nine", "eight", "d", "six."} <= set(html.words.split())


def test_what_is_not_commonmark_or_a_table_stays_text():
    for source in ("~~a~~", "https://e.org", "www.e.org", "- [ ] a", "a[^1]", "$5 and $10", ":smile:", "{{ 7*7 }}"):
        assert Page(text.html(source)).words.strip() == source.removeprefix("- ")
    assert text.html("~~a~~ https://e.org") == "<p>~~a~~ https://e.org</p>"


def test_a_table_becomes_a_head_rows_and_alignments():
    (table,) = text.tree("| a | b |\n|---|--:|\n| *c* | |\n")
    assert table["align"] == ["", "right"]
    assert table["head"] == [[{"kind": "text", "text": "a"}], [{"kind": "text", "text": "b"}]]
    assert table["rows"] == [[[{"kind": "emphasis", "body": [{"kind": "text", "text": "c"}]}], []]]


def test_a_list_keeps_its_number_and_its_inner_list():
    (outer,) = text.tree("4. a\n   - b\n5. c\n")
    assert (outer["ordered"], outer["start"], len(outer["items"])) == (True, 4, 2)
    assert outer["items"][0][1]["ordered"] is False


def test_code_is_one_line_with_its_line_ends_and_tabs_as_entities():
    html = text.html("```python\nif x:\n\n\ty = '<b>'\n```\n")
    assert "\n" not in html
    assert "\t" not in html
    assert Page(html).words == "if x:\n\n\ty = '<b>'\n"
    assert '<pre tabindex="0">' in html


def test_a_program_in_an_unknown_language_is_shown_as_it_is():
    assert Page(text.code("a < b", "no-such-language")).words == "a < b\n"
    assert Page(text.code("a < b", "")).words == "a < b\n"


def test_one_paragraph_can_stand_without_its_tag_and_two_cannot():
    assert text.inline("a *b*") == "a <em>b</em>"
    assert text.inline("a\n\nb") == "<p>a</p>&#10;<p>b</p>"
    assert text.inline("- a").startswith("<ul>")


def test_plain_text_keeps_words_whole():
    assert text.plain("un*believ*able `f`(x)\nand\\\nmore\n\n- [b](https://e.org)\n") == "unbelievable f(x) and more b"


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("<script>alert(1)</script>", 1),
        ("a\n\n<div>\n\nb", 3),
        ("a\nb <b onclick=x>c</b>", 2),
        ("a `x\ny` z\n<i>b", 3),
        ("a\n[b](https://e.org 'c\nd')\n<i>e", 4),
        ("- a\n- b\n  - <i>c", 3),
        ("> a\n> <!-- b -->", 2),
        ("| a |\n|---|\n| b |\n| <i>c |", 4),
        ("a <?php ?>", 1),
        ("a <!DOCTYPE x>", 1),
        ("a <![CDATA[b]]>", 1),
        ("# a <i>b", 1),
    ],
)
def test_raw_html_is_refused_on_its_line_wherever_it_stands(source: str, line: int):
    assert found(source)[0][0] == line
    assert "raw HTML" in found(source)[0][1]
    assert Page(text.html(source)).wrong == []


UNSAFE = [
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "vbscript:x",
    "data:text/html,x",
    "data:image/png;base64,x",
    "java&#10;script:x",
    "java&#9;script:x",
    "&#1;javascript:x",
    "javascript&colon;x",
    "&#x6A;avascript:x",
    "java%0ascript:x",
    "//host/x",
    "\\\\\\\\host/x",
    "\\\\host",
    "/\\\\host",
    "/root",
    "https:host",
    "https:///host",
    "https:\\\\host",
    "http:/host",
    "file:///etc/passwd",
    "blob:x",
    "a:b",
    "./a:b",
    "ftp://host",
    "?q",
    "../a b",
    "",
]


@pytest.mark.parametrize("url", UNSAFE)
def test_an_unsafe_link_is_refused_and_never_made(url: str):
    for source, line in [
        (f"a\n[b](<{url}>)", 2),
        (f"a\n\n- b\n- c\n  [d](<{url}>)", 5),
        (f"| a |\n|---|\n| b |\n| [c](<{url}>) |", 4),
        (f"[a]\n\n[a]: <{url}>", 3),
        (f"a\n\n[unused]: <{url}>", 3),
        (f"> [b]: https://e.org\n>\n> [b]: <{url}>", 3),
    ]:
        assert [(at, "expected a link" in message) for at, message in found(source)] == [(line, True)], source
        assert Page(text.html(source)).wrong == []
        assert "link" not in str(text.tree(source)) or "e.org" in source


@pytest.mark.parametrize(
    "url",
    ["https://e.org", "http://e.org/a?b=c#d", "mailto:a@e.org", "../rounds/knitting.html", "knitting.html#x-1", "#x"],
)
def test_a_safe_link_is_kept_as_written(url: str):
    source = f"a\nb [c]({url})"
    assert found(source) == []
    assert list(text.mentions(source)) == [(2, "link", url)]
    assert f'href="{url}"' in text.html(source)


@pytest.mark.parametrize("source", ["![a](b.png)", "![a](https://e.org/b.png)", "![a][b]\n\n[b]: c.png"])
def test_an_image_is_refused_and_never_made(source: str):
    assert found(source) == [(1, f'expected no image; got "{"c.png" if "[b]" in source else source[5:-1]}"')]
    assert "img" not in text.html(source)


def test_all_that_is_wrong_in_a_text_is_named_at_once():
    assert [line for line, _ in found("<b>\n\na <i> b\n![c](d)\n[e](javascript:f)\n")] == [1, 3, 4, 5]


def test_a_language_is_given_with_the_line_of_its_fence():
    assert list(text.mentions("a\n\n- ~~~ sql x\n  y\n  ~~~\n\n```\nz\n```\n")) == [(3, "language", "sql")]
    assert text.has_lexer("sql")
    assert not text.has_lexer("no-such-language")


@pytest.mark.parametrize(
    "source",
    ["> " * 100 + "a", "- " * 100 + "a", "".join("  " * n + "- a\n" for n in range(100)), "*" * 60 + "a" + "*" * 60,
     "**a *b " * 40 + " b* a**" * 40],
)  # fmt: skip
def test_deep_nesting_is_refused_rather_than_dropped(source: str):
    ((_, message),) = found(source)
    assert message.endswith("nested less deeply")


def test_what_is_not_refused_is_nested_so_little_that_nothing_is_dropped():
    for depth in range(1, 30):
        source = "> " * depth + "word"
        assert bool(found(source)) or "word" in spoken(text.tree(source))
    assert found("> " * 15 + "word") == []


def test_a_text_has_a_limit_of_bytes():
    assert found("é" * (text.MAX_BYTES // 2)) == []
    assert found("é" * (text.MAX_BYTES // 2) + "a") == [(1, "expected at most 32768 bytes of text; got 32769")]


@pytest.mark.parametrize(
    "part",
    ["[", "![", "[a](", "[[]", "<![CDATA[", "<a ", "# a\n", "**a ", "_a *b ", "`a``b", "|a", "> [\n", "- a\n", "~~~\n",
     "[a]: b\n", "*[", "\\", "&#", "<", "a\n***\n"],
)  # fmt: skip
def test_a_long_text_of_a_hostile_pattern_is_either_refused_or_kept_to_the_last_word(part: str):
    source = "first " + part * (text.MAX_BYTES // 5 // len(part)) + " last"
    if not found(source):
        html = Page(text.html(source))
        assert html.wrong == []
        if "]:" not in part:  # a definition says nothing
            assert html.words.split()[-1].endswith("last")
            assert html.words.split() == spoken(text.tree(source)).split()


MARKS = [*"ab1 \n\t*_`~[]()<>!#|-:.=+&;\"'\\/{}", "\n\n", "```", "](", "javascript:", "<b>", "é", "&lt;", "    "]
MARKISH = st.lists(st.sampled_from(MARKS), max_size=60).map("".join)


@given(st.one_of(MARKISH, st.text(max_size=200)))
def test_whatever_is_written_html_is_one_safe_line_with_the_words_of_the_tree(source: str):
    html = text.html(source)
    assert "\n" not in html
    assert "\t" not in html
    assert "<script" not in html.lower()
    page = Page(html)
    assert page.wrong == []
    assert page.words.split() == spoken(text.tree(source)).split()


@given(MARKISH)
def test_whatever_is_not_refused_reads_the_same_to_the_lenient_parser(source: str):
    """Nothing that `problems` passes is text to one parser and a link or tag to the other."""
    if not found(source):
        assert text.html(source) == as_html._one_line(
            parse.STRICT.renderer.render(parse.LENIENT.parse(source), parse.STRICT.options, {})
        )


@given(st.one_of(MARKISH, st.text(max_size=100)))
def test_any_text_can_be_searched_for_problems_links_languages_and_words(source: str):
    last = source.count("\n") + source.count("\r") + 1
    assert all(1 <= line <= last for line, *_ in [*text.problems(source), *text.mentions(source)])
    assert "\n" not in text.plain(source)


LINES = st.text(
    alphabet=st.one_of(
        st.sampled_from("#*_`[](){}<>|&\\!~^=$:+-.1a \t'\"/;@%?"),
        st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cn"]),
    ),
    min_size=1,
    max_size=40,
).filter(lambda line: line == line.strip() and line)


PAGE = markdown.Markdown(extensions=["tables", "attr_list", "md_in_html", "pymdownx.superfences", "toc"])


def as_page(source: str) -> str:
    return PAGE.reset().convert(source)


@given(LINES)
def test_any_title_in_a_heading_comes_out_as_the_same_text(title: str):
    html = as_page(f"# {text.escape(title)}\n\nbody\n")
    assert re.fullmatch(r'<h1 id="[^"<>]*">[^<>]*</h1>\n<p>body</p>', html)
    assert Page(html).words == f"{title}\nbody"


@given(LINES)
@example("- a")
@example("1. a")
@example("7) a")
@example("+ a")
@example("a\tb")
def test_any_title_in_a_list_a_link_or_a_cell_comes_out_as_the_same_text(title: str):
    md = text.escape(title)
    assert Page(as_page(f"- {md}\n- {md}\n")).words.split() == [*title.split(), *title.split()]
    assert as_page(f"- {md}\n").count("<li>") == 1
    linked = as_page(f"[{md}](a.md)")
    assert linked.startswith('<p><a href="a.md">')
    assert Page(linked).words == title
    cells = as_page(f"| a | b |\n| --- | --- |\n| {md} | c |\n")
    assert cells.count("<td>") == 2
    assert Page(cells).words.split() == ["a", "b", *title.split(), "c"]


def test_an_escaped_title_gives_an_address_of_its_words():
    assert '<h1 id="two-pointer-c-go">' in as_page(f"# {text.escape('Two-pointer: C++ & *Go*')}")


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("# T\n\n``` a b c d\n<script>alert(1)</script>\n```\n", 4),
        ("# T\n\n- a\n\n      <script>x</script>\n", 5),
        ("# T\n\n[a]( javascript:alert(1) \"x\" y)\n", 3),
        ("# T\n\n[a](java script:x)\n", 3),
        ("# T\n\n`[a]: javascript:x`\n", 3),
        ("# T\n\n[a](https://e.org){: onclick=alert(1) }\n", 3),
        ("# T\n\n<b>x</b>\n", 3),
    ],
)  # fmt: skip
def test_a_guide_may_hold_nothing_that_only_python_markdown_takes_for_html(source: str, line: int):
    assert [at for at, _ in text.page_problems(source)] in ([line], [line, line])


def test_a_guide_may_hold_links_code_and_braces():
    source = "# T\n\n[a](../rounds/knitting.md), [b](https://e.org/x).\n\n```yaml\ndays: {mon: 90}\n```\n\n1 < 2\n"
    assert list(text.page_problems(source)) == []


PLAINLY = st.text(st.one_of(st.sampled_from("aZé .,:;'\"()!?-–—#+=|~^$/1%@\n\t\u00a0"), st.characters()), max_size=60)


@given(PLAINLY)
@example("1. a")
@example("a  \n")
@example('He said "no" & left')
@example("http://a.b/c and ~~~ and | and $1 = #2")
def test_plain_words_come_out_as_the_parser_would_give_them(source: str):
    """Most fields are plain words and skip the parser; whether they do makes no difference."""
    parsed = parse.STRICT.renderer.render(parse.STRICT.parse(source), parse.STRICT.options, {})
    assert text.html(source) == as_html._one_line(parsed)
    if parse.is_plain(source):
        assert not [token for token in parse.LENIENT.parse(source, {}) if token.type not in PARAGRAPH]


_PIECES = (
    "- ", "1. ", "> ", ">", "*", "**", "_", "__", "a", "é1", " ", "  ", "    ", "\n", "[", "]", "](b)", "]: c", "<",
    "<b", "&", "`", "```", "!", "|", "\t", "+ ", "2) ", "\\",
)  # fmt: skip


@given(st.lists(st.sampled_from(_PIECES), max_size=40).map("".join))
@example("- 1. " * 7 + "a")
@example("a_b" * 20)
@example("_" * 14 + "a" + "_" * 14)
@example("> " * 7 + "- a")
def test_what_is_let_through_without_a_parser_has_nothing_wrong_in_it(source: str):
    if rules._is_harmless(source):
        assert max([level for _, level, _ in parse.located(parse.LENIENT.parse(source))], default=0) <= text.MAX_NESTING
        assert parse.LENIENT.parse(source) == parse.STRICT.parse(source)


PARAGRAPH = ("paragraph_open", "inline", "paragraph_close")


@given(st.lists(st.sampled_from(["[a](b.html)", "<https://a.b>", "[a]", "[a]: b", "```py\n", "~~~", "\n", "(", "x "])))
def test_every_mention_is_found_by_the_shortcut_that_looks_for_its_marks(pieces: list[str]):
    source = "".join(pieces)
    tokens = parse.located(parse.STRICT.parse(source))
    named = [token for _, _, token in tokens if token.type == "link_open" or parse.language_of(token)]
    assert len(list(text.mentions(source))) == len(named)


@pytest.mark.parametrize(
    "line", ["2*3*4", "*a* _b_ `c`", "[x](https://example.org)", "1. a", "# a", "> a", "- a", "<b>&amp;"]
)
def test_a_line_is_shown_as_written_by_whatever_reads_commonmark(line: str) -> None:
    written = text.Verbatim(line)
    shown = html_of(line)
    assert text.inline(written) == shown
    assert text.html(written) == f"<p>{shown}</p>"
    assert text.plain(written) == line
    assert text.tree(written) == [{"kind": "paragraph", "body": [{"kind": "text", "text": line}]}]
