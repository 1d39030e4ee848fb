"""Words are shown without the signs of Markdown, and code keeps its own signs."""

import pytest

from retriever.unmarked import unmarked


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("**Bold**, *slanted*, __bold__ and _slanted_", "Bold, slanted, bold and slanted"),
        ("call `__init__` with `**kwargs` and `*args`", "call __init__ with **kwargs and *args"),
        ("__main__ calls __my_hook__, __not__ it", "__main__ calls __my_hook__, not it"),
        ("a `<b>` tag, a <b>bold</b> word", "a <b> tag, a bold word"),
        ("the field my__own_name", "the field my__own_name"),
        ("see [the docs](https://a.example/b) and ![a picture](c.png)", "see the docs and a picture"),
        ("half of $V_{max}$, at $K_m$", "half of $V_{max}$, at $K_m$"),
        ("> a quote\n> goes on", "a quote goes on"),
    ],
)
def test_signs_go_and_words_stay(written: str, read: str) -> None:
    assert unmarked(written) == read
