"""The scale of an index's scores: what a question off its topics brings, and what its own questions bring.

Scores rise with the number of passages and with how alike they are, so a score says little until it is held against
these two. An index's own questions match themselves far better than a person's words do: they give the scale alone,
the map from scaled evidence to confidence is fitted on people's questions.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from statistics import median

from index.encoder import Encoder
from index.opened import Index
from index.places import command
from index.reader import derived_before
from index.remembering import remembered
from retriever import fitted
from retriever.languages import ENGLISH, known, languages_of, reads
from retriever.searching import make_query, search

_NAME = "scale"
_SCHEMA = 2
_RULES = 2  # counts up where the same notes come to another scale
_OWN = 60  # of the index's own questions
_DRIFT = 0.1  # share of passages by which an index may grow or shrink before it is scaled anew


@dataclass(frozen=True, slots=True)
class Scale:
    """Medians of the first hit's late interaction: for questions off topic, and for the index's own questions.

    ``passages`` is how many the index had when it was scaled, ``languages`` are those of its notes then, and
    ``foreign`` the ones of these that the encoder does not read: of questions in them none of this says anything.
    """

    off_topic: float
    own: float
    passages: int
    languages: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()

    def evidence(self, late: float) -> float:
        """Return a late interaction on this scale: 0 as for questions off topic, 1 as for the index's own."""
        return (late - self.off_topic) / max(self.own - self.off_topic, 0.05)


USUAL = Scale(off_topic=0.3, own=0.9, passages=0)
"""The scale of an index that was built without one."""


def name() -> str:
    """Return what the scale is kept as: another name for other settings of the ranking, so that it is made anew."""
    held = [one.name for one in fields(Scale)]
    said = json.dumps(
        [_SCHEMA, _RULES, held, _OWN, asdict(fitted.ranking()), _off_topic(), sorted(known())], sort_keys=True
    )
    return f"{_NAME}-{hashlib.sha256(said.encode()).hexdigest()[:16]}"


def derive_scale(index: Index, encoder: Encoder) -> bytes:
    """Return the scale of an index as JSON, to be kept with it; that of the generation before while it is near.

    It is near with about as many passages in the same languages.
    """
    spoken = languages_of(index)
    kept = derived_before(index, name())
    before = _restored(kept) if kept else USUAL
    near = abs(index.count - before.passages) <= _DRIFT * before.passages and set(before.languages) == set(spoken)
    if kept and near:
        return kept
    keys = index.keys()
    sample = keys[:: max(1, len(keys) // _OWN)].tolist() if len(keys) else []
    own = list(dict.fromkeys(passage.question for passage in index.passages(sample) if passage.question))
    found = Scale(
        _median(index, encoder, _off_topic(), USUAL.off_topic),
        _median(index, encoder, own, USUAL.own),
        index.count,
        spoken,
        tuple(code for code in spoken if not reads(encoder, code)),
    )
    return json.dumps({"schema": _SCHEMA, **asdict(found)}).encode()


@remembered
def read_scale(index: Index) -> Scale:
    """Return the scale kept with an index; until the next build that of other settings, if it has no other."""
    names = [file.removeprefix("derived-") for file in index.manifest.files if file.startswith(f"derived-{_NAME}")]
    kept = index.derived(name()) or next(filter(None, map(index.derived, names)), None)
    return _restored(kept) if kept else USUAL


def _restored(kept: bytes) -> Scale:
    said = json.loads(kept)
    if said.pop("schema", None) != _SCHEMA:
        return USUAL
    foreign = tuple(said["foreign"])
    spoken = tuple(said.get("languages", (ENGLISH, *foreign)))  # left out by versions that kept the foreign ones alone
    return Scale(**said | {"languages": spoken, "foreign": foreign})


def foreign_said(index: Index) -> str:
    """Say which of the notes' languages the encoder does not read, and what mends it; nothing where it reads all."""
    names = [known()[code].name for code in read_scale(index).foreign]
    said, them = (", ".join(names[:-1]) + f" and {names[-1]}", "them") if names[1:] else ("".join(names), "it")
    return said and (
        f"{index.manifest.model.name} does not read {said}: questions in {them} are answered by words alone; "
        f"a model for several languages finds more: {command(index.path)} --model NAME"
    )


def _off_topic() -> Sequence[str]:
    return known()[ENGLISH].everyday


def _median(index: Index, encoder: Encoder, questions: Sequence[str], usual: float) -> float:
    settings = fitted.ranking()
    encoded = encoder.encode(questions, tokens=True)
    brought = []
    for question, vector, tokens in zip(questions, encoded.vectors, encoded.asked_tokens(), strict=True):
        found = search(index, make_query(question, vector, tokens), settings)
        if len(found.keys):
            brought.append(float(found.stages["late"][0]))
    return median(brought) if brought else usual
