"""Data of JSON and YAML to trees of values that know their raw lines; of broken data what stands before the break."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

DEEPEST = 100
"""Levels of values in values from which data is called broken."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # where PyYAML was built without its C library, it is slow
_TOKEN = re.compile(
    r"\"(?:[^\"\\\n]|\\[^\n])*+\"|[{}\[\]]|//[^\n]*+|/\*(?:[^*]|\*(?!/)){0,2000}+\*/|[^\s{}\[\]:,\"/]++|[^\s:,]"
)
_NULLS = ("null", "Null", "NULL", "~")
_BREAKS = re.compile("[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
"""What YAML takes for ends of lines that are none here, and what it refuses."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A single value: ``lines`` are its raw lines (from 1) with their text."""

    lines: tuple[tuple[int, str], ...]

    @property
    def text(self) -> str:
        """Return the value on one line."""
        return " ".join(text.strip() for _, text in self.lines if text.strip())

    @property
    def start(self) -> int:
        """Return the first raw line."""
        return self.lines[0][0]

    @property
    def end(self) -> int:
        """Return the last raw line."""
        return self.lines[-1][0]


@dataclass(slots=True)
class Branch:
    """A mapping, or a list, whose keys are empty; ``start`` and ``end`` are raw lines, ``at`` those of the keys."""

    start: int
    end: int
    named: bool
    items: "list[tuple[str, Leaf | Branch]]" = field(default_factory=list)
    at: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Tree:
    """The values of a document, and where it breaks (0: nowhere) and why."""

    root: Branch
    broken: int = 0
    why: str = ""


class _Growth:
    """A tree that grows value by value."""

    def __init__(self) -> None:
        self.root = Branch(1, 1, False)
        self._open = [self.root]
        self._keys = [""]
        self._at = 1

    @property
    def depth(self) -> int:
        return len(self._open) - 1

    def wants_key(self) -> bool:
        return self._open[-1].named and not self._keys[-1]

    def add(self, value: Leaf | Branch) -> None:
        """Add a value; the first of two in a mapping is the key of the second."""
        if self.wants_key():
            self._keys[-1] = (value.text if isinstance(value, Leaf) else "") or "\0"
            self._at = value.start
            return
        self._open[-1].items.append((self._keys[-1], value))
        self._open[-1].at.append(self._at)
        self._keys[-1] = ""
        self._open[-1].end = max(self._open[-1].end, value.end)

    def open(self, line: int, named: bool) -> None:
        branch = Branch(line, line, named)
        self.add(branch)
        self._open.append(branch)
        self._keys.append("")

    def close(self, line: int) -> None:
        """Close the innermost branch, which ends on ``line`` or with its last value."""
        if self.depth:
            done = self._open.pop()
            self._keys.pop()
            done.end = max(done.end, line)
            self._open[-1].end = max(self._open[-1].end, done.end)

    def tree(self, broken: int = 0, why: str = "") -> Tree:
        """Close what is open and return what has grown."""
        while self.depth:
            self.close(0)
        return Tree(self.root, broken, why)


def json_tree(lines: Sequence[str], first: int = 1) -> Tree:
    """Read JSON, with comments and needless commas; ``first`` is the number of the first line."""
    text = "\n".join(lines)
    growth = _Growth()
    line, counted = first, 0
    for token in _TOKEN.finditer(text):
        said = token.group()
        line, counted = line + text.count("\n", counted, token.start()), token.start()
        if said in "{[":
            if growth.depth >= DEEPEST:
                return growth.tree(line, "values too deep in values")
            growth.open(line, said == "{")
        elif said in "}]":
            growth.close(line)
        elif said[:2] in ("//", "/*"):
            continue
        elif said == '"' or (value := _value(said)) is None:
            return growth.tree(line, "a text without an end" if said == '"' else f"{said[:20]!r} is no value")
        else:
            growth.add(Leaf(((line, value),)))
    return growth.tree(line, "the end is missing") if growth.depth else growth.tree()


def _value(token: str) -> str | None:
    if token == "null":
        return ""
    if token[0] != '"':
        return token if len(token) <= 100 and token.isprintable() else None
    if "\\" not in token:
        return token[1:-1]
    try:
        value: str = json.loads(token, strict=False)
    except ValueError:
        return token.strip('"')
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def yaml_tree(lines: Sequence[str]) -> Tree:
    """Read YAML without its tags; a reference to another value is left out, not followed."""
    plain = [_BREAKS.sub(" ", line) for line in lines]
    growth = _Growth()
    try:
        for event in yaml.parse("\n".join(plain), Loader=_LOADER):
            if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
                if growth.depth >= DEEPEST:
                    return growth.tree(event.start_mark.line + 1, "values too deep in values")
                growth.open(event.start_mark.line + 1, isinstance(event, yaml.MappingStartEvent))
            elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
                growth.close(event.end_mark.line + 1 if event.end_mark.index > event.start_mark.index else 0)
            elif isinstance(event, yaml.ScalarEvent):
                growth.add(_scalar(event, plain))
            elif isinstance(event, yaml.AliasEvent):
                growth.add(Leaf(((event.start_mark.line + 1, ""),)))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        why = str(getattr(error, "problem", None) or "this is no YAML")
        return growth.tree(min(mark.line + 1, len(lines)) if mark else 1, why)
    return growth.tree()


def _scalar(event: Any, lines: Sequence[str]) -> Leaf:
    """Read a value on its raw lines: those of a block one by one, those of a wrapped one without its quotes."""
    start, end = event.start_mark.line, event.end_mark.line
    if event.style == "|":
        said = event.value.rstrip("\n").split("\n")
        return Leaf(tuple((min(start + 2 + at, len(lines)), text) for at, text in enumerate(said)))
    if event.style == ">":
        end = start + len(lines[start:end])
        inner = [(at + 1, lines[at].strip()) for at in range(start + 1, end) if lines[at].strip()]
        return Leaf(tuple(inner) or ((start + 1, event.value),))
    if start == end or end >= len(lines):
        return Leaf(((start + 1, "" if not event.style and event.value in _NULLS else event.value),))
    said = [lines[start][event.start_mark.column :], *lines[start + 1 : end], lines[end][: event.end_mark.column]]
    said[0], said[-1] = said[0].lstrip("\"'"), said[-1].rstrip("\"'")
    return Leaf(tuple((start + 1 + at, text.strip()) for at, text in enumerate(said)))
