"""Spot-check: type what you know, see which points it covered, come back when it is due.

``choose`` what to be asked, ``Reviews.start`` a session, ``grade_prompt`` each answer, ``Reviews.record`` it with the
person's rating, ``Reviews.undo`` the last; ``summary`` of a session, ``progress`` over all. ``judge`` is optional.
Names are loaded when used, so that importing this package is light.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from retriever.spotcheck.choosing import all_prompts, choose, prompt
    from retriever.spotcheck.grading import grade, grade_prompt
    from retriever.spotcheck.points import key_points
    from retriever.spotcheck.ratings import RATINGS, suggest
    from retriever.spotcheck.reviews import Reviews
    from retriever.spotcheck.standing import Gone, Progress, Summary, TopicRecall, progress, summary
    from retriever.spotcheck.values import Choice, Cover, Grade, KeyPoint, Point, Prompt, Review, Session

__all__ = [
    "RATINGS", "Choice", "Cover", "Gone", "Grade", "KeyPoint", "Point", "Progress", "Prompt", "Review", "Reviews",
    "Session", "Summary", "TopicRecall", "all_prompts", "choose", "grade", "grade_prompt", "key_points", "progress",
    "prompt", "suggest", "summary",
]  # fmt: skip

_HOMES = {
    "choosing": ("all_prompts", "choose", "prompt"),
    "grading": ("grade", "grade_prompt"),
    "points": ("key_points",),
    "standing": ("Gone", "Progress", "Summary", "TopicRecall", "progress", "summary"),
    "ratings": ("RATINGS", "suggest"),
    "reviews": ("Reviews",),
    "values": ("Choice", "Cover", "Grade", "KeyPoint", "Point", "Prompt", "Review", "Session"),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}


if not TYPE_CHECKING:  # or every name would be one of type Any

    def __getattr__(name: str) -> Any:
        if name not in _HOME:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
