"""Every command and program that the README and docs/ show runs, and prints what they say it prints.

A ```console block holds `$ command` lines, each followed by what it prints: `…` stands for anything, a line that is
only `…` for any number of lines, and `# exit N` behind a command for the exit code (0 if not said). The blocks of one
document run in order, in one empty folder with one home, and after them its ```python blocks. Commands that serve a
page or set up an environment are run elsewhere (tests/browser, make): here only their flags or targets are checked.
"""

import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from corpus.sources import NOTES

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
SERVES = re.compile(r"answerbook ui\b")


@dataclass(frozen=True, slots=True)
class Step:
    line: int
    command: str
    code: int
    printed: tuple[str, ...]


def steps(text: str) -> list[Step]:
    """Return the commands of a document in order."""
    found: list[Step] = []
    inside = False
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("```"):
            inside = line == "```console"
        elif inside and line.startswith("$ "):
            command, _, exit_code = line[2:].partition("  # exit ")
            found.append(Step(number, command.strip(), int(exit_code or 0), ()))
        elif inside and found:
            last = found[-1]
            found[-1] = Step(last.line, last.command, last.code, (*last.printed, line))
    return found


def programs(text: str) -> list[str]:
    """Return the Python programs of a document."""
    return re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def matches(expected: tuple[str, ...], printed: str) -> bool:
    """Say whether the printed text is what the document shows."""
    lines = [
        r"(?:.*\n)*" if e.strip() == "…" else re.escape(e.rstrip()).replace("…", ".*") + r"[ ]*\n" for e in expected
    ]
    return re.fullmatch("".join(lines), printed.rstrip("\n") + "\n") is not None


def with_commands() -> list[Path]:
    return [path for path in DOCUMENTS if steps(path.read_text(encoding="utf-8"))]


@pytest.mark.model
@pytest.mark.parametrize("document", with_commands(), ids=lambda path: path.name)
def test_the_commands_of_a_document_run(document: Path, tmp_path: Path, home: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "ANSWERBOOK_HOME": str(home),
        "COLUMNS": "100",
    }
    for step in steps(document.read_text(encoding="utf-8")):
        where = f"{document.name}:{step.line}: {step.command}"
        words = shlex.split(step.command)
        if words[0] == "make":
            targets = [word for word in words[1:] if "=" not in word]
            makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
            assert all(re.search(rf"^{re.escape(target)}:", makefile, re.M) for target in targets), where
            continue
        if words[0] in {"git", "cd", "export", "pipx", "pip"}:
            continue
        command = f"{step.command} --help" if SERVES.match(step.command) else step.command
        done = subprocess.run(
            ["sh", "-c", command],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == step.code, f"{where}\n{done.stdout}\n{done.stderr}"
        if step.printed:
            assert matches(step.printed, done.stdout), f"{where}\n{done.stdout}"
    for program in programs(document.read_text(encoding="utf-8")):
        call = [sys.executable, "-W", "error", "-c", program]
        done = subprocess.run(call, cwd=folder, env=environment, capture_output=True, text=True, timeout=300)
        assert (done.returncode, done.stderr) == (0, ""), program
        assert done.stdout, program


def test_the_readme_shows_the_two_commands() -> None:
    commands = [step.command for step in steps((ROOT / "README.md").read_text(encoding="utf-8"))]
    assert "make ui" in commands
    assert "make test" in commands


def test_the_readme_names_every_ending_that_is_read() -> None:
    assert sorted(re.findall(r"`(\.[a-z]+)`", (ROOT / "README.md").read_text(encoding="utf-8"))) == sorted(NOTES)


def test_every_link_inside_the_documents_leads_somewhere() -> None:
    for document in DOCUMENTS:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), f"{document.name}: {target}"
