"""What must hold of whatever was read and of whatever was answered, for any input."""

import json
import re
from itertools import pairwise

from corpus.model import Document
from retriever.answers import Answer

_WORD = re.compile(r"[^\W_]+")
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_UNSEEN = re.compile(r"[*_`~\\\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_MARKUP = re.compile(
    r"\[[^\]]*\]\(#[^)]*(?:\)|$)|<a href=\"#[^<>]*>[^<>]*</a>|<[!/]?[a-zA-Z][^<>]*>|\]\([^)]*\)|\{[#:][^}]*\}|&\w+;"
)
_TAG = re.compile(r"<[!/]?[a-zA-Z][^<>]*>")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
_PICTURE = re.compile(r"!\[[^\[\]]*\]\([^()]*\)")


def check_document(document: Document, data: bytes) -> None:
    """Fail unless a document read from ``data`` keeps the promises about its lines, and loses no word."""
    assert document.size == len(data)
    assert document.text.encode("utf-8").count(b"\n") == document.text.count("\n")
    if document.encoding == "utf-8":
        assert document.text.count("\n") == (data.count(b"\n") or data.count(b"\r"))
    last = document.text.count("\n") + 1
    for one, other in pairwise(document.entries):
        assert one.lines.start <= other.lines.start, f"{one.lines} and {other.lines} are not in order"
    for entry in document.entries:
        assert entry.question.strip(), f"an empty question at {entry.lines}"
        assert entry.lines.end <= last
        assert len(entry.answer_lines) == entry.answer.count("\n") + 1
        assert all(line in range(entry.lines.start, entry.lines.end + 1) for line in entry.answer_lines)
        assert all(one <= other for one, other in pairwise(entry.answer_lines))
        assert all(entry.lines.start <= part.start <= part.end <= entry.lines.end for part in entry.sections)
    assert all(1 <= finding.start <= finding.end <= last for finding in document.findings)
    assert lost_lines(document) == []


def lost_lines(document: Document) -> list[int]:
    """List lines with a word that are in no entry, heading or finding, but for comments and links within the page."""
    if not document.encoding:
        return []
    text = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), document.text)
    covered = {line for entry in document.entries for line in range(entry.lines.start, entry.lines.end + 1)}
    covered |= {line for finding in document.findings for line in range(finding.start, finding.end + 1)}
    headings = {word for entry in document.entries for title in entry.headings for word in _words(title)}
    return [
        number
        for number, line in enumerate(text.split("\n"), 1)
        if number not in covered and not any(headings.issuperset(words) for words in _readings(line))
    ]


def _readings(line: str) -> list[list[str]]:
    """List the words of a line without its markup, which may part words or not; a link may be inside one, or be none.

    What a picture beside words is called (the badge of a project in its title) need not be kept.
    """
    shown = _PICTURE.sub(" ", line)
    lines = (line, _LINK.sub(r"\1", line), *((shown,) if _words(shown) else ()))
    read = [_words(_MARKUP.sub(gap, text)) for text in lines for gap in (" ", "")]
    return [*read, _words(_TAG.sub("", line))]


def _words(text: str) -> list[str]:
    return _WORD.findall(_UNSEEN.sub("", text).lower())


def check_answer(answer: Answer, most: int, lines: dict[str, int]) -> None:
    """Fail unless an answer is whole: at most ``most`` hits inside files of so many ``lines``, ready to be printed."""
    assert len(answer.hits) <= most
    assert 0 <= answer.confidence <= 1
    for hit in answer.hits:
        assert hit.lines.end <= lines[hit.file]
        assert 0 <= hit.confidence <= 1
        for mark in hit.highlights:
            assert hit.text[mark.start : mark.end] == mark.text
    json.dumps(answer.as_json(), ensure_ascii=False).encode("utf-8")
