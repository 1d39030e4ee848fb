"""What is printed for a person: notes and names of files are others' words and must not steer the terminal."""

import re

import click

REINSTALL = "pipx install --force . (in a checkout of Answerbook: an environment of its own)"
"""What mends an installation."""

# Colours are ours; all else that a terminal obeys (titles, links, clipboard, cursor) begins with one of these.
_CONTROL = re.compile(r"(\x1b\[[0-9;]*m)|[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def say(message: str, *, err: bool = False, nl: bool = True) -> None:
    """Print a message, the control characters in it but tabs and line ends replaced; with ``err`` to standard error."""
    click.echo(_CONTROL.sub(lambda found: found[1] or "\N{REPLACEMENT CHARACTER}", message), err=err, nl=nl)


def placed(file: str, start: int, end: int) -> str:
    """Return where lines stand in a file: ``core.md:55-60``, or ``core.md:55`` for a single one."""
    return f"{file}:{start}" if start == end else f"{file}:{start}-{end}"
