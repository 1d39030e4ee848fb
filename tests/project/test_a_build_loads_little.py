"""A build and a question load nothing that they do not use: half of what small ones take is loading."""

import json
import subprocess
import sys
from pathlib import Path

from fakes import FakeEncoder
from notes import many, write_notes

from index.build import build
from index.places import places

NEEDLESS = ["sklearn", "scipy", "rich", "rapidfuzz", "torch", "streamlit"]
NEEDLESS += ["xml", "pypdfium2", "python_calamine", "zstandard"]
PROGRAM = """
import json, sys
sys.path.insert(0, {support!r})
import fakes, index.encoder
index.encoder.load = lambda *_, **__: fakes.FakeEncoder()
from retriever.cli.indexing import build_index
from pathlib import Path
encoded = [build_index(None, add=[Path(path)] if path else ()).encoded for path in ({notes!r}, "")]
file = Path({notes!r}, "a.md")
file.write_text(file.read_text().replace("holds 7 ", "holds 700 "))
encoded.append(build_index(None).encoded)
print(json.dumps([encoded, [name for name in {needless} if name in sys.modules]]))
"""
READER = ("corpus.parsing", "corpus.formats", "corpus.shapes", "corpus.entries", "ftfy", "charset_normalizer", "yaml")


def _printed(program: str, **told: object) -> object:
    program = program.format(support=str(Path(__file__).parents[1] / "support"), reader=READER, **told)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=120)
    return json.loads(done.stdout)


def test_neither_a_first_build_nor_a_later_one_loads_what_only_pages_and_terminals_need(
    tmp_path: Path, home: Path
) -> None:
    notes = write_notes(tmp_path / "notes", {"a.md": many(3)})
    assert _printed(PROGRAM, notes=str(notes), needless=NEEDLESS) == [[3, 0, 1], []]


ASKING = """
import json, sys
sys.path.insert(0, {support!r})
import fakes, index.encoder, index.encoding
index.encoder.load = index.encoding.load = lambda *_, **__: fakes.FakeEncoder()
from retriever import Retriever
retriever = Retriever.open()
hits = retriever.ask("what does item 7 hold").hits
loaded = [name for name in sys.modules if name.startswith({reader})]
print(json.dumps([len(hits), retriever.changes().changed, loaded]))
"""
UNCHANGED = """
import json, sys
sys.path.insert(0, {support!r})
import fakes, index.encoder
index.encoder.load = lambda *_, **__: fakes.FakeEncoder()
from retriever.cli.indexing import build_index
published = [build_index(None).published for _ in range(2)]  # what it derives is new the first time
print(json.dumps([published, [name for name in sys.modules if name.startswith({reader})]]))
"""


def test_where_no_note_has_changed_neither_a_build_nor_a_question_loads_the_reader_of_notes(
    tmp_path: Path, home: Path
) -> None:
    notes = write_notes(tmp_path / "notes", {"a.md": many(3), "LIST": (), "b.json": ()})
    build(places().index("default"), add=[notes], encoder=FakeEncoder())
    assert _printed(ASKING) == [3, [], []]
    assert _printed(UNCHANGED) == [[True, False], []]
