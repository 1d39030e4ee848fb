"""A chat pasted with times and names is questions and answers, whoever speaks."""

import pytest

from corpus import parse

SAID = [
    ("09:14", "Maria", "How long do we keep backups?"),
    ("09:16", "Tom", "Thirty days, in the bucket."),
    ("09:17", "Maria", "Thanks!"),
    ("10:01", "Lee Ann", "Why does the door return 503?"),
    ("10:04", "Maria", "Nothing stands behind it."),
]
STAMPS = [
    "[2026-03-02 {time}] {name}: {text}",
    "{time} {name}: {text}",
    "[{time}] {name}: {text}",
    "02/03/2026, {time} - {name}: {text}",
    "[12.03.26, {time}:02] {name}: {text}",
    "3/2/26, {time} AM - {name}: {text}",
    "{time} <{name}> {text}",
    "2026-03-02T{time}:11Z {name}: {text}",
]


@pytest.mark.parametrize("stamp", STAMPS)
def test_times_and_names_go_and_questions_are_answered(stamp: str) -> None:
    text = "\n".join(stamp.format(time=time, name=name, text=said) for time, name, said in SAID)
    entries = parse(text.encode(), "chat.txt").entries
    assert [(one.question, one.answer, one.lines.start, one.lines.end) for one in entries] == [
        ("How long do we keep backups?", "Thirty days, in the bucket.\nMaria: Thanks!", 1, 3),
        ("Why does the door return 503?", "Nothing stands behind it.", 4, 5),
    ]


def test_a_log_that_asks_nothing_stays_as_it_is() -> None:
    text = "[2026-03-02 09:14] ERROR: no room\n[2026-03-02 09:15] INFO: swept\n[2026-03-02 09:16] ERROR: no room\n"
    entries = parse(text.encode(), "log.txt").entries
    assert [one.answer for one in entries] == [text.strip()]


COPIED = [
    "{name}\n  {time} AM\n{text}\n",
    "{name}\nYesterday {time}\n{text}\n2 Like\n",
    "{name} — 03/14/2026 {time} AM\n{text}\n👍\n3\n",
    "{name}  {time} AM\n{text}\n",
    "level 1\n{name}\n·\n4 yr. ago\n{text}\n\n\n35\n\n\nReply\n",
]


@pytest.mark.parametrize("message", COPIED)
def test_who_and_when_above_a_message_are_no_part_of_it(message: str) -> None:
    text = "\n".join(message.format(time=time, name=name, text=said) for time, name, said in SAID)
    entries = parse(text.encode(), "chat.txt").entries
    assert [(one.question, " ".join(one.answer.split())) for one in entries] == [
        ("How long do we keep backups?", "Thirty days, in the bucket. Maria: Thanks!"),
        ("Why does the door return 503?", "Nothing stands behind it."),
    ]


def test_a_timetable_is_no_chat() -> None:
    text = "Breakfast — 7:30\nIs in the hall?\n\nWalk — 9:00\nTo the lake.\n"
    assert len(parse(text.encode(), "plan.txt").entries) == 1


def test_what_follows_a_question_answers_it_unless_it_asks_with_a_mark() -> None:
    text = "Mo — 03/14/2026 7:21 PM\nhey is there a way to undo a merge\n\n"
    text += "Al — 03/14/2026 7:24 PM\nlist the parents first\n\n"
    text += (
        "Mo — 03/14/2026 7:31 PM\nthanks\n[7:32 PM]\nand later, how?\n\nAl — 03/14/2026 7:33 PM\nrevert the revert\n"
    )
    assert [(one.question, one.answer) for one in parse(text.encode(), "chat.txt").entries] == [
        ("hey is there a way to undo a merge", "list the parents first\n\nMo: thanks"),
        ("and later, how?", "revert the revert"),
    ]


def test_what_a_board_shows_around_posts_is_no_part_of_them() -> None:
    page = "{title}\nAsked 6 years ago\nViewed 2k times\n\n4\n\nTwo machines differ.\n\nlinux\nShare\n"
    page += "asked Jan 9, 2017 at 16:00\nmo's user avatar\nmo\n418\n3 silver badges\n1 Answer\n\n11\n\n{answer}\n\n"
    page += "Share\nanswered Jan 9, 2017 at 16:12\n\n"
    text = page.format(title="Why does sort differ?", answer="The locale.") + page.format(
        title="Column four should go", answer="Use cut."
    )
    assert [
        (one.question, one.lines.start, one.lines.end, one.answer.split("\n")[-1])
        for one in parse(text.encode(), "board.txt").entries
    ] == [("Why does sort differ?", 1, 20, "The locale."), ("Column four should go", 25, 44, "Use cut.")]


def test_asked_and_viewed_in_passing_make_no_board() -> None:
    text = "Why this shop?\n\nI asked about it two days ago.\n\nViewed many times, never bought.\n"
    assert len(parse(text.encode(), "a.txt").entries) == 1
