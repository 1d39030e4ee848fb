"""Pages as they are run without a browser: how a test shows one, and the HTML it gave."""

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

Show = Callable[..., AppTest]


def words(at: AppTest) -> str:
    """Return the HTML of a page that has not failed."""
    assert not at.exception
    return "\n".join(element.proto.body for element in at.get("html"))
