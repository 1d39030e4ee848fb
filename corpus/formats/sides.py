"""Which columns of rows of values are the two sides of flashcards, by their names or by what they hold."""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.formats.cards import tells
from corpus.formats.keyed import ASKED_HEAD, BACK, FRONT, MORE, TOLD_HEAD, choices_at, key_words
from corpus.formats.trees import Leaf
from corpus.lines.markers import ASKS, asks, read
from corpus.lines.plain import key, plain
from corpus.lines.words import ANSWER_LABELS, QUESTION_LABELS

FEWEST = 5
"""Rows that show that they are cards where nothing but their form says so."""

MOST = 0.8
"""Share of a document's lines that hold a tab then, and of the rows that have two sides."""

PAIRED = 0.9
"""Share of the rows that are a term and its meaning where fewer ask."""

ODDEST = 10
"""Cards that show the same by their words alone, or by an odd sign between their sides."""

_ASKING = 0.4  # share of the rows that ask
_SIDES = 2  # of a card
_FEWEST_CHOICES = 3
_ALIKE_CHOICES = 4  # times as much as the shortest ones the longest hold
_WIDEST = 12  # columns in which a question is looked for
_NAME = 40  # characters of the name of a column
_LITTLE = 0.4  # of what the cells below it hold
_ADDRESS = re.compile(r"\w@\w|^[a-z]{2,9}://|^[\w./-]+\.\w{2,4}$")
_DATUM = re.compile(r"\d|[_/\\=@<>{}]|\w\.\w")
_WORD = re.compile(r"[^\W\d_]{3}|[^\W\d_\x00-\x7f]")
_NAMED_CARDS = re.compile(
    r"flash[ _-]?cards?|quizlet|brainscape|memrise|(?<![^\W\d_])anki(?![^\W\d_])|vo[ck]ab|glossar|lernkart|karteikart"
    r"|карточк|単語|单词|單詞",
    re.IGNORECASE,
)
_TONGUE = re.compile(
    r"(?:in )?(?:english|german|french|spanish|italian|portuguese|dutch|swedish|norwegian|danish|finnish|icelandic"
    r"|polish|czech|slovak|hungarian|romanian|bulgarian|serbian|croatian|russian|ukrainian|greek|turkish|latin|esperanto"
    r"|irish|welsh|arabic|hebrew|persian|hindi|urdu|bengali|chinese|mandarin|cantonese|japanese|korean|vietnamese|thai"
    r"|indonesian|malay|swahili|hanzi|hanja|hangul|kanji|kana|hiragana|deutsch|englisch|französisch|spanisch|italienisch|latein|russisch|anglais|allemand"
    r"|français|espagnol|italien|inglés|español|francés|alemán|italiano|inglês|português|espanhol|francês|inglese"
    r"|tedesco|spagnolo|francese|engels|nederlands|duits|frans|angielski|polski|niemiecki|английский|русский|немецкий"
    r"|французский|испанский|англійська|українська|英语|英語|英文|中文|汉语|日语|日本語|한국어|영어|tiếng (?:anh|việt))"
    r"(?: (?:words?|terms?|phrases?|translations?|meanings?|side))?",
    re.IGNORECASE,
)
"""Names of languages, or of their scripts, over columns of words."""

_SOUND = re.compile(
    r"(?:pinyin|zhuyin|bopomofo|jyutping|romaji|rōmaji|kana|hiragana|katakana|furigana|romanization|romanisation"
    r"|transliteration|transcription|phonetics?|ipa|pronunciation|aussprache|prononciation|pronunciación|reading|拼音|読み)"
    r"(?: \w{1,20})?",
    re.IGNORECASE,
)
"""Names of a column that says how the words beside it sound."""

_TOLD_HOW = re.compile(
    rf"((?:[^\W\d_]+ )?(?:{QUESTION_LABELS}|{ANSWER_LABELS})s?(?: ?[a-h\d])?)\s*[-–—(].*", re.I | re.S
)
"""The name of a column of questions or answers behind which is said how to fill it in."""

_IDENTIFIER = re.compile(r"(?=\D{0,40}\d)\S{8,40}")
_ALIKE = 2  # characters by which identifiers of a column differ in length
_NAMING = re.compile(r"(?!(?:none|null|nan|new|unknown)\b)[^\W\d_]{2}[^\d?]{0,30}", re.IGNORECASE)
_NUMERIC = re.compile(r"[\d\s.,:/%+-]+")


@dataclass(frozen=True, slots=True)
class Said:
    """What a document says of its rows by itself: the lines at the head of an export, and what the file is called.

    ``names`` are those of the columns, ``aside`` the places of those that an export calls no side of a card.
    """

    export: bool
    sheet: bool
    called: bool
    names: tuple[str, ...]
    aside: frozenset[int]


def called_cards(document: str) -> bool:
    """Say whether a file, or the folder that it lies in, is called after flashcards or words to learn."""
    return any(map(_NAMED_CARDS.search, document.split("/")[-2:]))


def columns(rows: Sequence[Sequence[str]], said: Said) -> tuple[list[str], bool] | None:
    """Return keys of the columns, and whether the first row names them; None where rows are no cards.

    Of an export, and where a file is called after cards, the first two that are no identifiers are question and answer.
    """
    if not rows:
        return None
    for names, first in ((said.names, False), (rows[0], True)):
        if (heads := heads_of(names)) and len(rows) > first:
            return heads, first
    if pair := _tongues(rows):
        return pair, True
    asking = None if said.export else _asking(rows)
    sides = asking or _sides(rows, said)
    if sides is None:
        return None
    asked, told = sides
    keys = [""] * (max(sides) + 1)
    keys[asked], keys[told] = "question", "answer"
    if asking and (quiz := _quiz(rows, asked)):
        return quiz
    return keys, said.sheet and not said.export and _is_head(rows, asked, told)


def _tongues(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the keys of two columns that begin with the names of languages over words, none for other columns.

    What says how the words of the first sound may stand between.
    """
    heads = [key_words(plain(cell)) for cell in rows[0]]
    told = next((at for at, head in enumerate(heads) if at and not _SOUND.fullmatch(head)), 0)
    if not told or not (_TONGUE.fullmatch(heads[0]) and _TONGUE.fullmatch(heads[told])):
        return []
    sides = ((row[0], row[told]) for row in rows[1:] if len(row) > told)
    worded = sum(all(map(_WORD.search, pair)) for pair in sides)
    return ["question", *[""] * (told - 1), "answer"] if worded >= MOST * (len(rows) - 1) else []


def _sides(rows: Sequence[Sequence[str]], said: Said) -> tuple[int, int] | None:
    """Return the two columns that are terms and their meanings where no other but identifiers and tags stand beside."""
    width = Counter(map(len, rows)).most_common(1)[0][0]
    whole = [row for row in rows if len(row) == width]
    kept = [at for at in range(width) if at not in said.aside]
    if len(kept) > _SIDES and _is_identifier([row[kept[0]] for row in whole]):
        kept = kept[1:]
    while len(kept) > _SIDES and _is_tag([row[kept[-1]] for row in whole]):
        kept = kept[:-1]
    if said.export:
        return (kept[0], kept[1]) if len(kept) >= _SIDES else (0, 1)
    if len(kept) < _SIDES or (len(kept) > _SIDES and not said.called):
        return None
    asked, told = kept[:_SIDES]
    pairs = [(row[asked], row[told]) for row in whole if row[asked].strip() and row[told].strip()]
    if said.called:
        worded = {key(front) for front, back in pairs if any(map(str.isalpha, front + back))}
        return (asked, told) if len(worded) >= MOST * len(rows) else None
    more = any(cell.strip() for row in whole for at, cell in enumerate(row) if at not in kept)
    return (asked, told) if _are_terms(pairs, len(rows), said.sheet or more) else None


def _is_identifier(cells: Sequence[str]) -> bool:
    """Say whether the cells of a column count the rows, or are identifiers: as good as equally long, without words."""
    numbers = [int(cell) for one in cells if (cell := one.strip()).isdecimal() and len(cell) < 9]
    if len(numbers) >= PAIRED * len(cells):
        return sum(other - one == 1 for one, other in pairwise(numbers)) >= MOST * (len(cells) - 1)
    coded = [len(cell) for one in cells if _IDENTIFIER.fullmatch(cell := one.strip())]
    usual = Counter(coded).most_common(1)[0][0] if coded else 0
    return sum(abs(size - usual) <= _ALIKE for size in coded) >= MOST * len(cells)


def _is_tag(cells: Sequence[str]) -> bool:
    """Say whether the cells of a column are tags: most recur, or are empty, and none is a number."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return len({*filled}) * 2 <= len(cells) and not any(map(_NUMERIC.fullmatch, filled))


def heads_of(names: Sequence[str]) -> list[str]:
    """Return the keys of columns with such names, none where they name no question or no answer."""
    heads = [_head(name) for name in names]
    lettered = choices_at(heads)
    asked = next((at for form in (FRONT, ASKED_HEAD) for at in _headed(heads, form, lettered)), -1)
    told = next((found for form in (BACK, TOLD_HEAD, MORE) if (found := _headed(heads, form, {*lettered, asked}))), [])
    if asked < 0 or not (told or lettered):
        return []
    called = {at: "answer" for at in told if not BACK.fullmatch(heads[at])} | {asked: "question"}
    rest = ["" if FRONT.fullmatch(head) and at != asked else head for at, head in enumerate(heads)]
    return [called.get(at, head) for at, head in enumerate(rest)]


def _head(name: str) -> str:
    """Return the words of the name of a column, without what says how to fill it in."""
    said = plain(name).replace("(s)", "s").strip(" ().:*")
    told = _TOLD_HOW.fullmatch(said)
    return key_words(told[1] if told else said)


def _headed(heads: Sequence[str], form: re.Pattern[str], lettered: Collection[int]) -> list[int]:
    """Return the columns with such heads, those with a word before those with a letter."""
    found = [at for at, head in enumerate(heads) if at not in lettered and form.fullmatch(head)]
    return [at for at in found if len(heads[at]) > 1] or found


def _asking(rows: Sequence[Sequence[str]]) -> tuple[int, int] | None:
    """Return the first column that asks and the one that answers: the next one, behind others that of most words."""
    widest = min(max(len(row) for row in rows), _WIDEST)
    for asked in range(widest - 1):
        sizes = [sum(len(row[at]) for row in rows if at < len(row)) for at in range(asked + 1, widest)]
        told = asked + 1 + (sizes.index(max(sizes)) if asked else 0)
        if _are_cards(rows, asked, told):
            return asked, told
    return None


def _quiz(rows: Sequence[Sequence[str]], asked: int) -> tuple[list[str], bool] | None:
    """Return the keys of columns of which one says which of the choices in the others is right, None where none does.

    And whether the first row names them: it is as wide as most, and picks none. The column that does stands right
    behind the question, or behind the choices, which are then as long as one another, and holds letters, or is called
    so: numbers behind a question and its answer may be levels, or count what was seen.
    """
    width = Counter(map(len, rows)).most_common(1)[0][0]
    whole = [row for row in rows if len(row) == width]
    for right in (asked + 1, width - 1):
        places = [at for at in range(asked + 1, width) if at != right]
        choices = [[row[at] for row in whole] for at in places]
        if len(places) < _FEWEST_CHOICES or any(map(_is_tag, choices)):
            continue
        sizes = [sum(map(len, column)) for column in choices]
        head, *picked = (row[right].strip() for row in whole)  # the first row may name the columns
        called = all(map(str.isalpha, picked)) or BACK.fullmatch(_head(head)) is not None
        sure = right == asked + 1 or (called and max(sizes) <= _ALIKE_CHOICES * min(sizes))
        if sure and len({*picked}) >= _SIDES and all(_picks(cell, len(places)) for cell in picked):
            named = {at: f"option {count}" for count, at in enumerate(places, 1)} | {asked: "question", right: "answer"}
            return [named.get(at, "") for at in range(width)], whole[0] is rows[0] and not _picks(head, len(places))
    return None


def _picks(cell: str, count: int) -> bool:
    """Say whether a cell is the number or the letter of one of so many choices."""
    cell = cell.strip().casefold()
    letter = len(cell) == 1 and "a" <= cell < chr(ord("a") + count)
    return letter or (cell.isdecimal() and len(cell) == 1 and int(cell) <= count)


def _is_head(rows: Sequence[Sequence[str]], asked: int, told: int) -> bool:
    """Say whether a first row names columns: it asks nothing where others do, or says little where they say much.

    Or one of its two cells is what columns are called, or words stand over a column of numbers.
    """
    sides = [(row[asked], row[told]) for row in rows if len(row) > max(asked, told)]
    if not sides or len(rows[0]) <= max(asked, told) or max(map(len, sides[0])) > _NAME:
        return False
    names = [key_words(plain(cell)) for cell in sides[0]]
    if any(len(name) > 1 and any(form.fullmatch(name) for form in (FRONT, BACK, _TONGUE)) for name in names):
        return True
    silent = sum(asks(plain(front)) < ASKS for front, _ in sides)
    much = sum(len(back) for _, back in sides) / len(sides)
    counted = any(_is_counted([row[at] for row in rows if at < len(row)]) for at in range(len(rows[0])))
    return asks(plain(sides[0][0])) < ASKS and (
        counted or silent == 1 or (silent == len(sides) and len(sides[0][1]) < _LITTLE * much)
    )


def _is_counted(cells: Sequence[str]) -> bool:
    """Say whether a column, of several rows, is a word over numbers."""
    head, *below = (cell.strip() for cell in cells)
    return len(below) >= FEWEST and _NAMING.fullmatch(head) is not None and all(map(_NUMERIC.fullmatch, below))


def _are_cards(rows: Sequence[Sequence[str]], asked: int, told: int) -> bool:
    most = max(asked, told)
    sides = [row for row in rows if len(row) > most and row[asked].strip() and row[told].strip()]
    asking = sum(asks(read(plain(row[asked])).text) >= ASKS for row in sides)
    return len(sides) >= MOST * len(rows) and asking >= _ASKING * len(rows)


def _are_terms(pairs: Sequence[tuple[str, str]], count: int, strict: bool) -> bool:
    """Say whether pairs of cells, of ``count`` rows, are terms and meanings: none twice, and not numbers in the second.

    Where that is to be told ``strict``ly they must explain: words in the first cells, sentences in the second. Or both
    say the same in two languages.
    """
    worded = sum(_WORD.search(told) is not None for _, told in pairs)
    if min(worded, len({key(asked) for asked, _ in pairs})) < PAIRED * count:
        return False
    fronts = sum(_WORD.search(pair[0]) is not None and not any(map(_ADDRESS.search, pair)) for pair in pairs)
    backs = {key(told) for asked, told in pairs if len(told) > len(asked) and tells(Leaf(((1, told),)))}
    explained = count >= FEWEST and min(fronts, len(backs)) >= MOST * count
    return not strict or explained or are_phrases(pairs, count)


def are_phrases(pairs: Sequence[Sequence[str]], count: int) -> bool:
    """Say whether pairs of cells, of ``count`` rows, say the same in two languages: phrases, or words of two scripts.

    Neither names nor numbers, and hardly any of them twice on either side.
    """
    words = [(one.strip(), other.strip()) for one, other in pairs if not any(map(_DATUM.search, (one, other)))]
    apart = min((len({key(side) for side in sides}) for sides in zip(*words, strict=True)), default=0)
    phrases = sum(" " in one + other and not (one[0].isupper() or other[0].isupper()) for one, other in words)
    scripts = sum(_script(one) != _script(other) for one, other in words)
    return count >= ODDEST and apart >= PAIRED * count and (phrases * 2 >= count or scripts >= PAIRED * count)


def _script(words: str) -> str:
    """Return the script of the first letter (``LATIN``, ``CYRILLIC``), nothing where there is none."""
    letter = next((sign for sign in words if sign.isalpha()), "")
    return unicodedata.name(letter, "").partition(" ")[0] if letter else ""
