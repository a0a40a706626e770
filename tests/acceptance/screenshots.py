"""Takes the README's pictures of a running demo.

Usage: vneid-bot demo --port 8080, then python -m tests.acceptance.screenshots docs/screenshots.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.acceptance.running import launch

ADDRESS = "http://127.0.0.1:8080"
SIZES = {"phone": (360, 740), "desktop": (1280, 800)}
QUESTIONS = {
    "vi": "tk cũ còn đăng nhập được ko ạ?",
    "en": "How do I link my accounts?",
}


@dataclass(frozen=True, slots=True)
class Picture:
    name: str
    size: str
    language: str
    scheme: str = "light"


PICTURES = (
    Picture("chat-phone-vi", "phone", "vi"),
    Picture("chat-phone-en", "phone", "en"),
    Picture("chat-phone-dark", "phone", "vi", "dark"),
    Picture("chat-desktop-vi", "desktop", "vi"),
    Picture("chat-desktop-en", "desktop", "en"),
)


def take(browser: Browser, picture: Picture, folder: Path) -> None:
    """Asks one question and takes the picture of the answer."""
    width, height = SIZES[picture.size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=picture.scheme,  # type: ignore[arg-type]
        reduced_motion="reduce",
        device_scale_factor=2,
    )
    page = context.new_page()
    page.goto(f"{ADDRESS}/chat?lang={picture.language}")
    page.locator("#question").fill(QUESTIONS[picture.language])
    page.keyboard.press("Enter")
    page.locator(".reply").first.wait_for()
    page.screenshot(path=folder / f"{picture.name}.png", animations="disabled")
    context.close()


def main(folder: Path) -> None:
    """Takes all pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for picture in PICTURES:
            take(browser, picture, folder)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
