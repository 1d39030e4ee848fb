"""Misspelt words are corrected, and what the notes, the model or English know never is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retriever.english import frequencies
from retriever.spelling import Speller

VOCABULARY = {"lambda": 9, "latency": 4, "postgresql": 2, "kubernetes": 3, "volume": 5, "group": 7, "running": 6}
VOCABULARY |= {"lug": 2, "lies": 3, "cello": 2}


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(VOCABULARY, {"wordpiece"}.__contains__)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("lamda latancy", "lambda latency"),
        ("Lamda", "Lambda"),
        ("a kubernets gruop", "a kubernetes group"),
        ("ebs volum", "ebs volume"),
        ("prunning", "pruning"),
        ("getting hamered, suden end", "getting hammered, sudden end"),
        ("groupp celllo", "group cello"),
        ("wich one wiht it", "which one with it"),
    ],
)
def test_slips_are_corrected(speller: Speller, typed: str, meant: str) -> None:
    assert speller.correct(typed) == meant


@pytest.mark.parametrize(
    "known",
    [
        "prune spanner blob unpacked",  # English
        "wordpiece",  # the model's
        "postgres",  # how a word of the notes begins
        "S3LATANCY iPhoone",  # names
        "see latancy.example.org and /latancy and @latancy",  # addresses
        "macie etcd bgp",  # names that are near to English words
        "latency-s3 0xlamda",
        "libs lugs",  # plurals of short words, of English and of the notes
        "kiln kyln vrbo repo cron jsno",  # brief words: what is near to them in English is not common enough
        "cellonis volumefs",  # a word of the notes with more behind it
        "argoss firehose",  # near to rare words of English alone
    ],
)
def test_known_words_and_names_are_left_alone(speller: Speller, known: str) -> None:
    assert speller.correct(known) == known


@given(st.lists(st.sampled_from(sorted(frequencies())), max_size=6))
def test_english_is_never_corrected(speller: Speller, words: list[str]) -> None:
    assert speller.correct(" ".join(words)) == " ".join(words)


@given(st.text(max_size=80))
def test_whatever_is_typed_stays_but_for_whole_words(speller: Speller, text: str) -> None:
    once = speller.correct(text)
    assert [c for c in once if not c.isascii()] == [c for c in text if not c.isascii()]
    assert speller.correct(once) == once
