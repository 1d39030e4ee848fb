"""Only this machine's own page comes through the door; beyond loopback, only with the token."""

import asyncio
from typing import Any
from urllib.parse import quote

import pytest

from ui.door import COOKIE, Door, loopback

HERE = "127.0.0.1:8501"


async def inner(scope: dict[str, Any], receive: Any, send: Any) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
        return
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"inside"})


def knock(
    door: Door,
    host: str | None = HERE,
    origin: str | None = None,
    kind: str = "http",
    query: str = "",
    cookie: str = "",
) -> list[dict[str, Any]]:
    """Return what the server sends to a request with these headers."""
    headers = [(b"host", host.encode())] if host is not None else []
    if origin is not None:
        headers.append((b"origin", origin.encode()))
    if cookie:
        headers.append((b"cookie", cookie.encode()))
    scope = {"type": kind, "method": "GET", "path": "/explore", "query_string": query.encode(), "headers": headers}
    sent: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b""}

    asyncio.run(door(scope, receive, send))
    return sent


def admitted(sent: list[dict[str, Any]]) -> bool:
    return sent[0]["type"] == "websocket.accept" or sent[0].get("status") == 200


def header(sent: list[dict[str, Any]], name: str) -> str:
    return next(value.decode() for key, value in sent[0]["headers"] if key.decode().lower() == name)


OWN = Door(inner, "127.0.0.1")
OPEN = Door(inner, "0.0.0.0", token="right-token")


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize("host", [HERE, "localhost:8501", "LOCALHOST:8501", "[::1]:8501", "127.0.0.1"])
def test_this_machine_comes_in(kind: str, host: str) -> None:
    assert admitted(knock(OWN, host, kind=kind))
    assert admitted(knock(OWN, host, origin=f"http://{host}", kind=kind))


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize(
    "host",
    [None, "", "evil.example", "127.0.0.1.evil.example:8501", "localhost.evil.example", "10.0.0.5:8501", "[::1", "a@b"],
)
def test_a_name_that_others_can_point_here_stays_out(kind: str, host: str | None) -> None:
    assert not admitted(knock(OWN, host, kind=kind))


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "null",
        "http://[",
        "http://127.0.0.1:9999",
        "http://localhost:8501",
        "file://",
        "127.0.0.1:8501",
    ],
)
def test_another_site_stays_out(kind: str, origin: str) -> None:
    assert not admitted(knock(OWN, HERE, origin=origin, kind=kind))


def test_every_answer_forbids_framing_and_foreign_content() -> None:
    sent = knock(OWN)
    assert "frame-ancestors 'none'" in header(sent, "content-security-policy")
    assert "default-src 'self'" in header(sent, "content-security-policy")
    assert header(sent, "referrer-policy") == "no-referrer"


@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_beyond_loopback_nobody_comes_in_without_the_token(kind: str) -> None:
    assert not admitted(knock(OPEN, "192.168.1.5:8501", kind=kind))
    assert not admitted(knock(OPEN, "192.168.1.5:8501", kind=kind, query="token=wrong"))
    assert not admitted(knock(OPEN, "192.168.1.5:8501", kind=kind, cookie=f"{COOKIE}=wrong"))
    assert not admitted(knock(OPEN, HERE, kind=kind))


def test_the_token_is_taken_once_out_of_the_address_and_kept_in_a_cookie() -> None:
    sent = knock(OPEN, "192.168.1.5:8501", query="q=cold+start&token=right-token")
    assert sent[0]["status"] == 303
    assert header(sent, "location") == "/explore?q=cold+start"
    cookie = header(sent, "set-cookie")
    assert "HttpOnly" in cookie and "samesite=lax" in cookie.lower()
    assert admitted(knock(OPEN, "192.168.1.5:8501", cookie=cookie.partition(";")[0]))
    assert admitted(knock(OPEN, "192.168.1.5:8501", kind="websocket", cookie=cookie.partition(";")[0]))


@pytest.mark.parametrize("token", ["a+b/c=", 'a "b"; c,d', "слово ☃"])
def test_any_token_lets_in_and_is_kept_in_a_cookie(token: str) -> None:
    door = Door(inner, "0.0.0.0", token)
    headers = dict(knock(door, query=f"token={quote(token, safe='')}")[0]["headers"])
    assert admitted(knock(door, cookie=headers[b"set-cookie"].decode().partition("; ")[0]))


def test_the_token_opens_no_websocket_out_of_an_address() -> None:
    assert not admitted(knock(OPEN, "192.168.1.5:8501", kind="websocket", query="token=right-token"))


def test_with_the_token_a_foreign_name_still_stays_out() -> None:
    assert not admitted(knock(OPEN, "rebound.example:8501", cookie=f"{COOKIE}=right-token"))


@pytest.mark.parametrize(("address", "own"), [("127.0.0.1", True), ("::1", True), ("0.0.0.0", False), ("host", False)])
def test_what_counts_as_loopback(address: str, own: bool) -> None:
    assert loopback(address) is own
