"""Unchanged text is never encoded twice, whatever happens to the process or to the cache."""

import sqlite3
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from fakes import FakeEncoder
from unpacked import unpack

from index.encoder.cache import Cache, Embedded, encode_passages
from index.encoder.values import Encoded

Spans = Sequence[tuple[int, int]]
TEXTS = [f"Answer {i} is long. It has {i % 7} parts." for i in range(300)]
SPANS: list[Spans] = [((0, text.index(".") + 1), (text.index(".") + 2, len(text))) for text in TEXTS]


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "embeddings.sqlite"


def encode(encoder: FakeEncoder, cache: Path | None, texts: Sequence[str] = TEXTS) -> list[Embedded]:
    return list(encode_passages(encoder, texts, SPANS[: len(texts)], cache))


def same(some: Sequence[Embedded], others: Sequence[Embedded]) -> bool:
    return all(
        np.array_equal(getattr(a, name), getattr(b, name)) and getattr(a, name).dtype == getattr(b, name).dtype
        for a, b in zip(some, others, strict=True)
        for name in ("vector", "sentences", "tokens", "owners")
    )


def test_a_second_run_encodes_nothing_and_gives_the_same_bytes(cache: Path) -> None:
    encoder = FakeEncoder()
    first = encode(encoder, cache)
    assert encoder.seen == TEXTS
    assert same(encode(encoder, cache), first)
    assert encoder.seen == TEXTS


def test_equal_passages_are_encoded_once(cache: Path) -> None:
    encoder = FakeEncoder()
    texts, spans = [TEXTS[i % 10] for i in range(300)], [SPANS[i % 10] for i in range(300)]
    found = list(encode_passages(encoder, texts, spans, cache))
    assert encoder.seen == TEXTS[:10]
    assert same(found[290:], found[:10])


def test_another_encoder_or_other_sentences_are_encoded_anew(cache: Path) -> None:
    encoder = FakeEncoder()
    encode(encoder, cache, TEXTS[:5])
    encode(other := FakeEncoder(name="other"), cache, TEXTS[:5])
    assert other.calls == 5
    changed = list(encode_passages(encoder, TEXTS[:5], [[(0, 6)]] * 5, cache))
    assert encoder.calls == 10
    assert changed[0].sentences.shape == (1, 64)


def test_without_a_cache_everything_is_encoded() -> None:
    encoder = FakeEncoder()
    first = encode(encoder, None)
    assert same(encode(encoder, None), first)
    assert encoder.calls == 2 * len(TEXTS)


def test_a_run_that_was_killed_goes_on_where_it_was(cache: Path) -> None:
    encoder = FakeEncoder()
    run = encode_passages(encoder, TEXTS, SPANS, cache)
    for _ in range(200):
        next(run)
    done = encoder.calls
    assert 200 <= done < len(TEXTS)
    again = FakeEncoder()
    encode(again, cache)
    assert again.seen == TEXTS[done:]
    run.close()


def test_memory_is_bounded_by_batches(cache: Path) -> None:
    sizes: list[int] = []

    class Watched(FakeEncoder):
        def encode(self, texts: Sequence[str], **options: object) -> Encoded:
            sizes.append(len(texts))
            return super().encode(texts, **options)  # type: ignore[arg-type]

    progress: list[int] = []
    list(encode_passages(Watched(), TEXTS, SPANS, cache, progress.append))
    assert max(sizes) <= 128
    assert sum(sizes) == sum(progress) == len(TEXTS)


def test_sentence_vectors_are_the_means_of_their_tokens(cache: Path) -> None:
    encoder = FakeEncoder()
    (found,) = list(encode_passages(encoder, ["cold start. warm start."], [[(0, 11), (12, 23), (5, 5)]], cache))
    tokens = (encoder.encode(["cold start. warm start."], tokens=True).tokens or [])[0].vectors
    mean = tokens[:3].mean(axis=0)
    assert np.allclose(found.sentences[0], mean / np.linalg.norm(mean), atol=1e-3)
    assert np.allclose(found.sentences[2], found.vector, atol=1e-3)
    assert np.allclose(np.linalg.norm(found.sentences, axis=1), 1, atol=1e-3)
    assert np.allclose(unpack(found.tokens, 64), tokens, atol=0.05)
    assert found.owners.tolist() == [0, 0, 0, 1, 1, 1]
    (bare,) = list(encode_passages(encoder, ["cold start. warm start."], [[(12, 16)]], cache))
    assert bare.owners.tolist() == [-1, -1, -1, 0, -1, -1]


@pytest.mark.parametrize("harm", [b"garbage" * 1000, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_cache_is_set_aside(cache: Path, harm: bytes) -> None:
    first = encode(FakeEncoder(), cache)
    cache.write_bytes(harm)
    for journal in cache.parent.glob("*-wal"):
        journal.unlink()
    encoder = FakeEncoder()
    assert same(encode(encoder, cache), first)
    encode(encoder, cache)
    assert encoder.seen == TEXTS + TEXTS[: encoder.calls - len(TEXTS)]
    encode(encoder, cache)
    before = encoder.calls
    encode(encoder, cache)
    assert encoder.calls == before
    assert [path.read_bytes() for path in cache.parent.glob("*.damaged-*")] == [harm]


def test_a_flipped_bit_is_encoded_again(cache: Path) -> None:
    first = encode(FakeEncoder(), cache)
    with sqlite3.connect(cache) as connection:
        connection.execute("UPDATE passages SET content = zeroblob(length(content)) WHERE rowid = 3")
    encoder = FakeEncoder()
    assert same(encode(encoder, cache), first)
    assert encoder.seen == [TEXTS[2]]


def test_a_folder_that_cannot_be_made_is_gone_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    encoder = FakeEncoder()
    assert len(encode(encoder, tmp_path / "file" / "embeddings.sqlite")) == len(TEXTS)
    assert encoder.seen == TEXTS


def test_a_full_disk_is_gone_without(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import index.encoder.cache as module

    opened = module._opened

    def tiny(path: Path) -> sqlite3.Connection:
        connection = opened(path)
        connection.execute("PRAGMA max_page_count = 40")
        return connection

    monkeypatch.setattr(module, "_opened", tiny)
    encoder = FakeEncoder()
    assert len(encode(encoder, cache)) == len(TEXTS)
    assert encoder.seen == TEXTS


def test_what_was_not_used_for_longest_goes_first(cache: Path) -> None:
    encoder = FakeEncoder()
    encode(encoder, cache, TEXTS[:100])
    with sqlite3.connect(cache) as connection:
        connection.execute("UPDATE passages SET day = day - 30")
        (size,) = connection.execute("SELECT max(size) FROM passages").fetchone()
    encode(encoder, cache, TEXTS[:10])
    with Cache(cache, largest=20 * size) as kept:
        kept.read([b""], 64)
    encoder.seen.clear()
    encode(encoder, cache, TEXTS[:10])
    assert encoder.calls == 0
    encode(encoder, cache, TEXTS[:100])
    assert 75 <= encoder.calls <= 85


def test_another_process_that_holds_the_cache_is_waited_for(cache: Path) -> None:
    encode(FakeEncoder(), cache, TEXTS[:1])
    holder = sqlite3.connect(cache, isolation_level=None, check_same_thread=False)
    holder.execute("BEGIN IMMEDIATE")
    threading.Timer(0.5, lambda: holder.execute("COMMIT")).start()
    encoder = FakeEncoder()
    started = time.monotonic()
    encode(encoder, cache, TEXTS[:5])
    assert time.monotonic() - started >= 0.3
    encode(encoder, cache, TEXTS[:5])
    assert encoder.seen == TEXTS[1:5]
    holder.close()
