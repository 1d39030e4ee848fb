"""A real index of a few notes, and a retriever whose answer a test writes itself."""

import sys
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from fakes import FakeEncoder
from notes import write_notes
from pages import Show
from streamlit.testing.v1 import AppTest

from index.build import build
from index.opened import Index
from index.places import places
from index.reader import open_index
from index.sources import Changes
from retriever.derive import hooks
from retriever.fitted import Ranking, ranking
from ui import session

PAIRS = {
    "tides.md": [
        ("What is a neap tide?", "A neap tide is the smallest tide. It comes at half moon."),
        ("What is a spring tide?", "A spring tide is the largest tide."),
    ],
    "bread.md": [("What is the hydration of a dough?", "Water by flour, in **percent**.")],
}


@dataclass
class Scripted:
    """A retriever that gives the hits of the whole index, unless a test says otherwise; ``asked`` keeps the calls."""

    index: Index
    encoder: FakeEncoder
    says: dict[str, Any] = field(default_factory=dict)
    asked: list[dict[str, Any]] = field(default_factory=list)
    settings: Ranking = field(default_factory=ranking)

    def ask(self, query: str, **options: Any) -> SimpleNamespace:
        self.asked.append({"query": query, **options})
        hits = tuple(self._hit(key) for key in self.index.keys().tolist())
        answer = {"hits": hits, "confidence": 0.83, "abstained": False, "corrected_query": None, "stale": False}
        answer |= {"stages": {"missing": 0.0, "terms": 2}, "read_as": query}
        return SimpleNamespace(query=query, generation=self.index.generation, **(answer | self.says))

    def build(self, *add: Path) -> None:
        """Read what has changed in the notes, and what is added to them, and open the new generation."""
        build(places().index("default"), add=add, encoder=self.encoder, derive=hooks(self.encoder))
        self.index = open_index()

    def changes(self) -> Changes:
        return self.index.changes()

    def related(self, entry: str, k: int) -> list[Any]:
        return []

    def _hit(self, key: int) -> SimpleNamespace:
        passage = self.index.passage(key)
        marks = tuple(SimpleNamespace(start=each.start, end=each.end) for each in passage.sentences[:1])
        return SimpleNamespace(
            **{
                name: getattr(passage, name)
                for name in ("entry", "file", "lines", "pages", "question", "headings", "section", "text", "text_lines")
            },
            score=0.5,
            stages={"late": 0.61, "lexical": 0.25, "evidence": 1.5},
            confidence=0.83,
            highlights=marks,
            copies=(),
        )


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """Return a folder with the notes."""
    return write_notes(tmp_path / "notes", PAIRS)


@pytest.fixture
def retriever(home: Path, notes: Path, monkeypatch: pytest.MonkeyPatch) -> Scripted:
    """Index the notes, and give every page this retriever."""
    encoder = FakeEncoder()
    build(places().index("default"), add=[notes], encoder=encoder)
    scripted = Scripted(open_index(), encoder)
    monkeypatch.setattr(session, "retriever", lambda: scripted)
    return scripted


@pytest.fixture(autouse=True)
def program(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give back ``__main__``: a page that runs takes its place, and a process started later would run the page."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])


def _script(name: str) -> str:
    return f"from ui import {name}\n{name}.page()\n"


@pytest.fixture
def show() -> Show:
    """Return a function that runs one page with the parameters of an address."""

    def shown(page: str, **parameters: str | list[str]) -> AppTest:
        at = AppTest.from_string(_script(page), default_timeout=60)
        at.query_params.update(parameters)
        return at.run()

    return shown
