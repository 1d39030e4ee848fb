"""What a reader of books keeps of them (``My Clippings.txt`` of Kindle): clippings, each between lines of signs."""

import re
from collections.abc import Sequence

_END = "=========="
_WHERE = re.compile(r"- (?=.{0,200}\d).{4,200}\|.{4,200}$")
_FEWEST = 2  # clippings
_MOST = 0.8  # share of the parts between such lines that are some


def clipped(lines: Sequence[str]) -> tuple[Sequence[str], frozenset[int]]:
    """Write the title of a book as a heading over its clippings that stand together.

    Return as well the lines that are no text: where each stands in its book and since when it is kept, and what parts
    them.
    """
    ends = [at for at, line in enumerate(lines) if line.rstrip() == _END]
    tops = [at + 1 for at in ends[:-1]]
    tops = [next((at for at, line in enumerate(lines[: ends[0]]) if line.strip()), 0), *tops] if ends else []
    heads = [top for top in tops if lines[top].strip() and _WHERE.match("".join(lines[top + 1 : top + 2])[:500])]
    if len(heads) < max(_FEWEST, _MOST * len(tops)):
        return lines, frozenset()
    changed = list(lines)
    around = {*ends}
    above = ""
    for top in heads:
        title = " ".join(lines[top].replace("\ufeff", "").split())
        around |= {top + 1} if title != above else {top, top + 1}
        changed[top] = f"# {title}" if title != above else lines[top]
        above = title
    return changed, frozenset(around)
