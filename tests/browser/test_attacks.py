"""HTML and script in notes and addresses stay words, on every page, and nothing leaves the machine."""

import json
from urllib.parse import quote, urlsplit

import pytest
from book import ATTACK_FILE, STRINGS
from browser import text, visit
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webdriver import WebDriver

PLACES = [
    *(f"/?q={quote(f'attack {n} harmless')}" for n in (0, 6, 12, 18)),
    f"/?q={quote(STRINGS[0])}&topic={quote(STRINGS[1])}&file={quote(STRINGS[2])}",
    f"/?q={quote('attack')}&file={quote(ATTACK_FILE)}",
    "/explore",
    f"/explore?file={quote(ATTACK_FILE)}",
    f"/explore?q={quote(STRINGS[1])}",
    f"/explore?entry={quote(STRINGS[1])}",
    f"/document?file={quote(ATTACK_FILE)}&lines=1-40",
    f"/document?file={quote(STRINGS[1])}&lines={quote(STRINGS[0])}&from={quote(STRINGS[1])}",
    "/document?file=../../../../etc/passwd",
    "/document?file=/etc/passwd",
    f"/check?entry={quote(STRINGS[1])}&round={quote(STRINGS[0])}",
    "/library",
]


@pytest.mark.parametrize("place", PLACES)
def test_nothing_of_an_attack_runs_or_is_loaded(driver: WebDriver, page: str, place: str) -> None:
    visit(driver, page + place)
    for summary in driver.find_elements(By.CSS_SELECTOR, ".stHtml summary"):
        driver.execute_script("arguments[0].click()", summary)
    assert driver.execute_script("return window.attacked") is None
    loaded = driver.execute_script("return performance.getEntriesByType('resource').map(entry => entry.name)")
    assert {urlsplit(address).hostname for address in loaded if address.startswith("http")} <= {"127.0.0.1"}
    inside = "return [...document.querySelectorAll('.stHtml *')].map(e => e.tagName.toLowerCase())"
    assert not set(driver.execute_script(inside)) & {
        "script",
        "img",
        "iframe",
        "object",
        "form",
        "input",
        "base",
        "link",
    }
    handlers = "return [...document.querySelectorAll('.stHtml *')].flatMap(e => e.getAttributeNames())"
    assert not [name for name in driver.execute_script(handlers) if name.startswith("on")]


def test_the_words_of_an_attack_are_shown(driver: WebDriver, page: str) -> None:
    visit(driver, f"{page}/document?file={quote(ATTACK_FILE)}")
    assert all(attack in text(driver) for attack in STRINGS[:10])


def test_no_address_opens_a_file_that_was_not_read(driver: WebDriver, page: str) -> None:
    visit(driver, f"{page}/document?file=../../../../etc/passwd")
    assert "This document cannot be shown" in text(driver)
    assert "root:" not in text(driver)


def test_a_link_out_of_the_notes_tells_nobody_where_it_was(driver: WebDriver, page: str) -> None:
    visit(driver, f"{page}/?q={quote('read the tide table with a script')}")
    link = driver.find_element(By.LINK_TEXT, "the harbour")
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert link.get_attribute("target") == "_blank"
    assert driver.find_element(By.LINK_TEXT, "the chart").get_attribute("href") == "https://harbour.invalid/chart.png"
    assert "Use $LATEST for the newest table and :station: for the name; $LATEST costs $5 a month." in text(driver)


def test_the_page_asks_nobody_but_its_own_server(driver: WebDriver, page: str) -> None:
    driver.execute_cdp_cmd("Network.enable", {})
    for place in ("/", "/explore", "/check", "/library"):
        visit(driver, page + place)
    blocked = [entry for entry in driver.get_log("browser") if "Content Security Policy" in entry["message"]]
    assert json.dumps(blocked) == "[]"
