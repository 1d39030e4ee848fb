"""What notes for interviews and exams have in common is read: who asks, what a question is worth, what is around it."""

import pytest
from reading import asked, checked, pairs

NOTES = {
    "an interviewer asks and nobody is named below": (
        """\
Interviewer : What is slip ?

Clay that is stirred into water.

Interviewer: And what do you join with it?

Handles, spouts and feet.

Interviewer: How hot is stoneware fired?

Twelve hundred degrees.
""",
        [
            ("What is slip ?", 1, 3),
            ("And what do you join with it?", 5, 7),
            ("How hot is stoneware fired?", 9, 11),
        ],
    ),
    "what a question is worth is none of its words": (
        """\
# Pottery exam

> **Q (5 marks):** Explain what slip is for.

**Sample answer:**

It joins handles to cups.

**Question (3 points):** What is a kiln?

**Answer:** An oven.
""",
        [("Explain what slip is for.", 3, 7), ("What is a kiln?", 9, 11)],
    ),
    "a question in a quote has its label and its answer": (
        """\
# Ton

## Schlicker

Schlicker ist Ton, der in Wasser aufgeschlämmt ist und über Nacht durch ein Sieb läuft.

> 💭 **Denkfrage:** Kann man damit gießen? Was braucht
> man dazu?
>
> **Antwort:** Ja, mit einer Form aus Gips.

## Glasur

Eine Glasur ist Glas, das auf dem Topf schmilzt und seine Poren für immer schließt.

## Ofen

Ein Ofen wird mit Holz, mit Gas oder mit Strom geheizt und kühlt einen Tag lang ab.
""",
        [
            ("Schlicker", 3, 5),
            ("Kann man damit gießen? Was braucht man dazu?", 7, 10),
            ("Glasur", 12, 14),
            ("Ofen", 16, 18),
        ],
    ),
    "flashcards in a fence are read below their tag": (
        """\
My cards for the editor, and for patterns:

```
#flashcards/keys
`o`::: a line below
`O`::: a line above
`gg`   ::: to the top
`^`:::start of the line
```
""",
        [("o", 5, 5), ("O", 6, 6), ("gg", 7, 7), ("^", 8, 8)],
    ),
    "elements hold a question each": (
        """\
# Quiz

<quiz>
Slip is made of:
- [x] clay and water
- [ ] sand and oil
It is stirred for an hour.
</quiz>

<quiz>
A kiln is always round.
- [ ] True
- [x] False
</quiz>
""",
        [("Slip is made of", 3, 7), ("A kiln is always round.", 10, 13)],
    ),
}


@pytest.mark.parametrize("name", NOTES)
def test_these_notes_are_read(name: str) -> None:
    text, wanted = NOTES[name]
    found = asked(checked(text, "notes.md"))
    assert [(question.rstrip("."), first, last) for question, first, last in found] == [
        (question.rstrip("."), first, last) for question, first, last in wanted
    ]


@pytest.mark.parametrize("letters", ["абвг", "αβγδ", "אבגד", "أبجد", "アイウエ"])
def test_choices_are_lettered_in_any_script(letters: str) -> None:
    choices = "\n".join(
        f"{letter}) {word}" for letter, word in zip(letters, ["clay", "wood", "iron", "glass"], strict=True)
    )
    text = f"### Question 1\nWhat is slip made of?\n\n{choices}\n\n**Answer:** {letters[0]}\n"
    document = checked(text, "quiz.md")
    assert pairs(document) == [("What is slip made of?", letters[0])]
    assert [finding.message for finding in document.findings] == ["options of the question"]


@pytest.mark.parametrize(
    "foot",
    [
        "*Next: [Chapter 3 - Glazes](glazes.md)*",
        "**Next lab:** [Glazes →](/glazes)",
        "[← Previous: Clay](clay.md) | [Next: Glazes →](glazes.md)",
    ],
)
def test_what_leads_on_ends_no_answer(foot: str) -> None:
    text = f"Q1: What is slip?\nA1: Clay and water.\n\nQ2: What is a kiln?\nA2: An oven.\n\n{foot}\n"
    assert [span for _, *span in asked(checked(text, "notes.md"))] == [[1, 2], [4, 5]]


def test_what_a_chat_leaves_of_its_sources_is_no_text() -> None:
    text = """\
## Q1. What is slip?
Clay and water.:contentReference[oaicite:4]{index=4}

## Q2. What is a glaze?

:contentReference[oaicite:5]{index=5}

## Q3. What is a kiln?
An oven【7†source】.
"""
    document = checked(text, "notes.md")
    assert pairs(document) == [("What is slip?", "Clay and water."), ("What is a kiln?", "An oven.")]
    assert "sources" in document.findings[0].message
