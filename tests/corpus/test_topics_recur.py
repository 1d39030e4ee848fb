"""Topics are the names and nouns that recur over a collection, whatever its subject."""

from pathlib import Path

from corpus import mine_topics, parse, read
from corpus.topics import join_topics, note_topics


def test_the_seed_corpus_has_its_services_as_topics(aws: Path) -> None:
    entries = [entry for document in read(aws) for entry in document.entries]
    topics = {topic for found in mine_topics(entries) for topic in found}
    assert {"Lambda", "EC2", "S3", "IAM", "RDS", "CloudWatch"} <= topics
    assert not {"AWS", "What", "How", "Can", "Explain"} & topics


def test_another_subject_has_its_own() -> None:
    notes = "".join(
        f"## How does {name} taste?\n\nI like {name} with the cheese. You can buy {name} in a shop.\n\n"
        for name in ("Merlot", "Riesling", "Merlot", "Riesling", "Merlot")
    )
    entries = parse(notes.encode(), "wine.md").entries
    assert mine_topics(entries)[0] == ("Merlot",)


def test_nearly_every_entry_of_the_seed_corpus_has_a_topic_and_hardly_any_a_common_word(aws: Path) -> None:
    found = mine_topics([entry for document in read(aws) for entry in document.entries])
    assert sum(not topics for topics in found) <= 0.05 * len(found)
    small = [topic for topics in found for topic in topics if topic.islower()]
    assert len(small) <= 0.1 * sum(map(len, found))


def test_a_part_of_a_name_is_no_topic_where_the_whole_name_is() -> None:
    notes = "".join(
        f"## How does Acme {name} work?\n\nI use Acme {name} at work, and Acme {name} is fine.\n\n"
        for name in ("Load Balancer", "Load Balancer", "Load Balancer", "Cache Server", "Cache Server")
    ).replace("How does Acme Load Balancer", "Why does the Acme Load Balancer", 1)
    topics = mine_topics(parse(notes.encode(), "notes.md").entries)
    assert topics[0] == ("Acme Load Balancer",)
    assert not {"Load", "Balancer", "Load Balancer"} & {topic for found in topics for topic in found}


def test_an_entry_without_a_name_in_its_question_has_the_one_of_its_answer() -> None:
    notes = (
        "## What is ZFS?\n\nA file system. People like ZFS.\n\n## Is ZFS fast?\n\nYes, ZFS is.\n\n"
        "## How are copies kept?\n\nWith ZFS snapshots. In ZFS they cost nothing.\n"
    )
    assert mine_topics(parse(notes.encode(), "notes.md").entries)[2] == ("ZFS",)


def test_a_noun_that_is_asked_for_is_a_topic_and_one_that_every_answer_holds_is_none() -> None:
    asked = [
        "Is the kiln hot?",
        "Why is the kiln red?",
        "Who fires the kiln?",
        "Is the clay wet?",
        "Where is the clay?",
    ]
    asked += ["Is the clay dear?", *(f"Which glaze is number {number}?" for number in range(12))]
    answer = "The clay is from a pit, and a clay keeps."
    pairs = [(question, f"{answer} A kiln is lit." if "kiln" in question else answer) for question in asked]
    notes = "".join(f"## {question}\n\n{said}\n\n" for question, said in pairs)
    topics = mine_topics(parse(notes.encode(), "pots.md").entries)
    assert topics[:3] == [("kiln",)] * 3
    assert topics[3:6] == [()] * 3


def test_topics_are_the_same_whichever_documents_were_noted_together(aws: Path) -> None:
    documents = [document.entries for document in read(aws)]
    whole = mine_topics([entry for entries in documents for entry in entries])
    assert join_topics([note_topics(entries) for entries in documents]) == whole
