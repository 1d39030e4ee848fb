"""What an index calls one thing in two ways: short forms and long ones, out of the notes and a person's glossary."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import astuple
from functools import lru_cache
from importlib.resources import files
from itertools import chain, starmap
from pathlib import Path

from corpus.glossary import NAME as FILE
from corpus.glossary import Form, mine, read_glossary
from corpus.model import Entry
from corpus.sources import skipped
from index.lexical import analyse
from index.mining import Mined
from index.opened import Index
from index.sources import kind_of, locate
from retriever.english import common_among

_SCHEMA = 1
NAME = (
    f"forms-{_SCHEMA}"  # another name for another layout: what an older version kept counts as none, and is made anew
)

Terms = tuple[str, ...]


class Glossary:
    """Says the same in other words: every form for the one it goes with, either way.

    Of several forms that one goes with the first counts that is wanted. ``words`` are short forms, in lower case, that
    are words of English as well: they count only where they are written in capitals.
    """

    def __init__(self, forms: Iterable[Form], words: Collection[str] = ()) -> None:
        self._others: defaultdict[Terms, list[tuple[str, str]]] = defaultdict(list)
        self._words, self._longest = frozenset(words), 0
        for form in forms:
            short, long = terms_of(form.short), terms_of(form.long)
            if short and long and short != long:
                self._others[short].append((form.short, form.long))
                self._others[long].append((form.long, form.short))
                self._longest = max(self._longest, len(form.short.split()), len(form.long.split()))

    def __contains__(self, word: str) -> bool:
        """Say whether ``word`` is a form by itself."""
        return terms_of(word) in self._others

    def other_words(self, text: str, wanted: Callable[[Terms, Terms], bool] = lambda form, other: True) -> str:
        """Return ``text`` with every form in it put the other way, the longest that begin at a word first.

        ``wanted`` is asked, with the terms of a form and those of the other one, whether to put it.
        """
        words = text.split()
        terms = [terms_of(word) for word in words]
        found, place = [], 0
        while place < len(words):
            length, other = self._at(words[place:], terms[place:], wanted)
            found.append(other)
            place += length
        return " ".join(found)

    def _at(
        self, words: Sequence[str], terms: Sequence[Terms], wanted: Callable[[Terms, Terms], bool]
    ) -> tuple[int, str]:
        """Return how many of the first words are a form, and the other one; one word and itself where they are none."""
        for length in range(min(self._longest, len(words)), 0, -1):
            form = tuple(chain.from_iterable(terms[:length]))
            if form not in self._others or not terms[0] or not terms[length - 1]:
                continue
            if length == 1 and form[0] in self._words and not words[0].isupper():
                continue
            for other in _meant(" ".join(words[:length]), self._others[form]):
                if wanted(form, terms_of(other)):
                    return length, other
        return 1, words[0]


def _meant(written: str, forms: Sequence[tuple[str, str]]) -> list[str]:
    """Return the others of ``forms``, of which one as it is written goes before such as have the same terms (EBS, EB).

    What is in capitals to the last is no plural of a shorter one.
    """
    bare = written.strip(".,;:!?()'\"")
    exact = [other for form, other in forms if form.lower() == bare.lower()]
    return exact or ([] if bare.isupper() and bare[-1] == "S" else [other for _, other in forms])


def terms_of(text: str) -> Terms:
    """Return the terms of a form, the same whether its words are joined by hyphens or not."""
    return tuple(analyse(text.replace("-", " ")))


def _mine_forms(entries: Iterable[Entry]) -> bytes:
    """Return the forms that a document explains, and which short ones are words of English as well, as JSON."""
    forms = [form for entry in entries for form in mine(f"{entry.question}\n{entry.answer}")]
    words = common_among({form.short.lower() for form in forms})
    return json.dumps({"forms": [astuple(form) for form in forms], "words": sorted(words)}).encode()


def _join_forms(index: Index, documents: Iterable[bytes]) -> bytes:
    """Return the forms that the notes explain as JSON: of each short one the commonest long one."""
    written: dict[tuple[Terms, Terms], Form] = {}
    counts: defaultdict[Terms, Counter[Terms]] = defaultdict(Counter)
    words: set[str] = set()
    for said in map(json.loads, documents):
        words.update(said["words"])
        for form in starmap(Form, said["forms"]):
            short, long = terms_of(form.short), terms_of(form.long)
            written.setdefault((short, long), form)
            counts[short][long] += 1
    forms = [written[short, found.most_common(1)[0][0]] for short, found in sorted(counts.items())]
    return json.dumps({"forms": list(map(astuple, forms)), "words": sorted(words)}).encode()


FORMS = Mined(1, _mine_forms, _join_forms)
"""Makes the short and long forms that the notes explain, to be kept with an index as NAME."""


def read_forms(index: Index) -> tuple[Glossary, list[str]]:
    """Return the glossary of an index, and what is wrong with the files it comes from.

    What a person writes beside the notes goes before what the notes explain, and that before what is shipped.
    """
    forms: list[Form] = []
    notices: list[str] = []
    for path, source in _glossaries(index.manifest.sources):
        text, reason = _text(path, source)
        found, wrong = read_glossary(text)
        forms += found
        notices += [f"{path} is left out: {reason}"] if reason else []
        notices += [f"{path}:{number}: a line of a glossary is SHORT = long form, or begins with #" for number in wrong]
    kept = index.derived(NAME)
    mined = json.loads(kept) if kept else {"forms": [], "words": []}
    return Glossary([*forms, *starmap(Form, mined["forms"]), *_shipped()], mined["words"]), notices


@lru_cache(maxsize=1)
def _shipped() -> list[Form]:
    """Return the forms that people write without being told what they stand for."""
    return read_glossary(files("retriever").joinpath("settings/short_forms.txt").read_text(encoding="utf-8"))[0]


def _glossaries(sources: Iterable[str]) -> Iterator[tuple[Path, Path]]:
    """Yield the glossary of each folder of notes, and of the folder that a single file lies in, with that folder."""
    places = map(locate, sources)
    for folder in dict.fromkeys(place if kind_of(place) == "folder" else place.parent for place in places):
        if kind_of(folder / FILE) == "file":
            yield folder / FILE, folder


def _text(path: Path, source: Path) -> tuple[str, str]:
    """Return the text of a glossary, or why it is not read."""
    try:
        reason = skipped(path, source) or ""
        return ("" if reason else path.read_text(encoding="utf-8-sig", errors="replace")), reason
    except OSError as error:
        return "", error.strerror or str(error)
