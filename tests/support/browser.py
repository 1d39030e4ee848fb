"""The page as a person meets it: the real server, and a real Chromium that looks at it."""

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.remote.webdriver import WebDriver

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
WIDE, PHONE = (1280, 900), (390, 844)
_FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage --lang=en"
)
_READY = """
const app = document.querySelector(".stApp");
return Boolean(app) && app.dataset.testScriptState === "notRunning"
  && app.dataset.testConnectionState === "CONNECTED"
  && document.querySelectorAll(".ab-bar").length > 0
  && document.querySelectorAll("[data-testid=stSkeleton], .stElementContainer[data-stale=true]").length === 0;
"""
_SHOWN = "return window.__answerbook.shown"


class Served:
    """A running `answerbook ui`: its address, and what it said."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self.said: list[str] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.said.append(line.rstrip("\n"))

    @property
    def address(self) -> str:
        """Wait for the line that names the address, and until it answers; return it without a slash at its end."""
        found = wait_for(lambda: next((m for m in map(_URL.search, self.said) if m), None), "the address", 60)
        address = found[0].rstrip("/")
        wait_for(lambda: _answers(address), f"an answer of {address}", 60)
        return address

    def interrupt(self) -> int:
        """Press Ctrl+C; return the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(20)


_URL = re.compile(r"http://\S+")


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address.partition('/?')[0]}/_stcore/health", timeout=5) as answer:
            return bool(answer.status == 200)
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


@contextmanager
def serve(
    home: Path,
    *options: str,
    cwd: Path | None = None,
    environment: dict[str, str] | None = None,
    browser: bool = False,
) -> Iterator[Served]:
    """Start the page as a person does, on a free port unless ``options`` name one, and end it afterwards."""
    ours = {**os.environ, "ANSWERBOOK_HOME": str(home), "HF_HUB_OFFLINE": "1", **(environment or {})}
    port = () if "--port" in options else ("--port", "0")
    call = [sys.executable, "-P", "-m", "retriever.cli", "ui", *port, *options]
    call += [] if browser else ["--no-browser"]
    process = subprocess.Popen(call, cwd=cwd, env=ours, stderr=subprocess.PIPE, text=True)
    try:
        yield Served(process)
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(20)


def wait_for(condition: Callable[[], Any], what: str, seconds: float = 60) -> Any:
    """Return what ``condition`` returns once that is true; fails after ``seconds``, naming ``what``."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"waited {seconds} s in vain for {what}")


@contextmanager
def chromium(profile: Path) -> Iterator[WebDriver]:
    """Start a headless Chromium with an empty profile."""
    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for flag in [*_FLAGS.split(), f"--user-data-dir={profile}", f"--window-size={WIDE[0]},{WIDE[1]}"]:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
    try:
        yield driver
    finally:
        driver.quit()


def appear(driver: WebDriver, size: tuple[int, int] = WIDE, dark: bool = False) -> None:
    """Take on a size in pixels, a phone's where it is narrow, and the light or dark scheme."""
    width, height = size
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})


def settle(driver: WebDriver, seconds: float = 30) -> None:
    """Wait until the page has run and nothing on it is still being loaded."""
    wait_for(lambda: driver.execute_script(_READY), "the page to settle", seconds)
    time.sleep(0.1)
    wait_for(lambda: driver.execute_script(_READY), "the page to settle", seconds)


def load(driver: WebDriver, address: str) -> None:
    """Open an address as from a bookmark, in a new visit, and wait until it is there."""
    driver.get(address)
    settle(driver)


def visit(driver: WebDriver, address: str) -> None:
    """Open an address by a link where the page is open already, which is quicker, and wait until it is there."""
    here, there = urlsplit(driver.current_url), urlsplit(address)
    same = (here.path, parse_qsl(here.query)) == (there.path or "/", parse_qsl(there.query))
    if here.netloc != there.netloc or same:
        load(driver, address)
        return
    go = "window.__answerbook.go(arguments[0])"
    follow(driver, lambda: driver.execute_script(go, f"{there.path or '/'}?{there.query}"), address)


def follow(driver: WebDriver, step: Callable[[], Any], there: str) -> None:
    """Take a step that leads to another page, whose address comes before it does, and wait until that is there."""
    settle(driver)
    shown = driver.execute_script(_SHOWN)
    step()
    wait_for(lambda: driver.execute_script(_SHOWN) != shown, f"{there} to be shown")
    settle(driver)


def text(driver: WebDriver) -> str:
    """Return the words that a person sees."""
    return str(driver.execute_script("return document.querySelector('.stApp').innerText"))
