"""Slides of a presentation to Markdown: the title of each over its text, its notes below."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from corpus.binaries import Written
from corpus.entries.leftovers import shortened
from corpus.formats.office import Block, Look, Paragraph, Run, celled, parts_paged
from corpus.formats.webpages import page_lines
from corpus.lines.markers import SURE, asks
from corpus.model import Finding

_ENDS = " *_\"'”’»)"  # what may stand behind a question mark


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide: its title, what stands below it, and what its layout is called (``title``, ``secHead``)."""

    title: tuple[Run, ...]
    blocks: tuple[Block, ...]
    layout: str

    @property
    def name(self) -> str:
        """Return the words of its title."""
        return words(self.title)


def words(runs: Iterable[Run]) -> str:
    """Return what runs of text say, its blanks one each."""
    return " ".join("".join(run.text for run in runs).split())


def joined_runs(blocks: Iterable[Block]) -> tuple[Run, ...]:
    """Return the text of paragraphs as that of one."""
    paragraphs = (block.runs for block in blocks if isinstance(block, Paragraph))
    return tuple(run for runs in paragraphs for run in (*runs, Run(" ")))[:-1]


def slide_lines(slides: Sequence[Slide]) -> Written:
    """Write slides in Markdown; those without text are a Finding."""
    slides = [_titled(slide) for slide in slides]
    pages = parts_paged(list(_headed(slides)))
    made = page_lines(celled("\n".join(pages)))
    tops = accumulate((page.count("\n") + 1 for page in pages[:-1]), initial=1)
    starts = tuple(bisect_left(made.numbers, top) + 1 for top in tops) if made.lines else ()
    unread = [str(number) for number, slide in enumerate(slides, 1) if not (slide.name or slide.blocks)]
    if not unread:
        return Written(made.lines, (), starts)
    which = f"slides without text ({shortened(', '.join(unread))})" if made.lines else "the slides hold no text"
    why = f"{which}: have pictures of text recognised (OCR) to have them read"
    return Written(made.lines, (Finding("skipped", why, 1, max(len(made.lines), 1)),), starts)


def _titled(slide: Slide) -> Slide:
    """Return a slide whose first words are its title where it has none and they ask."""
    first = slide.blocks[0] if slide.blocks and not slide.name else None
    said = words(first.runs).rstrip(_ENDS) if isinstance(first, Paragraph) else ""
    if isinstance(first, Paragraph) and asks(said) >= SURE and (said.endswith("?") or "?" not in said):
        return Slide(first.runs, slide.blocks[1:], slide.layout)
    return slide


def _headed(slides: Sequence[Slide]) -> Iterator[list[Block]]:
    """Put the titles of slides over their text, one that goes on over several slides once.

    That of the presentation stands above all, and one that opens a part of it above those in it; one that asks does
    neither. Where slides that ask and such that answer take turns, the titles of these are text.
    """
    parts = any(_opens(slide, "secHead") for slide in slides)
    answers = {at for at, (one, other) in enumerate(pairwise(slides), 1) if _asks_of(one, other)}
    above = ""
    for at, slide in enumerate(slides):
        level = 1 if at == 0 and _opens(slide, "title") else 2 if not parts or _opens(slide, "secHead") else 3
        goes_on = slide.name == above or not slide.name
        above = slide.name or above
        if goes_on:
            title = []
        elif at in answers and len(answers) > 1:
            title = [Paragraph(tuple(replace(run, look=Look(bold=True)) for run in slide.title))]
        else:
            title = [Paragraph(slide.title, level, heading=True)]
        yield [*title, *slide.blocks]


def _asks_of(slide: Slide, other: Slide) -> bool:
    """Say whether a slide holds nothing but a question, and another text that does not ask."""
    return asks(slide.name) >= SURE and not slide.blocks and len(other.blocks) > 0 and asks(other.name) < SURE


def _opens(slide: Slide, layout: str) -> bool:
    return slide.layout == layout and slide.name != "" and asks(slide.name) < SURE
