"""Passages fit the encoder, keep their order, and hold every line of the answer once."""

import time

import pytest
from fakes import FakeEncoder
from hypothesis import given, settings
from hypothesis import strategies as st
from notes import entry

from corpus.model import Section
from index.passages import Piece, template, words_of
from index.pieces import CONTEXT_PIECES, cut, make_context

LIMIT = 128
ENCODER = FakeEncoder(limit=LIMIT)

words = st.lists(
    st.sampled_from(["alpha", "beta", "gamma.", "delta,", "epsilon:", "zeta!", "eta?"]), min_size=1, max_size=30
)
line = words.map(" ".join)
block = st.one_of(
    line,
    st.lists(line, min_size=1, max_size=4).map("\n".join),
    st.lists(line, min_size=1, max_size=12).map(lambda items: "\n".join(f"- {item}" for item in items)),
    st.lists(line, min_size=1, max_size=12).map(
        lambda rows: "\n".join(["| name | use |", "|---|---|", *(f"| {row} | {i} |" for i, row in enumerate(rows))])
    ),
    st.lists(line, min_size=1, max_size=30).map(lambda code: "\n".join(["```python", *code, "```"])),
    line.map(lambda title: f"### {title}"),
    st.lists(words, min_size=10, max_size=20).map(lambda many: " ".join(word for each in many for word in each)),
)
answers = st.lists(block, min_size=1, max_size=12).map("\n\n".join)


def own_lines(piece: Piece) -> list[int]:
    return [number for number in piece.text_lines if piece.lines.start <= number <= piece.lines.end]


@given(answers, st.data())
@settings(deadline=None, max_examples=60)
def test_every_line_is_in_one_passage_in_order(answer: str, data: st.DataObject) -> None:
    count = answer.count("\n") + 1
    starts = sorted(data.draw(st.sets(st.integers(2, count + 1), max_size=4)))
    sections = [Section(f"part {start}", start, count + 1) for start in starts]
    made = entry(answer, sections=sections)
    pieces = cut(made, ENCODER.count, LIMIT)
    raw = dict(zip(made.answer_lines, answer.split("\n"), strict=True))
    seen: list[int] = []
    for piece in pieces:
        assert ENCODER.count(words_of(piece)[0]) <= LIMIT - 2
        assert len(piece.text_lines) == piece.text.count("\n") + 1
        for number, text in zip(piece.text_lines, piece.text.split("\n"), strict=True):
            assert text in raw[number]
        assert piece.text.split("\n")[-1].strip(), "a passage ends with words"
        assert raw[piece.lines.start].strip() and raw[piece.lines.end].strip(), "the span is tight"
        seen += own_lines(piece)
    assert seen == sorted(seen)
    wanted = {number for number, text in raw.items() if text.strip()}
    assert wanted <= set(seen)
    long = {number for number, text in raw.items() if ENCODER.count(text) > LIMIT // 3}
    twice = {number for number in seen if seen.count(number) > 1}
    assert twice <= long, "only a line that is too long is in two passages"
    told = "".join("".join(piece.text.split()) for piece in pieces if piece.text_lines[0] >= piece.lines.start)
    assert len(told) <= len("".join(answer.split()))


@given(answers)
@settings(deadline=None, max_examples=40)
def test_sentences_lie_where_they_say(answer: str) -> None:
    made = entry(answer)
    raw = dict(zip(made.answer_lines, answer.split("\n"), strict=True))
    for piece in cut(made, ENCODER.count, LIMIT):
        last = 0
        for sentence in piece.sentences:
            assert last <= sentence.start < sentence.end <= len(piece.text)
            last = sentence.end
            first_line = piece.text[sentence.start : sentence.end].split("\n")[0]
            assert first_line in raw[sentence.lines.start]
            assert piece.lines.start <= sentence.lines.start <= sentence.lines.end <= piece.lines.end


def test_a_short_answer_is_one_passage() -> None:
    answer = "One.\n\n### Part\n\nTwo."
    (piece,) = cut(entry(answer, sections=[Section("Part", 4, 6)]), ENCODER.count, LIMIT)
    assert piece.text == answer
    assert (piece.lines.start, piece.lines.end) == (2, 6)
    assert piece.section == ""


def test_a_long_answer_is_cut_at_its_sections() -> None:
    body = "\n".join(f"Sentence {i} of this part is here." for i in range(8))
    answer = f"Intro.\n\n### First\n{body}\n\n### Second\n{body}"
    sections = [Section("First", 4, 12), Section("Second", 14, 22)]
    pieces = cut(entry(answer, "How?", sections=sections), ENCODER.count, LIMIT)
    assert [piece.section for piece in pieces] == ["", "First", "Second"]
    assert [(piece.lines.start, piece.lines.end) for piece in pieces] == [(2, 2), (4, 12), (14, 22)]
    assert pieces[1].context == "How?\nFirst"


def test_a_heading_over_headings_goes_down_with_them() -> None:
    body = "\n".join(f"Sentence {i} of this part is here." for i in range(17))
    answer = f"## Outer\n\n### Inner\n{body}"
    sections = [Section("Outer", 2, 21), Section("Inner", 4, 21)]
    pieces = cut(entry(answer, sections=sections), ENCODER.count, LIMIT)
    assert pieces[0].lines.start == 2
    assert pieces[0].context == "What is it?\nOuter / Inner"


def test_a_cut_table_keeps_its_heading_and_a_cut_block_its_fence() -> None:
    rows = "\n".join(f"| row {i} with some words in it | value {i} |" for i in range(20))
    code = "\n".join(f"value_{i} = compute({i}, 'a', 'b')" for i in range(20))
    pieces = cut(entry(f"| name | value |\n|---|---|\n{rows}\n\n```py\n{code}\n```"), ENCODER.count, LIMIT)
    tables = [piece for piece in pieces if "| row" in piece.text]
    blocks = [piece for piece in pieces if "compute" in piece.text]
    assert len(tables) > 1 and len(blocks) > 1
    assert all(piece.text.startswith("| name | value |\n|---|---|\n") for piece in tables)
    assert all(piece.text_lines[:2] == (2, 3) for piece in tables)
    assert all("```py\n" in piece.text.split("compute")[0] for piece in blocks)


def test_a_row_or_block_that_fits_is_never_cut() -> None:
    code = "\n".join(f"step {i} does this and that" for i in range(9))
    text = "\n".join(f"Sentence {i} comes before it all." for i in range(12))
    pieces = cut(entry(f"{text}\n\n```\n{code}\n```\n\n{text}"), ENCODER.count, LIMIT)
    (block,) = [piece for piece in pieces if "step 0" in piece.text]
    assert code in block.text


def test_a_line_without_end_is_cut_between_words() -> None:
    pieces = cut(entry("word " * 5000), ENCODER.count, LIMIT)
    assert sum(piece.text.count("word") for piece in pieces) == 5000
    assert {(piece.lines.start, piece.lines.end) for piece in pieces} == {(2, 2)}


@pytest.mark.parametrize(
    ("answer", "sections"),
    [
        ("```\nx = 1\n" + "\n" * 20_000 + "y = 2\n```", 0),
        ("```\nx = 1\n" + "***\n" * 20_000 + "y = 2\n```", 0),
        ("| name | value |\n|---|---|\n" + "| row | one |\n" * 20_000, 0),
        ("### part\n\ntext\n\n" * 5_000, 5_000),
    ],
    ids=["blank lines in code", "lines of signs", "rows of a table", "sections"],
)
def test_time_is_linear_in_the_number_of_lines(answer: str, sections: int) -> None:
    made = entry(answer, sections=[Section("part", 4 * i + 2, 4 * i + 4) for i in range(sections)])
    before = time.process_time()
    cut(made, ENCODER.count, LIMIT)
    assert time.process_time() - before < 20


def test_the_context_has_room_for_the_section() -> None:
    context = make_context("why " * 500, ["a heading"], ENCODER.count)
    assert context.endswith("\na heading")
    assert ENCODER.count(context) <= CONTEXT_PIECES
    assert ENCODER.count(make_context("why " * 500, ["heading " * 500], ENCODER.count)) <= CONTEXT_PIECES


def test_markup_costs_nothing_and_moves_nothing() -> None:
    words, shift = template("Question?", "**bold** and `code`")
    assert words[shift:] == "  bold   and  code "
