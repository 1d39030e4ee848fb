"""Notes exported from Evernote to Markdown: each under its title, like a page of HTML."""

import re
from dataclasses import replace

from corpus.binaries import Written
from corpus.formats.packed import guarded, inside, whole
from corpus.formats.webpages import deeper, page_lines
from corpus.model import Finding

_FILES = re.compile(rb"<resource>[^<]*+(?:<(?!/?resource>)[^<]*+)*+</resource>")
_TYPE = re.compile(rb"<!DOCTYPE en-export[^<>\[\]]{0,200}>")
_BOX = re.compile(r'<en-todo\b(?:[^<>]{0,80}?\bchecked="(true|false)")?[^<>]{0,80}>(?:</en-todo>)?')
_CODE = re.compile(
    r"<div\b[^<>]{0,900}?en-codeblock:\s*true[^<>]{0,900}>"
    r"((?:<div\b[^<>]{0,900}>(?:(?!</?div\b).){0,9000}</div>|<br\s*/?>|\s)*+)</div>",
    re.S,
)
_CELL = re.compile(r"(<(td|th)\b[^<>]*>)((?:(?!</?\2\b).){0,9000})(?=</\2>)", re.S)
_BETWEEN = re.compile(r"</div>\s*<div\b[^<>]*>")
_BLOCK = re.compile(r"</?div\b[^<>]*>")
_LINES = re.compile(r"</div>|<br\s*/?>(?!</div>)")
_TAGS = re.compile(r"<[^<>]*>")
_LOCKED = re.compile(r"<en-crypt\b[^<>]*>[^<>]*</en-crypt>")


@guarded
def enex_lines(data: bytes) -> Written:
    """Write an export in Markdown, its headings below the titles of its notes; None where it is damaged.

    What is attached is left out, text that is locked too, with a Finding.
    """
    lines: list[str] = []
    findings: list[Finding] = []
    starts: list[int] = []
    for note in inside(whole(_TYPE.sub(b"", _FILES.sub(b"", data), count=1)), "note"):
        said = {part.tag: part.text or "" for part in note}
        lines += [*([""] if lines else []), f"# {' '.join(said.get('title', '').split())}"]
        starts.append(len(lines))
        body = said.get("content", "").partition("<en-note")[2].partition(">")[2].rpartition("</en-note>")[0]
        page, locked = _LOCKED.subn("", body)
        made = page_lines(_html(page))
        if locked:
            why = "text that is locked: unlock it and export the note again to have it read"
            findings.append(Finding("skipped", why, len(lines), len(lines)))
        findings += [replace(one, start=len(lines) + 1, end=len(lines) + 1) for one in made.findings]
        lines += ["", *made.lines] if any(made.lines) else []
    return Written(tuple(lines), tuple(findings), parts=tuple(starts))


def _html(page: str) -> str:
    """Write what is Evernote's own as other pages write it: boxes, blocks of code, cells; headings one deeper."""
    page = _BOX.sub(lambda box: "[x] " if box[1] == "true" else "[ ] ", page)
    page = _CODE.sub(_code, page)
    page = _CELL.sub(lambda cell: cell[1] + _BLOCK.sub("", _BETWEEN.sub("<br>", cell[3])), page)
    return deeper(page)


def _code(block: re.Match[str]) -> str:
    lines = _TAGS.sub("", _LINES.sub("\n", block[1]))
    return f"<pre>{lines}</pre>"
