"""Codes that count up are no words of questions; names with a number, and what stands around a question, are told."""

import pytest
from reading import read

RESTS = ("Why does the kiln smoke?", "When the lid sticks, what helps?", "The glaze runs off")


@pytest.mark.parametrize(
    "codes",
    [("K01", "K02", "K03"), ("K1", "G1", "G2"), ("KG4.", "KG5.", "KG6."), ("[A-1]", "[A-2]", "[A-3]"),
     ("(P_10)", "(P_11)", "(P_12)")],
)  # fmt: skip
@pytest.mark.parametrize(("sign", "file"), [("###", "kiln.md"), ("===", "kiln.adoc")])
def test_codes_are_taken_off(codes: tuple[str, str, str], sign: str, file: str) -> None:
    text = f"{sign[0]} Kilns\n\n" + "".join(
        f"{sign} {code} {rest}\n\nLet it cool.\n\n" for code, rest in zip(codes, RESTS, strict=True)
    )
    assert [one[0] for one in read(text, file)] == list(RESTS)


@pytest.mark.parametrize(
    "names",
    [
        ("ES6 is what?", "ES7 is what?", "ES8 is what?"),
        ("M1 is which road?", "M3 is which road?", "M4 is which road?"),
        ("H1 The title", "H2 The chapter", "H3 The part"),
        ("S3 is what?", "How is it paid?", "S3 costs what?"),
    ],
)
def test_names_stay(names: tuple[str, str, str]) -> None:
    assert [one[0] for one in read("".join(f"## {name}\n\nIt is.\n\n" for name in names))] == list(names)


def test_what_asks_below_a_number_has_no_label_and_no_hint() -> None:
    text = "* Drills\n" + "".join(
        f"** Question {number}\n   - PROMPT ::Fire a bowl for {number} hours, at the heat\n"
        f"that the cone shows. {end}\n   - HINT   :: A cone bends\nwhen it is hot.\n   - ANSWER :: Cone {number}.\n\n"
        for number, end in ((1, "Is it glazed?"), (2, "Draw it."), (3, "Say why."))
    )
    assert read(text, "drill.org") == [
        ("Fire a bowl for 1 hours, at the heat that the cone shows. Is it glazed?", 2, 7),
        ("Fire a bowl for 2 hours, at the heat that the cone shows. Draw it.", 9, 14),
        ("Fire a bowl for 3 hours, at the heat that the cone shows. Say why.", 16, 21),
    ]


def test_labels_of_parts_that_come_again_ask_nothing() -> None:
    text = "# Woods\n\n## Why they matter\n\nWoods float and bend, and each has its use; none is good for all.\n\n"
    text += "## The woods\n\n" + "".join(
        f"### {number}. {wood}\n\n**What they are:** Trees of the north, slow to grow.\n\n"
        f"**When to use:** In hulls and in {use}.\n\n**In the yard:**\n- Saw it wet.\n- Dry it long.\n\n---\n\n"
        for number, (wood, use) in enumerate((("Oak", "spars"), ("Elm", "keels")), 1)
    )
    assert [one[0] for one in read(text)] == ["Why they matter", "Oak", "Elm"]


def test_questions_in_lists_that_mostly_tell_open_nothing() -> None:
    parts = {
        "The kiln": "",
        "The glaze": "* **Heat problem**: How hot does it get? _by day_ and by night\n",
        "The wheel": "",
        "The clay": "* **Fuel problem**: Which wood is burnt, when the fire is low?\n\n    * oak\n    * ash then\n\n",
        "The cone": "* **Slow fire**\n\n    * low\n",
    }
    told = "\n".join(f"* Part {number} is **fired**\n\n    * low\n    * high\n" for number in range(3))
    text = "# Pots\n\n" + "\n".join(f"## {part}\n\n{asking}{told}" for part, asking in parts.items())
    assert [one[0] for one in read(text)] == list(parts)


def test_lists_that_mostly_ask_open_entries() -> None:
    rows = "\n".join(f"* **How hot is cone {number}?**\n\n    * {number * 30} degrees\n" for number in range(1, 4))
    text = f"# Pots\n\n## Kilns\n\n{rows}\n## Glazes\n\n{rows.replace('cone', 'glaze')}"
    assert [one[0] for one in read(text)][:2] == ["How hot is cone 1?", "How hot is cone 2?"]
    assert len(read(text)) == 6


ASKED = (
    "## Asked\n\n- Why is rye dark?\n  - bran\n\n- Why does dough rise?\n  - yeast\n\n- When is it done?\n  - late\n\n"
)


@pytest.mark.parametrize(
    "beside",
    [
        "## Kept\n\n" + "".join(f"- loaf {number} keeps well\n" for number in range(16)),
        "".join(f"## Flour {number}\n\nIt is milled of grain.\n\n" for number in range(8)),
    ],
    ids=["few sections", "few other items"],
)
def test_questions_in_a_list_of_their_own_open_entries(beside: str) -> None:
    asked = [one[0] for one in read(f"# Bread\n\n{ASKED}{beside}")]
    assert asked[:3] == ["Why is rye dark?", "Why does dough rise?", "When is it done?"]


@pytest.mark.parametrize("asked", ["**Who is this?**", "Who is this?", "Q: Who is this?"])
def test_what_is_asked_under_each_heading_is_asked_of_what_that_names(asked: str) -> None:
    text = "# Crew\n\n" + "".join(f"### {one}\n\n{asked}\n\n{one} sails.\n\n" for one in ("Ann", "Bo", "Cy"))
    assert read(text) == [
        (f"{one}: Who is this?", 6 * at + 3, 6 * at + 7) for at, one in enumerate(("Ann", "Bo", "Cy"))
    ]
    apart = text.replace(asked, asked.replace("this", "here"), 1).replace(asked, asked.replace("this", "there"), 1)
    assert [one for one, _, _ in read(apart)] == ["Who is here?", "Who is there?", "Who is this?"]
