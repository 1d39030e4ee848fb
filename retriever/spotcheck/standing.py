"""How learning goes: one session's sum, and what is due, remembered and lost over all."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from fsrs import Card, Rating

from index.opened import Index
from retriever.spotcheck.askable import askable
from retriever.spotcheck.following import followed
from retriever.spotcheck.reviews import Reviews
from retriever.spotcheck.schedule import is_due, recall, schedules
from retriever.spotcheck.values import Review

_WEAKEST = 3


@dataclass(frozen=True, slots=True)
class Summary:
    """A session in numbers: ``ratings`` by rating."""

    asked: int
    answered: int
    mean_score: float | None
    ratings: dict[int, int]
    weakest: tuple[Review, ...]
    next_due: datetime | None


@dataclass(frozen=True, slots=True)
class TopicRecall:
    """How likely the entries of a topic are remembered now (0..1), over those that were reviewed.

    FSRS takes what was rated "again" for known, having just been read; here it is forgotten until it is answered.
    """

    topic: str
    recall: float
    entries: int
    reviews: int


@dataclass(frozen=True, slots=True)
class Gone:
    """What was reviewed but is no longer in the notes; its reviews are kept. Of other sources' notes none is gone."""

    entry: str
    part: str
    question: str
    document: str
    reviews: int
    last: datetime


@dataclass(frozen=True, slots=True)
class Progress:
    """Where one stands; days are those of this machine's clock, ``coming`` starts today and holds what is overdue."""

    due_now: int
    coming: tuple[tuple[date, int], ...]
    recall: tuple[TopicRecall, ...]
    streak: int
    reviews_by_day: tuple[tuple[date, int], ...]
    total: int
    gone: tuple[Gone, ...]


def summary(reviews: Reviews, session: str, index: Index) -> Summary:
    """Return the sum of a session on the notes of ``index``; raises UsageError where there is none of that id."""
    started = reviews.session(session)
    done = reviews.done(session)
    cards = schedules(followed(index, reviews.log()))
    due = [cards[key].due for key in {(review.entry, review.part) for review in done} if key in cards]
    return Summary(
        asked=len(started.prompts),
        answered=len({(review.entry, review.part) for review in done}),
        mean_score=sum(review.score for review in done) / len(done) if done else None,
        ratings=dict(sorted(Counter(review.rating for review in done).items())),
        weakest=tuple(sorted((r for r in done if r.rating < 3), key=lambda r: (r.rating, r.score))[:_WEAKEST]),
        next_due=min(due, default=None),
    )


def progress(reviews: Reviews, index: Index, now: datetime | None = None, days: int = 14) -> Progress:
    """Return where the person stands with the notes of ``index``: the next ``days`` and the last ones."""
    now = now or datetime.now(UTC)
    log = list(reviews.log())
    counted = list(followed(index, log))
    topics = {each.key: each.topics for each in askable(index)}
    cards = schedules(counted)
    here = {key: card for key, card in cards.items() if key in topics}
    by_day = Counter(_day(review.at) for review in log)
    today = _day(now)
    return Progress(
        due_now=sum(is_due(card, now) for card in here.values()),
        coming=_coming(list(here.values()), today, days),
        recall=_recall(here, topics, counted, now),
        streak=_streak(set(by_day), today),
        reviews_by_day=tuple(
            (day, by_day[day]) for day in (today - timedelta(days=back) for back in range(days - 1, -1, -1))
        ),
        total=len(log),
        gone=_gone(counted, set(topics), {"", *index.manifest.sources}),
    )


def _day(at: datetime) -> date:
    return at.astimezone().date()


def _coming(cards: list[Card], today: date, days: int) -> tuple[tuple[date, int], ...]:
    due = Counter(max(today, _day(card.due)) for card in cards)
    return tuple((day, due[day]) for day in (today + timedelta(days=ahead) for ahead in range(days)))


def _recall(
    cards: dict[tuple[str, str], Card],
    topics: dict[tuple[str, str], tuple[str, ...]],
    log: list[Review],
    now: datetime,
) -> tuple[TopicRecall, ...]:
    reviewed: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for review in log:
        reviewed[review.entry, review.part].add(review.id)
    last = {(review.entry, review.part): review.rating for review in log if not review.practice}
    chances: dict[str, list[float]] = defaultdict(list)
    seen: dict[str, set[int]] = defaultdict(set)
    for key, card in cards.items():
        for topic in topics[key] or ("no topic",):
            chances[topic].append(0.0 if last[key] == Rating.Again else recall(card, now))
            seen[topic] |= reviewed[key]
    found = [TopicRecall(name, sum(all_) / len(all_), len(all_), len(seen[name])) for name, all_ in chances.items()]
    return tuple(sorted(found, key=lambda one: (-one.reviews, one.topic)))


def _streak(days: set[date], today: date) -> int:
    """Count the days in a row with a review, up to today, or to yesterday while today has none yet."""
    day = today if today in days else today - timedelta(days=1)
    length = 0
    while day in days:
        length, day = length + 1, day - timedelta(days=1)
    return length


def _gone(log: list[Review], here: set[tuple[str, str]], sources: set[str]) -> tuple[Gone, ...]:
    lost: dict[tuple[str, str], list[Review]] = defaultdict(list)
    for review in log:
        if (review.entry, review.part) not in here:
            lost[review.entry, review.part].append(review)
    return tuple(
        Gone(entry, part, kept[-1].question, kept[-1].document, len(kept), max(review.at for review in kept))
        for (entry, part), kept in lost.items()
        if kept[-1].source in sources
    )
