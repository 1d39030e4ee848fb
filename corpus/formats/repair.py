"""Text that was read with the wrong encoding and saved again, put right line by line."""

import re
from collections.abc import Sequence

from ftfy import fix_encoding
from ftfy.badness import is_bad

_LONGEST = 100_000  # characters of one line that ftfy is asked about; it slows down on longer ones
_CERTAIN = 3  # lines that must be damaged beyond doubt before the doubtful ones of a document are repaired too

# First bytes of UTF-8's longer sequences, and of its two-byte Latin ones, as Mac Roman shows them. The first bytes of
# the other two-byte sequences are dashes and curly quotes: a sound "C’était" makes the same round trip.
_LEADS = re.compile("[¬√‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ff]")

# A closing quote is E2 80 9D, and Windows-1252 has nothing for 9D: saved again, that byte is gone, or U+FFFD.
_CUT = re.compile("â€(?:�|(?![\u0081\u008d\u008f\u0090\u009d\u00a0-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]))")


def repair(lines: Sequence[str]) -> list[str]:
    """Undo mojibake; sound lines come back as they are, and no line is added or lost.

    UTF-8 read as Mac Roman is undone by the exact round trip (encode Mac Roman, decode UTF-8), which fails on nearly
    every sound line; where it succeeds by typographic marks alone, the rest of the document must be damaged as well.
    ``ftfy`` undoes Windows-1252, Latin-1 and mixtures of both.
    """
    repaired = list(lines)
    doubtful: list[tuple[int, str]] = []
    certain = 0
    for index, line in enumerate(lines):
        if line.isascii():
            continue
        sound = _mac_roman(line)
        if sound is None:
            repaired[index] = _mixed(line)
        elif _LEADS.search(line) or (len(line) <= _LONGEST and is_bad(line)):
            repaired[index] = sound
            certain += 1
        else:
            doubtful.append((index, sound))
    if certain >= _CERTAIN:
        for index, sound in doubtful:
            repaired[index] = sound
    return repaired


def _mac_roman(line: str) -> str | None:
    try:
        return line.encode("mac_roman").decode("utf-8")
    except UnicodeError:
        return None


def _mixed(line: str) -> str:
    if len(line) > _LONGEST:
        return line
    whole = _CUT.sub("â€\u009d", line) if "â€" in line else line
    if not is_bad(whole):
        return line
    sound = fix_encoding(whole)
    return line if "\n" in sound or ("�" in sound and "�" not in line) else sound
