"""Notes become HTML that runs nothing, loads nothing and keeps every word."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui import render

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "![x](https://example.org/pixel.png)",
    '![x](https://example.org/"onerror="alert(1))',
    '[x](https://example.org/"onmouseover="alert(1))',
    "```<script>\nalert(1)\n```",
    "| <b onclick=alert(1)>a</b> | b |\n|---|---|\n| <script>x</script> | y |",
    "<style>body{display:none}</style>",
    "<form action=https://example.org><input name=q>",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "<!-- comment --><base href=https://example.org>",
]
ALLOWED = {
    *("p", "br", "hr", "strong", "em", "s", "code", "pre", "ul", "ol", "li", "blockquote", "a", "span", "mark"),
    *("h3", "h4", "h5", "h6", "div", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"href", "target", "rel", "tabindex", "role", "aria-label", "class", "style", "start", "dir"}


def tags(shown: str) -> set[str]:
    return set(re.findall(r"</?([a-zA-Z][a-zA-Z0-9]*)", shown))


def attributes(shown: str) -> set[str]:
    return {name for tag in re.findall(r"<[a-z][^>]*>", shown) for name in re.findall(r'\s([a-z-]+)="', tag)}


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_element_or_handler_of_a_note_survives(attack: str) -> None:
    shown = render.passage(attack, ((0, len(attack)),))
    assert tags(shown) <= ALLOWED
    assert attributes(shown) <= ATTRIBUTES
    assert not re.search(r'(href|src)="(?!https?://|mailto:)', shown)


def test_an_image_is_a_link_that_nothing_loads() -> None:
    shown = render.markdown("![the diagram](https://example.org/d.png)")
    assert "<img" not in shown
    assert '<a href="https://example.org/d.png" target="_blank" rel="noopener noreferrer">the diagram</a>' in shown


def test_a_link_inside_the_notes_is_words_alone() -> None:
    assert 'href="' not in render.markdown("[other](other.md) and [up](../x) and [here](#x)")


def test_dollars_and_colons_stay_words() -> None:
    shown = render.markdown("`$LATEST` and $LATEST, cost $5 to $6, :warning: and :material/home:")
    assert "<code>$LATEST</code> and $LATEST, cost $5 to $6, :warning: and :material/home:" in shown


def test_special_names_are_no_emphasis() -> None:
    assert "__init__ is <strong>no</strong> emphasis" in render.markdown("__init__ is __no__ emphasis")


def test_tables_and_code_can_be_scrolled_from_the_keyboard() -> None:
    shown = render.markdown("| a | b |\n|---|---|\n| 1 | 2 |\n\n```\nx = 1\n```\n\n    indented")
    assert '<div class="ab-scroll" tabindex="0" role="region" aria-label="Table"><table dir="auto">' in shown
    assert shown.count('<pre tabindex="0"><code>') == 2


def test_a_line_of_the_notes_stays_a_line() -> None:
    assert "<br" in render.markdown("one statement\nanother statement")


def test_headings_stand_below_those_of_the_card() -> None:
    assert tags(render.markdown("# a\n\n### b\n\n###### c")) == {"h3", "h5", "h6"}


@given(st.text(max_size=300))
def test_any_text_gives_known_elements_alone(text: str) -> None:
    assert tags(render.passage(text, ((0, len(text)),))) <= ALLOWED


@given(st.text(max_size=200), st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200)), max_size=4))
def test_marking_changes_no_word(text: str, spans: list[tuple[int, int]]) -> None:
    ordered = tuple((min(span), max(span)) for span in spans)
    shown, plain = (
        html.unescape(re.sub(r"<[^>]*>", "", one)) for one in (render.passage(text, ordered), render.markdown(text))
    )
    assert re.findall(r"\w", shown) == re.findall(r"\w", plain)
