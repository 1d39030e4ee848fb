"""A right answer is never called contradicted for words that speak of something else, and a wrong one in part is."""

import pytest

from retriever.spotcheck import grade

pytestmark = pytest.mark.model

LOAN = "What happens to rents when the price of a loan falls?", "Rents rise by a tenth."
LAMP = "How is the lamp wired?", "The lamp and the plug are separated by the fuse."
HALL = "How does the store keep food?", "The first hall is a cold room holding both the fish and the cheese."
PLAN = "What is the new plan for?", "- To increase safety in the towns.\n- To reduce costs of travel."
CLOCK = (
    "What are the two kinds of sending?",
    "- Synchronous sending shares one clock.\n- Asynchronous sending has none.",
)
VALVE = "What do the valves do?", "The valves stop water from flowing backwards."
LENT = "May members lend tools?", "Members may lend tools to guests, but guests may not lend tools on."
UNIT = "What is left out?", "A unit of the tool is left out."
CARTS = "Which carts share a track?", "Carts B and C share a track."
SOUND = "How many of the 40 parts are sound?", "Broken are b = 0.05, so 1 - b = 0.95 of the 40 parts are sound."
COUNT = "How many of the 40 parts are sound?", "As b = 2 / 40 are broken, 40 - 2 = 38 parts are sound."
TOWN = "Where does the train end?", "York, not Leeds!"
SIDES = "How do bags and boxes differ?", "Bags are not stacked and hold a pound each."
ROPE = "What is a sling?", "A sling is a rope between two hooks."
GLASS = "Is it true that cold glass does not bend?", "Yes, cold glass cannot be bent."


@pytest.mark.parametrize(
    ("pair", "answer"),
    [
        (LOAN, "when the price of a loan falls rents are a tenth higher"),
        (LAMP, "the lamp is connected to the battery, and the lamp is seperated from the plug by the fuse"),
        (HALL, "the fish and the cheese are held in a cold room, the first hall"),
        (PLAN, "to reduce costs of travel in the towns and to improve safety"),
        (CLOCK, "asynchronous sending has no clock, synchronous sending shares one"),
        (VALVE, "the valves are there so that water does not flow backwards"),
        (LENT, "Members may lend tools to guests."),
        (UNIT, "it is left out of the tool"),
        (CARTS, "cart a does not share a track with b and c"),
        (SOUND, "b = 5 / 100 = 0.05, 38 parts are sound"),
        (COUNT, "count 0, 1, 2, 3 and so on of the parts"),
        (GLASS, "no it can't be bent"),
        (SIDES, "boxes are stacked"),
        (TOWN, "York"),
        (TOWN, "not Leeds"),
        (ROPE, "a sling is a fault-tolerant rope between two hooks"),
    ],
)
def test_words_that_speak_of_something_else_contradict_nothing(pair: tuple[str, str], answer: str) -> None:
    assert "contradicted" not in {point.verdict for point in grade(*pair, answer).points}


FABRIC = (
    "How do silk and linen behave?",
    "- Silk has smooth shiny threads, it is made by moths.\n- Linen has stiff dull fibres.",
)
CLOTH = "What is said of cloth?", FABRIC[1]
VEINS = (
    "How do veins and arteries differ?",
    "- Arteries carry blood away, veins carry it back.\n- Arteries have thick walls.\n- Veins have valves inside.",
)
WASP = "How does a wasp differ from a bee?", "- A bee leaves its sting in the skin.\n- A wasp hunts other insects."
BOARD = "What may the board do?", "- The board may delay a plan.\n- The board may not stop a plan of the town."
DYE = "What does the dye do?", "- It colours the wool.\n- It turns yellow paper brown."
STRIKE = "What happens in a strike?", "- Goods get more expensive, so people buy less.\n- Wages tend to rise."
FALL = "How is a fall treated?", "- Lean on the left foot, not on the right.\n- Rest for a day."
TEA = (
    "How is the tea made?",
    "- Heat the pot for ten minutes.\n- Serve it to the guests of the house after half an hour.",
)


@pytest.mark.parametrize(
    ("pair", "answer", "wrong"),
    [
        (FABRIC, "Linen has smooth shiny threads. Silk has stiff dull fibres.", [0, 1]),
        (CLOTH, "Linen has smooth shiny threads. Silk has stiff dull fibres.", [0, 1]),
        (
            VEINS,
            "Veins carry blood away, arteries carry it back. Veins have thick walls. Arteries have valves inside.",
            [0, 1, 2],
        ),
        (WASP, "Wasps leave their sting in the skin.", [0]),
        (
            BOARD,
            "they may delay a plan of the council, they may ask for money, and the board may stop a plan of the town",
            [1],
        ),
        (DYE, "it colours the wool, it smells of fish and it turns brown paper yellow", [1]),
        (STRIKE, "goods get cheaper, so people buy more", [0]),
        (FALL, "lean on the right foot, not on the left, and call for help", [0]),
        (TEA, "pour the guests some of it, and heat the sealed heavy pot for one minute", [0]),
    ],
)
def test_a_clause_that_says_the_opposite_contradicts_its_own_point_alone(
    pair: tuple[str, str], answer: str, wrong: list[int]
) -> None:
    found = grade(*pair, answer).points
    assert [place for place, point in enumerate(found) if point.verdict == "contradicted"] == wrong


GLAZES = (
    "What is the difference between ash and tin glaze?",
    "- Ash glaze melts late and runs down the pot.\n- Tin glaze hides the clay under a white coat.",
)
GATES = (
    "When is a boom used over a sluice?",
    "Booms keep boats out of harbours, and sluices let boomed boats pass a dam.",
)
LOOMS = (
    "How do hand looms compare with power looms?",
    "| | Hand looms | Power looms |\n|---|---|---|\n| Speed | slow | fast |\n| Driven by | the weaver | a motor |",
)


@pytest.mark.parametrize(
    ("pair", "answer", "other"),
    [
        (
            GLAZES,
            "ash gives a white coat which hides the clay, tin runs down the pot since it melts late",
            "tin gives a white coat which hides the clay, ash runs down the pot since it melts late",
        ),
        (
            GATES,
            "sluices keep boats out of the harbour, booms let boats pass the dam",
            "booms keep boats out of the harbour, sluices let boats pass the dam",
        ),
        (LOOMS, "hand looms: motor, power looms: the weaver", "hand looms: the weaver, power looms: motor"),
    ],
)
def test_what_is_said_of_the_other_of_two_things_is_contradicted(
    pair: tuple[str, str], answer: str, other: str
) -> None:
    assert "contradicted" in {point.verdict for point in grade(*pair, answer).points}
    assert "contradicted" not in {point.verdict for point in grade(*pair, other).points}


TIN_FOR_ASH = "ash gives a white coat which hides the clay, tin runs down the pot since it melts late"


@pytest.mark.parametrize(
    "joined",
    [
        *("ash and tin", "ash or the tin", "ash vs. tin", "ash versus tin", "ash over tin", "ash/tin", "ash & a tin"),
        *("ash than tin", "ash from tin", "ash against tin", "ash instead of tin", "ash compared to tin", "ash, tin"),
    ],
)
def test_two_things_are_told_apart_however_a_question_joins_them(joined: str) -> None:
    meant = "Ash melts late and runs down the pot. Tin hides the clay under a white coat."
    assert "contradicted" in {point.verdict for point in grade(f"Why {joined}?", meant, TIN_FOR_ASH).points}


@pytest.mark.parametrize("label", ["{}: ", "{} = ", "{} – ", "{} → ", "{} -> ", "{} - "])
def test_two_things_are_told_apart_by_the_labels_of_the_points(label: str) -> None:
    told = ("Ash", "melts late and runs down the pot."), ("Tin", "hides the clay under a white coat.")
    meant = "\n".join(f"- {label.format(name)}{what}" for name, what in told)
    assert "contradicted" in {point.verdict for point in grade("Which glazes?", meant, TIN_FOR_ASH).points}


def test_good_and_bad_sides_in_other_words_are_not_taken_for_one_another() -> None:
    asked = "What is the advantage and disadvantage of a brick oven?"
    meant = "Advantage: it holds the heat all day. Disadvantage: a fire has to burn for hours before it is hot."
    said = "advantage is warm for the day, disadvantage: heating takes hours"
    assert "contradicted" not in {point.verdict for point in grade(asked, meant, said).points}


@pytest.mark.parametrize("answer", ["Leeds", "It's Leeds.", "at Leeds"])
def test_what_the_answer_rules_out_is_contradicted(answer: str) -> None:
    assert [point.verdict for point in grade(*TOWN, answer).points] == ["contradicted"]
