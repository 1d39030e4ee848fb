"""Notes of long words, wide tables and other scripts are read as well as any."""

from urllib.parse import quote

import pytest
from browser import PHONE, appear, settle, visit
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webdriver import WebDriver
from unusual import FILE, WORD

PLACES = {
    "ask": "/",
    "an answer": f"/?q={quote(WORD)}",
    "explore": "/explore",
    "an outline": f"/explore?file={FILE}",
    "a document": f"/document?file={FILE}&lines=5-5",
    "library": "/library",
}


@pytest.mark.parametrize("place", PLACES)
def test_no_word_leads_out_of_the_page(driver: WebDriver, unusual: str, place: str) -> None:
    visit(driver, unusual + PLACES[place])
    for summary in driver.find_elements(By.CSS_SELECTOR, ".stHtml summary"):
        driver.execute_script("arguments[0].click()", summary)
    wide = (  # a marked word stands out of its column by two pixels
        "return [...document.querySelectorAll('.stMain, .ab-column, .ab-card, .ab-list, .ab-outline')]"
        ".filter(one => one.scrollWidth > one.clientWidth + 3).map(one => one.className)"
    )
    assert driver.execute_script(wide) == []
    appear(driver, PHONE)
    settle(driver)
    assert driver.execute_script(wide) == []


def test_notes_from_right_to_left_begin_on_the_right(driver: WebDriver, unusual: str) -> None:
    visit(driver, f"{unusual}/?q={quote('ما هي عاصمة فرنسا')}")
    card = driver.find_element(By.CSS_SELECTOR, ".ab-card")
    directions = "return [...arguments[0].querySelectorAll('ul, code')].map(one => getComputedStyle(one).direction)"
    assert driver.execute_script(directions, card) == ["rtl", "ltr"]
    begins = (
        "const words = document.createRange(); words.selectNodeContents(arguments[0]);"
        "return Math.abs(arguments[0].getBoundingClientRect().right - words.getBoundingClientRect().right) <= 3"
    )
    shown = [card.find_element(By.CSS_SELECTOR, part) for part in (".ab-trail", "h2", ".ab-passage p", "li")]
    assert [driver.execute_script(begins, one) for one in shown] == [True] * 4


def test_a_wide_table_scrolls_and_keeps_several_words_in_a_line(driver: WebDriver, unusual: str) -> None:
    appear(driver, PHONE)
    visit(driver, f"{unusual}/?q={quote('which regions have which zones')}")
    table = driver.find_element(By.CSS_SELECTOR, ".ab-scroll")
    assert driver.execute_script("return arguments[0].scrollWidth > arguments[0].clientWidth", table)
    cell = table.find_element(By.XPATH, ".//td[2]")
    assert cell.size["width"] >= 150
