"""What an answer lacks is a sign against it: a name that is asked about, what a question asks for by its form.

Other forms, common words and short numbers are none.
"""

from pathlib import Path

import numpy as np
import pytest
from fakes import FakeEncoder

from index.build import build
from index.places import places
from retriever import Retriever
from retriever.confidence import missing
from retriever.derive import hooks
from retriever.wording import Wording

NOTES = """\
## How does Kafka keep the order of messages?

Messages of one key go to one partition, and a partition keeps its order.

## How does Elastic Load Balancing (ELB) check health?

It asks every target 15 times an hour over HTTP.

## What does ELB cost?

An hour costs little, the traffic more.

## Who starts the meeting on Monday?

Whoever was late the week before starts it.

## How many keys has a partition?

Unlimited ones.
"""
SHORT = "## What does an ELB target weigh?\n\nIt weighs little.\n"
BREAD = "## How long does bread rise?\n\nAn hour.\n"
COMMANDS = """\
## How do I list topics?

`topics --list` lists the topics.

## How do I delete a topic?

`topics --delete NAME` deletes a topic.

## How do I make a topic?

```
topics --create NAME
```

## Who renames a topic?

Nobody renames a topic.
"""


@pytest.fixture
def retriever(tmp_path: Path, home: Path) -> Retriever:
    (tmp_path / "notes").mkdir()
    for name, text in (("notes.md", NOTES), ("short.md", SHORT), ("bread.md", BREAD), ("commands.md", COMMANDS)):
        (tmp_path / "notes" / name).write_text(text, encoding="utf-8")
    encoder = FakeEncoder(256)
    build(places().index("default"), add=[tmp_path / "notes"], encoder=encoder, derive=hooks(encoder))
    return Retriever.open(encoder=encoder)


def missed(retriever: Retriever, text: str, source: str = "*") -> float:
    return retriever.ask(text, explain=True, correct=False, sources=(source,)).stages["missing"]


def test_a_name_that_the_first_passages_lack_is_missed(retriever: Retriever) -> None:
    assert missed(retriever, "How does Kafka keep the order?") == 0
    assert missed(retriever, "How does Zookeeper keep the order of messages?") == 1
    assert missed(retriever, "How does the order of messages hold?") < 0.5


def test_a_name_that_only_other_passages_have_is_missed(retriever: Retriever) -> None:
    query = Wording(retriever.index, retriever.encoder).query("what does Kafka keep")
    keys = {entry.question: retriever.index.entry_keys(entry.id) for entry in retriever.index.entries()}
    kafka, others = keys.pop("How does Kafka keep the order of messages?"), np.concatenate(list(keys.values()))
    assert missing(retriever.index, query, others) > 0.8
    assert missing(retriever.index, query, np.append(others, kafka)) == 0


def test_another_form_a_common_word_and_a_short_number_are_no_sign(retriever: Retriever) -> None:
    assert missed(retriever, "how does elb check health") == 0
    assert missed(retriever, "how does the elastic load balancing check health 99 times") == 0
    assert missed(retriever, "what does an elastic load balancing target weigh", "short.md") == 0
    assert missed(retriever, "how long does the elastic load balancing rise", "bread.md") > 0.5
    assert missed(retriever, "how does elb check health with error 50417") == 1
    assert missed(retriever, "tell somebody how elb checks its health") < 0.5


def test_no_shortened_word_and_no_letter_is_a_sign(retriever: Retriever) -> None:
    for asked in (
        "why doesn't the order of messages hold",
        "why doesn’t a partition keep the order",
        "thats the order of messages",
        "a partition cannot keep order",
        "messages n partitions",
        "ELB's health over HTTP",
    ):
        assert missed(retriever, asked) < 0.5
    assert missed(retriever, "Zookeeper's order of messages") == 1


def test_the_kind_of_answer_that_is_wanted_is_no_sign(retriever: Retriever) -> None:
    for asked in ("downsides of a Kafka partition", "Kafka messages vs ELB", "tradeoffs of the order of messages"):
        assert missed(retriever, asked) == 0
    assert missed(retriever, "downsides of a Zookeeper partition") == 1


def test_what_is_asked_by_its_name_is_spoken_of_in_one_place(retriever: Retriever) -> None:
    assert missed(retriever, "what is Kafka") == missed(retriever, "what is an ELB target") == 0
    assert missed(retriever, "does Kafka have targets") == 0 < missed(retriever, "what is a Kafka target")
    assert missed(retriever, "what is Zookeeper") == 2 * missed(retriever, "does Zookeeper start") == 2
    assert missed(retriever, "what is a Kafka partition, key, message and target") == 0


def test_an_amount_that_is_asked_for_is_there(retriever: Retriever) -> None:
    assert missed(retriever, "how often does ELB check health") < 0.1
    assert missed(retriever, "does the traffic cost more") < 0.1
    assert missed(retriever, "how much does the traffic cost") >= 1
    assert missed(retriever, "how many keys has a partition") < 0.1
    assert missed(retriever, "what is the price of traffic") >= 1
    assert missed(retriever, "maximum length of traffic") >= 1
    assert missed(retriever, "default health check interval") < 0.5
    assert missed(retriever, "ELB traffic and its maximum cost") < 0.1


def test_code_that_is_asked_for_is_there_where_the_notes_give_code(retriever: Retriever) -> None:
    assert missed(retriever, "command to delete a topic", "commands.md") < 0.5
    assert missed(retriever, "who renames a topic by command", "commands.md") < 0.5
    assert missed(retriever, "command to rename a topic", "commands.md") >= 1
    assert missed(retriever, "the yaml for who renames a topic", "commands.md") >= 1
    assert missed(retriever, "error code for who renames a topic", "commands.md") < 0.5
    assert missed(retriever, "command to start the meeting on Monday", "notes.md") < 0.5
