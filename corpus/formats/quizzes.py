"""A quiz in the XML of Moodle to lines of tab-separated values: a table a category, in it questions and answers."""

from collections import defaultdict
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from corpus.binaries import Table, Written
from corpus.formats.packed import children, get, guarded, whole
from corpus.formats.spreadsheets import written_row
from corpus.formats.webpages import page_lines

_ALL = 100.0  # the share of a right answer
_CHOSEN = "multichoice"
"""The type of question of which several answers may be right, each with a share."""


@guarded
def quiz_lines(data: bytes) -> Written:
    """Write the questions of a quiz with their right answers and what is told of these."""
    over = ""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for question in children(whole(data), "question"):
        if get(question, "type") == "category":
            over = _text(question, "category").rpartition("/")[2].strip()
            continue
        answers = [*_right(question), *_pairs(question)]
        listed = "\n".join(f"- {one}" for one in answers) if len(answers) > 1 else "".join(answers)
        more = [_text(question, name, lines=True) for name in ("graderinfo", "generalfeedback")]
        asked = _text(question, "questiontext") or _text(question, "name")
        if get(question, "type") != "description" or any(more):
            found[over].append((asked, "\n\n".join(filter(None, [listed, *more]))))
    lines: list[str] = []
    tables = []
    for over, cards in found.items():
        lines += [""] if lines else []
        start = len(lines) + 1
        lines += [f"# {over}"] if over else []
        lines += [line for sides in cards for line in written_row(sides)]
        tables.append(Table(start, len(lines), (over,) if over else (), laid=False))
    return Written(tuple(lines), tables=tuple(tables))


def _right(question: Element) -> Iterator[str]:
    """Yield the right answers, each with what is told of it."""
    least = 0.0 if get(question, "type") == _CHOSEN else _ALL - 1
    for answer in children(question, "answer"):
        try:
            right = float(get(answer, "fraction") or 0) > least
        except ValueError:
            right = False
        if right:
            yield " – ".join(filter(None, (_said(answer), _text(answer, "feedback"))))


def _pairs(question: Element) -> Iterator[str]:
    for part in children(question, "subquestion"):
        if said := _said(part):
            yield f"{said} → {_text(part, 'answer')}"


def _text(element: Element, name: str, *, lines: bool = False) -> str:
    """Return what is said in the first part of this name, in ``lines`` or on one."""
    return next((_said(part, lines=lines) for part in children(element, name)), "")


def _said(element: Element, *, lines: bool = False) -> str:
    """Write the text of an element, which is a page where it has tags, in Markdown."""
    text = next((part.text or "" for part in children(element, "text")), element.text or "")
    if "<" in text or "&" in text:
        text = "\n".join(page_lines(text).lines)
    return text.strip() if lines else " ".join(text.split())
