"""Every page can be used by everyone: axe-core finds nothing serious, in light and dark, wide and on a phone."""

from urllib.parse import quote

import pytest
from accessible import findings
from browser import PHONE, WIDE, appear, settle, visit, wait_for
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver

PLACES = {
    "ask, empty": "/",
    "ask, answered": f"/?q={quote('what is a neap tide')}",
    "ask, code and tables": f"/?q={quote('read the tide table with a script')}",
    "ask, not answered": f"/?q={quote('who won the football world cup in 1998')}",
    "explore": "/explore",
    "explore, a document": "/explore?file=tides.md",
    "contradictions": "/explore?show=contradictions",
    "copies": "/explore?show=copies",
    "document": "/document?file=bread.md&lines=7-8",
    "spot-check": "/check",
    "library": "/library",
}
LOOKS = [(PHONE, False), (WIDE, False), (WIDE, True)]
SCHEME = "return getComputedStyle(document.querySelector('.stApp')).colorScheme"
SIDEWAYS = "const main = document.querySelector('.stMain'); return main.scrollWidth - main.clientWidth"


@pytest.mark.parametrize("place", PLACES)
def test_no_look_has_a_serious_finding_or_scrolls_sideways(driver: WebDriver, page: str, place: str) -> None:
    appear(driver, PHONE)
    visit(driver, page + PLACES[place])
    for size, dark in LOOKS:
        appear(driver, size, dark)
        wait_for(lambda scheme="dark" if dark else "light": driver.execute_script(SCHEME) == scheme, "the look")
        settle(driver)
        assert driver.execute_script(SIDEWAYS) <= 0
        for summary in driver.find_elements(By.CSS_SELECTOR, ".stHtml details:not([open]) > summary"):
            driver.execute_script("arguments[0].click()", summary)
        assert findings(driver) == []


def test_nothing_jumps_while_answers_load(driver: WebDriver, page: str) -> None:
    observer = (
        "window.jumped = 0; new PerformanceObserver(list => { for (const e of list.getEntries()) "
        "if (!e.hadRecentInput) window.jumped += e.value }).observe({type: 'layout-shift'})"
    )
    visit(driver, page)
    driver.execute_script(observer)
    driver.find_element(By.CSS_SELECTOR, ".st-key-ask-box input").send_keys("what is a neap tide", Keys.ENTER)
    wait_for(lambda: driver.find_elements(By.CSS_SELECTOR, ".ab-card"), "cards")
    settle(driver)
    assert driver.execute_script("return window.jumped") < 0.1
