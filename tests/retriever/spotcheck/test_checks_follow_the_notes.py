"""What is asked, and what is told of it, follows the notes: due first, edited kept, removed reported."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from checks import a_grade
from fakes import FakeEncoder
from notes import write_notes

from index.build import build
from index.errors import UsageError
from index.opened import Index
from index.places import places
from index.reader import open_index
from retriever import Retriever
from retriever.spotcheck import Choice, Reviews, choose, progress, prompt, summary
from retriever.spotcheck.schedule import schedules

NOTES = {
    "tides.md": [
        ("What is a neap tide?", "A neap tide is the smallest tide of the month."),
        ("What is a spring tide?", "A spring tide is the largest tide."),
    ],
    "bread.md": [("What does autolyse do?", "Autolyse lets flour and water rest before salt is added.")],
}


@pytest.fixture
def index(tmp_path: Path, home: Path) -> Index:
    build(places().index("default"), add=[write_notes(tmp_path / "notes", NOTES)], encoder=FakeEncoder())
    return open_index()


def _rate(index: Index, rating: int, at: datetime, count: int = 1) -> str:
    with Reviews.open() as reviews:
        prompts = choose(index, reviews, Choice(which="random", count=count), now=at)
        session = reviews.start(Choice(), prompts)
        for one in prompts:
            reviews.record(session.id, one, "an answer", a_grade(), rating, now=at)
        return session.id


def test_what_is_due_comes_before_what_is_new(index: Index) -> None:
    now = datetime.now(UTC)
    earlier = _rate(index, 1, now - timedelta(days=2))
    with Reviews.open() as reviews:
        asked = choose(index, reviews, Choice(), now=now)
        assert len(asked) == 3
        assert asked[0].key == reviews.session(earlier).prompts[0]
        assert choose(index, reviews, Choice(which="new"), now=now) == asked[1:]
        assert len(choose(index, reviews, Choice(documents=("tides*",)), now=now)) == 2
        assert choose(index, reviews, Choice(topics=("nothing such",)), now=now) == ()
        mixed = choose(index, reviews, Choice(which="random", count=2), seed=1)
        assert mixed == choose(index, reviews, Choice(which="random", count=2), seed=1)
        assert len(mixed) == 2


def test_what_stands_in_the_notes_twice_is_asked_once(tmp_path: Path, home: Path) -> None:
    notes = {f"{name}.md": NOTES["tides.md"] for name in ("deck", "handout", "sheet")}
    build(places().index("default"), add=[write_notes(tmp_path / "notes", notes)], encoder=FakeEncoder())
    index = open_index()
    now = datetime.now(UTC)
    asked = {question for question, _ in NOTES["tides.md"]}
    with Reviews.open() as reviews:
        for which in ("random", "new", "due"):
            prompts = choose(index, reviews, Choice(which=which), now=now)
            assert len(prompts) == 2
            assert {one.question for one in prompts} == asked
        _rate(index, 4, now)
        assert len(choose(index, reviews, Choice(which="new"), now=now)) == 1
        assert len(choose(index, reviews, Choice(), now=now)) == 1
        assert len(choose(index, reviews, Choice(), now=now + timedelta(days=60))) == 2


def test_the_notes_are_read_once_a_generation(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    with Reviews.open() as reviews:
        before = progress(reviews, index), choose(index, reviews, Choice())
        monkeypatch.setattr(Index, "entries", lambda *_: pytest.fail("all entries were read again"))
        assert choose(index, reviews, Choice()) == before[1]
        assert progress(reviews, index).coming == before[0].coming


def test_a_prompt_points_into_the_raw_file(index: Index, tmp_path: Path) -> None:
    for entry in index.entries():
        asked = prompt(index, entry.id or "")
        raw = (tmp_path / "notes" / asked.document).read_text("utf-8").split("\n")
        for point in asked.points:
            assert point.text in raw[point.lines.start - 1]
    with pytest.raises(UsageError, match="no entry 'none'"):
        prompt(index, "none")
    with pytest.raises(UsageError, match="no part 'Limits'"):
        prompt(index, next(iter(index.entries())).id or "", "Limits")


def test_progress_counts_the_days_and_what_is_gone(index: Index, tmp_path: Path) -> None:
    now = datetime.now(UTC)
    for back in (2, 1, 0):
        session = _rate(index, 3, now - timedelta(days=back), count=3)
    with Reviews.open() as reviews:
        found = progress(reviews, index, now)
        told = summary(reviews, session, index)
    assert found.streak == 3
    assert sum(count for _, count in found.reviews_by_day) == found.total == 9
    assert sum(count for _, count in found.coming) <= 3
    assert all(0 <= topic.recall <= 1 for topic in found.recall)
    assert found.gone == ()
    assert (told.asked, told.answered, told.ratings) == (3, 3, {3: 3})
    (tmp_path / "notes" / "bread.md").unlink()
    build(places().index("default"), encoder=FakeEncoder())
    with Reviews.open() as reviews:
        lost = progress(reviews, open_index(), now).gone
    assert [(one.question, one.reviews) for one in lost] == [("What does autolyse do?", 3)]


def test_the_sum_of_a_round_tells_what_was_weakest_and_when_it_comes_again(index: Index) -> None:
    now = datetime.now(UTC)
    with Reviews.open() as reviews:
        prompts = choose(index, reviews, Choice(which="new"), now=now)
        round_ = reviews.start(Choice(), prompts)
        assert summary(reviews, round_.id, index).mean_score is None
        for at, rating, score in [(0, 2, 0.5), (1, 4, 0.9), (0, 3, 0.1), (1, 1, 0.3), (0, 1, 0.4), (0, 2, 0.2)]:
            reviews.record(round_.id, prompts[at], "an answer", a_grade(score), rating, now=now)
            if rating == 3:
                assert [one.score for one in summary(reviews, round_.id, index).weakest] == [0.5]
        told = summary(reviews, round_.id, index)
        cards = schedules(reviews.log())
    assert (told.asked, told.answered) == (3, 2)
    assert list(told.ratings.items()) == [(1, 2), (2, 2), (3, 1), (4, 1)]
    assert told.mean_score == pytest.approx(0.4)
    assert [(one.rating, one.score) for one in told.weakest] == [(1, 0.3), (1, 0.4), (2, 0.2)]
    assert told.next_due == min(card.due for card in cards.values()) < max(card.due for card in cards.values())


def test_a_streak_lasts_until_a_whole_day_is_left_out(index: Index) -> None:
    noon = datetime.now().astimezone().replace(hour=12)
    for back in (1, 2, 4):
        _rate(index, 4, noon - timedelta(days=back), count=1)
    with Reviews.open() as reviews:
        streaks = [progress(reviews, index, noon + timedelta(days=on)).streak for on in (-4, -3, -2, -1, 0, 1)]
        assert streaks == [1, 1, 1, 2, 2, 0]
        found = progress(reviews, index, noon, days=3)
    assert [(noon.date() - day).days for day, _ in found.reviews_by_day] == [2, 1, 0]
    assert [count for _, count in found.reviews_by_day] == [1, 1, 0]
    assert [(day - noon.date()).days for day, _ in found.coming] == [0, 1, 2]


def test_chance_takes_what_is_due_as_well_as_what_is_new_in_another_order_each_time(index: Index) -> None:
    _rate(index, 4, datetime.now(UTC), count=2)
    with Reviews.open() as reviews:
        rounds = [choose(index, reviews, Choice(which="random"), seed=seed) for seed in range(9)]
        assert choose(index, reviews, Choice(count=0)) == ()
    assert {len(each) for each in rounds} == {3}
    assert len(set(rounds)) > 1


def test_what_was_forgotten_is_not_remembered_until_it_is_answered_again(index: Index) -> None:
    now = datetime.now(UTC)

    def remembered() -> set[float]:
        with Reviews.open() as reviews:
            return {topic.recall for topic in progress(reviews, index, now).recall}

    _rate(index, 1, now, count=3)
    assert remembered() == {0}
    _rate(index, 2, now, count=3)
    assert remembered() == {1}
    with Reviews.open() as reviews:
        prompts = choose(index, reviews, Choice(which="random"))
        reviews.record(reviews.start(Choice(), prompts, practice=True).id, prompts[0], "an answer", a_grade(), 1)
    assert remembered() == {1}


def test_reviews_of_other_notes_are_not_gone_from_these(index: Index, tmp_path: Path) -> None:
    now = datetime.now(UTC)
    _rate(index, 3, now, count=3)
    others = write_notes(tmp_path / "others", {"salt.md": [("What is salt?", "A mineral.")]})
    build(places().index("others"), add=[others], encoder=FakeEncoder())
    with Reviews.open() as reviews:
        found = progress(reviews, open_index("others"), now)
    assert (found.gone, found.recall, sum(count for _, count in found.coming)) == ((), (), 0)
    assert found.total == 3


def test_an_edited_answer_keeps_its_history(index: Index, tmp_path: Path) -> None:
    now = datetime.now(UTC)
    _rate(index, 3, now, count=3)
    changed = {**NOTES, "bread.md": [("What does autolyse do?", "Autolyse rests flour and water; gluten forms.")]}
    write_notes(tmp_path / "notes", changed)
    build(places().index("default"), encoder=FakeEncoder())
    with Reviews.open() as reviews:
        assert progress(reviews, open_index(), now).gone == ()
        assert choose(open_index(), reviews, Choice(which="new")) == ()


LOAF = "## How is a loaf made?\n\n{}"
STEPS = {
    "Dough": ("Mix the flour with water.", "Rest it for an hour.", "Fold it four times.", "Add the salt last."),
    "Oven": ("Heat it for an hour.", "Pour water on the stones.", "Bake the loaf dark.", "Let the steam out."),
}


def _sections(**more: tuple[str, ...]) -> str:
    texts = ("\n".join([f"### {name}\n", *(f"- {step}" for step in steps)]) for name, steps in (STEPS | more).items())
    return LOAF.format("\n\n".join(texts))


def test_a_schedule_goes_on_where_an_entry_is_cut_into_parts_or_its_sections_are_renamed(
    tmp_path: Path, home: Path
) -> None:
    now = datetime.now(UTC)
    (tmp_path / "notes").mkdir()

    def read(text: str) -> Index:
        (tmp_path / "notes" / "loaf.md").write_text(text, "utf-8")
        build(places().index("default"), add=[tmp_path / "notes"], encoder=FakeEncoder())
        return open_index()

    def due(index: Index) -> list[str]:
        with Reviews.open() as reviews:
            told = progress(reviews, index, now)
            assert (told.gone, [topic.reviews for topic in told.recall]) == ((), [1])
            fresh = {each.key for each in choose(index, reviews, Choice(which="new"), now=now)}
            return [each.part for each in choose(index, reviews, Choice(), now=now) if each.key not in fresh]

    whole = read(_sections())
    _rate(whole, 3, now - timedelta(days=30))
    assert due(whole) == [""]
    assert due(read(_sections(Shelf=("Cool it on a rack.", "Cut it the next day.")))) == ["Dough", "Oven"]
    renamed = _sections(Shelf=("Cool it on a rack.", "Cut it the next day.")).replace("### Oven", "### Heat")
    assert due(read(renamed)) == ["Dough", "Heat"]
    assert due(read(_sections())) == [""]


def test_a_part_of_a_long_entry_is_graded_by_its_own_points(tmp_path: Path, home: Path) -> None:
    write = tmp_path / "notes" / "loaf.md"
    write.parent.mkdir()
    write.write_text(_sections(Shelf=("Cool it on a rack.", "Cut it the next day.")), "utf-8")
    build(places().index("default"), add=[write.parent], encoder=FakeEncoder())
    retriever = Retriever.open(encoder=FakeEncoder())
    [entry] = {str(each.id) for each in retriever.index.entries()}

    def points(part: str | None) -> list[str]:
        return [point.text for point in retriever.grade(entry, "Heat it for an hour.", part).points]

    assert points(None) == points("Dough") == list(STEPS["Dough"])
    assert points("Oven") == list(STEPS["Oven"])
    with pytest.raises(UsageError, match="no part 'Roof'; its parts are 'Dough', 'Oven', 'Shelf'"):
        points("Roof")


def test_a_part_in_the_words_of_another_is_not_asked_with_it(tmp_path: Path, home: Path) -> None:
    twins = _sections(Stone=("Heat it for an hour.", "Pour water on the stones.", "Brush the ash away."))
    write = tmp_path / "notes" / "loaf.md"
    write.parent.mkdir()
    write.write_text(twins, "utf-8")
    build(places().index("default"), add=[write.parent], encoder=FakeEncoder())
    now = datetime.now(UTC)
    with Reviews.open() as reviews:
        prompts = choose(open_index(), reviews, Choice(which="new"))
        oven = next(each for each in prompts if each.part == "Oven")
        reviews.record(reviews.start(Choice(), prompts).id, oven, "an answer", a_grade(), 3, now=now)
        left = choose(open_index(), reviews, Choice(which="new"))
    assert [each.part for each in prompts if each not in left] == ["Oven"]


def test_a_schedule_goes_on_where_parts_become_one(index: Index, tmp_path: Path) -> None:
    now = datetime.now(UTC)
    cut = _sections(Shelf=("Cool it on a rack.", "Cut it the next day."))
    (tmp_path / "notes" / "tides.md").unlink()
    (tmp_path / "notes" / "bread.md").write_text(cut, "utf-8")
    build(places().index("default"), encoder=FakeEncoder())
    _rate(open_index(), 3, now - timedelta(days=30), count=3)
    (tmp_path / "notes" / "bread.md").write_text(_sections(), "utf-8")
    build(places().index("default"), encoder=FakeEncoder())
    with Reviews.open() as reviews:
        found = progress(reviews, open_index(), now)
        assert (found.due_now, found.total) == (1, 3)
        assert [each.part for each in choose(open_index(), reviews, Choice(), now=now)] == [""]


def test_a_review_of_a_part_goes_with_its_lines_and_is_told_where_they_are_gone(tmp_path: Path, home: Path) -> None:
    shelf, cut = ("Cool it on a rack.", "Cut it the next day."), STEPS["Dough"]
    write = tmp_path / "notes" / "loaf.md"
    write.parent.mkdir()

    def read(text: str) -> Index:
        write.write_text(text, "utf-8")
        build(places().index("default"), add=[write.parent], encoder=FakeEncoder())
        return open_index()

    now = datetime.now(UTC)
    index = read(_sections(Shelf=shelf))
    with Reviews.open() as reviews:
        prompts = choose(index, reviews, Choice(which="new"))
        round_ = reviews.start(Choice(), prompts).id
        for one in prompts:
            if one.part != "Oven":
                reviews.record(round_, one, "an answer", a_grade(), 3, now=now - timedelta(days=30))

        def due(index: Index) -> list[str]:
            fresh = {each.key for each in choose(index, reviews, Choice(which="new"), now=now)}
            return [each.part for each in choose(index, reviews, Choice(), now=now) if each.key not in fresh]

        assert due(index) == ["Dough", "Shelf"]
        assert due(read(_sections(Shelf=shelf, Dough=cut[:2], Trough=cut[2:]))) == ["Dough", "Shelf", "Trough"]
        lost = read(_sections(Cellar=("Keep it dry.", "Keep it dark.")))
        assert due(lost) == ["Dough"]
        assert [one.part for one in progress(reviews, lost, now).gone] == ["Shelf"]
        assert due(read(_sections(Dough=cut[:1], Oven=STEPS["Oven"][:3], Shelf=shelf))) == [""]
