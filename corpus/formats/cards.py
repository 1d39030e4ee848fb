"""Cards of data with values for question, answer and choices, whatever holds them, and the entries they make."""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from corpus.entries.entry import says_nothing
from corpus.entries.rewritten import untagged
from corpus.formats.keyed import (
    ANSWERS,
    ASIDE,
    BACK,
    FRONT,
    LOOSE,
    MORE,
    OPTIONS,
    OVER,
    SAID,
    THREAD,
    TITLE,
    choices_at,
    key_words,
)
from corpus.formats.trees import Branch, Leaf
from corpus.lines.dialects import FENCE
from corpus.lines.markers import ASKS, asks, read
from corpus.lines.plain import key, outside_code, plain
from corpus.model import Entry, Finding, Span

_WORDS = re.compile(r"(?<!\S)\W{0,4}[^\W\d_]{2,40}|[^\W\d_\x00-\u024f]{1,4}")
_TELLING = 3  # words
_BREAK = re.compile(r"(?:<br[ \t]*/?>|</?(?:ul|ol|li|p|div|h[1-6])(?:\s[^<>]{0,300})?>)+", re.IGNORECASE)
_ITEM = re.compile(r"<li\b", re.IGNORECASE)
_ROW = re.compile(
    r"</?table\b[^<>]{0,300}>|(?:\s|</?t(?:head|body|foot)>){0,40}<tr\b[^<>]{0,300}>((?:(?!</?t(?:r|able)\b).)*)</tr>",
    re.IGNORECASE | re.DOTALL,
)
_CELL = re.compile(r"<t[dh]\b[^<>]{0,300}>((?:(?!</?t[dh]\b).)*)", re.IGNORECASE | re.DOTALL)
_LEVELS = re.compile(r"\\#|##[ \t]")
_TITLES = re.compile(r"(?:(?<!.)|(?:<br[ \t]*/?>|\n){1,9})[ \t]{0,9}(?:\\?#){1,6}[ \t]+", re.IGNORECASE)

_WORDED = re.compile(r"text|options?|answers?|values?|contents?|titles?|choices?|name|body|description", re.IGNORECASE)
_LABEL = re.compile(r"letter|label|id|key|index|number", re.IGNORECASE)
_FLAG = re.compile(r"(?:is )?(?:correct|right|true|answer|valid|richtig)(?: answer)?", re.IGNORECASE)
_YES = frozenset({"true", "yes", "1", "100"})


@dataclass(slots=True)
class Card:
    """A question's value, those of its answer and of what explains it, and the choices with what each may be called.

    ``lines`` are the raw lines of the whole, ``over`` the headings above it; ``loose`` says that its keys may mean
    something else.
    """

    lines: Span
    asked: Leaf
    told: list[Leaf] = field(default_factory=list)
    more: list[Leaf] = field(default_factory=list)
    choices: list[tuple[set[str], Leaf]] = field(default_factory=list)
    over: tuple[str, ...] = ()
    loose: bool = False


def card_of(branch: Branch) -> Card | None:
    """Read a mapping whose keys say what is asked and told; None where they do not."""
    keyed = [(key_words(name), value) for name, value in branch.items]
    lettered = choices_at([name for name, _ in keyed])
    backs = [value for at, (name, value) in enumerate(keyed) if BACK.fullmatch(name) and at not in lettered]
    listed = [value for name, value in keyed if isinstance(value, Branch) and OPTIONS.fullmatch(name)]
    fronts = [value for name, value in keyed if isinstance(value, Leaf) and FRONT.fullmatch(name)]
    titled = [value for name, value in keyed if isinstance(value, Leaf) and TITLE.fullmatch(name)]
    asked = next((one for one in fronts if one.text), None)
    more = [leaf for name, value in keyed if MORE.fullmatch(name) for leaf in leaves(value)]
    if asked is None and (backs or listed or lettered):
        asked = next((one for one in titled if listed or lettered or asks(plain(one.text)) >= ASKS), None)
    if asked is None or not (backs or listed or lettered or more):
        return None
    record = Card(Span(min(branch.start, asked.start), max(branch.end, asked.end)), asked, more=more)
    for options in listed:
        record.choices += _choices(options)
    for count, (at, label) in enumerate(lettered.items()):
        labels = {label, chr(ord("a") + count), keyed[at][0].casefold(), branch.items[at][0].casefold()}
        record.choices += [(labels, leaf) for leaf in leaves(keyed[at][1])[:1] if leaf.text]
    told = [value for value in backs if value not in listed]
    flagged = [leaf for labels, leaf in record.choices if "\0" in labels]
    record.loose = any(LOOSE.fullmatch(name) for name, value in keyed if value is asked or value in told[:1])
    if record.choices and not flagged and not told:
        names = [name for at, (name, value) in enumerate(keyed) if at in lettered or value in listed]
        if any(map(ANSWERS.fullmatch, names)):
            record.told, record.choices = [leaf for _, leaf in record.choices], []
    else:
        record.told = flagged or [leaf for value in told[:1] for leaf in leaves(value)]
        record.more = [one for one in told[1:] if isinstance(one, Leaf) and tells(one)] + more
    record.over = _over(keyed, asked)
    return record


def asked_alone(branch: Branch) -> Card | None:
    """Read a mapping that names its question alone: what else it says in words is the answer."""
    keyed = [(key_words(name), value) for name, value in branch.items]
    leaves = [(name, value) for name, value in keyed if isinstance(value, Leaf) and value.text]
    asked = next((value for name, value in leaves if FRONT.fullmatch(name)), None)
    beside = [value for name, value in leaves if not any(form.fullmatch(name) for form in (FRONT, OVER, ASIDE))]
    told = [value for value in beside if tells(value) and asked is not None and key(asked.text) not in key(value.text)]
    if asked is None or not told:
        return None
    lines = Span(min(branch.start, asked.start), max(branch.end, asked.end))
    return Card(lines, asked, told[:1], told[1:], over=_over(keyed, asked))


def thread_of(branch: Branch) -> Card | None:
    """Read a mapping of a title, a text, and a list of what others say to it: all of it is told of the title."""
    keyed = [(key_words(name), value) for name, value in branch.items]
    asked = next((value for name, value in keyed if isinstance(value, Leaf) and name == "title" and value.text), None)
    own = [value for name, value in keyed if isinstance(value, Leaf) and SAID.fullmatch(name) and value.text]
    posts = [post for name, value in keyed if THREAD.fullmatch(name) for post in _posts(value)]
    said = [*own[:1], *(Leaf(((one.start, f"\n{one.lines[0][1]}"), *one.lines[1:])) for one in posts)]
    if asked is None or not posts:
        return None
    return Card(Span(min(branch.start, asked.start), max(branch.end, asked.end)), asked, said[:1], said[1:])


def _posts(value: Leaf | Branch) -> Iterator[Leaf]:
    """Yield what each record of a list says, which may be wrapped."""
    for _, post in value.items if isinstance(value, Branch) else ():
        if isinstance(post, Branch) and post.named:
            said = (one for name, one in post.items if isinstance(one, Leaf) and SAID.fullmatch(key_words(name)))
            yield from (one for one in [next(said, None)] if one is not None and one.text)
        else:
            yield from _posts(post)


def _over(keyed: Sequence[tuple[str, Leaf | Branch]], asked: Leaf) -> tuple[str, ...]:
    """Return what a record says that it is about."""
    found = [value for name, value in keyed if isinstance(value, Leaf) and value is not asked and OVER.fullmatch(name)]
    return tuple(plain(value.text) for value in found[:1])


def leaves(value: Leaf | Branch) -> list[Leaf]:
    """Return the single values in a value, those with words where keys tell them from others."""
    if isinstance(value, Leaf):
        return [value]
    worded = [one for key, one in value.items if _WORDED.fullmatch(key_words(key))] if value.named else []
    return [
        leaf for one in worded or [one for _, one in value.items] for leaf in ([one] if isinstance(one, Leaf) else [])
    ]


def _choices(options: Branch) -> list[tuple[set[str], Leaf]]:
    """Return the choices with what they may be called: letter, number, label; ``\\0`` marks a right one."""
    found = []
    for at, (name, value) in enumerate(options.items):
        labels = {chr(ord("a") + at)} if at < 26 and not options.named else {name.casefold()} - {""}
        said = leaves(value)
        if isinstance(value, Branch) and value.named:
            flags = {key_words(one): leaf.text.casefold() for one, leaf in value.items if isinstance(leaf, Leaf)}
            labels |= {text for one, text in flags.items() if _LABEL.fullmatch(one)}
            labels |= {"\0"} if any(_FLAG.fullmatch(one) and text in _YES for one, text in flags.items()) else set()
        if said:
            found.append((labels, said[0]))
    return found


def counted_from(cards: Iterable[Card]) -> int | None:
    """Say from what numbers of right choices count: from zero where one is zero, from one where one is their count.

    None where neither is, or both are. What a choice of its card says is no number, a zero that labels one none of all.
    """
    told = [(one.told[0].text.strip().casefold(), one.choices) for one in cards if one.choices and len(one.told) == 1]
    bare = [(said, choices) for said, choices in told if not any(_says(leaf, said) for _, leaf in choices)]
    zero = any(said == "0" and not any("0" in labels for labels, _ in choices) for said, choices in bare)
    last = any(said == str(len(choices)) for said, choices in bare)
    return None if zero == last else int(last)


def _says(leaf: Leaf, said: str) -> bool:
    return leaf.text.strip().casefold() == said


def entry_of(card: Card, document: str, first: int | None) -> Entry | Finding:
    """Make the entry of a card, of which choices count from ``first`` if that is known; an empty one is a Finding."""
    question = asked_in(card.asked.text)
    told = _chosen(card, first) if card.choices else card.told
    texts = _lines(told, card.more)
    answer = "\n".join(text for _, text in texts)
    if question and says_nothing(answer):
        message = f"a question without an answer: {question}"
        return Finding("unanswered", message, card.lines.start, card.lines.end)
    if not question:
        message = f"text that belongs to no question: {plain(answer)}" if answer else "a record without a question"
        return Finding("skipped" if answer else "empty", message, card.lines.start, card.lines.end)
    return Entry(
        question=question,
        question_written=True,
        written=question,
        answer=answer,
        answer_lines=tuple(at for at, _ in texts),
        document=document,
        lines=card.lines,
        headings=card.over,
    )


def tells(value: Leaf) -> bool:
    """Say whether a value is more than a name, a number or a sign: words that could answer."""
    return len(_WORDS.findall(value.text)) >= _TELLING


def _lines(told: Sequence[Leaf], more: Sequence[Leaf]) -> list[tuple[int, str]]:
    """Return the lines of an answer, each with the raw line that it stands on; one of several values is a list."""
    sign = "- " if len(told) > 1 else ""
    lines = [line for one in told for line in _written(one, sign)] + [line for one in more for line in _written(one)]
    lines.sort(key=lambda line: line[0])
    filled = [at for at, (_, text) in enumerate(lines) if text.strip()]
    return lines[filled[0] : filled[-1] + 1] if filled else []


def _written(value: Leaf, sign: str = "") -> Iterator[tuple[int, str]]:
    """Write a value in lines of Markdown, the first with words behind a ``sign``; code in fences stays as it is."""
    fenced = False
    for number, raw in value.lines:
        for line in (raw if fenced else outside_code(raw, _broken)).split("\n"):
            fence = line.lstrip().startswith(FENCE)
            said = line if fenced or fence else shown(line)
            fenced ^= fence
            yield number, f"{sign}{said}" if said.strip() else said
            sign = "" if said.strip() else sign


def _broken(text: str) -> str:
    """End lines where tags do."""
    return _BREAK.sub(lambda tags: "\n- " if _ITEM.search(tags.group()) else "\n", _tabled(text))


def _tabled(text: str) -> str:
    """Write the rows of tables in Markdown, a rule below the first of each."""
    ruled = False

    def row(found: re.Match[str]) -> str:
        nonlocal ruled
        if found.group(1) is None:
            ruled = False
            return "\n" if found.group().startswith("</") else ""
        cells = [_BREAK.sub(" ", cell).strip().replace("|", "\\|") for cell in _CELL.findall(found.group(1))]
        rule, ruled = "" if ruled else f"\n{'|---' * len(cells)}|", True
        return f"\n| {' | '.join(cells)} |{rule}"

    return _ROW.sub(row, text)


def _chosen(card: Card, first: int | None) -> list[Leaf]:
    """Return the choices that the answer names: by their words, their label, their letter or their number."""
    found: list[Leaf] = []
    for one in card.told:
        said = one.text.strip().casefold()
        names = [said] if _called(card, said, first) else [part for part in re.split(r"[\s,;&]+", said) if part]
        called = list(takewhile(bool, (_called(card, name, first) for name in names)))
        found += [leaf for leaf in called if leaf] if len(called) == len(names) else [one]
    return list(dict.fromkeys(found))


def _called(card: Card, said: str, first: int | None) -> Leaf | None:
    name = said.strip("().: ")
    shifted = first == 0 and name.isdecimal() and not any("0" in labels for labels, _ in card.choices)
    for labels, leaf in card.choices:
        if _says(leaf, said) or (name in labels and not shifted):
            return leaf
    at = int(name) - (first or 0) if name.isdecimal() and len(name) < 4 else -1
    return card.choices[at][1] if 0 <= at < len(card.choices) else None


def asked_in(cell: str) -> str:
    """Return the words of a cell without label and number; a bare number (``3 kinds of rock``) is one of them.

    A label and a number without words behind them (``Question 2``) are all that is asked. Of a path of headings
    (``# Rock<br>## Kinds``) dashes part the titles.
    """
    titles = _TITLES.sub(" – ", cell) if _LEVELS.search(cell) else cell
    words = " ".join(html.unescape(plain(_parted(titles))).split())
    marker = read(words)
    return words if marker.style == "1" or (marker.number is not None and not marker.text) else marker.text


def shown(line: str) -> str:
    """Write a line of a cell in Markdown: programs export cells as HTML."""
    shown = untagged(_parted(line)).rstrip()
    return html.unescape(shown.lstrip() if line.startswith("<") else shown).replace("\u00a0", " ")


def _parted(cell: str) -> str:
    """Write blanks for the tags that part words."""
    return outside_code(cell, lambda rest: _BREAK.sub(" ", rest))
