"""Lines written like the comments of a program are titles in notes that hold nothing but them and what they are on."""

import pytest
from reading import read, told

from corpus import parse
from corpus.shapes.remarks import remarked

REMARKS = "".join(f"#{one} the pots\n{one} -a\n\n" for one in ("wash", "glaze", "break"))


@pytest.mark.parametrize("file", ["shell.txt", "shell.md", "shell"])
def test_remarks_over_lines_open_entries(file: str) -> None:
    text = (
        "Notes on pots\n\n#wash the pots\nwash -a\nwash -b\n\n#break a pot and sweep:\nbreak --sweep\n#mind the cat\n\n"
    )
    text += "====\n#why do they crack?\n\nThey are thin.\n\n#glaze\nglaze -w\n"
    document = parse(text.encode(), file)
    assert told(document) == [
        ("wash the pots", "wash -a\nwash -b", 3, 5),
        ("break a pot and sweep", "break --sweep\n#mind the cat", 7, 9),
        ("why do they crack?", "They are thin.", 12, 14),
        ("glaze", "glaze -w", 16, 17),
    ]


def test_remarks_in_fences_tags_and_directives_are_no_titles() -> None:
    fenced = "```\n#wash the pots\nwash -a\n\n#break a pot\nbreak\n\n#glaze a pot\nglaze\n```\n"
    tags = "#pots #clay\nPots.\n\n#pots #kiln\nKilns.\n\n#pots #glaze\nGlazes.\n"
    code = "#include <pot>\nint pot;\n\n#define POT 1\nint a;\n\n#if POT == 1\nint b;\n"
    assert [len(read(text)) for text in (fenced, tags, code)] == [1, 1, 1]


def test_remarks_between_headings_are_in_their_sections() -> None:
    text = "".join(f"# {one}\n\n#wash the {one}\nwash\n\n" for one in ("Pots", "Pans", "Cups")) + "# Jars\n\nNone.\n"
    assert [question for question, _, _ in read(text)] == ["Pots", "Pans", "Cups", "Jars"]


@pytest.mark.parametrize("shape", ["{}. Explain pot {}", "Q{}: What is pot {}?", "## {} {}"])
def test_remarks_in_answers_stay_there(shape: str) -> None:
    text = "".join(f"{shape.format(at, at)}\n\nIt is one.\n\n#make a pot\npot({at})\n\n" for at in range(1, 5))
    document = parse(text.encode(), "pots.md")
    assert [(one.lines.start, one.lines.end) for one in document.entries] == [(1, 6), (8, 13), (15, 20), (22, 27)]
    assert all("#make a pot" in one.answer for one in document.entries)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (REMARKS, ".rst"),
        (f"```\n\n{REMARKS}```\n", ".md"),
        (REMARKS + "#mind the cat\n" * 6, ".md"),
        ("#pots\nClay.\n\n#pans\nIron.\n\n#cups\nGlass.\n", ".md"),
        (REMARKS.replace(" pots", " pots."), ".md"),
        (REMARKS.replace(" pots", " pots\n-----"), ".md"),
    ],
    ids=["other markup", "code", "mostly inside", "words", "sentences", "underlined"],
)
def test_other_lines_with_such_a_sign_stay(text: str, kind: str) -> None:
    lines = text.split("\n")
    assert remarked(lines, kind) == lines


def test_comments_in_fences_are_no_headings_beside_remarks() -> None:
    fence = "```\n# one\n# two\n```\n"
    assert remarked((REMARKS + fence).split("\n"), ".md") == (REMARKS.replace("#", "# ") + fence).split("\n")
