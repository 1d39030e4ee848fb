"""Exploring: the map, an entry under its own address, what is related, and on to the spot-check."""

from urllib.parse import quote

from accessible import findings
from browser import follow, load, text, visit, wait_for
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webdriver import WebDriver

FIND = "[...document.querySelectorAll('*')].find(e => e.shadowRoot?.querySelector('canvas')).shadowRoot"


def heading(driver: WebDriver) -> str:
    return str(driver.execute_script("return document.querySelector('h1')?.innerText ?? ''"))


def test_ask_open_related_check(driver: WebDriver, page: str) -> None:
    visit(driver, f"{page}/?q={quote('what is a neap tide')}")
    follow(driver, driver.find_element(By.CSS_SELECTOR, ".ab-card h2 a").click, "the entry")
    assert heading(driver) == "What is a neap tide?"
    assert "Also written elsewhere" in text(driver)
    assert findings(driver) == []
    related = driver.find_element(By.CSS_SELECTOR, ".ab-list a")
    name = related.text
    follow(driver, related.click, "the related entry")
    assert heading(driver) == name
    follow(driver, driver.find_element(By.LINK_TEXT, "Check me on this").click, "the question")
    assert heading(driver) == name
    assert driver.find_elements(By.TAG_NAME, "textarea")


def test_related_leads_to_that_part_of_the_entry(driver: WebDriver, page: str) -> None:
    visit(driver, f"{page}/?q={quote('what is the hydration of a dough')}")
    follow(driver, driver.find_element(By.LINK_TEXT, "Related").click, "the entry")
    assert heading(driver) == "What is the hydration of a dough?"
    place = "return document.getElementById('related').getBoundingClientRect().top"
    wait_for(lambda: 0 < driver.execute_script(place) < 900, "the related entries to be in sight")


def test_an_entry_has_an_address_of_its_own(driver: WebDriver, page: str) -> None:
    visit(driver, f"{page}/?q={quote('how often does the tide turn')}")
    follow(driver, driver.find_element(By.CSS_SELECTOR, ".ab-card h2 a").click, "the entry")
    kept = driver.current_url
    load(driver, kept)
    assert heading(driver) == "How often does the tide turn?"
    driver.back()
    driver.forward()
    wait_for(lambda: heading(driver) == "How often does the tide turn?", "the entry again")


def test_a_point_of_the_map_says_its_question_and_opens_it(driver: WebDriver, page: str) -> None:
    visit(driver, f"{page}/explore")
    canvas = wait_for(lambda: driver.execute_script(f"return {FIND}.querySelector('canvas')"), "the map")
    hint = f"return {FIND}.querySelector('.hint').hidden ? '' : {FIND}.querySelector('.hint').textContent"
    width, height = canvas.size["width"], canvas.size["height"]
    words = ""
    for step in range(400):
        across, down = step % 20, step // 20
        move = ActionChains(driver, duration=0)
        move.move_to_element_with_offset(
            canvas, int((across / 19 - 0.5) * width * 0.9), int((down / 19 - 0.5) * height * 0.9)
        )
        move.perform()
        words = driver.execute_script(hint)
        if words:
            break
    assert words.endswith("?")
    ActionChains(driver).click().perform()
    wait_for(lambda: heading(driver) == words, "the entry of the point")


def test_the_map_has_its_words_beside_it(driver: WebDriver, page: str) -> None:
    visit(driver, f"{page}/explore")
    label = driver.execute_script(f"return {FIND}.querySelector('canvas').getAttribute('aria-label')")
    assert label.startswith("Map of 3")
    assert [found.text for found in driver.find_elements(By.CSS_SELECTOR, ".ab-counts a")][:3] != []


def test_a_document_shows_its_outline_and_lights_up_on_the_map(driver: WebDriver, page: str) -> None:
    visit(driver, f"{page}/explore?file=tides.md")
    outline = [found.text for found in driver.find_elements(By.CSS_SELECTOR, ".ab-outline a")]
    assert outline[:2] == ["What is a neap tide?", "What is a spring tide?"]
    assert "5 lit up: tides.md" in text(driver)


def test_copies_and_contradictions_are_listed_with_their_lines(driver: WebDriver, page: str) -> None:
    visit(driver, f"{page}/explore?show=copies")
    assert "What is a neap tide?" in text(driver)
    assert "tides.md, lines 3–5" in text(driver)
    visit(driver, f"{page}/explore?show=contradictions")
    sides = [found.text for found in driver.find_elements(By.CSS_SELECTOR, ".ab-side")]
    assert any("6 hours and 12 minutes" in side for side in sides)
    assert any("every 8 hours" in side for side in sides)


def test_an_entry_that_is_gone_says_so(driver: WebDriver, page: str) -> None:
    visit(driver, f"{page}/explore?entry=gone")
    assert heading(driver) == "This entry is not in your notes"
