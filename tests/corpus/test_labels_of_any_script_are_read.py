"""Questions are known by letters, numerals, speakers and flashcards as well, where a document shows that they are."""

from pathlib import Path

import pytest
from reading import read

from corpus import parse
from corpus.shapes.pairs import relabelled

CYRILLIC = """# Право

В: Что такое иск?
О: Обращение в суд.

В: Кто такой истец?
О: Тот, кто обращается в суд.
"""
SPANISH = """**P:** ¿Qué es un delito?
**R:** Una acción penada.

**P:** ¿Quién juzga?
**R:** El tribunal.
"""
ROMAN = """I. What is a contract?
An agreement that binds.
II. Explain consideration
What each side gives.
III. Why are some contracts void?
They break the law.
"""
CARDS = """ribosome::builds proteins

Who pumps sodium?::the sodium pump <!--SR:!2024-06-17,18,250-->

turgor ::: pressure on the wall
"""
QUESTION_MARKS = """What are the phases of the cell cycle?
?
G1, S, G2, M

Describe the way of a protein
?
From the gene to the membrane.
"""
CHAT = """**User:** my container can't reach the database

**Assistant:** Use the name of the service as the host.

**User:** how do I wait for it?

**Assistant:** With a health check.
"""
CHINESE = """第3题 什么是线程？

线程是最小的调度单位。

第十题 什么是锁？

锁保护共享数据。

一百、什么是进程？

进程有自己的内存。
"""
LABELS_AND_NUMBERS = """Question: 3. What is a lock?

It protects data.

Question: 4. What is a mutex?

A lock that has an owner.
"""


@pytest.mark.parametrize(
    ("notes", "questions", "answer"),
    [
        (CYRILLIC, ["Что такое иск?", "Кто такой истец?"], "Обращение в суд."),
        (SPANISH, ["¿Qué es un delito?", "¿Quién juzga?"], "Una acción penada."),
        (
            ROMAN,
            ["What is a contract?", "Explain consideration", "Why are some contracts void?"],
            "An agreement that binds.",
        ),
        (CARDS, ["ribosome", "Who pumps sodium?", "turgor"], "builds proteins"),
        (
            QUESTION_MARKS,
            ["What are the phases of the cell cycle?", "Describe the way of a protein"],
            "G1, S, G2, M",
        ),
        (CHINESE, ["什么是线程？", "什么是锁？", "什么是进程？"], "线程是最小的调度单位。"),
        (LABELS_AND_NUMBERS, ["What is a lock?", "What is a mutex?"], "It protects data."),
        (
            CHAT,
            ["my container can't reach the database", "how do I wait for it?"],
            "Use the name of the service as the host.",
        ),
    ],
)
def test_each_is_an_entry(notes: str, questions: list[str], answer: str) -> None:
    entries = parse(notes.encode(), "notes.md").entries
    assert [entry.question for entry in entries] == questions
    assert entries[0].answer == answer


def test_double_colons_of_code_are_no_flashcards() -> None:
    notes = "# Moving\n\nUse std::move to give it away.\n\n# Locks\n\nstd::lock_guard locks a scope.\n"
    assert [entry.question for entry in parse(notes.encode(), "notes.md").entries] == ["Moving", "Locks"]


def test_a_lone_speaker_is_no_question() -> None:
    notes = "# Roles\n\nUser: somebody with an account.\n\n# Rights\n\nAdmins may delete.\n"
    assert [entry.question for entry in parse(notes.encode(), "notes.md").entries] == ["Roles", "Rights"]


@pytest.mark.parametrize(
    "line",
    ["- **Answer**: It is a store.", "* Answer: It is a store.", "1) **Ans:** It is a store.", "**A**: It is a store.",
     "A\\. It is a store.", "**A\\.** It is a store.", "> **Answer:** It is a store."],
)  # fmt: skip
def test_a_label_goes_whole_however_it_is_marked(line: str) -> None:
    entries = parse(f"## What is it?\n\n{line}\n\n## Who is it?\n\nA person.\n".encode(), "made.md").entries
    assert entries[0].answer.removeprefix("> ") == "It is a store."


def test_no_answer_of_the_seed_documents_begins_with_what_a_label_left_behind() -> None:
    for path in sorted((Path(__file__).parents[2] / "corpus" / "aws").glob("*.md")):
        assert [each for each in parse(path.read_bytes(), path.name).entries if each.answer[0] in ":;,.)]"] == []


def letters(one: str, other: str) -> str:
    return (
        f"Le port\n-------\n{one} Où est la proue ?\n{other} Devant. C'est le nez\n   du bateau.\n\n"
        f"{one} Le moteur s'arrête quand je sors du port par\n   vent fort.\n{other} Nettoyez le filtre.\n\n"
        f"{one} Comment fait-on un nœud de chaise ?\n\n{other} Avec une boucle.\n\n"
        f"{one} Il grince.\n{other} Huilez-le.\n"
    )


@pytest.mark.parametrize(("one", "other"), [("Q.", "R."), ("Q -", "R -"), ("Q:", "R:")])
def test_a_letter_that_follows_each_q_answers_it_though_some_of_them_only_complain(one: str, other: str) -> None:
    entries = parse(letters(one, other).encode(), "faq.txt").entries
    assert read(letters(one, other), "faq.txt") == [
        ("Où est la proue ?", 3, 5),
        ("Le moteur s'arrête quand je sors du port par vent fort.", 7, 9),
        ("Comment fait-on un nœud de chaise ?", 11, 13),
        ("Il grince.", 15, 16),
    ]
    assert [entry.answer.split("\n")[0] for entry in entries][1:] == [
        "Nettoyez le filtre.",
        "Avec une boucle.",
        "Huilez-le.",
    ]


@pytest.mark.parametrize(("one", "other"), [("D.", "R."), ("P)", "R)"), ("F.-", "A.-")])
def test_letters_with_other_signs_ask_and_answer_by_turns(one: str, other: str) -> None:
    text = "".join(
        f"{one} ¿Qué es {what}?\n{other} Una parte del barco.\n   Nada más.\n\n" for what in ("la proa", "la popa")
    )
    entries = parse(text.encode(), "faq.txt").entries
    assert [(entry.question, entry.answer) for entry in entries] == [
        (f"¿Qué es {what}?", "Una parte del barco.\nNada más.") for what in ("la proa", "la popa")
    ]


def test_initials_and_choices_label_nothing() -> None:
    text = (
        "J. Moor and B. Lund?\nB. Lund has left.\n\nJ. Moor stays?\nB. Lund hopes so.\n\nJ. Moor wrote.\nK. Ray read.\n"
    )
    assert all("Moor" in line for line in relabelled(text.split("\n")) if line[:1] == "J")
    assert relabelled(["c. Why?", "d. So.", "c. Who?", "d. We."]) == ["c. Why?", "d. So.", "c. Who?", "d. We."]


def test_choices_between_two_labels_are_none() -> None:
    text = "".join(f"P: ¿Qué es {what}?\nA. parte\nB. puerto\nR: A\n\n" for what in ("la proa", "la popa"))
    assert [line[:2] for line in relabelled(text.split("\n")) if line] == ["Q:", "A.", "B.", "A:"] * 2


def test_a_question_reaches_to_the_label_of_its_answer() -> None:
    text = "Q: What is a kiln?\n\nmine is of brick\n\nA: An oven.\n\nQ: Is it hot?\n\n```\n900 C\n```\n\n**A:** Very.\n"
    found = [(one.question, one.answer) for one in parse(text.encode(), "notes.md").entries]
    assert found == [("What is a kiln? mine is of brick", "An oven."), ("Is it hot?", "```\n900 C\n```\n\nVery.")]
