"""Who may come in: the check of host, origin and token in front of every request, page and WebSocket alike.

A page on another site can make a browser call this server, under a name of its own that it points at 127.0.0.1
(DNS rebinding) or with its own origin. Names are therefore refused unless they are known, and an origin unless it
is the page's own. Where there is a token, as always beyond loopback, everyone must bring it once; a cookie keeps it.
"""

import hmac
import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "answerbook_token"
_POLICY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


@dataclass(frozen=True, slots=True)
class Door:
    """Guard ``app``; ``token`` is empty where everyone on this machine may come in, ``address`` where it listens."""

    app: ASGIApp
    address: str
    token: str = ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        brought = unquote(cookie_parser(headers.get("cookie", "")).get(COOKIE, ""))
        refusal = self._refusal(headers)
        if refusal is None and self.token and not self._same(brought):
            refusal = self._admission(scope)
        if refusal is None:
            await self.app(scope, receive, _with_headers(send))
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": "refused"})
        else:
            await refusal(scope, receive, send)

    def _refusal(self, headers: Headers) -> Response | None:
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not _known(hosts[0], self.address):
            return PlainTextResponse("This page does not answer to that name.\n", status_code=421)
        origins = headers.getlist("origin")
        if any(_site(origin) != hosts[0] for origin in origins):
            return PlainTextResponse("Another site may not use this page.\n", status_code=403)
        return None

    def _admission(self, scope: Scope) -> Response:
        """Let in who brings the token in the address, and take it out of the address; ask everyone else for it."""
        query = parse_qsl(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)
        if not any(name == "token" and self._same(value) for name, value in query):
            return PlainTextResponse("Open the address that `answerbook ui` printed: it has the token.\n", 401)
        rest = urlencode([(name, value) for name, value in query if name != "token"])
        path = "/" + scope["path"].lstrip("/\\")
        answer = RedirectResponse(path + (f"?{rest}" if rest else ""), status_code=303)
        answer.set_cookie(COOKIE, quote(self.token, safe=""), max_age=30 * 86400, httponly=True, samesite="lax")
        return answer

    def _same(self, value: str) -> bool:
        return hmac.compare_digest(value.encode(), self.token.encode())


def loopback(address: str) -> bool:
    """Say whether ``address`` (a name or number) can be reached from this machine alone."""
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _site(origin: str) -> str:
    """Return the host and port of an Origin header, "" where it is none."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""


def _known(host: str, address: str) -> bool:
    """Say whether ``host`` (a Host header) names this machine: never by a name that others can point at it."""
    try:
        name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return False
    if loopback(name):
        return True
    if loopback(address):
        return False
    machine = socket.gethostname().lower()
    return _number(name) or name in {address.lower(), machine, f"{machine}.local"}


def _number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _with_headers(send: Send) -> Send:
    async def with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers[name] = value
        await send(message)

    return with_headers
