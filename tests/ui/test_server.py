"""The page is served to this machine alone, whatever lies in the folder that it is started from."""

import base64
import json
import os
import runpy
import socket
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import Served, serve, wait_for

ROOT = Path(__file__).parents[2]
HOSTILE = """
[server]
address = "0.0.0.0"
baseUrlPath = "elsewhere"
enableCORS = false
enableXsrfProtection = false
[browser]
gatherUsageStats = true
[theme]
base = "https://example.org/theme.toml"
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that holds a config.toml, a secrets file and packages named like ours."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / ".streamlit").mkdir()
    (folder / ".streamlit" / "config.toml").write_text(HOSTILE)
    for name in ("ui", "retriever", "index", "streamlit"):
        (folder / name).mkdir()
        (folder / name / "__init__.py").write_text("raise SystemExit('the package of the working folder was taken')")
    return folder


@pytest.fixture(scope="module")
def served(place: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    variables = {"STREAMLIT_SERVER_ADDRESS": "0.0.0.0", "STREAMLIT_SERVER_BASE_URL_PATH": "x", "DISPLAY": ":99"}
    with serve(tmp_path_factory.mktemp("home"), cwd=place, environment=variables) as running:
        yield running


def port(served: Served) -> int:
    return int(served.address.rpartition(":")[2])


def status(address: str, **headers: str) -> int:
    request = urllib.request.Request(address, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def handshake(number: int, host: str, origin: str | None) -> int:
    """Return the status that a WebSocket handshake gets."""
    lines = [
        "GET /_stcore/stream HTTP/1.1",
        f"Host: {host}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Protocol: streamlit",
        *([f"Origin: {origin}"] if origin else []),
    ]
    with socket.create_connection(("127.0.0.1", number), timeout=10) as connection:
        connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        return int(connection.recv(64).split()[1])


def listening(number: int) -> set[str]:
    """Return the addresses on which a port is listened to, as the system lists them."""
    found = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        for line in Path(table).read_text().splitlines()[1:]:
            address, state = line.split()[1], line.split()[3]
            if state == "0A" and int(address.rpartition(":")[2], 16) == number:
                found.add(address.rpartition(":")[0])
    return found


def test_it_listens_on_this_machine_alone_whatever_a_config_file_says(served: Served) -> None:
    assert listening(port(served)) == {"0100007F"}


def test_the_page_lies_where_no_config_file_can_move_it(served: Served) -> None:
    with urllib.request.urlopen(served.address, timeout=10) as answer:
        assert answer.status == 200
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/", "/_stcore/health", "/_stcore/host-config", "/explore"])
def test_a_forged_host_is_refused_everywhere(served: Served, path: str) -> None:
    assert status(served.address + path, Host="evil.example") == 421
    assert status(served.address + path, Origin="http://evil.example") == 403


def test_the_websocket_is_guarded_like_the_page(served: Served) -> None:
    here = served.address.removeprefix("http://")
    assert handshake(port(served), here, f"http://{here}") == 101
    assert handshake(port(served), here, "http://evil.example") == 403
    assert handshake(port(served), "evil.example", "http://evil.example") == 403


def test_it_says_where_it_is_and_nothing_else(served: Served) -> None:
    assert served.address
    assert [line for line in served.said if not line.startswith("Answerbook is open at http://127.0.0.1:")] == []


def test_a_taken_port_is_said_in_one_line(served: Served, home: Path) -> None:
    with serve(home, "--port", str(port(served))) as second:
        assert second.process.wait(30) == 2
    second._reader.join(5)
    assert second.said == [
        f"answerbook: port {port(served)} on 127.0.0.1 is taken; mend it with: answerbook ui --port {port(served) + 1}"
    ]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("203.0.113.7", "cannot listen on 203.0.113.7: Cannot assign requested address"),
        ("here..local", "'here..local' is no address of this machine"),
    ],
)
def test_an_address_that_is_not_ours_is_said_in_one_line(home: Path, address: str, said: str) -> None:
    with serve(home, "--address", address) as refused:
        assert refused.process.wait(30) == 2
    refused._reader.join(5)
    assert refused.said == [f"answerbook: {said}"]


def test_beyond_loopback_the_printed_address_has_a_token_and_nothing_goes_without(home: Path) -> None:
    with serve(home, "--address", "0.0.0.0") as running:
        base, token = running.address.split("/?token=")
        bare = f"http://127.0.0.1:{base.rpartition(':')[2]}"
        assert len(token) >= 32
        assert status(bare) == 401
        assert status(f"{bare}/?token=wrong") == 401
        jar = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        assert jar.open(f"{bare}/?token={token}", timeout=10).status == 200
        assert jar.open(f"{bare}/_stcore/health", timeout=10).status == 200


def test_a_token_that_is_set_keeps_others_on_this_machine_out(home: Path) -> None:
    with serve(home, environment={"ANSWERBOOK_TOKEN": "a+token/of mine&yours="}) as running:
        bare, token = running.address.split("/?token=")
        assert token == "a%2Btoken%2Fof%20mine%26yours%3D"
        assert (status(bare), status(f"{bare}/?token=wrong")) == (401, 401)
        jar = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        assert jar.open(running.address, timeout=10).status == 200


def test_it_opens_the_browser_itself_once_the_page_answers(home: Path, tmp_path: Path) -> None:
    opener = tmp_path / "opener"
    opener.write_text(f'#!/bin/sh\necho "$1" >> {tmp_path}/opened\n')
    opener.chmod(0o755)
    with serve(home, browser=True, environment={"BROWSER": str(opener), "DISPLAY": ":99"}) as running:
        wait_for((tmp_path / "opened").exists, "the browser")
        assert (tmp_path / "opened").read_text() == f"{running.address}\n"


def test_ctrl_c_ends_it_quietly_with_130(home: Path) -> None:
    with serve(home) as running:
        assert running.address
        assert running.interrupt() == 130
    running._reader.join(5)
    assert [line for line in running.said if not line.startswith("Answerbook is open")] == []


def test_an_interrupt_before_it_serves_ends_it_without_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.chdir", interrupted)
    settings = {"address": "127.0.0.1", "port": 0, "index": None, "browser": False}
    monkeypatch.setattr("sys.argv", ["serve.py", json.dumps(settings)])
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(ROOT / "ui" / "serve.py"), run_name="__main__")
    assert ended.value.code == 130
