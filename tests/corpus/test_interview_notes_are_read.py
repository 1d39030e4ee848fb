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
    "titles like those over questions end answers": (
        """\
# Pottery

**Q: Slip:**
Clay and water.

**Q: Bisque:**
Clay that was fired once.

## Kilns
- **Wood:** smoke and ash for two days.
- **Gas:** a clean flame that can be turned down.
- **Current:** the easiest heat to hold.

## Clays
- **Stoneware:** dense and grey.
- **Porcelain:** white and hard to throw.

## Glazes
**Q: Celadon:**
A green glaze with iron in it.

**Q: Tenmoku:**
A dark one with more.

**Q: Shino:**
A white one with pits.

## Wheels
- **Kick wheel:** a heavy disc that the foot keeps turning.
- **Electric wheel:** a motor under the head, and a pedal.

## Viva
**Q: Who throws?**
A thrower.

**Q: Who fires?**
A stoker.

**Q: Who packs?**
Whoever breaks least.
""",
        [
            ("Slip", 3, 4),
            ("Bisque", 6, 7),
            ("Kilns", 9, 12),
            ("Clays", 14, 16),
            ("Celadon", 19, 20),
            ("Tenmoku", 22, 23),
            ("Shino", 25, 26),
            ("Wheels", 28, 30),
            ("Who throws?", 33, 34),
            ("Who fires?", 36, 37),
            ("Who packs?", 39, 40),
        ],
    ),
    "a conclusion beside questions is an entry": (
        """\
# Slip

## Kinds of slip

Casting slip is thin, flows into moulds of plaster and is poured out after a while.

## Question

**Q:** What is slip for?

**A:** It joins handles to cups.

## Key takeaways

- Slip is only clay and water, and it must match the clay of the pot.
- Joints are scored before the slip goes on.

➡️ Next: [2.8 Glazes](./glazes)
""",
        [("Kinds of slip", 3, 5), ("What is slip for?", 9, 11), ("Key takeaways", 13, 16)],
    ),
    "what an answer asks at its end fills no gap in the counting": (
        """\
### Q1. What is slip?

Clay and water.

### Q2. What is a glaze?

Glass that is melted on a pot.

The idea: "How much heat should this pot take?"

---

### Q5. What is a kiln?

An oven.
""",
        [("What is slip?", 1, 3), ("What is a glaze?", 5, 9), ("What is a kiln?", 13, 15)],
    ),
    "what stands below links of its subject is read": (
        """\
# Throwing

## Centring

Press the clay down until it runs true.

# Glazing

1. https://glazes.example/iron
2. https://glazes.example/ash

## Dipping

Hold the pot with tongs for three seconds.
""",
        [("Centring", 3, 5), ("Dipping", 12, 14)],
    ),
    "advice is no question": (
        """\
# Interview

## What is slip?

Clay and water.

## What is a glaze?

Glass on a pot.

## Final tips

1. **Show genuine interest** in the kiln of the workshop
2. **Explain your thought process** while you throw
3. **Tell the truth** about pots that cracked, and what you learnt
4. **Follow up** with a note of thanks
""",
        [("What is slip?", 3, 5), ("What is a glaze?", 7, 9), ("Final tips", 11, 16)],
    ),
    "troubles in bold ask for help": (
        """\
# Pottery

**Q1: What is slip?**
Clay and water.

## Troubles

**Error 1: "Glaze runs off"**
```
Make it thicker.
```

**Error 2: "Pot cracks"**
Dry it slower.

**Problem: the handle falls off**
Score the joint.
""",
        [
            ("What is slip?", 3, 4),
            ('Error 1: "Glaze runs off"', 8, 11),
            ('Error 2: "Pot cracks"', 13, 14),
            ("Problem: the handle falls off", 16, 17),
        ],
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
    "sections below a conversation stand for themselves": (
        """\
# Which kiln should a beginner buy?

An electric one with a controller, as it needs no chimney and no watch at night.

🧑 Interviewer, at the door: what is slip?

🙋 Clay and water.

🧑 Interviewer, at the wheel: what is centring?

🙋 To make the clay run true.

🧑 Interviewer, at the kiln: when is it opened?

🙋 Below a hundred degrees.

## The short answer

Buy the kiln that the next workshop has, so that somebody can help with its controller.

## More questions

### Does it need a permit?

Seldom; ask the landlord.

### Does it smell?

Wax and paper do when they burn off.
""",
        [
            ("Which kiln should a beginner buy?", 1, 3),
            ("Interviewer, at the door: what is slip?", 5, 7),
            ("Interviewer, at the wheel: what is centring?", 9, 11),
            ("Interviewer, at the kiln: when is it opened?", 13, 15),
            ("The short answer", 17, 19),
            ("Does it need a permit?", 23, 25),
            ("Does it smell?", 27, 29),
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


@pytest.mark.parametrize(
    "below", ["1. What is slip?\n2. What is a kiln?\n3. What is a glaze?\n", "Q: Who throws?\nA: I.\n"]
)
def test_text_that_no_heading_names_is_an_entry(below: str) -> None:
    said = " ".join(["A wheel that runs true throws a pot that stands true, so mend it first."] * 6)
    document = checked(f"{said}\n\n{said}\n\n---\n\n{below}", "notes.md")
    assert asked(document)[0][1:] == (1, 3)
    assert not document.entries[0].question_written


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
        "Next: Glazes, and how they melt",
        "*End of Section 13: Slip and Engobe*",
        "------------- End of Viva Notes -------------",
        "For more tasks of the workshop, checkout my YouTube here: https://pots.example",
    ],
)
def test_what_leads_on_or_advertises_ends_no_answer(foot: str) -> None:
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
