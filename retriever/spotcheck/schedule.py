"""When what is due: schedules rebuilt from the log of reviews by FSRS."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from fsrs import Card, Rating, Scheduler

from retriever.spotcheck.values import Review

# No fuzz: the same log always gives the same schedule.
_SCHEDULER = Scheduler(enable_fuzzing=False)


def schedules(log: Iterable[Review]) -> dict[tuple[str, str], Card]:
    """Return the card of every (entry, part) that was reviewed, practice left out.

    Reviews count in the order they were kept. A review that is dated before the one ahead of it (a clock was set
    back) counts as made at that one's time, so that no interval is negative.
    """
    cards: dict[tuple[str, str], Card] = {}
    for review in log:
        if review.practice:
            continue
        key = review.entry, review.part
        card = cards.get(key) or Card(card_id=1)  # one without a number waits for its own
        at = max(review.at, card.last_review) if card.last_review else review.at
        cards[key], _ = _SCHEDULER.review_card(card, Rating(review.rating), at)
    return cards


def recall(card: Card, now: datetime) -> float:
    """Return how likely the card is remembered at ``now``, 0..1."""
    return float(_SCHEDULER.get_card_retrievability(card, now))


def is_due(card: Card, now: datetime) -> bool:
    """Say whether the card is due; one that is dated too far ahead (a clock was wrong) is due at once."""
    ahead = card.last_review is not None and card.last_review > now + timedelta(days=1)
    return ahead or card.due <= now
