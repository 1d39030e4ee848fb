"""Topics of entries: terms that recur over the questions and headings of a whole collection."""

import re
from collections import Counter
from collections.abc import Iterable

from corpus.model import Entry

_TERM = re.compile(r"[A-Z][\w.+#-]*(?:\s+[A-Z][\w.+#-]*)*")


def mine_topics(entries: Iterable[Entry]) -> list[tuple[str, ...]]:
    """Return the topics of each entry, in the entries' order; a topic stands over at least two entries."""
    found = [tuple(dict.fromkeys(_TERM.findall(entry.question))) for entry in entries]
    counts = Counter(term for terms in found for term in terms)
    return [tuple(term for term in terms if counts[term] > 1)[:4] for terms in found]
