"""Quizzes that Moodle takes (GIFT) and gives (XML) are read: what is asked, and of the answers those that are right."""

import pytest
from invariants import check_document
from reading import pairs, told

from corpus import Document, parse

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n<question type="category"><category><text>$course$/top/Clay</text>'
)
HEAD += "</category></question>\n"


def checked(text: str, file: str) -> Document:
    document = parse(text.encode(), file)
    check_document(document, text.encode())
    return document


@pytest.mark.parametrize("file", ["clay.gift", "clay.txt"])
def test_what_is_right_in_braces_answers_what_stands_before_them(file: str) -> None:
    text = (
        "// a comment\n$CATEGORY: $course$/Clay\n\n::Kiln::What is a kiln? {\n\t=an oven#It fires.\n\n\t~a wheel\n}\n\n"
        "Slip is dry. {F#It is wet.}\n\n::Heat:: [html]<p>How <b>hot</b> is it?</p> {#1200:50}\n\n"
        "Clay is {=wedged} by hand.\n\nWhich glaze\\: \\{two\\}? {~%50%matt ~%50%clear ~%-100%raw}\n\n"
        "Match. {\n=bisque -> first\n=glost -> second\n####Both are fired.\n}\n\n"
        "How many? {#=3:1#Right. =%50%4:2 ~%0%5:3}\n"
    )
    document = checked(text, file)
    assert told(document) == [
        ("What is a kiln?", "an oven – It fires.", 4, 8),
        ("Slip is dry.", "False – It is wet.", 10, 10),
        ("How hot is it?", "1200 ± 50", 12, 12),
        ("Clay is […] by hand.", "wedged", 14, 14),
        ("Which glaze: {two}?", "- matt\n- clear", 16, 16),
        ("Match.", "- bisque → first\n- glost → second\nBoth are fired.", 18, 22),
        ("How many?", "- 3 ± 1 – Right.\n- 4 ± 2", 24, 24),
    ]
    assert {entry.headings for entry in document.entries} == {("Clay",)}


def test_braces_in_other_text_make_no_quiz() -> None:
    text = "What is a set?\n\nA set {a, b} holds two.\n\nWhat is empty?\n\nThe set {} is.\n\nf(x) { = x }\n"
    assert [one.question for one in checked(text, "sets.txt").entries] == ["What is a set?", "What is empty?"]
    assert [one.question for one in checked("What is it? {=clay}\n\n{\n\nSo {", "clay.gift").entries] == ["What is it?"]


def test_a_quiz_in_xml_is_read_without_its_wrong_answers() -> None:
    def question(kind: str, asked: str, rest: str) -> str:
        said = f"<questiontext format='html'><text><![CDATA[<p>{asked}</p>]]></text></questiontext>"
        return f"<question type='{kind}'><name><text>n</text></name>{said}{rest}</question>\n"

    def answer(share: int, text: str, more: str = "") -> str:
        return f"<answer fraction='{share}'><text>{text}</text><feedback><text>{more}</text></feedback></answer>"

    choices = answer(100, "an oven", "It fires.") + answer(0, "a wheel", "No.")
    general = "<generalfeedback><text>&lt;p&gt;It is hot.&lt;/p&gt;</text></generalfeedback>"
    sides = "".join(
        f"<subquestion><text>{one}</text><answer><text>{other}</text></answer></subquestion>"
        for one, other in (("bisque", "first"), ("", "third"))
    )
    document = checked(
        HEAD
        + question("multichoice", "What is a <b>kiln</b>?", choices + general)
        + question("truefalse", "Slip is dry.", answer(0, "true") + answer(100, "false"))
        + question("essay", "Why does clay crack?", "<graderinfo><text>It dries unevenly.</text></graderinfo>")
        + question("matching", "Match.", sides)
        + question("description", "Read on.", "")
        + "</quiz>",
        "clay.xml",
    )
    assert pairs(document) == [
        ("What is a kiln?", "an oven – It fires.\n\nIt is hot."),
        ("Slip is dry.", "false"),
        ("Why does clay crack?", "It dries unevenly."),
        ("Match.", "bisque → first"),
    ]
    assert {entry.headings for entry in document.entries} == {("Clay",)}


@pytest.mark.parametrize("text", ["<?xml version='1.0'?><list><item/></list>", f"{HEAD}<question", "<a>"])
def test_other_xml_is_data(text: str) -> None:
    assert checked(text, "clay.xml").entries == ()
