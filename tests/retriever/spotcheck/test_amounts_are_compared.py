"""An amount is right however it is written, and another one in its place is wrong, be it all that is typed."""

import pytest
from hypothesis import example, given

from retriever.spotcheck import grade
from retriever.spotcheck.amounts import amounts, equal, instead
from tests.support.quantities import IN_ANY_ORDER

pytestmark = pytest.mark.model

BACKUP = "How long are backups kept?", "Automatic backups are kept for 7 days by default."
TIMEOUT = "What is the maximum timeout of a function?", "A function can run for at most 15 minutes (900 seconds)."
DOUGH = "How many eggs go into the dough?", "Take 3 eggs, 500 g of flour and 250 ml of milk."
FLOUR = "How much flour do I need?", "You need 500 g of flour, a pinch of salt and 300 ml of water."
PORT = "Which port does SSH use?", "SSH listens on port 22 by default; the protocol runs over TCP."
WAR = "When did the war end?", "The war ended in 1945, after six years."
STORE = "What durability is the storage designed for?", "For 99.999999999% durability and 99.99% availability."
GREASE = "How often are the points greased?", "The points are greased every two weeks, in frost every week."
WATER = "At what temperature does water boil at sea level?", "It boils at 100 °C at sea level, at 90 °C at 3,000 m."
STEAM = "At how many degrees Fahrenheit does water boil?", "Water boils at 212 °F."
GAS = "What is the boiling point of nitrogen?", "Nitrogen boils at -196 °C (77 K)."
TREATY = "When was the treaty signed?", "The treaty was signed on 4 July 1921 in the town hall."
QUEUE = (
    "How long does a queue keep a message?",
    "Messages are kept for 4 days by default. The time can be set between 60 seconds and 14 days.",
)
DRINK = "What is the legal limit for drivers?", "Drivers may have at most 0.5 g of alcohol per litre of blood."
ADDRESS = "How many bits has an IPv6 address?", "An IPv6 address has 128 bits, written as eight groups of digits."
FROG = "How many chambers has the heart of a frog?", "The heart of a frog has three chambers: two atria, one ventricle."
HOURS = "When does the library close on Saturdays?", "On Saturdays it closes at 16:00, on weekdays at 20:00."


@pytest.mark.parametrize(
    ("pair", "answer"),
    [
        (BACKUP, "7 days"),
        (BACKUP, "seven days"),
        (BACKUP, "a week"),
        (BACKUP, "7"),
        (TIMEOUT, "15 minutes"),
        (TIMEOUT, "900 seconds"),
        (TIMEOUT, "15"),
        (TIMEOUT, "up to a quarter: 15 min"),
        (DOUGH, "three"),
        (DOUGH, "3 eggs"),
        (FLOUR, "half a kilo"),
        (FLOUR, "0.5 kg"),
        (PORT, "22"),
        (PORT, "TCP 22"),
        (WAR, "1945"),
        (STORE, "99.999999999%"),
        (GREASE, "every 14 days"),
        (WATER, "212 °F"),
        (WATER, "100 degrees"),
        (STEAM, "212"),
        (STEAM, "at 212 degrees"),
        (GAS, "-196 °C"),
        (GAS, "77 K"),
        (TREATY, "1921"),
        (TREATY, "on July 4, 1921"),
        (DRINK, "0.5 g/l"),
        (ADDRESS, "128 bits"),
        (FROG, "3 chambers"),
        (HOURS, "at 4:00 pm"),
    ],
)
def test_the_amount_that_is_asked_for_is_the_answer(pair: tuple[str, str], answer: str) -> None:
    found = grade(*pair, answer)
    assert [point.verdict for point in found.points] == ["covered"]
    assert found.score >= 0.6


@pytest.mark.parametrize(
    ("pair", "answer", "why"),
    [
        (BACKUP, "3 days", "3 days, not 7 days"),
        (BACKUP, "They stay 30 days.", "30 days, not 7 days"),
        (BACKUP, "7 months", "7 months, not 7 days"),
        (TIMEOUT, "5 minutes", "5 minutes, not 15 minutes"),
        (TIMEOUT, "an hour at most", "an hour, not 15 minutes"),
        (DOUGH, "2 eggs", "2, not 3"),
        (DOUGH, "five", "five, not 3"),
        (FLOUR, "1 kg", "1 kg, not 500 g"),
        (PORT, "443", "443, not 22"),
        (PORT, "it uses port 2222", "2222, not 22"),
        (WAR, "1944", "1944, not 1945"),
        (WAR, "in 1918 after four years", "1918, not 1945"),
        (STORE, "99.99999%", "99.99999%, not 99.999999999%"),
        (GREASE, "every month", "every month, not every two weeks"),
        (WATER, "90 °C", "90 °C, not 100 °C"),
        (STEAM, "100", "100, not 212 °F"),
        (GAS, "-100 °C", "-100 °C, not -196 °C"),
        (TREATY, "in 1922", "1922, not 4 July 1921"),
        (DRINK, "0.8 g per litre", "0.8 g per litre, not 0.5 g"),
        (ADDRESS, "it is 64 bits long", "64 bits, not 128 bits"),
        (FROG, "2", "2, not three"),
        (HOURS, "20:00", "20:00, not 16:00"),
    ],
)
def test_another_amount_contradicts_however_short_the_answer(pair: tuple[str, str], answer: str, why: str) -> None:
    found = grade(*pair, answer)
    assert [(point.verdict, point.why) for point in found.points] == [("contradicted", why)]
    assert found.score < 0.35


def test_an_amount_answers_one_point_of_several_and_contradicts_none() -> None:
    first, second = grade(*QUEUE, "4 days").points
    assert (first.verdict, second.verdict == "contradicted") == ("covered", False)
    for answer in ("4 days, can be set from a minute to two weeks", "4 days by default, from 60 seconds to 14 days"):
        assert "contradicted" not in {point.verdict for point in grade(*QUEUE, answer).points}
    first, second = grade(*QUEUE, "one hour").points
    assert (first.verdict, second.verdict == "contradicted") == ("contradicted", False)


@pytest.mark.parametrize(
    ("pair", "answer"),
    [
        (("How do I make dough rise?", "Leave it for 2 hours at 25 °C under a cloth."), "2 hours"),
        (("What happens to old files?", "After 30 days they move to the archive, where they cost less."), "30 days"),
    ],
)
def test_an_amount_is_no_answer_where_none_is_asked_for(pair: tuple[str, str], answer: str) -> None:
    assert "covered" not in {point.verdict for point in grade(*pair, answer).points}


def test_an_amount_in_another_unit_is_no_other_name() -> None:
    said = "a colony has to have at least 4000 g of honey each week in the summer"
    meant = "A colony needs a minimum of 4 kg of honey per week in summer."
    assert [point.verdict for point in grade("How much honey does a colony need?", meant, said).points] == ["covered"]


def test_an_amount_out_of_the_question_tells_nothing() -> None:
    pair = "How many 2 GB disks make 6 GB?", "Three disks make 6 GB."
    assert "covered" not in {point.verdict for point in grade(*pair, "2 GB").points}
    assert "covered" in {point.verdict for point in grade(*pair, "three disks of 2 GB").points}


@given(IN_ANY_ORDER, IN_ANY_ORDER)
@example("1\u202f000 °C", "1000")
@example("1.2.3 °C", "1.2.3 °C")
def test_any_amounts_can_be_compared(said: str, meant: str) -> None:
    assert instead(said, said, "") is None
    pair = instead(said, meant, "")
    assert pair is None or (pair[0] in said and pair[1] in meant)
    assert all(equal(one, other) == equal(other, one) for one in amounts(said) for other in amounts(meant))
