"""The second opinion is off unless configured, and whatever the endpoint does, the built-in grade stands."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from checks import a_grade, a_prompt

from index.errors import UsageError
from retriever.spotcheck import judge


class _Stub(BaseHTTPRequestHandler):
    replies: dict[str, bytes]
    seen: list[dict[str, object]]

    def handle(self) -> None:
        with suppress(ConnectionError):  # who does not wait is gone
            super().handle()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.seen.append({"path": self.path, "key": self.headers.get("Authorization"), **json.loads(body)})
        kind = self.path.split("/")[1]
        if kind == "slow":
            time.sleep(1.5)
        self.send_response({"broken": 500, "moved": 302}.get(kind, 200))
        self.send_header("Location", "/good/chat/completions")
        self.end_headers()
        self.wfile.write(self.replies.get(kind, b""))

    def do_GET(self) -> None:
        self.seen.append({"path": self.path})
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.replies["good"])

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


def _reply(said: str) -> bytes:
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": said}}]}).encode()


@pytest.fixture
def stub() -> Iterator[str]:
    _Stub.seen = []
    _Stub.replies = {
        "good": _reply('Here it is: ```json\n{"verdicts": ["covered", "contradicted"]}\n```'),
        "slow": _reply('{"verdicts": ["covered", "covered"]}'),
        "few": _reply('{"verdicts": ["covered"]}'),
        "odd": _reply('{"verdicts": ["covered", "splendid"]}'),
        "chat": _reply("I think the answer is fine."),
        "junk": b"<html>",
        "long": b" " * (2 << 20),
    }
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Stub)
    threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_it_is_off_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ANSWERBOOK_JUDGE_URL", raising=False)
    assert judge.configured() is None


def test_its_verdicts_are_taken_point_by_point(stub: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANSWERBOOK_JUDGE_URL", f"{stub}/good/")
    monkeypatch.setenv("ANSWERBOOK_JUDGE_MODEL", "tiny")
    monkeypatch.setenv("ANSWERBOOK_JUDGE_KEY", "secret")
    settings = judge.configured()
    assert settings is not None
    judged = judge.ask(settings, a_prompt(), "the smallest", a_grade())
    assert judged.notice is None
    assert [point.verdict for point in judged.grade.points] == ["covered", "contradicted"]
    assert judged.grade.score == 0.5
    (seen,) = _Stub.seen
    assert (seen["path"], seen["model"], seen["key"]) == ("/good/chat/completions", "tiny", "Bearer secret")


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("broken", "Internal Server Error"),
        ("moved", "Found"),
        ("slow", "within 0.5 seconds"),
        ("few", "one verdict for each of 2 points"),
        ("odd", "one verdict for each of 2 points"),
        ("chat", "not in the agreed form"),
        ("junk", "not in the agreed form"),
        ("long", "too long"),
    ],
)
def test_every_failure_falls_back_with_a_notice(stub: str, kind: str, why: str) -> None:
    settings = judge.JudgeSettings(f"{stub}/{kind}", "tiny", seconds=0.5)
    started = time.monotonic()
    judged = judge.ask(settings, a_prompt(), "the smallest", a_grade())
    assert time.monotonic() - started < 1.4
    assert judged.grade == a_grade()
    assert judged.notice is not None
    assert "tiny" in judged.notice
    assert why in judged.notice
    (seen,) = _Stub.seen
    assert seen["key"] is None


def test_nobody_listening_is_a_notice() -> None:
    judged = judge.ask(judge.JudgeSettings("http://127.0.0.1:9", "tiny", seconds=2), a_prompt(), "x", a_grade())
    assert judged.grade == a_grade()
    assert judged.notice is not None


@pytest.mark.parametrize(
    ("url", "model", "seconds"),
    [
        ("ftp://x/v1", "m", "5"),
        ("http://x/v1", "", "5"),
        ("http://x/v1", "m", "soon"),
        ("file:///etc", "m", "5"),
        ("http://[::1", "m", "5"),
        ("http:///v1", "m", "5"),
    ],
)
def test_a_wrong_setting_is_named(url: str, model: str, seconds: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANSWERBOOK_JUDGE_URL", url)
    monkeypatch.setenv("ANSWERBOOK_JUDGE_MODEL", model)
    monkeypatch.setenv("ANSWERBOOK_JUDGE_SECONDS", seconds)
    with pytest.raises(UsageError, match="ANSWERBOOK_JUDGE"):
        judge.configured()
