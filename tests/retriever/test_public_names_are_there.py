"""What the functions of ``retriever`` return and raise can be imported from it, with its types."""

import dataclasses
import importlib.resources
import pydoc
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import retriever
from retriever import Retriever, spotcheck


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


def test_help_says_what_every_part_of_an_answer_is() -> None:
    shown = pydoc.plaintext.document(retriever)
    for name in retriever.__all__:
        assert f"class {name}(" in shown
        value = getattr(retriever, name)
        for field in dataclasses.fields(value) if dataclasses.is_dataclass(value) else ():
            assert re.search(rf"``{field.name}\b", str(value.__doc__)), f"{name}.{field.name}"


@pytest.mark.parametrize("module", [retriever, spotcheck], ids=["retriever", "spotcheck"])
def test_an_editor_offers_every_name_and_a_type_checker_takes_no_other(module: ModuleType, tmp_path: Path) -> None:
    assert set(module.__all__) <= set(dir(module))
    program = tmp_path / "program.py"
    program.write_text(f"import {module.__name__} as one\n\none.{module.__all__[-1]}\none.Nothing\n")
    checked = [str(program), str(module.__file__), "--follow-imports=skip", "--cache-dir", str(tmp_path)]
    done = subprocess.run([sys.executable, "-m", "mypy", *checked], cwd=tmp_path, capture_output=True, text=True)
    assert re.findall(r"program.py:(\d+): error: .*\[(.*)\]", done.stdout) == [("4", "attr-defined")], done.stdout


@pytest.mark.parametrize("room", ["corpus", "index", "retriever", "ui"])
def test_every_room_says_that_it_is_typed(room: str) -> None:
    assert Path(str(importlib.resources.files(room) / "py.typed")).is_file()
