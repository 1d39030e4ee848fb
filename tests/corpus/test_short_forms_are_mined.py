"""Short forms that notes explain in brackets are found, a glossary is read line by line and is no notes."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import files
from corpus.glossary import Form, mine, read_glossary


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("Elastic Load Balancing (ELB) spreads traffic", "ELB", "Elastic Load Balancing"),
        ("traffic is spread by **Elastic Load Balancing** (`ELB`).", "ELB", "Elastic Load Balancing"),
        ("An ELB (Elastic Load Balancer) spreads traffic", "ELB", "Elastic Load Balancer"),
        ("the files are kept in Simple Storage Service (S3)", "S3", "Simple Storage Service"),
        ("he wrote it as Infrastructure as Code (IaC)", "IaC", "Infrastructure as Code"),
        ("Recovery Point Objectives (RPOs) are agreed on", "RPO", "Recovery Point Objectives"),
        ("Tell what an out-of-memory (OOM) killer does", "OOM", "out-of-memory"),
        ("measured by magnetic resonance imaging (MRI)", "MRI", "magnetic resonance imaging"),
    ],
)
def test_a_short_form_is_explained_by_words_that_it_is_made_of(text: str, short: str, long: str) -> None:
    assert list(mine(text)) == [Form(short, long)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "(ELB)",
        "a cheap service (AWS) for storage",
        "the first zone (see above) is full",
        "choose an answer (A) or (B)",
        "Elastic Load Balancing\n(ELB)",
        "ECS (with the EC2 launch type)",
        "EC2 ( *)",
        "zones (AZ-1) │◄─┼──► zones (AZ-2)",
    ],
)
def test_other_brackets_explain_nothing(text: str) -> None:
    assert list(mine(text)) == []


@given(st.text(alphabet="ABab12 ()-\n*", max_size=60))
def test_any_text_is_mined(text: str) -> None:
    for form in mine(text):
        assert form.long[0].lower() == form.short[0].lower()


def test_a_glossary_has_a_form_a_line_and_says_which_lines_are_none() -> None:
    text = "# mine\n\nLB = load balancer\nno form\n = nothing\nk8s=Kubernetes\r\nC = C = C\nx ="
    forms, wrong = read_glossary(text)
    assert forms == [Form("LB", "load balancer"), Form("k8s", "Kubernetes"), Form("C", "C = C")]
    assert wrong == [4, 5, 8]


def test_the_glossary_of_a_folder_is_no_notes(tmp_path: Path) -> None:
    (tmp_path / "inside").mkdir()
    for name in ("glossary.txt", "notes.txt", "inside/glossary.txt"):
        (tmp_path / name).write_text("LB = load balancer\n", encoding="utf-8")
    assert [file for file, _ in files(tmp_path)] == ["notes.txt", "inside/glossary.txt"]
    assert [file for file, _ in files(tmp_path / "glossary.txt")] == ["glossary.txt"]
