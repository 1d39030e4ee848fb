"""Topics are the names and nouns that recur over a collection, whatever its subject."""

from pathlib import Path

from corpus import mine_topics, parse, read


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
