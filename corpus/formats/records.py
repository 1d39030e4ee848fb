"""Flashcards and quizzes in lists of records: JSON and YAML of which the keys say what is asked and what is told."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.formats.cards import Card, asked_alone, card_of, counted_from, entry_of, leaves, tells, thread_of
from corpus.formats.keyed import BACK, LOOSE, OVER, ROLE, SAID, holds_cards, key_words
from corpus.formats.trees import Branch, Leaf, Tree, json_tree, yaml_tree
from corpus.lines.markers import ASKS, MARKED, SURE, asks
from corpus.lines.plain import key, plain
from corpus.lines.scanning import front_matter
from corpus.lines.speakers import ASKER, TELLER, is_courtesy, is_idle
from corpus.lines.words import QUESTION_MARKS
from corpus.model import Entry, Finding, Reading, Span
from corpus.sources import RECORDS

_LINES = frozenset({".jsonl", ".ndjson"})
_SAID = 0.3  # share of two records or more that ask, where their keys alone may mean something else
_FEWEST = 3  # records that ask of which no key names an answer
_ALIKE = 0.8  # share of them that ask
_COUNT = re.compile(r"([^\W\d].{0,40}?)[ _-]?(\d{1,4})")
_SEVERAL = 5  # records under words of which a key names an answer
_WORDED = re.compile(r"(?=.*[^\W\d_])[^\d_]{2,300}")
_SIDES = 2  # of a card
_MARKS = frozenset(f"{QUESTION_MARKS}¿")
_PAIRS = 0.6  # share of the keys of a mapping, or of the first of two values, that ask


def read_records(lines: Sequence[str], document: str, suffix: str) -> Reading | None:
    """Read the records of data that ask and answer; other data is a Finding. None where a document is no such data.

    Where data breaks, what stands before the break is read, and a Finding names the line.
    """
    if suffix not in RECORDS:
        return None
    data = Reading((), (Finding("skipped", f"{suffix} files hold data, not notes", 1, len(lines)),))
    trees = list(_trees(lines, suffix))
    records = [record for tree in trees for record in _records(tree.root, card_of)]
    if not records and suffix not in _LINES:
        records = _alike([record for tree in trees for record in _records(tree.root, asked_alone)])
    asking = sum(map(_asks, records))
    if len(records) < 2 - bool(asking) or (asking < _SAID * len(records) and any(_vague(one) for one in records)):
        return data
    if not any(one.told for one in records):
        return data
    entries, findings = _entries(records, document)
    findings += [
        Finding("skipped", f"broken data, read up to here: {one.why}", one.broken, one.broken)
        for one in trees
        if one.broken
    ]
    beside = [at for at, line in enumerate(_uncovered(lines, entries, findings), 1) if any(map(str.isalnum, line))]
    if beside:
        findings.append(Finding("skipped", "data beside questions and answers", beside[0], beside[-1]))
    return Reading.of(entries, findings)


def with_top(reading: Reading, lines: Sequence[str], document: str) -> Reading:
    """Add to the reading of notes the questions and answers that their front matter lists."""
    last = front_matter(lines)
    top = ["", *lines[1 : last - 1]]
    records = list(_records(yaml_tree(top).root, card_of)) if last and holds_cards("\n".join(top)) else []
    if not records or not all(asks(plain(one.asked.text)) >= ASKS and one.told for one in records):
        return reading
    entries, findings = _entries(records, document)
    return Reading.of([*entries, *reading.entries], [*findings, *reading.findings])


def _trees(lines: Sequence[str], suffix: str) -> Iterator[Tree]:
    if suffix in _LINES:
        yield from (json_tree([line], number) for number, line in enumerate(lines, 1) if line.strip())
    elif suffix == ".json":
        yield json_tree(lines)
    else:
        yield yaml_tree(lines)


def _alike(records: list[Card]) -> list[Card]:
    """Return records whose keys name no answer where they are several, nearly all ask, and none says what another does.

    Lists of questions for something else, a form or a test of a program, are none.
    """
    asked = {key(one.asked.text) for one in records if asks(plain(one.asked.text)) >= SURE}
    told = {key(one.told[0].text) for one in records}
    return records if len(records) >= _FEWEST and min(len(asked), len(told)) >= _ALIKE * len(records) else []


def _records(root: Branch, card: Callable[[Branch], Card | None]) -> Iterator[Card]:
    """Yield what ``card`` makes of the mappings of a tree in order; what is a record is not looked into."""
    stack: list[tuple[Branch, tuple[str, ...]]] = [(root, ())]
    while stack:
        branch, over = stack.pop()
        record = (card(branch) or thread_of(branch)) if branch.named else None
        if record is not None:
            record.over = (*over, *record.over)
            yield record
            continue
        pairs = _turns(branch) or _pairs(branch)
        if pairs:
            yield from (replace(one, over=over) for one in pairs)
            continue
        over = (*over, *_titles(branch))
        stack += [(value, over) for _, value in reversed(branch.items) if isinstance(value, Branch)]


def _pairs(branch: Branch) -> list[Card]:
    """Read what no keys name: a mapping or a list of questions to answers, keys that are counted (``question1``).

    And a mapping of what is asked, or of terms, to records of which a key names the answer.
    """
    counted = [one for part in _counted(branch) if (one := card_of(part)) is not None]
    keyed = [one for part in _keyed(branch) if (one := card_of(part)) is not None]
    if len(counted) > 1 or len(keyed) >= max(_SEVERAL, _ALIKE * len(branch.items)):
        return max(counted, keyed, key=len)
    parts = [branch] if branch.named else [part for _, part in branch.items if isinstance(part, Branch)]
    mapped = [
        (Leaf(((at, name),)), value)
        for part in parts
        if part.named and (part is branch or len(part.items) == 1)
        for (name, value), at in zip(part.items, part.at, strict=True)
    ]
    listed = [(part.items[0][1], part.items[1][1]) for part in parts if not part.named and len(part.items) == _SIDES]
    found = [(front, back) for front, back in mapped + listed if isinstance(front, Leaf)]
    asking = sum(
        not _MARKS.isdisjoint(text := front.text[:300]) and asks(text) >= MARKED and not _is_question(back)
        for front, back in found
    )
    size = len(branch.items)
    if asking < max(_PAIRS * size, 1 if mapped and not branch.named else 2):
        return []
    cards = [Card(Span(front.start, max(front.start, back.end)), front, leaves(back)) for front, back in found]
    return [one for one in cards if one.asked.text.strip("\0") and any(leaf.text for leaf in one.told)]


def _is_question(value: Leaf | Branch) -> bool:
    """Say whether a value asks as well, as the translation of a question does."""
    return isinstance(value, Leaf) and value.text[-1:] in _MARKS


def _turns(branch: Branch) -> list[Card]:
    """Read messages: each that asks with the next, of those that say something, and with what is told to a yes."""
    messages = [(who, said) for _, value in branch.items for who, said in _message(value)]
    found: list[Card] = []
    for (asker, asked), (teller, told) in pairwise(messages):
        if not ASKER.fullmatch(asker) or not TELLER.fullmatch(teller) or is_courtesy(asked.text):
            continue
        if not is_idle(asked.text):
            found.append(Card(Span(asked.start, max(asked.start, told.end)), asked, [told]))
        elif found:
            last = found[-1]
            said = Leaf((*last.told[0].lines, (told.start, ""), *told.lines))
            found[-1] = replace(last, lines=Span(last.lines.start, told.end), told=[said])
    return found


def _message(value: Branch | Leaf) -> Iterator[tuple[str, Leaf]]:
    """Yield who says a message, one of the two sides, and what; an export may wrap it, and who says it."""
    message = value if _under(value, ROLE) else next(iter(_under(value, SAID)), None)
    for role in _under(message, ROLE)[:1]:
        who = next((each for each in (role, *_under(role, ROLE)) if isinstance(each, Leaf)), None)
        said = next((lines for each in _under(message, SAID) if (lines := _texts(each))), None)
        if who and said and (ASKER.fullmatch(who.text) or TELLER.fullmatch(who.text)):
            yield who.text, Leaf(said)


def _under(value: Branch | Leaf | None, form: re.Pattern[str]) -> list[Leaf | Branch]:
    """Return what a mapping has under keys of that form."""
    items = value.items if isinstance(value, Branch) and value.named else []
    return [each for name, each in items if form.fullmatch(key_words(name))]


def _texts(value: Leaf | Branch) -> tuple[tuple[int, str], ...]:
    """Return the lines of what a message says, be it one text or several parts."""
    if isinstance(value, Leaf):
        return value.lines if value.text else ()
    if value.named:
        return next((lines for each in _under(value, SAID) if (lines := _texts(each))), ())
    return tuple(line for _, each in value.items for line in _texts(each))


def _counted(branch: Branch) -> list[Branch]:
    """Return the parts of a mapping whose keys have one number at their end."""
    parts: dict[str, Branch] = {}
    for (name, value), at in zip(branch.items, branch.at, strict=True):
        if branch.named and (count := _COUNT.fullmatch(name)):
            part = parts.setdefault(count.group(2), Branch(at, value.end, True))
            part.items.append((count.group(1), value))
            part.end = max(part.end, value.end)
    return list(parts.values())


def _keyed(branch: Branch) -> Iterator[Branch]:
    """Yield the records that a mapping has under words, these as their questions."""
    for (name, value), at in zip(branch.items, branch.at, strict=True) if branch.named else ():
        if _WORDED.fullmatch(name) and isinstance(value, Branch) and value.named and card_of(value) is None:
            told = (BACK.fullmatch(each := key_words(one)) and not LOOSE.fullmatch(each) for one, _ in value.items)
            if any(told):
                yield Branch(at, value.end, True, [("question", Leaf(((at, name),))), *value.items])


def _titles(branch: Branch) -> tuple[str, ...]:
    """Return what a mapping's own values call it."""
    found = (value for key, value in branch.items if isinstance(value, Leaf) and OVER.fullmatch(key_words(key)))
    one = next(found, None) if branch.named else None
    return (plain(one.text),) if one and one.text and len(one.text) <= 100 else ()


def _vague(record: Card) -> bool:
    """Say whether a record's keys may mean something else than a card."""
    return record.loose or (not record.choices and not record.more and len(record.told) != 1)


def _asks(record: Card) -> bool:
    """Say whether a record asks; one whose keys are loose must be a question, or have words on both sides."""
    asking = asks(plain(record.asked.text))
    if not record.loose or asking >= MARKED:
        return asking >= ASKS
    return " " in record.asked.text and any(map(tells, record.told))


def _entries(records: Sequence[Card], document: str) -> tuple[list[Entry], list[Finding]]:
    """Make entries of records, each on lines of its own where that can be: a line "}, {" belongs to neither."""
    first = counted_from(records)
    entries: list[Entry] = []
    findings: list[Finding] = []
    for record in records:
        one = entry_of(record, document, first)
        if isinstance(one, Finding):
            findings.append(one)
            continue
        above = entries[-1] if entries else None
        start = min(record.asked.start, one.answer_lines[0])
        if above and one.lines.start <= above.lines.end and start > max(above.lines.start, above.answer_lines[-1]):
            entries[-1] = replace(above, lines=Span(above.lines.start, min(above.lines.end, start - 1)))
            one = replace(one, lines=Span(start, one.lines.end))
        entries.append(one)
    return entries, findings


def _uncovered(lines: Sequence[str], entries: Sequence[Entry], findings: Sequence[Finding]) -> list[str]:
    """Return the lines, those in entries and findings empty."""
    left = list(lines)
    for start, end in [(one.lines.start, one.lines.end) for one in entries] + [
        (one.start, one.end) for one in findings
    ]:
        left[start - 1 : end] = [""] * (end + 1 - start)
    return left
