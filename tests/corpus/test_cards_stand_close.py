"""Flashcards are cut apart where no blank line parts them, and when they come as rows of a sheet."""

import pytest
from reading import asked, read, told

from corpus import parse


def test_a_question_mark_on_its_own_line_ends_a_front_below_another_card() -> None:
    text = b"What is a wren?::A bird\nWhich fish is flat?\n?\nA plaice\nWhat is an owl?\n?\nA bird\nof the night\n"
    assert told(parse(text, "cards.md")) == [
        ("What is a wren?", "A bird", 1, 1),
        ("Which fish is flat?", "A plaice", 2, 4),
        ("What is an owl?", "A bird\nof the night", 5, 8),
    ]


def test_a_front_of_several_lines_stays_one() -> None:
    text = b"It sings.\nWhich bird is it?\n?\nA wren\n\nWhich fish is flat?\n?\nA plaice\n"
    assert told(parse(text, "cards.md")) == [
        ("It sings. Which bird is it?", "A wren", 1, 4),
        ("Which fish is flat?", "A plaice", 6, 8),
    ]


def test_rows_with_named_columns_are_told() -> None:
    text = b'Front,Back,Tags\n"What is mens rea?","The guilty mind:\nintention, or recklessness.",law\n'
    text += b"Actus reus,The act.,law\n"
    document = parse(text, "cards.csv")
    assert told(document) == [
        ("What is mens rea?", "The guilty mind:\nintention, or recklessness.", 2, 3),
        ("Actus reus", "The act.", 4, 4),
    ]
    assert [one.answer_lines for one in document.entries] == [(2, 3), (4,)]
    assert [(one.message, one.start, one.end) for one in document.findings] == [
        ("the names of the columns", 1, 1),
        ("columns beside question and answer", 2, 4),
    ]


@pytest.mark.parametrize(("file", "sign"), [("cards.csv", ","), ("cards.csv", ";"), ("cards.tsv", "\t")])
def test_two_columns_that_ask_and_answer_are_told(file: str, sign: str) -> None:
    text = f"What is a wren?{sign}A bird\n\nWhat is a cod?{sign}A fish\nWhat is an owl?{sign}\n"
    text += "".join(f"What is the number {number}?{sign}A number\n" for number in range(9))
    document = parse(text.encode(), file)
    assert told(document)[:2] == [("What is a wren?", "A bird", 1, 1), ("What is a cod?", "A fish", 3, 3)]
    assert [(one.kind, one.start) for one in document.findings] == [("unanswered", 4)]


@pytest.mark.parametrize("file", ["deck.txt", "deck.md", "deck.csv", "deck.tsv"])
@pytest.mark.parametrize(("name", "sign"), [("tab", "\t"), ("Semicolon", ";"), ("|", "|")])
def test_the_head_of_an_export_says_what_parts_its_told(file: str, name: str, sign: str) -> None:
    text = f'#separator:{name}\n#html:true\nActus reus{sign}The act, and no more\nMens rea{sign}"The mind:\nguilt"\n'
    document = parse(text.encode(), file)
    assert told(document) == [
        ("Actus reus", "The act, and no more", 3, 3),
        ("Mens rea", "The mind:\nguilt", 4, 5),
    ]
    assert [(one.start, one.end) for one in document.findings] == [(1, 2)]


def test_text_of_which_nearly_all_lines_hold_a_tab_is_told() -> None:
    text = "Birds\n" + "".join(f"What is number {number}?\tA bird\ttag\n" for number in range(6))
    document = parse(text.encode(), "birds.txt")
    assert told(document)[0] == ("What is number 0?", "A bird", 2, 2)
    assert len(document.entries) == 6
    assert [(one.kind, one.start, one.end) for one in document.findings] == [("skipped", 1, 1), ("skipped", 2, 7)]


def test_cells_are_html_without_what_is_escaped_and_code_is_neither() -> None:
    text = "Front,Back\nWhat does &lt;br&gt; do?,It <b>parts</b><br>a&nbsp;line: &lt;br&gt;\n"
    text += 'What is Q1: `<p>`?,"A paragraph:\n    `<p>`"\n'
    assert told(parse(text.encode(), "tags.csv")) == [
        ("What does <br> do?", "It **parts**\na line: <br>", 2, 2),
        ("What is Q1: <p>?", "A paragraph:\n    `<p>`", 3, 4),
    ]


def test_labels_and_numbers_of_cards_are_no_words_of_their_questions() -> None:
    text = "Q1: What is a wren?,A bird\n2. What is a cod?,A fish\n3 kinds of owl?,Barn and two more\n"
    asked = [one.question for one in parse(text.encode(), "cards.csv").entries]
    assert asked == ["What is a wren?", "What is a cod?", "3 kinds of owl?"]


@pytest.mark.parametrize("row", ["What is a cod?,A fi\rsh", "What is a cod?," + "a" * 200_000, ",A fish", "A fish"])
def test_no_row_hides_those_below_it(row: str) -> None:
    document = parse(f"Front,Back\nWhat is a wren?,A bird\n{row}\nWhat is an owl?,A bird\n".encode(), "cards.csv")
    lines = {one.lines.start for one in document.entries}
    assert {2, 4} <= lines
    lines |= {3} if document.entries[-1].headings == ("A fish",) else set()
    assert lines | {one.start for one in document.findings} == {1, 2, 3, 4}


@pytest.mark.parametrize("text", ["1,2\n", "name,size\nwren,9\nowl,70\n", "a\nb\n", '"open, 1\n2\n', ""])
def test_other_rows_are_data(text: str) -> None:
    document = parse(text.encode(), "rows.csv")
    assert document.entries == ()
    assert {one.kind for one in document.findings} == {"skipped"}


def test_terms_and_meanings_parted_by_tabs_are_cards_though_none_asks() -> None:
    text = "wren\tsmall brown bird\nowl\tbird of the night\nwith big eyes\n"
    text += "cod\tcold fish\nplaice\tflat fish\neel\tlong fish\n"
    assert told(parse(text.encode(), "cards.txt"))[:3] == [
        ("wren", "small brown bird", 1, 1),
        ("owl", "bird of the night\nwith big eyes", 2, 3),
        ("cod", "cold fish", 4, 4),
    ]


def test_names_and_numbers_parted_by_tabs_are_no_told() -> None:
    text = "".join(f"reading {number}\t{number * 7}\n" for number in range(9))
    assert len(parse(text.encode(), "data.txt").entries) == 1


@pytest.mark.parametrize(
    "heads", ["| Question | What I'd say |\n|---|---|", "| | |\n|---|---|", "| On the phone | We say |\n|---|---|"]
)
def test_of_two_columns_the_first_that_asks_is_answered_by_the_other(heads: str) -> None:
    text = f"# Calls\n\n{heads}\n| Who is it? | The shop. |\n| Are you open? | Till six. |\n"
    text += "| Where are you? | By the mill. |\n"
    assert told(parse(text.encode(), "calls.md")) == [
        ("Who is it?", "The shop.", 5, 5),
        ("Are you open?", "Till six.", 6, 6),
        ("Where are you?", "By the mill.", 7, 7),
    ]


def test_a_card_among_list_items_ends_before_the_next_item() -> None:
    text = b"- Birds\n    - Q: What is a wren?\n        - A: A bird\n    - Q: What is an owl?\n        - A: A bird\n"
    text += b"    - read on in the book\n"
    assert [(start, end) for *_, start, end in told(parse(text, "birds.md"))] == [(2, 3), (4, 5)]


def test_cards_may_be_items_of_a_list_with_the_back_below() -> None:
    text = b"- Intervals\n    - Tritone :: three tones\n        - splits the octave\n    - Fifth >> 7 steps\n"
    text += b"    - Why perfect? >>\n        - no minor form\n    - Steps >>1.\n        - find the key\n"
    assert told(parse(text, "music.md")) == [
        ("Tritone", "three tones\n- splits the octave", 2, 3),
        ("Fifth", "7 steps", 4, 4),
        ("Why perfect?", "- no minor form", 5, 6),
        ("Steps", "- find the key", 7, 8),
    ]


def test_a_sentence_with_gaps_asks_for_them_and_is_its_own_answer() -> None:
    text = b"The hardest is {{c1::diamond}}.\n\n{{c1::Streak::property}} shows on tile.\n\nFeldspar + {{c2::mica}}\n"
    assert told(parse(text, "rocks.txt")) == [
        ("The hardest is […].", "The hardest is diamond.", 1, 1),
        ("[property] shows on tile.", "Streak shows on tile.", 3, 3),
        ("Feldspar + […]", "Feldspar + mica", 5, 5),
    ]


def test_a_heading_that_asks_among_cards_is_an_entry() -> None:
    text = "# Uses\n\n- Eggs\n\n# How do hens lay?\n\nWith light.\n\n# Yolks\n\nWhat is a yolk?\n?\nThe middle.\n\n"
    text += "Why is it yellow?\n?\nCorn.\n\n# Who keeps hens?\n\n# What else?\n\nWhat is a nest?\n?\nA bed.\n"
    assert read(text, "hens.md") == [
        ("How do hens lay?", 5, 7),
        ("What is a yolk?", 11, 13),
        ("Why is it yellow?", 15, 17),
        ("What is a nest?", 23, 25),
    ]


def test_a_picture_in_an_item_answers() -> None:
    text = "- What is a wren? #card\n  card-repeats:: 1\n\t- ![](wren.png)\n"
    text += "- What is a cod? #card\n\t- A fish\n\t- ![](cod.png)\n"
    document = parse(text.encode(), "cards.md")
    assert asked(document) == [
        ("What is a wren?", 1, 3),
        ("What is a cod?", 4, 6),
    ]


def test_cards_that_each_have_a_heading_begin_there() -> None:
    card = "## {} <!-- card:{} -->\n{}\n?\n{}\n\n"
    cards_ = [
        ("Eggs", "Who lays\neggs?", "Hens."),
        ("Nests", "What is a nest?", "A bed."),
        ("Corn", "Who eats?", "All."),
    ]
    text = "# Hens\n\n#flashcards\n\n"
    text += "".join(card.format(title, at, front, back) for at, (title, front, back) in enumerate(cards_))
    document = parse(text.encode(), "hens.md")
    assert told(document) == [
        ("Who lays eggs?", "Hens.", 5, 9),
        ("What is a nest?", "A bed.", 11, 14),
        ("Who eats?", "All.", 16, 19),
    ]
    assert [one.headings for one in document.entries] == [("Hens", "Eggs"), ("Hens", "Nests"), ("Hens", "Corn")]


HENS = [
    ("wren", "small brown bird of hedges"),
    ("What is a cod?", "A fish of cold seas"),
    ("owl", "hunts at night, sleeps by day"),
    ("Which fish is flat?", "The plaice (mostly)"),
    *((f"bird {letter}", f"the bird called {letter}") for letter in "abcdefgh"),
]
"""Cards of which each stands on a line."""


@pytest.mark.parametrize(
    "sign",
    [
        "*",
        "|",
        " | ",
        ";",
        "~",
        "->",
        " => ",
        "##",
        "//",
        " - ",
        " – ",
        " = ",
        ": ",
        "---",
        " ---",
        " --- ",
        "--",
        " -- ",
        "|||",
        " >>> ",
        " ##### ",
        "%#x#%",
        "#@#",
        "[SEP]",
    ],
)
def test_any_sign_may_part_the_two_sides_of_told(sign: str) -> None:
    text = "".join(f"{front}{sign}{back}\n\n" for front, back in HENS) + "PIE A bird that steals\n"
    document = parse(text.encode(), "deck.txt")
    assert told(document) == [(*card, at, at) for at, card in zip(range(1, 99, 2), HENS, strict=False)]
    assert [(one.kind, one.start) for one in document.findings] == [("skipped", 2 * len(HENS) + 1)]


@pytest.mark.parametrize("sign", ["&#t#&", " ||| ", ">>>", "@@@@", ";;;", "<sep>"])
def test_a_sign_that_was_made_up_parts_few_sides_and_lines_may_go_on_below(sign: str) -> None:
    pairs = [("母鸡吃什么？", "它们吃谷物和虫子"), *HENS[:4]]
    text = "".join(f"{front}{sign}{back}\n" for front, back in pairs)
    lined = text.replace("虫子\n", "虫子\n还有青草\n")
    above, *rest = told(parse(lined.encode(), "deck.txt"))
    assert above == (pairs[0][0], f"{pairs[0][1]}\n还有青草", 1, 2)
    assert rest == [(*card, at, at) for at, card in enumerate(pairs[1:], 3)]
    assert len(parse(lined.replace(sign, ";").encode(), "deck.txt").entries) <= 1


@pytest.mark.parametrize(
    "form", ["**{}** - {}", "**{}**: {}", "- **{}:** {}", "* **{}** = {}", "*{}* — {}", "**{}** {}"]
)
def test_bold_or_italics_end_before_the_sign_that_parts_the_sides(form: str) -> None:
    text = "# Terms\n\n" + "".join(f"{form.format(*card)}\n" for card in HENS)
    assert told(parse(text.encode(), "deck.md")) == [(*card, at, at) for at, card in enumerate(HENS, 3)]


def test_some_of_the_terms_may_be_bold() -> None:
    text = "".join(("{} - {}\n", "**{}** - {}\n")[at % 2].format(*card) for at, card in enumerate(HENS))
    assert told(parse(text.encode(), "deck.md")) == [(*card, at, at) for at, card in enumerate(HENS, 1)]


def test_code_in_a_cell_keeps_its_indent() -> None:
    text = 'Front,Back\nWhat loops?,"    while x:\n        y"\nWhat waits?,  sleep \n'
    assert [back for _, back, *_ in told(parse(text.encode(), "code.csv"))] == ["    while x:\n        y", "sleep"]


@pytest.mark.parametrize(
    ("line", "file"), [("**{}** \t {}", "deck.txt"), ("__{}__\t{}", "deck.md"), ("{}\t {} ", "birds-anki.txt")]
)
def test_few_cards_parted_by_tabs_are_told_by_bold_or_by_the_name_of_the_file(line: str, file: str) -> None:
    text = "".join(f"{line.format(*card)}\n" for card in HENS[:2])
    assert told(parse(text.encode(), file)) == [(*card, at, at) for at, card in enumerate(HENS[:2], 1)]
    assert len(parse(text.replace("**", "").replace("__", "").encode(), "deck.txt").entries) == 1


@pytest.mark.parametrize("sign", [" - ", ": ", "---", " = ", "--"])
@pytest.mark.parametrize(
    "cards_", [[("Huhn", "hen"), ("Ei", "egg")], [("Nest", "nest"), ("Kamm", "comb"), ("Hof", "yard")]]
)
def test_few_cards_on_lines_are_told_by_the_name_of_the_file(sign: str, cards_: list[tuple[str, str]]) -> None:
    text = "".join(f"{front}{sign}{back}\n" for front, back in cards_).encode()
    assert told(parse(text, "hens/Vokabeln 3.txt")) == [(*card, at, at) for at, card in enumerate(cards_, 1)]
    assert len(parse(text, "hens/list.txt").entries) == 1


LANGUAGES = "das Huhn=the hen|ein Ei=an egg|der Hahn=the cock|brüten=to brood|die Feder=the feather|picken=to peck"
LANGUAGES += "|der Stall=the coop|die Leiter=the ladder|das Nest=the nest|scharren=to scratch"


@pytest.mark.parametrize("sign", [" - ", " = ", ": ", " -- "])
def test_a_sign_of_prose_parts_phrases_of_two_languages(sign: str) -> None:
    rows = [row.split("=") for row in LANGUAGES.split("|")]
    text = "".join(f"- {sign.join(row)}\n" for row in rows)
    assert told(parse(text.encode(), "hens.md")) == [(*row, at, at) for at, row in enumerate(rows, 1)]
    assert len(parse(text.title().encode(), "hens.md").entries) == 1


@pytest.mark.parametrize(
    "line",
    [
        "hen --number {}",
        "{:04X}..{:04X}; a block of letters",
        "Q{}: what is the word number {}?",
        "hen {} - {}",
        "hens lay - (?)",
        "Hens lay eggs in spring; number {} lays {} of them; all are brown",
        "Notes: this line is the same as {} others and {}",
    ],
)
def test_a_sign_in_lines_that_are_no_cards_parts_nothing(line: str) -> None:
    text = "".join(line.format(at, at) + "\n" for at in range(20, 40))
    assert len(parse(text.encode(), "list.txt").entries) <= 1


TERMS = ("Keel", "Mast", "Boom", "Gaff", "Jib", "Stem", "Sheet", "Halyard", "Rudder", "Tiller")


def test_a_table_that_is_the_whole_document_is_cards_but_for_its_head() -> None:
    text = "| Part    | Description |\n| ------- | :---------- |\n"
    text += "".join(f"| {term} | A *part* of boat number {number}. |\n" for number, term in enumerate(TERMS))
    document = parse(text.encode(), "boats.md")
    assert told(document) == [
        (term, f"A *part* of boat number {number}.", number + 3, number + 3) for number, term in enumerate(TERMS)
    ]
    assert [(one.message, one.start, one.end) for one in document.findings] == [("the names of the columns", 1, 1)]


@pytest.mark.parametrize(("file", "sign"), [("boats.csv", "|"), ("boats.csv", ","), ("boats.tsv", "\t")])
def test_each_table_of_a_sheet_has_a_head_where_a_line_rules_it_off(file: str, sign: str) -> None:
    rule = f"---{sign}---\n"
    text = f"Question{sign}Answer\n" + "".join(f"What is a {term}?{sign}a part of a boat\n" for term in TERMS[:5])
    text += f"\nPart{sign}Meaning\n{rule}" + "".join(f"{term}{sign}another part\n" for term in TERMS[5:])
    for ruled, more in ((text, 0), (text.replace("Answer\n", f"Answer\n{rule}"), 1)):
        document = parse(ruled.encode(), file)
        assert len(document.entries) == len(TERMS)
        assert [(one.message, one.start, one.end) for one in document.findings] == [
            ("the names of the columns", 1, 1),
            ("the names of the columns", 8 + more, 8 + more),
        ]


def test_the_line_that_rules_a_table_off_is_none_of_its_lines() -> None:
    text = "Part | Meaning\n---|---\n" + "".join(
        f"{term} | a part of boat {number}\n" for number, term in enumerate(TERMS[:5])
    )
    document = parse(text.encode(), "flashcards.txt")
    assert [one[0] for one in told(document)] == [*TERMS[:5]]


@pytest.mark.parametrize(
    ("line", "back"),
    [
        ("{} : {} ||", "{} ||"),
        ("{} : {} |", "{} |"),
        ("| {} : {} |", "{} |"),
        ("{} | {} ||", "{} ||"),
        ("{} | {} |", "{} |"),
        ("| {} | {} |", "{}"),
        ("  | {} | {} | ", "{}"),
        ("|{}|{}|", "{}"),
        ("| {} | {} ||", "{} |"),
    ],
)
def test_only_the_bar_that_closes_a_row_is_none_of_the_back(line: str, back: str) -> None:
    text = "".join(line.format(term, f"a part of boat number {number}") + "\n" for number, term in enumerate(TERMS))
    found = [(asked.strip("| "), answer) for asked, answer, *_ in told(parse(text.encode(), "boats.txt"))]
    assert found == [(term, back.format(f"a part of boat number {number}")) for number, term in enumerate(TERMS)]


@pytest.mark.parametrize("code", ["hull[::-1]", "hull[1::2]", "- hull[ ::2 ]"])
def test_a_slice_in_code_is_no_card(code: str) -> None:
    text = f"1. The hull\n\n2. The hull, the other way round\n{code}\n\n3. The mast\n"
    assert not [question for question, _, _ in read(text, "boats.txt") if "hull" in question and "[" in question]


def test_brackets_that_close_may_stand_on_a_card() -> None:
    assert [one[0] for one in read("hull[0] :: Its bow\nhull[-1] :: Its stern\n")] == ["hull[0]", "hull[-1]"]


def test_a_sign_may_stand_behind_a_hyphen_that_ends_its_side() -> None:
    text = "\n".join(
        f"{front} :  {back}" for front, back in (("LITH/O-", "stone"), ("-OSIS", "a state"), ("AB-", "off"))
    )
    assert [asked for asked, *_ in told(parse(text.encode(), "flashcards.txt"))] == ["LITH/O-", "OSIS", "AB-"]
