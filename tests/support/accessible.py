"""What axe-core finds wrong with a page."""

import importlib.util
from pathlib import Path
from typing import Any

from selenium.webdriver.remote.webdriver import WebDriver

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def axe() -> str:
    found = importlib.util.find_spec("axe_playwright_python")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).with_name("axe.min.js").read_text(encoding="utf-8")


def findings(driver: WebDriver) -> list[str]:
    """Return what axe-core calls serious or critical, one line each."""
    if not driver.execute_script("return Boolean(window.axe)"):
        driver.execute_script(axe())
    result: dict[str, Any] = driver.execute_async_script(
        "const done = arguments[1]; axe.run(document, {runOnly: arguments[0], resultTypes: ['violations']}).then(done)",
        RULES,
    )
    return [
        f"{found['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
        for found in result["violations"]
        if found["impact"] in {"serious", "critical"}
        for node in found["nodes"]
    ]
