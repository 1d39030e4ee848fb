"""Everything that reads what others wrote, each as a function of bytes that raises where something is wrong."""

import asyncio
import csv
import io
import json
import os
import random
import struct
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import pairwise, product
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch
from urllib.parse import parse_qsl

from invariants import check_answer, check_document

Target = Callable[[bytes], None]
_ROOT = Path(__file__).parents[2]
_SUFFIXES = (".md", ".txt", ".rst", ".org", ".adoc", ".qmd", ".ipynb")
_SEED_BYTES = 300
_TOKENS = (
    b"# ", b"## ", b"- ", b"1. ", b"Q: ", b"A: ", b"?\n", b"\n\n", b"```\n", b"| a | b |\n", b"<details>\n",
    b"</summary>", b"**", b"__", b"\r\n", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xe2\x80\xae",
    b"&amp;", b"---\n", b"\t", b"> ", b"\xc3\xa2\xe2\x82\xac\xe2\x84\xa2", b"<pre>\n", b"<!--", b"-->", b"    ",
    b"%00", b"../", b"' OR 1=1--", b'" AND NEAR(', b"*", b"{", b"}", b"\xf0\x9f\x98\x80", b"\xd8\xb3\xd9\x84",
)  # fmt: skip
_ONCE = (  # what was not read whole at first
    b"\0Is it? :: Yes\nWho is it? :: A person\n\n?? :: Stable names\n",
    b"\0## How is it?\n\nWell.\n\n<!-- left open\n\n## Who is it?\n\nA person.\n",
    b"\0# Links\n\n<!-- left open\n\n```\na --> b\n```\n\ntext\n",
    b"\0# Links\n\n<!-- a\nb --> text here\n\n<!-- c --> and there\n",
    "\0# Жир\n\n[к оглавлению](молоко.md)\n\n+ [Что такое сыр?](#что-такое-сыр)\n\n## Масло\n\nЖир.\n".encode(),
    b"\x001 rope or two? \n    -A\n    - # \nCorrect Answer:",
    b'\6{"metadata": {"language_info": {"name": "a\\nb"}},\n"cells": [{"source": ["## Is it?\\n",\n"Yes."]},\n'
    b'{"cell_type": "code",\n"source": "# Q2. Who?\\nx"}]}',
    "\0# Жир\n\nВсё [о молоке](молоко.md) относится к содержанию жира.\n".encode(),
)
_NO_ROOM = bytes.fromhex(  # a length for which SQLite finds no memory
    "e7ff312e20ffffffffd8b3d984ff312e20ffffffffd8b3d984ff31ffffd8b3d984ffffffffffffffffffffffff"
)
_ASKED = "How many times a day is the basin of a dock filled, and how long does it take?"
_SAID = (
    "Every 12 hours the basin is filled; it takes about 1.5 h (90 min) for up to 1,200 m³ at 4 °C.",
    "Yes, twice per day. Since version 2.1.3 it takes between 5 and 7 minutes, not half an hour.",
    "Never. Euro 1,234.50 a day, $3.5m a year, 1\u202f000 l/s on port 80 since 4 July 1999, 10:30 pm.",
    "| dock | time | filled |\n|---|---|---|\n| east | 2-3 days | yes |\n| west | minus 5 °F | no |",
    "Only one basin is emptied: the first of the seven locks is opened before the second is closed by 20%.",
)  # fmt: skip
QUESTIONS = (
    "", " ", "\t\n", "a", "?", "\0", "\x1b[31mred\x1b[0m", "\u202eabc", "what is a neap tide", "wat is a nep tyde",
    "ما هو المد؟", "什么是潮汐？", "что такое прилив", "😀😀", "👩\u200d👧", "a" * 5000, "tide " * 2000, "' OR 1=1 --",
    '" AND (', "NEAR(a b, 3)", "tide*", "question:tide", "-tide", "col : ^tide", "<script>alert(1)</script>", "{{7*7}}",
    "%s%n", "$(ls)", "\ud800", "cafe\u0301", "ﬁne", "İstanbul", "ß", "\ufeff", "\u200b", "0", "-1", "1e309", "NaN",
    "../../etc/passwd",
)  # fmt: skip
"""Questions of every odd kind: blank, controls, directions, other scripts, query syntax, markup, half characters."""


@dataclass(frozen=True, slots=True)
class Made:
    """A target with inputs to begin from."""

    feed: Target
    seeds: list[bytes] = field(repr=False)

    def broken(self, data: bytes) -> str:
        """Return where and how an input breaks a promise, as a traceback; nothing where all are kept."""
        try:
            self.feed(data)
        except Exception:
            return traceback.format_exc()
        return ""


def mutated(data: bytes, seeds: Sequence[bytes], chance: random.Random) -> bytes:
    """Return ``data`` changed a few times: pieces moved, doubled, dropped, exchanged, or put in from other seeds."""
    for _ in range(1 + int(chance.expovariate(0.5))):
        start = chance.randrange(len(data) + 1)
        end = min(len(data), start + int(chance.expovariate(0.05)))
        kind = chance.randrange(7)
        if kind == 0:
            data = data[:start] + chance.choice(_TOKENS) + data[start:]
        elif kind == 1:
            data = data[:start] + data[end:]
        elif kind == 2:
            data = data[:end] + data[start:end] * chance.randrange(1, 4) + data[end:]
        elif kind == 3:
            data = data[:start] + chance.randbytes(min(4, end - start)) + data[end:]
        elif kind == 4:
            other = chance.choice(seeds)
            at = chance.randrange(len(other) + 1)
            data = data[:start] + other[at : at + chance.randrange(1, 400)] + data[start:]
        elif kind == 5:
            lines = data.split(b"\n")
            chance.shuffle(lines)
            data = b"\n".join(lines)
        else:
            data = (
                data[:start] + bytes(byte ^ (1 << chance.randrange(8)) for byte in data[start : start + 1]) + data[end:]
            )
    return data


def reader(_folder: Path) -> Made:
    """Read notes: any bytes give a document that loses no word."""
    from corpus import parse

    def feed(data: bytes) -> None:
        suffix = _SUFFIXES[data[0] % len(_SUFFIXES)] if data else ".md"
        check_document(parse(data[1:], f"notes{suffix}"), data[1:])

    files = [*(_ROOT / "corpus" / "aws").glob("*.md"), *(_ROOT / "tests" / "data" / "notes").glob("*.*")]
    texts = [path.read_bytes() for path in sorted(files)]
    pieces = [b"\0" + text[at : at + _SEED_BYTES] for text in texts for at in range(0, len(text), 60 * _SEED_BYTES)]
    return Made(feed, [*_ONCE, *pieces])


def documents(_folder: Path) -> Made:
    """Read rich text, and office documents and books of which one part was changed."""
    from archives import ARCHIVES, PARTS, with_parts

    from corpus import parse

    wholes = [(".rtf", (b"", "")), *ARCHIVES.items()]

    def feed(data: bytes) -> None:
        suffix, (whole, part) = wholes[data[0] % len(wholes) if data else 0]
        data = with_parts(whole, {part: data[1:]}) if part else data[1:]
        check_document(parse(data, f"notes{suffix}"), data)

    return Made(feed, [bytes([at]) + part for at, part in enumerate(PARTS)])


def claims(_folder: Path) -> Made:
    """Hold what entries say against each other: contradictions, and one answer graded by the other."""
    from fakes import FakeEncoder

    from corpus import parse
    from retriever.conflicts import conflicts_among
    from retriever.spotcheck import grade

    encoder = FakeEncoder()

    def feed(data: bytes) -> None:
        entries = parse(data, "notes.md").entries
        for conflict in conflicts_among(entries):
            for side in (conflict.left, conflict.right):
                assert all(0 <= start < end <= len(side.text) for start, end in side.marks)
        for one, other in pairwise(entries):
            found = grade(one.question, one.answer, other.answer, encoder=encoder)
            assert 0 <= found.score <= 1
            assert all(cover.text in other.answer for point in found.points for cover in point.covering)

    return Made(feed, [_two_entries(one, other) for one, other in product(_SAID, repeat=2)])


def _two_entries(one: str, other: str) -> bytes:
    return f"## {_ASKED}\n\n{one}\n\n## {_ASKED}\n\n{other}\n".encode()


def questions(folder: Path) -> Made:
    """Ask, with a stand-in for the model."""
    from fakes import FakeEncoder

    return _asking(folder, FakeEncoder())


def questions_with_the_model(folder: Path) -> Made:
    """Ask, with the bundled model."""
    from index.encoder import load

    return _asking(folder, load())


def _asking(folder: Path, encoder: Any) -> Made:
    from index.errors import UsageError
    from retriever import Retriever

    notes = _book(folder, encoder)
    retriever = Retriever.open(encoder=encoder)
    lines = {path.name: path.read_bytes().count(b"\n") + 1 for path in notes.iterdir()}

    def feed(data: bytes) -> None:
        try:
            answer = retriever.ask(data.decode("utf-8", "surrogateescape"), k=5)
        except UsageError:
            return
        check_answer(answer, 5, lines)

    return Made(feed, [each.encode("utf-8", "surrogatepass") for each in QUESTIONS])


def _book(folder: Path, encoder: Any) -> Path:
    """Write notes and index them in a home below ``folder``."""
    from book import write_book

    from index.build import build
    from index.places import places

    os.environ["ANSWERBOOK_HOME"] = str(folder / "home")
    notes = folder / "notes"
    notes.mkdir()
    build(places().index("default"), add=[write_book(notes)], encoder=encoder)
    return notes


def index_files(folder: Path) -> Made:
    """Damage a file of an index: it answers as before or says which command mends it."""
    from fakes import FakeEncoder
    from faults import files_of_index

    from index.errors import UnusableIndexError
    from index.places import command, places
    from retriever import Retriever

    encoder = FakeEncoder()
    _book(folder, encoder)
    index = places().index("default")
    files = list(files_of_index(index))
    truth = Retriever.open(index, encoder).ask("what is a neap tide")

    def feed(data: bytes) -> None:
        path = files[data[0] % len(files)] if data else files[0]
        content = path.read_bytes()
        path.write_bytes(_damaged(content, data[1:]))
        try:
            assert Retriever.open(index, encoder).ask("what is a neap tide").hits == truth.hits
        except UnusableIndexError as error:
            assert error.mend == command(index)
        finally:
            path.write_bytes(content)

    return Made(feed, [bytes([number]) + b"\1\2\3\4\5\6\7" for number in range(len(files))])


def _damaged(content: bytes, how: bytes) -> bytes:
    """Return ``content`` with what ``how`` says: three bytes of place, then what to write there; else it is cut."""
    if len(how) < 3:
        return content[: len(content) * (how[0] if how else 0) // 256]
    at = struct.unpack("<I", how[:3] + b"\0")[0] % (len(content) + 1)
    return content[:at] + how[3:] + content[at + len(how[3:]) :]


def review_files(folder: Path) -> Made:
    """Damage the database of reviews, and read lines that other programs wrote to be graded."""
    from fakes import FakeEncoder

    from index.databases import damage_of
    from index.errors import AnswerbookError
    from retriever.cli.grade import _graded
    from retriever.spotcheck import Reviews

    path, encoder = folder / "reviews.sqlite", FakeEncoder()
    review = _reviewed(path, encoder)
    whole = path.read_bytes()
    with Reviews.open(path) as reviews:
        kept = {each.id for each in reviews.log(undone=True)}

    def feed(data: bytes) -> None:
        if data[:1] < b"\x80":
            line = data[1:].decode("utf-8", "replace")
            graded = json.loads(json.dumps(_graded(line, 1, encoder), ensure_ascii=False))
            assert graded.get("error") or 0 <= graded["score"] <= 1
            _exported(replace(review, given=line, question=line[::-1], document=line[:20]))
            return
        path.write_bytes(_damaged(whole, data[1:]))
        for suffix in ("-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        damage_of(path)
        try:
            with Reviews.open(path) as reviews:
                found = [each.id for each in reviews.log(undone=True)]
            assert len(found) <= len(kept)
        except AnswerbookError as error:
            assert error.mend

    lines = [b'{"question": "What is it?", "reference": "It is a tide. It turns.", "answer": "a tide"}', b"{}", b"[1]"]
    return Made(feed, [*(b"\0" + line for line in lines), b"\x80\1\2\3\4", b"\x80\1\2", _NO_ROOM])


def _reviewed(path: Path, encoder: Any) -> Any:
    from corpus.model import Span
    from retriever.spotcheck import Choice, Prompt, Reviews, grade

    reference = "A neap tide is the smallest tide. It comes at half moon."
    prompt = Prompt("e1", "", "What is a neap tide?", "tides.md", "/notes", Span(3, 3), (), ("tides",), reference, ())
    with Reviews.open(path) as reviews:
        session = reviews.start(Choice(), [prompt])
        found = grade(prompt.question, reference, "the smallest one", encoder=encoder)
        kept = [reviews.record(session.id, prompt, "the smallest one", found, 3) for _ in range(20)]
    return kept[0]


def _exported(review: Any) -> None:
    """Export a review both ways and read it back."""
    from retriever.spotcheck.exporting import review_lines, write_csv

    out = io.StringIO(newline="")
    write_csv([review], out)
    heading, row = csv.reader(io.StringIO(out.getvalue(), newline=""))
    assert len(heading) == len(row)
    assert row[heading.index("given")] in (review.given, f"'{review.given}")
    (line,) = review_lines([review])
    assert json.loads(line)["answer"] == review.given
    assert datetime.fromisoformat(json.loads(line)["at"]).astimezone(UTC) == review.at


def addresses(folder: Path) -> Made:
    """Open the page at any address, with any headers."""
    from fakes import FakeEncoder

    from index.reader import open_index
    from ui import address, document, raw
    from ui.door import Door

    notes = _book(folder, FakeEncoder())
    index = open_index()
    allowed = {path.read_text(encoding="utf-8").count("\n") + 1 for path in notes.iterdir()}
    doors = [Door(_inside, "127.0.0.1"), Door(_inside, "0.0.0.0", token="right")]

    def feed(data: bytes) -> None:
        query, _, header = data.partition(b"\n")
        parameters = parse_qsl(query.decode("utf-8", "replace"), keep_blank_values=True)
        page = SimpleNamespace(query_params=_Parameters(parameters))
        with patch.object(address, "st", page), suppress(raw.RawUnreadableError):
            address.link("", address.search().parameters())
            target = document._target(address.words("lines"), 9)
            assert 0 <= target.start <= target.stop <= 10
            assert address.number("from", 1) > 0
            assert len(raw.read(index, address.words("file")).lines) in allowed
        for door in doors:
            asyncio.run(_knock(door, query, header))

    seeds = [
        b"q=neap+tide&topic=tides&file=tides.md&exact=1\n127.0.0.1:8501",
        b"file=../../etc/passwd&lines=1-3\nlocalhost",
    ]
    seeds += [
        b"file=tides.md&lines=12-15&from=3&source=x\n[::1]:80",
        b"token=right&q=%00%ff\n127.0.0.1\nhttp://127.0.0.1",
        b"\n127.0.0.1:1\nhttp://[",
        b"\n127.0.0.1:1\nhttp://[zz]/",
        b"\n\xff\nnull\n\xff",
    ]
    return Made(feed, seeds)


class _Parameters(dict[str, str]):
    """The parameters of an address as Streamlit hands them over."""

    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        super().__init__(pairs)
        self._pairs = pairs

    def get_all(self, name: str) -> list[str]:
        return [value for key, value in self._pairs if key == name]


async def _inside(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})


async def _knock(door: Any, query: bytes, header: bytes) -> None:
    """Send a request; who is let in must have said a name of this machine, and the token where there is one."""
    host, _, rest = header.partition(b"\n")
    origin, _, cookie = rest.partition(b"\n")
    headers = [(name, value) for name, value in ((b"host", host), (b"origin", origin), (b"cookie", cookie)) if value]
    scope = {"type": "http", "method": "GET", "path": "/", "query_string": query, "headers": headers}
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "http.request", "body": b""}

    await door(scope, receive, send)
    assert sent[0]["status"] in (200, 303, 401, 403, 421)
    if sent[0]["status"] == 200 and door.token:
        assert b"right" in cookie


TARGETS: dict[str, Callable[[Path], Made]] = {
    "notes": reader,
    "office documents": documents,
    "claims and typed answers": claims,
    "questions": questions,
    "questions to the model": questions_with_the_model,
    "files of an index": index_files,
    "reviews and lines to grade": review_files,
    "addresses and headers": addresses,
}
