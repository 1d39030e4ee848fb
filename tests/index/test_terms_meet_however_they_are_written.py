"""One tokenizer for notes and questions: every way of writing a thing gives a term in common."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.lexical import analyse, surfaces


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("auto-scaling", "AutoScaling"),
        ("auto scaling", "auto-scaling"),
        ("CI/CD", "cicd"),
        ("cold\u2011starts", "cold start"),
        ("CloudFront", "cloud front"),
        ("VPCs", "vpc"),
        ("python3", "Python"),
        ("Café", "cafe"),
        ("user’s", "users"),
        ("us-east-1", "us-east-1"),
        ("1\ufe0f\u20e3", "1"),
        ("running", "runs"),
    ],
)
def test_spellings_meet(one: str, other: str) -> None:
    assert set(analyse(one)) & set(analyse(other))


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("C++", "c++"),
        ("C#", "c#"),
        ("IPv4", "ipv4"),
        ("база данных", "данных"),
        ("й", "й"),
        ("हिन्दी", "हिन्दी"),
        ("数据库索引", "库索"),
        ("S3存储桶", "s3"),
        ("データベース", "タベ"),
        ("serverless", "serverless"),
    ],
)
def test_a_term_is_kept(text: str, term: str) -> None:
    assert term in analyse(text)


def test_function_words_are_no_terms() -> None:
    assert analyse("What is it that I should do with this?") == []
    assert "what" in surfaces("What is it?")


def test_words_are_known_as_they_are_written() -> None:
    assert surfaces("Cold-starts") == ["coldstarts", "cold", "starts"]


@given(st.text())
def test_any_text_gives_terms_that_can_be_stored(text: str) -> None:
    for term in analyse(text):
        assert term == term.lower() and len(term) <= 41
        assert not any(character.isspace() for character in term)


@given(st.text(), st.text())
def test_blanks_part_texts(one: str, other: str) -> None:
    assert analyse(f"{one} {other}") == analyse(one) + analyse(other)


@pytest.mark.parametrize("text", ["a" * 1_000_000, "-" * 1_000_000, "a-" * 500_000, "aA" * 500_000, "数" * 1_000_000])
def test_a_long_run_takes_no_longer_than_its_length(text: str) -> None:
    before = time.process_time()
    analyse(text)
    assert time.process_time() - before < 20
