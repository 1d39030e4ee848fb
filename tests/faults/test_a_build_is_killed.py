"""kill -9 at any moment of a build: the old or the new notes answer, whole, and the next build mends the rest."""

import random
from pathlib import Path

from fakes import FakeEncoder
from faults import build_in_child, change_notes, finished, killed_after, make_notes, opened, told

from index.build import build
from index.places import places

KILLS_BY_TIME = 4
EVERY_NTH_EVENT = 37


def test_at_any_time(home: Path, tmp_path: Path) -> None:
    chance = random.Random(1)
    notes, path = make_notes(tmp_path / "notes"), places().index("default")
    build(path, add=[notes], encoder=FakeEncoder())
    before = told(opened(path))
    for _ in range(KILLS_BY_TIME):
        change_notes(notes, chance)
        killed_after(chance.uniform(0.01, 0.6), home, path, notes)
        now = told(opened(path))
        build(path, encoder=FakeEncoder())
        after = told(opened(path))
        assert now in (before, after)
        assert not opened(path).changes()
        before = after


def test_at_every_kind_of_step(home: Path, tmp_path: Path) -> None:
    chance = random.Random(2)
    notes, path = make_notes(tmp_path / "notes"), places().index("default")
    build(path, add=[notes], encoder=FakeEncoder())
    before, ended = told(opened(path)), False
    for kill_at in range(1, 1000, EVERY_NTH_EVENT):
        change_notes(notes, chance)
        code = finished(home, path, notes, kill_at=kill_at)
        now = told(opened(path))
        build(path, encoder=FakeEncoder())
        after = told(opened(path))
        assert now in (before, after)
        assert list((path / "staging").glob("*")) == []
        before = after
        if code == 0:
            ended = True
            break
        assert code == -9
    assert ended, "the build never came to its end"


def test_the_first_build_is_killed(home: Path, tmp_path: Path) -> None:
    notes, path = make_notes(tmp_path / "notes"), places().index("default")
    for kill_at in range(1, 60, 13):
        finished(home, path, notes, kill_at=kill_at)
    build(path, add=[notes], encoder=FakeEncoder())
    build_in_child(home, places().index("other"), notes)
    assert told(opened(path)).passages == told(opened(places().index("other"))).passages
