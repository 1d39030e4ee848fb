"""What every page stands in: the style sheet, the bar, the keyboard, and what is said when a page fails."""

from collections.abc import Callable
from functools import lru_cache
from html import escape

import streamlit as st

from ui import ask, assets, check, document, explore, library, markup, states

_PAGES: dict[str, tuple[str, Callable[[], None]]] = {
    "": ("Ask", ask.page),
    "explore": ("Explore", explore.page),
    "check": ("Spot-check", check.page),
    "library": ("Library", library.page),
}
_BEHIND: dict[str, tuple[str, Callable[[], None]]] = {"document": ("Document", document.page)}

_HINT = '<span class="ab-hint">Press <kbd>?</kbd> for shortcuts</span>'


def show() -> None:
    """Show the page that the address names."""
    st.set_page_config(page_title="Answerbook", page_icon=str(assets.FOLDER / "icon.svg"), layout="centered")
    st.html(f"<style>{assets.text('look.css')}</style>")
    pages = [
        st.Page(_guarded(page), title=f"{title} · Answerbook", url_path=path or "ask", default=not path)
        for path, (title, page) in (_PAGES | _BEHIND).items()
    ]
    current = st.navigation(pages, position="hidden")
    st.html(_bar(current.url_path))
    current.run()
    _keyboard(current.url_path)


def _guarded(page: Callable[[], None]) -> Callable[[], None]:
    """Return ``page`` with its failures shown as messages, so that bar and keyboard work all the same."""

    def guarded() -> None:
        try:
            page()
        except Exception as error:
            states.failed(error)

    return guarded


def _bar(here: str) -> str:
    links = "".join(
        f'<a href="/{path}"{" aria-current=page" if path == here else ""}>{escape(title)}</a>'
        for path, (title, _) in _PAGES.items()
    )
    return (
        f'<nav class="ab-bar" aria-label="Pages">{markup.link("Answerbook", "", kind="ab-brand")}{links}{_HINT}</nav>'
    )


def _keyboard(path: str) -> None:
    """Mount the script that gives the search box the focus and listens for shortcuts."""
    place = f"{path}?{st.query_params.to_dict()}#{st.session_state.get('check-question', '')}"
    _component()(key="keyboard", data={"focus": path in {"", "check"}, "place": place})


@lru_cache
def _component() -> Callable[..., object]:
    return st.components.v2.component(
        "answerbook_keyboard", html=assets.text("keys.html"), js=assets.text("keys.js"), css=assets.text("keys.css")
    )
