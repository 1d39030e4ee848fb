"""Plain text without headings or questions is cut at its titles, known by being alike; steps and letters stay whole."""

import pytest
from invariants import check_document
from reading import read

from corpus import parse

TITLES = ["Noise of the pump", "Filling", "Chlorine (tablets)"]
TOLD = [
    "The pump is loud when the sieve is full of leaves or hair.\nClean it once a week with warm water.",
    "Fill the pool slowly, from the deep end.\n\n  1) Close the drain.\n  2) Open the tap.\n\nIt takes a day or more.",
    "Use chlorine with care.\nIt is a poison, so keep it from the children.",
]
ROMAN = ["I", "II", "III"]
LOOKS = {
    "below separators": "======================\n\n{title}\n\n{told}\n\n",
    "below separators, numbered": "----------------------\n{roman}) {title}\n\n{told}\n\n",
    "roman numerals": "{roman}. {title}\n\n{told}\n\n",
    "numbers": "{number}. {title}\n\n{told}\n\n",
    "numbers in brackets": "[{number}] {title}\n\n{told}\n\n",
    "capitals": "{capitals}\n{told}\n\n",
    "signs": "*** {title} ***\n\n{told}\n\n",
    "bold": "**{title}**\n\n{told}\n\n",
    "bold, numbered": "**{number}. {title}**\n{told}\n\n",
    "numbers over text": "{number}. {title}\n{told}\n\n",
    "bold items": "{number}. **{title}**\n    {indented}\n",
    "bold items, apart": "{number}. **{title}**\n\n    {indented}\n\n",
    "bold tags": "<strong>{title}</strong><br>\n{told}\n\n",
    "italics": "_{title}_\n\n{told}\n\n",
    "pictograms": "🌊 {title}\n\n{told}\n\n",
    "brackets": "[{title}]\n{told}\n\n",
    "outdented": "{title}\n\n    {indented}\n\n",
    "a colon": "{title}:\n  {indented}\n\n",
}


def written(look: str) -> str:
    return "".join(
        look.format(
            title=title,
            told=told,
            roman=roman,
            number=number,
            capitals=title.upper(),
            indented=told.replace("\n", "\n    "),
        )
        for number, (roman, title, told) in enumerate(zip(ROMAN, TITLES, TOLD, strict=True), 1)
    )


@pytest.mark.parametrize("look", LOOKS.values(), ids=list(LOOKS))
def test_titles_that_are_alike_open_entries(look: str) -> None:
    text = "Notes on the pool\n\nWritten in one summer.\n\n" if "    " not in look and ":" not in look else ""
    text += written(look)
    document = parse(text.encode(), "pool.txt")
    assert [entry.question.casefold() for entry in document.entries] == [title.casefold() for title in TITLES]
    assert all("clean it" not in entry.answer.casefold() for entry in document.entries[1:])
    assert document.entries[1].answer.startswith("Fill the pool slowly")
    check_document(document, text.encode())


def test_a_word_and_a_number_make_titles() -> None:
    entries = parse(written("Part {number}: {title}\n\n{told}\n\n").encode(), "pool.txt").entries
    questions = [entry.question for entry in entries]
    assert questions == [f"Part {number}: {title}" for number, title in enumerate(TITLES, 1)]


@pytest.mark.parametrize("look", ["bold", "bold items", "bold tags", "italics", "pictograms", "capitals"])
def test_under_the_only_heading_of_a_document_titles_open_entries_as_well(look: str) -> None:
    entries = parse(f"# Pool\n\n{written(LOOKS[look])}".encode(), "pool.md").entries
    assert [entry.question.casefold() for entry in entries] == [title.casefold() for title in TITLES]
    assert {entry.headings for entry in entries} == {("Pool",)}
    under = parse(f"# Pool\n\n## Water\n\n{written(LOOKS[look])}".encode(), "pool.md").entries
    assert [entry.question for entry in under] == ["Water"]


def test_a_title_with_text_of_its_own_at_the_top_opens_an_entry() -> None:
    intro = (
        "A pool is a lot of work. Somebody must clean it, and somebody must fill it. These notes say who does what.\n\n"
    )
    document = parse(f"Notes on the pool\n\n{intro}{written(LOOKS['capitals'])}".encode(), "pool.txt")
    assert document.entries[0].question == "Notes on the pool"
    assert {entry.headings for entry in document.entries[1:]} == {("Notes on the pool",)}


@pytest.mark.parametrize(
    ("text", "file"),
    [
        ("# Pool\n\n" + written("{number}. {title}\n\n   {indented}\n\n"), "pool.md"),
        ("# Pool\n\n" + written("{number}. {title}\n\n{told}\n\n"), "pool.md"),
        ("# Pool\n\n" + written("{number}. {title}\n{told}\n\n"), "pool.md"),
        ("# Pool\n\n" + written("- about it\n  {number}. **{title}**\n      {indented}\n"), "pool.md"),
        (written("  {number}. {title}\n{told}\n\n"), "pool.txt"),
        (written("Step {number}: {title}\n\n{told}\n\n"), "pool.txt"),
        (written("{number}. {title}\n"), "pool.txt"),
        ("Dear all,\n\nI have cleaned the pool.\nThe rest is yours.\n\nYours,\n\nAnn\n\nPS: do it soon.\n", "mail.txt"),
        ("THE WATER IS GIVEN \"AS IS\", WITHOUT WARRANTY\nOF ANY KIND, WET OR DRY,\n\nTO ANYBODY\n", "terms.txt"),
    ],
    ids=[
        "a list of Markdown", "one without indent", "one right over its text", "items in items", "an indented list",
        "steps", "a list", "a letter", "terms",
    ],
)  # fmt: skip
def test_what_is_no_outline_stays_whole(text: str, file: str) -> None:
    assert len(parse(text.encode(), file).entries) == 1


def test_a_numbered_title_is_underlined_as_any_other() -> None:
    text = "POOLS\n=====\n\nPurpose\n-------\nTo know.\n\n1. THE PUMP\n-----------\nIt is loud.\n\n"
    text += "2. THE SIEVE\n------------\n\nMesh\n----\nFine.\n\n- of wire\n----\n- of silk\n"
    entries = parse(text.encode(), "pools.txt").entries
    assert [(one.question, one.lines.start) for one in entries] == [("Purpose", 4), ("THE PUMP", 8), ("Mesh", 15)]
    assert {one.headings for one in entries} == {("POOLS",)}
    assert "of silk" in entries[-1].answer


FRAME = "-" * 60


def test_numbered_titles_between_two_rules_stand_over_what_is_below() -> None:
    text = f"THE BOAT SHED\n{'=' * 60}\n\n"
    text += f"{FRAME}\n1. THE BOATS\n{FRAME}\nFour dinghies of oak:\n1. Ann\n2. Bet\n\n"
    text += f"{FRAME}\n2. THE KEYS\n{FRAME}\n\nOn the hook.\n\n{FRAME}\n3. THE RULES\n{FRAME}\nBail her out.\n"
    assert read(text, "boats.txt") == [("THE BOATS", 5, 9), ("THE KEYS", 12, 15), ("THE RULES", 18, 20)]


@pytest.mark.parametrize("above", ["", "What is kept in the shed by the sea\n\n"])
def test_a_rule_below_a_numbered_item_alone_makes_no_title_of_it(above: str) -> None:
    text = f"{above}1. Two boats\n{FRAME}\nBoth are of oak.\n\n{FRAME}"
    found = [(one.question, one.question_written) for one in parse(text.encode(), "boats.txt").entries]
    assert ("Two boats", True) not in found


def test_rules_between_numbered_items_make_no_titles() -> None:
    asked = [f"{number}. What is a {part}?" for number, part in enumerate(("keel", "mast", "boom"), 1)]
    text = f"{FRAME}\n" + "".join(f"{one} A part of the boat.\n{FRAME}\n" for one in asked)
    assert [lines for _, *lines in read(text, "boats.txt")] == [[2, 2], [4, 4], [6, 6]]


@pytest.mark.parametrize("file", ["tasks.txt", "tasks.md"])
@pytest.mark.parametrize(("gap", "margin"), [("\n", "  "), ("\n", ""), ("", "   ")])
@pytest.mark.parametrize("title_", ["{}. {}:", "{}) {}:", "{}. **{}:**", "**{}. {}:**"])
def test_numbered_lines_with_a_colon_over_text_are_titles(title_: str, file: str, gap: str, margin: str) -> None:
    tasks = [
        ("Sharpen a Knife", "Draw it over the stone a dozen times."),
        ("Bone a Fish", "Cut behind the gills:\n{}- down to the spine\n{}- and along it"),
        ("Find the Freshest Egg", "It sinks in a bowl of water."),
        ("Boil Rice", "Take twice as much water as rice."),
    ]
    text = "Tasks for the kitchen\n\n"
    for number, (title, told) in enumerate(tasks, 1):
        text += f"{title_.format(number, title)}\n{margin}{told.format(margin, margin)}\n{gap}"
    document = parse(text.encode(), file)
    assert [one.question for one in document.entries] == [title for title, _ in tasks]
    assert document.entries[1].answer == tasks[1][1].format("", "")


def test_steps_with_a_colon_inside_a_note_are_steps() -> None:
    text = "Rice takes some care, and a pot with a lid.\n\n1. Wash it:\n  in cold water\n2. Soak it\n3. Boil it:\n"
    text += "  in twice as much\n4. Rest it\n5. Eat it\n"
    assert len(parse(text.encode(), "rice.txt").entries) == 1


def test_directives_are_no_titles() -> None:
    text = "".join(f".. option:: --{name} [<file>]\n\n  {told}\n\n" for name, told in zip("abc", TOLD, strict=True))
    assert len(parse(text.encode(), "pool.txt").entries) == 1


@pytest.mark.parametrize("look", ["brackets", "capitals", "a colon", "hyphens", "stars"])
def test_titles_some_of_which_ask_open_entries_all_the_same(look: str) -> None:
    shapes = LOOKS | {"hyphens": "--- {title} ---\n\n{told}\n\n", "stars": "* {title}\n\n{told}\n\n"}
    asked = ["Why is the pump loud?", "It leaks since May", "What is in the water?", "Who may fill it?"]
    text = "Notes on the pool\n\n"
    for title, told in zip(asked, [*TOLD, TOLD[0]], strict=True):
        indented = told.replace("\n", "\n    ")
        text += shapes[look].format(title=title, told=told, capitals=title.upper(), indented=indented)
    document = parse(text.encode(), "pool.txt")
    assert [entry.question.casefold() for entry in document.entries] == [title.casefold() for title in asked]
    check_document(document, text.encode())


def test_titles_over_questions_are_none_themselves() -> None:
    asked = ["Why is the pump loud?", "What is in the water?", "Who may fill it?"]
    text = "".join(
        f"PART {'ABC'[at]} OF IT\n\n{one}\n\n{TOLD[at]}\n\nIs it {at}?\n\nNo.\n\n" for at, one in enumerate(asked)
    )
    found = [entry.question for entry in parse(text.encode(), "pool.txt").entries]
    assert found == [one for at, ask in enumerate(asked) for one in (ask, f"Is it {at}?")]


TEXT = "It is long and low, and all who saw it said that it was the best of them all.\n\n"


def items(head: str, text: str, top: str = "Notes on ships") -> str:
    return f"{top}\n\n" + "".join(f"{head}{one}\n{text}" for one in ("The keel", "The mast", "The boom"))


def test_items_over_text_at_the_margin_are_titles_though_the_last_holds_a_list() -> None:
    text = items("* ", f"\n{TEXT}") + "* a rope\n* a line\n* a sheet\n* a stay\n* a shroud\n"
    assert [one.question for one in parse(text.encode(), "ships.txt").entries] == ["The keel", "The mast", "The boom"]


@pytest.mark.parametrize(
    "text",
    [
        items("* ", f"\n{TEXT}", "# Ships\n\n## A\n\nNotes on ships"),
        items("  * ", f"\n{TEXT}"),
        items("* ", f"\n  {TEXT}"),
        items("* ", TEXT),
        items("", f"\n{TEXT}"),
    ],
    ids=["in Markdown", "indented", "over indented text", "right over text", "short paragraphs"],
)
def test_other_items_and_paragraphs_are_no_titles(text: str) -> None:
    file = "ships.md" if text.startswith("#") else "ships.txt"
    assert "The mast" not in [one.question for one in parse(text.encode(), file).entries]


@pytest.mark.parametrize("title", ["**{}**", "__{}__", "_{}_", "🌊 {}\n", "*** {} ***"])
def test_what_few_lists_ask_in_passing_hides_no_titles(title: str) -> None:
    titles = ["Filling", "Pump", "Winter", "Light", "Water"]
    asking = {
        "Pump": "- Why is it loud?\n    * of sand\n- Does it help to clean it?\n    * it does\n",
        "Light": "- What of lamps?\n    * none\n",
    }
    each = "".join(f"- it takes {hours} hours of work\n" for hours in range(1, 6))
    text = "".join(f"{title.format(one)}\n\n{each}{asking.get(one, '')}\n" for one in titles)
    document = parse(text.encode(), "pool.md")
    assert [entry.question for entry in document.entries] == titles
    assert "- Why is it loud?" in document.entries[1].answer
    check_document(document, text.encode())


def test_beside_titles_that_tell_one_may_stand_over_questions() -> None:
    asked = ["Why is it loud?", "What is in the water?", "Who may fill it?"]
    text = "Pool\n\n" + "".join(f"{title.upper()}\n\n{told}\n\n" for title, told in zip(TITLES, TOLD, strict=True))
    text += "ASKED BY GUESTS\n\n" + "".join(f"{one}\n\n{TOLD[0]}\n\n" for one in asked)
    document = parse(f"{text}FROST\n\n{TOLD[2]}\n".encode(), "pool.txt")
    assert [entry.question for entry in document.entries] == [*map(str.upper, TITLES), *asked, "FROST"]
    assert document.entries[3].headings == ("Pool", "ASKED BY GUESTS")


@pytest.mark.parametrize("top", ["", "**On pools**\n\n"])
def test_titles_in_answers_are_parts_of_them(top: str) -> None:
    asked = ["Why is the pump loud?", "What is in the water?", "Who may fill it?"]
    parts = ("Cause", "Cost", "Care", "Risk")
    text = "".join(
        f"{one}\n\n{told}\n\n" + "".join(f"**{part} {at}**\n\n{TOLD[1]}\n\n" for part in parts)
        for at, (one, told) in enumerate(zip(asked, TOLD, strict=True))
    )
    assert [entry.question for entry in parse(f"{top}{text}".encode(), "pool.txt").entries] == asked


LISTED = "".join(f"- it takes {hours} hours of work\n" for hours in range(1, 6))
ASKING = ("Why is it loud?", "What is in it?", "Who may fill it?")


def test_items_that_ask_above_all_titles_are_read() -> None:
    text = "".join(f"- {one}\n    * so\n    * and so\n" for one in ASKING)
    text += "".join(f"\n**{title}**\n\n{LISTED}" for title in ("Order", "Filling", "Heat", "Frost"))
    assert [entry.question for entry in parse(text.encode(), "pool.md").entries] == list(ASKING)


def test_titles_behind_items_that_ask_are_in_their_answers() -> None:
    text = "".join(
        f"**Part {one}**\n\n- {asked}\n    * so\n\n**Sketch {one}**\n\n{LISTED}\n" for one, asked in enumerate(ASKING)
    )
    entries = parse(text.encode(), "pool.md").entries
    assert [entry.question for entry in entries] == list(ASKING)
    assert all("5 hours of work" in entry.answer for entry in entries)


PARTS = {
    "Filling": "Fill the pool slowly, from the deep end, and close the drain before.",
    "Pump care": "The pump is loud when the sieve is full of leaves or hair.",
    "Frost": "Drain it to below the inlets, and cover it with a net.",
    "Light": "Change lamps only when the power is off.",
}


def colons(titles: tuple[str, str, str, str], gap: str = "\n") -> str:
    return "".join(f"{title}\n{told}\n{gap}" for title, told in zip(titles, PARTS.values(), strict=True))


@pytest.mark.parametrize("file", ["pool.txt", "pool.md"])
@pytest.mark.parametrize("told", ["{}", "- {}\n- and so on", "{}  \n\n"])
def test_lines_with_a_colon_at_the_head_of_paragraphs_are_titles(told: str, file: str) -> None:
    text = "A pool takes some work, which is told here part by part, and by season.\n\n"
    text += "".join(f"{title}:\n{told.format(one)}\n\n" for title, one in PARTS.items())
    assert [entry.question for entry in parse(text.encode(), file).entries] == list(PARTS)
    between = text.replace("\n\nFrost:", "\n   Roof: - of wood\nIt is closed in May.\n\nFrost:")
    found = [entry.question for entry in parse(between.encode(), file).entries]
    assert found == ["Filling", "Pump care", "Roof: - of wood", "Frost", "Light"]


@pytest.mark.parametrize(
    "text",
    [
        colons(("Filling:", "Pump:", "Pump:", "Light:")),
        colons(("Filling:", "Pump:", "Example:", "Light:")),
        colons(("Filling:", "Pump:", "frost and wind:", "Light:")),
        colons(("Filling:", "Pump:", "Frost of the month of May:", "Light:")),
        colons(("Filling: - by hand", "Pump: - by hand", "Frost:", "Light:")),
        colons(("Filling:", "Pump:", "Frost:", "Light:")).replace("\n\n", "\n\nIt is so.\n\n", 2),
        colons(("Filling:", "Pump:", "Frost:", "Light:"), ""),
        colons(("Filling:", "Pump:", "Frost:", "Light:")).partition("Light")[0],
        colons(("Filling:\n", "Pump:\n", "Frost:\n", "Light:\n")),
    ],
    ids=["again", "a part", "a clause", "long", "remarks", "some", "one paragraph", "three", "apart"],
)
def test_other_lines_with_a_colon_are_no_titles(text: str) -> None:
    assert len(parse(text.encode(), "pool.txt").entries) == 1


def test_a_bold_title_may_end_in_a_full_stop_and_hold_a_slanted_word() -> None:
    titles = ["The kiln stays cold", "FAULT: no *cone* was set.", "glaze.Crawling: bare spots"]
    text = "".join(f"**{title}**\n  Look at the fuse first, then at the wire that leads to it.\n\n" for title in titles)
    found = [one.question for one in parse(text.encode(), "kilns.rst").entries]
    assert found == ["The kiln stays cold", "FAULT: no cone was set", "glaze.Crawling: bare spots"]


def test_numbered_titles_are_told_beside_a_list_of_open_questions_and_those_over_nothing_end_what_is_above() -> None:
    told = "Phases: some.\nThere are several, one behind the other, and each has a name of its own to know.\n"
    text = "".join(f"{at}.\tPart of it\n{told}\n" for at in (1, 2)) + "4.\tUses of tar\n5.\tRopes, types\n\n"
    text += f"6.\tSails\n{told}\n1.\tWhat is oak?\n2.\tWhat is tar?\n3.\tWhat is hemp?\n\n8.\tMasts\n{told}"
    assert [(start, end) for _, start, end in read(text, "viva.txt")] == [(1, 3), (5, 7), (12, 14), (20, 22)]
