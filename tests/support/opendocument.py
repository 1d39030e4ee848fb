"""OpenDocument texts for tests, written part by part as word processors write them."""

import io
import zipfile
from xml.sax.saxutils import escape

_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("text", "text"),
        ("style", "style"),
        ("table", "table"),
        ("draw", "drawing"),
        ("presentation", "presentation"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
    )
)
_TYPE = "application/vnd.oasis.opendocument."
_LOOKS = {
    "bold": 'fo:font-weight="bold"',
    "normal": 'fo:font-weight="normal"',
    "typed": 'style:font-name="Fixed"',
    "raised": 'style:text-position="super 58%"',
    "hidden": 'text:display="none"',
}
"""What the styles of these names, of texts and of paragraphs, look like."""


def p(*parts: str, style: str = "Standard") -> str:
    """Write a paragraph of texts and elements."""
    return f'<text:p text:style-name="{style}">{_joined(parts)}</text:p>'


def h(text: str, level: int = 1) -> str:
    """Write a heading."""
    return f'<text:h text:outline-level="{level}">{escape(text)}</text:h>'


def span(style: str, *parts: str) -> str:
    """Write text in a style of ``_LOOKS``."""
    return f'<text:span text:style-name="{style}">{_joined(parts)}</text:span>'


def items(style: str, *parts: str, more: str = "") -> str:
    """Write a list of items in the style ``Bullets``, ``Numbers`` or ``Letters``, or in that of the list around it."""
    written = "".join(f"<text:list-item>{part if part[:1] == '<' else p(part)}</text:list-item>" for part in parts)
    named = f'text:style-name="{style}"' if style else ""
    return f"<text:list {named} {more}>{written}</text:list>"


def table(*rows: tuple[str, ...]) -> str:
    """Write a table of plain cells, its first row as its head."""
    cells = ("".join(f"<table:table-cell>{p(cell)}</table:table-cell>" for cell in row) for row in rows)
    head, *others = (f"<table:table-row>{row}</table:table-row>" for row in cells)
    return f"<table:table><table:table-header-rows>{head}</table:table-header-rows>{''.join(others)}</table:table>"


def _joined(parts: tuple[str, ...]) -> str:
    return "".join(part if part[:1] == "<" else escape(part) for part in parts)


def _styles() -> str:
    looks = "".join(
        f'<style:style style:name="{name}" style:family="{family}"><style:text-properties {look}/></style:style>'
        for name, look in _LOOKS.items()
        for family in ("text", "paragraph")
    )
    lists = "".join(
        f'<text:list-style style:name="{name}">'
        + "".join(f'<text:list-level-style-{kind} text:level="{level}" {form}/>' for level in (1, 2))
        + "</text:list-style>"
        for name, kind, form in (
            ("Bullets", "bullet", ""),
            ("Numbers", "number", 'style:num-format="1"'),
            ("Letters", "number", 'style:num-format="a" style:num-suffix=")"'),
        )
    )
    based = "".join(
        f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="{above}"/>'
        for name, above in (("P1", "Title"), ("P2", "Preformatted_20_Text"))
    )
    return f"{looks}{lists}{based}"


def opendocument(*blocks: str, kind: str = "text", formulas: tuple[str, ...] = (), flat: bool = False) -> bytes:
    """Write a document of blocks, a ``text`` or a ``presentation``.

    ``formulas`` are MathML, in objects called ``Object 1`` and so on.
    """
    fonts = '<style:font-face style:name="Fixed" svg:font-family="Iosevka" style:font-pitch="fixed"/>'
    inner = (
        f"<office:font-face-decls>{fonts}</office:font-face-decls>"
        f"<office:automatic-styles>{_styles()}</office:automatic-styles>"
        f"<office:body><office:{kind}>{''.join(blocks)}</office:{kind}></office:body>"
    )
    if flat:
        root = f'office:document {_SPACES} office:mimetype="{_TYPE}{kind}"'
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root}>{inner}</office:document>'.encode()
    parts = {
        "mimetype": _TYPE + kind,
        "content.xml": f"<office:document-content {_SPACES}>{inner}</office:document-content>",
        "styles.xml": f"<office:document-styles {_SPACES}/>",
        **{f"Object {at}/content.xml": formula for at, formula in enumerate(formulas, 1)},
        "META-INF/manifest.xml": "<manifest/>",
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part, None if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return made.getvalue()
