"""Questions that only stand out, over indented text or in quotes, are told from titles, remarks and plain text."""

import pytest
from reading import read, told

from corpus import parse

POOL = (
    'Who made it?\n\tI did.\n\nWhy?\n\tFor fun.\n\n"Deep end" means what?\n\tAsk me.\n\n'
    "When does it open?\n\tAt six.\n\n"
)


def test_a_term_over_indented_text_is_an_entry_and_no_title() -> None:
    document = parse(f"{POOL}The pump\n\tIt stands outside.\n\nIs it loud?\n\tYes.\n".encode(), "faq.txt")
    assert [(one.question, one.headings) for one in document.entries[2:]] == [
        ('"Deep end" means what?', ()),
        ("When does it open?", ()),
        ("The pump", ()),
        ("Is it loud?", ()),
    ]


@pytest.mark.parametrize(
    "remark",
    ["The night swim\nis for members", "All who swim here have agreed to the rules of the house (we asked each)"],
    ids=["two lines", "a long line"],
)
def test_a_remark_at_the_margin_is_no_title(remark: str) -> None:
    text = f"{POOL}{remark}\n\nIs it loud?\n\tYes.\n\nIs it old?\n\tNo.\n"
    assert [(one, back) for one, back, _, _ in told(parse(text.encode(), "faq.txt"))[3:]] == [
        ("When does it open?", f"At six.\n\n{remark}"),
        ("Is it loud?", "Yes."),
        ("Is it old?", "No."),
    ]


def test_commands_in_prose_that_asks_now_and_then_answer_nothing() -> None:
    text = "".join(
        f"{over}\n\n    pump --{way}\n\nIt will hum.\n\nWait a little then.\n\n"
        for over, way in (("Have you a pump?", "new"), ("Then turn it on.", "start"), ("Is it loud?", "slow"))
    )
    assert "Then turn it on." not in [asked for asked, _, _ in read(text, "pump.txt")]


QUOTED = (("The pump is loud.", "Plug it out."), ("Is it old?", "Yes, it is."), ("Is it deep?", "No, not there."))


def test_two_quotes_in_a_text_are_no_questions() -> None:
    text = "".join(f"> {said}\n\n{back}\n\n" for said, back in QUOTED[:2])
    assert all(asked != "Is it old?" for asked, _, _ in read(text))


@pytest.mark.parametrize("above", ["---\n\n> ", "> \n> "], ids=["rules between", "an empty line in front"])
def test_quotes_over_text_ask_however_they_are_set_apart(above: str) -> None:
    text = "".join(f"{above}{said}\n\n{back}\n\n" for said, back in QUOTED)
    document = parse(f"We asked some of them.\n\n{text}".encode(), "faq.txt")
    assert [(one, back) for one, back, _, _ in told(document)] == list(QUOTED)


def test_quotes_under_titles_are_what_these_are_about() -> None:
    text = "".join(f"{said[:-1]}\n-------\n\n> {said}\n\n{back}\n\n" for said, back in QUOTED)
    assert "The pump is loud." not in [asked for asked, _, _ in read(text)]


def test_quotes_that_end_labelled_answers_are_in_them() -> None:
    said = ("All was calm.", "Who stopped it?", "Were they glad?", "Why so late?")
    text = "".join(f"Q: Who swims {at}?\n\nWe heard them.\n\n> {one}\n\n" for at, one in enumerate(said, 1))
    assert [asked for asked, _, _ in read(f"{text}Q: Who swims last?\n\nNobody.\n")] == [
        *(f"Who swims {at}?" for at in range(1, 5)),
        "Who swims last?",
    ]


def test_rules_round_a_title_are_no_titles_of_what_stands_out() -> None:
    rule = "=" * 30
    text = (
        f"{rule}\n A POT\n Made by hand\n{rule}\n\nSTEP 1 - Get clay\n  Dig it.\n\nSTEP 2 - Throw it\n  1. Wet it.\n\n"
    )
    text += f"{rule}\n ASKED OFTEN\n{rule}\n\nWhat is a kiln?\n  An oven.\n\nHow hot is it?\n  Very.\n\n"
    text += f"When is it opened?\n  Cold.\n\n{rule}\n TO FIRE ONE (no gas)\n{rule}\n\n"
    text += f"1. Stack the pots (one) in the kiln\n2. Close: the door\n3. Heat it up slowly\n\n{rule}\n"
    found = parse(text.encode(), "kilns.txt").entries
    assert {one.question: one.headings[-1:] for one in found if one.question.endswith("?")} == {
        "What is a kiln?": ("ASKED OFTEN",),
        "How hot is it?": ("ASKED OFTEN",),
        "When is it opened?": ("ASKED OFTEN",),
    }
    assert not any("Stack" in one.question for one in found)
