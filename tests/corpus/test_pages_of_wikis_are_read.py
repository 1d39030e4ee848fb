"""Pages exported from a wiki are read each under its title, as they were written last."""

import pytest
from invariants import check_document

from corpus import parse

PAGE = (
    "<page><title>{title}</title><ns>0</ns>{more}<revision><id>1</id><model>wikitext</model><text>Old.</text></revision>"
    "<revision><id>2</id><model>{model}</model><format>text/x-wiki</format><text>{text}</text></revision></page>"
)
ASKED = "== What is a keel? ==\nThe ''lowest'' beam.\n# of oak\n## or elm\n# of ash\n\n"
ASKED += "[[Category:Boats]] [[Category:Oak]]\n\n"
ASKED += "== What is a rib? ==\nA [[beam]].\n[[Hull#Keel]] has more.\n&lt;pre&gt;\n# == a ==\n== b ==\n&lt;/pre&gt;"


def page(title: str, text: str, more: str = "", model: str = "wikitext") -> str:
    return PAGE.format(title=title, text=text, more=more, model=model)


@pytest.mark.parametrize("head", ["", '<?xml version="1.0"?>\n'])
def test_pages_stand_under_their_titles_as_written_last(head: str) -> None:
    pages = (
        page("Hull", ASKED) + page("Rudder", "It turns the boat.") + page("Helm", "#REDIRECT [[Rudder]]", "<redirect/>")
    )
    pages += page("Style", "a { color: red }", model="css")
    data = f'{head}<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/">{pages}</mediawiki>'.encode()
    document = parse(data, "wiki.xml")
    check_document(document, data)
    assert [(one.question, one.answer, one.headings) for one in document.entries] == [
        ("What is a keel?", "The *lowest* beam.\n1. of oak\n   1. or elm\n1. of ash", ("Hull",)),
        ("What is a rib?", "A beam.\nHull#Keel has more.\n```\n# == a ==\n== b ==\n```", ("Hull",)),
        ("Rudder", "It turns the boat.", ()),
    ]
