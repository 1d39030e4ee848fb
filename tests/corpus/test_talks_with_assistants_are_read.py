"""What a person says to an assistant is a question and the reply its answer, however a talk shows who speaks."""

import json

import pytest
from reading import pairs, read

from corpus import parse

ASKED = [
    ("How hot is a kiln?", "A thousand degrees:\n\n- at the top\n- and below"),
    ("and an oven", "Three hundred."),
    ("draw me one", "```text\n[ oven ]\n```\n\n### Parts\n\nA door."),
    ("My pot broke\n\nit was wet", "Wet clay bursts."),
]
APART = [
    ("#### You said:\n{}\n", "#### ChatGPT said:\n{}\n"),
    ("You said:\n{}\n\n", "ChatGPT said:\n{}\n\n"),
    ("**You:**\n\n{}\n\n", "**Claude:**\n\n{}\n\n"),
    ("## You\n\n{}\n\n", "## ChatGPT (GPT-4o)\n\n{}\n\n"),
    ("### 👤 User\n{}\n", "### 🤖 Assistant\n{}\n---\n"),
    ("You\n{}\n\n", "Gemini\n{}\n\n"),
    ("User [10:21]:\n{}\n\n", "DeepSeek [10:22]:\n{}\n\n"),
    ("> [!question] You\n{}\n\n", "> [!info] Copilot\n{}\n\n"),
    ("**You:** {}\n\n", "**ChatGPT:** {}\n\n"),
    ("- **Me**: {}\n\n", "- **GPT-4**: {}\n\n"),
    ("Human: {}\n\n", "Assistant: {}\n\n"),
    ("**Prompt:** {}\n\n", "**Response:** {}\n\n"),
    ("**You: {}\n\n", "**AI: {}\n\n"),
    ("[10:21] You: {}\n", "[10:22] ChatGPT: {}\n"),
    ("**Anna Lind:** {}\n\n", "**ChatGPT:** {}\n\n"),
    ("Vous avez dit :\n{}\n\n", "ChatGPT a dit :\n{}\n\n"),
    ("### USER 2026-05-25T07:24:22.356Z\n\n{}\n\n", "### ASSISTANT 2026-05-25T07:24:37.165Z\n\n{}\n\n"),
    ("**You** · 10:21 AM\n\n{}\n\n", "**Claude** · 10:22 AM\n\n{}\n\n"),
    ("### You said:\n\n{}\n\n", "### ChatGPT said:\n\nChatGPT\n\n{}\n\n"),
    ("**User:**\n\n{}\n\n---\n\n", "**Hilda:**\n\n{}\n\n---\n\n"),
    ("你说：\n{}\n\n", "ChatGPT 说：\n{}\n\n"),
]


def told(answer: str) -> str:
    return " ".join(answer.replace("**", "").split())


@pytest.mark.parametrize("form", APART, ids=lambda form: form[0].split("{")[0])
def test_every_turn_is_asked_and_answered(form: tuple[str, str]) -> None:
    text = "".join(
        asks.format(asked) + tells.format(answer)
        for (asked, answer), (asks, tells) in zip(ASKED, [form] * 4, strict=True)
    )
    entries = parse(f"# Pots\n\n{text}".encode(), "talk.md").entries
    assert [one.question.replace("**", "") for one in entries] == [" ".join(asked.split()) for asked, _ in ASKED]
    assert [told(one.answer) for one in entries] == [told(answer) for _, answer in ASKED]
    assert entries[0].lines.start == 3


def test_an_assistant_that_says_several_things_in_a_row_answers() -> None:
    text = "### USER\n\nIs the kiln hot?\n\n### ASSISTANT\n\nI look.\n\n### ASSISTANT\n\nThe gauge works.\n\n"
    text += "### ASSISTANT\n\nYes, it is.\n\n### USER\n\ncool it\n\n### ASSISTANT\n\nThe door is open.\n"
    assert pairs(parse(f"# Kiln\n\n{text}".encode(), "talk.md")) == [
        ("Is the kiln hot?", "I look.\n\nThe gauge works.\n\nYes, it is."),
        ("cool it", "The door is open."),
    ]


def test_what_is_asked_above_the_first_reply_is_a_question() -> None:
    text = "how hot is a kiln\n\n##### ChatGPT said:\n\nA thousand degrees.\n\n"
    text += "##### You said:\n\nand an oven\n\n##### ChatGPT said:\n\nThree hundred.\n"
    assert pairs(parse(text.encode(), "talk.md")) == [
        ("how hot is a kiln", "A thousand degrees."),
        ("and an oven", "Three hundred."),
    ]


def test_front_matter_says_nothing_in_a_talk() -> None:
    text = "---\nModel: gpt-4o\nUser: lind\n---\n\n# Kilns\n\n#### You:\nhow hot is it\n\n#### ChatGPT:\nVery.\n"
    assert pairs(parse(text.encode(), "talk.md")) == [("how hot is it", "Very.")]


def test_what_is_asked_may_have_headings_and_code() -> None:
    text = "**You:**\n\n## Task 1: mend the kiln\n\n**Status**: cold\n\n**Claude:**\n\nIt is mended.\n\n"
    text += "**You:** make it short:\n\n```py\nheat = 1\n```\n\n- at once\n\n**Claude:**\n\nHere:\n\n```py\nheat\n```\n"
    document = parse(text.encode(), "talk.md")
    assert [one.lines.start for one in document.entries] == [1, 11]
    assert document.entries[0].question.startswith("Task 1: mend the kiln")
    assert document.entries[1].answer.startswith("```py\nheat = 1\n```")
    assert not any("A:" in one.answer for one in document.entries)


def test_headings_of_a_reply_that_ask_are_its_parts() -> None:
    parts = "".join(f"## ✅ {at}. What is part {at}?\n\nMade of clay.\n\n" for at in (1, 2, 3))
    turns = [("tell me of kilns", f"They are hot.\n\n{parts}"), ("and of ovens", "They are warm.\n")]
    text = "".join(f"##### You said:\n\n{asked}\n\n###### ChatGPT said:\n\n{told}" for asked, told in turns)
    entries = parse(text.encode(), "talk.md").entries
    assert [(one.question, one.lines.start) for one in entries] == [("tell me of kilns", 1), ("and of ovens", 21)]


def test_thanks_go_and_what_follows_goes_on_is_of_the_answer_above() -> None:
    text = (
        "User: How hot is a kiln?\n\nAssistant: A thousand degrees\n\nUser: continue\n\nAssistant: and more on top.\n\n"
    )
    text += "User: thanks a lot!\n\nAssistant: You're welcome! Ask me whatever you like.\n\nUser: and an oven\n\n"
    text += "Assistant: Three hundred.\n"
    document = parse(text.encode(), "talk.md")
    assert pairs(document) == [
        ("How hot is a kiln?", "A thousand degrees\n\nand more on top."),
        ("and an oven", "Three hundred."),
    ]
    assert [(one.start, one.end) for one in document.findings] == [(5, 5), (9, 11)]


@pytest.mark.parametrize("yes", ["**You:** yes please", "**You:**\nyes please"])
def test_a_yes_asks_what_was_offered(yes: str) -> None:
    text = (
        f"**You:** How hot is a kiln?\n\n**GPT:** Very. Would you like a drawing of it?\n\n{yes}\n\n**GPT:** [kiln]\n"
    )
    questions = [question for question, _, _ in read(text)]
    assert questions == ["How hot is a kiln?", "Would you like a drawing of it (yes please)?"]
    assert [question for question, _, _ in read(text.replace("Very. ", ""))] == questions


def test_what_an_assistant_listed_are_the_questions_and_not_what_was_wished() -> None:
    listed = "".join(f"### {at}. What is pot {at}?\n\nOne of clay.\n\n" for at in range(1, 5))
    text = f"You said:\ngive me 4 questions on pots\n\nChatGPT said:\nSure!\n\n{listed}"
    text += "You said:\nexplain 4\n\nChatGPT said:\nIt breaks.\n"
    assert [question for question, _, _ in read(text)] == [*(f"What is pot {at}?" for at in range(1, 5)), "explain 4"]


def test_whom_an_interviewer_asks_answers() -> None:
    text = "Interviewer: Tell me about yourself\nMe: I build kilns.\nInterviewer: Okay.\n"
    text += "Interviewer: What is slip?\nMe: Clay.\n"
    assert [question for question, _, _ in read(text)] == ["Tell me about yourself", "Okay. What is slip?"]


@pytest.mark.parametrize("mark", ["", "**"])
def test_a_talk_that_is_an_example_stays_in_its_answer(mark: str) -> None:
    said = f"{mark}User:{mark} translate dog\n\n{mark}Assistant:{mark} Hund\n\n"
    text = f"## What are examples?\n\nSome are shown first.\n\n{said * 3}## What is a role?\n\nWho speaks.\n"
    assert [question for question, _, _ in read(text)] == ["What are examples?", "What is a role?"]


@pytest.mark.parametrize(
    "text", ["User: root\nModel: LX-200\nSupport: 555\n\n", "Prompt\n\nIt waits.\n\nResponse\n\nIt writes.\n\n"]
)
def test_words_that_name_no_speaker_label_nothing(text: str) -> None:
    asked = "".join(f"## How do I mend part {at}?\n\nWith glue.\n\n" for at in range(3))
    assert len(read(f"# Printer\n\n{text}{asked}")) == 3


def test_turns_of_an_export_that_ask_without_a_question_mark_are_questions() -> None:
    turns = [("user", "How hot is a kiln?"), ("assistant", "Hot."), ("user", "and an oven"), ("assistant", "Less.")]
    turns += [("user", "go on"), ("assistant", "It is of tin."), ("user", "thanks"), ("assistant", "Gladly!")]
    messages = [{"role": role, "content": said} for role, said in turns]
    document = parse(json.dumps({"messages": messages}, indent=1).encode(), "talk.json")
    assert pairs(document) == [("How hot is a kiln?", "Hot."), ("and an oven", "Less.\n\nIt is of tin.")]


def test_a_wish_for_more_questions_is_none() -> None:
    listed = [
        "".join(f"### {at}. What is pot {at}?\n\nOne of clay.\n\n" for at in part) for part in ((1, 2, 3), (4, 5))
    ]
    text = f"You said:\nquestions on pots\n\nChatGPT said:\nHere:\n\n{listed[0]}Would you like more?\n\n"
    text += f"You said:\nyes\n\nChatGPT said:\n{listed[1]}"
    assert [question for question, _, _ in read(text)] == [f"What is pot {at}?" for at in range(1, 6)]


def test_names_that_stand_once_and_ask_nothing_are_parts() -> None:
    text = "# Entities\n\n## User\nA person with a name.\n\n## Model\nA trained net.\n\n## Session\nUp to log-out.\n"
    assert [question for question, _, _ in read(text)] == ["User", "Model", "Session"]
    assert [question for question, _, _ in read("**User:** How hot is a kiln?\n\n**AI:** Very.\n")] == [
        "How hot is a kiln?"
    ]
