"""Print how well related entries, copies and conflicts are found in the seed corpus.

    python benchmarks/related.py [--index NAME]

Judged are the links and copies of ``tests/data/entries_dev.jsonl`` and the conflicts listed in
``tests/data/conflicts_dev.md``.
"""

import argparse
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from corpus.model import Entry
from index.encoder import Encoder
from index.encoding import encoder_of
from index.opened import Index
from index.reader import open_index
from retriever.conflicts import Conflict, find_conflicts
from retriever.copies import find_copies
from retriever.related import related

_DATA = Path(__file__).parent.parent / "tests" / "data"
_AMONG = 10


def main() -> None:
    """Open the index and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--index", help="an index that holds the seed corpus (made by: answerbook index)")
    index = open_index(parser.parse_args().index)
    judged = [json.loads(line) for line in (_DATA / "entries_dev.jsonl").read_text("utf-8").splitlines()]
    names = {row["id"]: _entry_of(row, list(index.entries())) for row in judged}
    print_related(index, encoder_of(index), judged, names)
    print_copies(index, judged, names)
    print_conflicts(index)


def print_related(index: Index, encoder: Encoder, judged: Sequence[dict[str, Any]], names: dict[str, str]) -> None:
    """Print the share of linked entries among the first ten, and the links that are not."""
    links = sorted({(names[row["id"]], names[other]) for row in judged for other in row["related"]})
    links = [(own, other) for own, other in links if own != other]
    missed = []
    for own, other in links:
        shown = related(index, encoder, own, _AMONG)
        if other not in {name for each in shown for name in (each.entry, *(place.entry for place in each.copies))}:
            missed.append((own, other))
    print(f"related among the first {_AMONG}: {len(links) - len(missed)} of {len(links)}", end="")
    print(f" ({1 - len(missed) / len(links):.1%}; wanted 80 %)")
    for own, other in missed:
        print(f"  not shown: {index.entry(own).question} -> {index.entry(other).question}")


def print_copies(index: Index, judged: Sequence[dict[str, Any]], names: dict[str, str]) -> None:
    """Print how many of the judged copies are recognised, and the pairs that are listed besides."""
    wanted = {frozenset((names[row["id"]], names[other])) for row in judged for other in row["same_as"]}
    found = {
        frozenset((one.entry, other.entry))
        for group in find_copies(index)
        for one in group.places
        for other in group.places
        if one.entry != other.entry
    }
    print(f"copies recognised: {len(wanted & found)} of {len(wanted)}; listed besides: {len(found - wanted)}")


def print_conflicts(index: Index) -> None:
    """Print how many of the known conflicts are listed, and the whole list, to be judged by reading it."""
    known = [line for line in (_DATA / "conflicts_dev.md").read_text("utf-8").splitlines() if line[:1].isdigit()]
    listed = find_conflicts(index)
    found = [line for line in known if any(_shows(conflict, line) for conflict in listed)]
    print(f"known conflicts listed: {len(found)} of {len(known)} (wanted 6), in a list of {len(listed)}")
    for conflict in listed:
        mark = next((line.split(".")[0] for line in known if _shows(conflict, line)), "")
        sides = [f"{side.file[:3]}:{side.start} {side.text}" for side in (conflict.left, conflict.right)]
        print(
            f"  {conflict.confidence:.2f} {f'known {mark}' if mark else ''} {conflict.kind}\n    "
            + "\n    ".join(sides)
        )


def _shows(conflict: Conflict, line: str) -> bool:
    """Say whether the sides of a conflict stand on lines of different sides of a known one."""
    known = [set(re.findall(r"(\d{3}):(\d+)", side)) for side in line.split(";")]
    left, right = (
        {(side.file[:3], str(at)) for at in range(side.start, side.end + 1)} for side in (conflict.left, conflict.right)
    )
    return bool((known[0] & left and known[1] & right) or (known[0] & right and known[1] & left))


def _entry_of(row: dict[str, Any], entries: Sequence[Entry]) -> str:
    """Return the id of the entry of the index that a judged line stands in."""
    number = row["file"][:3]
    for entry in entries:
        if entry.document[:3] == number and entry.lines.start <= row["answer_start"] <= entry.lines.end:
            return entry.id or ""
    raise SystemExit(f"no entry of the index holds {row['file']}:{row['answer_start']}: is it one of the seed corpus?")


if __name__ == "__main__":
    main()
