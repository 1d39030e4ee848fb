"""Take the pictures of the page that the README shows: ``python tests/support/screenshots.py docs/pictures``.

The example book is read into a home of its own, so the pictures show what a first visitor sees.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

from browser import WIDE, appear, chromium, load, serve, wait_for
from selenium.webdriver.remote.webdriver import WebDriver

PICTURES = {
    "ask": (f"/?q={quote('how do I avoid Lambda cold starts')}", WIDE, False),
    "ask-dark": (f"/?q={quote('how do I avoid Lambda cold starts')}", WIDE, True),
    "explore": (f"/explore?q={quote('how do I avoid Lambda cold starts')}", WIDE, False),
    "check": ("/check", WIDE, False),
    "library": ("/library", WIDE, False),
}


def take(driver: WebDriver, page: str, folder: Path) -> None:
    """Take every picture of ``page`` into ``folder``."""
    for name, (place, size, dark) in PICTURES.items():
        appear(driver, size, dark)
        load(driver, page + place)
        wait_for(lambda: driver.execute_script("return document.fonts.status === 'loaded'"), "the fonts")
        driver.save_screenshot(str(folder / f"{name}.png"))
        print(folder / f"{name}.png")


def main(folder: Path) -> None:
    """Build the example book, serve it and take the pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        home, profile = Path(scratch, "home"), Path(scratch, "profile")
        call = [sys.executable, "-P", "-m", "retriever.cli", "index"]
        subprocess.run(call, env={**os.environ, "ANSWERBOOK_HOME": str(home)}, check=True)
        with serve(home) as running, chromium(profile) as driver:
            take(driver, running.address, folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
