"""The page's address: what is asked, filtered and opened stands in it, so that it can be kept and gone back to."""

from dataclasses import dataclass
from urllib.parse import urlencode

import streamlit as st

MOST_CHARACTERS = 2000


@dataclass(frozen=True, slots=True)
class Search:
    """A search as the address holds it; ``exact`` asks for the words as typed, without correcting their spelling."""

    query: str = ""
    topics: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    exact: bool = False

    def parameters(self) -> dict[str, str | list[str]]:
        """Return the search as query parameters; what is empty is left out."""
        found: dict[str, str | list[str]] = {}
        if self.query:
            found["q"] = self.query
        if self.topics:
            found["topic"] = list(self.topics)
        if self.files:
            found["file"] = list(self.files)
        if self.exact:
            found["exact"] = "1"
        return found


def search() -> Search:
    """Read the search out of the address; over-long words are cut, as an address is anyone's to write."""
    return Search(
        query=words("q").strip(),
        topics=tuple(st.query_params.get_all("topic")),
        files=tuple(st.query_params.get_all("file")),
        exact=words("exact") == "1",
    )


def words(name: str) -> str:
    """Return one parameter of the address, "" where it is not there; blanks around a file's name belong to it."""
    return st.query_params.get(name, "")[:MOST_CHARACTERS]


def number(name: str, default: int) -> int:
    """Return one parameter of the address as a whole number from 1 on, ``default`` where it is none."""
    value = words(name)
    return int(value) if value.isascii() and value.isdigit() and 1 <= len(value) <= 9 and int(value) > 0 else default


def link(page: str, parameters: dict[str, str | list[str]] | None = None) -> str:
    """Return the address of ``page`` ("" is Ask) with ``parameters``, ready to stand in an ``href``."""
    query = urlencode(parameters or {}, doseq=True)
    return f"/{page}?{query}" if query else f"/{page}"
