"""Lines as they stand on paper to Markdown: paragraphs put together again; headings, lists and code by their look."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, groupby, pairwise

from corpus.binaries import Written, refused
from corpus.entries.leftovers import shortened
from corpus.formats.pdf import UNSPACED, Line, Paper, UnreadablePdfError, paper
from corpus.formats.writer import literal
from corpus.lines.dialects import FENCE
from corpus.lines.words import ANSWER_LABELS, QUESTION_LABELS
from corpus.model import Finding

_LARGER = 0.9  # points by which a heading is larger than the text
_LONGEST = 200  # characters of a heading
_LEVELS = 5  # of headings
_SOME = 0.1  # share of the lines that are as close to the next one, from which this is how close lines are set
_LEADING = 1.2  # and how close they are by custom
_GAP = 1.25  # leadings between two lines, from which they belong to two paragraphs
_CLOSE = 1.5  # sizes between two lines of a heading at most
_APART = 1.6  # sizes between a line at the edge of a page and the text
_EDGE = 2  # lines at the head, and at the foot, of a page that may recur
_OFTEN = 3  # pages on which they do at least,
_RECUR = 0.4  # and the share of them, where they are as large as a heading
_INSIDE = 0.99  # share of the lines that end inside the margin: a table or a line of code may reach over it
_FULL = 0.15  # share of the lines that end at the right edge, from which it is where lines are broken
_MANY = 4  # and how many of them at least
_STEP = 3
_TYPED = 0.9  # share of the letters that are of one width, from which this is how all is written and says nothing

_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(
    r"(?:page|seite|página|стр\.?)?[\s–—-]{0,3}(?:\d{1,4}|[ivxl]{1,6})[\s–—-]{0,3}(?:(?:of|/|von|de|из)\s?\d{1,4})?",
    re.IGNORECASE,
)
_BULLET = re.compile(r"[•‣⁃◦▪▫●○■□➢➤►▸▶❖✦·\uf000-\uf0ff]\s*|[–—-]\s+")
_SIGN = re.compile("[\uf000-\uf0ff]")
_ITEM = re.compile(
    rf"{_BULLET.pattern}|\(?(?:\d{{1,3}}|[a-zA-Z]|[ivx]{{1,4}})[.)](?=\s|(?-i:[A-Z]))"
    rf"|(?:{QUESTION_LABELS}|{ANSWER_LABELS})\s?\d{{0,3}}\s?[.:：)]",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Block:
    """What one line of Markdown says: the lines on paper; ``parted`` from what stands above it."""

    parted: bool
    lines: list[Line] = field(default_factory=list)


def pdf_lines(data: bytes) -> Written:
    """Write a PDF in Markdown; what cannot be read, or is set aside, is a Finding."""
    try:
        read = paper(data)
    except UnreadablePdfError as error:
        return refused(f"this is {error}")
    made, edges = _written(read)
    begins = list(accumulate((page if text else -1 for text, page in made), max))
    starts = tuple(bisect_left(begins, page) + 1 for page in range(len(read.widths))) if made else ()
    aside = [f"the head and foot of pages: {shortened('; '.join(edges))}"] if edges else []
    if not made:
        aside.append("the pages of this PDF hold no text: have it recognised (OCR) to have it read")
    elif read.unread:
        pages = shortened(", ".join(map(str, read.unread)))
        aside.append(f"pages of this PDF without text ({pages}): have them recognised (OCR) to have them read")
    findings = tuple(Finding("skipped", why, 1, max(len(made), 1)) for why in aside)
    return Written(tuple(text for text, _ in made), findings, starts)


def _written(read: Paper) -> tuple[list[tuple[str, int]], tuple[str, ...]]:
    """Return the Markdown of a PDF, line by line and each with its page (from 0), and what stands at the head and the
    foot of its pages, once each.
    """
    pages = [list(page) for _, page in groupby(read.lines, lambda line: line.page)]
    edges = _edges(pages, _body(read.lines) + _LARGER)
    lines = [line for line in read.lines if id(line) not in edges]
    aside = tuple(dict.fromkeys(line.text for line in read.lines if id(line) in edges))
    if not lines:
        return [], aside
    size = _body(lines) + _LARGER
    larger = sorted({round(line.size, 1) for line in lines if line.size >= size}, reverse=True)
    words = Counter(word for line in lines for word in _WORD.findall(line.text))
    typed = sum(len(line.text) for line in lines if line.mono) > _TYPED * sum(len(line.text) for line in lines)
    made = _typed(lines) if typed else _markdown(_blocks(lines, read.widths, size), larger, words)
    return [line for above, line in pairwise([("", 0), *made]) if line[0] or above[0]], aside


def _body(lines: Sequence[Line]) -> float:
    """Return how large most text is."""
    sizes = Counter[float]()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return max(sizes, key=lambda size: sizes[size], default=0)


def _edges(pages: Sequence[Sequence[Line]], larger: float) -> set[int]:
    """Return which lines (by identity) at the head or the foot of pages recur, or number the pages."""
    outer = [(line, _DIGITS.sub("#", line.text)) for page in pages for line in _outer(page)]
    seen = Counter(said for _, said in dict.fromkeys((line.page, said) for line, said in outer))
    alike = Counter(text for _, text in {(line.page, line.text) for line, _ in outer})
    steps = Counter(step for _, step in {(line.page, step) for line, _ in outer for step in _steps(line)})
    step, count = steps.most_common(1)[0] if steps else (0, 0)
    most = max(_OFTEN, _RECUR * len(pages))

    def is_edge(line: Line, said: str) -> bool:
        if "#" in said and not line.bold and seen[said] > 1 and count >= most and step in _steps(line):
            return True
        recurs = alike[line.text] >= (_OFTEN if line.size < larger else most)
        if _NUMBER.fullmatch(line.text) is None:
            return recurs
        return len(pages) > 1 or _DIGITS.findall(line.text)[:1] == ["1"]

    return {id(line) for line, said in outer if is_edge(line, said)}


def _steps(line: Line) -> set[int]:
    """Return how far the numbers in a line are ahead of its page."""
    return {int(number) - line.page for number in _DIGITS.findall(line.text) if len(number) < 5}


def _outer(page: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines at the head and at the foot of a page that stand apart from its text."""
    if len(page) == 1:
        yield page[0]
    for down in (1, -1):
        rows = [[*row] for _, row in groupby(sorted(page, key=lambda line: -down * line.base), lambda line: line.base)]
        for row, inner in list(pairwise(rows))[:_EDGE]:
            if abs(row[0].base - inner[0].base) > _APART * row[0].size:
                yield from row


def _blocks(lines: Sequence[Line], widths: Sequence[float], larger: float) -> Iterator[_Block]:
    """Put lines together that say one thing; those at least as large as ``larger`` are headings."""
    leading = _leading([line for line in lines if line.size < larger])
    edges = _columns(lines, widths)
    block: _Block | None = None
    for line in lines:
        if block is None:
            block = _Block(False, [line])
        elif _goes_on(block.lines, line, leading, edges[_column(block.lines[-1])], larger):
            block.lines.append(line)
        else:
            yield block
            block = _Block(_is_parted(block.lines[-1], line, leading), [line])
    if block is not None:
        yield block


def _column(line: Line) -> tuple[int, int]:
    """Say which column a line belongs to; those that have none beside them are one."""
    return (line.page, line.frame) if line.column else (-1, -1)


def _columns(lines: Sequence[Line], widths: Sequence[float]) -> dict[tuple[int, int], "_Edge"]:
    """Return where the lines of each column are broken."""
    columns: dict[tuple[int, int], list[Line]] = {}
    for line in lines:
        columns.setdefault(_column(line), []).append(line)
    return {column: _Edge.of(text, 0 if text[0].column else max(widths)) for column, text in columns.items()}


def _leading(lines: Sequence[Line]) -> float:
    """Return how far lines of a paragraph stand apart, in sizes of their letters."""
    found: Counter[float] = Counter()
    for one, other in pairwise(lines):
        apart = (one.base - other.base) / max(one.size, 1)
        if _beneath(one, other) and abs(one.size - other.size) < 0.3 and 0.9 < apart < 2.5:
            found[round(apart, 1)] += 1
    return min((apart for apart, count in found.items() if count >= _SOME * found.total()), default=_LEADING)


@dataclass(frozen=True, slots=True)
class _Edge:
    """Where lines are broken: at ``right``, or at one of the places (in ``_STEP`` points) where many end in line.

    ``full`` says that many end at the right.
    """

    right: float
    full: bool
    set: frozenset[int]

    @classmethod
    def of(cls, lines: Sequence[Line], width: float) -> "_Edge":
        """Tell it by where lines end; where few do, the right margin of a page so wide is the left one's width."""
        text = [line for line in lines if not line.mono] or lines
        longest = sorted(line.right for line in text)[round(_INSIDE * (len(text) - 1))]
        many = max(_MANY, _FULL * len(text))
        full = sum(line.right > longest - 2 * line.size for line in text) >= many
        opposite = width - min(line.left for line in text)
        ends = Counter(round(line.right / _STEP) for line in text)
        return cls(
            longest if full else max(longest, opposite),
            full,
            frozenset(end for end, count in ends.items() if count >= many and end * _STEP > longest * 0.75),
        )

    def stops(self, line: Line, after: Line) -> bool:
        """Say whether a line was broken here for want of room."""
        return round(line.right / _STEP) in self.set or line.right + after.first + after.size > self.right


def _beneath(above: Line, line: Line) -> bool:
    """Say whether lines stand below each other, in one column."""
    return (above.page, above.frame) == (line.page, line.frame)


def _goes_on(block: Sequence[Line], line: Line, leading: float, edge: _Edge, larger: float) -> bool:
    """Say whether a line goes on with a block: it is set alike, and its first word had no room in the line above."""
    above = block[-1]
    if above.mono or line.mono or above.cells or line.cells or abs(above.size - line.size) > 0.3:
        return False
    if not (_WORD.search(above.text) and _WORD.search(line.text)) or above.text.endswith(("?", "？", ":")):
        return False
    if (above.bold and not line.leads_bold) or _ITEM.match(line.text):
        return False
    if line.size >= larger and _beneath(above, line):
        return 0 < above.base - line.base <= _CLOSE * line.size
    off = max(above.raised, line.raised)
    if _beneath(above, line) and not 0 < above.base - line.base <= _GAP * leading * line.size + off:
        return False
    hangs = above.second if len(block) == 1 and _ITEM.match(above.text) else above.left
    further = line.left > above.left + line.size / 2 and abs(line.left - hangs) > line.size / 2
    if further and (_beneath(above, line) or not line.column):
        return False
    if above.column and not (_beneath(above, line) or edge.full):
        return False
    return above.hyphen or edge.stops(above, line)


def _is_parted(above: Line, line: Line, leading: float) -> bool:
    if not _beneath(above, line) and _ITEM.match(line.text):
        return False
    if not _beneath(above, line) or above.mono != line.mono or abs(above.size - line.size) > 0.3:
        return True
    return not 0 < above.base - line.base <= _GAP * leading * max(above.size, line.size)


def _text(lines: Sequence[Line], words: Counter[str]) -> str:
    """Put lines together; a hyphen stays where both parts are among the other ``words`` of the document."""
    said = ""
    for line in lines:
        if said.endswith("-"):
            before, after = _WORD.findall(said)[-1:], _WORD.match(line.text)
            known = before and after and min(words[before[0]], words[after[0]]) > 1
            said = said if known else said[:-1]
        elif said and not (said[-1] > UNSPACED and line.text[0] > UNSPACED):
            said += " "
        said += f"{line.text}-" if line.hyphen else line.text
    return literal(said)


def _markdown(blocks: Iterable[_Block], larger: Sequence[float], words: Counter[str]) -> Iterator[tuple[str, int]]:
    """Write blocks as lines of Markdown, each with the page that it begins on."""
    code: list[_Block] = []
    lefts: list[float] = []
    ended, row = True, 0
    for block in blocks:
        if block.lines[0].mono:
            code.append(block)
            continue
        if code:
            yield from _code(code)
            code, ended = [], False
        page, cells = block.lines[0].page, block.lines[0].cells
        if cells:
            if not row and not ended:
                yield "", page
            yield f"| {' | '.join(_cell(cell) for cell in cells)} |", page
            if len(cells) != row:
                yield "|---" * len(cells) + "|", page
            row, ended = len(cells), False
            continue
        if row:
            yield "", page
            row, ended = 0, True
        text, size = _text(block.lines, words), round(block.lines[0].size, 1)
        heading = size in larger and len(text) <= _LONGEST
        if (block.parted or heading) and not ended:
            yield "", page
        bullet = _BULLET.match(text)
        if heading:
            yield f"{'#' * min(larger.index(size) + 1, _LEVELS)} {text}", page
            yield "", page
        elif bullet:
            lefts = [left for left in lefts if left < block.lines[0].left - 1]
            yield f"{'   ' * len(lefts)}- {text[bullet.end() :]}", page
            lefts.append(block.lines[0].left)
        else:
            yield f"**{text}**" if all(line.bold for line in block.lines) else text, page
        lefts = lefts if bullet else []
        ended = heading
    yield from _code(code)


def _cell(text: str) -> str:
    """Write what a cell says; its bullets may be letters of a font of signs."""
    return literal(_SIGN.sub("•", text)).replace("|", "\\|")


def _code(blocks: Sequence[_Block]) -> Iterator[tuple[str, int]]:
    """Write lines of a monospaced font as code."""
    if blocks:
        lines = [line for block in blocks for line in block.lines]
        first, last = lines[0].page, lines[-1].page
        yield from (("", first), (FENCE, first), *_typed(lines), (FENCE, last), ("", last))


def _typed(lines: Sequence[Line]) -> Iterator[tuple[str, int]]:
    """Write lines of a monospaced font one by one, indented as on paper."""
    leading = _leading(lines)
    left = min(line.left for line in lines)
    for above, line in zip([None, *lines], lines, strict=False):
        if above is not None and _is_parted(above, line, leading):
            yield "", line.page
        width = (line.right - line.left) / max(len(line.text), 1)
        yield " " * round((line.left - left) / max(width, 1)) + line.text, line.page
