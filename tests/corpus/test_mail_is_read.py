"""Messages are read each thread under its subject, without what they quote of one another and without signatures."""

import base64
import quopri
from email.message import EmailMessage
from pathlib import Path

import pytest
from invariants import check_document
from reading import pairs

from corpus import Document, parse, read

HEAD = "From: Ann Lee <ann@example.org>\nTo: Mo <mo@example.org>\nMIME-Version: 1.0\n"
ASKED = f"{HEAD}Subject: Winter\nDate: Fri, 5 Jan 2024 15:14:00 +0000\nMessage-ID: <1@a>\n\n"
ASKED += "How do I store the sails?\n\nMo\n"
QUOTED = "> How do I store the sails?\n>\n> Mo\n"
WROTE = "On Fri, 5 Jan 2024 at 15:14, Mo <mo@example.org>\nwrote:\n"
TOLD = f"{HEAD}Subject: Re: Winter\nDate: Sat, 6 Jan 2024 15:14:00 +0000\nMessage-ID: <2@a>\nIn-Reply-To: <1@a>\n\n"
STORED = ("Winter", "How do I store the sails?\n\nMo\n\nDry, and loosely rolled.")
OUTLOOK = (
    "\n________________________________\nFrom: Mo <mo@example.org>\nSent: Friday, January 5, 2024 3:14 PM\n"
    "To: Ann\nSubject: Winter\n\nHow do I store the sails?\n\nMo\n"
)


def checked(data: bytes, file: str) -> Document:
    document = parse(data, file)
    check_document(document, data)
    return document


@pytest.mark.parametrize("quoted", [f"\n{WROTE}{QUOTED}", OUTLOOK, f"-- \nAnn Lee, Yard\n\n{WROTE}{QUOTED}"])
def test_what_a_message_quotes_at_its_end_is_told_ahead_of_the_answer(quoted: str) -> None:
    document = checked(f"{TOLD}Dry, and loosely rolled.\n{quoted}".replace("\n", "\r\n").encode(), "winter.eml")
    assert pairs(document) == [STORED]


def test_answers_between_what_is_quoted_stay_below_it() -> None:
    text = f"{TOLD}> How do I store the sails?\n\nDry.\n\n> Where is the key?\n\nOn the hook.\n"
    told = [("How do I store the sails?", "Dry."), ("Where is the key?", "On the hook.")]
    assert pairs(checked(text.encode(), "winter.eml")) == told


@pytest.mark.parametrize("newest_first", [False, True])
def test_a_box_is_read_thread_by_thread_in_the_order_in_which_they_were_sent(newest_first: bool) -> None:
    other = f"{HEAD}Subject: =?utf-8?q?Caf=C3=A9?=\nMessage-ID: <3@a>\n\nFrom nine to five.\n>From May on till six.\n"
    thread = [ASKED, f"{TOLD}Dry, and loosely rolled.\n\n{WROTE}{QUOTED}"]
    box = [*(thread[::-1] if newest_first else thread), other]
    data = "".join(f"From - Fri Jan  5 15:14:00 2024\n{one}\n" for one in box).encode()
    document = checked(data, "inbox.mbox")
    assert pairs(document) == [STORED, ("Café", "From nine to five.\nFrom May on till six.")]
    assert any("quoted" in one.message for one in document.findings)
    told = [one.message for one in parse(data * 2, "inbox.mbox").findings]
    assert told == ["2 messages: a signature, or what is quoted of the message above"]


def box(*messages: tuple[str, str, str]) -> bytes:
    heads = (
        f"{HEAD}Subject: Winter\nDate: Fri, 5 Jan 2024 {when}\n{ids}\n\n{said}\n\n" for when, ids, said in messages
    )
    return "".join(f"From - Fri Jan  5 15:14:00 2024\n{one}" for one in heads).encode()


def test_messages_are_told_in_the_order_in_which_they_were_sent_across_time_zones() -> None:
    data = box(
        ("10:00:00 +0000", "Message-ID: <2@a>\nIn-Reply-To: <1@a>", "Dry."),
        ("18:00:00 +0900", "Message-ID: <1@a>", "How do I store the sails?"),
        ("10:30:00 -0000", "Message-ID: <3@a>\nIn-Reply-To: <2@a>", "Rolled."),
    )
    assert pairs(checked(data, "inbox.mbox")) == [("Winter", "How do I store the sails?\n\nDry.\n\nRolled.")]


@pytest.mark.parametrize("line", ["Here is what I wrote about sails:", "We wrote it all down:", "--"])
def test_lines_like_those_of_programs_stay_text(line: str) -> None:
    told = "Dry.\n\n" * 5 + "Rolled."
    text = f"{HEAD}Subject: Winter\n\nSo:\n\n{line}\n\n{told}\n"
    assert pairs(checked(text.encode(), "winter.eml")) == [("Winter", f"So:\n\n{line}\n\n{told}")]


@pytest.mark.parametrize("below", ["Mo wrote:\n> Where?\n", "Mo wrote:\n\n> Where?\n", "-- \nAnn\n", "--\nAnn\nYard\n"])
def test_who_wrote_what_is_quoted_and_signatures_are_no_text(below: str) -> None:
    text = f"{TOLD}Dry.\n\n{below}"
    answers = [answer.removeprefix("Where?\n\n") for _, answer in pairs(checked(text.encode(), "winter.eml"))]
    assert answers == ["Dry."]


@pytest.mark.parametrize("charset", ["undefined", '"utf-8\0"', "punycode", "idna", "hex", "x-none", "us-ascii"])
def test_a_message_that_names_no_encoding_of_texts_is_read_all_the_same(charset: str) -> None:
    text = f"{HEAD}Subject: Café\nContent-Type: text/plain; charset={charset}\n\nWe serve té-.\n"
    assert pairs(checked(text.encode(), "cafe.eml")) == [("Café", "We serve té-.")]


@pytest.mark.parametrize(
    "head", ["Subject: =?utf-8?b?a?=", "Subject: =?ü?q?a?=", "Content-Type: text/plain; charset*0=a; charset*=b"]
)
def test_a_damaged_head_costs_no_message(head: str) -> None:
    data = box(("10:00:00 +0000", "Message-ID: <1@a>", "Dry.")).replace(b"Subject: Winter", head.encode())
    assert [answer for _, answer in pairs(checked(data + data.replace(b"<1", b"<2"), "inbox.mbox"))] == ["Dry."] * 2


def test_of_a_message_in_several_parts_the_text_is_read_or_else_the_page() -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", "What is slip?"
    message.set_content("Wet clay.")
    message.add_alternative("<p>Wet <b>clay</b>.</p>", subtype="html")
    message.add_attachment("no text", filename="a.txt")
    assert pairs(checked(bytes(message), "slip.eml")) == [("What is slip?", "Wet clay.")]
    page = EmailMessage()
    page["From"], page["To"], page["Subject"] = "a@example.org", "b@example.org", "What is slip?"
    page.set_content("<p>Wet <b>clay</b>.</p><div class='gmail_quote'>So?</div>", subtype="html", charset="latin-1")
    assert pairs(checked(bytes(page), "slip.eml")) == [("What is slip?", "So?\n\nWet **clay**.")]


def archive(page: str, encoding: str) -> bytes:
    body = quopri.encodestring(page.encode()) if encoding == "quoted-printable" else base64.encodebytes(page.encode())
    head = 'Subject: Saved\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\tboundary="==b"\n\n--==b\n'
    head += f"Content-Type: text/html; charset=UTF-8\nContent-Transfer-Encoding: {encoding}\n\n"
    return head.encode() + body + b"\n--==b\nContent-Type: image/png\n\nAAAA\n--==b--\n"


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
@pytest.mark.parametrize("name", ["faq.mht", "faq.mhtml", "faq.doc"])
def test_a_page_saved_as_one_file_is_read_whatever_it_is_called(name: str, encoding: str, tmp_path: Path) -> None:
    page = "<html><head><title>Yard</title></head><body><h1>Yard</h1><h2>Who has a key?</h2><p>Ann – and Mo.</p></body>"
    (tmp_path / name).write_bytes(archive(page, encoding))
    (document,) = read(tmp_path)
    assert [(one.question, one.answer, one.headings) for one in document.entries] == [
        ("Who has a key?", "Ann – and Mo.", ("Yard",))
    ]


def test_a_document_that_is_a_page_is_read_though_it_is_called_otherwise(tmp_path: Path) -> None:
    (tmp_path / "faq.doc").write_text("<html><body><h2>Who has a key?</h2><p>Ann.</p></body></html>")
    assert [pairs(one) for one in read(tmp_path)] == [[("Who has a key?", "Ann.")]]


def test_what_is_damaged_or_nested_is_no_message() -> None:
    deep = HEAD + "".join(f'Content-Type: multipart/mixed; boundary="{at}"\n\n--{at}\n' for at in range(3000))
    for text in (deep, f"{HEAD}Content-Type: multipart/mixed\n\n", "no head\n\nbut text"):
        assert parse(text.encode(), "a.eml").entries == ()
