"""What the words of one line say about it: number, label, question, answer, option."""

import re
from dataclasses import dataclass
from functools import lru_cache

from corpus.lines.plain import undecorated
from corpus.lines.words import (
    ANSWER_LABELS,
    ASKING,
    ASKING_ANYWHERE,
    ASKING_SIGNS,
    BACK,
    PARTS,
    QUESTION_LABELS,
    QUESTION_MARKS,
    QUESTION_WORDS,
    RIGHT_ANSWERS,
    STATING,
    TASK_LABELS,
)

ASKS = 0.6
"""How much words ask at least, 0 to 1, that read like a question or a task."""

SURE = 0.9
"""How much those ask that are worded as one throughout."""

MARKED = 1.0
"""How much those ask that have a question mark."""

LONGEST = 400
"""Characters of a question at most: of a longer line no more are read to tell whether it is one."""

MISSED = 4
"""How far numbers that count on may be apart."""

# A dash or full stop behind a blank that belongs to the words parts nothing: Q1 --force, Q2 .profile
_DELIMITER = r"(?:[ \t]*(?:[)\]:：．、,।]|[-–—](?=\s|$)|-(?=[^\d-])|(?:\)|\])[:.]|\.(?=\s|$))|\.)"
_NUMBER = r"(?:\d{1,3}\.){0,3}(\d{1,4})"
_CJK_NUMBER = "[〇零一二三四五六七八九十百]{1,4}"
_BARE = r"[ \t]*[.:：)](?=\s|$|[A-Z¿\"'“(`]|[^\x00-\x7f])|[ \t]*[-–—](?=\s)"
_WORTH = r"[(\[]\d{1,3}[ \t]*(?:marks?|points?|pts?|punkte?|puntos|pontos|punti|баллов|балла?|分)\.?[)\]]"
_LABEL = re.compile(
    rf"(?:{QUESTION_LABELS})"
    rf"(?:(?![ \t]*{_WORTH})[ \t]*[#№.\-–:\[(]?[ \t]*(?:n(?:o\.?|[°º])[ \t]*)?(?P<number>\d{{1,4}})"
    rf"(?:[a-z](?![a-z])|-\d{{1,2}}(?=[.):\s])|(?:\.\d{{1,2}})+(?=[.):\s])|[ \t]*\(?(?:[a-h]|[ivx]{{1,4}})\))?"
    rf"(?![\w%])(?:[ \t]*{_WORTH})?(?:{_DELIMITER}|[)\]])*|(?P<bare>(?:[ \t]*{_WORTH})?(?:{_BARE})))",
    re.IGNORECASE,
)
_TIGHT = re.compile(r"q(?:ue?s?)?[-–](?=[^\W\d_])", re.IGNORECASE)
_ONLY_LABEL = re.compile(rf"(?:the |interview )?(?:{QUESTION_WORDS})[ \t]*[:：.]?", re.IGNORECASE)
SPELLED = re.compile(rf"\W*(?:the |interview )?(?:{QUESTION_WORDS})[ \t]*(?:[:：]|$)", re.IGNORECASE)
"""A question's label that is a word without a number, or nothing but that word."""

_SPELLED = re.compile(
    r"(?:question|exercise|problem|scenario|challenge|quiz)[ \t]+(?:(?:twenty|thirty|forty|fifty)[- ]?)?(?:one|two"
    r"|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty"
    r"|forty|fifty)(?!\w)[ \t]*[:.)\-–—]*",
    re.IGNORECASE,
)
_TASK = re.compile(
    rf"(?:{TASK_LABELS})[ \t]*[#№\-–:]?[ \t]*(?P<number>\d{{1,4}})(?![\w%])(?:{_DELIMITER}|[)\]])*", re.IGNORECASE
)
_NUMBERED = re.compile(
    rf"(?:[\[(#№][ \t]*)?{_NUMBER}(?:{_DELIMITER})+(?![\d])|[(\[#№]{_NUMBER}[)\]]?(?=\s)"
    rf"|(?!\d{{1,3}}(?:\.\d{{3}})+\s){_NUMBER}[ \t]+(?=[^\W\d]|¿)"  # 12.000 spores are no number of a chapter
)
DECK = re.compile(r"#(?:flash)?cards?(?:[/-][\w/-]*)?(?:[ \t]+#[\w/-]+)*", re.IGNORECASE)
"""The tag of a flashcard, or of the notes that hold some."""

CARD_TAG = re.compile(rf"(?<=\S)[ \t]+{DECK.pattern}$", re.IGNORECASE)
"""That of a card behind its question."""

_KIND = re.compile(
    r"(?:practices?|sample|interview|exam|mock|review|quiz|bonus|test|study|example|coding|theory|final)[ \t]+"
    r"(?=(?:question|problem|exercise|scenario|task|challenge)s?[ \t]*[#№:.–-]{0,2}[ \t]*\d)",
    re.IGNORECASE,
)
_LISTING = re.compile(r"list of\b.{0,80}\b(?:questions?|topics|contents|exercises|problems)\b", re.IGNORECASE)
_ROMAN = re.compile(r"(X{0,3}(?:IX|IV|V?I{1,3}|V|X)|X{1,3})[.)](?=\s+\S)\s*")
_CJK_NUMBERED = re.compile(rf"第?[ \t]*(?:{_CJK_NUMBER}|\d{{1,4}})[ \t]*(?:[、．]|[题題问問章节節][：:、.]?[ \t]*)")
_ANSWER = re.compile(
    rf"(?:[^\w\s\"'(\[<]{{1,4}}[ \t]*)?(?:(?:the |my |short |long |sample |model |correct |best |suggested "
    rf"|possible |expected )?(?:{ANSWER_LABELS})|correct (?:option|choice)|right answer|{RIGHT_ANSWERS})"
    r"(?:[ \t]*[#Qq]?\d{1,4}(?=\W|$))?[ \t]*"
    r"(?:(?:[:：]|[.)](?=\s|$))(?:(?:-{1,2}|[ \t]*[–—]{1,2})\)?(?=\s|$|[^\W\d_]))?|-{1,2}(?=\s)|[–—]|\)[:.]|=>|->|$)",
    re.IGNORECASE,
)
_PARTING = re.compile(r"[.:：)\-–—\]]*(?:[ \t]+[.:：)\-–—\]]+(?=[ \t]|$))*[ \t]*")
_BOX = re.compile(r"([\W\d]{0,12}?)\[[ xX]\][ \t]+(?=\S)")
_ASKED = re.compile(r"[?？؟](?=[\s)\"'”’*_<]|$|[^\x00-\x7f])")
_GAP = re.compile(r"(?=(?:\S+\s+){3}\S).*?(?<!_)_{4,}")
"""A statement with a gap to fill in."""

_JUDGED = re.compile(
    r".*[(\[](?:t(?:rue)?|y(?:es)?) ?(?:/|or) ?(?:f(?:alse)?|no?)[)\]][?.:]?$"
    r"|(?:true or false|true/false|t/f)\b",
    re.IGNORECASE,
)
_BEHIND = 6  # words behind a question mark that are still the question's
_QUOTES = "\"'“”‘’«„「『"
_ALPHABETS = ("абвгдежз", "αβγδεζηθ", "אבגדהוזח", "أبجدهوزح", "アイウエオカキク")
_LATIN = {**{ord(sign): "abcdefgh"[at] for one in _ALPHABETS for at, sign in enumerate(one)}, ord("ا"): "a"}
_LETTERS = f"A-Ha-h{''.join(map(chr, _LATIN))}"
_OPTION = re.compile(
    r"(?:(?:\[[ xX]?\]|[=✅✔☑✓🟢❌✗✘🔴→➡⇒]\ufe0f?|-?->|=>)[ \t]*)?"
    rf"[(\[]?([{_LETTERS}{_LETTERS.upper()}])(?:[ \t]*[.):\]．、）：]|[ \t]+[-–—])(?=\s|$|\S)"
)
_LETTER = r"[(\[]?[A-Ha-h](?![^\W_])[)\]]?"
LETTERS = (
    r"(?:[(\[]?(?P<run>[A-H]{2,6})(?![^\W_])[)\]]?"
    rf"|{_LETTER}(?:(?:\s*[,;&/+]\s*|\s+)(?:(?:and|und|y|e|et|и)\s+)?{_LETTER})*)"
)
"""The letters by which an answer names choices: "B", "(a)", "A and C", "AC" (group ``run``)."""


@dataclass(frozen=True, slots=True)
class Marker:
    """What stands at the head of a line, and the words after it.

    ``label`` is ``"q"`` for a question's label, ``"task"`` for a task's, else empty; ``number`` is None where there
    is none; ``style`` tells ways of numbering apart (``"1."``, ``"Q#"``); ``text`` are the words without markup.
    """

    label: str
    number: int | None
    style: str
    text: str

    @property
    def bare(self) -> bool:
        """Say whether neither a number nor a label stands at the head."""
        return self.number is None and not self.label


@lru_cache(maxsize=1024)
def read(words: str) -> Marker:
    """Read the number or label at the head of a line's plain words."""
    text = undecorated(words)
    if box := _BOX.match(text):
        text = box.group(1) + text[box.end() :]
    if "#" in text and (tag := CARD_TAG.search(text)):
        card = read(text[: tag.start()])
        return Marker("q", card.number, "#", card.text)
    if kind := _KIND.match(text):
        text = text[kind.end() :]
    if _ONLY_LABEL.fullmatch(text):
        return Marker("q", None, "Q", "")
    match = _LABEL.match(text)
    if match and (match.group("number") or match.group("bare")):
        number = int(match.group("number")) if match.group("number") else None
        rest = _behind(text, match.end())
        style = "Q" + ("#" if number is not None else "")
        return Marker("q", number, style, undecorated(rest))
    match = _TIGHT.match(text)
    if match and asks(text[match.end() :]) >= SURE:
        return Marker("q", None, "Q", text[match.end() :].strip())
    match = _SPELLED.match(text)
    if match:
        return Marker("q", None, "Q", undecorated(text[match.end() :].strip()))
    match = _TASK.match(text)
    if match:
        rest = _behind(text, match.end())
        return Marker("task", int(match.group("number")), "T#", undecorated(rest))
    match = _ROMAN.match(text)
    if match:
        return Marker("", _roman(match.group(1)), "I.", undecorated(text[match.end() :].strip()))
    match = _NUMBERED.match(text)
    if match:
        rest = text[match.end() :].strip()
        deeper = read(rest) if rest[:1] in "Qq问問" else None
        if deeper and deeper.label == "q":
            return Marker("q", deeper.number or _int(match), "1.Q", deeper.text)
        head = match.group().strip(" \t")
        style = re.sub(r"\d+", "1", head)
        return Marker("", _int(match), style, undecorated(rest))
    match = _CJK_NUMBERED.match(text)
    if match and match.end() < len(text):
        return Marker("", _cjk(match.group()), "第", undecorated(text[match.end() :].strip()))
    return Marker("", None, "", text)


def _behind(text: str, at: int) -> str:
    """Return what stands behind a label, without the signs that part the two; those of ``--force`` stay."""
    parting = _PARTING.match(text, at)
    return text[parting.end() if parting else at :]


@lru_cache(maxsize=1024)
def asks(text: str) -> float:
    """Say how much a line's words read like a question or a task, 0 to 1.

    Quotes around them say nothing; what is quoted and goes on behind its question is said.
    """
    quoted = text.strip()[:1] in _QUOTES
    text = text.strip().lstrip(_QUOTES)
    if not text:
        return 0.0
    tail = text.rstrip(" .!\"'”’)*_:：`]>👇🤔")
    if not tail:
        return 0.0
    if tail[-1] in QUESTION_MARKS or text[0] == "¿":
        return MARKED
    mark = _ASKED.search(text)
    rest = text[mark.end() :] if mark else ""
    behind = len(rest.split())
    if quoted and behind > _BEHIND and rest[0] not in _QUOTES:
        return 0.0
    if mark and (ASKING.match(undecorated(text)) or behind <= _BEHIND):
        return MARKED
    if len(text) > LONGEST or _LISTING.match(text):
        return 0.0
    if ("____" in text and _GAP.match(text)) or _JUDGED.match(text):
        return SURE
    if ASKING.match(undecorated(text)):
        if STATING.match(text):
            return 0.0
        return SURE if len(text.split()) > 2 else ASKS
    sign = None if text.isascii() else ASKING_SIGNS.search(text)
    if sign or ASKING_ANYWHERE.search(text):
        return SURE if sign and (sign.start() == 0 or sign.end() == len(tail)) else 0.8
    return 0.7 if mark else 0.0


def is_answer(words: str) -> bool:
    """Say whether a line begins with the label of an answer."""
    return answer_label(words) > 0


@lru_cache(maxsize=1024)
def answer_label(words: str) -> int:
    """Return the characters of plain ``words`` that label an answer (``A:``, ``Ans -``, ``答：``), 0 for none."""
    match = _ANSWER.match(words[:200])
    if match is None:
        return 0
    head = match.group().strip()
    bare = re.fullmatch(r"[aAجسсрr]", head.strip(".)-–—"))
    if bare and head[-1:] in ".)-–—" and head[0] != "A":
        return 0
    if head[-1:].isalnum() and ((len(head) < 3 and head.isascii()) or match.end() < len(words)):
        return 0
    return match.end()


def defines(body: str) -> bool:
    """Say whether a line gives the meaning of the term above it (``: meaning``)."""
    return body[:2] == ": "


def is_part(words: str) -> bool:
    """Say whether a heading's or summary's words name a part of an answer (Answer, Example, Show hint)."""
    return len(words) <= 80 and PARTS.match(undecorated(words).strip()) is not None


def shows_answer(words: str) -> bool:
    """Say whether the words of what folds out say that it is an answer (``Answer: B``, ``Show the solution``)."""
    named = any(is_answer(f"{word.strip('.:!')}:") for word in words.split() if len(word) > len("a:"))
    return is_answer(words) or (is_part(words) and named)


def is_back_link(words: str) -> bool:
    """Say whether a line's words are a link back to the top of the page."""
    return 0 < len(words) <= 80 and BACK.search(words.strip(" \t[]()|↥↑⬆️🔝🔼▲^-–—*•.«»<>")) is not None


def option(words: str) -> str:
    """Return the letter (lower case) of a multiple-choice option, or nothing; in other scripts its place counts."""
    return choice(words)[0]


def choice(words: str) -> tuple[str, str]:
    """Return the letter of a multiple-choice option and the words behind it; nothing where a line is none."""
    match = _OPTION.match(words)
    return (match.group(1).lower().translate(_LATIN), words[match.end() :].strip()) if match else ("", "")


def _int(match: re.Match[str]) -> int | None:
    number = next((group for group in match.groups() if group), None)
    return int(number) if number else None


def _roman(text: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[sign] for sign in text]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def _cjk(text: str) -> int | None:
    digits = re.search(r"\d+", text)
    if digits:
        return int(digits.group())
    values = {sign: value for value, sign in enumerate("零一二三四五六七八九")}
    total = current = 0
    for sign in text:
        if sign == "十":
            total += (current or 1) * 10
            current = 0
        elif sign == "百":
            total += (current or 1) * 100
            current = 0
        elif sign in values:
            current = values[sign]
    return total + current or None
