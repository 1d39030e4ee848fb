"""Code, comparisons, tests of a shell, types and patterns in text are shown as they are written."""

import pytest

from corpus import parse
from corpus.lines.plain import plain
from retriever.unmarked import unmarked

CODE = [
    "Low is (==) and exact '===', or '==' in short.",
    "Low (==) is k== then.",
    "Say k ==low as '== m'.",
    "Where k ==low or m== high the kiln cools.",
    "Pin cone ==low and glaze== high here.",
    "==> leads on and <== back, then ==",
    "So k<b and m>c holds.",
    "Cool while (k<b && m>c) wait.",
    "Fire k <i and m> n times.",
    "Is k<i>m so?",
    "<T> is a type.",
    "Send <Cone>6 now.",
    "Sum p<q or r>s at once.",
    "Is k ==b== m so?",
    "Count i<n loop and n>i loop.",
    "A Kiln<String> of Shelf<Glaze> is a Map<K, List<V>>.",
    "Both Shelf<b> and Rack<i> hold pots<s> too.",
    "template <typename T> T fire(T pot);",
    "Send fire <kiln> <cone> to <user>@<host> or -p <s>:<u> then.",
    "GET /kilns/<id>/pots/<a>/x",
    r"Match (?P<cone>\d\d)-(?P<b>\d) once.",
    "The <a> tag and the <div> of <code> there.",
    "Put each <li> there.",
    "#include <vector> first.",
]
TESTS = [
    "if [[ -f kiln ]]; then",
    "Use [[ $a == b ]] twice.",
    'Take pots[[1]] and pots[["cup"]] or pots[[name]] here.',
    "Let m = [['cup', 'mug']] here.",
    "Ask [[low && high]], [[low=high]] and [[low]][[high]] once.",
    "Let m[[1]][[2]] be [[0]] or [[1, 2]] now.",
    "Match [[:alpha:]] and [[:digit:]]+ once.",
    "[[nodiscard]] int fire();",
    "[[gnu::hot]] int fire();",
    "Let m = [[low, high]] or fire([[low, high]]) here.",
    "Let it be [['cup', 'mug']], [['cup']] and f()[[name]] or {k}[[name]] here.",
    "Link [[https://example.org/kiln]] so.",
    "def k(): return [[low, high]]",
    "Let it be [[n]], [[x, y]] or [[X, Y]] now.",
    "Match [[A-Z]_]* or $[[name]] once.",
    "Write `[[Kiln log]]`, `![[Kiln log]]` or `[[low, high]]` so.",
    "<<Cone, Rest/binary>>, <<Size, Rest>> or <<1,2>> is one.",
    "git log main ^feature",
    "The sum is 2 ^n-1",
    "see HEAD ^main-2",
    "Take (k + 1) ^low-2",
    "Fire at 2 ^123456",
    "Fire again. ^cone",
    "git log main ^coning",
    "fire('''hot''') and x = ''cold''",
]


def answers(text: str) -> list[str]:
    """Return how a line is shown in a paragraph, in a list and behind a label."""
    notes = [
        f"## What is a kiln?\n\nAn oven.\n\n{text}\n\n## What is a cone?\n\nA sign.\n",
        f"## What is a kiln?\n\n- an oven\n- {text}\n\n## What is a cone?\n\nA sign.\n",
        f"Q: What is a kiln?\nA: {text}\n\nQ: What is a cone?\nA: A sign.\n",
    ]
    return [parse(each.encode(), "notes.md").entries[0].answer for each in notes]


@pytest.mark.parametrize("text", CODE + TESTS)
def test_code_in_an_answer_is_shown_as_written(text: str) -> None:
    assert [said for said in answers(text) if text not in said] == []


@pytest.mark.parametrize("text", CODE)
def test_code_in_a_cell_and_in_plain_words_is_shown_as_written(text: str) -> None:
    row = f"| Question | Answer |\n|---|---|\n| What is it? | {text} |\n| What else? | Two |\n"
    assert parse(row.encode(), "notes.md").entries[0].answer == text
    assert plain(text) == unmarked(text) == text


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("A <b>dull</b> glaze.", "A dull glaze."),
        ("A <b>dull glaze\nthat goes on</b>.", "A dull glaze that goes on."),
        ("<b>Dull glaze", "Dull glaze"),
        ("<div><p>A glaze", "A glaze"),
        ("A glaze <div>", "A glaze"),
        ("So <div>dull glaze <hr> here", "So dull glaze here"),
        ("H<sub>2</sub>O", "H2O"),
        ("<Kiln>", ""),
        ('A <span class="x">glaze</span> and <input disabled> <Kiln/> <Kiln {...hot}>', "A glaze and"),
        ("<Kiln>A glaze</Kiln>", "A glaze"),
        ("A glaze.<br>Dull.<!-- why? -->", "A glaze. Dull."),
    ],
)
def test_tags_are_taken_off(written: str, shown: str) -> None:
    assert " ".join(plain(line) for line in written.split("\n")) == unmarked(written) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("A ==dull glaze== here, ==really.==", "A **dull glaze** here, **really.**"),
        ("See [[Kiln log]], [[2031-04-05]] and [[窯]].", "See Kiln log, 2031-04-05 and 窯."),
        ("It is \"[[Kiln log]]\", '[[Cone]]' or “[[Clay]]”.", "It is \"Kiln log\", 'Cone' or “Clay”."),
        ("See [[B]], [[2031]], [[B2]], [[Low, high]] and [[@may2031]].", "See B, 2031, B2, Low, high and @may2031."),
        ("See **[[Kiln log]]**, [[Cone]]s and [[¿Why?]]", "See **Kiln log**, Cones and ¿Why?"),
        ("See ==[[Kiln log]]== ([[Cone]]).", "See ==Kiln log== (Cone)."),
        ("See [[#Six]] ([[Cones#Six|six]]).", "See #Six (six)."),
        ("A <b>dull</b> <code>glaze</code>", "A **dull** `glaze`"),
        ("Cool it. ^a1b2c3", "Cool it."),
        ("Cool it ^x1y2z3", "Cool it"),
        ("Cool it! ^cool-it", "Cool it!"),
        ("Cool it. ^cool2", "Cool it."),
    ],
)
def test_markup_is_still_written_in_markdown(written: str, shown: str) -> None:
    assert answers(written)[0].endswith(shown)


def test_few_lines_that_look_like_cards_hide_no_sections() -> None:
    text = "".join(f"## Part {at}\n\nIt is told here.\n\n" for at in range(1, 10))
    entries = parse(f"{text}## Types\n\n- read :: Path -> Text\n- write :: Text -> Path\n".encode(), "notes.md").entries
    assert [one.question for one in entries] == [*(f"Part {at}" for at in range(1, 10)), "Types"]
