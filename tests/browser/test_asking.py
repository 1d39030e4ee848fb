"""Asking on the page: from the empty box to the lines in the document, and back."""

from urllib.parse import parse_qs, quote, urlsplit

from browser import follow, settle, text, visit, wait_for
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver

QUESTION = "how wet should dough be"


def ask(driver: WebDriver, words: str) -> None:
    box = driver.find_element(By.CSS_SELECTOR, ".st-key-ask-box input")
    box.send_keys(Keys.CONTROL, "a")
    box.send_keys(words, Keys.ENTER)
    wait_for(lambda: parse_qs(urlsplit(driver.current_url).query).get("q") == [words], "the question in the address")
    settle(driver)


def cards(driver: WebDriver) -> list[str]:
    return list(driver.execute_script("return [...document.querySelectorAll('.ab-card h2')].map(e => e.innerText)"))


def test_the_box_has_the_focus_and_a_question_brings_its_answer(driver: WebDriver, page: str) -> None:
    visit(driver, page)
    wait_for(lambda: driver.switch_to.active_element.get_attribute("type") == "search", "the focus")
    driver.switch_to.active_element.send_keys(QUESTION, Keys.ENTER)
    wait_for(lambda: cards(driver), "cards")
    assert cards(driver)[0] == "What is the hydration of a dough?"
    first = driver.find_element(By.CSS_SELECTOR, ".ab-card")
    assert "weight of the water divided by the weight of the flour" in first.text
    assert "bread.md, lines 7–8" in text(driver)
    assert first.find_elements(By.TAG_NAME, "mark")


def test_a_question_is_an_address_that_can_be_kept_and_gone_back_from(driver: WebDriver, page: str) -> None:
    visit(driver, page)
    ask(driver, QUESTION)
    ask(driver, "why steam in the oven")
    second = cards(driver)
    kept = driver.current_url
    driver.back()
    wait_for(lambda: cards(driver) and cards(driver) != second, "the first answers")
    assert cards(driver)[0] == "What is the hydration of a dough?"
    assert driver.find_element(By.CSS_SELECTOR, ".st-key-ask-box input").get_attribute("value") == QUESTION
    driver.back()
    wait_for(lambda: not cards(driver), "the empty page")
    visit(driver, kept)
    assert cards(driver) == second


def test_the_box_still_holds_the_question_after_a_look_at_another_page(driver: WebDriver, page: str) -> None:
    address = f"{page}/?q={quote(QUESTION)}&file=bread.md"
    visit(driver, address)
    visit(driver, f"{page}/library")
    driver.back()
    wait_for(lambda: cards(driver), "cards")
    assert driver.find_element(By.CSS_SELECTOR, ".st-key-ask-box input").get_attribute("value") == QUESTION
    assert "bread.md" in driver.find_element(By.CSS_SELECTOR, ".st-key-filter-files").text


def test_an_example_question_is_answered_by_its_entry(driver: WebDriver, page: str) -> None:
    visit(driver, page)
    example = driver.find_element(By.CSS_SELECTOR, ".ab-examples a")
    words = example.text
    follow(driver, example.click, "the answers")
    assert cards(driver)[0] == words


def test_show_in_document_opens_the_raw_lines(driver: WebDriver, page: str) -> None:
    visit(driver, f"{page}/?q={quote('why steam in the oven')}")
    follow(driver, driver.find_element(By.LINK_TEXT, "Show in document").click, "the document")
    marked = driver.find_elements(By.CSS_SELECTOR, ".ab-here")
    assert "Steam keeps the crust soft" in marked[0].text
    assert marked[0].text.split()[0] == "34"
    box = "const box = document.querySelector('.ab-target').getBoundingClientRect(); "
    wait_for(lambda: driver.execute_script(f"{box} return 50 < box.top && box.bottom < 900"), "the lines in view")


def test_a_filter_stands_in_the_address_and_holds(driver: WebDriver, page: str) -> None:
    visit(driver, f"{page}/?q={quote('what is a neap tide')}&file=old-tides.md")
    facts = [found.text for found in driver.find_elements(By.CSS_SELECTOR, ".ab-facts") if "md, line" in found.text]
    assert facts
    assert all("old-tides.md" in found for found in facts)
    driver.find_element(By.CSS_SELECTOR, ".st-key-filter-files [aria-label*='Clear']").click()
    wait_for(lambda: "file=" not in driver.current_url, "the filter to leave the address")


def test_what_the_notes_do_not_answer_is_said(driver: WebDriver, page: str) -> None:
    visit(driver, f"{page}/?q={quote('who won the football world cup in 1998')}")
    assert "Your notes don’t answer this" in text(driver)


def test_a_misspelling_is_mended_aloud_and_the_original_offered(driver: WebDriver, page: str) -> None:
    visit(driver, f"{page}/?q={quote('hydratoin of a dough')}")
    assert "Showing answers to hydration of a dough" in text(driver)
    follow(driver, driver.find_element(By.LINK_TEXT, "hydratoin of a dough").click, "the exact search")
    assert "exact=1" in driver.current_url
    assert "Showing answers to" not in text(driver)


def test_a_verdict_is_kept(driver: WebDriver, page: str) -> None:
    address = f"{page}/?q={quote('how warm is the oven')}"
    visit(driver, address)
    driver.find_element(By.CSS_SELECTOR, "[data-testid=stFeedback] button").click()
    settle(driver)
    visit(driver, f"{page}/library")
    assert "1 passage that you called helpful" in text(driver)
