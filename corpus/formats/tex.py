"""A document of LaTeX to lines of Markdown, line by line; nothing is executed, and no macro is expanded."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set

from corpus.formats.placed import Made
from corpus.formats.texcards import ASKED, ASKING, CARDS, dealt
from corpus.formats.texwords import BEGIN, CODE, in_code, plain_tex
from corpus.formats.texwriting import Writing
from corpus.lines.dialects import FENCE
from corpus.lines.markers import ASKS, SURE, asks
from corpus.model import Finding

SOURCES = frozenset({".tex", ".ltx", ".latex"})
"""Suffixes of documents in LaTeX."""

_ARGUMENT = r"\{((?:[^{}\\]++|\\.|\{(?:[^{}\\]++|\\.|\{[^{}]{0,500}+\}){0,200}+\}){0,400}+)\}"
_COMMENT = re.compile(r"(?<!\\)((?:\\\\){0,20})%.*")
_HEADING = re.compile(
    rf"\\(part|chapter|(?:sub){{0,2}}section|(?:sub)?paragraph|frametitle)\*?(?:\[[^\[\]]{{0,300}}\])?{_ARGUMENT}"
)
_OPENED = re.compile(
    r"\\(?:part|chapter|(?:sub){0,2}section|(?:sub)?paragraph|frametitle|[Qq]|[Qq]uestion|faq|qa|card)\*?(?:\[[^\[\]]{0,300}\])?\{"
)
_LEVELS = {
    "part": 1, "chapter": 1, "section": 2, "subsection": 3, "subsubsection": 4, "frame": 4, "frametitle": 4,
    "paragraph": 5, "subparagraph": 6,
}  # fmt: skip
_ASKED = re.compile(rf"\\(?:{ASKED}){_ARGUMENT}\s*")
_TOLD = re.compile(rf"\\(?:[Aa]|[Aa]nswer|[Aa]ns|[Ss]olution|[Ss]ol|antwort){_ARGUMENT}")
_ITEM = re.compile(
    r"(?<!\s)\s*+\\(item|question|titledquestion|part|subpart|choice|CorrectChoice|correctchoice)(?![A-Za-z])\s*(?:\[([^\[\]]{0,300})\])?"
)
_EXAM = ("question", "titledquestion", "part", "subpart")
_EDGE = re.compile(
    rf"\\(?:begin|end|item|{'|'.join(_EXAM)}|choice|CorrectChoice|correctchoice|(?:sub){{0,2}}section|{ASKED}|ans\w*|sol\w*)\b"
)
"""What no question of an examination goes on over."""

_LISTS = frozenset(
    {"itemize", "enumerate", "description", "questions", "parts", "subparts", "choices", "checkboxes", "oneparchoices"}
)
_ANSWERS = re.compile(
    r"(?:solution|answer|sol|ans|antwort|loesung|respuesta)(?:box|orbox|orlines|ordottedlines|s)?\*?\Z", re.IGNORECASE
)
_QUESTIONS = re.compile(r"(?:question|exercise|problem|exo|exercice|aufgabe|frage|ex|prob)\*?\Z", re.IGNORECASE)
_STATED = re.compile(
    r"(?:definition|def|defn|theorem|thm|satz|theorie|lemma|lem|prop(?:osition)?|cor(?:ollary)?|korollar|folgerung|example"
    r"|exa?|exemple|beispiel|bsp|remark|rem|remarque|bemerkung|bem|note|hinweis|théorème|teorema|definicion|definicja)\*?\Z",
    re.IGNORECASE,
)
"""Environments whose title stands in brackets."""

_MARKED = re.compile(rf"\\(?:correct\w{{0,20}}|answer\w{{0,20}}|ans|sol(?:ution)?|rightanswer|fillin|key){_ARGUMENT}")
_GAP = re.compile(rf"(?:\\\\){{0,1}}[ \t]{{0,9}}\\(?:answer\w{{0,20}}|ans|sol(?:ution)?|fillin|key){_ARGUMENT}")
_CHOICE = re.compile(r"\s*+(?:\\\\)?\s*\\(?:textbf|correct\w{0,20})\{([A-H])[.):]?\}")
_SETTING = re.compile(r"\s*\w+\s*=")
_TALL = 6  # lines of a heading
_MOST = 0.8  # share of the headings of a document that ask, from which all are questions
_FEWEST = 2  # answers in items that make a test of a list


def is_tex(text: str, suffix: str) -> bool:
    """Say whether a document is written in LaTeX, by its suffix or its first command."""
    return suffix in SOURCES or re.match(r"(?:\s|%[^\n]{0,1000}\n){0,200}\\documentclass\b", text[:20_000]) is not None


def tex_lines(lines: Sequence[str]) -> Made:
    """Write a document of LaTeX in Markdown; its preamble and its comments are Findings."""
    first, last = _body(lines)
    findings = []
    if first and any(line.strip() for line in lines[:first]):
        findings.append(Finding("skipped", "the preamble of a LaTeX document", 1, first))
    if last < len(lines) - 1 and any(line.strip() for line in lines[last + 1 :]):
        findings.append(Finding("skipped", "below the end of a LaTeX document", last + 2, len(lines)))
    body, comments = _uncommented(lines, first, last)
    findings += comments
    body = dealt(lines, body)
    cards = _cards(body)
    findings += _titles(body, first, cards)
    writing = Writing(cards=cards)
    index = first
    tested = _tested(body, first)
    while index <= last:
        item = tested.get(index)
        index = _test(writing, body, index, item, first) if item else _line(writing, body, index, first, last)
    writing.head(last + 1, "")
    _levelled(writing.lines)
    made = writing.lines or [(1, "")]
    ends = _ends(body, first)
    return Made(
        tuple(text for _, text in made), tuple(number for number, _ in made), tuple(findings), ends, writing.tall
    )


def _cards(body: Sequence[str]) -> frozenset[str]:
    """Return the environments that are flashcards: those called so, and others whose arguments ask as cards do."""
    fronts: dict[str, list[str]] = defaultdict(list)
    for line in body:
        for edge in BEGIN.finditer(line) if "\\begin" in line else ():
            if edge.group(4):
                fronts[edge.group(2)].append(plain_tex(edge.group(4)[1:-1]))
    return frozenset(
        name
        for name, said in fronts.items()
        if CARDS.match(name) or sum(asks(front) >= SURE for front in said) >= ASKING * len(said)
    )


def _titles(body: Sequence[str], first: int, cards: Set[str]) -> Iterator[Finding]:
    """Yield findings of the titles in brackets of cards, questions and answers, which are no part of these."""
    for number, line in enumerate(body, first + 1):
        for edge in BEGIN.finditer(line) if "\\begin" in line else ():
            name, title = edge.group(2), (edge.group(3) or "")[1:-1]
            said = "" if _SETTING.match(title) else plain_tex(f"\\title{{{title}}}")
            if said and (name in cards or _QUESTIONS.match(name) or _ANSWERS.match(name)):
                yield Finding("skipped", f"the title of a card: {said}", number, number)


def _ends(body: Sequence[str], first: int) -> dict[int, int]:
    """Map each raw line that holds nothing but ends of environments, and blank ones above, to where what ends began."""
    found: dict[int, int] = {}
    begun: list[tuple[str, int]] = []
    for number, line in enumerate(body, first + 1):
        edges = list(BEGIN.finditer(line)) if "\\" in line else []
        tops = []
        for edge in edges:
            if edge.group(1) == "begin":
                begun.append((edge.group(2), number))
            elif begun and begun[-1][0] == edge.group(2):
                tops.append(begun.pop()[1])
        if tops and not BEGIN.sub("", line).strip():
            at = number
            while at not in found and (at == number or not body[at - first - 1].strip()) and at > first:
                found[at] = min(tops)
                at -= 1
    return found


def _levelled(lines: list[tuple[int, str]]) -> None:
    """Give headings that ask one level where nearly all do: one question is no part of the answer above it."""
    heads = [(at, text) for at, (_, text) in enumerate(lines) if text.startswith("##")]
    asking = [(at, text) for at, text in heads if asks(text.lstrip("# ")) >= ASKS]
    if len(asking) < max(_FEWEST, _MOST * len(heads)):
        return
    level = Counter(text.partition(" ")[0] for _, text in asking).most_common(1)[0][0]
    for at, text in asking:
        lines[at] = (lines[at][0], f"{level} {text.lstrip('# ')}")


def _body(lines: Sequence[str]) -> tuple[int, int]:
    """Return the first and the last line of what a document prints."""
    first = next((at + 1 for at, line in enumerate(lines) if r"\begin{document}" in line), 0)
    return first, next((at - 1 for at in range(first, len(lines)) if r"\end{document}" in lines[at]), len(lines) - 1)


def _uncommented(lines: Sequence[str], first: int, last: int) -> tuple[list[str], list[Finding]]:
    """Return the lines from ``first`` to ``last`` without comments, and findings of those that are nothing else."""
    body: list[str] = []
    found: list[Finding] = []
    code = False
    for at in range(first, last + 1):
        line = lines[at]
        kept = line if code or "%" not in line else _COMMENT.sub(r"\1", line)
        code = in_code(kept, code)
        body.append(kept)
        said = kept is line or any(map(str.isalnum, plain_tex(BEGIN.sub(" ", kept))))
        if not said and any(map(str.isalnum, line)):
            if found and found[-1].end == at:
                found[-1] = Finding("skipped", found[-1].message, found[-1].start, at + 1)
            else:
                found.append(Finding("skipped", f"a comment: {line.strip(' %*')[:80]}", at + 1, at + 1))
    return body, found


def _line(writing: Writing, body: Sequence[str], index: int, first: int, last: int) -> int:
    """Write one line, or the lines of a heading or of code; return the next."""
    text, end = body[index - first], index
    opened = _OPENED.search(text)
    while opened and end < min(last, index + _TALL) and text.count("{") > text.count("}"):
        end += 1
        text += " " + body[end - first].strip()
    edge = BEGIN.search(text)
    if edge and edge.group(1) == "begin" and edge.group(2) in CODE:
        close = f"\\end{{{edge.group(2)}}}"
        below = range(index + 1, last + 1) if close not in writing.open else ()
        end = next((at for at in below if close in body[at - first]), -1)
        if end > 0:
            writing.lines.append((index + 1, FENCE))
            writing.lines += [(at + 1, body[at - first]) for at in range(index + 1, end)]
            writing.lines.append((end + 1, FENCE))
            return end + 1
        writing.open.add(close)
        end = index
    if writing.lists and end == index and _runs_on(text):
        while text[-1:] != "?" and end < last and (more := body[end + 1 - first]).strip() and not _EDGE.search(more):
            text, end = f"{text.rstrip()} {more.strip()}", end + 1
        _said(writing, index, text, end + 1)
        return end + 1
    heading = _HEADING.search(text)
    asked = None if heading or _ITEM.match(text) else _ASKED.search(text)
    if not heading and not asked and end > index:  # nothing ends what opens here
        text, end = body[index - first], index
    if heading:
        _rest(writing, index, text[: heading.start()])
        over = writing.slide and (not writing.lines or writing.lines[-1][0] <= writing.slide)
        start = writing.slide if over and heading.group(1) == "frametitle" else index + 1
        writing.add(start, f"{'#' * _LEVELS[heading.group(1)]} {plain_tex(heading.group(2))}", end + 1)
        writing.slide = 0
        text = text[heading.end() :]
    elif asked:
        writing.add(index + 1, f"Q: {plain_tex(asked.group(1))}", end + 1)
        if text[asked.end() :].strip():
            _rest(writing, end, text[asked.end() :])
        return end + 1
    _rest(writing, end if heading else index, text, heading is None)
    return end + 1


def _runs_on(text: str) -> bool:
    """Say whether a line begins a question of an examination, or a choice, that may go on below, and nothing else."""
    item = _ITEM.match(text)
    exam = (
        item is not None
        and (item.group(1) in _EXAM or "hoice" in item.group(1))
        and text[item.end() : item.end() + 1] != "{"
    )
    return exam and not text.rstrip().endswith("?") and len(_EDGE.findall(text)) == 1


def _rest(writing: Writing, index: int, text: str, blank: bool = False) -> None:
    """Write text with what opens and ends environments in it."""
    text = _TOLD.sub(r"A: \1", text) if text.lstrip().startswith("\\") and _TOLD.match(text.lstrip()) else text
    at = 0
    for edge in BEGIN.finditer(text):
        _said(writing, index, text[at : edge.start()])
        _edge(writing, index, edge)
        at = edge.end()
    if text[at:].strip():
        _said(writing, index, text[at:])
    elif blank and not text.strip():
        writing.add(index + 1, "")


def _edge(writing: Writing, index: int, edge: re.Match[str]) -> None:
    name, opens = edge.group(2), edge.group(1) == "begin"
    if not opens and not writing.label.endswith(":"):  # a title or a number over nothing
        writing.head(index + 1, "")
    if name in _LISTS and opens:
        writing.lists.append((name, 0))
    elif name in _LISTS and writing.lists:
        writing.lists.pop()
        if writing.right:
            writing.add(index + 1, f"Answer: {writing.right}")
            writing.right = ""
    elif _ANSWERS.match(name):
        writing.head(index + 1, "A:" if opens else "")
        writing.base = len(writing.lists) if opens else 0
    elif opens and _STATED.match(name) and edge.group(3):
        writing.head(index + 1, f"**{plain_tex(edge.group(3)[1:-1])}**")
    elif opens and name == "frame":
        if edge.group(4):
            writing.add(index + 1, f"{'#' * _LEVELS[name]} {plain_tex(edge.group(4)[1:-1])}")
        else:
            writing.slide = index + 1
    elif opens and (name in writing.cards or _QUESTIONS.match(name)):
        writing.head(index + 1, "Q:")
        if edge.group(4):
            _said(writing, index, edge.group(4)[1:-1])
            writing.head(index + 1, "A:" if name in writing.cards else "")


def _said(writing: Writing, index: int, text: str, last: int = 0) -> None:
    """Write the words of a line, or of those down to the ``last``; an item with its sign."""
    item = _ITEM.match(text)
    if item is None or (item.group(1) == "part" and not writing.lists):
        words = plain_tex(text)
        if words:
            writing.add(index + 1, writing.indent + words)
        return
    indent = writing.indent[3:]
    name, count = writing.lists.pop() if writing.lists else ("itemize", 0)
    writing.lists.append((name, count + 1))
    words = plain_tex(text[item.end() :])
    letter = chr(ord("A") + count % 26)
    if "hoice" in item.group(1):
        if item.group(1) != "choice":
            writing.right = f"{writing.right}, {words}".lstrip(", ")
        writing.add(index + 1, f"{letter}) {words}", last)
    elif item.group(1) == "item" and name not in ("enumerate", "questions"):
        said = plain_tex(item.group(2) or "")
        writing.add(index + 1, f"{indent}- {f'**{said}** ' if said else ''}{words}")
    elif words:
        writing.add(index + 1, f"{indent}{count + 1}. {words}", last)
    else:
        writing.head(index + 1, f"{indent}{count + 1}.", index + 1)


def _tested(body: Sequence[str], first: int) -> dict[int, int]:
    """Map the first line of each item that holds its answer in a macro (``\\\\correct{B}``) to its last."""
    starts: list[int] = []
    found: dict[int, int] = {}
    depth = base = 0
    for at, line in enumerate([*body, r"\item"]):
        for edge in BEGIN.finditer(line):
            depth += (edge.group(2) in _LISTS) * (1 if edge.group(1) == "begin" else -1)
        item = _ITEM.match(line)
        base = base if starts else depth
        ends = starts and (depth < base or (item is not None and depth <= base))
        if ends:
            rows = [row for row in range(starts[-1], at) if body[row].strip()]
            if any(_MARKED.search(body[row]) for row in rows):
                found[first + starts[-1]] = first + rows[-1]
        if item is not None and item.group(1) in ("item", "question") and (not starts or ends):
            starts.append(at)
            base = depth
        elif ends:
            starts.clear()
    return found if len(found) >= _FEWEST else {}


def _test(writing: Writing, body: Sequence[str], index: int, last: int, first: int) -> int:
    """Write an item that holds its answer: its words, its choices, and what the macro says; return the next line."""
    asked: list[str] = []
    choices: list[tuple[int, str]] = []
    right: list[str] = []
    for at in range(index, last + 1):
        line = _ITEM.sub("", body[at - first], count=1)
        choice = _CHOICE.match(line)
        right += [plain_tex(one.group(1)) for one in _MARKED.finditer(line)]
        if choice:
            choices.append((at + 1, f"{choice.group(1)}) {plain_tex(line[choice.end() :])}"))
        elif choices and line.strip():
            choices[-1] = (choices[-1][0], f"{choices[-1][1]} {plain_tex(line)}")
        else:
            asked.append(plain_tex(_GAP.sub(" … ", line)))
    chosen = [next((text[3:] for _, text in choices if text.startswith(f"{one})")), one) for one in right]
    end = choices[0][0] - 1 if choices else last + 1
    writing.add(index + 1, "")
    writing.add(index + 1, "Q: " + " ".join(words for words in asked if words), end)
    writing.lines += choices
    writing.add(last + 1, f"A: {', '.join(chosen)}")
    return last + 1
