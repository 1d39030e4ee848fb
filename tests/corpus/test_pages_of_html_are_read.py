"""Pages of HTML are read as notes: what does not show is left out with a Finding, entries stand on raw lines."""

import random
import re
import time
from dataclasses import replace
from itertools import pairwise

import pytest
from invariants import check_document
from reading import asked, told

from corpus import Document, parse

TAG = re.compile(r"<!--.*?-->|<[!?/]?[a-zA-Z][^<>]*>", re.DOTALL)


def page(body: str, file: str = "faq.html") -> Document:
    """Read a page, and see that it keeps the promises about its lines."""
    data = f"<html>\n<body>\n{body}\n</body>\n</html>\n".encode()
    document = parse(data, file)
    bare = TAG.sub(lambda tag: "\n" * tag[0].count("\n"), document.text)
    check_document(replace(document, text=bare), data)
    return document


@pytest.mark.parametrize(
    "body",
    [
        "<h2>What is a keel?</h2>\n<p>A spine.</p>\n<h2>What is a mast?</h2>\n<p>A pole.</p>",
        "<dl>\n<dt>What is a keel?</dt><dd>A spine.</dd>\n<dt>What is a mast?<dd>A pole.\n</dl>",
        "<button class='accordion'>What is a keel?</button>\n<div class=panel>A spine.</div>\n"
        "<button class='accordion'>What is a mast?</button>\n<div class=panel>A pole.</div>",
        "<h5><button data-target='#a'>\nWhat is a keel?\n</button></h5>\n<div id=a><hr>A spine.</div>\n"
        "<h5><button data-target='#b'>\nWhat is a mast?\n</button></h5>\n<div id=b><hr>A pole.</div>",
        "<div class='faq-question'><span>What is a keel?</span></div>\n<div class='faq-answer'>A spine.</div>\n"
        "<div class='faq-question'><span>What is a mast?</span></div>\n<div class='faq-answer'>A pole.</div>",
        "<details><summary>What is a keel?</summary>\n<p>A spine.</p></details>\n"
        "<details><summary><b>What is a mast?</b></summary>\n<p>A pole.</p></details>",
        "<p><b>Q: What is a keel?</b></p>\n<p>A: A spine.</p>\n<p><b>Q: What is a mast?</b></p>\n<p>A: A pole.</p>",
        "<p><a name=a><b>1. What is a keel?</b></a>\n<p>A spine.\n"
        "<p><a name=b><b>2. What is a mast?</b></a>\n<p>A pole.",
        "<ol>\n<li>What is a keel?\n<p>A spine.</p></li>\n<li>What is a mast?\n<p>A pole.</p></li>\n</ol>",
        "<h2>What is a keel?<h2>\n<p>A spine.</p>\n<h2>What is a mast?<h2>\n<p>A pole.</p>",
        "<table>\n<tr><td><h3>What is a keel?</h3>\n<p>A spine.</td></tr>\n"
        "<tr><td><h3>What is a mast?</h3>\n<p>A pole.</td></tr>\n</table>",
    ],
)
def test_questions_are_found_however_a_page_marks_them(body: str) -> None:
    document = page(body)
    assert [(one.question, one.answer.strip()) for one in document.entries] == [
        ("What is a keel?", "A spine."),
        ("What is a mast?", "A pole."),
    ]


def test_an_entry_ends_with_what_begins_in_it() -> None:
    card = "<div class=card>\n<h3>What\nis a keel?</h3>\n<div>\n<p>\nA spine.\n</p>\n</div>\n</div>\n"
    body = f"{card}<h3>And a mast?</h3>A pole."
    assert told(page(body)) == [("What is a keel?", "A spine.", 4, 10), ("And a mast?", "A pole.", 12, 12)]


def test_what_an_answer_is_laid_out_with_becomes_markdown() -> None:
    body = (
        "<h2>How is it rigged?</h2>\n<p>With <b>two</b> <code>&lt;ropes&gt;</code> &amp; &lt;i&gt;, see\n"
        "<a href='https://example.org/rig'>the plan</a>:<br>now</p>\n<ul><li>haul</li>\n"
        "<li>belay<ol>\n<li>twice</ol>\n</ul>\n"
        "<pre>\nhaul --all\n\n  belay &gt; log\n</pre>\n"
        "<table><tr><th>rope</th><th>use</th></tr>\n<tr>\n<td>halyard</td>\n<td>hoists</td></tr></table>\n"
        "<pre>one --line</pre><img src='rig.png' alt='the rig'>"
    )
    [entry] = page(body).entries
    assert entry.answer.split("\n") == [
        "With **two** `<ropes>` & `<i>`, see",
        "[the plan](https://example.org/rig):",
        "now",
        "",
        "- haul",
        "- belay",
        "   1. twice",
        "",
        "```",
        "haul --all",
        "",
        "  belay > log",
        "```",
        "",
        "| rope | use |",
        "|---|---|",
        "| halyard | hoists |",
        "",
        "`one --line`",
        "![the rig](rig.png)",
    ]
    assert entry.answer_lines == (4, 5, 5, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 15, 15, 16, 18, 19, 19)


def test_what_does_not_show_is_left_out_with_a_finding() -> None:
    data = (
        b"<!DOCTYPE html>\n<html><head><title>Boats</title>\n<style>p { color: red }</style></head>\n"
        b"<body><nav><a href='/'>Home</a></nav>\n<h2>What is a keel?</h2>\n<p>A spine.</p>\n"
        b"<script>\nvar q = 'What?';\n</script>\n<!-- What? -->\n<footer>Built by hand</footer></body></html>\n"
    )
    document = parse(data, "boats.htm")
    assert told(document) == [("What is a keel?", "A spine.", 5, 6)]
    assert [(one.message, one.start, one.end) for one in document.findings] == [
        ("the head of a page: Boats", 2, 3),
        ("the menu of a page: Home", 4, 4),
        ("a script of a page", 7, 9),
        ("the foot of a page: Built by hand", 11, 11),
    ]


def test_what_stands_outside_of_all_questions_is_no_answer() -> None:
    body = (
        "<div>\n<h3>What is a keel?</h3>\n<p>A spine.</p>\n<h3>What is a mast?</h3>\n<p>A pole.</p>\n</div>\n"
        "<div>\n<p>Other pages on boats.</p>\n</div>"
    )
    document = page(body)
    assert [one.answer for one in document.entries] == ["A spine.", "A pole."]
    assert [(one.message, one.start) for one in document.findings] == [
        ("below the questions of a page: Other pages on boats.", 10)
    ]


@pytest.mark.parametrize("sign", ["(C) 2019", "(C) Copyright 2019", "(c)copyright", "Copyright 2019", "&copy; 2019"])
def test_a_notice_at_the_foot_of_a_page_is_no_answer(sign: str) -> None:
    body = "<b>Q: What is a keel?</b><br>\nA: A spine.<p>\n<b>Q: What is a mast?</b><br>\nA: A pole.\n<hr>\n"
    body += f"{sign} by The Boat Shed and all who sail from it\nunder <a href='a.html'>its rules</a>.<br>\nOf oak.<br>"
    assert [(one.question, one.answer.strip()) for one in page(body).entries] == [
        ("What is a keel?", "A spine."),
        ("What is a mast?", "A pole."),
    ]


def test_windows_and_buttons_of_a_page_are_no_answers() -> None:
    items = "".join(
        f"<div class='faq-item'>\n<div class=question>{ask}</div>\n<div class=answer>{answer * 9}</div>\n</div>\n"
        for ask, answer in (("What is a keel?", "A spine. "), ("What is a mast?", "A pole. "))
    )
    window = "<div class='x'>Open</div>\n<div id='p' class='chat-popup'>\n<p>How may I help?</p>\n<input>\n</div>\n"
    menu = "<button class='menu-toggle'>=</button>\n<p>Boats</p>\n"
    document = page(f"<header>\n{menu}</header>\n<div>\n{items}</div>\n<div id=chatbot>\n{window}</div>")
    assert asked(document) == [
        ("What is a keel?", 9, 10),
        ("What is a mast?", 13, 14),
    ]
    messages = [one.message for one in document.findings]
    assert "a window of a page: Open How may I help?" in messages


def test_a_small_part_without_fields_is_no_window() -> None:
    jar = "<div class='cookie-jar'>\n<h3>What is a mast?</h3>\n<p>A pole.</p>\n</div>\n"
    document = page(f"<h3>What is a keel?</h3>\n<p>{'A spine. ' * 30}</p>\n{jar}")
    assert [one.question for one in document.entries] == ["What is a keel?", "What is a mast?"]


@pytest.mark.parametrize("name", ["chat-log", "chat"])
def test_a_page_that_is_all_chat_is_read(name: str) -> None:
    body = (
        "<h3>What is a keel?</h3>\n<p>A spine.</p>\n<h3>What is a mast?</h3>\n<p>A pole.</p>\n<button>Copy</button>\n"
    )
    assert [one.question for one in page(f"<div class='{name}'>\n{body}</div>").entries] == [
        "What is a keel?",
        "What is a mast?",
    ]


def test_questions_may_share_a_line() -> None:
    body = (
        "<h2>What is a keel?</h2><p>A spine:</p><ul><li>long</li><li>deep</li></ul><pre>a = 1\nb = 2</pre>"
        "<h2>What is a mast?</h2><h3>In short</h3>A pole.<h3>In full</h3><table><thead><tr><th>of</th><th>for</th></tr>"
        "</thead><tbody><tr><td>fir</td><td>sails</td></tr></tbody></table><h2>And a sail?</h2>Cloth."
    )
    document = page(body)
    assert told(document) == [
        ("What is a keel?", "A spine:\n\n- long\n- deep\n\n```\na = 1\nb = 2\n```", 3, 4),
        ("What is a mast?", "### In short\n\nA pole.\n\n### In full\n\n| of | for |\n|---|---|\n| fir | sails |", 4, 4),
        ("And a sail?", "Cloth.", 4, 4),
    ]
    assert document.findings == ()
    assert [[part.heading for part in entry.sections] for entry in document.entries] == [[], ["In short"], []]


def test_a_question_right_behind_the_answer_above_loses_nothing() -> None:
    document = page("<h2>What is a keel?</h2>\n<p>A spine.</p><h2>What is a mast?</h2>\n<p>A pole.</p>")
    assert told(document) == [("What is a keel?", "A spine.", 3, 4), ("What is a mast?", "A pole.", 4, 5)]


@pytest.mark.parametrize("file", ["saved.txt", "saved.md", "saved"])
def test_a_page_is_told_by_its_first_words(file: str) -> None:
    data = b"<!doctype HTML>\n<html><body><h2>What is a keel?</h2>\n<p>A &lt;spine&gt;.</p></body></html>"
    assert told(parse(data, file)) == [("What is a keel?", "A `<spine>`.", 2, 3)]


HOSTILE = [
    "<a ", "<", "<!--", "</", '<a ="<a " ', "<h2>a?</h2>", "<ul><li>a", "<table><tr><td>a", "<pre>a\nb</pre>",
    "<details><summary>a?</summary>b", "<nav>", "<script>", "<title>", "<div class=question>a?", "<dt>a?<dd>b", "<b>a",
    "<pre>\n", "&#", "<code>`", "<p>a\n", "</div>", "<div>", "<h2\n",
]  # fmt: skip


@pytest.mark.parametrize("run", HOSTILE)
def test_no_run_of_tags_takes_long(run: str) -> None:
    data = (run * (60_000 // len(run)) + "x").encode()
    before = time.process_time()
    document = parse(data, "hostile.html")
    assert time.process_time() - before < 10
    assert all(one.lines.end <= other.lines.start for one, other in pairwise(document.entries))


TAGS = [
    "<h2>", "</h2>", "<p>", "</p>", "What is it?", "text", "\n", "\n\n", "<ul>", "</ul>", "<li>", "</li>", "<ol>",
    "<pre>", "</pre>", "<code>", "</code>", "<table>", "</table>", "<tr>", "<td>", "</td>", "</tr>", "<br>", "<hr>",
    "<details>", "<summary>", "</summary>", "</details>", "<div class=question>", "<div class=answer>", "</div>",
    "<b>", "</b>", "<a href='x'>", "</a>", "<button class=accordion>", "</button>", "<dl>", "<dt>", "<dd>", "</dl>",
    "<nav>", "</nav>", "<script>", "</script>", "&lt;b&gt;", "&nbsp;", "<!--", "-->", "<h1>Title", "<h3>Why?",
    "Q: so?", "A: yes", "# x", "```", "---", "<title>", "<img alt=i src=j>",
]  # fmt: skip


@pytest.mark.parametrize("seed", range(5))
def test_any_tags_give_a_document_that_loses_no_line(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(100):
        data = "".join(chance.choices(TAGS, k=chance.randrange(1, 60))).encode()
        check_document(parse(data, "any.html"), data)


@pytest.mark.parametrize("row", ["<tr><td>{}</td><td>{}</td></tr>\n", "<tr>\n  <td>{}</td>\n  <td>{}</td>\n</tr>\n"])
def test_rows_of_a_table_of_questions_are_entries(row: str) -> None:
    head = row.replace("td", "th").format("Question", "Answer")
    told = [("What is a kiln?", "An oven."), ("Name its parts", "Door and hearth."), ("How hot is it?", "Very.")]
    rows = "".join(row.format(*one) for one in told)
    page = f"<html><body>\n<table>\n<thead>\n{head}</thead>\n<tbody>\n{rows}</tbody>\n</table>\n</body></html>\n"
    entries = parse(page.encode(), "faq.html").entries
    assert [(entry.question, entry.answer) for entry in entries] == told


@pytest.mark.parametrize(("start", "number"), [(' start="2"', 2), ("", 1), (' start="two"', 1), (" start='0'", 0)])
def test_numbers_of_a_list_begin_where_the_page_says(start: str, number: int) -> None:
    document = page(f"<h2>How is it tied?</h2>\n<p>Pull, wait:</p>\n<ol{start}>\n<li>hold</li>\n<li>belay</li>\n</ol>")
    assert document.entries[0].answer.endswith(f"{number}. hold\n{number + 1}. belay")


@pytest.mark.parametrize(
    ("head", "top", "called"),
    [
        ("<title>Kilns</title>", "<div class='heading'>Feb 3, 2022</div><div class='title'>Kilns</div>", "Kilns"),
        ("", "<p class='c4 title'><span>Kilns</span></p>", "Kilns"),
        ("<title>Clay</title>", "<div class='title'>Kilns</div>", "Kilns They fire clay."),
        ("", "<h1>Ovens</h1><div class='title'>Kilns</div>", "Ovens"),
    ],
)
def test_what_repeats_the_title_of_a_page_without_a_heading_is_one(head: str, top: str, called: str) -> None:
    data = f"<html><head>{head}</head><body>{top}<div>They fire clay.</div></body></html>".encode()
    document = parse(data, "kilns.html")
    check_document(document, data)
    [(question, _, _, _)] = told(document)
    assert question == called.split(" They")[0]
    assert (document.entries[0].written == question) == (called == question)


@pytest.mark.parametrize(
    ("style", "lead"),
    [
        ("", "<p><span style='color:red;font-weight:bold'>{}</span></p>"),
        ("<style>.c1{{color:#000;font-weight:700}}</style>", "<p class='c1'>{}</p>"),
        ("<style>.c1{{font-weight:700}}</style>", "<p class='c0'><span class='c2 c1'>{}</span></p>"),
    ],
)
def test_what_a_style_sets_bold_is_bold(style: str, lead: str) -> None:
    body = f"<h2>What is a kiln?</h2><p>Hot.</p>{lead.format('Slip')}<p>Glues.</p>"
    [entry] = page(f"{style.replace('{{', '{').replace('}}', '}')}{body}").entries
    assert entry.answer == "Hot.\n\n**Slip**\n\nGlues."


def test_menus_and_feet_are_told_by_their_role() -> None:
    document = page(
        "<div role='navigation'>Home</div><h2>What is slip?</h2><p>Wet clay.</p><div role=contentinfo>By us</div>"
    )
    assert [one.answer for one in document.entries] == ["Wet clay."]
    assert {one.message for one in document.findings} >= {"the menu of a page: Home", "the foot of a page: By us"}
