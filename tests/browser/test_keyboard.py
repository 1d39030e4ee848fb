"""Everything can be done from the keyboard, and `?` says how."""

from urllib.parse import quote

from browser import appear, follow, visit, wait_for
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver


def press(driver: WebDriver, *keys: str) -> None:
    ActionChains(driver).send_keys(*keys).perform()


def in_focus(driver: WebDriver) -> str:
    return str(driver.execute_script("return document.activeElement.closest('[class*=st-key-]')?.className ?? ''"))


def leave_the_box(driver: WebDriver) -> None:
    wait_for(lambda: "st-key-ask-box" in in_focus(driver), "the focus")
    press(driver, Keys.ESCAPE)
    assert "st-key-ask-box" not in in_focus(driver)


def test_a_question_mark_lists_the_shortcuts(driver: WebDriver, page: str) -> None:
    visit(driver, page)
    leave_the_box(driver)
    press(driver, "?")
    opened = "return [...document.querySelectorAll('*')].some(e => e.shadowRoot?.querySelector('dialog[open]') != null)"
    wait_for(lambda: driver.execute_script(opened), "the list")
    press(driver, Keys.ESCAPE)
    wait_for(lambda: not driver.execute_script(opened), "the list to close")


def test_the_shortcuts_fit_a_narrow_window(driver: WebDriver, page: str) -> None:
    appear(driver, (320, 400))
    visit(driver, page)
    leave_the_box(driver)
    press(driver, "?")
    box = (
        "const found = [...document.querySelectorAll('*')].map(e => e.shadowRoot?.querySelector('dialog[open]'))"
        ".find(Boolean)?.getBoundingClientRect(); return found && [found.left, found.top, found.right, found.bottom]"
    )
    left, top, right, bottom = wait_for(lambda: driver.execute_script(box), "the list")
    press(driver, Keys.ESCAPE)
    assert left >= 0 and top >= 0 and right <= 320 and bottom <= 400


def test_a_slash_goes_to_the_box_from_anywhere(driver: WebDriver, page: str) -> None:
    visit(driver, f"{page}/library")
    press(driver, "/")
    wait_for(lambda: "st-key-ask-box" in in_focus(driver), "the box of the other page")
    leave_the_box(driver)
    press(driver, "/")
    assert "st-key-ask-box" in in_focus(driver)


def test_a_question_mark_can_be_typed_into_a_question(driver: WebDriver, page: str) -> None:
    visit(driver, page)
    wait_for(lambda: "st-key-ask-box" in in_focus(driver), "the focus")
    press(driver, "what is / a tide?")
    assert driver.switch_to.active_element.get_attribute("value") == "what is / a tide?"


def test_answers_are_walked_and_opened_by_keys_alone(driver: WebDriver, page: str) -> None:
    visit(driver, f"{page}/?q={quote('what is a spring tide')}")
    leave_the_box(driver)
    press(driver, "j")
    first = driver.switch_to.active_element.text
    press(driver, "j")
    assert driver.switch_to.active_element.text != first
    press(driver, "k")
    assert driver.switch_to.active_element.text == first
    follow(driver, lambda: press(driver, Keys.ENTER), "the entry")
    assert "/explore?entry=" in driver.current_url
    assert driver.find_element(By.TAG_NAME, "h1").text == first


def test_tab_reaches_the_pages_then_the_box(driver: WebDriver, page: str) -> None:
    visit(driver, page)
    leave_the_box(driver)
    driver.execute_script("document.querySelector('[data-testid=stSkipToContent]').focus()")
    reached = []
    for _ in range(7):
        press(driver, Keys.TAB)
        reached.append(driver.switch_to.active_element.text if "ask-box" not in in_focus(driver) else "the box")
    assert reached[1:] == ["Answerbook", "Ask", "Explore", "Spot-check", "Library", "the box"]


def test_what_has_the_focus_is_seen_to_have_it(driver: WebDriver, page: str) -> None:
    visit(driver, f"{page}/?q={quote('what is a spring tide')}")
    leave_the_box(driver)
    press(driver, "j")
    outline = "const seen = getComputedStyle(document.activeElement); return seen.outlineStyle + seen.outlineWidth"
    assert driver.execute_script(outline) == "solid2px"
