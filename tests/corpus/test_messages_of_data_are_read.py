"""Chats and prompts that were exported as data are read: what asks with what answers, on its raw lines."""

import json

import pytest
from reading import checked, pairs

TOLD = [("What is a keel?", "A spine."), ("What is a mast?", "A pole.")]


@pytest.mark.parametrize(
    "keys", [("prompt", "completion"), ("instruction", "output"), ("instruction", "response"), ("problem", "solution")]
)
def test_what_is_told_to_a_machine_may_be_a_question(keys: tuple[str, str]) -> None:
    cards = [dict(zip(keys, pair, strict=True)) for pair in TOLD]
    assert pairs(checked(json.dumps(cards), "cards.json")) == TOLD
    titled = [dict(zip(keys, ("Sunk keel", f"Use a rope and {count} hands."), strict=True)) for count in (2, 3)]
    assert [asked for asked, _ in pairs(checked(json.dumps(titled), "cards.json"))] == ["Sunk keel", "Sunk keel"]
    other = [{"user": "keel", "output": "3"}, {"user": "mast", "output": "4"}]
    assert pairs(checked(json.dumps(other), "log.json")) == []


@pytest.mark.parametrize(
    ("role", "said", "asker", "teller", "suffix"),
    [("role", "content", "user", "assistant", "jsonl"), ("from", "value", "human", "gpt", "json")],
)
def test_messages_that_ask_are_answered_by_the_next(role: str, said: str, asker: str, teller: str, suffix: str) -> None:
    chats = [
        [
            {role: "system", said: "You build boats."},
            {role: asker, said: asked},
            {role: teller, said: answered},
            {role: asker, said: "Thanks a lot"},
            {role: teller, said: "What else may I tell you?"},
        ]
        for asked, answered in TOLD
    ]
    made = [{"messages": chat} for chat in chats]
    text = "\n".join(map(json.dumps, made)) if suffix == "jsonl" else json.dumps(made, indent=1)
    document = checked(text, f"chat.{suffix}")
    assert pairs(document) == TOLD
    raw = text.split("\n")
    for entry in document.entries:
        assert entry.question in raw[entry.lines.start - 1]
        assert entry.answer in raw[entry.answer_lines[0] - 1]


def _message(form: str, role: str, text: str | None) -> dict[str, object]:
    if form == "parts":
        parts = [{"type": "tool", "name": "x"}, *({"type": "text", "text": one} for one in (text or "").split("\n"))]
        return {"sender": role, "text": "", "content": parts if text else None}
    held = {"content_type": "text", "parts": [text or ""]}
    return {"id": "m", "message": {"author": {"role": role, "name": None}, "content": held}, "parent": "m"}


@pytest.mark.parametrize("form", ["parts", "wrapped"])
def test_messages_may_be_wrapped_or_in_parts_with_empty_ones_and_those_of_tools_between(form: str) -> None:
    turns = [("system", "Be kind."), ("user", "What is a keel?"), ("assistant", None), ("tool", "found: 3")]
    turns += [("assistant", "A spine.\nOf wood."), ("user", "Thanks a lot"), ("assistant", "What else?")]
    messages = [_message(form, role, text) for role, text in turns]
    chat = {"messages": messages} if form == "parts" else {"mapping": {str(at): one for at, one in enumerate(messages)}}
    held = [{"title": "Boats", "root": None, **chat}]
    for text in (json.dumps(held), json.dumps(held, indent=1)):
        [entry] = checked(text, "chats.json").entries
        assert (entry.question, entry.answer, entry.headings) == ("What is a keel?", "A spine.\nOf wood.", ("Boats",))


@pytest.mark.parametrize("wrapped", [False, True])
def test_what_others_say_to_a_text_is_told_of_its_title(wrapped: bool) -> None:
    issues = [
        {"title": title, "body": body, "comments": [{"author": {"login": "ann"}, "body": said} for said in told]}
        for title, body, told in (
            ("How do I step a mast?", "It is tall.\r\n\r\nHow?", ["With a crane.", "Or two masts."]),
            ("Keel is loose", "", ["Tighten its bolts."]),
            ("Is there a rudder?", "I see none.", []),
        )
    ]
    if wrapped:
        issues = [one | {"comments": {"nodes": one["comments"]}} for one in issues]
    for text in (json.dumps(issues), json.dumps({"title": "Boats", "issues": issues}, indent=1)):
        document = checked(text, "issues.json")
        assert [(entry.question, entry.answer.replace("\n\n", "\n")) for entry in document.entries] == [
            ("How do I step a mast?", "It is tall.\nHow?\nWith a crane.\nOr two masts."),
            ("Keel is loose", "Tighten its bolts."),
        ]
