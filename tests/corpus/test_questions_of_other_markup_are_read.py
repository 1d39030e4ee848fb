"""Questions are read from the ways in which reStructuredText, AsciiDoc, wikis and HTML set them apart."""

import pytest
from invariants import check_document
from reading import asked, told

from corpus import parse
from corpus.lines.plain import key

BIRDS = {
    "What is a wren?": "A small bird.",
    "How does a lark sing?": "It climbs\nand sings.",
    "Why do owls hunt at night?": "They see well.",
    "The mute swan": "A large one.",
}
SHAPES = {
    "dropdowns": ("faq.rst", ".. dropdown:: {asked}\n\n   {told}\n\n"),
    "collapsing": ("faq.rst", ".. collapse:: {asked}\n\n   {told}\n\n"),
    "topics": ("faq.rst", ".. topic:: {asked}\n\n   {told}\n\n"),
    "rubrics": ("faq.rst", ".. rubric:: {asked}\n\n{told}\n\n"),
    "titled blocks": ("faq.adoc", ".{asked}\n[%collapsible]\n====\n{told}\n====\n\n"),
    "lines that break": ("faq.adoc", "*Q: {asked}* +\nA: {told}\n\n"),
    "a wiki's topmost headings": ("faq.wiki", "= {asked} =\n\n{told}\n\n"),
    "terms": ("faq.md", "<dt>{asked}</dt>\n<dd>{told}</dd>\n\n"),
    "faces under headings": ("deck.md", "## Card {number}\n\n### Front\n{asked}\n\n### Back\n{told}\n\n"),
    "bold faces": ("deck.md", "## Card {number}\n\n**Front**\n{asked}\n\n**Back**\n{told}\n\n"),
}


@pytest.mark.parametrize(("file", "shape"), SHAPES.values(), ids=list(SHAPES))
def test_each_way_is_read(file: str, shape: str) -> None:
    text = "".join(
        shape.format(number=number, asked=asked, told=told.replace("\n", "\n   " if "   {" in shape else "\n"))
        for number, (asked, told) in enumerate(BIRDS.items(), 1)
    )
    document = parse(text.encode(), file)
    assert [one.question for one in document.entries] == list(BIRDS)
    assert [key(one.answer) for one in document.entries] == [key(told) for told in BIRDS.values()]
    check_document(document, text.encode())


@pytest.mark.parametrize("edge", ["====", "====="])
def test_the_end_of_a_block_makes_no_title_of_what_is_above_it(edge: str) -> None:
    cards = {"What is a wren?": "A bird.", "What is a cod?": "A fish.", "What is an eel?": "Also one"}
    text = "".join(f".{asked}\n[%collapsible]\n{edge}\n{told}\n{edge}\n\n" for asked, told in cards.items())
    assert {one.question: one.answer for one in parse(text.encode(), "faq.adoc").entries} == cards


@pytest.mark.parametrize("file", ["faq.wiki", "faq.mediawiki"])
def test_bold_of_a_wiki_asks(file: str) -> None:
    asked = ("What is a wren?", "How does a lark sing?", "Why do owls hunt?")
    text = "== Birds ==\n\n" + "".join(f"'''{one}'''\n:It's ''so''.\n\n" for one in asked)
    assert [one.question for one in parse(text.encode(), file).entries] == list(asked)


@pytest.mark.parametrize("title", ["= Birds =", "== Birds ==\n== Asked ==", "h1. Birds\n\nh2. Asked"])
def test_stars_around_a_line_of_a_wiki_are_bold(title: str) -> None:
    text = (
        f"#summary Asked\n\n{title}\n\n*What is a wren?*\n A *small* bird.\n\n*My lark doesn't sing!! HELP*\n Wait.\n\n"
        "*I see no owl. I look by day.*\n Look at night:\n * go out\n * wait\n"
    )
    document = parse(text.encode(), "faq.wiki" if title[0] == "=" else "faq.txt")
    assert [(one.question, one.lines.end - one.lines.start) for one in document.entries] == [
        ("What is a wren?", 1),
        ("My lark doesn't sing!! HELP", 1),
        ("I see no owl. I look by day.", 3),
    ]


@pytest.mark.parametrize(
    ("file", "group", "shape"),
    [
        ("birds.wiki", "== Owls", "=== {asked}\n\n{told}\n\n"),
        ("birds.creole", "== Owls ==", "=== {asked}\n\n{told}\n\n"),
        ("birds.txt", "---+ Owls", "---++ {asked}\n\n{told}\n\n"),
        ("birds.txt", "---++ Owls", "---+++!! {asked}\n\n{told}\n\n"),
        ("birds.txt", "===== Owls =====", "==== {asked} ====\n\n{told}\n\n"),
    ],
)
def test_headings_of_wikis_are_headings(file: str, group: str, shape: str) -> None:
    text = f"{group}\n\n" + "".join(shape.format(asked=asked, told=told) for asked, told in BIRDS.items())
    text += "a\t---+ b\n---+---\n= not this\n" if file == "birds.txt" else ""
    document = parse(text.encode(), file)
    assert [(one.question, one.headings) for one in document.entries] == [(asked, ("Owls",)) for asked in BIRDS]
    check_document(document, text.encode())


@pytest.mark.parametrize(
    ("shape", "more"),
    [("* '''{}'''\n** {}\n", "** So\n"), ("# {}?\n#: {}\n", "#:: So\n"), ("* {}?\n*: {}\n", "*: So\n")],
)
def test_items_of_a_wiki_stand_as_deep_as_they_have_signs(shape: str, more: str) -> None:
    asked = ("What is a wren?", "How does a lark sing?", "Why do owls hunt?")
    text = "== Birds ==\n" + "".join(
        shape.format(one.rstrip("?") + "?" * ("'" in shape), "It is") + more for one in asked
    )
    document = parse(text.encode(), "faq.wiki")
    assert [(one.question, one.answer.replace("* ", "")) for one in document.entries] == [
        (one, "It is\nSo") for one in asked
    ]
    check_document(document, text.encode())


def test_one_heading_of_textile_is_enough() -> None:
    text = "h3. Asked of birds\n\n*What is a wren?*\n\n# small\n# brown\n\n*Who sings?*\n\nThe lark.\n"
    assert [(one.question, one.headings) for one in parse(text.encode(), "birds.textile").entries] == [
        ("What is a wren?", ("Asked of birds",)),
        ("Who sings?", ("Asked of birds",)),
    ]


def test_hyphens_below_a_line_of_a_wiki_part_text() -> None:
    text = "= Birds =\n== What is a wren? ==\nIt is small.\n----\n== Who sings? ==\nLarks do.\n----\nCategoryBirds\n"
    found = [(one.question, one.answer) for one in parse(text.encode(), "birds.txt").entries]
    assert found[0] == ("What is a wren?", "It is small.")
    assert found[1][0] == "Who sings?"


def test_braces_of_a_wiki_are_round_code() -> None:
    text = "== What is a wren? ==\n\nSee:\n{{{\n#!sh\n== What is this? ==\n}}}\nSo.\n\n== Who sings? ==\n\nLarks.\n"
    document = parse(text.encode(), "birds.wiki")
    assert asked(document) == [
        ("What is a wren?", 1, 8), ("Who sings?", 10, 12),
    ]  # fmt: skip
    assert "```\n#!sh\n== What is this? ==\n```" in document.entries[0].answer
    check_document(document, text.encode())


def test_items_that_a_document_counts_itself_ask() -> None:
    text = "".join(f"#. **{one}**\n\n   So it is.\n\n" for one in ("What is a wren?", "Who sings?", "Why at night?"))
    entries = parse(text.encode(), "faq.rst").entries
    assert [(one.question, one.answer) for one in entries] == [
        ("What is a wren?", "So it is."), ("Who sings?", "So it is."), ("Why at night?", "So it is."),
    ]  # fmt: skip


def test_directives_that_hardly_ask_stay() -> None:
    topics = {"Wrens": "Small.", "Larks": "They sing.", "Why?": "So."}
    text = "Birds\n=====\n\n" + "".join(f".. topic:: {one}\n\n   {told}\n\n" for one, told in topics.items())
    assert [one.question for one in parse(text.encode(), "birds.rst").entries] == ["Birds"]


@pytest.mark.parametrize("box", ["[ ]", "[x]"])
def test_the_box_of_a_task_is_no_word_of_a_question(box: str) -> None:
    text = "".join(f"- {box} What is a {bird}?\n    - A bird\n" for bird in ("wren", "lark", "swan"))
    assert [one.question for one in parse(text.encode(), "birds.md").entries] == [
        "What is a wren?", "What is a lark?", "What is a swan?",
    ]  # fmt: skip


@pytest.mark.parametrize("head", ["", "3. ", "Q3: "])
def test_a_box_among_the_words_of_a_question_is_one_of_them(head: str) -> None:
    (one,) = parse(f"## {head}What is [x] in a list?\n\nA task that is done.\n".encode(), "lists.md").entries
    assert one.question == "What is [x] in a list?"


@pytest.mark.parametrize("sign", [" # _{}_ ", "# ''{}'' ", "# {}\n"])
def test_items_that_a_wiki_counts_ask(sign: str) -> None:
    rows = [("Where does the owl sleep?", "It sleeps in the barn."), ("What does it eat?", "Mice and more mice.")]
    text = "#summary Questions of the owl club\n#labels Birds,Featured\n\n"
    text += "".join(f"{sign.format(front)}{back}\n" for front, back in rows)
    document = parse(text.encode(), "owls.wiki")
    tall = text.count("\n") // 2 - 1
    assert told(document) == [(*rows[0], 4, 3 + tall), (*rows[1], 4 + tall, 3 + 2 * tall)]
    assert [(one.start, one.end) for one in document.findings] == [(1, 2)]


def test_items_that_a_wiki_counts_deeper_are_in_the_answer() -> None:
    text = "# Who may ring owls?\nMembers who\n## paid\n## passed\n# When do owls hunt?\nAt night.\n"
    assert told(parse(text.encode(), "owls.mediawiki")) == [
        ("Who may ring owls?", "Members who\n   1. paid\n   1. passed", 1, 4),
        ("When do owls hunt?", "At night.", 5, 6),
    ]


ASKED = ["What is a wren?", "And the larks?"]
OTHER = {
    "icons of reStructuredText": (
        "faq.rst",
        "Birds\n=====\n\nThey fly.\n\nAsked\n=====\n\n"
        ":octicon:`question` What is a wren?\n\n    A small bird.\n\n"
        ":octicon:`question` And the larks?\n\n    They sing.\n",
    ),
    "terms of reStructuredText": (
        "faq.rst",
        "Birds\n=====\n\nThey fly high.\n\n**Note**:\n    Not all do.\n\n"
        "Their nest\n==========\n\nThey build in hedges.\n\n.. figure:: nest.png\n\n"
        "Their eggs\n==========\n\nThey are blue.\n\nFAQ - Asked often\n=================\n\n"
        "What is a wren?\n    A small bird.\n\nAnd the larks?\n    They sing.\n",
    ),
    "bold of AsciiDoc": (
        "faq.adoc",
        "[[top]]\nThey fly.\n\n''''\n\n== Asked\n\n*What is a wren?* A small bird, of the\nwoods.\n\n"
        "*And the larks?* They sing.\n\n''''\n\n[[foot]]\nCopyright © 2005-2015. All Rights Reserved.\n\n''''\n",
    ),
    "readme files of WordPress": (
        "readme.txt",
        "=== Birds ===\nTags: sky\n\nThey fly.\n\n== Asked ==\n\n= What is a wren? =\n\nA small bird.\n\n"
        "= And the larks? =\n\nThey sing.\n\n== Pictures ==\n\n1. A nest.\n2. An egg.\n",
    ),
    "DokuWiki": (
        "birds.txt",
        "====== Birds ======\n\n===== Asked =====\n\n==== What is a wren? ====\n\nA small bird.\n\n"
        "==== And the larks? ====\n\nThey sing.\n\n====== Pictures ======\n\n  - A nest.\n  - An egg.\n",
    ),
    "slides": (
        "slides.md",
        "<section data-markdown>\n## Announcements\n\n* No class tomorrow.\n</section>\n\n"
        "<section data-markdown>\nWhat is a wren?\n\n1. A fish\n2. A bird\n\n* Correct answer: B\n\n</section>\n\n"
        "<section data-markdown>\nAnd the larks?\n\nThey sing.\n</section>\n\n"
        "<section>\nHow does a hen sleep?\n\nHigh up.\n</section>\n\n<section>\n\nThe end.\n</section>\n",
    ),
}


@pytest.mark.parametrize(("file", "text"), OTHER.values(), ids=list(OTHER))
def test_what_asks_in_other_markup_ends_where_that_ends(file: str, text: str) -> None:
    document = parse(text.encode(), file)
    check_document(document, text.encode())
    found = [one for one in document.entries if one.question in ASKED]
    assert [one.question for one in found] == ASKED
    rest = ("Copyright", "Pictures", "nest", "Announcements", "The end", "larks")
    assert not any(word in one.answer for one in found for word in rest)


def test_roles_in_the_sentences_of_restructuredtext_ask_nothing() -> None:
    text = (
        "Kilns\n=====\n\nWhat is fired by :term:`gas` and\n:term:`wood` are not always\n:term:`pots` can be\ntiles.\n"
    )
    document = parse(text.encode(), "kilns.rst")
    assert [one.question for one in document.entries] == ["Kilns"]
