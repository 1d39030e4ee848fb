"""The words that deny whatever they stand with, for all that holds one statement against another."""

_DENYING = frozenset({"cannot", "never", "no", "none", "not"})


def denies(word: str) -> bool:
    """Say whether a word, in lower case, denies: "not", "never", "can't"."""
    return word in _DENYING or word.endswith(("n't", "n’t"))
