"""What notes tell under headings of their own between questions, before and behind them, is found by asking for it."""

import pytest
from reading import read

from corpus import parse

ASKED = (
    "### How hot does it get?\n\nThirteen hundred degrees.\n\n### How long does it cool?\n\nA night.\n\n"
    "### May I open it early?\n\nNot above a hundred degrees.\n\n"
)
QUESTIONS = ["How hot does it get?", "How long does it cool?", "May I open it early?"]
TOLD = "Stand it on stone, a hand from every wall, and let an electrician lay a wire of its own."


@pytest.mark.parametrize("title", ["Installation", "Requirements", "Cones and rings"])
def test_a_section_before_or_behind_questions_is_an_entry(title: str) -> None:
    before = read(f"# Kiln\n\n## {title}\n\n{TOLD}\n\n## FAQ\n\n{ASKED}")
    assert before[0] == (title, 3, 5)
    assert [question for question, _, _ in before[1:]] == QUESTIONS
    behind = read(f"# Kiln\n\n## FAQ\n\n{ASKED}## {title}\n\n{TOLD}\n")
    assert behind[-1] == (title, 17, 19)
    assert [question for question, _, _ in behind[:-1]] == QUESTIONS


def test_a_list_of_notes_between_groups_of_questions_is_an_entry() -> None:
    notes = "## Cones\n\n- **06:** fires at a thousand degrees\n- **6:** stoneware\n- **10:** porcelain, no more\n\n"
    found = read(
        f"# Kiln\n\n## Heat\n\n{ASKED}{notes}## Glaze\n\n### Does it run?\n\nYes, above the cone of its name.\n"
    )
    assert found[3] == ("Cones", 17, 21)


LABELLED = (
    "**Q: What is a kiln?**\nAn oven.\n\n**Q: What is a cone?**\nA gauge.\n\n**Q: What is grog?**\nFired clay.\n\n"
)


@pytest.mark.parametrize(
    "items",
    [
        "- **Slip:** thin clay\n- **Engobe:** a coat\n",
        "- Slip: thin clay\n- Engobe: a coat\n",
        "- **Slip** – thin clay\n- **Engobe** – a coat\n",
        "- `slip`: thin clay\n- `engobe`: a coat\n",
        "- **Slip vs Engobe:** thin or thick\n- **Ash vs Salt:** wood or sea\n",
    ],
)
def test_terms_with_their_meaning_are_an_entry_however_few(items: str) -> None:
    found = read(f"# Pots\n\n## Basics\n\n{LABELLED}## Coats\n{items}\n## Heat\n\n{LABELLED}")
    assert [one for one in found if one[0] == "Coats"] == [("Coats", 14, 16)]
    assert len(found) == 7


def test_items_that_say_nothing_of_a_term_are_none_where_they_are_few() -> None:
    for items in (
        "- **Slip:** thin clay\n",
        "- Bring a pot\n- Bring clay\n",
        "- **Slip:** thin clay\n- Bring a pot\n",
        "Slip: clay\nAsh: wood\n",
    ):
        found = read(f"# Pots\n\n## Basics\n\n{LABELLED}## Coats\n{items}\n## Heat\n\n{LABELLED}")
        assert [question for question, _, _ in found if question == "Coats"] == []
    found = read(f"# Pots\n\n- **Written by:** two potters\n- **Last change:** in May\n\n## Basics\n\n{LABELLED}")
    assert len(found) == 3


def test_an_item_over_a_list_of_its_own_asks_nothing_where_those_above_it_do_not() -> None:
    notes = "## Coats\n- **Slip:** thin clay\n- **Kinds of glaze:**\n  - Ash: runs far\n  - Salt: thrown in\n\n"
    asked = "".join(f"- **What is {word}?** A pot.\n" for word in ("a jug", "a bowl", "a cup", "a vase", "a dish"))
    found = read(f"# Pots\n\n## Basics\n\n{LABELLED}{notes}## Again\n{asked}")
    assert ("Coats", 14, 18) in found
    assert len(found) == 9
    more = "- **The tray**\n  Flat.\n- **What is a tub?**\n  - A pot\n- **The bath**\n  Large.\n- Nothing else\n"
    more += "- **What is a lid?** A cover.\n"
    asked = [question for question, _, _ in read(f"# Pots\n\n## Basics\n\n{LABELLED}{notes}## Again\n{asked}{more}")]
    assert asked[-4:] == ["The tray", "What is a tub?", "The bath", "What is a lid?"]
    under = read(f"# Kiln\n\n{ASKED}Wait.\n- A day\n### The flue\n\nBricks.\n\n{ASKED.replace('?', ' now?')}")
    assert "The flue" in [question for question, _, _ in under]


def test_text_between_rules_ahead_of_questions_is_an_entry() -> None:
    told = "Most of what goes wrong is seen in the log of the kiln. " * 8
    for text, there in ((told, True), ("Written by two potters.", False), (f"# License\n\n{told}", False)):
        found = parse(f"Kiln FAQ\n\nOf last year.\n\n-----\n\n{text}\n\n-----\n\n{LABELLED}".encode(), "kiln.md")
        assert len(found.entries) == 3 + there
        assert (found.entries[0].lines.start == 7) is there
        assert found.entries[0].question_written is not there
        assert found.entries[0].question
        assert [each.start for each in found.findings] == ([1] if there else [1, 7 + text.count("#") * 2])


@pytest.mark.parametrize(
    "text",
    [
        "Good luck!",
        "- What is a cone made of?\n- Explain how a kiln is vented\n- Which clay shrinks the most of all of them?",
        "| Name | Task |\n|---|---|\n| [First pot](first.md) | [throw it on the wheel and fire it](task.md) |\n"
        "| [Second](second.md) | [glaze it and fire it once again](task2.md) |",
        "- [Where it stands](#where)\n- [What it eats of wood and gas](#what)\n- [How it is left to cool](#cool)",
        "- [The potters' guild](https://guild.example)\n- [All about cones, rings and bars](https://cones.example)",
    ],
)
def test_greetings_open_questions_and_links_are_none(text: str) -> None:
    assert [question for question, _, _ in read(f"# Kiln\n\n{ASKED}## More\n\n{text}\n")] == QUESTIONS


@pytest.mark.parametrize("title", ["License", "Contributing", "References", "How to use these notes"])
def test_beside_questions_what_is_about_the_file_is_none(title: str) -> None:
    assert [question for question, _, _ in read(f"# Kiln\n\n## {title}\n\n{TOLD}\n\n## FAQ\n\n{ASKED}")] == QUESTIONS


def test_in_plain_notes_a_section_is_an_entry_however_it_is_called() -> None:
    text = "# Team\n\n## Contents\n\nGlazes, people, plans.\n\n## Contacts\n\nAsk Mirja for the key.\n\n"
    text += "## Roadmap\n\nA second kiln in May.\n\n## Glazes\n\nAsh and clay.\n"
    assert [question for question, _, _ in read(text)] == ["Contacts", "Roadmap", "Glazes"]
    assert [finding.start for finding in parse(text.encode(), "team.md").findings] == [3]
    assert read("# Contacts\n\nAsk Mirja for the key.\n") == [("Contacts", 1, 3)]


def test_parts_of_a_section_that_end_it_are_entries_of_their_own() -> None:
    text = f"# Kiln\n\n## Firing\n\n### Heat\n\n{ASKED.replace('###', '####')}## Records\n\n{TOLD}\n\n"
    text += f"### Book one\n\n{TOLD}\n\n### Book two\n\n{TOLD}\n"
    assert read(text)[3:] == [("Records", 19, 21), ("Book one", 23, 25), ("Book two", 27, 29)]


def test_a_section_of_what_is_no_answer_is_an_entry() -> None:
    asked = [f"**Q:** {ask}\n\n**A:** {TOLD}\n\n---\n\n" for ask in QUESTIONS]
    text = (
        f"{asked[0]}A drawing:\n\n```text\nkiln\n```\n\n### What happens here\n\n{TOLD}\n\n---\n\n{''.join(asked[1:])}"
    )
    assert ("What happens here", 13, 15) in read(text)


def test_what_somebody_asks_an_assistant_for_is_no_section() -> None:
    questions = [*QUESTIONS, "Why does it crack?", "What is a cone?"]
    asked = "".join(f"**Q{at}: {ask}**  \n**A{at}:** {TOLD}\n\n" for at, ask in enumerate(questions, 1))
    text = f"## Kilns\n\n{asked}---\n\nWould you like this formatted as a PDF or cheat sheet for easy reference?\n\n"
    text += "##### You said:\n\ntop 15 questions on kilns (practical)\n\n###### ChatGPT said:\n\n"
    text += "Here are **six harder questions on kilns**, and what heats them:\n\n---\n\n### Hard ones\n\n"
    text += "".join(f"### **{at}. {ask}**\n\n**Answer:**  \n{TOLD}\n\n---\n\n" for at, ask in enumerate(questions, 1))
    assert [question for question, _, _ in read(text, "talk.md")] == questions * 2


MANY = "".join(f"### {at}. How hot is cone {at}?\n\nAs hot as {at} suns.\n\n" for at in range(1, 6))
WORKED = f"## Building it\n\n{TOLD}\n\n### **Approach**\n\n1. Lay a floor.\n2. Raise walls.\n\n"
WORKED += f"### Time\n\nA week of work.\n\n### **Drawing**\n\n{TOLD}\n\n"


@pytest.mark.parametrize("between", [False, True])
def test_a_section_without_questions_keeps_parts_as_high_as_those(between: bool) -> None:
    text = f"# Kiln\n\n## Cones\n\n{MANY}{WORKED}" + ("## Rings\n\n" + MANY.replace("cone", "ring")) * between
    found = read(text)
    assert found[5] == ("Building it", 25, 40)
    assert len(found) == 6 + 5 * between


def test_such_a_section_below_a_list_and_a_task_is_whole() -> None:
    listed = "".join(f"{at}. How hot is cone {at}?\n" for at in range(1, 6))
    text = f"# Kilns\n{listed}\n# Task\n```\n{TOLD}\n```\n\n{WORKED}---\n\n## Cones\n\n{MANY}"
    found = read(text)
    assert found[0] == ("Building it", 13, 28)
    assert [question for question, _, _ in found[1:]] == [f"How hot is cone {at}?" for at in range(1, 6)]


@pytest.mark.parametrize(
    ("title", "told"),
    [("Questions", False), ("Frequently asked questions", False), ("Security questions", True), ("Fragen", False)],
)
def test_what_introduces_the_questions_below_is_none(title: str, told: bool) -> None:
    found = read(f"## {title}\n\nI wrote these down by the kiln.\n\n" + ASKED.replace("###", "##"))
    assert [question for question, _, _ in found] == [title] * told + QUESTIONS


def test_footnotes_belong_to_no_answer() -> None:
    assert read(f"{ASKED}### Footnotes\n\n[1] From a book on kilns.\n")[-1] == (QUESTIONS[-1], 9, 11)


def test_one_part_that_asks_makes_no_questions_of_plain_notes() -> None:
    parts = "".join(f"## {name}\n\nIt is hot.\n\n" for name in ("Kiln", "Cone", "Glaze", "Slip"))
    found = read(f"# Pottery\n\n{parts}### Why slip?\n\nIt binds.\n")
    assert [question for question, _, _ in found] == ["Kiln", "Cone", "Glaze", "Slip", "Why slip?"]


def test_a_heading_at_which_questions_begin_to_look_otherwise_ends_the_answer_above() -> None:
    text = "".join(f"{at}. {one}\n\n   In a night.\n\n" for at, one in enumerate(QUESTIONS, 1)).replace("   In", "In")
    text += f"More on kilns\n-------------\n\n{TOLD}\n\n"
    text += "Q: Who lays it?\n\n   Anna.\n\nQ: Who pays?\n\n   The guild.\n"
    found = read(text, "kilns.txt")
    assert found[2:4] == [(QUESTIONS[2], 9, 11), ("More on kilns", 13, 16)]
    assert len(found) == 6
