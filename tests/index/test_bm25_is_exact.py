"""BM25 over segments, deletes and filters equals BM25 over one list of texts, as bm25s counts it."""

from collections.abc import Callable, Sequence
from pathlib import Path

import bm25s
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import bm25, postings
from index.bm25 import K1, B, Bm25
from index.lexical import analyse
from index.postings import Postings, PostingsWriter, merge_postings, open_postings

Text = tuple[str, str, str]
VOCABULARY = 400


def texts(count: int, seed: int) -> list[Text]:
    """Return texts whose words are as unevenly common as words are."""
    generator = np.random.default_rng(seed)
    chances = 1 / np.arange(1, VOCABULARY + 1)
    words = [f"w{'bcdfgh'[i % 6]}{i}" for i in range(VOCABULARY)]

    def some(most: int) -> str:
        picked = generator.choice(VOCABULARY, generator.integers(1, most), p=chances / chances.sum())
        return " ".join(words[i] for i in picked)

    return [(some(8), some(4), some(40)) for _ in range(count)]


def written(folder: Path, passages: Sequence[Text]) -> Postings:
    folder.mkdir()
    writer = PostingsWriter()
    for passage in passages:
        writer.add(passage)
    writer.write(folder)
    return open_postings(folder)


def reference(passages: Sequence[Text]) -> Callable[[list[str]], list[float]]:
    """Return what scores all passages for a query."""
    tokens = [[term for text in passage for term in analyse(text)] for passage in passages]
    known = bm25s.BM25(method="lucene", k1=K1, b=B)
    known.index(tokens, show_progress=False)
    return lambda query: list(known.get_scores([term for term in query if term in known.vocab_dict]))


@pytest.mark.parametrize("common", [0, 10_000])
def test_scores_equal_those_of_bm25s(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, common: int) -> None:
    monkeypatch.setattr(bm25, "_COMMON", common)
    passages = texts(600, 1)
    segments = [written(tmp_path / "a", passages[:200]), written(tmp_path / "b", passages[200:])]
    generator = np.random.default_rng(2)
    live = generator.random(400) > 0.3
    kept = [*range(200), *(200 + np.flatnonzero(live))]
    ranked = Bm25([(segments[0], None), (segments[1], live)])
    scored = reference([passages[i] for i in kept])
    for _ in range(60):
        query = [f"w{'bcdfgh'[i % 6]}{i}" for i in generator.choice(VOCABULARY, 5)] + ["wb0"]
        expected = dict(zip(kept, scored(query), strict=True))
        found = ranked.search(query, 10)
        mine = {
            int(row) + base: float(score)
            for base, (rows, scores) in zip((0, 200), found, strict=True)
            for row, score in zip(rows, scores, strict=True)
        }
        best = sorted((score for score in expected.values() if score > 0), reverse=True)[:10]
        assert sorted(mine.values(), reverse=True)[: len(best)] == pytest.approx(best, rel=1e-4)
        for row, score in mine.items():
            assert score == pytest.approx(expected[row], rel=1e-4)


def test_only_allowed_rows_are_found_and_all_of_them_score_alike(tmp_path: Path) -> None:
    passages = texts(300, 3)
    segment = written(tmp_path / "a", passages)
    ranked = Bm25([(segment, None)])
    allowed = np.arange(300) % 3 == 0
    ((rows, scores),) = ranked.search(["wb0", "wc1", "wd2"], 20, [allowed])
    ((all_rows, all_scores),) = ranked.search(["wb0", "wc1", "wd2"], 300)
    expected = [(row, score) for row, score in zip(all_rows, all_scores, strict=True) if allowed[row]][:20]
    assert [row for row, _ in expected] == rows.tolist()
    assert [score for _, score in expected] == scores.tolist()
    order = np.sort(rows)
    np.testing.assert_allclose(
        ranked.scores(["wb0", "wc1", "wd2"], 0, order).sum(axis=0), scores[np.argsort(rows)], rtol=1e-6
    )


def test_merged_postings_are_those_of_the_merged_texts(tmp_path: Path) -> None:
    passages = texts(200, 4)
    kept = np.arange(120) % 4 > 0
    first, second = written(tmp_path / "a", passages[:120]), written(tmp_path / "b", passages[120:])
    (tmp_path / "merged").mkdir()
    merge_postings([(first, kept), (second, np.ones(80, np.bool_))], tmp_path / "merged")
    left = [text for text, keep in zip(passages[:120], kept, strict=True) if keep]
    written(tmp_path / "whole", left + passages[120:])
    for file in sorted((tmp_path / "whole").iterdir()):
        if not file.name.startswith("word"):
            assert file.read_bytes() == (tmp_path / "merged" / file.name).read_bytes(), file.name


def test_postings_counted_in_several_goes_are_those_counted_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    passages = [*texts(150, 5), ("", "", ""), ("wb0 " * 300, "", "wc1 " * 70_000)]
    written(tmp_path / "once", passages)
    monkeypatch.setattr(postings, "_COUNTED_AT_ONCE", 19)
    written(tmp_path / "goes", passages)
    files = sorted((tmp_path / "once").iterdir())
    assert len(files) == 7
    for file in files:
        assert file.read_bytes() == (tmp_path / "goes" / file.name).read_bytes(), file.name


@given(st.lists(st.text("abc x-", max_size=12), min_size=1, max_size=6), st.text("abc x-", max_size=8))
@settings(max_examples=30, deadline=None)
def test_a_text_without_a_term_of_the_query_is_never_found(
    tmp_path_factory: pytest.TempPathFactory, bodies: list[str], query: str
) -> None:
    segment = written(tmp_path_factory.mktemp("any") / "s", [("", "", body) for body in bodies])
    ((rows, scores),) = Bm25([(segment, None)]).search(analyse(query), 10)
    wanted = {i for i, body in enumerate(bodies) if set(analyse(body)) & set(analyse(query))}
    assert set(rows.tolist()) == wanted
    assert (scores > 0).all()


def test_nothing_is_found_where_nothing_is(tmp_path: Path) -> None:
    empty = written(tmp_path / "a", [])
    ((rows, _),) = Bm25([(empty, None)]).search(["word"], 5)
    assert len(rows) == 0
    assert Bm25([]).search(["word"], 5) == []
