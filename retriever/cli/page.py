"""The verb ``ui``: start the page."""

import errno
import importlib.util
import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import click

from index.errors import UsageError
from index.places import places
from retriever.cli.saying import REINSTALL

FIRST_PORT = 8501
_TRIES = 100


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), help="Serve on this port [default: the next free from 8501].")
@click.option("--address", default="127.0.0.1", show_default=True, help="Listen here; others need a token.")
@click.option("--index", "name", metavar="NAME", help="Open this index, by name or path.")
@click.option("--no-browser", is_flag=True, help="Do not open a browser.")
def ui(port: int | None, address: str, name: str | None, no_browser: bool) -> None:
    """Open the page in a browser: ask, explore, spot-check, library."""
    settings = {
        "address": address,
        "port": _port(address, port),
        "index": _index(name),
        "browser": not no_browser,
    }
    call = [sys.executable, "-P", str(_program()), json.dumps(settings)]
    if sys.platform == "win32":
        sys.exit(subprocess.call(call))
    os.execv(sys.executable, call)


def _program() -> Path:
    """Return the file that serves the page, out of the installed package and never out of the working folder."""
    found = importlib.util.find_spec("ui")
    program = Path(found.origin).with_name("serve.py") if found is not None and found.origin else None
    if program is None or not program.is_file():
        raise UsageError("the package `ui` is not Answerbook's", REINSTALL)
    return program


def _port(address: str, wanted: int | None) -> int:
    """Return a port that can be had on ``address``; raises UsageError where it is taken or the address is not ours."""
    if wanted is not None:
        if not _free(address, wanted):
            raise UsageError(f"port {wanted} on {address} is taken", f"answerbook ui --port {min(wanted + 1, 65535)}")
        return wanted
    for port in range(FIRST_PORT, FIRST_PORT + _TRIES):
        if _free(address, port):
            return port
    raise UsageError(f"ports {FIRST_PORT} to {FIRST_PORT + _TRIES - 1} are all taken", "answerbook ui --port 0")


def _free(address: str, port: int) -> bool:
    try:
        family, kind, protocol, _, where = socket.getaddrinfo(address, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as trial:
            if os.name == "posix":
                trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(where)
    except (socket.gaierror, UnicodeError) as error:  # the latter where it is no name at all, such as "x..y"
        raise UsageError(f"{address!r} is no address of this machine") from error
    except OSError as error:
        if error.errno in {errno.EADDRINUSE, errno.EACCES}:
            return False
        raise UsageError(f"cannot listen on {address}: {error.strerror}") from error
    return True


def _index(name: str | None) -> str | None:
    """Return a path in absolute form, since the page runs in another folder; raises UsageError for no plain name."""
    if name is None or "/" in name or os.sep in name:
        return str(Path(name).absolute()) if name else None
    places().index(name)
    return name
