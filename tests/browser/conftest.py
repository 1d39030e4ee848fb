"""One server, one book of notes and one Chromium for all browser tests."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from book import write_book
from browser import CHROMIUM, DRIVER, appear, chromium, serve
from selenium.webdriver.remote.webdriver import WebDriver
from unusual import write_unusual

MISSING = "browser tests: there is no Chromium with its driver here"

if CHROMIUM is None or DRIVER is None:
    if os.environ.get("CI") == "true":
        raise pytest.UsageError(MISSING)
    collect_ignore_glob = ["test_*"]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say so where the browser tests were left out."""
    if CHROMIUM is None or DRIVER is None:
        terminalreporter.write_line(f"{MISSING}: they were left out")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder as one that drives a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


def run_index(home: Path, *arguments: str) -> None:
    """Build an index as a person does."""
    call = [sys.executable, "-P", "-m", "retriever.cli", "index", *arguments]
    subprocess.run(call, env={**os.environ, "ANSWERBOOK_HOME": str(home)}, check=True, capture_output=True)


@pytest.fixture(scope="session")
def notes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of notes about bread and tides, attacks among them."""
    return write_book(tmp_path_factory.mktemp("notes"))


@pytest.fixture(scope="session")
def book_home(tmp_path_factory: pytest.TempPathFactory, notes: Path) -> Path:
    """Return a home with an index of the notes."""
    home = tmp_path_factory.mktemp("home")
    run_index(home, str(notes))
    return home


@pytest.fixture(scope="session")
def page(book_home: Path) -> Iterator[str]:
    """Serve the book; returns the address of the page."""
    with serve(book_home) as running:
        yield running.address


@pytest.fixture(scope="module")
def unusual(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve notes that are hard to lay out; returns the address of the page."""
    home = tmp_path_factory.mktemp("unusual")
    run_index(home, str(write_unusual(tmp_path_factory.mktemp("unusual_notes"))))
    with serve(home) as running:
        yield running.address


@pytest.fixture(scope="session")
def _chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebDriver]:
    with chromium(tmp_path_factory.mktemp("profile")) as driver:
        yield driver


@pytest.fixture
def driver(_chromium: WebDriver) -> WebDriver:
    """Return the browser, wide and light."""
    appear(_chromium)
    _chromium.get_log("browser")
    return _chromium
