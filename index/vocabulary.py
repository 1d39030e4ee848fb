"""The words of an index as they are written."""

import threading
from collections.abc import Iterator, Mapping, Sequence

from index.postings import Postings


class Vocabulary(Mapping[str, int]):
    """Words as they are written, with the number of passages they stand in; deleted ones count until compaction."""

    def __init__(self, segments: Sequence[Postings]) -> None:
        self._segments = segments
        self._merged: dict[str, int] | None = None
        self._merging = threading.Lock()

    def __getitem__(self, word: str) -> int:
        wanted = word.encode("utf-8", "surrogatepass")
        rows = [(segment, segment.words.find(wanted)) for segment in self._segments]
        found = [int(segment.word_passages[row]) for segment, row in rows if row >= 0]
        if not found:
            raise KeyError(word)
        return sum(found)

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def _all(self) -> dict[str, int]:
        with self._merging:
            if self._merged is None:
                self._merged = {}
                for segment in self._segments:
                    counts = segment.word_passages.tolist()
                    for word, passages in zip(segment.words, counts, strict=True):
                        text = word.decode("utf-8", "surrogatepass")
                        self._merged[text] = self._merged.get(text, 0) + passages
            return self._merged
