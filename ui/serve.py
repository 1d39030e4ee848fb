"""Serve the page: run as a program with one argument, the settings as JSON (see ``Settings``)."""

import ipaddress
import json
import os
import secrets
import socket
import sys
import threading
import time
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the page is served: ``index`` is a name or path (None: the usual one), ``port`` 0 is any free one."""

    address: str
    port: int
    index: str | None
    browser: bool


def main(settings: Settings) -> None:
    """Serve the page until interrupted."""
    _leave_the_callers_settings()
    from starlette.middleware import Middleware
    from streamlit.starlette import App

    from ui import door, session, states, theme

    session.choose(settings.index)
    token = os.environ.get("ANSWERBOOK_TOKEN", "")
    if not token and not door.loopback(settings.address):
        token = secrets.token_urlsafe(24)

    @asynccontextmanager
    async def opened(_: App) -> AsyncIterator[None]:
        from streamlit import config

        port = config.get_option("server.port")
        address = _address(settings.address, port, token)
        print(f"Answerbook is open at {address} (Ctrl+C ends it)", file=sys.stderr, flush=True)
        threading.Thread(target=session.warm, name="warm", daemon=True).start()
        if settings.browser:
            threading.Thread(target=_browse, args=(address, port), name="browser", daemon=True).start()
        yield

    guard = Middleware(door.Door, address=settings.address, token=token)
    app = App(Path(__file__).with_name("app.py"), lifespan=opened, middleware=[guard], on_script_error=states.failed)
    app.run(config=theme.options(settings.address, settings.port))


def _leave_the_callers_settings() -> None:
    """Leave the caller's folder and variables behind: both may hold settings of other Streamlit programs."""
    for name in [name for name in os.environ if name.startswith("STREAMLIT_")]:
        del os.environ[name]
    if "ANSWERBOOK_HOME" in os.environ:
        os.environ["ANSWERBOOK_HOME"] = str(Path(os.environ["ANSWERBOOK_HOME"]).expanduser().absolute())
    os.chdir(Path(__file__).parent)


def _address(address: str, port: int, token: str) -> str:
    host = socket.gethostname() if _everywhere(address) else address
    host = f"[{host}]" if ":" in host else host
    return f"http://{host}:{port}" + (f"/?token={quote(token, safe='')}" if token else "")


def _everywhere(address: str) -> bool:
    """Say whether ``address`` stands for all addresses of this machine."""
    try:
        return ipaddress.ip_address(address).is_unspecified
    except ValueError:
        return False


def _browse(address: str, port: int) -> None:
    """Open the browser as soon as the server answers; a machine without a screen has none to open."""
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return
    for _ in range(100):
        try:
            with socket.create_connection((urlsplit(address).hostname, port), timeout=1):
                break
        except OSError:
            time.sleep(0.1)
    webbrowser.open(address)


if __name__ == "__main__":
    try:
        main(Settings(**json.loads(sys.argv[1])))
    except KeyboardInterrupt:
        sys.exit(130)
