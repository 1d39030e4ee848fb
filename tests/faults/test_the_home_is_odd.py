"""A home that is a file, of a user who is not there, or not UTF-8: one sentence and an exit code, whatever the verb."""

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
@pytest.mark.parametrize(
    ("home", "why"),
    [("~no-such-user/book", "names a user who is not on this machine"), ("/tmp/\udcff", "is not UTF-8")],
)
def test_a_home_that_no_one_can_have(
    verb: list[str], home: str, why: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ANSWERBOOK_HOME", home)
    code, said = ended(verb, capsys)
    assert code == 2
    assert said.startswith(f"answerbook: ANSWERBOOK_HOME {why}")
