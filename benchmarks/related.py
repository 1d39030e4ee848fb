"""Print how well related entries, copies and conflicts are found in the seed corpus.

    python benchmarks/related.py [--index NAME]

Judged are the links and copies of ``tests/data/entries_dev.jsonl`` and the conflicts listed in
``tests/data/conflicts_dev.md``.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from corpus.model import Entry
from index.encoder import Encoder, load
from index.opened import Index
from index.reader import open_index
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
    print_related(index, load(index.manifest.model.name), judged, names)
    print_copies(index, judged, names)


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


def _entry_of(row: dict[str, Any], entries: Sequence[Entry]) -> str:
    """Return the id of the entry of the index that a judged line stands in."""
    number = row["file"][:3]
    for entry in entries:
        if entry.document[:3] == number and entry.lines.start <= row["answer_start"] <= entry.lines.end:
            return entry.id or ""
    raise SystemExit(f"no entry of the index holds {row['file']}:{row['answer_start']}: is it one of the seed corpus?")


if __name__ == "__main__":
    main()
