"""Links into the page itself are a table of contents, but for those that each stand over an answer."""

import pytest
from invariants import check_document

from corpus import parse

ASKED = ["What is a hive?", "Explain swarming.", "What is wax? Name its uses, please.", "Who lays the eggs?"]
TOLD = ["A box.\n\nOf wood.", "The queen leaves.", "* From glands\n* For candles", "The queen."]


@pytest.mark.parametrize("item", ["{}) [{}](#{})", "{}. [{}](#{})", "{}\\. [{}](#{})", "### {}. [{}](#{})"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_linked_questions_over_answers_open_entries(item: str, gap: str) -> None:
    text = "# Bees\n\n"
    starts = []
    for number, (asked, told) in enumerate(zip(ASKED, TOLD, strict=True), 1):
        starts.append(text.count("\n") + 1)
        text += item.format(number, asked, asked.casefold().replace(" ", "-")) + f"{gap}{told}\n\n"
    document = parse(text.encode(), "bees.md")
    assert [(one.question, one.answer, one.lines.start) for one in document.entries] == list(
        zip(ASKED, TOLD, starts, strict=True)
    )
    check_document(document, text.encode())


def test_links_to_headings_are_contents_though_each_says_more_below() -> None:
    text = "# Bees\n\n" + "".join(f"1. [{asked}](#{at})\n   in part {at}\n" for at, asked in enumerate(ASKED))
    text += "".join(f"\n## {asked}\n\n{told}\n" for asked, told in zip(ASKED, TOLD, strict=True))
    assert [one.lines.start for one in parse(text.encode(), "bees.md").entries] == [12, 18, 22, 27]


def test_links_of_html_to_questions_below_are_contents() -> None:
    told = {"What is a hive?": "A box.", "What is wax?": "It is made in glands."}
    text = "".join(f'<a href="#q{at}">{asked}</a>\n\n' for at, asked in enumerate(told))
    document = parse((text + "".join(f"{asked}\n\n{said}\n\n" for asked, said in told.items())).encode(), "bees.md")
    assert {one.question: one.answer for one in document.entries} == told
    assert [one.message for one in document.findings] == ["a table of contents: What is a hive?"]
