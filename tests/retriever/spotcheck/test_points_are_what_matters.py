"""Key points are the statements of an answer, on their lines, without what only frames them."""

import pytest

from corpus.model import Entry, Section, Span
from retriever.spotcheck.points import MOST, key_points, on_raw_lines, parts

NAMES = ("lions", "tigers", "bears", "wolves", "seals", "crows")
ANSWER = """## Queues

There are two kinds:

- **Standard** queues deliver at least once.
- FIFO queues keep the order.

```
aws sqs create-queue
```

For example, orders go to a FIFO queue.

In summary, standard queues deliver at least once and FIFO queues keep the order."""


def test_headings_lead_ins_code_and_summaries_are_no_points() -> None:
    points = key_points(ANSWER)
    assert [point.text for point in points] == [
        "**Standard** queues deliver at least once.",
        "FIFO queues keep the order.",
    ]
    assert [point.lines for point in points] == [Span(5, 5), Span(6, 6)]


@pytest.mark.parametrize("name", ["  -- Dave", " — Jo Miller", "\n\n-- Priya, 2023"])
def test_the_name_that_an_answer_is_signed_with_is_no_point(name: str) -> None:
    said = ["Mash at 66 degrees.", "Lower is drier."]
    assert [point.text for point in key_points(" ".join(said) + name)] == said
    assert len(key_points(name)) == 1


@pytest.mark.parametrize(
    "aside",
    [
        "**How humid is the oven?** ",
        "TODO: add a source.\n\n",
        "> TBD: a table\n\n",
        "- **Example**: a baker sprays rye loaves.\n\n",
        "For example, a baker sprays rye loaves. ",
        "See the chapter on ovens. ",
        "Also, refer to [ovens](ovens.md).\n\n",
        "Also, read the next question.\n\n",
        "The manual has more for further details.\n\n",
        "![a loaf](loaf.png)\n\n",
        "[![a loaf](small.png)](loaf.png)\n\n",
        "**Note**\n\n",
        "[2024-10-04 Fri 17:23]\n\n",
        "What the steam does for a loaf in the oven:\n\n",
    ],
)
def test_what_states_nothing_is_no_point_beside_what_does_and_one_by_itself(aside: str) -> None:
    said = "Steam keeps the crust thin."
    assert [point.text for point in key_points(aside + said)] == [said]
    assert len(key_points(aside)) == 1


@pytest.mark.parametrize(
    "said",
    [
        "See a doctor if the cut is deep.",
        "Read the scale before it is moved.",
        "Read the next line of the label.",
        "Use `dose --all` for more details.",
        "Press the bell to find more information about the dose.",
        "Source",
    ],
)
def test_what_only_begins_like_a_reference_is_a_point(said: str) -> None:
    assert [point.text for point in key_points(f"Wash the cut first. {said}")] == ["Wash the cut first.", said]


def test_the_address_that_an_answer_ends_with_is_no_point() -> None:
    said = ["Steam keeps the crust thin.", "It leaves after ten minutes."]
    source = "[https://bread.example/steam](https://bread.example/steam)"
    assert [point.text for point in key_points("\n".join(f"- {each}" for each in said) + f"\n\n{source}")] == said


@pytest.mark.parametrize("said", ["The scale reports to:", "Link:"])
def test_the_address_that_is_asked_for_is_a_point(said: str) -> None:
    (point,) = key_points(f"{said}\n\nhttp://scale.example/report")
    assert point.text.endswith("http://scale.example/report")


def test_what_is_stressed_weighs_more_and_examples_less() -> None:
    stressed, plain, examples = (point.weight for point in key_points(f"{ANSWER}\n\nExamples are orders and bills."))
    assert stressed > plain > examples


def test_rows_of_a_table_are_points_their_cells_named_where_there_are_several() -> None:
    points = key_points("| Flour | Protein |\n|---|---|\n| Wheat | 11 % |\n| Rye | 9 % |")
    assert [point.text for point in points] == ["Wheat – 11 %", "Rye – 9 %"]
    (row,) = key_points("| | Wheat | Rye |\n|---|---|---|\n| Protein | 11 % | 9 % |")
    assert (row.text, row.given) == ("Protein – Wheat: 11 % – Rye: 9 %", ("Wheat", "Rye"))
    (row,) = key_points("| | Wheat | Oat | Rye |\n|---|---|---|---|\n| Protein | 11 % | | 9 % |")
    assert (row.text, row.given) == ("Protein – Wheat: 11 % – Rye: 9 %", ("Wheat", "Rye"))


def test_an_answer_of_code_or_signs_alone_has_one_point_with_the_label_above() -> None:
    assert len(key_points("```\nls -l\n```")) == 1
    assert [point.text for point in key_points("It is full when:\n\n```\nused > size\n```")] == [
        "It is full when:\n\n```\nused > size\n```"
    ]
    assert [point.text for point in key_points("^")] == ["^"]
    assert key_points("") == ()


def test_a_long_answer_is_capped_and_stays_in_order() -> None:
    answer = "\n".join(f"- Step {number} does thing {number} in its own way" for number in range(30))
    points = key_points(answer, MOST)
    assert len(points) == MOST
    assert [point.lines.start for point in points] == sorted(point.lines.start for point in points)


def test_of_a_long_answer_every_item_is_asked_before_what_is_added_to_it() -> None:
    answer = "\n".join(f"- The {name} sleep in their den. They leave it at dusk to look for food." for name in NAMES)
    points = key_points(answer, len(NAMES))
    assert [point.text for point in points] == [f"The {name} sleep in their den." for name in NAMES]


def _entry(sections: tuple[Section, ...], answer: str) -> Entry:
    lines = tuple(range(10, 10 + len(answer.split("\n"))))
    return Entry("q", True, "q", answer, lines, "d.md", Span(9, lines[-1]), sections=sections)


def test_a_long_entry_is_asked_by_section() -> None:
    answer = "\n".join(
        line
        for part in ("reading", "writing")
        for line in ("## Limits", *(f"- {part} about {n} takes time" for n in NAMES))
    )
    entry = _entry((Section("Limits", 10, 16), Section("Limits", 17, 23)), answer)
    cut = parts(entry)
    assert [name for name, _, _ in cut] == ["Limits", "Limits (2)"]
    assert cut[1][2] == tuple(range(17, 24))
    raw = on_raw_lines(key_points(cut[0][1]), cut[0][2])
    assert [point.lines.start for point in raw] == list(range(11, 17))


def test_a_short_entry_is_asked_as_a_whole() -> None:
    entry = _entry((Section("A", 10, 10), Section("B", 11, 11)), "One thing.\nAnother thing.")
    assert parts(entry) == (("", entry.answer, entry.answer_lines),)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("**Answer: B (Glacier Deep Archive)**", ["Glacier Deep Archive"]),
        ("Correct answers: A and C (SQS; SNS)\n\nBoth take messages.", ["SQS", "SNS", "Both take messages."]),
        ("C (yeast). It makes the gas.", ["yeast", "It makes the gas."]),
        ("2. b (mirroring)", ["mirroring"]),
        ("Answer: B", ["Answer: B"]),
        ("S3 Glacier (the cheapest)", ["S3 Glacier (the cheapest)"]),
    ],
)
def test_choices_that_letters_name_are_points_each(answer: str, said: list[str]) -> None:
    assert [point.text for point in key_points(answer)] == said
