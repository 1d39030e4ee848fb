"""What is counted has its word in the right number."""

import pytest

from corpus import parse
from corpus.counting import counted, some


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 entries"), (1, "1 entry"), (2, "2 entries"), (1234, "1,234 entries")]
)
def test_a_number_has_its_word(count: int, said: str) -> None:
    assert counted(count, "entry", "entries") == said


def test_of_many_names_the_first_are_said() -> None:
    assert some(["a", "b"], 2) == "a, b"
    assert some(["a", "b", "c", "d"], 2) == "a, b and 2 more"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Caf\xe9.".encode("cp1252"), "1 line not in UTF-8, read as Windows-1252"),
        ("It’s a café.".encode().decode("cp1252").encode(), "1 line repaired: once read with the wrong encoding"),
    ],
)
def test_a_finding_of_one_line_says_line(line: bytes, said: str) -> None:
    found = parse("# Où ?\n\nÀ côté.\n\n# Où ?\n\nLà.\n\n".encode() + line, "a.md").findings
    assert said in [each.message for each in found]
