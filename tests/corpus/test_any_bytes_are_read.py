"""Whatever bytes a file holds, reading it ends, soon, with a document."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invariants import check_document

from corpus import parse, read
from corpus.units import units

SPANISH = "## ¿Qué es un índice?\n\nUna estructura que acelera las búsquedas.\n"
TORTURE = {
    "one line": b"a" * 20_000_000,
    "one line of markup": b"**" * 1_000_000 + b"[" * 1_000_000 + b"<" * 1_000_000,
    "nested quotes": b"\n".join(b">" * level + b" What is it?" for level in range(1, 600)),
    "nested lists": b"\n".join(b" " * level + b"- What is it?" for level in range(1, 1200)),
    "nested details": b"<details><summary>What is it?</summary>\n" * 4000 + b"x\n" + b"</details>\n" * 4000,
    "details left open": b"<details>\n<summary>What is it?</summary>\ntext\n" * 3000,
    "fences left open": b"```python\nx = 1\n## What is it?\n" * 4000,
    "pre left open": b"<pre>\n" * 10_000,
    "comment left open": b"<!--\n" * 10_000,
    "headings": b"".join(b"#" * (1 + n % 6) + b" What is it %d?\ntext\n" % n for n in range(6000)),
    "options": b"A) x\nB) y\n" * 8000,
    "gaps": b"1. What is a?\n2. What is b?\n3. What is c?\n\n\ntext a\n\n\n" * 800 + b"## Q1: What?\nyes\n",
}


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", b" \r\n"])
def test_nothing_gives_no_entry(data: bytes) -> None:
    assert parse(data, "empty.md").entries == ()


def test_binary_is_skipped_with_a_finding() -> None:
    document = parse(b"\x89PNG\r\n\0\0\0" * 100, "notes.md")
    assert document.entries == ()
    assert [finding.kind for finding in document.findings] == ["skipped"]


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-16", "utf-8-sig"])
def test_western_encodings_are_read(encoding: str) -> None:
    document = parse(SPANISH.encode(encoding), "notas.md")
    assert document.entries[0].question == "¿Qué es un índice?"
    assert "búsquedas" in document.entries[0].answer


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", "## Что такое индекс?\n\nСтруктура данных для быстрого поиска по таблице.\n"),
        ("gbk", "## 什么是索引？\n\n加快查询的数据结构，用空间换时间。\n"),
        ("shift_jis", "## インデックスとは何ですか？\n\n検索を速くするためのデータ構造です。\n"),
    ],
)
def test_other_encodings_are_guessed_with_a_finding(encoding: str, text: str) -> None:
    document = parse((text * 5).encode(encoding), "notes.md")
    assert document.text == text * 5
    assert "decoded" in {finding.kind for finding in document.findings}


def test_a_line_in_another_encoding_spoils_only_itself() -> None:
    data = ("## Wie geht’s?\n\nGut – größer\n" * 4).encode() + "## Was heißt das?\n\nÄrger\n".encode("cp1252")
    document = parse(data, "notes.md")
    assert document.entries[-1].question == "Was heißt das?"
    assert "größer" in document.text


def test_halves_of_characters_do_no_harm() -> None:
    document = parse(b"## What is it?\n\n\xed\xa0\xbd\xed\xb8\x80 and \xed\xa0\x80\n", "notes.md")
    assert "😀" in document.text
    assert document.text.encode("utf-8")


@pytest.mark.parametrize("name", sorted(TORTURE))
def test_hostile_shapes_are_read_in_bounded_time(name: str) -> None:
    before = time.process_time()
    document = parse(TORTURE[name], "hostile.md")
    assert time.process_time() - before < 20
    assert all(
        one.lines.end < other.lines.start for one, other in zip(document.entries, document.entries[1:], strict=False)
    )


@settings(max_examples=200)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_document(data: bytes) -> None:
    document = parse(data, "any.md")
    check_document(document, data)
    for entry in document.entries:
        assert units(entry.answer) is not None


@pytest.mark.parametrize("data", [b"a,b\r\rx\n", b"\r\rx\n", b"a," + b"b" * 200_000])
def test_a_sheet_that_is_none_gives_a_document(data: bytes) -> None:
    assert parse(data, "any.csv").entries == ()


def test_a_file_that_cannot_be_read_is_a_finding_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("## What is it?\n\nA thing.\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("a,b\n", encoding="utf-8")
    (tmp_path / "c.bin").write_bytes(b"\0\1\2")
    (tmp_path / ".hidden.md").write_text("## What?\n\nNo.\n", encoding="utf-8")
    found = {document.file: document for document in read(tmp_path)}
    assert list(found) == ["a.md", "b.csv", "c.bin"]
    assert len(found["a.md"].entries) == 1
    assert found["b.csv"].findings[0].kind == found["c.bin"].findings[0].kind == "skipped"
