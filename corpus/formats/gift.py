"""Quizzes in the format GIFT of Moodle to entries: what is asked stands before braces, in them what may be answered."""

import re
from collections.abc import Iterator, Sequence

from corpus.formats.cards import Card, entry_of
from corpus.formats.trees import Leaf
from corpus.formats.webpages import page_lines
from corpus.model import Entry, Finding, Reading, Span

_SUFFIX = ".gift"
_CATEGORY = re.compile(r"\$CATEGORY:(.*)$")
_ASIDE = re.compile(r"\s*//|\[(?:id|tag):[^\[\]]*\]\s*$")
_QUESTION = re.compile(
    r"\s*+(?:::(?P<title>(?:[^:\\]|\\.|:(?!:))*+)::)?+(?P<asked>(?:[^{}\\]|\\.)*+)"
    r"\{(?P<told>(?:[^{}\\]|\\.)*+)\}(?P<after>(?:[^{}\\]|\\.)*+)",
    re.DOTALL,
)
_PART = re.compile(r"([=~])((?:[^=~\\]|\\.)*+)", re.DOTALL)
_OVERALL = "####"
_NOTE = re.compile(r"(?<!\\)#")
_WEIGHT = re.compile(r"\s*%(-?[\d.,]{1,12})%")
_FORMAT = re.compile(r"\s*\[(html|plain|markdown|moodle)\]")
_ESCAPED = re.compile(r"\\([~=#{}:\\])")
_JUDGED = {"T": "True", "TRUE": "True", "F": "False", "FALSE": "False"}
_BODY = re.compile(r"\s*+(?:[=~#]|(?:T|TRUE|F|FALSE)\s*+(?:#|\Z)|\Z)", re.IGNORECASE)
_TALL = 20_000  # characters of a question
_FEWEST = 2  # questions that show that a file is a quiz
_MOST = 0.6  # share of the parts between blank lines that are some


def read_gift(lines: Sequence[str], document: str, suffix: str) -> Reading | None:
    """Read a quiz; None where a document is none."""
    if suffix != _SUFFIX and not any("{" in line for line in lines):
        return None
    blocks = list(_blocks(lines))
    asked = [(over, start, found) for over, start, text in blocks if (found := _asked(text))]
    titled = any(_CATEGORY.match(line) for line in lines) or any(found["title"] for _, _, found in asked)
    marked = titled or any(_PART.match(found["told"].lstrip()) for _, _, found in asked)
    if suffix != _SUFFIX and (len(asked) < max(_FEWEST, _MOST * len(blocks)) or not marked):
        return None
    made = [entry_of(_card(found, start, over), document, None) for over, start, found in asked]
    entries = [one for one in made if isinstance(one, Entry)]
    findings = [one for one in made if isinstance(one, Finding)]
    spans = [*(entry.lines for entry in entries), *(Span(one.start, one.end) for one in findings)]
    told = {line for span in spans for line in range(span.start, span.end + 1)}
    left = [at for at, line in enumerate(lines, 1) if at not in told and line.strip()]
    findings += [
        Finding("skipped", f"text beside the questions of a quiz: {lines[at - 1].strip()[:80]}", at, at) for at in left
    ]
    return Reading.of(entries, findings)


def _blocks(lines: Sequence[str]) -> Iterator[tuple[str, int, str]]:
    """Yield what stands between blank lines that are in no braces: its category, its first line and its text."""
    over, start, said, depth = "", 0, list[str](), 0
    for number, line in enumerate((*lines, ""), 1):
        category = _CATEGORY.match(line.strip())
        if category or _ASIDE.match(line):
            over = category[1].strip().rpartition("/")[2].strip() if category else over
            line = "" if category or not said else "\0"
        if line.strip():
            start = start or number
            said.append(line.replace("\0", ""))
            bare = line.replace("\\{", "").replace("\\}", "")
            depth = max(depth + bare.count("{") - bare.count("}"), 0)
        elif said and not depth:
            yield over, start, "\n".join(said)
            start, said = 0, []
        elif said:
            said.append("")
    if said:
        yield over, start, "\n".join(said).rstrip("\n")


def _asked(text: str) -> re.Match[str] | None:
    found = _QUESTION.fullmatch(text) if len(text) <= _TALL else None
    return found if found and _BODY.match(found["told"]) and (found["asked"].strip() or found["title"]) else None


def _card(found: re.Match[str], first: int, over: str) -> Card:
    def leaf(text: str, at: int) -> Leaf:
        return Leaf(((first + found.string.count("\n", 0, at), text),))

    asked, after = _shown(found["asked"]), _shown(found["after"])
    text = f"{asked} […] {after}" if after else asked or _shown(found["title"])
    body, _, overall = found["told"].partition(_OVERALL)
    base = found.start("told")
    told = [leaf(text, at) for text, at in _right(body, base)]
    more = [leaf(_shown(overall), base + len(body))] if overall.strip() else []
    lines = Span(first, first + found.string.count("\n"))
    return Card(lines, leaf(text, 0), told, more, over=(over,) if over else ())


def _right(body: str, base: int) -> Iterator[tuple[str, int]]:
    """Yield the right answers, with where they stand, and what is told of them."""
    bare, *notes = _NOTE.split(body, maxsplit=1)
    judged = _JUDGED.get(bare.strip().upper())
    if judged:
        yield " – ".join([judged, *map(_shown, notes)]), base
        return
    counted = body.lstrip().startswith("#")
    if counted and not _PART.search(body):
        yield _shown(body.strip()[1:].replace(":", " ± ")), base
        return
    for part in _PART.finditer(body):
        weight = _WEIGHT.match(part[2])
        if part[1] == "=" or (weight and not weight[1].startswith("-") and weight[1] != "0"):
            answer, *notes = _NOTE.split(part[2][weight.end() if weight else 0 :], maxsplit=1)
            said = (answer.replace(":", " ± ") if counted else answer, *notes)
            yield " – ".join(filter(None, map(_shown, said))).replace("->", "→"), base + part.start()


def _shown(text: str) -> str:
    """Write a text in Markdown on one line: without the name of its format and without signs that keep others."""
    kind = _FORMAT.match(text)
    text = _ESCAPED.sub(r"\1", text[kind.end() if kind else 0 :].replace("\\n", "\n"))
    if kind and kind[1] == "html":
        text = "\n".join(page_lines(text).lines)
    return " ".join(text.split())
