"""Notes that were pasted into a fence are notes all the same; code and examples in a fence stay what they are."""

import pytest
from invariants import check_document
from reading import asked

from corpus import parse

BAKING = """- [Where it is from](https://bread.example/notes)
```
🍞 Bread, rare questions
🔹 1. Why does dough rise?
    Because yeast makes gas.
    👉 In the cold:
        it takes a night

🔹 2. Does salt kill yeast?
    ❌ No, it slows it down.

🔹 3. What is a poolish?
Half flour:
    half water
```
# More
"""


def test_numbered_questions_in_one_fence_are_entries() -> None:
    document = parse(BAKING.encode(), "bread.md")
    assert asked(document) == [
        ("Why does dough rise?", 4, 7),
        ("Does salt kill yeast?", 9, 10),
        ("What is a poolish?", 12, 14),
    ]
    assert not any("```" in entry.answer for entry in document.entries)
    assert [finding.start for finding in document.findings if "a mark of a program" in finding.message] == [2, 15]
    check_document(document, BAKING.encode())


@pytest.mark.parametrize("language", ["", "text", "plaintext", "Markdown"])
def test_fences_of_a_card_each_are_read(language: str) -> None:
    card = "```{}\nQ: What is a {}?\nA: A bird.\nIt sings.\n```\n\n"
    document = parse("".join(card.format(language, bird) for bird in ("wren", "finch", "lark")).encode(), "birds.md")
    assert [(one.question, one.answer) for one in document.entries] == [
        (f"What is a {bird}?", "A bird.\nIt sings.") for bird in ("wren", "finch", "lark")
    ]


@pytest.mark.parametrize("language", ["markdown", ""])
def test_a_fence_round_all_of_a_document_goes_and_code_in_it_stays(language: str) -> None:
    code = "```sh\nfeed --daily\n```"
    text = f"\n```{language}\n# Bread\n\n## Starter\n\nFlour and water:\n\n{code}\n\n## Salt\n\nTaste.\n```\n\n"
    document = parse(text.encode(), "bread.md")
    assert [(one.question, one.answer) for one in document.entries] == [
        ("Starter", f"Flour and water:\n\n{code}"),
        ("Salt", "Taste."),
    ]


def test_fences_at_both_ends_of_a_document_are_two() -> None:
    text = "```\nfeed --daily\n```\n\n## What is a poolish?\n\nHalf flour.\n\n## And then?\n\n```\nbake\n```\n"
    document = parse(text.encode(), "bread.md")
    assert [(one.question, one.answer) for one in document.entries] == [
        ("What is a poolish?", "Half flour."),
        ("And then?", "```\nbake\n```"),
    ]


def test_headings_that_ask_in_the_fence_that_holds_most_of_a_document_are_entries() -> None:
    card = "## What is a {}?\n\nA bird.\n\n"
    text = f"# Birds\n\n```\n{''.join(map(card.format, ('wren', 'finch', 'lark')))}```\n"
    assert len(asked(parse(text.encode(), "birds.md"))) == 3


def test_many_answered_questions_in_a_fence_are_entries_beside_others() -> None:
    fence = "".join(f"{number}. What is tone {number}?\n   A sound.\n\n" for number in range(1, 7))
    beside = "".join(f"- Tone {number} is played on a string, not on a drum.\n" for number in range(40))
    document = parse(f"# Tones\n\n{beside}\n```\n{fence}```\n".encode(), "tones.md")
    assert [one.question for one in document.entries[-6:]] == [f"What is tone {number}?" for number in range(1, 7)]


@pytest.mark.parametrize(
    "fence",
    [
        "```python\n# 1. What is this?\na = 1\n# 2. What is that?\nb = 2\n# 3. Why is it?\n```",
        "```\n# 1. What is this?\na = 1\n# 2. What is that?\nb = 2\n# 3. Why is it?\n```",
        "```\n1. What is the host?\n2. What is the port?\n3. Who is it?\n4. What for?\n5. Which key?\n6. Why?\n```",
    ],
    ids=["a language", "comments", "a list of questions"],
)
def test_code_and_examples_stay_in_their_fence(fence: str) -> None:
    prose = "".join(f"Line {number} of the answer says a little more about it.\n" for number in range(12))
    document = parse(f"## How is it set up?\n\n{prose}\n{fence}\n\n## Who does it?\n\nWe do.\n".encode(), "setup.md")
    assert [question for question, _, _ in asked(document)] == ["How is it set up?", "Who does it?"]
    assert document.entries[0].answer.endswith(fence)


def test_answers_in_fences_are_answers() -> None:
    text = (
        "# Brewing\n\n##Q: You want a clear beer. \n\n   How do you get it?\n\n```\nA: Let it stand in the cold.\n\n"
        "   Then rack it.\n```\n\n##Q: You have no hops. What do you take?\n\n```\nA: Yarrow, or bog myrtle.\n``\n\n"
        "##Q: Why is malt dried ?\n\n```\nA: So that it keeps for a year.\n```\n"
    )
    document = parse(text.encode(), "notes.md")
    assert asked(document) == [
        ("You want a clear beer. How do you get it?", 3, 11),
        ("You have no hops. What do you take?", 13, 17),
        ("Why is malt dried ?", 19, 23),
    ]
    assert document.entries[1].answer == "Yarrow, or bog myrtle."


def test_values_in_fences_are_no_choices() -> None:
    text = "## What is in?\n\n```\na: barley\nb: malt\nc: hops\n```\n\n## What is out?\n\n```\na: 1\nb: 2\nc: 3\n```\n"
    document = parse(text.encode(), "notes.md")
    assert [one.answer for one in document.entries] == [
        "```\na: barley\nb: malt\nc: hops\n```",
        "```\na: 1\nb: 2\nc: 3\n```",
    ]
