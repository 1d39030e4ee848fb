"""How hits were found: what each stage of the ranking gave them."""

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from retriever import Answer, Hit
    from retriever.fitted import Ranking

_STAGES = {
    "late": "Word by word, the whole passage",
    "sentence_late": "Word by word, its best sentence",
    "sentence": "What its best sentence means",
    "dense": "What it means as a whole",
    "lexical": "Words in common",
    "exact": "Rare words in common",
    "entry": "The rest of its answer",
    "feedback": "Likeness to the best passages",
    "crowd": "Better passages of the same answer",
}
_SHOWN = 5


def explanation(answer: "Answer", hits: Sequence["Hit"], weights: "Ranking") -> str:
    """Return a table that folds out: a row for each stage with its weight, a column for each of the first hits."""
    shown = hits[:_SHOWN]
    heads = "".join(f'<th title="{escape(hit.question)}">{rank}</th>' for rank, hit in enumerate(shown, 1))
    rows = [
        (words, f"{getattr(weights, name):g}", [hit.stages[name] for hit in shown])
        for name, words in _STAGES.items()
        if all(name in hit.stages for hit in shown)
    ]
    body = "".join(
        f'<tr><td class="ab-words">{words}</td><td>{weight}</td>{_cells("td", values)}</tr>'
        for words, weight, values in rows
    )
    body += f'<tr><th class="ab-words">Score</th><th></th>{_cells("th", [hit.score for hit in shown])}</tr>'
    return (
        f"<details><summary>How these were found</summary>{_read(answer)}"
        '<div class="ab-passage ab-stages"><div class="ab-scroll" tabindex="0" role="region" aria-label="Stages">'
        '<table><thead><tr><th class="ab-words">Passage</th><th>Weight</th>'
        f"{heads}</tr></thead>"
        f"<tbody>{body}</tbody></table></div></div></details>"
    )


def _cells(tag: str, values: Sequence[float]) -> str:
    return "".join(f"<{tag}>{value + 0.0:.2f}</{tag}>" for value in values)  # minus zero is none


def _read(answer: "Answer") -> str:
    missing = answer.stages.get("missing", 0.0)
    lacks = (
        f" Something that it asks for is missing in the first passages ({missing:.2f}, where 1 is a rare name)."
        if missing
        else ""
    )
    words = escape(answer.read_as or answer.query)
    return f"<p>Your question was read as <strong>{words}</strong>.{lacks}</p>"
