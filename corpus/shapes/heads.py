"""Heads of lines written another way: letters of full width, signs or brackets for both sides."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain, pairwise

from corpus.lines.markers import option
from corpus.lines.plain import plain

_WIDE = re.compile(r"[\s>*_#]{0,12}[Ａ-Ｚａ-ｚ]{0,3}[０-９]{0,3}[．：）]")
_ASCII = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SIDE = re.compile(
    r"(?P<head>[ \t>*_+]{0,8}(?:- )?)(?P<open>[\[(<{]?)(?P<side>Q|A|(?i:Que?s?(?:tion)?|Qn|Ans(?:wer)?)|[?!](?=[ \t]))"
    r"(?:[ \t_-]?(?P<number>\d{1,3}))?(?:(?P<close>[\])>}][:.]?)[ \t]*(?=\S)"
    r"|[ \t]?(?P<sign>[.:)\]=>,;/|~–—-]{1,3})(?=[*_]{0,2}(?:\s|$))|[ \t]+(?=[\w\"'“«¿`*]))"
)
_KNOWN = (".", ":", ")", "-", "–", "—")  # signs behind a label that are read as they are
_ROUND = re.compile(r"[ \t]{0,8}o[ \t]+(?=[A-Z\"'(\[])")
_SUBJECT = re.compile(r"Subject:[ \t]*(?=[\[(]?\d{1,3}[.)\]\d])")
_FEWEST = 2  # questions with an answer
_MOST = 0.6  # share of the questions that are answered right below
_NEAR = 4  # lines below a choice among which the next one is
_SHORT = 40  # characters of a line that are read


def headed(lines: Sequence[str]) -> Sequence[str]:
    """Write labels of full width (``Ｑ１．``) in ASCII, and Q and A for labels in other signs."""
    return _sided(_listed([_narrow(line) if not line.isascii() else line for line in lines]))


def _narrow(line: str) -> str:
    head = _WIDE.match(line)
    at = head.end() if head and head.group().rstrip("．：）").strip() else 0
    return f"{line[:at].translate(_ASCII)} {line[at:].lstrip()}" if at else line


def _listed(lines: Sequence[str]) -> Sequence[str]:
    """Write a star for the letter o that old texts have at the head of items, where most stand below blank lines."""
    items = [at for at, line in enumerate(lines) if _ROUND.match(line)]
    apart: set[int] = set()
    for at in items:
        if at == 0 or not lines[at - 1].strip() or at - 1 in apart:
            apart.add(at)
    if len(items) <= _FEWEST or len(apart) < _MOST * len(items):
        return lines
    changed = list(lines)
    for at in items:
        changed[at] = lines[at].replace("o", "*", 1)
    return changed


def _sided(lines: Sequence[str]) -> Sequence[str]:
    """Write Q and A for ``[Q]``, ``Q>``, ``Q.:``, ``Q_1:``, a Q that a blank follows or ``?``, where most are answered.

    An answer has the A or the ``!`` that goes with it; over a B it is a choice. A ``?`` that nothing answers asks there
    as well, and so do the numbered subjects of the messages of a digest.
    """
    changed = list(lines)
    found = {at: match for at, line in enumerate(lines) if line.strip() and (match := _SIDE.match(line))}
    found = {at: match for at, match in found.items() if match["side"] != "A" or not _offers(lines, at)}
    pairs = _pairs(found)
    for at in {*chain.from_iterable(pairs), *(at for at, one in found.items() if pairs and one["side"] == "?")}:
        changed[at] = _labelled(found[at])
    numbered = {at: match.end() for at, line in enumerate(lines) if (match := _SUBJECT.match(line))}
    if len(numbered) > _FEWEST:
        changed = [f"Q: {line[numbered[at] :]}" if at in numbered else line for at, line in enumerate(changed)]
    return changed


def _offers(lines: Sequence[str], index: int) -> bool:
    """Say whether the next line with words is what a second choice begins with."""
    below = next((line for line in lines[index + 1 : index + _NEAR] if line.strip()), "")
    return option(plain(below[:_SHORT])) == "b"


def _pairs(found: Mapping[int, re.Match[str]]) -> list[tuple[int, int]]:
    """Return the lines of labels that are answered by the next one, where most that open with the same bracket are."""
    asked = Counter(one["open"] for one in found.values() if _asks(one))
    pairs = [
        (at, after)
        for at, after in pairwise(found)
        if _asks(found[at]) and not _asks(found[after]) and _bare(found[at]) == _bare(found[after])
    ]
    answered = Counter(found[at]["open"] for at, _ in pairs)
    return [pair for pair in pairs if answered[of := found[pair[0]]["open"]] >= max(_FEWEST, _MOST * asked[of])]


def _asks(label: re.Match[str]) -> bool:
    return label["side"][:1] in "Qq?"


def _bare(label: re.Match[str]) -> bool:
    return not label["sign"] and not label["close"]


def _labelled(label: re.Match[str]) -> str:
    """Return a line with the label of its side as others write it; one that is read as it is stays."""
    line, sign = label.string, label["sign"]
    if sign and not label["open"]:
        side = line[label.start("side") : label.start("sign")]
        odd = "_" in side or side[-1:].isspace()
        rest = line[label.end() :]
        return f"{label['head']}{side.replace('_', '').rstrip()}:{rest}" if odd or sign not in _KNOWN else line
    return f"{label['head']}{'Q' if _asks(label) else 'A'}{label['number'] or ''}: {line[label.end() :]}"
