"""A presentation in OpenDocument, as LibreOffice writes it, to Markdown."""

from xml.etree.ElementTree import Element

from corpus.binaries import Written
from corpus.formats.odt import Reader, opened
from corpus.formats.office import Block, Run
from corpus.formats.packed import children, get, guarded, local
from corpus.formats.slides import Slide, joined_runs, slide_lines

_EDGES = frozenset({"header", "footer", "date-time", "page-number", "page"})


@guarded
def odp_lines(data: bytes) -> Written:
    """Write a presentation in Markdown; None where it is damaged."""
    content, reader = opened(data)
    shows = (show for body in children(content, "body") for show in children(body, "presentation"))
    return slide_lines([_slide(page, reader) for show in shows for page in children(show, "page")])


def _slide(page: Element, reader: Reader) -> Slide:
    title: tuple[Run, ...] = ()
    blocks: list[Block] = []
    notes: list[Block] = []
    for each in page:
        kind = get(each, "class")
        if local(each) == "notes":
            for frame in each:
                notes += reader.blocks([frame]) if get(frame, "class") == "notes" else []
        elif kind == "title" and not title:
            title = joined_runs(reader.blocks([each]))
        elif kind not in _EDGES and get(each, "placeholder") != "true":
            blocks += reader.blocks([each])
    first = any(get(each, "class") == "subtitle" for each in page)
    return Slide(title, (*blocks, *notes), "title" if first else "")
