"""The statements that answer are marked, and what is read together with one of them."""

from types import SimpleNamespace
from typing import Any

import pytest

from retriever.highlighting import answering, marked, weighed, with_lists, with_next
from retriever.vouching import gist

TEXT = """Cold starts are slow.
To reduce them:
Keep the function warm
Make it smaller

Something else."""
SPANS = [(TEXT.index(words), TEXT.index(words) + len(words)) for words in TEXT.split("\n") if words]


def test_the_best_statement_and_those_near_it_are_marked() -> None:
    assert answering([0.2, 0.71, 0.7, 0.5, -1.0]) == [1, 2]
    assert answering([-1.0, -1.0]) == []
    assert answering([]) == []


def test_a_list_is_marked_with_what_announces_it_and_ends_at_a_blank_line() -> None:
    assert with_lists(TEXT, SPANS, [1]) == [1, 2, 3]
    assert with_lists(TEXT, SPANS, [0]) == [0]
    assert with_lists(TEXT, SPANS, []) == []


def test_a_colon_that_is_bold_or_left_out_of_the_statement_announces_too() -> None:
    text = "**Steps**:\n\n1. First\n2. Second\n**Costs:**\n3. None"
    spans = [
        (text.index(words), text.index(words) + len(words)) for words in ("Steps", "First", "Second", "Costs", "None")
    ]
    assert with_lists(text, spans, [0]) == [0, 1, 2]
    assert with_lists(text, spans, [3]) == [3, 4]


def _spans(text: str, statements: list[str]) -> list[tuple[int, int]]:
    return [(text.index(words), text.index(words) + len(words)) for words in statements]


def _marked(query: str, title: str, statements: list[str], scores: list[float], between: str = " ") -> list[str]:
    text = between.join(statements)
    found = marked(query, (title, ""), text, _spans(text, statements), scores)
    return [statements[place] for place in found]


def test_a_yes_or_a_no_that_opens_an_answer_is_marked_where_either_question_can_be_answered_so() -> None:
    told = ["Sadly not.", "The oven has been cold for years.", "Bread is fetched at noon."]
    scores = [0.3, 0.7, 0.2]
    assert _marked("does the hut have an oven", "The oven", told, scores) == told[:2]
    assert _marked("oven of the hut", "Has the hut got an oven?", told, scores) == told[:2]
    for opening in ("Yes", "Yep", "Yeah", "Nope", "Never", "It depends", "Depends", "Of course", "Well, no", "False"):
        for asked in (
            "in winter, can I bake?",
            "it snows; and can I bake?",
            "or is it cold?",
            "but do I",
            "so will it",
        ):
            assert _marked(asked, "", [f"{opening}.", *told[1:]], scores) == [f"{opening}.", told[1]]
    assert _marked("which oven does the hut have", "The oven", told, scores) == told[1:2]
    assert _marked("does the hut have an oven", "", ["Nothing is cold.", *told[1:]], scores) == told[1:2]
    assert _marked("does the hut have an oven", "", told, [-1.0, -1.0, -1.0]) == []


def test_of_statements_that_meet_a_question_alike_that_with_its_own_words_is_marked() -> None:
    told = ["Boats lie at the pier by day.", "In spring boats lie in the shed.", "In autumn boats lie on the meadow."]
    assert weighed("where do the boats lie in autumn", told, [0.7, 0.65, 0.65])[2] == pytest.approx(0.69)
    assert _marked("where do the boats lie in autumn", "", told, [0.71, 0.65, 0.65]) == [told[0], told[2]]
    rare, common = weighed("red apples ripe", ["Red.", "Apples.", "Red and ripe ones."], [0.5, 0.5, 0.5])[1::-1]
    assert rare > common
    assert weighed("lifts", told, [0.7, -1.0, 0.2]) == [0.7, -1.0, 0.2]


def test_a_statement_with_the_sign_that_is_asked_for_is_marked() -> None:
    told = ["Write `%q` for the day.", "Copies go to old_%q copies.", "The time is `%%q`.", "%quit ends."]
    assert _marked("what does %q mean?", "", told, [0.5, 0.52, 0.52, 0.52]) == told[:1]
    assert _marked("what do they call “%q”?", "", told, [0.5, 0.52, 0.52, 0.52]) == told[:1]
    assert weighed("what does %q mean", ["%q", "Nothing."], [-1.0, 0.5]) == [-1.0, 0.5]
    assert _marked("is there a -- option", "", ["Copies -- all.", "Take -o first."], [0.5, 0.58]) == ["Take -o first."]
    for word in ("%", "G#", "+deep+"):
        assert weighed(f"is it {word}?", [f"It is {word}, yes.", "It is so."], [0.4, 0.5]) == [0.4, 0.5]


def test_what_the_next_sentence_says_of_the_same_is_marked() -> None:
    told = ["The old mill stood there.", "In 1950, it burnt down.", "The inn was built in its place."]
    assert _marked("what happened to the mill", "", told, [0.5, 0.3, 0.2]) == told[:2]
    assert _marked("what happened to the mill", "", told, [0.5, 0.3, 0.2], between="\n") == told[:1]
    assert _marked("what happened to the mill", "", [told[0], "It burnt down."], [0.5, 0.3]) == [
        told[0],
        "It burnt down.",
    ]
    assert _marked("what happened to the mill", "", [told[0], "Mills burn."], [0.5, 0.3]) == told[:1]


def test_a_question_is_marked_with_its_answer() -> None:
    text = "Why is it **cold?**\n- Nobody heats.\n- Wood is dear."
    assert with_next(text, _spans(text, ["Why is it **cold?**", "Nobody heats.", "Wood is dear."]), [0]) == [0, 1]
    assert with_next("Why?", [(0, 4)], [0]) == [0]


def test_what_is_shown_in_short_is_no_question_where_an_answer_is_marked() -> None:
    text = "**Who is it?**\n\nA *blind* seer."
    asked, said = (SimpleNamespace(start=text.index(w), end=text.index(w) + len(w)) for w in text.split("\n\n"))
    hit: Any = SimpleNamespace(text=text, highlights=(asked, said))
    assert gist(hit) == "A blind seer."
    hit.highlights = (asked,)
    assert gist(hit) == "Who is it?"


def test_a_picture_is_not_marked_for_what_it_is_called() -> None:
    told = ["![Foam on a jar of jam](foam.png)", "Those are bubbles of air."]
    assert _marked("foam on jam", "", told, [0.9, 0.4], "\n") == told[1:]
    assert _marked("foam on jam", "", [f"See {told[0]}.", told[1]], [0.9, 0.4], "\n") == [f"See {told[0]}."]
    assert _marked("foam on jam", "", told[:1], [0.9]) == []
