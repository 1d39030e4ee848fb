"""Every word of a document is in a question, an answer, a heading or a Finding."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus import Document, parse

ROOT = Path(__file__).parents[2]
FILES = [*sorted((ROOT / "corpus" / "aws").iterdir()), *sorted((ROOT / "tests" / "data" / "notes").glob("**/*.[mrt]*"))]
WORD = re.compile(r"[^\W_]+")
MARKUP = re.compile(
    r"<!--[^<>]*-->|</?[a-zA-Z][^<>]*>|^\W*\[[^\]]*\]\(#[^)]*\)\W*$|\]\([^)]*\)|\{[#:][^}]*\}|&\w+;"
    r"|(?:!!!|\?\?\?\+?) (?:success|question|note|tip|warning)|^\W*(?i:back to top)\b.*$"
    r"|^:::\s*details|\{open\}|(?<=\s)#(?:flash)?card$|\[!(?:faq|success|question|tip|help|example)\]|^\?\?\? faq"
    r"|(?<=[?*]) A:|\{\{c\d::"
    r"|^h[1-6]\.(?=\s)|\{code\}|^\s*\.\. (?:code-block|index)::.*$|:\w+:(?=`)|^<Accordion$"
    r"|^  (?:title=|icon=.*$)"
)
LABEL = re.compile(
    r"^[\W_]*(?:\d+[.)]\W*)?(?:(?:q|qn|que|f|frage|pergunta|user|question|exercise|scenario|answer q)"
    r"\W*(?:\d+(?: \([a-c])?|one|two|three)?\b"
    r"|(?:a\d*|ans|answers?|solution|assistant|antwort|resposta|respuesta|відповідь|питання|вопрос|ответ)\b|[问答답]|質問|回答)",
    re.IGNORECASE,
)
SPEAKER = re.compile(
    r"^[\W_]*(?:(?:ques|sol|front|back|interviewer|me|d|r|issue|card|soru|cevap|problem|questão|题目|答案)\W*\d*"
    r"\W*(?:[:：]|\*\*$)|[во] -"
    r"|(?:билет|question n°|प्रश्न|उत्तर) ?\d?[:. ]|[ＱＡ][１-９]|c[1-3](?= )|ql\.|o3\."
    r"|(?:you|chatgpt) said:|trả lời:|(?:model|sample) answer:|参考答案：|面试题)"
    r"|^[\W\d_]*(?:vera lohm|elin rask|chair|resident \((?:fe)?male\)|m[rs] (?:harrow|idowu|pell)|lotte|mila|henk"
    r"|uncle ben okafor|q\.)[*:. ]",
    re.IGNORECASE,
)
"""Labels and speakers that a question or an answer stands for, with the time at which these speak."""

COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
PIECES = st.sampled_from(
    [
        "# Title",
        "## What is it?", "### 3. Why so?", "text follows here.", "- item one", "1. How many?", "```", "A: yes",
        "<details>", "</details>", "<summary>Who?</summary>", "", "", "---", "| a | b |", "|---|---|", "**Really?**",
        "Q: when?", "    indented", "> quoted", "a) first", "b) second", "Sure! Here's a list:", "Answer: B", "7)",
        "Let me know if you want more!", "[top](#top)", "**lost start**", "-Label:", "??? note \"Tip\"", "x :: y",
    ]
)  # fmt: skip


def lost(document: Document) -> list[tuple[int, str]]:
    """List the words, with their lines, that are nowhere."""
    found: dict[int, set[str]] = {}
    headings = {word for entry in document.entries for title in entry.headings for word in words(title)}
    for entry in document.entries:
        for line, text in zip(entry.answer_lines, entry.answer.split("\n"), strict=True):
            found.setdefault(line, set()).update(words(text))
        for line in range(entry.lines.start, entry.lines.end + 1):
            found.setdefault(line, set()).update(words(f"{entry.question} {entry.written}"))
    noted = {line for finding in document.findings for line in range(finding.start, finding.end + 1)}
    return [
        (number, word)
        for number, line in enumerate(told(document.text), 1)
        if number not in noted
        for word in words(LABEL.sub(" ", SPEAKER.sub(" ", line)))
        if not word.isdigit() and word not in headings and word not in found.get(number, set())
    ]


def told(text: str) -> list[str]:
    """Return the lines of a text without markup: tags, comments, links to the top, what callouts are called."""
    bare = COMMENT.sub(lambda found: "\n" * found.group().count("\n"), text)
    return [MARKUP.sub(" ", re.sub(r"</?[a-zA-Z][^<>]*>", " ", line)) for line in bare.split("\n")]


def words(text: str) -> list[str]:
    return WORD.findall(text.lower())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_word_of_a_document_is_lost(path: Path) -> None:
    assert lost(parse(path.read_bytes(), path.name)) == []


@settings(max_examples=150)
@given(st.lists(PIECES, max_size=40))
@example(["---", "# Title", "---", "text follows here."])
@example(["---", "A: yes", "---", "text follows here."])
def test_no_line_outside_entries_and_findings_holds_a_word(lines: list[str]) -> None:
    document = parse("\n".join(lines).encode(), "made.md")
    covered = {line for entry in document.entries for line in range(entry.lines.start, entry.lines.end + 1)}
    noted = {line for finding in document.findings for line in range(finding.start, finding.end + 1)}
    headings = {" ".join(words(title)) for entry in document.entries for title in entry.headings}
    for number, line in enumerate(told(document.text), 1):
        if words(line) and " ".join(words(line)) not in headings:
            assert number in covered | noted
