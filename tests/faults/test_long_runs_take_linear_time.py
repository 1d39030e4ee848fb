"""Runs of one sign or word, however long, in notes, in what is made of notes and in questions: no work of their square.

The limits are seconds of processor time, ten times and more what a case takes (grading: twice); what these once took
was minutes, or more than the limit.
"""

import json
import re
import signal
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import product

import pytest
from archives import ARCHIVES, with_parts
from fakes import FakeEncoder

from corpus import mine_topics, parse
from corpus.formats.texcards import dealt
from corpus.glossary import mine
from corpus.model import Entry
from corpus.units import units
from index.lexical import analyse
from index.pieces import cut
from retriever.conflicts.claims import clauses
from retriever.conflicts.finding import conflicts_among
from retriever.conflicts.quantities import quantities
from retriever.copies import group_copies
from retriever.phrasing import bare
from retriever.spelling import Speller
from retriever.spotcheck.grading import grade
from retriever.spotcheck.points import key_points
from retriever.unmarked import unmarked
from ui.render import inline

LENGTH = 19_900  # of one line: in longer ones hardly anything is looked for
PART = 1_900  # of one statement, likewise
SECONDS = 4

RUNS = (
    *("a", "A", "ab cd ", "1", "1, 2, 3, ", "a-", "a'", ".", "? ", "…", ", ", ": ", "- ", "— ", "_", "*a ", "**", "`"),
    *("(", ")", "(ab) ", "[", "[!a]", "[a](b", "](", "{", "{% faq ", "<", "<a ", "<!--", "> ", "&", "|", "|a", "# "),
    *("~", "\\", '"', " ", "\t", "\u00a0", "\u0315\u0300", "知", "知。", "http://a.b/", "it is not a, ", "max 1 "),
)
"""What is repeated on one line."""

LINES = ("", "a", "- a", "1. a", "What is it?", "> a", "```", "|a|b|", "<details><summary>a?</summary>", "\n# a")
"""Lines that are repeated; there are fewer of them, as each is work of its own."""

HEADS = (
    "# a",
    "{% faq",
    "> [!a]",
    ":::faq a",
    "::: a b",
    "**bold line**",
    "-|-",
    "a {",
    "answer 1",
    "> ",
    "??? a",
    "is it",
)
"""What a run of blanks stands behind, with a short or a long word at the end."""


class LateError(BaseException):
    """The time is up; what takes any exception for damage does not take this one."""


def ends(work: Callable[[], object], seconds: float = SECONDS) -> bool:
    """Say whether work is done in time; a search for a pattern is broken off too."""

    def late(*_: object) -> None:
        raise LateError

    before = signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        work()
    except LateError:
        return False
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    return True


def too_long(work: Callable[[str], object]) -> list[str]:
    """Return the runs for which work on a text takes too long."""
    return [what for what, text in texts() if not ends(partial(work, text))]


def texts() -> Iterator[tuple[str, str]]:
    for run in RUNS:
        yield run, run * (LENGTH // len(run)) + "x"
    for head in HEADS:
        for end in ("x", "x" * (LENGTH // 10)):
            yield head, head + " " * (LENGTH - len(head) - len(end)) + end
    for line in LINES:
        yield line, f"{line}\n" * (LENGTH // 5 // (len(line) + 1))
    yield "digits", "Answer " + "1" * 200 + "x"


def entries(text: str) -> list[Entry]:
    notes = f"## What is it?\n\n{text}\n"
    return list(parse(notes.encode(), "a.md").entries)


def read(text: str) -> None:
    parse(text.encode(), "a.md")
    entries(text)


def compare(text: str) -> None:
    conflicts_among(twice(text[:PART]))
    found = twice(text[: LENGTH // 4])
    mine_topics(found)
    group_copies(found)
    cut_all(found[:20])


def twice(part: str) -> list[Entry]:
    return entries(f"{part}\n\n## What is that?\n\n{part} 5 not\n")


def cut_all(found: Sequence[Entry]) -> None:
    encoder = FakeEncoder(8)
    for entry in found:
        cut(entry, encoder.count, encoder.limit)


STEPS: dict[str, Callable[[str], object]] = {
    "reading": read,
    "comparing": compare,
    "units": units,
    "key points": key_points,
    "words to read": unmarked,
    "short forms": lambda text: list(mine(text)),
    "terms": analyse,
    "shown": inline,
}


@pytest.mark.parametrize("step", STEPS)
def test_no_run_takes_a_step_long(step: str) -> None:
    assert too_long(STEPS[step]) == []


OTHERS = [("a.rst", " :a: ::"), ("a.rst", ".. code::"), ("a.org", ":a:"), ("a.adoc", "----"), ("a.csv", '"a')]


@pytest.mark.parametrize(("file", "line"), OTHERS)
def test_lines_of_other_markup_are_read_in_time(file: str, line: str) -> None:
    assert ends(lambda: parse(f"{line}\n".encode() * (LENGTH // 4), file), 3 * SECONDS)


HTML = "<!doctype html><html><body>"
MADE = [
    ("a.html", HTML + "<pre>" + "\n" * 400_000 + "x</pre>"),
    ("a.html", HTML + "<div>" * 60_000 + "<h2>Is it?</h2><p>Yes.</p>" * 1_000 + "\n</div>" * 60_000),
    ("a.tex", "\\begin{verbatim}\n" * 25_000),
    ("a.tex", "\\begin{itemize}\n\\item What is it?\n" * 6_000),
    ("a.json", json.dumps([{"question": "Is it?", "options": ["yes and no"] * 6_000, "answer": "or not " * 6_000}])),
    ("a.txt", "Q\tA\n---\t---\nWhat is it?\tIt is so.\n\n" * 8_000),
    ("a.csv", "Word,Meaning,Word,Meaning\nkeel,a beam,jib,a sail\n" * 20_000),
    ("a.tex", "\\item x \\ans{A}\n" + " " * 40_000 + "x\n" + "\\item y \\ans{B}\n" * 2),
]


@pytest.mark.parametrize(("file", "text"), MADE, ids=range(len(MADE)))
def test_what_nothing_closes_is_read_in_time(file: str, text: str) -> None:
    assert ends(lambda: parse(text.encode(), file), 3 * SECONDS)


SLIDE, CHAPTER = "ppt/slides/slide1.xml", "OPS/text/c1.xhtml"
NOTE, ENDED = (
    "<?xml version='1.0'?><en-export><note><content><![CDATA[<en-note>",
    "</en-note>]]></content></note></en-export>",
)
OUTLINES = "<?xml version='1.0'?><opml><body>"
MAIL = "From: a@b.org\nTo: c@d.org\nMIME-Version: 1.0\nSubject: x"
NESTED = (
    (".docx", "word/styles.xml", "<s>", "<w:style w:styleId='a'>", "", "</s>"),
    (".docx", "word/document.xml", "<w:p>", "<m:oMath>", "", "</w:p>"),
    (".odt", "content.xml", "<c>", "<body>", "</body>", "</c>"),
    (".odp", "content.xml", "<c><body><presentation>", "<page><p>a</p>", "</page>", "</presentation></body></c>"),
    (".pptx", SLIDE, "<s><cSld>", "<graphicFrame><tbl><tr><tc>", "</tc></tr></tbl></graphicFrame>", "</cSld></s>"),
    (".pptx", SLIDE, "<s><cSld><sp><txBody>", "<p><r>", "</r></p>", "</txBody></sp></cSld></s>"),
    (".pptx", SLIDE, "<s>", "<m:oMath>", "", "</s>"),
    (".pptx", SLIDE, "<s>", "<m:oMathParaPr>", "", "</s>"),
    (".epub", "OPS/book.opf", "<o>", "<item><itemref>", "</itemref></item>", "</o>"),
    (".epub", CHAPTER, "<body>", "<math><mi>", "", ""),
    (".epub", CHAPTER, "<body>", "<aside epub:type='footnote' id='a'>", "", ""),
    (".epub", CHAPTER, "<body>", "<a epub:type='noteref' href='#a'>", "", ""),
    (".enex", "", NOTE, "<div style='--en-codeblock:true'><div>a", "", ENDED),
    (".enex", "", NOTE, "<td><div>a</div>", "", ENDED),
    (".enex", "", NOTE, "<en-crypt>a", "", ENDED),
    (".enex", "", f"{NOTE}{ENDED}", "<resource>a", "", ""),
    (".eml", "", MAIL, ": =?utf-8?q?a?= ", "", "\n\na"),
    (".eml", "", MAIL, 'Content-Type: multipart/mixed; boundary="b"\n\n--b\n', "", ""),
    (
        ".eml",
        "",
        MAIL + "".join(f"\nContent-Type: multipart/mixed; boundary={n}\n\n--{n}" for n in range(300)),
        "\n" * 20,
        "",
        "",
    ),
    (".eml", "", f"{MAIL}\nContent-Type: text/plain; charset=punycode\n\n", "a" * 40, "", ""),
    (".eml", "", f"{MAIL}\nContent-Type: text/plain; charset=none\n\n" * 400, "a\n" * 20, "", ""),
    (".mbox", "", f"From a Fri Jan  5 15:14:00 2024\n{MAIL}\n", "From ", "", ""),
    (".gift", "", "::", "a\\:{", "", ""),
    (".xml", "", "<?xml version='1.0'?><quiz>", "<question>", "</question>", "</quiz>"),
    (".opml", "", OUTLINES, "<outline text='a'>", "</outline>", "</body></opml>"),
    (".opml", "", f"{OUTLINES}<outline text='", "&lt;b&gt;a", "", "'/></body></opml>"),
    (".rtf", "", "{\\rtf1", "{\\footnote a", "", "}"),
    (".rtf", "", "{\\rtf1{\\footnote", "a\\b", "", "}"),
    (".rtf", "", "{\\rtf1{\\fonttbl", "a\\b", "", "}"),
    (".rtf", "", "{\\rtf1", "{\\shp{\\*\\shpinst{\\shptxt a", "", "}"),
)
"""Parts of archives (rich text is all one): their head, what is repeated, what ends that, and their foot."""


@pytest.mark.parametrize(("suffix", "part", "head", "opens", "closes", "foot"), NESTED, ids=range(len(NESTED)))
def test_office_documents_are_read_in_time(
    suffix: str, part: str, head: str, opens: str, closes: str, foot: str
) -> None:
    said = f"{head}{opens * LENGTH}{closes * LENGTH}{foot}"
    data = with_parts(ARCHIVES[suffix][0], {part: said}) if part else said.encode()
    assert ends(lambda: parse(data, f"a{suffix}"))


def test_messages_that_answer_one_another_are_followed_in_time() -> None:
    ids = ((at, at - 1) for at in range(LENGTH // 2, 0, -1))
    box = "".join(f"From a 15:14 \nMessage-ID: <{at}>\nIn-Reply-To: <{last}>\n\n\n" for at, last in ids)
    assert ends(lambda: parse(box.encode(), "a.mbox"))


@pytest.mark.parametrize("sign", ["please ", "in a ", "- ", "(", "a, ", '"', "in aws ", ", " * 4])
def test_what_is_beside_a_question_is_left_out_in_time(sign: str) -> None:
    assert ends(lambda: bare(sign * (LENGTH // 8) + "x", lambda word: True))


@pytest.mark.parametrize("line", ["a) b\nb) c\n", "2024-01-02 12:03:04 INFO request 7 took 12 ms and gave 200\n"])
def test_lettered_lines_and_lines_of_a_log_are_compared_in_time(line: str) -> None:
    assert ends(lambda: conflicts_among(entries(line * (LENGTH // len(line)))), 3 * SECONDS)


def test_many_clauses_of_one_sentence_are_told_apart_in_time() -> None:
    assert ends(lambda: clauses("zzz, " * (LENGTH // 5)))


def test_a_question_of_signs_is_compared_in_time() -> None:
    asked = parse(f"## {'+' * 1400} a b c d e f?\n\nIt is 5.\n".encode(), "a.md").entries
    assert len(asked) == 1
    assert ends(lambda: conflicts_among([*asked, *asked]))


def test_many_macros_that_a_document_defines_are_dealt_in_time() -> None:
    names = map("".join, product("abcdefghi", repeat=4))
    lines = "".join(f"\\newcommand{{\\{name}}}[2]{{}}\n\\{name}{{a}}{{b}}\n" for name in names).split("\n")
    assert ends(lambda: dealt(lines, lines))


def test_a_wide_and_tall_table_is_cut_in_time() -> None:
    wide = LENGTH // 8
    table = "|" + "a|" * wide + "\n|" + "-|" * wide + "\n" + "|x\n" * wide
    assert ends(lambda: cut_all(entries(table)), 3 * SECONDS)


def test_an_answer_to_many_points_is_graded_in_time() -> None:
    points = [f"- X{n} calls a{n} b{n}." for n in range(LENGTH // 48)]
    answer = " ".join(reversed(points))
    assert ends(lambda: grade("What?", "\n".join(points), answer, encoder=FakeEncoder(8)), 3 * SECONDS)


def test_work_that_takes_long_is_told() -> None:
    pattern = re.compile("(?:a+a+)+b")
    assert not ends(lambda: [pattern.match("a" * 16) for _ in range(10**9)], seconds=0.2)
    assert not ends(lambda: pattern.match("a" * 60), seconds=0.2)
    assert ends(lambda: None)


def test_many_unknown_words_are_no_slips() -> None:
    known = dict.fromkeys(
        (f"word{chr(97 + i % 26)}{chr(97 + i // 26 % 26)}{chr(97 + i // 676)}" for i in range(9000)), 1
    )
    speller = Speller(known, lambda word: False)
    line = " ".join(f"q{chr(97 + i % 26)}x{chr(97 + i // 26)}zj" for i in range(400))
    assert ends(lambda: speller.correct(line))
    assert speller.correct(line) == line
    assert speller.correct("wordaab wrodaac") == "wordaab wordaac"


@pytest.mark.parametrize("run", ["1.2.", "1,222", "0 ", "-5 "])
def test_numbers_without_end_are_read(run: str) -> None:
    assert ends(lambda: quantities(run * (4 * LENGTH // len(run))))
