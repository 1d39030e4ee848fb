"""Judged questions, and how well the hits for one of them answer it.

A judged span is lines of a document with a grade: 3 answers fully, 2 a substantial part, 1 is on topic, 0 does not
answer. A hit meets a span when they share at least half the lines of either one. Spans that overlap, or that carry the
same ``need`` (copies of one answer), are one need, counted once. Only the first LINES lines of a hit count.

Judgements are written on somebody's copy of the notes: ``located`` finds the files of an index that they name.
"""

import math
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NoReturn

from index.errors import UsageError
from retriever.json_lines import read_object

LINES = 40
"""Lines of a hit that count: a whole document is no answer."""

DEPTH = 10
"""Hits that count."""

_MISSED = 100  # lines that are counted where no hit holds the answer
_NUMBER = re.compile(r"(\d+)[-_]")


@dataclass(frozen=True, slots=True)
class Lines:
    """Raw lines ``start`` to ``end`` of a document, by its name."""

    file: str
    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start + 1

    def shared(self, other: "Lines") -> int:
        """Return how many lines both have."""
        if self.file != other.file:
            return 0
        return max(0, min(self.end, other.end) - max(self.start, other.start) + 1)

    def meets(self, other: "Lines") -> bool:
        """Say whether at least half the lines of either one are shared."""
        shared = self.shared(other)
        return shared > 0 and (2 * shared >= len(self) or 2 * shared >= len(other))


@dataclass(frozen=True, slots=True)
class Judged:
    """A judged span, its grade 1 to 3; ``need`` names the need that copies of one answer share, None where it has none.

    Raises ValueError on another grade.
    """

    lines: Lines
    grade: int
    need: str | None

    def __post_init__(self) -> None:
        if self.grade not in (1, 2, 3):
            raise ValueError(f"a grade is 0, 1, 2 or 3, not {self.grade}")


@dataclass(frozen=True, slots=True)
class Question:
    """A judged question; without ``judgements`` the notes have no answer. ``answer`` are the lines that state it."""

    qid: str
    kind: str
    subkind: str
    text: str
    judgements: tuple[Judged, ...]
    answer: Lines | None


@dataclass(frozen=True, slots=True)
class Score:
    """How well the hits answer one question: shares between 0 and 1, ``lines`` to read; None where not judged."""

    ndcg: float
    success_1: float
    success_3: float
    reciprocal: float
    recall: float | None
    answer_1: float | None
    lines: float | None


def read_questions(path: Path) -> list[Question]:
    """Read judged questions, one JSON object a line; raises UsageError naming the line that is wrong."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from error
    found: dict[str, Question] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        question = _question(line, f"{path}:{number}")
        if question.qid in found:
            raise UsageError(f"{path}:{number}: there is a question {question.qid} already")
        found[question.qid] = question
    if not found:
        raise UsageError(f"{path} holds no question")
    return list(found.values())


def located(questions: Iterable[Question], files: Collection[str]) -> list[Question]:
    """Return ``questions`` with the names of ``files`` for those that they name.

    A file is known by its path; else by its name, where only one file has that; else, where none of the files that are
    named is known so, by the number that its name begins with, where only one file has that (``002-old.md`` and
    ``002_new.txt``). What is not known stays as it is. Raises UsageError where a name could be that of several files.
    """
    asked, files = list(questions), frozenset(files)
    named = {span.file for each in asked for span in _spans(each)}
    names = _known(named, files, lambda file: file.rsplit("/", 1)[-1])
    if not names and not named & files:
        names = _known(named, files, _number)
    return [_renamed(each, names) for each in asked]


def _known(named: Collection[str], files: Collection[str], name_of: Callable[[str], str]) -> dict[str, str]:
    """Return those of the ``named`` files that are none of ``files`` with the one of ``files`` that has their name."""
    having: defaultdict[str, list[str]] = defaultdict(list)
    for file in files:
        having[name_of(file)].append(file)
    found = {file: having[name_of(file)] for file in named if file not in files and name_of(file) in having}
    for file, several in found.items():
        if len(several) > 1:
            raise UsageError(f"{file!r} could be {' or '.join(sorted(several))}: judgements must say which by its path")
    return {file: only for file, [only] in found.items()}


def _number(file: str) -> str:
    found = _NUMBER.match(file.rsplit("/", 1)[-1])
    return found[1] if found else file


def _spans(question: Question) -> list[Lines]:
    return [each.lines for each in question.judgements] + ([question.answer] if question.answer else [])


def _renamed(question: Question, names: Mapping[str, str]) -> Question:
    def known(lines: Lines) -> Lines:
        return replace(lines, file=names.get(lines.file, lines.file))

    judgements = tuple(replace(each, lines=known(each.lines)) for each in question.judgements)
    return replace(question, judgements=judgements, answer=known(question.answer) if question.answer else None)


def _question(line: str, where: str) -> Question:
    try:
        data = read_object(line)
        answer = data.get("answer")
        judged = [(int(each["grade"]), each) for each in data["judgements"]]
        if not str(data["query"]).strip():
            raise ValueError("its query is empty")
        return Question(
            str(data["qid"]),
            str(data.get("kind", "")),
            str(data.get("subkind", "unanswerable")),
            str(data["query"]),
            tuple(Judged(_lines(each), grade, each.get("need")) for grade, each in judged if grade),
            _lines(answer) if answer else None,
        )
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
        _refuse(where, error)


def _refuse(where: str, error: Exception) -> NoReturn:
    wrong = f"{error} is missing" if isinstance(error, KeyError) else str(error)
    raise UsageError(f"{where}: this is no judged question: {wrong}") from error


def _lines(data: dict[str, Any]) -> Lines:
    lines = Lines(str(data["file"]), int(data["start"]), int(data["end"]))
    if not 1 <= lines.start <= lines.end:
        raise ValueError(f"lines run forward from 1, not from {lines.start} to {lines.end}")
    return lines


def needs(judgements: Iterable[Judged]) -> list[list[Judged]]:
    """Group judged spans into needs: each joins the first, in the order of their lines, that it shares one with."""
    found: list[list[Judged]] = []
    for span in sorted(judgements, key=lambda each: (each.lines.file, each.lines.start, -each.lines.end)):
        for need in found:
            if any(
                span.lines.shared(each.lines) or (span.need is not None and span.need == each.need) for each in need
            ):
                need.append(span)
                break
        else:
            found.append([span])
    return found


def score(question: Question, hits: Sequence[Lines]) -> Score:
    """Score the hits, best first, for a question that has judgements."""
    cut = [replace(hit, end=min(hit.end, hit.start + LINES - 1)) for hit in hits[:DEPTH]]
    wanted = needs(question.judgements)
    grades = [max(span.grade for span in need) for need in wanted]
    met: set[int] = set()
    gains: list[int] = []
    first = 0
    for rank, hit in enumerate(cut, 1):
        here = {
            number: max(span.grade for span in need if hit.meets(span.lines))
            for number, need in enumerate(wanted)
            if any(hit.meets(span.lines) for span in need)
        }
        gains.append(max((2**grade - 1 for number, grade in here.items() if number not in met), default=0))
        met |= here.keys()
        if not first and max(here.values(), default=0) >= max(grades):
            first = rank
    ideal = sorted((2**grade - 1 for grade in grades), reverse=True)[:DEPTH]
    worthy = {number for number, grade in enumerate(grades) if grade >= 2}
    at_1, lines = _reading(question.answer, cut)
    return Score(
        ndcg=discounted(gains) / discounted(ideal),
        success_1=float(first == 1),
        success_3=float(1 <= first <= 3),
        reciprocal=1 / first if first else 0.0,
        recall=len(met & worthy) / len(worthy) if worthy else None,
        answer_1=at_1,
        lines=lines,
    )


def _reading(answer: Lines | None, hits: Sequence[Lines]) -> tuple[float | None, float | None]:
    """Return whether the first hit holds half the answer, and the lines read up to the answer's first."""
    if answer is None:
        return None, None
    at_1 = float(bool(hits) and 2 * hits[0].shared(answer) >= len(answer))
    read = 0
    for hit in hits:
        if hit.shared(answer):
            return at_1, read + max(0, answer.start - hit.start) + 1
        read += len(hit)
    return at_1, read + _MISSED


def discounted(gains: Sequence[int]) -> float:
    """Return the discounted cumulative gain: the sum of each gain over the binary logarithm of its rank plus one.

    Burges et al., "Learning to Rank using Gradient Descent" (2005).
    """
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, 1))
