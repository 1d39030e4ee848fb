"""Of sheets with many columns those are read that ask, answer, explain and let choose; others are left aside."""

import pytest
from invariants import check_document
from reading import told

from corpus import Document, parse


def sheet(text: str, file: str = "cards.csv") -> Document:
    document = parse(text.encode(), file)
    check_document(document, text.encode())
    return document


@pytest.mark.parametrize(
    "heads",
    ["Frage,Kurze Antwort,Lange Antwort", "Exam question,Model answer,Full answer", "Question,Answer,Explanation",
     "questionText,shortAnswer,longAnswer"],
)  # fmt: skip
def test_columns_are_told_by_the_last_word_of_their_names(heads: str) -> None:
    text = f"ID,{heads},Tags\n"
    text += '7f3a,Why does bread rise?,By yeast.,"Yeast eats sugar.\n\nIt gives off gas.",#dough\n'
    text += "8c1b,12.000 spores of mould are how much?,A speck.,They are small.,#mould\n"
    document = sheet(text)
    assert told(document) == [
        ("Why does bread rise?", "By yeast.\nYeast eats sugar.\n\nIt gives off gas.", 2, 4),
        ("12.000 spores of mould are how much?", "A speck.\nThey are small.", 5, 5),
    ]
    assert [one.message for one in document.findings] == [
        "the names of the columns",
        "columns beside question and answer",
    ]


@pytest.mark.parametrize("heads", ["Begriff;Erklärung", "Vraag;Uitleg", "Term;Explanation"])
def test_a_column_that_explains_answers_where_no_other_does(heads: str) -> None:
    assert told(sheet(f"{heads}\nKeel;The spine.\nMast;A pole.\n")) == [
        ("Keel", "The spine.", 2, 2),
        ("Mast", "A pole.", 3, 3),
    ]


@pytest.mark.parametrize("heads", ["A,B,C", "Option 1,Option 2,Option 3", "optionA,optionB,optionC"])
@pytest.mark.parametrize("right", [("B", "C"), ("2", "3"), ("oak", "yew")])
def test_the_right_choice_among_columns_is_the_answer(heads: str, right: tuple[str, str]) -> None:
    text = f"No,Question,{heads},Correct answer\n"
    text += f"1,Which wood is hard?,elm,oak,fir,{right[0]}\n2,Which wood bends?,elm,oak,yew,{right[1]}\n"
    assert told(sheet(text)) == [("Which wood is hard?", "oak", 2, 2), ("Which wood bends?", "yew", 3, 3)]


QUIZ = [
    ("Which wood is hard?", "elm", "oak", "fir", 1),
    ("Which wood bends?", "ash", "oak", "a long yew", 2),
    ("Which wood floats?", "a dry balsa", "ebony", "box", 0),
]
RIGHT = [("Which wood is hard?", "oak"), ("Which wood bends?", "a long yew"), ("Which wood floats?", "a dry balsa")]


def picked(count: str, last: bool) -> str:
    """Return a sheet of questions with three choices, of which a column behind or ahead of these picks one."""
    rows = [
        [asked, *choices, count[right]] if last else [asked, count[right], *choices] for asked, *choices, right in QUIZ
    ]
    return "".join("\t".join(row) + "\n" for row in rows)


@pytest.mark.parametrize(
    ("count", "last"),
    [("012", False), ("123", False), ("abc", False), ("ABC", False), ("abc", True), ("ABC", True)],
)
def test_a_column_that_picks_one_of_the_others_is_no_answer(count: str, last: bool) -> None:
    for head in ("", "What is asked\tx\tx\tx\tx\n", "Asked\td\te\tf\te\n"):
        found = told(sheet(head + picked(count, last), "cards.tsv"))
        assert [one[:2] for one in found] == RIGHT


def test_a_first_row_of_other_width_names_none_of_the_columns() -> None:
    rows = picked("abc", last=True)
    document = sheet(f"Is the oak a tree?\tIt is.\n{rows}{rows.upper()}", "cards.tsv")
    assert [one[:2] for one in told(document)] == [*RIGHT, *((front.upper(), back.upper()) for front, back in RIGHT)]
    assert [(one.kind, one.start) for one in document.findings] == [("unanswered", 1)]


@pytest.mark.parametrize("count", ["012", "123"])
@pytest.mark.parametrize("name", ["Right", "correct_option", "**Answer**"])
def test_a_number_behind_the_choices_picks_one_where_its_head_says_so(count: str, name: str) -> None:
    text = f"What is asked\tx\ty\tz\t{name}\n{picked(count, last=True)}"
    assert [one[:2] for one in told(sheet(text, "cards.tsv"))] == RIGHT


PARTS = ["keel", "mast", "boom", "gaff"]


@pytest.mark.parametrize("count", [3, 4])
@pytest.mark.parametrize("sign", [",", "\t"])
@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("Card,Text,Seen", "What is a {name}?,the {name} of it,{odd}"),
        ("Ask,Told,Flag", "What is a {name}?,the {name} of it,{letter}"),
        ("Ask,Told,Note,Level", "What is a {name}?,the {name} of it,note {at} here,{level}"),
        ("Ask,Told,Note,Class", "What is a {name}?,the {name} of it,note {at} here,{letter}"),
        ("Ask,Told,Note,From,Class", "What is a {name}?,the {name} of it,n{at},p{at},{letter}"),
        ("Ask,Told,Note,From,Level", "What is a {name}?,the {name} of it,note {at} here,page {at},{level}"),
        ("Card,Text,Note,From,Seen", "What is a {name}?,the {name} of it,note {at} here,page {at},{odd}"),
    ],
)
def test_a_flag_or_a_level_behind_the_answer_is_left_aside(head: str, row: str, sign: str, count: int) -> None:
    body = "".join(
        row.format(name=name, at=at, odd=at % 2, level=at % 2 + 1, letter="ab"[at % 2]) + "\n"
        for at, name in enumerate(PARTS[:count])
    )
    right = [(f"What is a {name}?", f"the {name} of it") for name in PARTS[:count]]
    for text in (body, f"{head}\n{body}"):
        document = sheet(text.replace(",", sign), "cards.tsv" if sign == "\t" else "cards.csv")
        assert [one[:2] for one in told(document)] == right
        assert document.findings[-1].message == "columns beside question and answer"


def test_what_explains_may_stand_behind_the_choices() -> None:
    rows = [
        row + "\tIt is what the oldest of all ships on the sea were once built of."
        for row in picked("012", False).split("\n")
    ]
    assert [
        one[1] for one in told(sheet("\n".join(f"{row} {at}" for at, row in enumerate(rows[:-1])), "cards.tsv"))
    ] == [answer for _, answer in RIGHT]


def test_rows_that_hardly_share_a_width_pick_nothing() -> None:
    cards = [(f"What is a part called {letter}?", f"the one called {letter}") for letter in "abcdefghijkl"]
    text = "one\ntwo\nthree\n" + "".join(",".join(card) + ",x" * at + "\n" for at, card in enumerate(cards))
    assert [one[:2] for one in told(sheet(text))] == cards


@pytest.mark.parametrize("count", ["012", "123", "abc"])
def test_numbers_from_zero_on_pick_columns_that_are_numbered_from_one(count: str) -> None:
    head = "Question\tCorrect answer\tOption 1\tOption 2\tOption 3\n"
    found = told(sheet(head + picked(count, last=False), "cards.tsv"))
    assert [one[:2] for one in found] == RIGHT


@pytest.mark.parametrize(
    "rows",
    [
        ["How many is one?,1,a digit,low", "How many is two?,2,a sum,even", "How many is four?,4,a square,high"],
        ["How many is one?,1,sums,low", "How many is two?,2,sums,high", "How many is none?,0,sums,low"],
        ["How many is one?,1,first,low", "Is one odd?,1,then,high", "Is one prime?,1,last,mid"],
        ["How many is one?,1,low", "How many is two?,1,high", "How many is none?,0,mid"],
        [
            "What is elm?,A tree that bends in the wind.,a,2",
            "What is oak?,A tree that stands.,b,1",
            "What is ash?,One.,c,2",
        ],
    ],
)
def test_a_number_that_picks_nothing_is_an_answer_or_left_aside(rows: list[str]) -> None:
    assert [one[1] for one in told(sheet("\n".join(rows)))] == [row.split(",")[1] for row in rows]


@pytest.mark.parametrize("sign", [",", ";"])
def test_a_column_that_asks_is_found_behind_others_and_answered_by_the_longest(sign: str) -> None:
    text = f"nr{sign}from{sign}said{sign}kind{sign}replied\n"
    text += f"1{sign}Ann{sign}What is a tide?{sign}sea{sign}The rise of the sea.\n"
    text += f"2{sign}Bob{sign}What is a neap tide?{sign}sea{sign}The smallest one.\n"
    assert told(sheet(text)) == [
        ("What is a tide?", "The rise of the sea.", 2, 2),
        ("What is a neap tide?", "The smallest one.", 3, 3),
    ]


TERMS = [
    ("Article 12 Theft", "Who takes what is not theirs is fined."),
    ("Article 13 Arson", '"Who sets fire to a house goes to prison:\n(1) by day\n(2) by night"'),
    ("Article 14 Fraud", "Who lies about what they sell is fined."),
    ("Article 15 Riot", "Who fights in the street is fined."),
    ("Article 16 Libel", "Who lies about another must say so."),
]


@pytest.mark.parametrize("head", ["", "№,text of the law\n", "ข้อ,เนื้อหา\n"])
def test_two_columns_of_terms_and_sentences_are_cards(head: str) -> None:
    found = told(sheet(head + "".join(f"{front},{back}\n" for front, back in TERMS)))
    first = 1 + bool(head)
    assert found[0] == ("Article 12 Theft", "Who takes what is not theirs is fined.", first, first)
    assert [(one[2], one[3]) for one in found] == [
        (first + at, first + end) for at, end in ((0, 0), (1, 3), (4, 4), (5, 5), (6, 6))
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [(name, f"{name}@example.org is the address") for name in ("ann", "bob", "cid", "dan", "eve")],
        [("good", f"This boat sails well, said {name}") for name in "ABCDEF"],
        [(f"https://example.org/{name}", f"A long page about {name} and more") for name in ("a", "b", "c", "d", "e")],
        [(f"ship {name}", name) for name in ("oak", "elm", "fir", "yew", "ash")],
        [(f"{at}", f"A remark of many words about {at}") for at in range(9)],
    ],
)  # fmt: skip
def test_names_and_remarks_in_two_columns_are_data(rows: list[tuple[str, str]]) -> None:
    document = sheet("key,value\n" + "".join(f"{front},{back}\n" for front, back in rows))
    assert [one.message for one in document.findings] == ["rows of data, not questions and answers"]


PHRASES = (
    "dough rises,teig geht auf|to knead,kneten|a warm oven,ein warmer ofen|the crust,die kruste|rye bread,roggenbrot|"
)
PHRASES += "to let rest,ruhen lassen|fresh yeast,frische hefe|the crumb,die krume|a loaf,ein laib|to score,einschneiden"
SCRIPTS = (
    "Brot,хлеб|Mehl,мука|Salz,соль|Hefe,дрожжи|Ofen,печь|Teig,тесто|Kruste,корка|Krume,мякиш|Butter,масло|Roggen,рожь"
)


@pytest.mark.parametrize(
    "text", [PHRASES, SCRIPTS, "パン,bread|塩,salt|粉,flour|水,water|油,oil|卵,egg|米,rice|茶,tea|酒,wine|肉,meat"]
)
@pytest.mark.parametrize(("file", "sign"), [("deck.csv", "        |"), ("deck.csv", ";"), ("deck.tsv", "\t")])
def test_two_columns_in_two_languages_are_cards(text: str, file: str, sign: str) -> None:
    rows = [tuple(row.split(",")) for row in text.split("|")]
    document = sheet("".join(f"{front}{sign}{back}\n" for front, back in rows), file)
    assert told(document) == [(*row, at, at) for at, row in enumerate(rows, 1)]


@pytest.mark.parametrize(
    "row",
    [
        "{0} baker,{0} street",
        "Ann {0},Bread {0}",
        "add {0},dough_{0}",
        "a/{0},{0} jar",
        "bread {0},good",
        "{0},{0}s",
    ],
)
def test_two_columns_of_names_and_data_are_no_cards(row: str) -> None:
    words = ["rye", "oat", "spelt", "wheat", "malt", "bran", "germ", "seed", "maize", "rice", "teff"]
    if row.startswith("{0} baker"):
        words = [word.title() for word in words]
    assert not sheet("".join(f"{row.format(word)}\n" for word in words)).entries


MEANINGS = [
    ("keel", "the beam along the bottom of a hull"),
    ("mast", "a pole that holds up the sails"),
    ("helm", "what a boat is steered with"),
    ("bilge", "the lowest part inside a hull"),
    ("jib", "a small sail ahead of the others"),
    ("log", "a book of what happens aboard"),
]
"""Terms that don't ask, and what they mean."""

BESIDE = [
    "{0}{sign}{1}{sign}boats hull",
    "{0}{sign}{1}{sign}{sign}",
    "{at}{sign}{0}{sign}{1}",
    "{at}{sign}{0}{sign}{1}{sign}boats",
    "9b1{at}4c7e-51d6-4a3f-b0c2-77e1{at}5f08{at}d3{sign}{0}{sign}{1}",
    "k!7x&{at}Q}}zw{sign}{0}{sign}{1}{sign}boats",
    "16239{at}40{at}{at}123{sign}{0}{sign}{1}",
]


@pytest.mark.parametrize("row", BESIDE)
@pytest.mark.parametrize(("file", "sign"), [("sea.csv", ","), ("sea.csv", ";"), ("sea.tsv", "\t"), ("sea.txt", "\t")])
def test_identifiers_and_tags_beside_terms_and_meanings_are_left_aside(row: str, file: str, sign: str) -> None:
    text = "".join(row.format(*card, at=at, sign=sign) + "\n" for at, card in enumerate(MEANINGS, 1))
    assert told(sheet(text, file)) == [(*card, at, at) for at, card in enumerate(MEANINGS, 1)]


@pytest.mark.parametrize(
    "row",
    [
        "{0},{1},1{at}.50",
        "{0},{1},berth {at}",
        "{place},{0},{1}",
        "{at}{at},{0},{1}",
        "boat-{at},{0},{1},{at}",
        "{word}{at}{word},{0},{1}",
        "{long},{0},{1}",
        "{0},{1},7",
    ],
)
def test_rows_with_other_columns_are_data(row: str) -> None:
    places = ["12 Quay", "3 Pier", "9 Dock", "44 Slip", "7 Lock", "1 Weir"]
    words = ["tan", "hawser", "binnacle", "rope", "capstan", "tar"]
    longer = ["starboard", "gangplank", "quayside", "forecastle", "mainsails", "topmasts"]
    text = ""
    for at, (card, place, word, long) in enumerate(zip(MEANINGS, places, words, longer, strict=True), 1):
        text += row.format(*card, at=at * at, place=place, word=word, long=long) + "\n"
    assert not sheet(text, "sea.csv").entries


@pytest.mark.parametrize("row", ["{at}\t{0}", "{0}\tsail"])
def test_two_columns_of_text_are_cards(row: str) -> None:
    rows = [row.format(card[0], at=at) for at, card in enumerate(MEANINGS, 1)]
    assert [f"{front}\t{back}" for front, back, *_ in told(sheet("\n".join(rows), "sea.txt"))] == rows


def test_more_columns_of_text_must_explain() -> None:
    assert len(sheet("".join(f"boat {at}\tberth\tred\n" for at in range(9)), "sea.txt").entries) == 1


def test_an_export_of_one_column_holds_no_cards() -> None:
    assert not sheet("#separator:tab\n#guid column:1\nkeel\nmast\n", "sea.txt").entries


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:6\n", "{at}a\tBasic\tSea\t{0}\t{1}\tx"),
        ("#columns:Tags\tBack\tFront\n", "x\t{1}\t{0}"),
        ("#html:true\n", "Fd{at}k!2a%q\t{0}\t{1}"),
        ("#tags column:1\n", "x\t{0}\t{1}"),
    ],
)
def test_the_head_of_an_export_says_which_columns_are_no_side(head: str, row: str) -> None:
    text = f"#separator:tab\n{head}" + "".join(f"{row.format(*card, at=at)}\n" for at, card in enumerate(MEANINGS))
    assert [one[:2] for one in told(sheet(text, "sea.txt"))] == MEANINGS


CALLED = [("Front bow", "Voor boeg"), ("Stop", "Halt"), ("Back", "Halt"), ("Side (port)", "Bak boord")]


@pytest.mark.parametrize("file", ["boats_flashcards.csv", "Sea-Vocab.csv", "quizlet/boats.csv", "anki.csv"])
def test_a_sheet_called_after_cards_holds_them(file: str) -> None:
    text = "".join(f"{front},{back},{at / 7},Boat {at}\n" for at, (front, back) in enumerate(CALLED))
    assert told(sheet(text, file)) == [(*row, at, at) for at, row in enumerate(CALLED, 1)]


@pytest.mark.parametrize("file", ["boats.csv", "banking.csv", "anki/data/boats.csv"])
def test_a_sheet_called_otherwise_does_not(file: str) -> None:
    assert not sheet("".join(f"{front},{back}\n" for front, back in CALLED), file).entries


@pytest.mark.parametrize("row", ["{0},{at}", "{at},{0}", "{0},{at}.5 m"])
def test_a_sheet_called_after_cards_may_tell_numbers_and_signs(row: str) -> None:
    rows = [row.format(front, at=1066 + at) for at, (front, _) in enumerate(CALLED * 2)][:5]
    found = told(sheet("".join(f"{one}\n" for one in rows), "flashcards.csv"))
    assert [f"{front},{back}" for front, back, *_ in found] == rows


@pytest.mark.parametrize("rows", ["2024-01-0{at},{at}\n", "sea,{at}\n"])
def test_counts_in_a_sheet_called_after_cards_are_data(rows: str) -> None:
    assert not sheet("".join(rows.format(at=at) for at in range(1, 9)), "anki/reviews.csv").entries


def test_titles_over_one_another_in_a_cell_are_parted_by_dashes() -> None:
    text = "Front,Back\n\\# Boats<br>\\#\\# Hull,Oak\n# Boats<br>## Mast <!-- id:7 -->,Fir\n# of masts,Two\n"
    assert [question for question, *_ in told(sheet(text))] == ["Boats – Hull", "Boats – Mast", "# of masts"]


FEW = [("hen", "huhn"), ("egg", "eier"), ("nest", "nest"), ("comb", "kamm")]


@pytest.mark.parametrize(
    "heads",
    ["English,German", "Englisch,Deutsch", "english_word,german_word", "In English,German translation",
     "Vokabel,Übersetzung", "Palabra,Traducción", "Mot,Traduction", "слово,перевод", "単語,意味"],
)  # fmt: skip
def test_columns_of_words_in_two_languages_are_told_by_their_names(heads: str) -> None:
    text = f"{heads},No\n" + "".join(f"{front},{back},{at}\n" for at, (front, back) in enumerate(FEW))
    assert told(sheet(text, "birds.csv")) == [(*row, at, at) for at, row in enumerate(FEW, 2)]


@pytest.mark.parametrize(
    "text", ["English,German\n", "English,German\n1,2\nhen,7\n", "Key,English\nhen,hen\negg,egg\n"]
)
def test_other_columns_with_the_name_of_a_language_are_data(text: str) -> None:
    assert not sheet(text, "birds.csv").entries


@pytest.mark.parametrize("heads", ["Lemma,English", "Term,Note", "Kana,Meaning"])
def test_of_a_sheet_called_after_cards_one_name_of_a_column_shows_that_the_first_row_holds_them(heads: str) -> None:
    text = f"{heads}\n" + "".join(f"{front},{back}\n" for front, back in FEW)
    assert told(sheet(text, "vocab.csv")) == [(*row, at, at) for at, row in enumerate(FEW, 2)]
    assert len(sheet(text.replace(heads, "a,une"), "vocab.csv").entries) == 5


@pytest.mark.parametrize("heads", ["Hanzi\tPinyin\tEnglish", "Kanji\tReading\tGerman", "Arabic\tTranscription\tFrench"])
def test_a_column_that_says_how_words_sound_stands_between_two_languages(heads: str) -> None:
    document = sheet(f"{heads}\tTags\n木\tmù\ttree\tplant\n山\tshān\tmountain\t\n", "words.tsv")
    assert told(document) == [("木", "tree", 2, 2), ("山", "mountain", 3, 3)]
    assert [one.message for one in document.findings] == [
        "the names of the columns",
        "columns beside question and answer",
    ]


def test_sounds_and_counts_are_no_words_of_two_languages() -> None:
    assert told(sheet("English,Pronunciation,Count\ntree,triː,3\nhill,hɪl,4\n", "counts.csv")) == []
