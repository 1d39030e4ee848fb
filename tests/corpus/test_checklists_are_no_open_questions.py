"""What is to be looked at, listed below a heading that names the trouble, is what that heading says."""

import pytest
from reading import asked, checked

REST = "\n\n## Wi-Fi is slow\n\nMove closer to the access point.\n\n## Scanner\n\nIt mails a PDF to you.\n"
CHECKS = "- Is it plugged in?\n- Is there paper in the tray?\n- Does the light blink?"


@pytest.mark.parametrize("below", [CHECKS, f"{CHECKS}\n- Restart it"])
def test_a_checklist_answers_its_heading(below: str) -> None:
    document = checked(f"# Office\n\n## Printer does not print\n\n{below}{REST}", "help.md")
    assert [question for question, *_ in asked(document)] == ["Printer does not print", "Wi-Fi is slow", "Scanner"]
    assert document.entries[0].answer == below


@pytest.mark.parametrize(
    ("title", "heading", "below"),
    [
        ("Office", "Questions for the technician", CHECKS),
        ("Interview questions", "Printer", CHECKS),
        ("Office", "Printer", "- What is a spooler?\n- Is PDF a page description?\n- Who refills the toner?"),
    ],
)
def test_open_questions_stay_so(title: str, heading: str, below: str) -> None:
    document = checked(f"# {title}\n\n## {heading}\n\n{below}{REST}", "help.md")
    assert [question for question, *_ in asked(document)] == ["Wi-Fi is slow", "Scanner"]
