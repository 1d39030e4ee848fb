"""What every test runs under: no network, a home of its own, no settings of the machine."""

import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)  # a change is judged by the same examples each time
settings.load_profile("ci" if os.environ.get("CI") == "true" else "untimed")

# A script's background jobs ignore Ctrl+C, and so would the programs that tests start.
signal.signal(signal.SIGINT, signal.default_int_handler)

_LOOPBACK = {"127.0.0.1", "::1", "localhost"}
_connect = socket.socket.connect
_connect_ex = socket.socket.connect_ex
_sendto = socket.socket.sendto


def _check(sock: socket.socket, address: object) -> None:
    if sock.family == socket.AF_UNIX:
        return
    host = address[0] if isinstance(address, tuple) else address
    if host not in _LOOPBACK:
        raise AssertionError(f"a test tried to reach {address!r}; Answerbook works offline")


class _Guarded(socket.socket):
    def connect(self, address: object) -> None:
        _check(self, address)
        return _connect(self, address)  # type: ignore[arg-type]

    def connect_ex(self, address: object) -> int:
        _check(self, address)
        return _connect_ex(self, address)  # type: ignore[arg-type]

    def sendto(self, data: object, *where: object) -> int:
        _check(self, where[-1])
        return _sendto(self, data, *where)  # type: ignore[call-overload]


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Refuse every connection but loopback and Unix ones, in every test."""
    patch = pytest.MonkeyPatch()
    patch.setattr(socket, "socket", _Guarded)
    patch.setenv("HF_HUB_OFFLINE", "1")
    yield
    patch.undo()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test a home of its own."""
    folder = tmp_path / "home"
    monkeypatch.setenv("ANSWERBOOK_HOME", str(folder))
    monkeypatch.delenv("NO_COLOR", raising=False)
    return folder


@pytest.fixture(scope="session")
def data() -> Path:
    """Return the folder of the test data."""
    return Path(__file__).parent / "data"


@pytest.fixture(scope="session")
def aws() -> Path:
    """Return the folder of the seed documents."""
    return Path(__file__).parent.parent / "corpus" / "aws"
