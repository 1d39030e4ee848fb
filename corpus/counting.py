"""Numbers with the word for what is counted."""


def counted(count: int, one: str, more: str = "") -> str:
    """Return a number with its word: ``one``, or ``more`` for another number (``one`` with an s if left out)."""
    return f"{count:,} {one if count == 1 else more or f'{one}s'}"
