"""The statements that answer are marked, and with one that announces a list the list."""

from retriever.highlighting import answering, with_lists

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
