"""A home that is a file, or of a user who is not there: one sentence and an exit code, whatever the verb."""

from pathlib import Path

import pytest

from retriever.cli import main

VERBS = (["index"], ["ask", "x"], ["stats"], ["related", "x"], ["export", "reviews"])


def ended(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[object, str]:
    """Run the command line; return its exit code and the last line it said."""
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    said = capsys.readouterr().err.strip().split("\n")
    assert not any("internal error" in line for line in said)
    return caught.value.code, said[-1]


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb[0])
def test_a_file_stands_where_the_home_should_be(
    verb: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("mine")
    monkeypatch.setenv("ANSWERBOOK_HOME", str(tmp_path / "file"))
    code, said = ended(verb, capsys)
    assert code in (3, 70)
    assert str(tmp_path / "file") in said
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.parametrize("verb", [["paths"], *VERBS], ids=lambda verb: verb[0])
def test_the_home_of_nobody(
    verb: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ANSWERBOOK_HOME", "~no-such-user/book")
    assert ended(verb, capsys) == (
        2,
        "answerbook: ANSWERBOOK_HOME names a user who is not on this machine: ~no-such-user/book",
    )
