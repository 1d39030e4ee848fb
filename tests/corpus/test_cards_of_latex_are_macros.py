r"""Macros of LaTeX with two arguments are flashcards where their name, what they ask or their document says so."""

import pytest
from reading import read, told

from corpus import parse
from corpus.formats.texcards import dealt

FRONTS = ("Part that a hull is built on", "What a boom carries", "Sail ahead of the mast", "Rope that hoists")
OAK = "{Oak} is its wood."
BACKS = ("The keel.", "The foot of a sail.", "The jib.", "A halyard.")


def deck(name: str, defined: str = "", before: str = "") -> str:
    """Write a document that is a card a line, with the definition of the macro that they are."""
    cards = "".join(f"\\{name}{{{front}}}{{{back}}}\n\n" for front, back in zip(FRONTS, BACKS, strict=True))
    return f"\\documentclass{{article}}\n{defined}\n\\begin{{document}}\n{before}\n{cards}\\end{{document}}\n"


def questions(text: str) -> list[str]:
    return [question for question, _, _ in read(text, "boats.tex")]


def test_cards_take_as_many_lines_as_they_need() -> None:
    text = (
        "\\begin{document}\n\\Notecard{\nParts of a hull\\\\\nbelow water\n  }{\n\\begin{itemize}\n\\item keel\n\n"
        "\\item rudder\n\\end{itemize}\nBoth are oak.\n}\n\n\\Notecard\n{Spars}\n{gaff and boom}\n"
        "\\Notecard[rig]{Jib}{\nA sail.}\n\\end{document}\n"
    )
    assert told(parse(text.encode(), "boats.tex")) == [
        ("Parts of a hull below water", "- keel\n\n- rudder\nBoth are oak.", 2, 12),
        ("Spars", "gaff and boom", 14, 16),
        ("Jib", "A sail.", 17, 18),
    ]


def test_cards_may_share_a_line() -> None:
    text = "\\card{Keel}{Oak.}\n\\card{Mast}{Fir.} \\card{Boom}{\nAsh.}\n"
    assert read(text, "boats.tex") == [("Keel", 1, 1), ("Mast", 2, 2), ("Boom", 2, 3)]


def test_a_front_keeps_the_lines_of_what_it_shows() -> None:
    text = (
        "\\card{\nWhat does this hoist?\n\\begin{verbatim}\nhoist({)\nbelay()\n\\end{verbatim}\n}{\nA sail.\n}\n"
        "\\card{Mast}{A pole.}\n"
    )
    hoisted, mast = told(parse(text.encode(), "boats.tex"))
    assert (hoisted[0], hoisted[2:], mast) == ("What does this hoist?", (2, 9), ("Mast", "A pole.", 10, 10))
    assert hoisted[1].startswith("```\nhoist({)\nbelay()\n```\n")


def test_questions_that_do_not_ask_may_be_tall() -> None:
    text = "\\qa{\n" + "gaff\n\n" * 5 + "}{Spars.}\n\\qa{Sails}{jib}\n"
    assert [(one[0], one[2]) for one in told(parse(text.encode(), "boats.tex"))] == [
        ("gaff gaff gaff gaff gaff", 1),
        ("Sails", 13),
    ]


@pytest.mark.parametrize("name", ["IndexCard", "flashcard", "qa", "Karteikarte"])
def test_a_name_says_that_macros_are_cards(name: str) -> None:
    assert questions(deck(name)) == list(FRONTS)


def test_questions_say_that_macros_are_cards() -> None:
    text = deck("entry").replace("What a boom carries", "What does a boom carry?").replace("Sail", "Which sail is")
    assert len(questions(text)) == 4
    assert set(questions(deck("entry"))).isdisjoint(FRONTS)


@pytest.mark.parametrize(
    "defined",
    [
        "\\newcommand{\\fc}[2]{\\textbf{#1}\\par #2}",
        "\\renewcommand*\\fc[2]{#1: #2}",
        "\\NewDocumentCommand\\fc { +m +m }\n{#1 #2}",
        "\\DeclareDocumentCommand{\\fc}{m m}{#1 #2}",
        "\\def\\fc#1#2{#1 #2}",
    ],
)
def test_a_document_that_is_made_of_a_macro_of_its_own_says_so(defined: str) -> None:
    assert questions(deck("fc", defined)) == list(FRONTS)


@pytest.mark.parametrize(
    ("defined", "before"),
    [
        ("\\newcommand{\\fc}[3]{#1}", ""),
        ("\\def\\fc#1#2#3{#1}", ""),
        (
            "\\newcommand{\\fc}[2]{#1}",
            "An oak is cut.\n\nIt is split.\n\nIt is bent.\n\nIt is nailed.\n\nIt is oiled.\n",
        ),
    ],
)
def test_other_macros_are_text(defined: str, before: str) -> None:
    assert set(questions(deck("fc", defined, before))).isdisjoint(FRONTS)


def test_macros_that_say_the_same_are_no_cards() -> None:
    text = deck("fc", "\\newcommand{\\fc}[2]{#2}")
    for front in FRONTS:
        text = text.replace(front, "wide")
    assert "wide" not in questions(text)


def test_two_macros_are_not_enough() -> None:
    text = "\\newcommand{\\fc}[2]{#1}\n\\begin{document}\n\\fc{Keel}{Oak.}\n\\fc{Mast}{Fir.}\n\\end{document}\n"
    assert "Keel" not in questions(text)


def test_macros_with_another_number_of_arguments_are_no_cards() -> None:
    text = "\\begin{document}\n\\Notecard{Hull}{Keel}{Oak.}\n\\Notecard{Rig}{Mast}{Fir.}\n\\end{document}\n"
    assert {"Hull", "Rig"}.isdisjoint(questions(text))


def test_macros_in_code_are_shown() -> None:
    text = "\\section{Decks}\n\\begin{verbatim}\n\\card{Keel}{Oak.}\n\\end{verbatim}\nSo it is written.\n"
    [(question, answer, _, _)] = told(parse(text.encode(), "boats.tex"))
    assert (question, "\\card{Keel}{Oak.}" in answer) == ("Decks", True)


@pytest.mark.parametrize("braces", ["\n{\\bf Oak} is its wood.", "\n{\\em Oak}", f"\n{OAK}", "\n{Oak.}", f" {OAK}"])
def test_braces_apart_from_a_question_are_text(braces: str) -> None:
    text = f"\\question{{What is a keel?}}{braces}\n\n\\question{{What is a mast?}}\nA pole.\n"
    assert questions(text) == ["What is a keel?", "What is a mast?"]


@pytest.mark.parametrize("name", ["section", "textbf", "entry"])
@pytest.mark.parametrize("braces", ["{\\em Oak}", OAK, "{Oak.}"])
def test_macros_that_have_one_argument_elsewhere_are_no_cards(name: str, braces: str) -> None:
    text = f"\\{name}{{What is a keel?}}\n{braces}\n\n\\{name}{{What is a mast?}}\nA pole.\n"
    assert questions(text) == ["What is a keel?", "What is a mast?"]


@pytest.mark.parametrize("braces", ["{\\em gaff} is one", "{\\small gaff}", "{gaff} is one"])
def test_braces_below_headings_are_text(braces: str) -> None:
    text = "".join(f"\\section{{{front}}}\n{braces}\nand a boom.\n\n" for front in ("What is it?", "Why?", "Spars"))
    assert [len(answer.split("\n")) for _, answer, _, _ in told(parse(text.encode(), "boats.tex"))] == [2, 2, 2]
    assert dealt(text.split("\n"), text.split("\n")) == text.split("\n")


def test_braces_below_a_card_are_text() -> None:
    text = "\\Notecard{Keel}{Oak.}\n{\\bf Masts} are fir.\n\n\\Notecard{Jib}\n{\\it A sail.}\n"
    assert read(text, "boats.tex") == [("Keel", 1, 2), ("Jib", 4, 5)]


@pytest.mark.parametrize(
    "cards",
    [
        "\\qa\n{Keel}\n{\\bf Oak.}\n\\qa\n{Mast}\n{Fir.}\n",
        "\\Q {Keel} {Oak.}\n\n\\Q {Mast} {Fir.}\n",
        "\\pot\n{What is a keel?}{Oak.}\n\n\\pot\n{Mast} {Fir.} \\par\n",
    ],
)
def test_arguments_may_stand_apart(cards: str) -> None:
    assert [answer for _, answer, _, _ in told(parse(cards.encode(), "boats.tex"))] == ["Oak.", "Fir."]


def test_a_definition_says_that_arguments_stand_apart() -> None:
    text = deck("fc", "\\newcommand{\\fc}[2]{#1: #2}").replace("}{", "}\n{\\bf ")
    assert questions(text) == list(FRONTS)


@pytest.mark.parametrize(
    ("written", "findings"),
    [
        ("\\card[week three]{Jib}{A sail.}", [("the title of a card: week three", 3)]),
        ("\\card[rig \\emph{aft}]\n{Jib}\n{A sail.}", [("the title of a card: rig *aft*", 3)]),
        ("\\begin{flashcard}[Spars]{Jib}\nA sail.\n\\end{flashcard}", [("the title of a card: Spars", 3)]),
        (
            "\\begin{exercise}[Sails]\nJib\n\\end{exercise}\n\\begin{solution}[In short]\nA sail.\n\\end{solution}",
            [("the title of a card: Sails", 3), ("the title of a card: In short", 6)],
        ),
        ("\\card[12pt]{Jib}{A sail.}", []),
        ("\\card[width=wide]{Jib}{A sail.}", []),
        ("\\card{Jib}{A sail.\n\\begin{tabular}[top]{l}aft\\end{tabular}}", []),
    ],
)
def test_what_a_card_is_called_besides_is_a_finding(written: str, findings: list[tuple[str, int]]) -> None:
    document = parse(f"\\card{{Keel}}{{Oak.}}\n\n{written}\n".encode(), "boats.tex")
    assert [(question, answer.split("\n")[0]) for question, answer, _, _ in told(document)][1] == ("Jib", "A sail.")
    assert [(one.message, one.start) for one in document.findings] == findings
