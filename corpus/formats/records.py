"""Flashcards and quizzes in lists of records: JSON and YAML of which the keys say what is asked and what is told."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, takewhile

from corpus.entries.questions import Reading, says_nothing
from corpus.formats.keyed import BACK, FRONT, OPTIONS, TITLE, key_words
from corpus.formats.placed import crowded
from corpus.formats.rows import asked_in, shown
from corpus.formats.trees import Branch, Leaf, Tree, json_tree, yaml_tree
from corpus.lines.markers import asks
from corpus.lines.plain import plain
from corpus.model import Entry, Finding, Span
from corpus.sources import RECORDS

_LINES = frozenset({".jsonl", ".ndjson"})
_MORE = re.compile(
    r"(?:answer )?(?:explanations?|explain|rationale|reason(?:ing)?|feedback|justification|details?"
    r"|erklärung|begründung"
    r"|explicaci[oó]n|explicação|explication|пояснение|объяснение|解析)",
    re.IGNORECASE,
)
_OVER = re.compile(r"category|topic|section|domain|chapter|subject|deck|module|unit|group|title|name", re.IGNORECASE)
_WORDED = re.compile(r"text|options?|answers?|values?|contents?|titles?|choices?|name|body|description", re.IGNORECASE)
_LABEL = re.compile(r"letter|label|id|key|index|number", re.IGNORECASE)
_FLAG = re.compile(r"(?:is )?(?:correct|right|true|answer|valid|richtig)(?: answer)?", re.IGNORECASE)
_YES = frozenset({"true", "yes", "1", "100"})
_SAID = 0.3  # share of two records or more that ask, where their keys alone may mean something else
_PAIRS = 0.6  # share of the keys of a mapping that ask, from which they are questions


@dataclass(slots=True)
class _Record:
    """A question's value, those of its answer, and the choices, each with the labels it may be called by."""

    branch: Branch
    asked: Leaf
    told: list[Leaf] = field(default_factory=list)
    more: list[Leaf] = field(default_factory=list)
    choices: list[tuple[set[str], Leaf]] = field(default_factory=list)
    over: tuple[str, ...] = ()


def read_records(lines: Sequence[str], document: str, suffix: str) -> Reading | None:
    """Read the records of data that ask and answer; other data is a Finding. None where a document is no such data.

    Where data breaks, what stands before the break is read, and a Finding names the line.
    """
    if suffix not in RECORDS:
        return None
    data = Reading((), (Finding("skipped", f"{suffix} files hold data, not notes", 1, len(lines)),))
    trees = list(_trees(lines, suffix))
    records = [record for tree in trees for record in _records(tree.root)]
    asking = sum(asks(plain(one.asked.text)) >= 0.6 for one in records)
    if len(records) < 2 - bool(asking) or (asking < _SAID * len(records) and any(_vague(one) for one in records)):
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
    return Reading(tuple(entries), tuple(sorted(findings, key=lambda one: (one.start, one.end))))


def _trees(lines: Sequence[str], suffix: str) -> Iterator[Tree]:
    if suffix in _LINES:
        yield from (json_tree([line], number) for number, line in enumerate(lines, 1) if line.strip())
    elif suffix == ".json":
        yield json_tree(lines)
    else:
        yield yaml_tree(lines)


def _records(root: Branch) -> Iterator[_Record]:
    """Yield the records of a tree in order; what is a record is not looked into."""
    stack: list[tuple[Branch, tuple[str, ...]]] = [(root, ())]
    while stack:
        branch, over = stack.pop()
        record = _record(branch) if branch.named else None
        if record is not None:
            record.over = (*over, *record.over)
            yield record
            continue
        if branch.named and _maps(branch):
            for (key, value), at in zip(branch.items, branch.at, strict=True):
                if isinstance(value, Leaf) and value.text and key.strip("\0"):
                    yield _Record(Branch(at, value.end, True), Leaf(((at, key),)), [value], over=over)
            continue
        over = (*over, *_titles(branch))
        stack += [(value, over) for _, value in reversed(branch.items) if isinstance(value, Branch)]


def _maps(branch: Branch) -> bool:
    """Say whether a mapping's keys are questions and its values their answers."""
    asking = sum(asks(key[:300]) >= 1 for key, _ in branch.items)
    return asking >= max(2, _PAIRS * len(branch.items))


def _titles(branch: Branch) -> tuple[str, ...]:
    """Return what a mapping's own values call it."""
    found = (value for key, value in branch.items if isinstance(value, Leaf) and _OVER.fullmatch(key_words(key)))
    one = next(found, None) if branch.named else None
    return (plain(one.text),) if one and one.text and len(one.text) <= 100 else ()


def _record(branch: Branch) -> _Record | None:
    keyed = [(key_words(key), value) for key, value in branch.items]
    backs = [(key, value) for key, value in keyed if BACK.fullmatch(key)]
    listed = [value for key, value in keyed if isinstance(value, Branch) and OPTIONS.fullmatch(key)]
    fronts = [value for key, value in keyed if isinstance(value, Leaf) and FRONT.fullmatch(key)]
    titled = [value for key, value in keyed if isinstance(value, Leaf) and TITLE.fullmatch(key)]
    asked = next((one for one in fronts if one.text), None)
    more = [leaf for key, value in keyed if _MORE.fullmatch(key) for leaf in _leaves(value)]
    if asked is None and (backs or listed):
        asked = next((one for one in titled if listed or asks(plain(one.text)) >= 0.6), None)
    if asked is None or not (backs or listed or more):
        return None
    record = _Record(branch, asked, more=more)
    for options in listed:
        record.choices += _choices(options)
    told = [value for _, value in backs if value not in listed]
    flagged = [leaf for labels, leaf in record.choices if "\0" in labels]
    if listed and not flagged and not told:
        record.told, record.choices = [leaf for _, leaf in record.choices], []
    else:
        record.told = flagged or [leaf for value in told[:1] for leaf in _leaves(value)]
    record.over = tuple(
        plain(v.text) for k, v in keyed if isinstance(v, Leaf) and v is not asked and _OVER.fullmatch(k)
    )[:1]
    return record


def _leaves(value: Leaf | Branch) -> list[Leaf]:
    if isinstance(value, Leaf):
        return [value]
    worded = [one for key, one in value.items if _WORDED.fullmatch(key_words(key))] if value.named else []
    return [
        leaf for one in worded or [one for _, one in value.items] for leaf in ([one] if isinstance(one, Leaf) else [])
    ]


def _choices(options: Branch) -> list[tuple[set[str], Leaf]]:
    """Return the choices with what they may be called: letter, number, label; ``\\0`` marks a right one."""
    found = []
    for at, (key, value) in enumerate(options.items):
        labels = {chr(ord("a") + at)} if at < 26 and not options.named else {key.casefold()} - {""}
        leaves = _leaves(value)
        if isinstance(value, Branch) and value.named:
            flags = {key_words(one): leaf.text.casefold() for one, leaf in value.items if isinstance(leaf, Leaf)}
            labels |= {text for one, text in flags.items() if _LABEL.fullmatch(one)}
            labels |= {"\0"} if any(_FLAG.fullmatch(one) and text in _YES for one, text in flags.items()) else set()
        if leaves:
            found.append((labels, leaves[0]))
    return found


def _vague(record: _Record) -> bool:
    """Say whether a record's keys may mean something else than a card."""
    return not record.choices and not record.more and len(record.told) != 1


def _entries(records: Sequence[_Record], document: str) -> tuple[list[Entry], list[Finding]]:
    """Make entries of records, each on lines of its own: one that shares its lines with the one above is a Finding."""
    first = 1 if _from_one(records) else 0
    entries: list[Entry] = []
    findings: list[Finding] = []
    shared: dict[int, list[str]] = {}
    for record in records:
        one = _entry(record, document, first)
        above = entries[-1] if entries else None
        if isinstance(one, Finding):
            findings.append(one)
            continue
        if above and one.lines.start <= above.lines.end:  # "}, {" on a line: it belongs to neither
            start = min(record.asked.start, one.answer_lines[0])
            if start <= max(above.lines.start, above.answer_lines[-1]):
                shared.setdefault(above.lines.end, []).append(one.question)
                continue
            entries[-1] = replace(above, lines=Span(above.lines.start, min(above.lines.end, start - 1)))
            one = replace(one, lines=Span(start, one.lines.end))
        entries.append(one)
    return entries, findings + [crowded(line, said) for line, said in shared.items()]


def _from_one(records: Sequence[_Record]) -> bool:
    """Say whether numbers of right choices count from one: one of them is the count of the choices, none is zero."""
    numbers = [(one.told[0].text, str(len(one.choices))) for one in records if one.choices and len(one.told) == 1]
    return any(said == count for said, count in numbers) and not any(said == "0" for said, _ in numbers)


def _entry(record: _Record, document: str, first: int) -> Entry | Finding:
    question = asked_in(record.asked.text)
    span = Span(min(record.branch.start, record.asked.start), max(record.branch.end, record.asked.end))
    told = _chosen(record, first) if record.choices else record.told
    sign = "- " if len(told) > 1 else ""
    lines = [
        (at, f"{sign}{text}" if text.strip() and at == one.start else text) for one in told for at, text in one.lines
    ]
    lines += [(at, text) for one in record.more for at, text in one.lines]
    texts = [
        (at, " ".join(said for _, text in group if (said := _said(text))))
        for at, group in groupby(sorted(lines, key=lambda one: one[0]), lambda one: one[0])
    ]
    while texts and not texts[0][1].strip():
        texts.pop(0)
    while texts and not texts[-1][1].strip():
        texts.pop()
    answer = "\n".join(text for _, text in texts)
    if not question or says_nothing(answer):
        message = f"a question without an answer: {question}" if question else "a record without a question"
        return Finding("unanswered" if question else "empty", message, span.start, span.end)
    return Entry(
        question=question,
        question_written=True,
        written=question,
        answer=answer,
        answer_lines=tuple(at for at, _ in texts),
        document=document,
        lines=span,
        headings=record.over,
    )


def _said(text: str) -> str:
    """Write a value on one line of Markdown; code in it is code in a line."""
    if "\n" not in text:
        return shown(text)
    parts = [line.strip() for line in re.sub(r"```\w*\n(.*?)\n?```", r"`\1`", text, flags=re.DOTALL).split("\n")]
    return " ".join(shown(part) for part in parts if part)


def _chosen(record: _Record, first: int) -> list[Leaf]:
    """Return the choices that the answer names: by their words, their label, their letter or their number."""
    found: list[Leaf] = []
    for one in record.told:
        said = one.text.strip().casefold()
        names = [said] if _called(record, said, first) else [part for part in re.split(r"[\s,;&]+", said) if part]
        called = list(takewhile(bool, (_called(record, name, first) for name in names)))
        found += [leaf for leaf in called if leaf] if len(called) == len(names) else [one]
    return list(dict.fromkeys(found))


def _called(record: _Record, said: str, first: int) -> Leaf | None:
    name = said.strip("().: ")
    for labels, leaf in record.choices:
        if leaf.text.strip().casefold() == said or name in labels:
            return leaf
    at = int(name) - first if name.isdecimal() and len(name) < 4 else -1
    return record.choices[at][1] if 0 <= at < len(record.choices) else None


def _uncovered(lines: Sequence[str], entries: Sequence[Entry], findings: Sequence[Finding]) -> list[str]:
    """Return the lines, those in entries and findings empty."""
    left = list(lines)
    for start, end in [(one.lines.start, one.lines.end) for one in entries] + [
        (one.start, one.end) for one in findings
    ]:
        left[start - 1 : end] = [""] * (end + 1 - start)
    return left
