"""Lists of questions and answers in JSON and YAML are read on their raw lines; other data is left alone."""

import json
import random
import time
from pathlib import Path

import pytest
from invariants import check_document
from reading import checked, pairs, told

from corpus import parse, read

CARDS = [{"question": "What is a keel?", "answer": "A spine."}, {"question": "What is a mast?", "answer": "A pole."}]
TOLD = [("What is a keel?", "A spine."), ("What is a mast?", "A pole.")]
SHORT = [{"q": card["question"], "a": card["answer"]} for card in CARDS]
CHOICES = ["a pole", "a rope", "a sail"]


@pytest.mark.parametrize(
    ("asked", "answered"),
    [("question", "answer"), ("q", "a"), ("front", "back"), ("prompt", "response"), ("term", "definition"),
     ("title", "answer"), ("Frage", "Antwort"), ("questionText", "correct_answer"), ("name", "acceptedAnswer")],
)  # fmt: skip
def test_records_are_told_by_their_keys(asked: str, answered: str) -> None:
    cards = [{"id": at, asked: card["question"], answered: card["answer"]} for at, card in enumerate(CARDS)]
    assert pairs(checked(json.dumps(cards, indent=1), "cards.json")) == TOLD
    assert pairs(checked("\n".join(map(json.dumps, cards)), "cards.jsonl")) == TOLD
    text = "\n".join(f"- id: {card['id']}\n  {asked}: {card[asked]}\n  {answered}: {card[answered]}" for card in cards)
    assert pairs(checked(text, "cards.yml")) == TOLD


@pytest.mark.parametrize(
    "holder",
    [
        {"questions": CARDS},
        {"title": "Boats", "parts": {"hull": [CARDS[0]], "rig": {"cards": [CARDS[1]]}}},
        {"q1": CARDS[0], "q2": CARDS[1]},
        {card["question"]: card["answer"] for card in CARDS},
        [{card["question"]: card["answer"]} for card in CARDS],
        {"hull": [{CARDS[0]["question"]: CARDS[0]["answer"]}], "rig": {"mast": [{CARDS[1]["question"]: "A pole."}]}},
        [[card["question"], card["answer"]] for card in CARDS],
        {f"{key}{at}": card[key] for at, card in enumerate(CARDS, 1) for key in card},
        {f"{key[0]}_{at}": card[key] for at, card in enumerate(CARDS) for key in card},
    ],
)
def test_records_are_found_wherever_they_lie(holder: object) -> None:
    assert pairs(checked(json.dumps(holder, indent=2), "cards.json")) == TOLD


def test_records_stand_on_their_raw_lines_under_what_holds_them() -> None:
    text = (
        '{"name": "Boats", "parts": [\n {"name": "Hull", "cards": [{\n   "q": "What is a keel?",\n'
        '   "a": "A spine."\n  }, {\n   "q": "What is a rib?",\n   "a": ["Curved.", "Many."]\n  }]}\n]}'
    )
    document = checked(text, "boats.json")
    assert [(one.lines.start, one.lines.end, one.answer_lines, one.headings) for one in document.entries] == [
        (2, 5, (4,), ("Boats", "Hull")),
        (6, 8, (7, 7), ("Boats", "Hull")),
    ]


def test_what_a_question_maps_to_may_be_a_list() -> None:
    text = "hull:\n- What is a keel?: |\n    A spine.\n    Long.\nrig:\n- What is a mast?:\n  - A pole.\n  - Of wood.\n"
    document = checked(text, "faq.yaml")
    assert told(document) == [
        ("What is a keel?", "A spine.\nLong.", 2, 4),
        ("What is a mast?", "- A pole.\n- Of wood.", 6, 8),
    ]


def test_text_of_yaml_keeps_its_lines() -> None:
    text = (
        "faq:\n  - question: What is a keel?\n    answer: |\n      A spine:\n\n      - long\n"
        "  - question: >\n      What is\n      a mast?\n    answer: A pole\n      of wood.\n"
        '  - question: &old Who steers?\n    answer: "The\n      helm."\n'
    )
    document = checked(text, "faq.yaml")
    assert [(one.question, one.answer, one.answer_lines, one.lines.start) for one in document.entries] == [
        ("What is a keel?", "A spine:\n\n- long", (4, 5, 6), 2),
        ("What is a mast?", "A pole\nof wood.", (10, 11), 7),
        ("Who steers?", "The\nhelm.", (13, 14), 12),
    ]


@pytest.mark.parametrize(
    "record",
    [
        {"options": CHOICES, "answer": "a rope"},
        {"options": CHOICES, "correct": "B"},
        {"options": CHOICES, "correctIndex": 1},
        {"choices": CHOICES, "answer": "2", "last": {"question": "What is it?", "choices": CHOICES, "answer": "3"}},
        {"options": {"A": "a pole", "B": "a rope", "C": "a sail"}, "answer": "b"},
        {"answers": [{"text": choice, "correct": choice == "a rope"} for choice in CHOICES]},
        {"options": [{"letter": "abc"[at], "text": text} for at, text in enumerate(CHOICES)], "answer": "b"},
        {"options": [{"id": at, "text": text} for at, text in enumerate(CHOICES, 7)], "correctOptionId": 8},
        {**dict(zip("ABC", CHOICES, strict=True)), "answer": "B"},
        {**{f"option{at}": text for at, text in enumerate(CHOICES, 1)}, "correct_option": "2"},
        {**{f"option_{letter}": text for letter, text in zip("abc", CHOICES, strict=True)}, "answer": "option_b"},
    ],
)  # fmt: skip
def test_the_right_choice_is_the_answer(record: dict[str, object]) -> None:
    last = record.get("last")
    cards = [{"text": "What is a halyard?", **record, "explanation": "It hoists."}, *([last] if last else [])]
    [first, *_] = checked(json.dumps(cards, indent=1), "quiz.json").entries
    assert first.question == "What is a halyard?"
    assert first.answer.split("\n")[0] == "a rope"
    assert first.answer.split("\n")[-1] == "It hoists."


@pytest.mark.parametrize("told", [{"answers": CHOICES}, {f"answer{at}": text for at, text in enumerate(CHOICES, 1)}])
def test_several_answers_of_which_none_is_called_right_all_answer(told: dict[str, object]) -> None:
    [entry] = checked(json.dumps([{"question": "What is in a rig?", **told}], indent=1), "rig.json").entries
    assert entry.answer == "- a pole\n- a rope\n- a sail"


def test_choices_that_are_numbered_from_zero_are_picked_by_their_numbers() -> None:
    options = [{"id": at, "text": text} for at, text in ((2, "a sail"), (1, "a rope"), (0, "a pole"))]
    cards = [{"question": f"What is {name}?", "options": options, "answer": at} for at, name in enumerate(("it", "he"))]
    others = {"question": "What is she?", "options": {str(at): text for at, text in enumerate(CHOICES, 1)}, "answer": 2}
    for last, right in ((0, "a pole"), (1, "a rope")):
        held = [*cards, others, {"question": "What floats?", "options": CHOICES, "answer": last}]
        found = [told for _, told in pairs(checked(json.dumps(held, indent=1), "quiz.json"))]
        assert found == ["a pole", "a rope", "a rope" if last else "a sail", right]


COUNTS = [
    ("How many masts has a sloop?", ["none", "one", "two"], "2", "one"),
    ("How many masts has a hoy?", ["one", "six", "ten"], "1", "one"),
]
SAYS_ZERO = ("How many masts has a raft?", ["two", "0", "one"], "0", "0")
HAS_NONE = [("Who sails?", ["ann", "bob", "cid"], "0", "ann"), ("What floats?", ["iron", "lead", "cork"], "3", "cork")]


@pytest.mark.parametrize("cards", [[SAYS_ZERO, *COUNTS], [*COUNTS, SAYS_ZERO], [*COUNTS, *HAS_NONE]])
def test_a_zero_that_a_choice_says_or_that_picks_none_counts_no_others(
    cards: list[tuple[str, list[str], str, str]],
) -> None:
    held = [
        {"question": asked, "options": {str(at): text for at, text in enumerate(choices, 1)}, "answer": said}
        for asked, choices, said, _ in cards
    ]
    assert [told for _, told in pairs(checked(json.dumps(held, indent=1), "quiz.json"))] == [
        right for *_, right in cards
    ]


def test_a_number_that_a_choice_says_counts_none_of_the_others() -> None:
    cards = [
        {"question": "How many masts has a bark?", "options": ["2", "3", "5"], "answer": "3"},
        {"question": "What is a jib?", "options": CHOICES, "answer": 2},
    ]
    assert [told for _, told in pairs(checked(json.dumps(cards, indent=1), "quiz.json"))] == ["3", "a sail"]


def test_two_right_choices_are_both_told() -> None:
    card = {"question": "Which are spars?", "options": ["gaff", "rope", "boom"], "answer": ["a", "c"]}
    assert pairs(checked(json.dumps([card], indent=1), "quiz.json")) == [("Which are spars?", "- gaff\n- boom")]


def test_a_second_answer_of_many_words_is_told_below_the_first() -> None:
    card = {
        "n": 7,
        "question": "What is a keel?",
        "answer": "A spine",
        "solution": "It runs from bow to stern.",
        "a": 3,
    }
    [entry] = checked(json.dumps([card], indent=1), "cards.json").entries
    assert (entry.question, entry.answer) == ("What is a keel?", "A spine\nIt runs from bow to stern.")


def test_of_records_that_ask_without_a_key_for_the_answer_the_other_words_tell() -> None:
    cards = [
        {"chapter": "Hull", "q": "What is a keel?", "plain": "The spine of a boat.", "tags": "hull, low", "id": 1},
        {"chapter": "Rig", "q": "What is a mast?", "plain": "A pole that carries sails.", "law": "Of one tree or two."},
        {"chapter": "Rig", "q": "What is a boom?", "plain": "The pole below a sail.", "size": "9"},
    ]
    document = checked(json.dumps(cards, indent=1), "cards.json")
    assert [(one.question, one.answer, one.headings) for one in document.entries] == [
        ("What is a keel?", "The spine of a boat.", ("Hull",)),
        ("What is a mast?", "A pole that carries sails.\nOf one tree or two.", ("Rig",)),
        ("What is a boom?", "The pole below a sail.", ("Rig",)),
    ]


@pytest.mark.parametrize(
    ("name", "held"),
    [
        (
            "package.json",
            {"name": "boat", "description": "What is it?", "scripts": {"test": "x"}, "keywords": ["q", "a"]},
        ),
        ("words.json", {"question": "Question", "answer": "Answer", "title": "Quiz"}),
        ("schema.json", {"title": "What is it?", "properties": {"question": {"type": "string"}, "answer": {}}}),
        ("build.yml", {"on": "push", "jobs": {"test": {"name": "Is it sound?", "steps": [{"run": "make"}]}}}),
        (
            "form.json",
            [{"question": f"What is your {one}?", "hint": "Say it in full."} for one in ("name", "age", "town")],
        ),
        ("form.json", [{"question": f"Your {one}", "text": "Say it in full."} for one in ("name", "age", "town")]),
        (
            "asked.json",
            [{"question": f"What is {one}?", "file": f"notes_on_{one}_q_a.md"} for one in ("oak", "elm", "fir")],
        ),
        ("tried.json", [{"q": f"What is {one}?", "raw": f"1. What is {one}? (12)"} for one in ("oak", "elm", "fir")]),
        ("graded.json", [{"q": "What is oak?", "said": f"I think it is {one}"} for one in ("wood", "tar", "rope")]),
        ("one.json", {"question": "Shall it be sunk?", "text": "No boat can be raised again."}),
        ("list.json", [1, 2, 3]),
        ("tasks.json", [{"problem": f"{one}-sum", "solution": f"{one}_sum.py"} for one in ("two", "three", "four")]),
        ("boot.json", [{"instruction": f"Load the {one}", "output": f"{one}.log"} for one in ("disk", "net", "user")]),
        ("ask.json", [{"prompt": f"Enter your {one}", "output": one} for one in ("name", "age", "town")]),
        ("calls.json", [{"title": f"Create {one}", "output": {"id": f"arn:{one}:1"}} for one in ("a role", "a user")]),
        ("form.json", [{"label": f"Which {one} do you use?", "options": ["new", "old"]} for one in ("sail", "mast")]),
        ("de.json", {"Are you sure?": "Sind Sie sicher?", "Who are you?": "Wer bist du?", "Save?": "Speichern?"}),
        ("call.json", [{"role": "user", "content": "What is a keel?"}, {"role": "assistant", "content": None}]),
        ("pairs.json", [["oak", "hard"], ["elm", "soft"], ["Is it?", "no"]]),
        ("words.json", {"menu": {"title1": "Save?", "title2": "Quit?"}, "ask": [{"confirm": "Are you sure?"}]}),
    ],
)
def test_other_data_is_skipped(name: str, held: object) -> None:
    document = checked(json.dumps(held, indent=1), name)
    assert document.entries == ()
    assert [one.message for one in document.findings] == [f"{Path(name).suffix} files hold data, not notes"]


@pytest.mark.parametrize(
    ("file", "text", "line"),
    [
        ("a.json", f"{json.dumps(SHORT, indent=1)[:-2]},\n {{\n  \"q\": \"Wh", 11),
        ("a.yaml", "- q: What is a keel?\n  a: A spine.\n- q: What is a mast?\n  a: A pole.\n- q: [\n}\n", 6),
        ("a.jsonl", '{"q": "What is a keel?", "a": "A spine."}\n{"q": [\n{"q": "What is a mast?", "a": "A pole."}', 2),
    ],
)  # fmt: skip
def test_of_broken_data_the_rest_is_read(file: str, text: str, line: int) -> None:
    document = checked(text, file)
    assert pairs(document) == TOLD
    assert [one.start for one in document.findings if one.message.startswith("broken data")] == [line]


def test_a_value_that_is_null_says_nothing() -> None:
    cards = [{"q": "What is a keel?", "a": None}, {"q": "What is a mast?", "a": "A pole."}]
    text = "- q: What is a keel?\n  a: null\n- q: What is a mast?\n  a: A pole.\n- q: What is NULL?\n  a: 'null'\n"
    assert pairs(checked(json.dumps(cards), "cards.json")) == TOLD[1:]
    assert pairs(checked(text, "cards.yaml")) == [TOLD[1], ("What is NULL?", "null")]


def test_an_answer_is_inside_its_record_where_data_breaks() -> None:
    text = '[{"q": "What is a keel?", "a": ["A spine",\n "of wood",\n "and'
    document = checked(text, "cards.json")
    [entry] = document.entries
    assert (entry.answer_lines, entry.lines.end) == ((1, 2), 2)


def test_records_may_share_a_line() -> None:
    document = checked(json.dumps(CARDS), "cards.json")
    assert pairs(document) == TOLD
    assert {entry.lines.start for entry in document.entries} == {1}
    assert document.findings == ()


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("a.csv", "question,answer\nWhat is a keel?,A spine of wood.\n<br>,A lost pole.\n"),
        (
            "a.json",
            json.dumps([{"q": "What is a keel?", "a": "A spine."}, {"q": "<br>", "a": "A lost pole."}], indent=1),
        ),
    ],
)
def test_an_answer_whose_question_has_no_words_is_told_of(file: str, text: str) -> None:
    document = checked(text, file)
    assert [one.question for one in document.entries] == ["What is a keel?"]
    assert "text that belongs to no question: A lost pole." in [one.message for one in document.findings]


@pytest.mark.parametrize("between", ["", "\n  ", "</thead>\n<tbody>"])
def test_a_table_in_a_value_is_one(between: str) -> None:
    rows = f"<tr><th>boat</th>\n<th>keel</th></tr>{between}<tr><td>hoy</td><td><p>a|b</p></td></tr>"
    card = {"q": "Which keels are there?", "a": f"<h3>Keels</h3><table>{rows}</table>So."}
    [(_, answer)] = pairs(checked(json.dumps([card], indent=1), "a.json"))
    assert answer == "Keels\n\n| boat | keel |\n|---|---|\n| hoy | a\\|b |\nSo."


def test_markup_and_code_in_a_value_are_shown() -> None:
    card = {"q": "How is it <b>hoisted</b>?", "a": "So:\n```sh\nhaul --all\n```\n<p>&amp; done \U0001f600</p>"}
    assert pairs(checked(json.dumps([card], indent=1), "a.json")) == [
        ("How is it hoisted?", "So:\n```sh\nhaul --all\n```\n\n& done \U0001f600")
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_data_of_a_folder_is_read_whatever_its_encoding(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "cards.json").write_text(json.dumps(CARDS, indent=1), encoding=encoding)
    assert [pairs(document) for document in read(tmp_path)] == [TOLD]


def test_data_too_large_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.sources.LARGEST_DATA", 20)
    (tmp_path / "cards.json").write_text(json.dumps(CARDS), encoding="utf-8")
    [document] = read(tmp_path)
    assert (document.entries, document.sha256) == ((), "")


HOSTILE = [
    "[",
    "{",
    '{"q":',
    "- ",
    "? ",
    "a: ",
    "&a *a ",
    "/* ",
    '"',
    "\\",
    '"\\',
    "]",
    "q: ?\n",
    "'",
    "!!",
    "{q?: ",
    "%\n",
]
HOSTILE += ['{"question": "What?", "answer": "So."},\n', "- question: What?\n  answer: so\n", "a: *b\n", "\x85", "\t- "]


@pytest.mark.parametrize("file", ["a.json", "a.yaml", "a.jsonl"])
@pytest.mark.parametrize("run", HOSTILE)
def test_no_run_takes_long(run: str, file: str) -> None:
    text = f'"question": "answer":\n{run * (60_000 // len(run))}'
    before = time.process_time()
    parse(text.encode(), file)
    assert time.process_time() - before < 5


@pytest.mark.parametrize("file", ["a.json", "a.yaml", "a.jsonl"])
def test_any_data_gives_a_document(file: str) -> None:
    chance = random.Random(file)
    pieces = [
        '"question"', ":", "{", "}", "[", "]", ",", "\n", "\n  ", "- ", "q: What is it?", '"answer": "x"', "a: y", "|",
        '"What?"', "options: [a, b]", "&x", "*x", "'", '"', "1", "true", "# c", "é\x85", '"options": ["a", "b"]',
    ]  # fmt: skip
    for _ in range(400):
        text = "".join(chance.choices(pieces, k=chance.randrange(1, 40)))
        check_document(parse(text.encode(), file), text.encode())


def test_a_label_may_be_all_that_is_asked() -> None:
    text = '- q: "Question #2"\n  a: Clay.\n- q: What is a kiln?\n  a: An oven.\n'
    assert [(one.question, one.answer) for one in parse(text.encode(), "faq.yml").entries] == [
        ("Question #2", "Clay."),
        ("What is a kiln?", "An oven."),
    ]


def test_words_may_be_keys_of_records_that_name_the_answer() -> None:
    words = {
        word: {"definition": f"a sort of {word.lower()}", "wrong": ["x"]} for word in ("Jib", "Mast", "Lee", "Luff")
    }
    five = {**words, "Spinnaker sail": {"definition": "a big one"}}
    document = checked(json.dumps({"title": "Boats", "words": five}, indent=1), "boats.json")
    assert [asked for asked, _ in pairs(document)] == list(five)
    for other in (words, {f"{word}_{at}": record for at, (word, record) in enumerate(five.items())}):
        assert parse(json.dumps(other).encode(), "boats.json").entries == ()
    assert parse(json.dumps({one: {"response": one} for one in five}).encode(), "boats.json").entries == ()
