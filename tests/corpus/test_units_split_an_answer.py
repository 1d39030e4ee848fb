"""An answer falls into sentences, items, rows, code and headings, each with its place."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.units import units

ANSWER = """## Caching

A cache keeps results, e.g. of queries. It is fast!

- **LRU** drops the oldest. It needs a list.
- LFU counts.

| Policy | Cost |
| ------ | ---- |
| LRU | low |

```python
x = 1. # not. a. sentence
```
The last line was
wrapped here."""


def test_each_kind_is_found_in_order() -> None:
    found = [(unit.kind, unit.text) for unit in units(ANSWER)]
    assert found == [
        ("heading", "Caching"),
        ("sentence", "A cache keeps results, e.g. of queries."),
        ("sentence", "It is fast!"),
        ("item", "**LRU** drops the oldest."),
        ("item", "It needs a list."),
        ("item", "LFU counts."),
        ("heading", "| Policy | Cost |"),
        ("row", "| LRU | low |"),
        ("code", "```python\nx = 1. # not. a. sentence\n```"),
        ("sentence", "The last line was\nwrapped here."),
    ]


@settings(max_examples=200)
@given(st.text(alphabet="ab .!?\n-*#|`:1)>\t", max_size=200))
def test_units_are_ordered_disjoint_and_say_where_they_stand(answer: str) -> None:
    at = 0
    lines = answer.split("\n")
    for unit in units(answer):
        assert at <= unit.start < unit.end
        at = unit.end
        assert unit.text == answer[unit.start : unit.end]
        assert answer.count("\n", 0, unit.start) == unit.first_line <= unit.last_line < len(lines)
        assert unit.last_line - unit.first_line == unit.text.count("\n")


def test_time_is_linear_in_the_length_of_one_line() -> None:
    sentence = "The cache keeps `results` of queries, e.g. of joins. It is fast! "
    before = time.process_time()
    found = units(sentence * 30_000)
    assert len(found) == 60_000
    assert time.process_time() - before < 10


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It holds rows, e.g. those of joins. Good.", 2),
        ("Ask J. Smith. He knows.", 2),
        ("1. It is first. It stays.", 2),
        ("See fig. 3 for more. Then go on.", 2),
        ("Ça va ? Oui. Bien !", 3),
        ("It was 1990. Then came 2000.", 2),
        ("The error is swallowed. `contextlib` helps.", 2),
        ("Measure first. `python -m` times it.", 2),
        ("It drains one at a time. kubelet may be late.", 2),
        ("It keeps (some of the rows). kubelet may be late.", 2),
        ("It takes approx. five rows of the abbr. kind.", 1),
        ("It takes rows from a ... `b` to the end … `c` of it.", 1),
        ("See the file notes.txt. it says so of vol. 3.", 1),
        ("Plan b. is the one of J. and i.e. of K.", 1),
        ("Or so it was said... then it was not.", 1),
    ],
)
def test_a_full_stop_ends_a_sentence_unless_it_abbreviates(text: str, count: int) -> None:
    assert len(units(text)) == count


def test_a_line_too_long_for_prose_is_cut_into_pieces_quickly() -> None:
    before = time.process_time()
    found = units("word " * 2_400_000)
    assert time.process_time() - before < 5
    assert max(len(unit.text) for unit in found) <= 600
    assert sum(len(unit.text.split()) for unit in found) == 2_400_000


def test_an_answer_is_markdown_whatever_the_notes_are() -> None:
    assert [unit.kind for unit in units("h1. heads one\nh2. heads two")] == ["sentence"]


def test_a_fence_round_all_of_an_answer_is_code() -> None:
    assert [unit.kind for unit in units("```\n# Options\nwhile bake; do\n  turn\ndone\n```")] == ["code"]
