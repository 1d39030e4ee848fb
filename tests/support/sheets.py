"""PDFs for tests: lines of text set in standard fonts, placed in points from the lower left corner of Letter pages."""

from collections.abc import Sequence
from dataclasses import dataclass

_FONTS = {"": "Helvetica", "bold": "Helvetica-Bold", "mono": "Courier", "nameless": "Helvetica"}
_NAMELESS = f"<< /Differences [33 {' '.join(f'/g{code}' for code in range(33, 127))}] >>"
LOCK = f"<< /Filter /Standard /V 1 /R 2 /O <{'41' * 32}> /U <{'42' * 32}> /P -4 >>"


@dataclass(frozen=True)
class Set:
    """A line: what it says, where it begins, how large it is, and in which of ``_FONTS``."""

    text: str
    x: float = 72
    y: float = 700
    size: float = 11
    font: str = ""


def down(*texts: str | Set, y: float = 700, apart: float = 14, x: float = 72) -> list[Set]:
    """Set lines one below the other; an empty one leaves a gap."""
    lines = []
    for each in texts:
        one = each if isinstance(each, Set) else Set(each, x)
        if one.text:
            lines.append(Set(one.text, one.x, y, one.size, one.font))
        y -= apart
    return lines


def pdf(*pages: Sequence[Set | str], lock: bool = False) -> bytes:
    """Write a PDF of these pages, of lines and of operators (``0 0 9 9 re f``); behind a password with ``lock``.

    What letters of the font ``nameless`` mean is not told.
    """
    names = list(_FONTS)
    fonts = "".join(
        f"/F{at} << /Type /Font /Subtype /Type1 /BaseFont /{_FONTS[name]}"
        f" /Encoding {_NAMELESS if name == 'nameless' else '/WinAnsiEncoding'} >> "
        for at, name in enumerate(names)
    )
    kids = " ".join(f"{3 + 2 * at} 0 R" for at in range(len(pages)))
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>"]
    for at, page in enumerate(pages):
        said = "\n".join(
            one
            if isinstance(one, str)
            else f"BT /F{names.index(one.font)} {one.size} Tf {one.x} {one.y} Td ({_escaped(one.text)}) Tj ET"
            for one in page
        )
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << {fonts}>> >>"
            f" /Contents {4 + 2 * at} 0 R >>"
        )
        objects.append(f"<< /Length {len(said.encode('cp1252'))} >>\nstream\n{said}\nendstream")
    made, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    locked = f" /Encrypt {LOCK} /ID [<41> <41>]" if lock else ""
    size = len(places) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R{locked} >>"
    return made + f"{end}\nstartxref\n{len(made)}\n%%EOF\n".encode("cp1252")


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
