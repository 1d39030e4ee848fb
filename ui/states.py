"""What the page says when it cannot answer as it should: no index, a broken one, an old one, an error."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from typing import TYPE_CHECKING, Literal

import streamlit as st

from corpus.counting import some
from index.errors import AnswerbookError, ModelMissingError, NoIndexError, UnusableIndexError
from ui import markup, session

if TYPE_CHECKING:
    from index.sources import Changes

_NAMED = 5
_LOG = logging.getLogger("answerbook.ui")


def notice(kind: Literal["info", "warn", "error"], title: str, words: str, action: str = "") -> None:
    """Show a message; ``words`` and ``action`` are HTML already."""
    role = "alert" if kind == "error" else "status"
    st.html(
        f'<div class="ab-notice ab-{kind}" role="{role}"><p class="ab-notice-title">{escape(title)}</p>'
        f"<p>{words}</p>{action}</div>"
    )


def failed(error: Exception) -> bool:
    """Show what went wrong in place of a traceback, which goes to standard error; returns True: it is dealt with."""
    if isinstance(error, NoIndexError):
        _show_no_index(error)
    elif isinstance(error, AnswerbookError):
        usable = not isinstance(error, UnusableIndexError)
        show_error(error, "" if usable else f"<p>{markup.link('Open the library', 'library')}</p>")
    else:
        _LOG.error("the page failed", exc_info=error)
        _show_fault(error)
    return True


def show_error(error: AnswerbookError, more: str = "") -> None:
    """Show ``error`` as a message that says what is wrong and what mends it, with ``more`` HTML below."""
    title = {
        UnusableIndexError: "The index cannot be used",
        ModelMissingError: "The model is missing",
    }.get(type(error), "That did not work")
    notice("error", title, _said(error), _mend(error.mend) + more)


def _show_no_index(error: NoIndexError) -> None:
    chosen = session.chosen()
    title = f"There is no index {chosen} yet" if chosen else "No notes yet"
    known = f"<p>{_said(error)}.</p>" if chosen else ""
    example = "" if chosen else ", or start with the example: five documents of interview answers"
    link = markup.link("Open the library", "library", kind="ab-button")
    notice(
        "info",
        title,
        f"Answerbook reads your own question-and-answer notes. Add a folder or some files{example}.",
        f"{known}<p>{link}</p>",
    )


def _show_fault(error: Exception) -> None:
    what = f"{type(error).__name__}: {error}"
    notice(
        "error",
        "Something went wrong inside Answerbook",
        f"{escape(what)}. Your notes are untouched. The terminal that runs the page shows the whole of it.",
    )


def show_no_answers() -> None:
    """Say that the notes that were read hold no question with its answer."""
    notice(
        "info",
        "No answers yet",
        "Nothing that was read has a question with its answer. Add notes, or see what was left out and why.",
        f"<p>{markup.link('Open the library', 'library', kind='ab-button')}</p>",
    )


@contextmanager
def titled(title: str) -> Iterator[None]:
    """Let a page that cannot be opened say which it is, above why."""
    try:
        yield
    except AnswerbookError:
        st.html(f'<h1 class="ab-title">{escape(title)}</h1>')
        raise


def show_stale(changes: "Changes") -> None:
    """Say that documents have changed since the index was built, and which."""
    if changes.missing:
        show_missing(changes.missing)
    differ = [*changes.changed, *changes.deleted, *changes.new]
    if not differ:
        return
    notice(
        "warn",
        "The notes have changed since they were read",
        f"Answers come from what is unchanged. Changed, deleted or new: {escape(some(differ, _NAMED))}.",
        f"<p>{markup.link('Bring the index up to date', 'library', kind='ab-button')}</p>",
    )


def show_missing(places: tuple[str, ...]) -> None:
    """Say that the place of some notes is not there, so that answers come from what was read of it."""
    notice(
        "warn",
        "The place of some notes is not there",
        f"Answers come from what was read of it: {escape(some(places, _NAMED))}. Bring it back, or leave it out "
        f"{markup.link('in the library', 'library')}.",
    )


def _said(error: AnswerbookError) -> str:
    """Return what ``error`` says as the beginning of a sentence; a name that it begins with stays as it is written."""
    words = error.message
    return escape(words[:1].upper() + words[1:] if words.partition(" ")[0].isalpha() else words)


def _mend(command: str | None) -> str:
    return f"<p>This mends it:</p>{markup.code(command)}" if command else ""
