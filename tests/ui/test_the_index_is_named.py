"""The page says which index it serves where that is not the usual one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pages import Show, words
from streamlit.testing.v1 import AppTest

from index.places import places
from ui import session


@pytest.fixture(params=[None, "<kitchen>"], ids=["usual", "named"])
def chosen(request: pytest.FixtureRequest) -> Iterator[str | None]:
    """Serve an index of that name."""
    session.choose(request.param)
    yield request.param
    session.choose(None)


def test_before_what_it_holds(chosen: str | None, retriever: object, show: Show) -> None:
    name = "Index <strong>&lt;kitchen&gt;</strong>: " if chosen else ""
    assert f'<p class="ab-lead">{name}3 answers from 2 documents,' in words(show("ask"))
    assert f'<p class="ab-lead">{name}2 documents, 3 entries, 3 passages.' in words(show("library"))


def test_where_there_is_none_it_says_where_to_begin(chosen: str | None, home: Path) -> None:
    other = places().index("garden")
    other.mkdir(parents=True)
    (other / "current").write_text("")
    page = Path(__file__).parents[2] / "ui" / "app.py"
    shown = words(AppTest.from_file(str(page), default_timeout=30).run())
    title = "There is no index &lt;kitchen&gt; yet" if chosen else "No notes yet"
    assert f'<p class="ab-notice-title">{title}</p>' in shown
    assert (": garden.</p>" in shown) is bool(chosen)
    assert ("start with the example" in shown) is not bool(chosen)
    assert 'href="/library"' in shown


def test_the_example_is_offered_for_the_usual_index_alone(chosen: str | None, home: Path, show: Show) -> None:
    at = show("library")
    assert ("build-example" in [button.key for button in at.button]) is not bool(chosen)
    assert ("start with the example" in words(at)) is not bool(chosen)
