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
