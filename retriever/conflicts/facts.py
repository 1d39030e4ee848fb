"""What of a claim can be held against another: quantities, negations, words with opposites, yes and no, a verdict."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from retriever.conflicts.claims import Claim
from retriever.conflicts.opposition import Negation, listed, negations
from retriever.conflicts.quantities import Quantity, quantities
from retriever.conflicts.words import Word

_SIGNS = {
    1: re.compile(
        r"(?:yes|true|supported|fully supported|required|allowed|possible|available|included)\b|[✓✔✅☑]", re.IGNORECASE
    ),
    -1: re.compile(
        r"(?:no(?!\s+(?:more|less|longer|one)\b)|false|none|unsupported"
        r"|not (?:supported|required|allowed|possible|available|applicable|included))\b|[✗✘❌✖☒]",
        re.IGNORECASE,
    ),
}
_SUPPOSED = re.compile(
    r"\b(?:if|when|whenever|unless|whether|in case|until|once|how|why|what|might|may have|maybe|perhaps|suppose"
    r"|for example|such as)\b(?:(?!\b(?:that|which|who)\b)[^,;:–—])*",
    re.IGNORECASE,
)
_REMARK = re.compile(r"\((?:if|unless|except|when|only if|depending|but)\b[^)]*\)?", re.IGNORECASE)
_CONTRAST = re.compile(
    r"\b(?:unlike|instead of|rather than|compared (?:to|with)|as opposed to|in contrast to|versus|vs\.?|than)\s+"
    r"((?:[\w/-]+[ ,]*){1,3})",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:if|when|unless|except|without|with|after|before|since|until|while|during|once|otherwise|although|though"
    r"|despite|usually|often|sometimes|typically|generally|mostly|rarely|previously|formerly|originally|historically"
    r"|legacy|in (?:this|that|these|some|most|many) cases?|for (?:this|these)|at least|by default|optionally"
    r"|alternatively)\b|^for\b",
    re.IGNORECASE,
)
_ADVERSE = re.compile(
    r"\(?\b(?:not (?:ideal|recommended|advised|advisable|a good|good|best|encouraged|wise)|discouraged"
    r"|(?:should|must) (?:not|never) be used|(?:a )?bad practice|a bad idea|an? anti-?pattern|a mistake|inadvisable)"
    r"\b\)?",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\s+(?!(?:of|for|or|and|is|in|to|that|who|key|thing|way)\b)[a-z]", re.IGNORECASE)
_ALTERNATIVE = re.compile(r"\W*(?:or\b|/)", re.IGNORECASE)
_OR = re.compile(r"(?:\bor|/)\s*$", re.IGNORECASE)
_STATEMENT = re.compile(r"\s*[\w.:*&<>\[\] ]*\w\]?(?:\(.*\)|\s?[-+*/|&]?=(?!=|\s*[\d.,]+\s+[a-zA-Z%]).+);\s*")
_CODE = frozenset('{}$=_<>\\"')
_MOST_AMOUNTS = 40  # of a claim: more are a list of data


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """A claim taken apart.

    ``content`` are its words that tell what it is about; ``own`` their stems with the column's, ``names`` those of
    them written as names; ``contrasted`` stems the claim sets itself off from; ``asserted`` the words it says outright,
    by stem; ``negations`` what it denies; ``sign`` 1 for yes, -1 for no, 0 for neither; ``conditions`` what binds it
    to a case; ``adverse`` the characters of a verdict such as "not recommended".
    """

    claim: Claim
    content: tuple[Word, ...]
    own: frozenset[str]
    names: frozenset[str]
    contrasted: frozenset[str]
    asserted: Mapping[str, Word]
    negations: tuple[Negation, ...]
    quantities: tuple[Quantity, ...]
    sign: int
    conditions: frozenset[str]
    adverse: tuple[int, int] | None
    about: frozenset[str]

    @property
    def label(self) -> frozenset[str]:
        """Return the stems of what stands ahead of its clause: the label of a table's row, a bare answer's question."""
        return frozenset(word.stem for word in self.content if word.end <= self.claim.start)

    @property
    def denied(self) -> frozenset[str]:
        """Return the stems that its negations bear on."""
        return frozenset(each.head.stem for each in self.negations)


def facts_of(claims: Sequence[Claim]) -> list[Facts]:
    """Take claims apart; those that assert nothing (questions, code, bare labels) are left out."""
    return [facts for claim in claims if (facts := _facts(claim)) is not None]


def _facts(claim: Claim) -> Facts | None:
    said = claim.text[claim.start : claim.end]
    found = [replace(q, start=q.start + claim.start, end=q.end + claim.start) for q in quantities(said)]
    amounts = tuple(_with_nouns(claim, each) for each in found)
    remarks = _places(match.span() for match in _REMARK.finditer(claim.text))
    words = [word for word in claim.words if word.start not in remarks]
    counted = _places((each.start, each.end) for each in amounts)
    free = [word for word in words if word.start not in counted]
    content = tuple(word for word in free if word.content)
    if _is_code(said) or claim.text.endswith(("?", ":")) or len(amounts) > _MOST_AMOUNTS:
        return None
    if re.match(r"\d+[.)]\s", said) and len(content) < 4:
        return None
    if not claim.heading and len(content) + len(amounts) < 2 and not any(q.dimension == "bare" for q in amounts):
        return None
    contrasted = _contrasted(claim, said, content)
    own = frozenset({word.stem for word in content} - contrasted) | claim.column
    adverse = _ADVERSE.search(said)
    return Facts(
        claim=claim,
        content=content,
        own=own,
        names=frozenset(w.stem for place, w in enumerate(content) if _named(claim, w, place)) | claim.column,
        contrasted=contrasted,
        asserted=_asserted(claim, [w for w in words if w.start not in counted or w.text in ("one", "single")]),
        negations=_negations(claim, words),
        quantities=amounts,
        sign=_sign(claim, said),
        conditions=frozenset(match.group().lower() for match in _CONDITION.finditer(_REMARK.sub("", said))),
        adverse=(claim.start + adverse.start(), claim.start + adverse.end()) if adverse else None,
        about=own | claim.subject | (claim.context - claim.others - contrasted),
    )


def _with_nouns(claim: Claim, quantity: Quantity) -> Quantity:
    """Give a number that names nothing the nouns of its clause, of its column, and of the question it answers."""
    if quantity.dimension != "count" or quantity.nouns:
        return quantity
    said = frozenset(word.stem for word in claim.words if word.content)
    return replace(quantity, dimension="bare", nouns=tuple(sorted(claim.column | claim.context | said)))


def _is_code(said: str) -> bool:
    return (
        bool(_STATEMENT.fullmatch(said))
        or said.startswith("$ ")
        or sum(character in _CODE for character in said) > 0.04 * len(said) + 1
    )


def _contrasted(claim: Claim, said: str, content: Sequence[Word]) -> frozenset[str]:
    places = _places(match.span(1) for match in _CONTRAST.finditer(said))
    return frozenset(word.stem for word in content if word.start - claim.start in places)


def _places(spans: Iterable[tuple[int, int]]) -> set[int]:
    """Return the characters that ``spans`` cover."""
    return {place for start, end in spans for place in range(start, end)}


def _named(claim: Claim, word: Word, place: int) -> bool:
    written = claim.text[word.start : word.end]
    if any(character.isdigit() for character in written) or (written.isupper() and len(written) > 1):
        return True
    before = claim.text[: word.start].rstrip()
    return place > 0 and written[0].isupper() and before[-1:] not in (".", ":", "|", "(", "–", "-")


def _sign(claim: Claim, said: str) -> int:
    if not claim.heading and not claim.opens:
        return 0
    return next((sign for sign, pattern in _SIGNS.items() if pattern.match(said.strip("( "))), 0)


def _asserted(claim: Claim, words: Sequence[Word]) -> Mapping[str, Word]:
    """Return the words said outright: not supposed, not one of several alternatives, not the label of a table's row."""
    found: dict[str, Word] = {}
    supposed = _supposed(claim)
    for word in words:
        if word.start < claim.start or word.start in supposed or not (word.content or listed(word.stem)):
            continue
        after = claim.text[word.end : claim.end]
        if word.text == "one" and (not _COUNTED.match(after) or "other" in after):
            continue
        if not (_ALTERNATIVE.match(after) or _OR.search(claim.text[max(claim.start, word.start - 6) : word.start])):
            found.setdefault(word.stem, word)
    return found


def _supposed(claim: Claim) -> set[int]:
    """Return the characters of a claim that stand in what it only supposes or asks."""
    spans = (match.span() for match in _SUPPOSED.finditer(claim.text, claim.start, claim.end))
    return {place for start, end in spans for place in range(start + 1, end)}


def _negations(claim: Claim, words: Sequence[Word]) -> tuple[Negation, ...]:
    said = [word for word in words if word.start >= claim.start]
    supposed = _supposed(claim)
    return tuple(each for each in negations(said, claim.text) if each.negator.start not in supposed)
