"""From the evidence for a difference to a confidence: a weighted sum through the logistic function.

The weights are set by hand, on planted conflicts and look-alikes in notes on other subjects than the seed documents'
(``tests/data/conflicts``): each has the sign that its meaning asks for, and none belongs to a subject.
"""

import math

from retriever.conflicts.evidence import Evidence
from retriever.conflicts.pairs import Difference, Kind

LISTED = 0.5
"""The confidence from which a conflict is listed."""

_BASE: dict[Kind, float] = {
    "number": 0.25,
    "negation": -0.15,
    "opposite": -0.75,
    "extent": -0.25,
    "answer": 0.25,
    "advice": 0.0,
    "class": 0.75,
    "identity": 1.5,
}
"""What a kind of difference says by itself: opposite words stand in passages for many reasons, one name in the place of
another for few."""

_STEEPNESS = 2.0  # so that a weight of 1.5 is a confidence of 0.95
_FRAMED = 0.25  # what still counts of all differences where the words stand between the same rare words


def confidence(difference: Difference, evidence: Evidence) -> float:
    """Return from 0 to 1 how likely it is that two claims contradict one another."""
    if evidence.turned:
        return 0.0
    framed = evidence.beside == 2 and evidence.framed > 1
    otherness = _otherness(evidence) * (_FRAMED if framed else 1.0)
    weight = _BASE[difference.kind] + difference.hint + _sameness(evidence) - otherness
    if difference.kind in ("opposite", "extent", "negation"):
        weight += _said_alike(difference.kind, evidence)
    return 1 / (1 + math.exp(-_STEEPNESS * weight))


def _sameness(evidence: Evidence) -> float:
    """Weigh what speaks for the claims being about one thing."""
    return (
        1.2 * (evidence.jaccard - 0.4)
        + 1.0 * (evidence.contained - 0.6)
        + 1.5 * (evidence.frame - 0.3)
        + 0.5 * (min(evidence.framed, 2.0) - 0.8)
        + 0.9 * (min(evidence.subject, 1.2) - 0.5)
    )


def _otherness(evidence: Evidence) -> float:
    """Weigh what speaks for the claims being about different things, or about different cases of one."""
    return (
        1.8 * evidence.subjects_apart
        + 0.7 * evidence.openings_apart
        + 0.9 * evidence.grounds_apart
        + 6.0 * evidence.rows_apart
        + 1.0 * evidence.names_apart
        + 0.3 * min(evidence.apart, 2.0)
        + 0.4 * min(evidence.conditions, 2)
        + 1.0 * evidence.unresolved
        + 0.3 * evidence.places_apart
        + 0.1 * evidence.questions_apart
    )


def _said_alike(kind: Kind, evidence: Evidence) -> float:
    """Weigh whether the differing words stand in the same place of what the two claims say."""
    weight = 0.45 * evidence.beside
    if kind == "negation":
        weight -= 0.9 * (evidence.objects == 0) + 0.8 * (evidence.leading == 0)
        return weight
    if evidence.beside == 2 and evidence.framed > 1:
        weight += 1.5
    swallowed = evidence.contained > 0.95 and evidence.jaccard > 0.4
    return (
        weight - 0.8 * (evidence.beside == 0 and not evidence.objects) - 0.6 * (not evidence.leading and not swallowed)
    )
