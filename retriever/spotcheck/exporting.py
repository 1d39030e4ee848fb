"""Reviews and cards for other programs: Anki's package and text format, CSV, JSON lines."""

import csv
import html
import json
import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TextIO

import genanki

from corpus.pages import said
from retriever.markdown import parser
from retriever.spotcheck.values import Prompt, Review

# Anki tells decks and note types by these numbers: they must never change, or an import would not update.
_DECK, _MODEL = 1_718_281_828, 1_618_033_988
_COLUMNS = (
    "id",
    "at",
    "entry",
    "part",
    "document",
    "question",
    "score",
    "rating",
    "suggested",
    "practice",
    "given",
    "answer",
)
_LINE_ENDS = re.compile(r"<pre>.*?</pre>|\n", re.DOTALL)
_STYLE = (
    ".card { font-family: sans-serif; text-align: left; max-width: 42em; margin: 1em auto; } .place { color: #777; }"
)


class _Note(genanki.Note):  # type: ignore[misc]
    """A note that Anki knows again by the entry and part it was made of."""

    @property
    def guid(self) -> str:
        return str(genanki.guid_for("answerbook", self.fields[3]))

    @guid.setter
    def guid(self, value: str) -> None:
        raise AttributeError("the guid is made of the entry")


def write_anki(prompts: Iterable[Prompt], path: Path) -> int:
    """Write an Anki package; importing it again updates its notes.

    Returns how many; raises OSError, an earlier package being as it was.
    """
    model = genanki.Model(
        _MODEL,
        "Answerbook",
        fields=[{"name": name} for name in ("Question", "Answer", "Place", "Entry")],
        templates=[
            {
                "name": "Card",
                "qfmt": "{{Question}}",
                "afmt": '{{FrontSide}}<hr id="answer">{{Answer}}<footer class="place">{{Place}}</footer>',
            }
        ],
        css=_STYLE,
    )
    deck = genanki.Deck(_DECK, "Answerbook")
    count = 0
    for prompt in prompts:
        question, answer, place, key, tags = _card(prompt)
        deck.add_note(_Note(model=model, fields=[question, answer, place, key], tags=tags))
        count += 1
    with tempfile.TemporaryDirectory(prefix=".", dir=path.absolute().parent) as work:
        staged = Path(work) / path.name
        genanki.Package(deck).write_to_file(str(staged))
        staged.replace(path)
    return count


def write_anki_text(prompts: Iterable[Prompt], out: TextIO) -> int:
    """Write Anki's text format (tab-separated, HTML, with the same guids); returns how many."""
    out.write("#separator:tab\n#html:true\n#notetype:Answerbook\n#deck:Answerbook\n#guid column:1\n#tags column:6\n")
    rows = csv.writer(out, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_ALL)
    count = 0
    for prompt in prompts:
        question, answer, place, key, tags = _card(prompt)
        rows.writerow([genanki.guid_for("answerbook", key), question, answer, place, key, " ".join(tags)])
        count += 1
    return count


def write_csv(log: Iterable[Review], out: TextIO) -> int:
    """Write one row a review, with a heading row; returns how many."""
    rows = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    rows.writerow([*_COLUMNS, "overruled"])
    count = 0
    for review in log:
        cells = [getattr(review, name) for name in _COLUMNS]
        rows.writerow([*map(_cell, cells), " ".join(map(str, review.overruled))])
        count += 1
    return count


def review_lines(log: Iterable[Review]) -> Iterator[str]:
    """Yield one JSON object a review with all that is needed to fit the grader again: question, reference (as
    ``reference``), what was given (``answer``), score, verdicts, the points that the person overruled, the rating.
    """
    for review in log:
        kept = asdict(review)
        kept["reference"], kept["answer"] = kept.pop("answer"), kept.pop("given")
        kept["at"] = review.at.isoformat()
        yield json.dumps(kept, ensure_ascii=False)


def _cell(value: object) -> str:
    """Write a cell so that a spreadsheet takes it for text and never for a formula."""
    text = value.isoformat() if hasattr(value, "isoformat") else str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _on_one_line(found: re.Match[str]) -> str:
    """Return code with breaks for its line ends, for it must keep them, and a blank for any other line end."""
    code = found[0].replace("\n</code></pre>", "</code></pre>")
    return " " if code == "\n" else code.replace("\n", "<br>")


def _card(prompt: Prompt) -> tuple[str, str, str, str, list[str]]:
    shown = parser().disable("image").render(prompt.reference)
    question = html.escape(prompt.question) + (f"<br><b>{html.escape(prompt.part)}</b>" if prompt.part else "")
    page = said(prompt.document, prompt.pages)
    place = f"{prompt.document}:{prompt.lines.start}-{prompt.lines.end}" + (f" ({page})" if page else "")
    tags = ["-".join(topic.split()) for topic in prompt.topics]
    return question, _LINE_ENDS.sub(_on_one_line, shown), html.escape(place), f"{prompt.entry}#{prompt.part}", tags
