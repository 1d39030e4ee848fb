"""Documents that are archives of XML never raise: damaged, locked or larger than is read, they are a Finding."""

from collections.abc import Callable

import pytest
from archives import ARCHIVES, with_parts
from books import book

from corpus import parse

ENTITIES = '<!DOCTYPE a [<!ENTITY b "cc"><!ENTITY d "&b;&b;">]><a>&d;</a>'
DAMAGES: dict[str, Callable[[bytes, str], bytes]] = {
    "cut off": lambda data, _: data[: len(data) // 2],
    "no directory": lambda data, _: data.replace(b"PK\x01\x02", b"PK\x07\x07"),
    "broken XML": lambda data, part: with_parts(data, {part: "<a:p"}),
    "too large": lambda data, part: with_parts(data, {part: f"<a>{' ' * 17_000_000}</a>"}),
    "entities": lambda data, part: with_parts(data, {part: ENTITIES}),
    "deep": lambda data, part: with_parts(data, {part: f"<body><text>{'<p>' * 90_000}{'</p>' * 90_000}</text></body>"}),
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("suffix", ARCHIVES)
def test_a_damaged_archive_is_a_finding(suffix: str, damage: str) -> None:
    data, part = ARCHIVES[suffix]
    assert len(parse(data, f"boats{suffix}").entries) == 1
    document = parse(DAMAGES[damage](data, part), f"boats{suffix}")
    assert document.entries == ()
    assert [one.kind for one in document.findings] == ["skipped"]
    assert any(mend in document.findings[0].message for mend in ("save it", "split it", "no text"))


def test_what_is_locked_says_what_opens_it() -> None:
    text = with_parts(ARCHIVES[".odt"][0], {"META-INF/manifest.xml": "<m><encryption-data/></m>"})
    assert "password: save it without one" in parse(text, "boats.odt").findings[0].message
    (why,) = parse(book("<p>Q7f</p>", locked="OPS/text/c1.xhtml"), "boats.epub").findings
    assert "locked (DRM)" in why.message
    (font,) = parse(book("<h1>What is a keel?</h1><p>The beam.</p>", locked="OPS/a.ttf"), "boats.epub").entries
    assert font.answer == "The beam."
