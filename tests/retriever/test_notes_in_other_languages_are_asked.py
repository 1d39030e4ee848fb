"""Notes in a language that the encoder does not read are searched by words, and it is said; English is as it was."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from fakes import FakeEncoder
from notes import many, write_notes

from index.build import build
from index.encoder import Encoder, load
from index.encoder.values import Encoded
from index.opened import Index
from index.places import places
from index.reader import open_index
from retriever import Retriever
from retriever.cli import main
from retriever.derive import hooks
from retriever.evaluating import Asked, ask_all
from retriever.judging import read_questions
from retriever.languages import known, language_of, languages_of, reads
from retriever.scale import foreign_said, name, read_scale
from retriever.widening import Widener

CODES = ("de", "es", "fr", "hi", "ja", "pt", "ru", "zh")
ENGLISH = [("How do I keep bread fresh?", "The loaf is to be kept in a bag, and not in the fridge.")]
GERMAN = [
    ("Wie bleibt Brot frisch?", "Das Brot ist in ein Tuch gewickelt und nicht im Kühlschrank."),
    ("Warum geht mein Hefeteig nicht auf?", "Die Milch ist zu heiß gewesen, und die Hefe ist tot."),
]


class Polyglot(FakeEncoder):
    """A fake that gives a question on everyday things the vector of its English translation."""

    def encode(self, texts: list[str], **how: object) -> Encoded:  # type: ignore[override]
        english = known()["en"].everyday
        same = {text: english[number] for language in known().values() for number, text in enumerate(language.everyday)}
        return super().encode([same.get(text, text) for text in texts], **how)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def model() -> Encoder:
    return load(bulk=True)


def indexed(tmp_path: Path, pairs: list[tuple[str, str]], encoder: Encoder) -> Index:
    write_notes(tmp_path / "notes", {"a.md": pairs})
    build(places().index("default"), add=[tmp_path / "notes"], encoder=encoder, derive=hooks(encoder))
    return open_index()


@pytest.mark.model
@pytest.mark.parametrize("code", CODES)
def test_however_a_question_is_put_the_same_answers_it(code: str, data: Path, model: Encoder) -> None:
    folder = data / "languages" / code
    build(places().index("default"), add=[folder / "notes.md"], encoder=model, derive=hooks(model))
    retriever = Retriever.open(encoder=model)
    questions = [question.text for question in read_questions(folder / "queries.jsonl") if question.judgements]
    for way in (folder / "ways.txt").read_text("utf-8").splitlines():
        asked = [(retriever.ask(text), retriever.ask(way.format(text))) for text in questions]
        same = [bare.hits[0].lines == put.hits[0].lines for bare, put in asked if bare.hits and put.hits]
        assert sum(same) >= 0.75 * len(questions), way
        assert sum(put.abstained for _, put in asked) - sum(bare.abstained for bare, _ in asked) <= 2, way


@pytest.mark.parametrize("code", CODES)
def test_the_language_of_notes_is_told(code: str, data: Path) -> None:
    build(places().index("default"), add=[data / "languages" / code / "notes.md"], encoder=FakeEncoder())
    assert languages_of(open_index())[0] == code


def test_a_letter_in_few_notes_is_no_other_language(tmp_path: Path) -> None:
    axes = [*ENGLISH, ("Which axes has the chart?", "x, y and z; it is in the kitchen.")]
    assert languages_of(indexed(tmp_path, axes, FakeEncoder())) == ("en",)


TERSE = [("OS types?", "Batch, realtime, mobile."), ("OS kernel?", "Ring 0."), ("Which OS boots fastest?", "Minix.")]


@pytest.mark.parametrize(
    "pairs",
    [
        [
            *ENGLISH,
            *((f"What is an OS {part}?", f"It is the {part} of the OS.") for part in ("kernel", "shell", "call")),
        ],
        [*ENGLISH, *((f"Has the van a {part}?", f"The van has a {part}.") for part in ("bed", "stove", "heater"))],
        [*ENGLISH, *((f"Does Jest {do}?", f"Jest does {do}, and that is it.") for do in ("mock", "watch", "spy"))],
        TERSE,
    ],
)
def test_one_word_in_many_notes_is_no_other_language(tmp_path: Path, pairs: list[tuple[str, str]]) -> None:
    assert languages_of(indexed(tmp_path, pairs, FakeEncoder())) == ("en",)


def test_cards_too_short_for_small_words_are_told_beside_english_ones(tmp_path: Path) -> None:
    terse = [(f"Queue {number}?", f"{number} messages") for number in range(200)]
    cards = [
        (f"der {word} und {word}", f"the {word} of it") for word in ("Arm", "Ring", "Finger", "Ball", "Film", "Wind")
    ]
    cards += [(f"es ist {word}", f"it is {word}") for word in ("warm", "kalt", "neu", "rot")]
    cards += [(f"eine {word}", f"the {word}") for word in ("Hand", "Lampe", "Rose", "Insel", "Kasse", "Lupe")]
    few = [*terse, *cards[:10]]
    assert languages_of(indexed(tmp_path, few, FakeEncoder())) == ("en",), "too few to tell"
    assert set(languages_of(indexed(tmp_path, [*terse, *cards], FakeEncoder()))) == {"en", "de"}
    english = [(f"Is it the {number} of the {number} that is it?", "The one and the other") for number in range(150)]
    assert languages_of(indexed(tmp_path, [*english, *cards], FakeEncoder())) == ("en",), "English is far ahead"


def test_one_note_is_enough_where_it_is_all(tmp_path: Path) -> None:
    assert languages_of(indexed(tmp_path, [("Wie lange ruht der Teig?", "Vier Stunden.")], FakeEncoder())) == ("de",)


@pytest.mark.parametrize("code", [code for code in CODES if code in ("hi", "ja", "ru", "zh")])
def test_a_few_notes_in_letters_of_their_own_are_enough_among_many(code: str, data: Path, tmp_path: Path) -> None:
    some = "\n".join((data / "languages" / code / "notes.md").read_text("utf-8").split("\n")[:25])
    (tmp_path / "some.md").write_text(some, encoding="utf-8")
    write_notes(tmp_path / "english", {"a.md": many(200)})
    build(places().index("default"), add=[tmp_path / "some.md", tmp_path / "english"], encoder=FakeEncoder())
    assert languages_of(open_index()) == ("en", code)


@pytest.mark.parametrize(
    ("text", "among", "language"),
    [
        ("wie lange hält das", ("en", "de"), "de"),
        ("how long does it keep", ("de", "en"), "en"),
        ("茶叶怎么保存", ("en", "zh"), "zh"),
        ("как хранить чай", ("en", "ru"), "ru"),
        ("陶罐裂", ("en", "zh"), "zh"),
        ("tea", ("ru", "en"), "en"),
        ("xyz", ("en", "de"), "en"),
        ("os scheduling", ("en", "pt"), "en"),
        ("os scheduling", ("pt", "en"), "pt"),
        ("os", ("en", "pt"), "pt"),
        ("os custos fixos", ("en", "pt"), "pt"),
        ("der Test ist gut", ("en", "de"), "de"),
    ],
)
def test_the_language_of_a_question_is_told(text: str, among: tuple[str, ...], language: str) -> None:
    assert language_of(text, among) == language


@pytest.mark.model
def test_the_bundled_encoder_reads_english_alone(model: Encoder) -> None:
    assert [code for code in known() if reads(model, code)] == ["en"]


def test_an_encoder_that_finds_translations_reads_their_language(tmp_path: Path) -> None:
    assert read_scale(indexed(tmp_path, GERMAN, Polyglot())).foreign == ()
    assert all(reads(Polyglot(), code) for code in known())


def test_questions_are_the_same_in_all_languages() -> None:
    assert len({len(language.everyday) for code, language in known().items() if code != "en"}) == 1
    assert all(len(set(language.everyday)) == len(language.everyday) for language in known().values())


def test_words_stand_for_their_forms_and_a_script_without_spaces_for_its_characters() -> None:
    widener = Widener(lambda: ["помидоры", "помидорами", "чеснок", "茶叶", "绿茶", "火山"])
    tomatoes, garlic = widener.widen("помидор чесноку")
    assert set(tomatoes) == {"помидор", "помидоры", "помидорами"}
    assert tomatoes["помидор"] == 1
    assert 0 < tomatoes["помидорами"] < tomatoes["помидоры"] < 1
    assert set(garlic) == {"чесноку", "чеснок"}
    assert [set(alike) for alike in widener.widen("茶")] == [{"茶"}, {"茶叶", "绿茶"}]
    assert widener.widen("the") == ()


def test_small_words_stand_for_nothing_beside_others() -> None:
    widener = Widener(lambda: ["wie", "ich", "spargel"])
    assert [set(alike) for alike in widener.widen("Wie koche ich", known()["de"].small)] == [{"koch"}]
    assert len(widener.widen("wie ich", known()["de"].small)) == 2


def test_a_long_text_is_widened_in_part_alone() -> None:
    assert len(Widener(list).widen(" ".join(f"слово{number}" for number in range(900)))) == 48
    assert len(Widener(list).widen("".join(map(chr, range(0x4E00, 0x5300))))) <= 2 * 48


@pytest.mark.model
def test_no_english_word_is_put_for_a_german_one(tmp_path: Path, model: Encoder) -> None:
    index = indexed(tmp_path, GERMAN, model)
    answer = Retriever(index, model).ask("warum wird der Teig mit Hefe nicht größer")
    assert answer.corrected_query is None
    assert answer.hits[0].question == GERMAN[1][0]
    assert not any(hit.highlights for hit in answer.hits), "what is not read cannot be marked"
    assert len(answer.hits) == len(GERMAN), "what no word finds comes last"


@pytest.mark.model
def test_small_words_alone_answer_nothing(tmp_path: Path, model: Encoder) -> None:
    retriever = Retriever(indexed(tmp_path, GERMAN, model), model)
    assert retriever.ask("Wie nicht und mein Spargel").abstained
    assert not retriever.ask("Hefeteig geht nicht auf").abstained


@pytest.mark.model
def test_an_english_question_to_notes_in_two_languages_is_answered_as_ever(tmp_path: Path, model: Encoder) -> None:
    index = indexed(tmp_path, ENGLISH + GERMAN, model)
    assert set(languages_of(index)) == {"de", "en"}
    answer = Retriever(index, model).ask("what keeps a loaf freesh", explain=True)
    assert answer.corrected_query == "what keeps a loaf fresh"
    assert answer.hits[0].question == ENGLISH[0][0]
    assert answer.hits[0].stages["dense"] > 0.5


@pytest.mark.model
@pytest.mark.parametrize(("pairs", "said"), [(ENGLISH, False), (GERMAN, True)])
def test_a_language_that_is_not_read_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], pairs: list[tuple[str, str]], said: bool
) -> None:
    write_notes(tmp_path / "notes", {"a.md": pairs})
    for command in (["index", str(tmp_path / "notes"), "--index", "kitchen"], ["doctor", "--index", "kitchen"]):
        with pytest.raises(SystemExit):
            main(command)
        printed = " ".join(capsys.readouterr().out.split())
        assert ("all-MiniLM-L6-v2 does not read German" in printed) is said
        assert ("answerbook index --index kitchen --model NAME" in printed) is said


@pytest.fixture(scope="module")
def asked(data: Path, tmp_path_factory: pytest.TempPathFactory, model: Encoder) -> Iterator[list[Asked]]:
    found: list[Asked] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ANSWERBOOK_HOME", str(tmp_path_factory.mktemp("home")))
        for code in CODES:
            folder, place = data / "languages" / code, places().index(code)
            build(place, add=[folder / "notes2.md"], encoder=model, derive=hooks(model))
            found += ask_all(read_questions(folder / "queries2.jsonl"), Retriever.open(place, model).ask)
        yield found


@pytest.mark.model
def test_answers_in_other_languages_are_found_by_words(asked: list[Asked]) -> None:
    scores = [each.score for each in asked if each.score]
    assert np.mean([score.reciprocal for score in scores]) >= 0.52
    assert np.mean([score.success_3 for score in scores]) >= 0.52
    assert sum(each.answer.abstained for each in asked if each.score) <= 0.3 * len(scores)
    assert sum(each.answer.abstained for each in asked if not each.score) >= 0.4 * (len(asked) - len(scores))


@pytest.mark.model
def test_nothing_in_other_languages_is_called_sure(asked: list[Asked]) -> None:
    assert max(each.answer.confidence for each in asked if not each.score) < 0.6


@pytest.mark.model
def test_a_scale_that_names_only_what_is_not_read_goes_on_working(
    tmp_path: Path, model: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = indexed(tmp_path, GERMAN, model)
    derived = Index.derived
    kept = {key: value for key, value in json.loads(index.derived(name()) or b"").items() if key != "languages"}
    held = {name(): json.dumps(kept).encode()}
    monkeypatch.setattr(Index, "derived", lambda self, said: held.get(said) or derived(self, said))
    answer = Retriever(index, model).ask("warum wird der Teig mit Hefe nicht größer")
    assert (answer.corrected_query, answer.hits[0].question) == (None, GERMAN[1][0])


def test_the_scale_of_an_index_is_made_anew_where_another_language_comes_in(data: Path, tmp_path: Path) -> None:
    encoder = FakeEncoder()
    write_notes(tmp_path / "notes", {"a.md": many(200)})
    build(places().index("default"), add=[tmp_path / "notes"], encoder=encoder, derive=hooks(encoder))
    assert read_scale(open_index()).foreign == ()
    some = "\n".join((data / "languages" / "ru" / "notes.md").read_text("utf-8").split("\n")[:25])
    (tmp_path / "notes" / "b.md").write_text(some, encoding="utf-8")
    build(places().index("default"), encoder=encoder, derive=hooks(encoder))
    scale = read_scale(open_index())
    assert (scale.languages, scale.foreign) == (("en", "ru"), ("ru",))
    assert "fake does not read Russian: questions in it" in foreign_said(open_index())
    more = "\n".join((data / "languages" / "hi" / "notes.md").read_text("utf-8").split("\n")[:25])
    (tmp_path / "notes" / "c.md").write_text(more, encoding="utf-8")
    build(places().index("default"), encoder=encoder, derive=hooks(encoder))
    assert " and " in foreign_said(open_index())
    assert "questions in them are answered by words alone" in foreign_said(open_index())
