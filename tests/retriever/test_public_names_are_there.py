"""What the functions of ``retriever`` return and raise can be imported from it, with its types."""

import importlib.resources
import re
from pathlib import Path

import pytest

import retriever
from retriever import Retriever


def test_every_public_name_is_there_and_no_other() -> None:
    assert {name: getattr(retriever, name).__name__ for name in retriever.__all__} == {
        name: name for name in retriever.__all__
    }
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        retriever.Nothing  # noqa: B018


def test_what_a_retriever_returns_and_raises_is_public() -> None:
    methods = [getattr(Retriever, name) for name in ("open", "ask", "related", "grade", "changes")]
    kinds = [method.__annotations__["return"] for method in methods]
    words = " ".join(kind if isinstance(kind, str) else kind.__name__ for kind in kinds)
    raised = {name for method in methods for name in re.findall(r"[A-Z]\w+Error", method.__doc__ or "")}
    mentioned = raised | set(re.findall(r"[A-Z]\w+", words)) - {"Self"}
    assert {"Answer", "Related", "Grade", "Changes", "NoIndexError", "UsageError"} <= mentioned
    assert mentioned <= set(retriever.__all__)


@pytest.mark.parametrize("room", ["corpus", "index", "retriever", "ui"])
def test_every_room_says_that_it_is_typed(room: str) -> None:
    assert Path(str(importlib.resources.files(room) / "py.typed")).is_file()
