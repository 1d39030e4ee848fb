"""OpenDocument texts are read as the Markdown that says the same, like Word documents."""

import pytest
from invariants import check_document
from opendocument import h, items, opendocument, p, span, table
from reading import pairs, told

from corpus import Document, parse

KEEL, BEAM = h("What is a keel?"), p("The lowest beam.")


def checked(*blocks: str, formulas: tuple[str, ...] = (), flat: bool = False) -> Document:
    data = opendocument(*blocks, formulas=formulas, flat=flat)
    document = parse(data, "boats.fodt" if flat else "boats.odt")
    check_document(document, data)
    return document


@pytest.mark.parametrize("flat", [False, True])
def test_headings_lists_tables_and_code_are_read(flat: bool) -> None:
    document = checked(
        p("Boats", style="P1"),
        h("What is a keel?"),
        p("The lowest beam of a <hull> & its spine."),
        items("Bullets", p("It keeps the course") + items("", "of a boat under sail")),
        h("Which sails are there?"),
        table(("Sail", "Place"), ("jib", "bow"), ("spanker", "stern")),
        h("How is one set?"),
        p("halyard.pull()", style="P2"),
        p('<text:s text:c="3"/>', "halyard.belay()", style="P2"),
        flat=flat,
    )
    assert document.text.split("\n")[0] == "# Boats"
    assert told(document) == [
        (
            "What is a keel?",
            "The lowest beam of a `<hull>` & its spine.\n\n- It keeps the course\n   - of a boat under sail",
            3,
            8,
        ),
        ("Which sails are there?", "| Sail | Place |\n|---|---|\n| jib | bow |\n| spanker | stern |", 10, 15),
        ("How is one set?", "```\nhalyard.pull()\n   halyard.belay()\n```", 17, 22),
    ]
    assert {entry.headings for entry in document.entries} == {("Boats",)}


def test_numbers_run_on_where_a_list_goes_on_and_only_there() -> None:
    document = checked(
        items("Numbers", "What is a keel?", more='xml:id="one"'),
        p("The lowest beam."),
        items("Numbers", p("What is a rudder?") + items("", "of wood?", "of iron?"), more='text:continue-list="one"'),
        p("What steers."),
        items("Numbers", "What is a mast?", more='text:continue-numbering="true"'),
        p("A pole. To step one:"),
        items("Numbers", "Lift it", "Pin it"),
    )
    assert [line.strip() for line in document.text.split("\n") if line.strip()[:1].isdigit()] == [
        "1. What is a keel?",
        "2. What is a rudder?",
        "1. of wood?",
        "2. of iron?",
        "3. What is a mast?",
        "1. Lift it",
        "2. Pin it",
    ]


def test_items_counted_in_letters_keep_them() -> None:
    document = checked(
        items("Numbers", p("What is a keel?") + items("Letters", "a sail", "a beam")),
        p("Answer: b) a beam"),
        items("Letters", "on their own", more='text:continue-numbering="true"'),
    )
    assert document.text == ("1. What is a keel?\n   a) a sail\n   b) a beam\n\nAnswer: b) a beam\n\na) on their own\n")


def test_the_choice_that_is_set_bold_answers() -> None:
    quiz = [
        items("Numbers", p(asked) + items("Letters", *choices), more='text:continue-numbering="true"')
        for asked, choices in (
            ("What keeps the course?", ("a sail", p(span("bold", "a keel")), "a mast")),
            ("What carries sails?", (p("a mast", style="bold"), "a rudder", "a keel")),
        )
    ]
    assert pairs(checked(*quiz)) == [
        ("What keeps the course?", "**b) a keel**"),
        ("What carries sails?", "**a) a mast**"),
    ]


def test_what_was_deleted_does_not_show_or_stands_elsewhere_is_left_out() -> None:
    document = checked(
        f"<text:tracked-changes><text:changed-region><text:deletion>{p('An anchor.')}"
        "</text:deletion></text:changed-region></text:tracked-changes>",
        f"<text:table-of-content><text:index-body>{p('What is a keel? 1')}</text:index-body></text:table-of-content>",
        KEEL,
        p("The lowest", f"<office:annotation>{p('Really?')}</office:annotation>", " beam.", span("hidden", " Psst.")),
        p("A secret.", style="hidden"),
    )
    assert document.text == "## What is a keel?\n\nThe lowest beam.\n"


def test_bold_and_code_are_told_by_their_styles() -> None:
    document = checked(
        p("What is a keel?", style="bold"),
        p("The lowest beam: ", span("typed", "keel()"), "."),
        p("What is a ", span("bold", "mast"), "?", style="bold"),
        p("A pole. ", span("bold", "Tall", span("normal", " or not"))),
        p("mast.up()", style="typed"),
        p(span("typed", "mast.down()")),
    )
    assert pairs(document) == [
        ("What is a keel?", "The lowest beam: `keel()`."),
        ("What is a mast?", "A pole. **Tall** or not\n\n```\nmast.up()\nmast.down()\n```"),
    ]
    typed = checked(*(p(line, style="typed") for line in ("Q: What is a keel?", "A: The lowest beam.")))
    assert pairs(typed) == [("What is a keel?", "The lowest beam.")]


def test_footnotes_links_boxes_exponents_and_formulas_stand_where_they_are_referred_to() -> None:
    def drawn(inner: str) -> str:
        return f"<draw:frame>{inner}</draw:frame>"

    def linked(name: str) -> str:
        return drawn(f'<draw:object xmlns:x="http://www.w3.org/1999/xlink" x:href="./{name}"/>')

    body = f"<text:note-body>{p('Of all.')}</text:note-body>"
    note = f"<text:note><text:note-citation>1</text:note-citation>{body}</text:note>"
    link = '<text:a xmlns:x="http://www.w3.org/1999/xlink" x:href="https://example.org/keel">here</text:a>'
    document = checked(
        KEEL,
        p("The lowest beam", note, " of 10", span("raised", "3"), ", see ", link),
        p(drawn(f"<draw:text-box>{p('It is long.')}</draw:text-box>")),
        h("How high is a mast?"),
        p("It is ", linked("Object 1"), "."),
        formulas=(
            "<math><semantics><mrow><mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac><mo>=</mo>"
            "<msup><mi>𝐱</mi><mn>2</mn></msup></mrow><annotation>{a+b} over 2</annotation></semantics></math>",
        ),
    )
    assert pairs(document) == [
        ("What is a keel?", "The lowest beam (Of all.) of 10^3, see [here](https://example.org/keel)\n\nIt is long."),
        ("How high is a mast?", "It is (a+b)/2=x^2."),
    ]


def test_a_text_without_words_is_a_finding() -> None:
    assert ["no text" in one.message for one in checked(p()).findings] == [True]
