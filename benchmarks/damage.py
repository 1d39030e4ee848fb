"""Count the entries that damages hide, over the notes of ``tests/data``: ``python benchmarks/damage.py [DAMAGE…]``.

Prints a row a damage (``tests/support/damages.py``): how many of the entries that are read undamaged are found, how
many of them end where they did, and how many false ones there are, in notes damaged as a whole and from the middle on.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "support"))

from damages import DAMAGES, Tally, damaged, own_notes, tally


def main() -> None:
    """Print the table."""
    data = Path(__file__).parent.parent / "tests" / "data" / "notes"
    notes = [one for folder in (data, *sorted(data.glob("unseen-*"))) for one in own_notes(folder)]
    wanted = sum(len(document.entries) for _, _, document in notes)
    print(f"{len(notes)} files, {wanted} entries\n")
    print("| damage | starts | ends too | false | half: starts | ends too | false |\n|---|---|---|---|---|---|---|")
    for name in sys.argv[1:] or DAMAGES:
        cells = [name]
        for part in (False, True):
            seen = Tally()
            for file, lines, document in notes:
                seen += tally(document, damaged(document, lines, DAMAGES[name], part), file)[0]
            cells += [f"{seen.starts / wanted:.1%}", f"{seen.ends / wanted:.1%}", f"{seen.false / wanted:.1%}"]
        print(f"| {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
