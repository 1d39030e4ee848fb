"""A whole spot-check: chosen, answered from the keyboard, reloaded, undone, summed up."""

import re
from urllib.parse import quote

from accessible import findings
from browser import follow, load, settle, text, visit, wait_for
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver


def heading(driver: WebDriver) -> str:
    return str(driver.execute_script("return document.querySelector('h1')?.innerText ?? ''"))


def position(driver: WebDriver) -> str:
    found = re.search(r"Question \d+ of \d+", text(driver))
    return found[0] if found else ""


def check(driver: WebDriver, words: str) -> None:
    """Type an answer and check it by Ctrl+Enter."""
    box = wait_for(lambda: driver.find_elements(By.TAG_NAME, "textarea"), "the box for an answer")[0]
    box.click()
    box.send_keys(words)
    box.send_keys(Keys.CONTROL, Keys.ENTER)
    wait_for(lambda: driver.find_elements(By.CSS_SELECTOR, ".st-key-rate-1"), "the ratings")
    settle(driver)


def rate(driver: WebDriver, key: str) -> None:
    driver.execute_script("document.activeElement.blur()")
    ActionChains(driver).send_keys(key).perform()
    wait_for(lambda: not driver.find_elements(By.CSS_SELECTOR, ".st-key-rate-1"), "the next question")
    settle(driver)


def test_a_whole_round_with_reload_and_undo(driver: WebDriver, page: str) -> None:
    visit(driver, f"{page}/check")
    count = driver.find_element(By.CSS_SELECTOR, ".st-key-check-count input")
    count.send_keys(Keys.CONTROL, "a")
    count.send_keys("2")
    driver.find_element(By.CSS_SELECTOR, "[data-testid=stFormSubmitButton] button").click()
    wait_for(lambda: position(driver) == "Question 1 of 2", "the first question")
    settle(driver)
    assert "round=" in driver.current_url
    assert findings(driver) == []
    first = heading(driver)

    check(driver, "It has something to do with it.")
    assert findings(driver) == []
    assert "Your answer" in text(driver)
    assert "Your notes" in text(driver)
    assert {"Covered", "Partly", "Missed", "Contradicted", "Can’t tell"} & set(text(driver).split("\n"))
    rate(driver, "3")
    assert position(driver) == "Question 2 of 2"
    second = heading(driver)
    assert second != first

    load(driver, driver.current_url)
    assert (position(driver), heading(driver)) == ("Question 2 of 2", second)

    driver.find_element(By.CSS_SELECTOR, ".st-key-check-undo button").click()
    wait_for(lambda: position(driver) == "Question 1 of 2", "the first question again")
    settle(driver)
    assert heading(driver) == first
    check(driver, "It has something to do with it, again.")
    rate(driver, "4")
    driver.find_element(By.CSS_SELECTOR, ".st-key-check-unknown button").click()
    wait_for(lambda: driver.find_elements(By.CSS_SELECTOR, ".st-key-rate-1"), "the ratings")
    settle(driver)
    assert "Nothing typed." in text(driver)
    rate(driver, "1")
    assert heading(driver) == "Round done"
    assert "2 of 2 answered" in text(driver)

    visit(driver, f"{page}/check")
    wait_for(lambda: "Progress" in text(driver), "the progress")
    chart = wait_for(lambda: driver.find_elements(By.CSS_SELECTOR, "[data-testid=stVegaLiteChart]"), "a chart")[0]
    assert "Due on the coming days" in driver.execute_script("return document.body.innerHTML")
    assert chart.is_displayed()
    assert findings(driver) == []


def test_one_entry_is_checked_as_practice(driver: WebDriver, page: str) -> None:
    visit(driver, f"{page}/?q={quote('what is a spring tide')}")
    follow(driver, driver.find_element(By.LINK_TEXT, "Check me").click, "the question")
    assert "entry=" in driver.current_url
    assert "as practice" in text(driver)
    check(driver, "A spring tide is the largest tide, at new moon and full moon, when sun and moon pull in one line.")
    assert "Covered" in text(driver)
    rate(driver, "4")
    assert "This was practice: the schedule is as it was." in text(driver)
