"""An answer falls into sentences, items, rows, code and headings, each with its place."""

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


@settings(max_examples=200, deadline=None)
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
