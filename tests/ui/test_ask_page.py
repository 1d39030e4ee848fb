"""What the page Ask shows in each of its states."""

from pathlib import Path

import pytest
from notes import write_notes
from pages import Show, words

from index.places import places
from retriever import fitted
from retriever.answers import Copy
from retriever.feedback import helpful


def test_without_a_question_it_offers_questions_out_of_the_notes(retriever: object, show: Show) -> None:
    shown = words(show("ask"))
    assert "3 answers from 2 documents" in shown
    assert 'href="/?q=What+is+a+neap+tide%3F"' in shown
    assert 'href="/?q=What+is+the+hydration+of+a+dough%3F"' in shown


def test_the_question_of_the_address_is_asked_with_its_filters(retriever, show: Show) -> None:  # type: ignore[no-untyped-def]
    at = show("ask", q="  neap?  ", file=["tides.md"], topic=["Tides"], exact="1")
    assert retriever.asked == [
        {"query": "neap?", "topics": ("Tides",), "sources": ("tides.md",), "correct": False, "explain": True},
    ]
    assert at.text_input(key="ask-box").value == "neap?"


def test_a_card_has_question_passage_place_and_confidence(retriever: object, show: Show) -> None:
    shown = words(show("ask", q="neap"))
    assert ">What is a neap tide?</a></h2>" in shown
    assert "<mark>A neap tide is the smallest tide" in shown
    assert "tides.md, line 3" in shown
    assert "83% sure" in shown
    assert 'href="/document?file=tides.md&amp;lines=3-3"' in shown
    assert "<strong><mark>percent</mark></strong>" in shown


def test_typing_a_question_puts_it_into_the_address(retriever: object, show: Show) -> None:
    at = show("ask", file=["tides.md"])
    at.text_input(key="ask-box").set_value("what is a spring tide")
    at.button[0].click().run()
    assert at.query_params == {"q": "what is a spring tide", "file": "tides.md"}


def test_a_filter_goes_into_the_address(retriever: object, show: Show) -> None:
    at = show("ask", q="tide")
    at.multiselect(key="filter-files").set_value(["bread.md"]).run()
    assert at.query_params == {"q": "tide", "file": "bread.md"}


def test_a_filter_that_the_notes_no_longer_have_is_shown_and_can_be_taken_off(retriever: object, show: Show) -> None:
    at = show("ask", q="tide", file=["gone.md"], topic=["Gone"])
    chosen = {field.key: field.value for field in at.multiselect}
    assert chosen == {"filter-topics": ["Gone"], "filter-files": ["gone.md"]}
    at.multiselect(key="filter-files").set_value([]).run()
    at.multiselect(key="filter-topics").set_value([]).run()
    assert at.query_params == {"q": "tide"}
    assert not at.exception


def test_what_the_notes_do_not_answer_is_said_with_what_comes_closest(retriever, show: Show) -> None:  # type: ignore[no-untyped-def]
    retriever.says = {"abstained": True, "confidence": 0.07}
    shown = words(show("ask", q="who won"))
    assert "Your notes don’t answer this" in shown
    assert "7% sure" in shown
    assert "The closest passages" in shown
    assert '<p class="ab-why">A neap tide is the smallest tide.</p>' in shown
    assert "It comes at half moon" not in shown
    assert "<mark>" not in shown
    assert "tides.md, line 3" in shown


@pytest.mark.parametrize("confidence, doubted", [(0.49, True), (0.5, False)])
def test_an_answer_that_is_more_likely_none_is_doubted(retriever, show: Show, confidence: float, doubted: bool) -> None:  # type: ignore[no-untyped-def]
    retriever.says = {"confidence": confidence}
    assert ("your notes may not answer this" in words(show("ask", q="who won"))) == doubted


def test_below_the_line_of_an_answer_a_passage_is_shown_in_short(retriever, show: Show) -> None:  # type: ignore[no-untyped-def]
    hits = retriever.ask("x").hits
    line = fitted.confidence().threshold
    hits[0].confidence, hits[1].confidence = line, line - 0.01
    hits[1].text = "One. " * 100
    hits[1].highlights = ()
    hits[1].copies = (Copy("old.md", 4, 9),)
    retriever.says = {"hits": hits}
    at = show("ask", q="tide")
    shown = words(at)
    assert shown.count('<div class="ab-passage">') == len(hits) - 1
    assert f'<p class="ab-why">{"One. " * 39}One.…</p>' in shown
    assert "The same words" not in shown
    assert len(at.feedback) == len(hits)


def test_a_correction_is_said_and_the_original_offered(retriever, show: Show) -> None:  # type: ignore[no-untyped-def]
    retriever.says = {"corrected_query": "neap <tide>"}
    shown = words(show("ask", q="naep"))
    assert "Showing answers to <strong>neap &lt;tide&gt;</strong>" in shown
    assert 'href="/?q=naep&amp;exact=1"' in shown


def test_how_hits_were_found_folds_out_below_them(retriever, show: Show) -> None:  # type: ignore[no-untyped-def]
    retriever.says = {"stages": {"missing": 0.4, "terms": 2}, "read_as": "neap <tide>"}
    shown = words(show("ask", q="please: neap <tide>"))
    assert "<summary>How these were found</summary>" in shown
    assert (
        "read as <strong>neap &lt;tide&gt;</strong>. Something that it asks for is missing in the first passages (0.40"
        in shown
    )
    assert "Word by word, the whole passage</td><td>1</td><td>0.61</td>" in shown
    assert "evidence" not in shown
    assert retriever.asked[-1]["explain"]
    retriever.says = {"abstained": True}
    assert "read as <strong>neap</strong>.</p>" in words(show("ask", q="neap"))
    retriever.says = {"hits": ()}
    assert "How these were found" not in words(show("ask", q="neap"))


def test_copies_are_named_with_their_places(retriever, show: Show) -> None:  # type: ignore[no-untyped-def]
    hit = retriever.ask("x").hits[0]
    hit.copies = (Copy("old.md", 4, 9),)
    retriever.says = {"hits": (hit,)}
    assert "The same words also stand in" in words(show("ask", q="neap"))
    assert "old.md, lines 4–9" in words(show("ask", q="neap"))


def test_two_passages_of_one_line_are_both_shown_and_judged_apart(retriever, show: Show) -> None:  # type: ignore[no-untyped-def]
    one, other = retriever.ask("x").hits[0], retriever.ask("x").hits[0]
    other.text = "It comes at half moon."
    retriever.says = {"hits": (one, other)}
    at = show("ask", q="neap")
    assert words(at).count('<article class="ab-card"') == 2
    at.feedback[1].set_value(1).run()
    [kept] = helpful(places().feedback)
    assert kept.text == other.text


def test_no_hit_under_the_filters_is_said(retriever, show: Show) -> None:  # type: ignore[no-untyped-def]
    retriever.says = {"hits": (), "confidence": 0.0, "abstained": True}
    shown = words(show("ask", q="neap", topic=["Bread"]))
    assert "No passage is about the chosen topics" in shown
    assert "Your notes don’t answer this" not in shown


def test_changed_notes_are_named(retriever, show: Show, notes: Path) -> None:  # type: ignore[no-untyped-def]
    (notes / "tides.md").write_text("## What is a neap tide?\n\nChanged.\n")
    (notes / "new <b>.md").write_text("## What is new?\n\nThis.\n")
    retriever.says = {"stale": True}
    shown = words(show("ask", q="neap"))
    assert "The notes have changed since they were read" in shown
    assert "tides.md, new &lt;b&gt;.md" in shown


def test_where_nothing_was_read_that_answers_the_library_is_named(retriever, show: Show, notes: Path) -> None:  # type: ignore[no-untyped-def]
    for name in ("tides.md", "bread.md"):
        (notes / name).write_text("## What is rye?\n")
    retriever.build()
    for at in (show("ask"), show("ask", q="rye"), show("explore"), show("check")):
        shown = words(at)
        assert "No answers yet" in shown
        assert 'href="/library"' in shown
        assert "show=copies" not in shown
        assert not at.multiselect


def test_a_place_that_is_not_there_is_told_from_changed_notes(
    retriever, show: Show, notes: Path, tmp_path: Path
) -> None:  # type: ignore[no-untyped-def]
    more = write_notes(tmp_path / "more", {"rye.md": [("What is rye?", "A grain.")]})
    retriever.build(more)
    retriever.says = {"stale": True, "abstained": True}
    (more / "rye.md").unlink()
    more.rmdir()
    for page in ("ask", "library"):
        at = show(page, q="neap")
        shown = words(at)
        assert f"Answers come from what was read of it: {more}. Bring it back" in shown
        assert "have changed since" not in shown
        assert "build-update" not in [button.key for button in at.button]
    (notes / "tides.md").unlink()
    for page in ("ask", "library"):
        shown = words(show(page, q="neap"))
        assert f"read of it: {more}. Bring it back" in shown
        assert "The notes have changed since they were read" in shown
