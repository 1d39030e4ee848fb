"""The verbs that need no index load none of the heavy packages."""

import os
import subprocess
import sys

import pytest

HEAVY = ("numpy", "faiss", "torch", "onnxruntime", "tokenizers", "sentence_transformers", "streamlit", "sklearn")


@pytest.mark.parametrize("arguments", [["--help"], ["paths"], ["paths", "--json"], ["--version"], ["complete e"]])
def test_help_paths_and_completion_import_none_of_the_heavy_packages(arguments: list[str]) -> None:
    typed = {"COMP_WORDS": "answerbook e", "COMP_CWORD": "1", "_ANSWERBOOK_COMPLETE": "bash_complete"}
    completes = arguments == ["complete e"]
    program = (
        "import sys\n"
        "from retriever.cli import main\n"
        "try:\n"
        "    main(sys.argv[1:])\n"
        "finally:\n"
        f"    print([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)\n"
    )
    call = [sys.executable, "-c", program, *arguments]
    environment = os.environ | (typed if completes else {})
    done = subprocess.run(call, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["plain,entries", "plain,eval", "plain,export"] if completes else done.stdout.strip()
    assert done.stderr.strip() == "[]"


def test_a_verb_that_is_not_there_is_a_usage_error() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "retriever.cli", "nonsense"], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 2
    assert "nonsense" in done.stderr
    assert not done.stdout


def test_a_reader_that_has_enough_is_no_error() -> None:
    call = [sys.executable, "-m", "retriever.cli", "paths"]
    with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None and running.stderr is not None
        running.stdout.close()
        assert running.wait(60) == 0
        assert running.stderr.read() == b""


def test_every_verb_can_say_what_it_does() -> None:
    from retriever.cli import VERBS, answerbook

    for verb in VERBS:
        command = answerbook.get_command(None, verb)  # type: ignore[arg-type]
        assert command is not None
        assert command.help, verb
