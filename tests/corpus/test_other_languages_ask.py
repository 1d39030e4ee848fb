"""Questions of other languages are read where no question mark stands, and their words are counted without blanks."""

import pytest
from reading import read

from corpus.lines.plain import count_words

ASKED = [
    ["什么是窑？", "说一下釉的作用", "陶土为什么会开裂？", "泥浆和化妆土的区别"],
    ["Что такое печь?", "Назовите части круга", "Почему глина трескается?", "Разница между ангобом и глазурью"],
    ["¿Qué es un horno?", "Explica las partes", "¿Por qué se agrieta?", "Diferencia entre engobe y esmalte"],
    ["Was ist ein Ofen?", "Nenne die Teile", "Warum reißt Ton?", "Unterschied zwischen Engobe und Glasur"],
    ["Qu'est-ce qu'un four ?", "Citez ses parties", "Pourquoi fend-elle ?", "Différence entre engobe et émail"],
]
ANSWER = {True: "因为它是泥做的，也要用火。", False: "Porque se hace de barro, siempre."}


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked[0])
@pytest.mark.parametrize("one", ["**{0}** {1}\n\n", "- {0}\n  - {1}\n", "{0}\n\n{1}\n\n---\n\n", "{0}\n{1}\n\n\n"])
def test_what_asks_without_a_question_mark_is_a_question(asked: list[str], one: str) -> None:
    answer = ANSWER[asked[0] == "什么是窑？"]
    assert [question for question, _, _ in read("".join(one.format(ask, answer) for ask in asked))] == asked


@pytest.mark.parametrize("number", ["#{}", "1.{}", "## 1.{}"])
def test_a_number_stands_before_an_inverted_question_mark(number: str) -> None:
    asked = ["¿Qué es un horno?", "¿Por qué se agrieta?", "¿Cómo se cuece?"]
    text = "".join(f"{number.format(at)} {ask}\n\nSe hace de barro.\n\n" for at, ask in enumerate(asked, 1))
    assert [question for question, _, _ in read(text)] == asked


@pytest.mark.parametrize(
    ("text", "words"), [("two words", 2), ("线程池复用线程", 4), ("用 Java 线程池", 4), ("é à", 2), ("", 0)]
)
def test_words_are_counted_where_no_blanks_part_them(text: str, words: int) -> None:
    assert count_words(text) == words


def test_a_section_of_few_blanks_beside_questions_is_an_entry() -> None:
    text = "# 线程池\n\n## 1. 优点\n\n- 复用线程，降低创建和销毁的开销\n- 控制并发数量，防止资源耗尽\n\n## 2. 面试\n\n"
    text += "**Q：怎么设置线程数？**\n\nA：看任务类型。\n\n**Q：为什么不用默认的队列？**\n\nA：它没有界限。\n"
    assert read(text)[0] == ("优点", 3, 6)


@pytest.mark.parametrize("heads", ["| Question | Answer |", "| Q | A |"])
def test_short_terms_under_a_heading_of_questions_are_some(heads: str) -> None:
    assert read(f"{heads}\n|---|---|\n| S3 | Storage of objects. |\n| EC2 | Machines. |\n") == [
        ("S3", 3, 3),
        ("EC2", 4, 4),
    ]


@pytest.mark.parametrize("word", ["Билет", "Білет"])
@pytest.mark.parametrize("sign", ["", "№"])
def test_exam_tickets_are_named_by_the_heading_below_their_number(word: str, sign: str) -> None:
    text = "# Морское дело\n\n" + "".join(
        f"## {word} {sign}{number}\n\n### {title}\n\n#### Основное\n\nДуб и сосна.\n\n#### История\n\nДавно.\n\n"
        for number, title in enumerate(("Киль и шпангоуты.", "Мачты, их оснастка", "Паруса"), 1)
    )
    assert read(text) == [
        ("Киль и шпангоуты.", 3, 13),
        ("Мачты, их оснастка", 15, 25),
        ("Паруса", 27, 37),
    ]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("প্রশ্ন", "উত্তর"),
        ("கேள்வி", "பதில்"),
        ("ಪ್ರಶ್ನೆ", "ಉತ್ತರ"),
        ("сұрақ", "жауап"),
        ("Swali", "Jibu"),
        ("კითხვა", "პასუხი"),
    ],
)
def test_sides_are_labelled_in_many_languages(question: str, answer: str) -> None:
    text = "".join(f"{question}: {one}\n{answer}: 7.\n\n" for one in ("Kiln", "Glaze", "Slip"))
    assert read(text, "faq.txt") == [("Kiln", 1, 2), ("Glaze", 4, 5), ("Slip", 7, 8)]


def test_a_danda_stands_behind_a_number() -> None:
    text = "".join(f"{number}। {one}?\nमिट्टी।\n\n" for number, one in zip("१२३", ("भट्ठी", "कुंभ", "चाक"), strict=True))
    assert [question for question, _, _ in read(text, "faq.txt")] == ["भट्ठी?", "कुंभ?", "चाक?"]
