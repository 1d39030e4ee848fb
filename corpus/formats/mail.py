"""Messages as programs for mail keep them, each thread under its subject, and web pages saved as messages (MHTML)."""

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import parsedate_to_datetime
from itertools import groupby

from corpus.binaries import FROM, Written, told
from corpus.counting import counted
from corpus.formats.decoding import decode
from corpus.formats.packed import UnreadableError, guarded
from corpus.formats.webpages import deeper, page_lines
from corpus.lines.marks import SIGNATURE, TALL
from corpus.lines.words import WROTE
from corpus.model import Finding

_LARGEST = 64 * 1024 * 1024  # bytes of messages, with what is attached to them
_TEXT = 4 * 1024 * 1024  # bytes of the text of one
_DEEPEST = 50  # parts in parts of one
_PARTED = 200  # times that one says what parts it: each line is held against those of all parts that it is in
_BOUNDARY = re.compile(rb"\bboundary\*?=", re.IGNORECASE)
_OF_HOSTS = frozenset({"idna", "punycode"})  # codecs that take quadratic time
_LONG = 2000  # characters of a header, and of a line that says who wrote what follows
_ANSWERED = re.compile(r"(?:(?:re|aw|sv|antw|odp|fwd?|wg|tr|rv|回复|答复)(?:\[\d{1,3}\])?[:：]\s*)+", re.IGNORECASE)
_IDS = re.compile(r"<[^<>\s]{1,300}>")
_WROTE = re.compile(rf"(?:.{{1,200}}\b)?(?:{WROTE})\b.{{0,80}}[:：]")
_SENDER = re.compile(r"@|\d[:h]\d\d")  # an address or a time
_BEGUN = re.compile(r"(?:On|Am|Le|El|Em|Il|Op|Den)\b(?=.*\d).{4,200}")
_FORWARDED = re.compile(
    r"-{3,}\s*(?:Original Message|Forwarded message|Ursprüngliche Nachricht|Message d'origine)\b.{0,40}", re.IGNORECASE
)
_FROM = re.compile(r"\*{0,2}(?:From|Von|De|Da|Van|От)\s?:\*{0,2}\s.{1,200}", re.IGNORECASE)
_SENT = re.compile(
    r"\*{0,2}(?:Sent|Date|Gesendet|Datum|Envoyé|Enviado|Inviato|Verzonden|Отправлено)\s?:", re.IGNORECASE
)
_QUOTES = re.compile(r"<blockquote\b|<div\b[^<>]{0,300}\bgmail_quote", re.IGNORECASE)

_NEVER = datetime.min.replace(tzinfo=UTC)

_Lines = list[tuple[bool, str]]  # with whether each is quoted


@dataclass(frozen=True, slots=True)
class _Mail:
    """A message: its subject, when it was sent, what it is called and what it answers, and its lines."""

    subject: str
    sent: datetime | None
    called: str
    answered: str
    lines: _Lines
    signed: bool


@guarded
def archive_lines(data: bytes) -> Written:
    """Write a web page that was saved in one file with its pictures; None where there is no page in it."""
    page = next(one for one in _parts(_parsed(data)) if one.get_content_type() == "text/html")
    made = page_lines(_said(page))
    return Written(made.lines, tuple(replace(one, start=1, end=1) for one in made.findings))


@guarded
def mail_lines(data: bytes) -> Written:
    """Write messages, one or a box of them: each with those that answer it, under its subject.

    Signatures are left out, and so is what is quoted of a message above; of one that is not there it is told ahead of
    what answers it.
    """
    lines: list[str] = []
    starts: list[int] = []
    cut: list[int] = []
    for thread in _threads([_mail(_parsed(one)) for one in _split(data)]):
        told = [_told(mail, known=at > 0) for at, mail in enumerate(thread)]
        if not (thread[0].subject or any(told)):
            continue
        starts.append(len(lines) + 1)
        lines += [f"# {thread[0].subject}", ""] if thread[0].subject else []
        for mail, said in zip(thread, told, strict=True):
            if mail.signed or len(said) < sum(bool(line) for _, line in mail.lines):
                cut.append(max(len(lines), 1))
            lines += [*said, ""]
    why = f"{counted(len(cut), 'message')}: a signature, or what is quoted of the message above"
    findings = (Finding("skipped", why, cut[0], cut[-1]),) if cut else ()
    return Written(tuple(lines), findings, parts=tuple(starts))


def _split(data: bytes) -> Iterator[bytes]:
    """Yield the messages of a box, or the only one. Raises UnreadableError where they are too large."""
    if len(data) > _LARGEST:
        raise UnreadableError(f"these are more messages than are read ({_LARGEST // 2**20} MB): export them in parts")
    heads = list(FROM.finditer(data))
    if not heads or heads[0].start():
        yield data
        return
    for head, end in zip(heads, [*(one.start() for one in heads[1:]), len(data)], strict=True):
        yield re.sub(rb"^>(?=>*From )", b"", data[head.end() : end], flags=re.MULTILINE)


def _parsed(data: bytes) -> Message:
    """Parse a message; one of so many parts that it would take long, without what it says."""
    if len(data) > _LARGEST:
        raise UnreadableError(f"this is larger than what is read ({_LARGEST // 2**20} MB): save it without pictures")
    if len(_BOUNDARY.findall(data)) > _PARTED:
        head = BytesHeaderParser(policy=policy.compat32).parsebytes(data)
        head.set_payload("")
        return head
    return message_from_bytes(data, policy=policy.compat32)


def _parts(message: Message) -> Iterator[Message]:
    """Yield the parts of a message that hold no others and are not attached to it."""
    waiting: list[tuple[Message, int]] = [(message, 0)]
    while waiting:
        part, depth = waiting.pop()
        inner = part.get_payload() if part.is_multipart() else None  # of text it would be decoded
        if not isinstance(inner, list):
            if part.get_content_disposition() != "attachment":
                yield part
        elif depth < _DEEPEST and part.get_content_maintype() == "multipart":
            waiting += [(one, depth + 1) for one in reversed(inner) if isinstance(one, Message)]


def _said(part: Message) -> str:
    """Return the text of a part: in the encoding that it names, else as its bytes show; none of what is no text."""
    held = part.get_payload(decode=True)
    data = held[:_TEXT] if isinstance(held, bytes) else b""
    try:
        encoding = codecs.lookup(part.get_content_charset() or "utf-8").name
        return data.decode("utf-8" if encoding in _OF_HOSTS else encoding)
    except (LookupError, TypeError, ValueError):  # names that lie, or are damaged
        text = None if told(data) else decode(data)
        return "\n".join(text.lines) if text else ""


def _header(message: Message, name: str) -> str:
    raw = next((value for key, value in message.raw_items() if key.lower() == name), "")
    value = raw[:_LONG].encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    try:
        return " ".join(str(make_header(decode_header(value))).split())
    except (LookupError, ValueError, MessageError):
        return " ".join(value.split())


def _mail(message: Message) -> _Mail:
    parts = list(_parts(message))
    text = "\n".join(_said(one) for one in parts if one.get_content_type() == "text/plain")
    if not text.strip():
        text = "".join(_page(_said(one)) for one in parts if one.get_content_type() == "text/html")
    lines = [line.removesuffix("\r") for line in text.replace("\xa0", " ").rstrip().split("\n")]
    marked, signed = _marked(lines)
    called = _IDS.findall(str(message.get("Message-ID", ""))[:_LONG])
    answered = _IDS.findall(str(message.get("References", ""))[:_LONG] + str(message.get("In-Reply-To", ""))[:_LONG])
    subject = _ANSWERED.sub("", _header(message, "subject"), count=1)
    return _Mail(subject, _sent(message), "".join(called[:1]), "".join(answered[:1]), marked, signed)


def _sent(message: Message) -> datetime | None:
    try:
        sent = parsedate_to_datetime(str(message.get("Date", ""))[:200])
    except (ValueError, OverflowError):
        return None
    return sent if sent.tzinfo else sent.replace(tzinfo=UTC)


def _page(page: str) -> str:
    """Write a message that is a page, with signs before what it quotes at its end."""
    quoted = _QUOTES.search(page)
    own, rest = (page[: quoted.start()], page[quoted.start() :]) if quoted else (page, "")
    told = [f"> {line}" for line in page_lines(deeper(rest)).lines] if rest else []
    return "\n".join([*page_lines(deeper(own)).lines, *told])


def _marked(lines: Sequence[str]) -> tuple[_Lines, bool]:
    """Tell of each line of a message whether it is quoted; who wrote that when is left out, and so are signatures.

    Return as well whether there was one.
    """
    found: _Lines = []
    below = signature = signed = False
    at = 0
    while at < len(lines):
        line = lines[at][:_LONG].strip()
        after = lines[at + 1].strip()[:_LONG] if at + 1 < len(lines) else ""
        quoted = line.startswith(">")
        if _FORWARDED.fullmatch(line) or (_FROM.fullmatch(line) and _SENT.match(after)):
            below, signature = True, False
            at += not _FROM.fullmatch(line)
            while at < len(lines) and lines[at].strip() and ":" in lines[at]:
                at += 1
            continue
        if wrote := _wrote(lines, at):
            at += wrote
            signature = False
            continue
        signature = (signature and not quoted) or (line == SIGNATURE.strip() and _signs(lines, at))
        signed |= signature
        if not signature:
            said = lines[at].rstrip()
            found.append((quoted or below, said.lstrip()[1:].removeprefix(" ") if quoted else said))
        at += 1
    return found, signed


def _wrote(lines: Sequence[str], index: int) -> int:
    """Return how many lines from ``index`` on say who wrote what is quoted below: 2 where it is wrapped, 0 where none.

    It names when or an address, or what is quoted stands right below.
    """
    line, after = (lines[at].strip()[:_LONG] if at < len(lines) else "" for at in (index, index + 1))
    count = 1 if _WROTE.fullmatch(line) else 2 if _BEGUN.fullmatch(line) and _WROTE.fullmatch(after) else 0
    head, below = lines[index : index + count], lines[index + count : index + count + 2]
    named = any(map(_SENDER.search, head)) or any(one.lstrip().startswith(">") for one in below)
    return count if named else 0


def _signs(lines: Sequence[str], index: int) -> bool:
    """Say whether a line signs what is above and parts no text: few lines are below, or it has its blank."""
    below = lines[index + 1 : index + 1 + TALL]
    ends = len(below) < TALL or any(one.lstrip().startswith(">") for one in below)
    return lines[index].startswith(SIGNATURE) or ends or any(_wrote(below, at) for at in range(TALL))


def _told(mail: _Mail, *, known: bool) -> list[str]:
    """Return the lines of a message; what it quotes at its end stands ahead of them where that is not ``known``."""
    runs = [(quoted, [line for _, line in run]) for quoted, run in groupby(mail.lines, key=lambda line: line[0])]
    runs = [(quoted, run) for quoted, run in runs if any(run)]
    if [quoted for quoted, _ in runs] == [False, True]:
        runs = runs[:1] if known else runs[::-1]
    lines = [line for _, run in runs for line in ["", *_trimmed(run)]]
    return lines[1:]


def _trimmed(lines: Sequence[str]) -> Sequence[str]:
    filled = [at for at, line in enumerate(lines) if line]
    return lines[filled[0] : filled[-1] + 1]


def _threads(mails: Sequence[_Mail]) -> list[list[_Mail]]:
    """Put messages that answer one another together, in the order in which they were sent."""
    above = {mail.called: mail.answered for mail in mails if mail.called}
    found: dict[object, list[_Mail]] = {}
    for mail in mails:
        root, seen = mail.answered or mail.called, {mail.called}
        while root not in seen and above.get(root):
            seen.add(root)
            root = above[root]
        above |= dict.fromkeys(seen & above.keys(), root)
        found.setdefault(root or id(mail), []).append(mail)
    return [
        sorted(thread, key=lambda mail: mail.sent or _NEVER) if all(mail.sent for mail in thread) else thread
        for thread in found.values()
    ]
