"""What is printed for a person: notes and names of files are others' words and must not steer the terminal."""

import re

import click

from corpus.pages import Pages, said

REINSTALL = "pipx install --force . (in a checkout of Answerbook: an environment of its own)"
"""What mends an installation."""

# A colour of others would stay when their words have ended, or hide what follows: it is left out. All else that a
# terminal obeys (titles, links, clipboard, cursor) begins with one of the other characters.
_COLOUR = re.compile(r"\x1b\[[0-9;:]*m")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def plain(text: str) -> str:
    """Return a text without colours, its control characters but tabs and line ends replaced."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", _COLOUR.sub("", text))


def say(message: str, *, err: bool = False, nl: bool = True, styled: bool = False) -> None:
    """Print a message, made plain unless it is ``styled`` and what is not ours in it is plain; ``err`` to stderr."""
    click.echo(message if styled else plain(message), err=err, nl=nl)


def placed(file: str, start: int, end: int, pages: Pages | None = None) -> str:
    """Return where lines stand in a file: ``core.md:55-60``, ``core.md:55`` for one, ``core.pdf:55-60 (page 3)``."""
    lines = f"{start}" if start == end else f"{start}-{end}"
    return f"{file}:{lines}" + (f" ({said(file, pages)})" if pages else "")
