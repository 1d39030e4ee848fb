"""A review that was confirmed is there after any kill, and several processes write at once."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from retriever.spotcheck.reviews import Reviews

_WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from checks import a_grade, a_prompt
from retriever.spotcheck.reviews import Reviews
from retriever.spotcheck.values import Choice
with Reviews.open(Path(sys.argv[1])) as reviews:
    session = reviews.start(Choice(), (a_prompt(),))
    for number in range(int(sys.argv[3])):
        kept = reviews.record(session.id, a_prompt(f"e{number}"), f"answer {number}", a_grade(), 3, overruled=(1,))
        print(kept.id, flush=True)
"""


def _writer(path: Path, count: int) -> "subprocess.Popen[str]":
    support = str(Path(__file__).parents[2] / "support")
    command = [sys.executable, "-c", _WRITER, str(path), support, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_no_confirmed_review_is_lost_to_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "reviews.sqlite"
    chance = random.Random(7)
    confirmed: set[int] = set()
    for _ in range(12):
        writer = _writer(path, 100_000)
        assert writer.stdout is not None
        confirmed.add(int(writer.stdout.readline()))
        time.sleep(chance.uniform(0, 0.05))
        os.kill(writer.pid, signal.SIGKILL)
        confirmed |= {int(line) for line in writer.stdout.read().split("\n")[:-1] if line}
        writer.wait()
        writer.stdout.close()
        with Reviews.open(path) as reviews:
            log = list(reviews.log())
        assert confirmed <= {review.id for review in log}
        assert all(review.overruled == (1,) and len(review.points) == 2 for review in log)
    assert len(confirmed) > 12


def test_two_windows_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "reviews.sqlite"
    writers = [_writer(path, 40), _writer(path, 40)]
    confirmed = [set(map(int, writer.communicate()[0].split())) for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0]
    assert all(len(ids) == 40 for ids in confirmed)
    assert not confirmed[0] & confirmed[1]
    with Reviews.open(path) as reviews:
        assert {review.id for review in reviews.log()} == confirmed[0] | confirmed[1]
