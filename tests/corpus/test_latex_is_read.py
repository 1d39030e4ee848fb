r"""Documents of LaTeX are read as notes: sections, tests with solutions, \q{…}\a{…}, answers in questions."""

import random
import re
import time
from dataclasses import replace

import pytest
from invariants import check_document, lost_lines
from reading import told

from corpus import Document, parse

BOOK = r"""\documentclass{book}
\usepackage{hyperref} % What is this?
\begin{document}
\chapter{Boats} \label{boats}
% revised last spring
\subsection{What is a keel?}
The \textbf{spine} of a boat, \emph{50\%} of its weight~\cite{may}: $w = \frac{1}{2}b$.
\begin{center}\includegraphics[width=2cm]{keel}\end{center}
\begin{lstlisting}[language=C]
int keel = 1; % kept
\end{lstlisting}

\subsection{What does
  a mast carry?}
``Sails'' --- see \href{https://example.org/rig}{the plan} and \texttt{rig --all}.
\begin{itemize}
  \item main \item[jib] fore
\end{itemize}
\end{document}
Printed twice.
"""
EXAM = r"""\documentclass{exam}
\begin{document}
\begin{questions}
\question[2] What is a halyard?
\begin{solution}
A rope that hoists.
\end{solution}
\question Which one is highest?
\begin{choices}
\choice the boom
\CorrectChoice the truck
\end{choices}
\question Name two spars.
\begin{solution}
\begin{itemize}
\item gaff
\item boom
\end{itemize}
\end{solution}
\end{questions}
\end{document}
"""
TEST = r"""\begin{enumerate}
\item Rope is \textbf{light} or
  \correct{heavy} when wet.
\item Which is a spar?
  \\ \textbf{A}\hspace{1cm} the sheet
  \\ \correct{B}\hspace{1cm} the gaff
\item A keel is made of \\ \answer{oak}

\end{enumerate}
"""


COMMAND = re.compile(r"\\(?:begin|end)\{\w+\}(?:\[[^\[\]]*\])?|\\[A-Za-z]+")


def without_commands(document: Document) -> Document:
    """Return a document whose text has no names of commands: they are no words that could be lost."""
    return replace(document, text=COMMAND.sub("", document.text))


def tex(text: str, file: str = "boats.tex") -> Document:
    """Read a document, and see that it keeps the promises about its lines and loses no word that is no command's."""
    document = parse(text.encode(), file)
    check_document(without_commands(document), text.encode())
    return document


@pytest.mark.parametrize("file", ["boats.tex", "boats.ltx", "boats.txt"])
def test_sections_are_read_with_what_answers_hold(file: str) -> None:
    document = tex(BOOK, file)
    keel, mast = document.entries
    assert (keel.question, keel.lines.start, keel.lines.end, keel.headings) == ("What is a keel?", 6, 11, ("Boats",))
    assert keel.answer.split("\n") == [
        r"The **spine** of a boat, *50%* of its weight [may]: $w = \frac{1}{2}b$.",
        "![](keel)",
        "```",
        "int keel = 1; % kept",
        "```",
    ]
    assert (mast.question, mast.lines.start, mast.lines.end) == ("What does a mast carry?", 13, 18)
    assert mast.answer.split("\n")[0] == "“Sails” — see [the plan](https://example.org/rig) and `rig --all`."
    assert [(one.message, one.start, one.end) for one in document.findings] == [
        ("the preamble of a LaTeX document", 1, 3),
        ("a comment: revised last spring", 5, 5),
        ("below the end of a LaTeX document", 19, 21),
    ]


def test_a_choice_goes_on_over_its_lines() -> None:
    choices = "\\begin{choices}\n\\choice the boom,\n which is low\n\\CorrectChoice the truck,\n on top\n\\end{choices}"
    document = tex(f"\\begin{{questions}}\n\\question Which one is highest?\n{choices}\n\\end{{questions}}\n")
    assert [entry.answer for entry in document.entries] == ["the truck, on top"]


def test_tests_are_read_with_their_solutions() -> None:
    assert told(tex(EXAM)) == [
        ("What is a halyard?", "A rope that hoists.", 4, 7),
        ("Which one is highest?", "the truck", 8, 12),
        ("Name two spars.", "- gaff\n- boom", 13, 19),
    ]


def test_answers_inside_of_questions_are_taken_out() -> None:
    assert told(tex(TEST)) == [
        ("Rope is light or heavy when wet.", "heavy", 2, 3),
        ("Which is a spar?", "the gaff", 4, 6),
        ("A keel is made of …", "oak", 7, 7),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "\\q{What is a keel?}\n\\a{A spine.}\n\n\\q{What is\na mast?}\n\\a{A pole.}\n",
        "\\faq{What is a keel?}{A spine.}\n\n\\faq{What is a mast?}{A pole.}\n",
        "\\begin{question}\nWhat is a keel?\n\\end{question}\n\\begin{answer}\nA spine.\n\\end{answer}\n"
        "\\begin{question}\nWhat is a mast?\n\\end{question}\n\\begin{answer}\nA pole.\n\\end{answer}\n",
        "\\section{What is a keel?}\nA spine.\n\\subsection{What is a mast?}\nA pole.\n",
        "\\begin{enumerate}\n\\item \\textbf{What is a keel?}\n\nA spine.\n"
        "\\item \\textbf{What is a mast?}\n\nA pole.\n\\end{enumerate}\n",
    ],
)
def test_questions_are_found_however_they_are_marked(text: str) -> None:
    assert [one[:2] for one in told(tex(text))] == [("What is a keel?", "A spine."), ("What is a mast?", "A pole.")]


def test_what_stands_in_quotation_marks_or_code_hides_nothing() -> None:
    text = (
        "\\subsection{What is `ballast'?}\n"
        "`Dead' weight, 50\\% of it: $w$, \\verb|trim|, \\texttt{a \\& b}, ```so'' \\$3.\n"
    )
    [entry] = tex(text).entries
    assert entry.answer == "`Dead' weight, 50% of it: $w$, `trim`, `a & b`, “`so” $3."


@pytest.mark.parametrize(("name", "fronts"), [
    ("karte", ("Der Kiel", "Der \\emph{Mast}", "Das Ruder")),
    ("card", ("The keel", "The \\emph{mast}", "The rudder")),
    ("fiche", ("La quille", "Qu'est-ce qu'un \\emph{mât} ?", "Comment barrer ?")),
])  # fmt: skip
def test_environments_with_a_front_are_cards(name: str, fronts: tuple[str, str, str]) -> None:
    backs = (
        "A spine.",
        "\\includegraphics[width=3cm]{img/mast_seen}",
        "\\begin{itemize}\n\\item A blade.\n\\end{itemize}",
    )
    text = "\\begin{document}\n\\section*{Boats}\n" + "\n".join(
        f"\\begin{{{name}}}{{{front}}}\n  {back}\n\n\\end{{{name}}}\n"
        for front, back in zip(fronts, backs, strict=True)
    )
    assert told(tex(text + "\\begin{tabular}{lrc}\n1 & 2\n\\end{tabular}\n\\end{document}\n"))[:2] == [
        (fronts[0], "A spine.", 3, 6),
        (fronts[1].replace("\\emph{", "").replace("}", ""), "![](img/mast_seen)", 8, 11),
    ]


def made(name: str, sides: dict[str, str]) -> str:
    """Write environments of one name, each with its first side as an argument."""
    return "".join(f"\\begin{{{name}}}{{{front}}}\n{back}\n\\end{{{name}}}\n" for front, back in sides.items())


def test_a_card_is_answered_by_its_back_though_that_asks() -> None:
    sides = {"Keel": "What lies below?", "Mast": "What stands up?", "Boom": "What swings?"}
    assert [(one.question, one.answer) for one in tex(made("card", sides)).entries] == list(sides.items())


def test_environments_with_sizes_for_arguments_are_no_cards() -> None:
    sides = {"2cm": "A keel.", "3cm": "A mast.", "4cm": "A boom."}
    assert "3cm" not in [one.question for one in parse(made("column", sides).encode(), "boats.tex").entries]


def test_numbers_alone_on_their_line_count_questions() -> None:
    text = (
        "\\begin{questions}\n\\question[5]\nExplain the mast.\n\\begin{solutionorbox}\nA pole.\n\\end{solutionorbox}\n"
    )
    text += "\\question\n  What is a keel?\n\\begin{solution}\nA spine.\n\\end{solution}\n\\end{questions}\n"
    assert told(tex(text)) == [("Explain the mast.", "A pole.", 2, 6), ("What is a keel?", "A spine.", 7, 11)]


def test_titles_of_statements_are_kept() -> None:
    text = "\\section{Hull}\n\\begin{definition}[Keel]\nThe spine.\n\\end{definition}\n"
    text += (
        "\\begin{satz}[Oak]\n\\end{satz}\nIt lasts.\n\\section{Rig}\n\\begin{figure}[htbp]\nA sail.\n\\end{figure}\n"
    )
    assert [one[:2] for one in told(tex(text))] == [
        ("Hull", "**Keel** The spine.\n**Oak**\nIt lasts."),
        ("Rig", "A sail."),
    ]


def test_titles_of_slides_are_headings() -> None:
    text = "\\documentclass{beamer}\n\\begin{document}\n\\section{Hull}\n"
    text += "\\begin{frame}[t]{The keel}\nA spine.\n\\end{frame}\n\\begin{frame}\n  \\frametitle{The rib}\n\n"
    text += "A bone.\n\\begin{itemize}\n\\item bent\n\\end{itemize}\n\\end{frame}\n"
    assert told(tex(text + "\\end{document}\n")) == [
        ("The keel", "A spine.", 4, 6),
        ("The rib", "A bone.\n- bent", 7, 14),
    ]


def test_a_slide_that_says_something_before_its_title_begins_at_the_title() -> None:
    text = "\\section{Rig}\nOf sails.\n\\section{Hull}\n\\begin{frame}\nOf oak.\n\\frametitle{The keel}\nA spine.\n"
    assert told(tex(text + "\\end{frame}\n"))[1:] == [("Hull", "Of oak.", 3, 5), ("The keel", "A spine.", 6, 7)]


def test_code_between_a_number_and_its_words_stays_in_place() -> None:
    text = "\\begin{questions}\n\\question\n\\begin{verbatim}\nhoist()\n\\end{verbatim}\nWhat does it hoist?\n"
    text += "\\begin{solution}\nA sail.\n\\end{solution}\n\\end{questions}\n"
    assert told(tex(text)) == [("What does it hoist?", "A sail.", 6, 9)]


def test_what_ends_without_words_takes_no_label_away() -> None:
    text = "\\begin{exercise}\n\\begin{center}\n\\end{center}\nName a spar.\n\\end{exercise}\n"
    text += "\\begin{solution}\n\\begin{center}\n\\end{center}\nThe gaff.\n\\end{solution}\n"
    assert told(tex(text)) == [("Name a spar.", "The gaff.", 4, 10)]


HOSTILE = [
    "\\", "{", "}", "\\textbf{", "\\q{", "\\section{", "\\section{a?}b\n", "\\begin{verbatim}\n", "\\begin{itemize}\n",
    "\\item a\n", "\\item \\correct{a}\n", "$", "\\verb|", "%", "\\href{a}{", "\\end{itemize}", "{\\a",
    "\\question a?\n",
    "\\begin{a}{b}{c}", "\\\\ \\textbf{A} x\n", "\\(", "~", " ", "\\q{a?}{b}\n", "\\choice a\n", "\\a{",
    "\\begin{a}{b?}\n",
    "\\begin{a}{{", "\\end{a}\n\n", "\\begin{frame}\n", "\\frametitle{",
]  # fmt: skip


@pytest.mark.parametrize("run", HOSTILE)
def test_no_run_takes_long(run: str) -> None:
    for length in (19_900, 60_000):
        text = run * (length // len(run))
        before = time.process_time()
        parse(text.encode(), "hostile.tex")
        assert time.process_time() - before < 6


def test_any_commands_give_a_document_that_loses_no_line() -> None:
    chance = random.Random(1)
    pieces = [
        "\\section{", "}", "{", "What is it?", "text", "\n", "\n", "\\q{", "\\a{", "\\item ", "\\begin{itemize}",
        "\\end{itemize}", "\\begin{verbatim}", "\\end{verbatim}", "\\begin{solution}", "\\end{solution}", "% note",
        "\\textbf{", "$x$", "\\question ", "\\choice ", "\\CorrectChoice ", "\\begin{choices}", "\\end{choices}",
        "\\begin{card}{", "\\end{card}", "\\begin{frame}", "\\frametitle{",
        "\\correct{", "\\begin{document}", "\\end{document}", "```", "# x", "\\\\", "~", "\\verb|a|",
    ]  # fmt: skip
    for _ in range(400):
        document = tex("".join(chance.choices(pieces, k=chance.randrange(1, 50))))
        assert lost_lines(without_commands(document)) == []


def test_a_question_of_an_examination_goes_on_over_its_lines() -> None:
    text = "\\begin{questions}\n\\question Explain what a keel is\n  made of, and why.\n\\begin{solution}\nOak.\n"
    text += "\\end{solution}\n\\question Name the parts\n  of a sail.\n\n"
    text += "\\question Describe in a few\n  words what a jib is.\n"
    document = parse((text + "\\end{questions}\n").encode(), "boats.tex")
    assert [(one.question, one.answer) for one in document.entries] == [
        ("Explain what a keel is made of, and why.", "Oak."),
    ]
