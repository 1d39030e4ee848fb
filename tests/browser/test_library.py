"""The library: from no index to an answer, through a build that a reload does not stop, a change and a breakage."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from browser import follow, load, serve, settle, text, visit, wait_for
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver


@pytest.fixture(scope="module")
def empty_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("empty")


@pytest.fixture(scope="module")
def empty(empty_home: Path) -> Iterator[str]:
    """Serve a home without an index."""
    with serve(empty_home) as running:
        yield running.address


@pytest.fixture(scope="module")
def own_notes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("own")
    (folder / "cheese.md").write_text("## How is rennet made?\n\nRennet is taken from the stomachs of calves.\n")
    return folder


def answers(driver: WebDriver, page: str, words: str) -> str:
    visit(driver, f"{page}/library")
    visit(driver, f"{page}/?q={quote(words)}")
    return text(driver)


def built(driver: WebDriver) -> None:
    wait_for(lambda: "The notes have been read" in text(driver), "the end of the build", 60)
    settle(driver)


def put_away(driver: WebDriver) -> None:
    driver.find_element(By.CSS_SELECTOR, ".st-key-build-read button").click()
    wait_for(lambda: "The notes have been read" not in text(driver), "the report to go")


def test_from_no_index_to_an_answer_through_a_change_and_a_breakage(
    driver: WebDriver, empty: str, empty_home: Path, own_notes: Path
) -> None:
    load(driver, empty)
    assert "No notes yet" in text(driver)
    follow(driver, driver.find_element(By.LINK_TEXT, "Open the library").click, "the library")
    driver.find_element(By.CSS_SELECTOR, ".st-key-add-path input").send_keys(str(own_notes), Keys.ENTER)
    wait_for(lambda: "cheese.md" in text(driver) or driver.find_elements(By.CSS_SELECTOR, ".ab-progress"), "the build")
    load(driver, f"{empty}/library")
    built(driver)
    put_away(driver)
    assert "stomachs of calves" in answers(driver, empty, "what is rennet made of")

    (own_notes / "cheese.md").write_text("## How is rennet made?\n\nRennet is grown by moulds today.\n")
    assert "The notes have changed since they were read" in answers(driver, empty, "what is rennet made of")
    assert "stomachs of calves" not in text(driver)
    visit(driver, f"{empty}/library")
    driver.find_element(By.CSS_SELECTOR, ".st-key-build-update button").click()
    built(driver)
    assert "1 changed" in text(driver)
    put_away(driver)
    assert "grown by moulds" in answers(driver, empty, "what is rennet made of")

    for file in (empty_home / "data" / "indexes" / "default" / "generations").rglob("*"):
        if file.is_file():
            file.unlink()
            file.write_bytes(b"broken")
    assert "grown by moulds" in answers(driver, empty, "what is rennet made of"), "what is open goes on answering"
    with serve(empty_home) as restarted:
        load(driver, f"{restarted.address}/library")
        assert "The index cannot be used" in text(driver)
        driver.find_element(By.CSS_SELECTOR, ".st-key-build-again button").click()
        built(driver)
        assert "grown by moulds" in answers(driver, restarted.address, "what is rennet made of")


def test_a_folder_that_is_not_there_is_said(driver: WebDriver, page: str) -> None:
    visit(driver, f"{page}/library")
    driver.find_element(By.CSS_SELECTOR, ".st-key-add-path input").send_keys("/nowhere/at/all", Keys.ENTER)
    wait_for(lambda: "There is nothing at /nowhere/at/all" in text(driver), "the message")


def test_a_finding_leads_to_its_line(driver: WebDriver, page: str) -> None:
    visit(driver, f"{page}/library")
    found = driver.find_elements(By.CSS_SELECTOR, ".ab-list .ab-place")
    assert found
    place = found[0].get_attribute("href")
    visit(driver, str(place))
    assert driver.find_elements(By.CSS_SELECTOR, ".ab-here")
