"""Questions that nothing marks are told by standing alone, or by the words and numbers that all of them begin with."""

import pytest
from invariants import check_document
from reading import read

from corpus import parse


def test_lines_that_ask_and_are_paragraphs_of_their_own_are_questions() -> None:
    text = "Guests\n\nMay I smoke?\n\nNo.\n\nIs there a lift?\n\nYes, to the third floor.\n\nStairs after that.\n\n"
    text += "Can you store my skis?\n\nIn the cellar.\n"
    assert read(text, "notes.txt") == [
        ("May I smoke?", 3, 5),
        ("Is there a lift?", 7, 11),
        ("Can you store my skis?", 13, 15),
    ]


def test_lines_that_ask_at_the_head_of_every_paragraph_are_questions() -> None:
    text = (
        "May I smoke?\nNo.\n\nIs there a lift?\nYes.\nTo the third floor.\n\nCan you store my skis?\nIn the cellar.\n"
    )
    assert read(text, "notes.txt") == [
        ("May I smoke?", 1, 2),
        ("Is there a lift?", 4, 6),
        ("Can you store my skis?", 8, 9),
    ]


def test_the_items_of_a_list_in_an_answer_are_no_paragraphs() -> None:
    text = "May I smoke?\nNo.\n\nHow do I get up there?\n1.Take the bus\n2.Walk\n<br>\n3.Ring the bell\n\n"
    text += "Can you store my skis?\nIn the cellar, with\n- boots\n- poles\n"
    assert [(start, end) for _, start, end in read(text, "notes.txt")] == [(1, 2), (4, 8), (10, 13)]


def test_answers_below_lines_that_ask_may_have_several_paragraphs() -> None:
    text = "Guests\n\nMay I smoke?\nNo.\n\nNot on the roof either.\n\nIs there a lift?\nYes.\n\n"
    text += "Can you store my skis?\nIn the cellar.\n\nIt is dry.\n\nIs breakfast late?\nUntil ten.\n\nOr noon.\n"
    assert [(start, end) for _, start, end in read(text, "notes.txt")] == [(3, 6), (8, 9), (11, 14), (16, 19)]


def test_sentences_on_lines_of_their_own_may_ask_without_being_questions() -> None:
    one = "The hut lies high.\nIt is old.\n\n"
    text = "".join(f"{one * 2}Why go {where}?\nThe view is wide.\n\n" for where in ("there", "up", "on", "home"))
    assert len(read(text, "notes.txt")) == 1


def test_a_question_here_and_there_in_prose_is_none() -> None:
    text = "The hut lies high.\nWhy go there?\nThe view is wide.\n\nPaths are steep.\nIs it worth it?\nIt is.\n\n"
    text += "Bring water.\nIs there a spring?\nNo.\n"
    assert len(read(text, "notes.txt")) == 1


ARTICLE = {
    "The hut": "It lies high.\n\nBut why go there?\n\nThe view is wide, and the soup is hot.",
    "The path": "It is steep, yet it can be walked.\n\nHard work, is it not?\n\nBring water.",
    "The spring": "It is a mile further on.\n\nIs it cold? Of course it is, and who would mind?\n\nFill a bottle.",
    "The way down": "Take the other side.",
    "The bus": "It leaves at six.",
}


@pytest.mark.parametrize("heading", ["## {}", "{}\n-------------"])
def test_what_an_article_asks_in_the_midst_of_its_sections_opens_nothing(heading: str) -> None:
    text = "# A walk\n\n" + "".join(f"{heading.format(title)}\n\n{told}\n\n" for title, told in ARTICLE.items())
    assert [question for question, _, _ in read(text, "walk.md")] == list(ARTICLE)


def test_what_is_asked_in_one_section_after_others_opens_entries() -> None:
    text = "".join(f"## {title}\n\n{told.splitlines()[0]}\n\n" for title, told in ARTICLE.items())
    text += "## Asked by guests\n\nThey often do.\n\nMay I smoke?\n\nNo.\n\nIs there a lift?\n\nNo.\n\n"
    text += "Are dogs allowed?\n\nYes.\n"
    asked = [question for question, _, _ in read(text, "walk.md")]
    assert asked[-3:] == ["May I smoke?", "Is there a lift?", "Are dogs allowed?"]


def test_a_word_of_the_writers_own_that_counts_questions_labels_them() -> None:
    text = "Ticket 1. What is a nave?\nThe middle aisle.\n\nTicket 2. Orders of columns\nDoric.\n- Ionic\n\n"
    text += "Ticket 3. Why buttress a wall?\nThe vault pushes.\n"
    assert read(text, "notes.txt") == [
        ("What is a nave?", 1, 2),
        ("Orders of columns", 4, 6),
        ("Why buttress a wall?", 8, 9),
    ]


@pytest.mark.parametrize("word", ["Step", "Chapter"])
def test_what_is_counted_and_does_not_ask_is_no_question(word: str) -> None:
    text = "".join(f"{word} {number}. Stir the pot and wait\nIt thickens.\n\n" for number in range(1, 5))
    assert len(read(text, "notes.txt")) == 1


RULES = {
    4: "The key hangs behind the door of the shed, and whoever takes it\nwrites so into the book.",
    7: "Dogs stay outside.",
    12: "Is wood short, the hut closes.\nWho is inside may stay.",
    13: "Soup is for all.",
}


@pytest.mark.parametrize("shape", ["Rule {} - {}", "Art. {}. {}", "Artigo {}º – {}", "Regel {}: {}"])
@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_paragraphs_that_a_word_and_a_growing_number_name_are_entries(shape: str, gap: str) -> None:
    text = "The rules of the hut\n\n" + "".join(shape.format(*one) + gap for one in RULES.items())
    entries = parse(text.encode(), "rules.txt").entries
    assert [one.question.rstrip(".") for one in entries] == [
        shape.partition(" {}")[0] + f" {number}" + "º" * ("º" in shape) for number in RULES
    ]
    assert [one.answer for one in entries] == list(RULES.values())
    check_document(parse(text.encode(), "rules.txt"), text.encode())


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"Step {one} - Wait for the ferry.\n\n" for one in (1, 2, 3, 4)),
        "".join(f"Rule {one} - Wait for the ferry.\n\n" for one in (1, 2, 2, 4)),
        "".join(f"Rule {one} - Wait for the ferry.\n\nIt comes at noon.\n\n" for one in (1, 2, 3, 4)),
        "".join(f"Hut {one} - open\n\n" for one in (1, 2, 3, 4)),
    ],
    ids=["steps", "numbers that stay", "amid other paragraphs", "a table"],
)
def test_what_a_word_and_a_number_begin_may_be_one_text(text: str) -> None:
    assert len(read(text, "notes.txt")) == 1


def test_numbers_that_a_scanner_misread_are_those_left_out() -> None:
    text = "Ql. Signs of shock\nAns: cold hands\n\nQ2. What is a bolus?\nAns: a fast dose\n\n"
    text += "O3. Who checks it?\nAns: two people\n\nQ4. When is it stopped?\nAns: at rash\n\nI4. Not counted\n"
    assert [(start, end) for _, start, end in read(text, "notes.txt")[:3]] == [(1, 2), (4, 5), (7, 8)]


def test_names_of_speakers_go_where_they_ask_and_answer() -> None:
    text = "**Ada Moor:** Why bees?\n\n**Bo Lund:** They hum.\n\n**Ada Moor:** How many hives?\n\n**Bo Lund:** Six.\n\n"
    text += "In spring eight.\n"
    assert read(text, "talk.md") == [("Why bees?", 1, 3), ("How many hives?", 5, 9)]


def test_a_trouble_is_answered_by_its_cause_and_its_remedy() -> None:
    one = "**Problem:** {}\n**Cause:** air\n**Solution:** open the valve\n\n"
    text = "".join(one.format(what) for what in ("no pressure", "loud pump", "cold water"))
    assert read(text, "pump.md") == [("no pressure", 1, 3), ("loud pump", 5, 7), ("cold water", 9, 11)]
    assert parse(text.encode(), "pump.md").entries[0].answer == "**Cause:** air\n**Solution:** open the valve"


@pytest.mark.parametrize("titles", [("Part One – At sea", "Part Two – Ashore"), ("一、海上", "二、岸上")])
def test_lone_lines_that_begin_like_the_one_over_the_first_question_are_titles(titles: tuple[str, str]) -> None:
    text = f"{titles[0]}\n\n1) What is a bight?\nA loop.\n\n2) What is a fid?\nA spike.\n\n{titles[1]}\n\n"
    text += "3) What is a bollard?\nA post.\n\nA lone line stays\n"
    found = read(text, "notes.txt")
    assert [(start, end) for _, start, end in found if end - start] == [(3, 4), (6, 7), (11, 14)]


def test_the_foot_of_a_page_may_be_a_number_between_strokes() -> None:
    text = (
        "Q1. What is a bight?\nA: A loop.\n\n~ 14 ~\n\nQ2. What is a fid?\nA: A spike.\n\n~ 15 ~\n\nQ3. Why?\nA: So.\n"
    )
    assert [(start, end) for _, start, end in read(text, "notes.txt")] == [(1, 2), (6, 7), (11, 12)]


def test_a_follow_up_before_the_next_question_is_no_question_of_its_own() -> None:
    text = "**Question:** What is a {0}?\n\n**Answer:**\nA knot.\n\n**Follow-up:** Who ties it?\n- Sailors.\n\n---\n\n"
    found = read("".join(text.format(what) for what in ("bight", "fid", "hitch")), "mock.md")
    assert [(start, end) for _, start, end in found] == [(1, 7), (11, 17), (21, 27)]


def test_lines_counted_from_one_on_are_questions_though_the_first_asks_nothing() -> None:
    text = "1. The chart shows a tide.\nRead the range.\n\n2. When is it high?\nAt noon.\n\n"
    text += "3. Name two causes\nMoon, sun.\n\n4. What is a neap?\nA small one.\n"
    assert [start for _, start, _ in read(text, "notes.txt")] == [1, 4, 7, 10]


def test_numbered_lines_of_the_contents_are_headings_where_they_come_again() -> None:
    text = "CONTENTS\n\n  1. Care\n    1.1  What is it for?\n    1.2  My string snaps.\n    1.3  Is wax good?\n\n"
    text += "1. CARE\n\n1.1  What is it for?\n\n  To play.\n\n1.2  My string snaps.\n\n  Wax it.\n\n"
    text += "1.3  Is wax good?\n\n  Yes.\n"
    assert [(start, end) for _, start, end in read(text, "notes.txt")] == [(10, 12), (14, 16), (18, 20)]


def test_questions_and_answers_may_share_a_line_without_a_question_mark() -> None:
    text = "Q. Name the parts of a tackle. A. Standing part and\nhauling part.\n\n"
    text += "Q. What is scope? A. Chain against\ndepth.\n"
    entries = parse(text.encode(), "book.txt").entries
    assert [(one.question, one.answer) for one in entries] == [
        ("Name the parts of a tackle.", "Standing part and\nhauling part."),
        ("What is scope?", "Chain against\ndepth."),
    ]


def test_signs_at_the_head_of_lines_ask_and_answer() -> None:
    text = "week 1\n~~~~~~\n\n? why does demand fall\n! price went up\n\n"
    text += "? who bears the tax\n! the other side\n  always\n\n"
    text += "week 2\n~~~~~~\n\n? lemons\n! bad cars\n"
    assert read(text, "notes.txt") == [("why does demand fall", 4, 5), ("who bears the tax", 7, 9), ("lemons", 14, 15)]


def test_a_blank_line_may_stand_between_signs_that_ask_and_answer() -> None:
    text = "? kinds of tax\n\n! on income, on goods, on land\n\n? `rent`\n\n! what land earns\n\n? who sets it\n"
    assert read(text, "notes.txt") == [("kinds of tax", 1, 3), ("rent", 5, 7)]


def test_the_foot_of_a_page_may_say_of_how_many() -> None:
    text = "Law     Page 1 of 2\nSchool\n\n1. What is an offer?\nA will.\n\n"
    text += "Law     Page 2 of 2\nSchool\n\n2. Why so?\nIt is.\n"
    assert [(start, end) for _, start, end in read(text, "notes.txt")] == [(4, 5), (10, 11)]
    text = "1. What is an offer?\nA will.\nLaw Page 1 of 2 Tax (2021)\n2. Why so?\nIt is.\nLaw Page 2 of 2 Tax (2021)\n"
    assert [(start, end) for _, start, end in read(text, "notes.txt")] == [(1, 2), (4, 5)]


def test_lines_that_ask_under_headings_that_say_so_begin_there() -> None:
    one = "## Question\n\n{}\n\n## Answer\n\nYes.\n\n"
    found = read(
        "# Mail\n\n" + "".join(one.format(ask) for ask in ("Is it open?", "Can I come?", "Are you in?")), "m.md"
    )
    assert [(start, end) for _, start, end in found] == [(3, 9), (11, 17), (19, 25)]


def test_questions_that_nothing_answers_do_not_answer_the_first_of_them() -> None:
    text = "# Bread\n\n## Dough\n\n*What is gluten?*\n\nA protein.\n\n*What is starch?*\n\nA sugar.\n\n"
    text += "*What is rye?*\n\nA grain.\n\n## Oven\n\n"
    text += "*How hot is it?*\n\n*Is it of brick?*\n\n*When is bread done?*\n\n*Who cleans it?*\n"
    document = parse(text.encode(), "bread.md")
    assert [one.question for one in document.entries] == ["What is gluten?", "What is starch?", "What is rye?"]
    assert [one.start for one in document.findings if one.kind == "unanswered"] == [19, 21, 23, 25]


COUNTED = (
    "1. Who may bring a dog?\n Guests\n Staff\n\nAns - Guests\n\n----\n\n2. When is breakfast?\n At six\n At seven\n\n"
)
COUNTED += "Ans - At seven\n\n----\n\n3. What is in the cellar?\n\nAns - Skis\n"


@pytest.mark.parametrize("sign", ["----", "***", "=========="])
def test_questions_between_rules_go_on_where_their_numbers_end(sign: str) -> None:
    text = f"{COUNTED}\n----\n\nGuests come late. Who lets them in?\n The porter\n Nobody\n\n\nAns - The porter\n\n"
    text += "----\n\nIs there a lift?\n\nANS - No\nexplanation: the house is old.\n"
    assert read(text.replace("----", sign))[2:] == [
        ("What is in the cellar?", 17, 19),
        ("Guests come late. Who lets them in?", 23, 28),
        ("Is there a lift?", 32, 35),
    ]


@pytest.mark.parametrize(
    "more",
    [
        "----\n\nGuests come late. Who lets them in?\n\nThe porter does.\n",
        "----\n\nGuests come late.\n\nAns - The porter\n",
        "----\n\nAns - The porter\n",
        "----\n\nAns - Who knows?\n\nNobody.\n",
        "----\n\n- Who lets them in?\n- Who carries bags?\n\nAns - The porter\n",
    ],
)
def test_other_text_between_rules_is_no_question(more: str) -> None:
    assert [start for _, start, _ in read(f"{COUNTED}\n{more}")] == [1, 9, 17]


def test_what_asks_between_a_rule_and_a_question_is_none() -> None:
    text = f"{COUNTED}\n----\n\nReady for more?\n\nSkip them if not.\n\n4. Who cooks?\n\nAns - Ann\n"
    assert [start for _, start, _ in read(text)] == [1, 9, 17, 27]


@pytest.mark.parametrize("quotes", ["“”", '""', "«»"])
def test_what_is_quoted_asks_nothing_where_it_goes_on(quotes: str) -> None:
    said = f"{quotes[0]}What is a ship? A board. Upon it stands whoever dares to leave the land behind.{quotes[1]}"
    text = f"What is a keel?\n\nA spine.\n\nWhat did he say of ships?\n\n{said}\n\nWhat is a mast?\n\nA pole.\n"
    assert [one for one, _, _ in read(text, "notes.txt")] == [
        "What is a keel?",
        "What did he say of ships?",
        "What is a mast?",
    ]


def test_a_quoted_question_asks_whatever_is_said_of_it_behind_the_quote() -> None:
    of = "(asked by two of them in each of the rounds)"
    text = f'"What is a keel?" {of}\n\nA spine.\n\n"What is a mast?" {of}\n\nA pole.\n'
    assert [(start, end) for _, start, end in read(text)] == [(1, 3), (5, 7)]
