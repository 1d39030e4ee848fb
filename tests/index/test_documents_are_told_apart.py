"""Every document of an index is called by a name of its own: its file, and more of its path where two have the same."""

import unicodedata
from pathlib import Path

import pytest
from fakes import FakeEncoder
from hypothesis import given
from hypothesis import strategies as st
from notes import write_notes

from index.build import build
from index.names import fits, folded, longer_names
from index.opened import Index
from index.places import places
from index.reader import open_index

BREAD = ("How is bread baked?", "At 240 degrees in a hot oven with steam.")
TEA = ("How is tea brewed?", "At 80 degrees in a warm pot for three minutes.")
SALT = ("How much salt is in a dough?", "Two parts in a hundred of the flour.")

parts = st.sampled_from(["a", "b", "notes.md", "x.md"])
paths = st.lists(parts, min_size=1, max_size=4).map("/".join)


@st.composite
def trees(draw: st.DrawFn) -> list[tuple[str, str]]:
    """Draw documents (source, file) of sources of which none lies in another."""
    sources: list[str] = []
    for path in draw(st.lists(paths, max_size=6)):
        source = f"/{path}"
        if not any(f"{source}/".startswith(f"{each}/") or f"{each}/".startswith(f"{source}/") for each in sources):
            sources.append(source)
    files = {source: draw(st.lists(paths, max_size=4, unique=True)) for source in sources}
    return [(source, file) for source in sources for file in files[source]]


@given(trees())
def test_no_two_names_are_the_same(documents: list[tuple[str, str]]) -> None:
    longer = longer_names(documents)
    names = [longer.get(each, each[1]) for each in documents]
    assert len(set(names)) == len(names)
    assert all(name.endswith(file) for name, (_, file) in zip(names, documents, strict=True))


@given(trees())
def test_names_do_not_depend_on_an_order(documents: list[tuple[str, str]]) -> None:
    assert longer_names(documents) == longer_names(reversed(documents))


@given(trees())
def test_who_shares_no_file_is_called_by_it(documents: list[tuple[str, str]]) -> None:
    apart = {file: (source, file) for source, file in documents}
    assert longer_names(apart.values()) == {}


@pytest.mark.parametrize(
    ("documents", "names"),
    [
        ([("/home/me/s1", "notes.md"), ("/home/me/s2", "notes.md")], ["s1/notes.md", "s2/notes.md"]),
        ([("/home/me/s1", "notes.md"), ("/home/me/s2/notes.md", "notes.md")], ["s1/notes.md", "s2/notes.md"]),
        ([("/a/notes", "in/x.md"), ("/b/notes", "in/x.md")], ["a/notes/in/x.md", "b/notes/in/x.md"]),
        ([("builtin:aws", "000.md"), ("/home/me/aws", "000.md")], ["aws/000.md", "me/aws/000.md"]),
        (
            [("/x/s1", "n.md"), ("/y", "s1/n.md"), ("/z", "n.md")],
            ["x/s1/n.md", "y/s1/n.md", "z/n.md"],
        ),
        ([("/n", "x.md"), ("/b/n", "x.md")], ["/n/x.md", "b/n/x.md"]),
    ],
)
def test_so_much_of_the_path_is_said_as_tells_apart(documents: list[tuple[str, str]], names: list[str]) -> None:
    assert [longer_names(documents)[each] for each in documents] == names


def test_a_path_that_is_there_twice_keeps_nobody_waiting() -> None:
    same = [("/a", "b/x.md"), ("/a/b", "x.md"), ("/a/b/x.md", "x.md")]
    assert longer_names(same) == dict.fromkeys(same, "/a/b/x.md")


@pytest.mark.parametrize(
    ("pattern", "meant"),
    [
        ("n.md", [True, True]),
        ("*.md", [True, True]),
        ("s1/*", [True, False]),
        ("s2/n.md", [False, True]),
        ("s*", [False, False]),
        ("nothing/*", [False, False]),
    ],
)
def test_a_pattern_means_files_and_with_a_slash_folders(pattern: str, meant: list[bool]) -> None:
    assert [fits(pattern, (f"/x/{source}", "n.md"), f"{source}/n.md") for source in ("s1", "s2")] == meant


@pytest.mark.parametrize("typed", ["\u00dcbung.md", "U\u0308bung.md", "\u00dc*", "b\u00fccher/*"])
@pytest.mark.parametrize("file", ["\u00dcbung.md", "U\u0308bung.md"])
def test_a_name_is_the_same_however_its_accents_are_encoded(typed: str, file: str) -> None:
    assert fits(typed, ("/x/bu\u0308cher", file), file)
    assert folded(typed) == folded(unicodedata.normalize("NFD", typed.upper()))


@pytest.fixture
def sources(tmp_path: Path) -> tuple[Path, Path]:
    """Write two folders that both hold ``notes.md``, the first of them ``salt.md`` too."""
    one = write_notes(tmp_path / "s1", {"notes.md": [BREAD], "salt.md": [SALT]})
    return one, write_notes(tmp_path / "s2", {"notes.md": [TEA]})


def indexed(*add: Path, remove: tuple[Path, ...] = ()) -> Index:
    path = places().index("default")
    build(path, add=add, remove=remove, encoder=FakeEncoder())
    return open_index(path)


def questions(index: Index) -> dict[str, list[str]]:
    return {each.file: [entry.question for entry in index.entries(each.file)] for each in index.documents()}


def test_an_index_gives_each_document_its_name(sources: tuple[Path, Path]) -> None:
    index = indexed(*sources)
    assert questions(index) == {"s1/notes.md": [BREAD[0]], "salt.md": [SALT[0]], "s2/notes.md": [TEA[0]]}
    assert [each.path for each in index.documents()] == [
        sources[0] / "notes.md",
        sources[0] / "salt.md",
        sources[1] / "notes.md",
    ]
    [tea] = index.passages(index.keys_in({"s2/notes.md"}).tolist())
    assert (tea.file, tea.source, tea.question) == ("s2/notes.md", str(sources[1]), TEA[0])
    assert index.entry(tea.entry).document == "s2/notes.md"
    assert list(index.entries("notes.md")) == []


def test_patterns_choose_documents_by_file_or_folder(sources: tuple[Path, Path]) -> None:
    index = indexed(*sources)
    assert index.files() == {"s1/notes.md", "s2/notes.md", "salt.md"}
    assert index.files(["notes.md"]) == {"s1/notes.md", "s2/notes.md"}
    assert index.files(["s1/notes.md"]) == {"s1/notes.md"}
    assert index.files(["s1/*"]) == {"s1/notes.md", "salt.md"}
    assert index.files(["s2/*", "salt*"]) == {"s2/notes.md", "salt.md"}


def test_a_name_means_its_own_document_alone(tmp_path: Path) -> None:
    one = write_notes(tmp_path / "s1", {"salt.md": [SALT]})
    other = write_notes(tmp_path / "s2", {"s1/salt.md": [TEA]})
    index = indexed(one, other)
    assert index.files(["s1/salt.md"]) == {"s1/salt.md"}
    assert questions(index) == {"salt.md": [SALT[0]], "s1/salt.md": [TEA[0]]}


def test_an_edit_is_told_of_its_own_document_alone(sources: tuple[Path, Path]) -> None:
    index = indexed(*sources)
    (sources[0] / "notes.md").write_text("## How is bread baked?\n\nAt 250 degrees.\n", encoding="utf-8")
    (sources[1] / "salt.md").write_text("## What is salt?\n\nA crystal.\n", encoding="utf-8")
    changes = index.changes()
    assert (changes.changed, changes.deleted, changes.new) == (("s1/notes.md",), (), ("s2/salt.md",))
    (sources[1] / "notes.md").unlink()
    assert index.changes().deleted == ("s2/notes.md",)


def test_a_second_folder_changes_a_name_and_no_id(sources: tuple[Path, Path]) -> None:
    alone = indexed(sources[0])
    assert set(questions(alone)) == {"notes.md", "salt.md"}
    ids = {entry.question: entry.id for entry in alone.entries()}
    both = {entry.question: entry.id for entry in indexed(sources[1]).entries()}
    assert both.items() >= ids.items()
    again = indexed(remove=(sources[1],))
    assert set(questions(again)) == {"notes.md", "salt.md"}
    assert {entry.question: entry.id for entry in again.entries()} == ids


def test_a_build_says_which_of_them_it_read(sources: tuple[Path, Path]) -> None:
    path = places().index("default")
    assert build(path, add=sources, encoder=FakeEncoder()).new == ("s1/notes.md", "salt.md", "s2/notes.md")
    (sources[1] / "notes.md").write_text("## How is tea brewed?\n\nHot.\n", encoding="utf-8")
    assert build(path, encoder=FakeEncoder()).changed == ("s2/notes.md",)
    (sources[0] / "notes.md").unlink()
    report = build(path, encoder=FakeEncoder())
    assert (report.deleted, set(open_index(path).files())) == (("s1/notes.md",), {"salt.md", "notes.md"})
