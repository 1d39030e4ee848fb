"""How a question is put does not change its answer: what stands around it is left out, unless it is asked exactly."""

from pathlib import Path

import pytest
from fakes import FakeEncoder
from notes import write_notes

from index.build import build
from index.places import places
from retriever import Retriever
from retriever.derive import hooks
from retriever.phrasing import bare

BARE = "how do I keep tea warm"


@pytest.mark.parametrize(
    "text",
    [
        "{}?",
        "{} ??",
        "{}...",
        "¿{}？",
        "## {}",
        "- {}",
        "12. {}",
        "Q: {}?",
        "Question 3. {}",
        '"{}"',
        "“{}?”",
        "**{}**",
        "**Q1: {}?**",
        "please tell me {}",
        "Hi, I wanted to know: {}?",
        "can anyone explain {}, please?",
        "Could you help me to explain to me {}",
        "explain: {}",
        "explain to me {}",
        "i forgot {}",
        "any idea {}",
        "do you know {}",
        "what do my notes say about {}",
        "According to my notes, {}?",
        "in simple words, {}",
        "{} in a few words",
        "{} thanks in advance!",
        "{} from my notes pls",
        "❓{} 🙏",
        "3) {}",
        "ok so {}",
        "I'm stuck: {}",
        "could you help? {}",
        "give me a short answer: {}",
        "what about {}",
        "how would you answer {}",
        "What can you tell me about {}?",
        "{} - need this for my exam",
        "{} (explain in detail)",
        "{}, not sure I know",
        "I have an interview tomorrow, {}",
        "a friend of mine wants to know {}",
        "{}, my boss asks",
    ],
)
def test_what_is_beside_a_question_is_left_out(text: str) -> None:
    assert bare(text.format(BARE)) == BARE


@pytest.mark.parametrize(
    "text",
    [
        "hello world program in java",
        "I forgot my password",
        "I want to learn Python",
        "Tell me about a time you failed",
        "tell me about yourself",
        "can you ssh into a task",
        "explain the purpose of a keel",
        "any ideas for a cake",
        "how do I look for leaks",
        "search for text in files",
        "well architected framework",
        "find files by name",
        "what is it when a dog barks",
        "what is on the disk",
        "should I ask how much they pay",
        "git: how to undo a commit",
        "what is a pod, and why",
        "do you know Python",
        "3 tier architecture",
        "1.5 litres of what",
        "--force push",
        "!important in css",
        "how to get help",
        "what's a note in music",
        "# of pods on a node",
        "-v flag",
        "__init__ method",
        "**kwargs and *args",
        "is it 'x' or 'y'",
        '"x" or "y"',
        "what is C++",
        "AWS S3",
        "yes/no",
        "please",
        "?",
        "thanks",
        "in a few words",
    ],
)
def test_what_may_be_asked_about_is_kept(text: str) -> None:
    assert bare(text) == text


KNOWN = {"cosy", "keep", "kettle", "tea", "warm"}


@pytest.mark.parametrize(
    "text",
    [
        "since we move next week, {}",
        "Because my boss asked for it, please tell me {}?",
        "{} because we start on Monday",
        "{}? I found nothing on the internet",
        "I am new in this office. {}?",
        "I've read the manual but {}",
        "our customers complain, so {}",
    ],
)
def test_a_clause_that_says_why_one_asks_is_left_out(text: str) -> None:
    assert bare(text.format(BARE), known=KNOWN.__contains__) == BARE


@pytest.mark.parametrize(
    "text",
    [
        "since the kettle is old, how do I keep tea warm",
        "I have one cosy, how do I keep tea warm",
        "we moved last week, how do I keep it warm",
        "how do I keep tea warm because I have no kettle",
        "how do I keep tea warm, and should I",
        "people leave tea because we keep it warm",
        "our guests say they left because we keep tea warm",
        "cheap or good, which kettle",
        "since we move next week, what now",
    ],
)
def test_a_clause_that_says_what_one_asks_is_kept(text: str) -> None:
    assert bare(text, known=KNOWN.__contains__) == text


@pytest.mark.parametrize(
    "text",
    [
        "when should I not use {}?",
        "Why shouldn't we use {}",
        "when not to use {}",
        "why not use {}",
        "When should one avoid {}",
        "why avoid using {}",
    ],
)
def test_when_not_to_use_a_thing_asks_for_its_drawbacks(text: str) -> None:
    assert bare(text.format("a tea cosy")) == "drawbacks of a tea cosy"
    for kept in ("when should I use {}", "why can't I use {}", "why is {} not used", "how to avoid {}"):
        assert bare(kept.format("a tea cosy")) == kept.format("a tea cosy")


def test_what_is_in_capitals_throughout_is_no_name() -> None:
    assert bare("HOW DO I KEEP TEA WARM?") == BARE.lower()


def test_the_place_that_most_notes_are_about_is_left_out() -> None:
    def everywhere(word: str) -> bool:
        return word.lower() == "aws"

    assert bare("how do I keep logs in AWS?", everywhere) == "how do I keep logs"
    assert bare("In AWS, what is a zone", everywhere) == "what is a zone"
    assert bare("on the aws what is a zone", everywhere) == "what is a zone"
    assert bare("what is AWS", everywhere) == "what is AWS"
    for put in ("AWS: {}", "[aws] {}", "{} (aws)", "{} | AWS", "when using AWS, {}", "AWS {}", "{} AWS"):
        assert bare(put.format("instance types"), everywhere) == "instance types"
    for kept in (
        "in AWS",
        "sign in AWS",
        "history of AWS",
        "AWS history",
        "AWS vs Azure prices",
        "AWS Batch vs Lambda",
        "why choose AWS",
    ):
        assert bare(kept, everywhere) == kept
    assert bare("how do I keep logs in Azure", everywhere) == "how do I keep logs in Azure"


def test_however_it_is_put_the_answer_is_the_same_but_where_it_is_asked_exactly(tmp_path: Path, home: Path) -> None:
    asked = [(f"What is tide {n}?", f"The moon pulls the sea at place {n}.") for n in range(40)]
    notes = write_notes(tmp_path / "notes", {"tides.md": [*asked, ("How do I keep tea warm?", "Under a cosy.")]})
    encoder = FakeEncoder(256)
    build(places().index("default"), add=[notes], encoder=encoder, derive=hooks(encoder))
    retriever = Retriever.open(encoder=encoder)
    plain = retriever.ask("place 7 and its tide")
    put = retriever.ask("Please tell me about place 7 and its tide in the sea??")
    assert (put.hits, put.confidence, put.corrected_query) == (plain.hits, plain.confidence, None)
    assert put.query == "Please tell me about place 7 and its tide in the sea??"
    assert retriever.ask(put.query, correct=False).confidence != plain.confidence
    assert retriever.ask("how do I keep tea warm in the cosy").confidence != retriever.ask("keep tea warm").confidence
