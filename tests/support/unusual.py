"""Notes that are hard to lay out: words and names without a blank, a wide table, a line of code, right to left."""

from pathlib import Path

WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
FILE = f"{'notes-without-a-blank' * 6}.md"
NOTES = f"""# {WORD}

## What is a {WORD}?

A {"w" * 300}, see {WORD}.

## Which regions have which zones?

| Region | What one should know of it | A | B |
|---|---|---|---|
| north | it has some words in a cell that are many | {"1" * 40} | {"2" * 40} |

## How is the long command typed?

On one line:

```sh
{"command --option=value " * 12}
```
"""
RIGHT_TO_LEFT = """# ملاحظات

## ما هي عاصمة فرنسا؟

عاصمة فرنسا هي باريس.

- برج إيفل في `250 m`
- متحف اللوفر
"""


def write_unusual(folder: Path) -> Path:
    """Write the notes; returns ``folder``."""
    (folder / FILE).write_text(NOTES, encoding="utf-8")
    (folder / "arabic.md").write_text(RIGHT_TO_LEFT, encoding="utf-8")
    return folder
