"""Presentations are read slide by slide as the Markdown that says the same: titles over their text, notes below it."""

from invariants import check_document
from opendocument import items, opendocument, p
from reading import pairs, told
from slides import Slide, deck, line, run, shape, slide, table

from corpus import Document, parse


def checked(*slides: Slide) -> Document:
    data = deck(*slides)
    document = parse(data, "boats.pptx")
    check_document(document, data)
    return document


BOATS = slide("Boats", shape("subTitle", line("of the harbour", look="<a:buNone/>")), layout="title")
LINES = (line("The lowest beam"), line("of oak", level=1), line("It keeps the course"))


def test_a_title_asks_and_its_slide_answers() -> None:
    document = checked(
        BOATS,
        slide("What is a keel?", shape("body", *LINES), shape("ftr", "Harbour school"), shape("sldNum", "2")),
        slide("Which sails are there?", table(("Sail", "Place"), ("jib", "bow"))),
        slide("Where is the anchor?", shape("", "At the <bow> & below."), hidden=True),
    )
    assert document.text.startswith("# Boats\n\nof the harbour\n")
    assert told(document) == [
        ("What is a keel?", "- The lowest beam\n   - of oak\n- It keeps the course", 5, 9),
        ("Which sails are there?", "| Sail | Place |\n|---|---|\n| jib | bow |", 11, 15),
        ("Where is the anchor?", "At the `<bow>` & below.", 17, 19),
    ]
    assert [entry.pages and entry.pages.start for entry in document.entries] == [2, 3, 4]
    assert {entry.headings for entry in document.entries} == {("Boats",)}


def test_the_answer_may_stand_in_the_notes_or_on_the_next_slide() -> None:
    document = checked(
        slide("What is a keel?", notes="The lowest beam."),
        slide("What is a mast?"),
        slide("Answer", shape("", "A pole.")),
        slide("What is a rudder?"),
        slide("", shape("", "What steers.")),
        slide("How is a sail set?", shape("", "Pull.")),
        slide("How is a sail set?", shape("", "Belay.")),
    )
    assert pairs(document) == [
        ("What is a keel?", "The lowest beam."),
        ("What is a mast?", "A pole."),
        ("What is a rudder?", "What steers."),
        ("How is a sail set?", "Pull.\n\nBelay."),
    ]
    assert document.page_starts == (1, 5, 7, 11, 13, 15, 19)


def test_slides_that_ask_and_such_that_answer_take_turns() -> None:
    turns = [
        one
        for asked, title, said in (
            ("What is a keel?", "The keel", "The lowest beam."),
            ("Why a mast?", "Sails", "Wind."),
        )
        for one in (slide(asked), slide(title, shape("", said)))
    ]
    last = (slide("The rig", shape("", "All above.")), slide("Any questions?"))
    assert pairs(checked(*turns, *last)) == [
        ("What is a keel?", "**The keel**\n\nThe lowest beam."),
        ("Why a mast?", "**Sails**\n\nWind."),
        ("The rig", "All above."),
    ]
    once = checked(slide("What is a keel?", shape("", "The lowest beam.")), slide("Any questions?"), turns[1])
    assert pairs(once)[1:] == [("The keel", "The lowest beam.")]


def test_boxes_that_ask_are_titles_where_a_slide_has_none() -> None:
    cards = (("What is a keel?", "The lowest beam."), ("What is a mast?", "A pole."))
    assert pairs(checked(*(slide("", *(shape("", text) for text in card)) for card in cards))) == [*cards]
    assert pairs(checked(slide("", shape("", "Is a keel long? Yes.")))) == [("Is a keel long?", "Yes.")]


def test_parts_of_a_presentation_stand_over_their_slides() -> None:
    document = checked(
        BOATS,
        slide("The hull", layout="secHead"),
        slide("What is a keel?", shape("", "The lowest beam.")),
        slide("The rig", layout="secHead"),
        slide("What is a mast?", shape("", "A pole.")),
    )
    assert [entry.headings for entry in document.entries] == [("Boats", "The hull"), ("Boats", "The rig")]


def test_marks_of_paragraphs_are_those_of_the_layout_unless_their_own() -> None:
    count, start = '<a:buAutoNum type="arabicPeriod"/>', '<a:buAutoNum type="arabicPeriod" startAt="4"/>'
    body = shape(
        "body",
        line("By hand:", look="<a:buNone/>"),
        line("Lift", look=count),
        line("Pin", look=count),
        line("tight", level=1),
        line("Stay", look=count),
        line("or brace", level=1, look='<a:buAutoNum type="alphaUcParenR"/>'),
        line("By crane:", look="<a:buNone/>"),
        line("Hook", look=start),
    )
    (entry,) = checked(slide("How is a mast stepped?", body)).entries
    assert entry.answer == "By hand:\n\n1. Lift\n2. Pin\n   - tight\n3. Stay\nA) or brace\n\nBy crane:\n\n4. Hook"


def test_a_slide_of_code_is_code() -> None:
    code = (
        line(run(text, "", '<a:latin typeface="Consolas"/>')) for text in ("halyard.pull()", "halyard.belay(cleat)")
    )
    document = checked(
        slide("Set?", shape("", *code)), slide("What is a keel?", shape("", "The lowest beam of a hull."))
    )
    assert "```\nhalyard.pull()\nhalyard.belay(cleat)\n```" in document.text


def test_bold_code_links_exponents_and_formulas_are_kept_and_fields_left_out() -> None:
    base, power = (f"<m:{name}><m:r><m:t>{said}</m:t></m:r></m:{name}>" for name, said in (("e", "x"), ("sup", "2")))
    formula = f"<m:oMath><m:sSup>{base}{power}</m:sSup></m:oMath>"
    font, link = '<a:latin typeface="Consolas"/>', '<a:hlinkClick r:id="r3"/>'
    ways = f"<mc:AlternateContent><mc:Choice>{shape('', 'By ', line(formula))}</mc:Choice>"
    document = checked(
        slide(
            "What is a keel?",
            shape("", line(run("Beam", 'b="1"'), " of 10", run("3", 'baseline="30000"'), " by ", run("k()", "", font))),
            shape("", line("See ", run("here", "", link), "<a:br/>", "or there", '<a:fld type="slidenum"/>')),
            f"<p:grpSp>{ways}<mc:Fallback>{shape('', 'a picture')}</mc:Fallback></mc:AlternateContent></p:grpSp>",
        )
    )
    assert pairs(document) == [
        (
            "What is a keel?",
            "**Beam** of 10^3 by `k()`\n\nSee [here](https://example.org/keel)\nor there\n\nBy\n\nx^2",
        )
    ]


def test_slides_without_text_are_named() -> None:
    some = checked(slide("What is a keel?", shape("", "The lowest beam.")), slide(""))
    assert [one.message.partition(":")[0] for one in some.findings] == ["slides without text (2)"]
    assert "hold no text" in checked(slide("")).findings[0].message


def _frame(kind: str, *blocks: str) -> str:
    inner = f"<draw:text-box>{''.join(blocks)}</draw:text-box>"
    return f'<draw:frame presentation:class="{kind}">{inner}</draw:frame>'


def test_presentations_in_opendocument_are_read_like_others() -> None:
    notes = f"<presentation:notes>{_frame('page-number', p('2'))}{_frame('notes', p('Of oak.'))}</presentation:notes>"
    data = opendocument(
        f"<draw:page>{_frame('title', p('Boats'))}{_frame('subtitle', p('of the harbour'))}</draw:page>",
        f"<draw:page>{_frame('outline', items('Bullets', 'The lowest beam'))}"
        f"{_frame('title', p('What is'), p('a keel?'))}{_frame('footer', p('Harbour school'))}{notes}</draw:page>",
        kind="presentation",
    )
    document = parse(data, "boats.odp")
    check_document(document, data)
    assert document.text == "# Boats\n\nof the harbour\n\n## What is a keel?\n\n- The lowest beam\n\nOf oak.\n"
    assert document.page_starts == (1, 5)
