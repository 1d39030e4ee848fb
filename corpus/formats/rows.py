"""Flashcards in rows of separated values: a question, its answer, and what other columns hold."""

import csv
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from corpus.entries.questions import Reading
from corpus.formats.keyed import ASKED_HEAD, BACK, FRONT, MORE, TOLD_HEAD, choices_at, key_words
from corpus.formats.quizzes import Card, asked_in, card_of, entry_of, from_one, tells
from corpus.formats.trees import Branch, Leaf
from corpus.lines.dialects import EXPORT
from corpus.lines.markers import asks, is_answer, read
from corpus.lines.plain import key, plain
from corpus.model import Entry, Finding

_SHEETS = frozenset({".csv", ".tsv"})
_SEPARATOR = re.compile(r"#separator:[ \t]*([^\s\"]+)", re.IGNORECASE)
_NAMED = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "colon": ":", "space": " "}
_SIGNS = ",;\t|"
_FEWEST = 5  # lines with a tab that make a sheet where nothing else says that it is one
_MOST = 0.8  # share of a document's lines that hold a tab then, and of the rows that have two sides
_ASKING = 0.4  # share of the rows that ask
_SIDES = 2  # of a card
_PAIRED = 0.9  # share of the rows that are a term and its meaning where fewer ask
_SEEN = 1000  # rows by which columns are told
_WIDEST = 12  # columns in which a question is looked for
_NAME = 40  # characters of the name of a column
_LITTLE = 0.4  # of what the cells below it hold
_ADDRESS = re.compile(r"\w@\w|^[a-z]{2,9}://|^[\w./-]+\.\w{2,4}$")
_DATUM = re.compile(r"\d|[_/\\=@<>{}]|\w\.\w")
_WORD = re.compile(r"[^\W\d_]{3}|[^\W\d_\x00-\x7f]")
_PARTS = re.compile(
    r"(?<=[\w)\]?!.\"'”’])"
    r"(?:[ \t]+(?:[-–—=/#:]|<?-{1,2}>|=>)[ \t]+|:[ \t]+|[ \t]*(?:[*|~^;¦§→⇒]|->|=>|([*|~^@#$%&+=/])\1{1,2})[ \t]*)"
    r"(?=[\w(\[\"'“‘¿<$-])"
)
"""What may part the two sides of a card on a line: an odd sign, or one that prose has too between blanks."""

_PROSE = frozenset("-–—=/#:")
_BULLETS = " \t-*+•"
_ODDEST = 10  # cards with such a sign that show that it parts them
_CALLED = re.compile(r"(?<!\w)[^\W\d_]{2}|[^\W\d_\x00-\x7f]")
_TELLING = 3  # words of their answers, on average
_FRONT = 300  # characters of a line in which the sign stands


@dataclass(frozen=True, slots=True)
class _Row:
    """A row's cells, none where it cannot be read; its first and last line, from 1."""

    cells: tuple[str, ...]
    start: int
    end: int


def read_rows(lines: Sequence[str], document: str, suffix: str) -> Reading | None:
    """Read the cards of a sheet; one that holds other data is a Finding. None where a document is no sheet.

    Sheets are files of separated values, exports whose first lines name what parts the cells (``#separator:tab``), and
    text of which nearly all lines hold a tab, or another sign between words (``front*back``). Names of columns say
    what each holds; else the first two are question and answer where an export is named such, or the column that asks
    and the one that answers it, or terms and their meanings.
    """
    top = next((at for at, line in enumerate(lines) if not EXPORT.match(line)), len(lines))
    named = _named_sign(lines[:top])
    sign = named or _sign(lines[top:], suffix)
    odd = "" if sign or suffix in _SHEETS else _odd_sign(lines)
    if not (sign or odd):
        return None
    cut = _halves(lines, odd) if odd else _rows(lines, top, sign)
    rows = list(cut) if suffix in _SHEETS else _joined(cut, bool(odd))
    columns = _columns(rows[:_SEEN], named != "", suffix in _SHEETS)
    if columns is None:
        data = Reading((), (Finding("skipped", "rows of data, not questions and answers", 1, len(lines)),))
        return data if suffix in _SHEETS else None
    keys, headed = columns
    body = rows[1:] if headed else rows
    findings = [Finding("skipped", f"a mark of a program or a page: {lines[0]}", 1, top)] if top else []
    findings += [Finding("skipped", "the names of the columns", rows[0].start, rows[0].end)] if headed else []
    read_in = {at for at, key in enumerate(keys) if FRONT.fullmatch(key) or BACK.fullmatch(key) or MORE.fullmatch(key)}
    read_in |= choices_at(keys).keys()
    more = [row for row in body if any(cell.strip() for at, cell in enumerate(row.cells) if at not in read_in)]
    if more:
        findings.append(Finding("skipped", "columns beside question and answer", more[0].start, more[-1].end))
    cards = [_card(row, keys) for row in body]
    first = 1 if from_one(one for one in cards if isinstance(one, Card)) else 0
    read_ = [entry_of(one, document, first) if isinstance(one, Card) else one for one in cards]
    findings += [one for one in read_ if isinstance(one, Finding)]
    entries = tuple(one for one in read_ if isinstance(one, Entry))
    return Reading(entries, tuple(sorted(findings, key=lambda one: (one.start, one.end))))


def _named_sign(head: Sequence[str]) -> str:
    """Return what the head of an export says to part the cells, nothing where it does not."""
    named = next((match for line in head if (match := _SEPARATOR.match(line))), None)
    sign = _NAMED.get(named.group(1).lower(), named.group(1)) if named else ""
    return sign if len(sign) == 1 else ""


def _sign(lines: Sequence[str], suffix: str) -> str:
    """Return what parts the cells: what makes most of a first line, or a tab; nothing where there seem to be none."""
    if suffix == ".csv":
        first = next((line for line in lines if line.strip()), "")
        return max(_SIGNS, key=lambda sign: max((len(row.cells) for row in _rows([first], 0, sign)), default=0))
    filled = sum(bool(line.strip()) for line in lines)
    tabbed = sum("\t" in line and not line[0].isspace() for line in lines)
    return "\t" if suffix == ".tsv" or tabbed >= max(_FEWEST, _MOST * filled) else ""


def _odd_sign(lines: Sequence[str]) -> str:
    """Return the sign that stands once in nearly every line of text, between words, nothing where none does.

    A sign that prose has as well must stand before what says something. Lines are looked at only as long as one may
    still reach so many.
    """
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    filled = [line for line in lines if line.strip()]
    fewest, most = max(_ODDEST, _PAIRED * len(filled)), 0
    for seen, line in enumerate(filled):
        if most + len(filled) - seen < fewest:
            return ""
        parts = list(_PARTS.finditer(line[:_FRONT]))
        for sign, count in Counter(part.group().strip() for part in parts).items():
            if count == 1:
                part = next(one for one in parts if one.group().strip() == sign)
                found[sign].append((line[: part.start()].lstrip(_BULLETS), line[part.end() :]))
                most = max(most, len(found[sign]))
    sign, sides = max(found.items(), key=lambda one: len(one[1]), default=("", []))
    called = sum(_CALLED.search(front) is not None for front, _ in sides)
    told = sum(len(back.split()) for _, back in sides) >= _TELLING * len(sides)
    labelled = any(is_answer(f"{front}:") or read(f"{front}:").label for front, _ in sides)
    return sign if called >= fewest and not labelled and (told or sign not in _PROSE) else ""


def _halves(lines: Sequence[str], sign: str) -> Iterator[_Row]:
    """Yield the lines with words, each cut in two at the first such sign between words."""
    for number, line in enumerate(lines, 1):
        parts = (part for part in _PARTS.finditer(line[:_FRONT]) if part.group().strip() == sign)
        part = next(parts, None)
        if part:
            yield _Row((line[: part.start()].lstrip(_BULLETS), line[part.end() :]), number, number)
        elif line.strip():
            yield _Row((line,), number, number)


def _rows(lines: Sequence[str], top: int, sign: str) -> Iterator[_Row]:
    """Yield the rows with words below the first ``top`` lines; one whose cells are too long has none."""
    source = (line.replace("\r", " ") + "\n" for line in lines[top:])
    done = top
    while done < len(lines):
        reader, first = csv.reader(source, delimiter=sign), done
        try:
            for cells in reader:
                row = _Row(tuple(cells), done + 1, first + reader.line_num)
                done = row.end
                if any(cell.strip() for cell in cells):
                    yield row
        except csv.Error:
            yield _Row((), done + 1, first + reader.line_num)
            done = first + reader.line_num


def _columns(rows: Sequence[_Row], named: bool, sheet: bool) -> tuple[list[str], bool] | None:
    """Return keys of the columns, and whether the first row names them; None where rows are no cards.

    The first two columns are question and answer where an export is ``named`` such.
    """
    if not rows:
        return None
    heads = _heads(rows[0])
    if heads and len(rows) > 1:
        return heads, True
    asking = None if named else _asking(rows)
    asked, told = asking or (0, 1)
    if not (named or asking or _are_terms(rows, sheet)):
        return None
    keys = [""] * (max(asked, told) + 1)
    keys[asked], keys[told] = "question", "answer"
    return keys, sheet and not named and _is_head(rows, asked, told)


def _heads(row: _Row) -> list[str]:
    """Return the keys of columns that a row names, none where it names no question or no answer."""
    heads = [key_words(plain(cell).strip(" ().:*")) for cell in row.cells]
    lettered = choices_at(heads)
    asked = next((at for form in (FRONT, ASKED_HEAD) for at in _called(heads, form, lettered)), -1)
    told = next((found for form in (BACK, TOLD_HEAD, MORE) if (found := _called(heads, form, {*lettered, asked}))), [])
    if asked < 0 or not (told or lettered):
        return []
    names = {at: "answer" for at in told if not BACK.fullmatch(heads[at])} | {asked: "question"}
    rest = ["" if FRONT.fullmatch(head) and at != asked else head for at, head in enumerate(heads)]
    return [names.get(at, head) for at, head in enumerate(rest)]


def _called(heads: Sequence[str], form: re.Pattern[str], lettered: Collection[int]) -> list[int]:
    """Return the columns with such heads, those with a word before those with a letter."""
    found = [at for at, head in enumerate(heads) if at not in lettered and form.fullmatch(head)]
    return [at for at in found if len(heads[at]) > 1] or found


def _asking(rows: Sequence[_Row]) -> tuple[int, int] | None:
    """Return the first column that asks and the one that answers: the next one, behind others that of most words."""
    widest = min(max(len(row.cells) for row in rows), _WIDEST)
    for asked in range(widest - 1):
        sizes = [sum(len(row.cells[at]) for row in rows if at < len(row.cells)) for at in range(asked + 1, widest)]
        told = asked + 1 + (sizes.index(max(sizes)) if asked else 0)
        if _are_cards(rows, asked, told):
            return asked, told
    return None


def _is_head(rows: Sequence[_Row], asked: int, told: int) -> bool:
    """Say whether a first row names columns: it asks nothing where others do, or says little where they say much."""
    sides = [(row.cells[asked], row.cells[told]) for row in rows if len(row.cells) > max(asked, told)]
    if not sides or len(rows[0].cells) <= max(asked, told) or max(map(len, sides[0])) > _NAME:
        return False
    silent = sum(asks(plain(front)) < 0.6 for front, _ in sides)
    much = sum(len(back) for _, back in sides) / len(sides)
    return asks(plain(sides[0][0])) < 0.6 and (
        silent == 1 or (silent == len(sides) and len(sides[0][1]) < _LITTLE * much)
    )


def _are_cards(rows: Sequence[_Row], asked: int, told: int) -> bool:
    most = max(asked, told)
    sides = [row for row in rows if len(row.cells) > most and row.cells[asked].strip() and row.cells[told].strip()]
    asking = sum(asks(plain(row.cells[asked])) >= 0.6 for row in sides)
    return len(sides) >= _MOST * len(rows) and asking >= _ASKING * len(rows)


def _are_terms(rows: Sequence[_Row], sheet: bool) -> bool:
    """Say whether rows are terms and their meanings: two cells each, none twice, and not numbers in the second.

    Those of a ``sheet`` must explain: words in the first cells, sentences in the second. Or both say the same in
    two languages.
    """
    pairs = [row.cells for row in rows if len(row.cells) == _SIDES and all(map(str.strip, row.cells))]
    worded = sum(_WORD.search(told) is not None for _, told in pairs)
    if min(worded, len({key(asked) for asked, _ in pairs})) < _PAIRED * len(rows):
        return False
    fronts = sum(_WORD.search(pair[0]) is not None and not any(map(_ADDRESS.search, pair)) for pair in pairs)
    backs = {key(told) for asked, told in pairs if len(told) > len(asked) and tells(Leaf(((1, told),)))}
    explained = len(rows) >= _FEWEST and min(fronts, len(backs)) >= _MOST * len(rows)
    return not sheet or explained or _are_phrases(pairs, len(rows))


def _are_phrases(pairs: Sequence[Sequence[str]], count: int) -> bool:
    """Say whether pairs of cells, of ``count`` rows, say the same in two languages: phrases, or words of two scripts.

    Neither names nor numbers, and hardly any of them twice on either side.
    """
    words = [(one.strip(), other.strip()) for one, other in pairs if not any(map(_DATUM.search, (one, other)))]
    apart = min((len({key(side) for side in sides}) for sides in zip(*words, strict=True)), default=0)
    phrases = sum(" " in one + other and not (one[0].isupper() or other[0].isupper()) for one, other in words)
    scripts = sum(_script(one) != _script(other) for one, other in words)
    return count >= _ODDEST and apart >= _PAIRED * count and (phrases * 2 >= count or scripts >= _PAIRED * count)


def _script(words: str) -> str:
    """Return the script of the first letter (``LATIN``, ``CYRILLIC``), nothing where there is none."""
    letter = next((sign for sign in words if sign.isalpha()), "")
    return unicodedata.name(letter, "").partition(" ")[0]


def _joined(rows: Iterable[_Row], close: bool) -> list[_Row]:
    """Add to the back of a card what stands on the lines right below it without parting signs and asks nothing.

    Where cards stand ``close``, a line each, what begins with a capital is none of the card above.
    """
    found: list[_Row] = []
    for row in rows:
        above = found[-1] if found else None
        alone = len(row.cells) == 1 and asks(plain(row.cells[0])) < 0.6 and not (close and row.cells[0][:1].isupper())
        if alone and above is not None and len(above.cells) == _SIDES and above.end + 1 == row.start:
            found[-1] = _Row((above.cells[0], f"{above.cells[1]}\n{row.cells[0]}"), above.start, row.end)
        else:
            found.append(row)
    return found


def _card(row: _Row, keys: Sequence[str]) -> Card | Finding:
    """Read a row as a card; one without a question or an answer is a Finding."""
    if not row.cells:
        return Finding("skipped", "a row that is too long to read", row.start, row.end)
    starts = accumulate((cell.count("\n") for cell in row.cells), initial=row.start)
    cells = [Leaf(tuple(enumerate(cell.split("\n"), at))) for at, cell in zip(starts, row.cells, strict=False)]
    named: list[tuple[str, Leaf | Branch]] = list(zip(keys, cells, strict=False))
    card = card_of(Branch(row.start, row.end, True, named))
    if card is not None:
        return card
    asked = next((asked_in(cell.text) for name, cell in zip(keys, cells, strict=False) if FRONT.fullmatch(name)), "")
    if asks(asked) >= 0.6:
        return Finding("unanswered", f"a question without an answer: {asked}", row.start, row.end)
    return Finding("skipped", f"text that belongs to no question: {plain(' '.join(row.cells))}", row.start, row.end)
