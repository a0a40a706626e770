"""Takes pictures of the chat page: `python -m tests.acceptance.screenshots FOLDER [ADDRESS]`.

Without an address the page is served here, with example answers.
"""

import sys
from contextlib import nullcontext
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from bot.web import create_app
from tests.acceptance.example_service import ExampleService, example_services
from tests.acceptance.running import launch, running

SIZES = {"phone": (360, 740), "desktop": (1280, 800)}
QUESTIONS = {
    "vi": ("Hạn chuyển sang VNeID là ngày nào", "lien ket tai khoan the nao"),
    "en": ("What is the deadline?", "How do I link my accounts?"),
}


def _ask(page: Page, question: str) -> None:
    count = page.locator(".reply").count()
    page.locator("#question").fill(question)
    page.keyboard.press("Enter")
    page.locator(".reply").nth(count).wait_for()


def _shoot(page: Page, folder: Path, name: str) -> None:
    page.screenshot(path=folder / f"{name}.png", animations="disabled")


def _tour(browser: Browser, address: str, folder: Path, look: tuple[str, str, str]) -> None:
    size, language, scheme = look
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,  # type: ignore[arg-type]
        reduced_motion="reduce",
        device_scale_factor=2,
        has_touch=size == "phone",
    )
    page = context.new_page()
    page.goto(f"{address}/chat?lang={language}")
    name = f"{size}-{language}-{scheme}"
    _shoot(page, folder, f"{name}-welcome")
    for question in QUESTIONS[language]:
        _ask(page, question)
    _shoot(page, folder, f"{name}-talk")
    page.goto(f"{address}/chat/clear")
    _shoot(page, folder, f"{name}-clear")
    page.goto(f"{address}/nowhere")
    _shoot(page, folder, f"{name}-error")
    context.close()


def main(folder: Path, address: str | None) -> None:
    """Takes one picture of each page in each size, language and colour scheme."""
    folder.mkdir(parents=True, exist_ok=True)
    app = create_app(example_services(ExampleService()))
    served = nullcontext(address) if address else running(app)
    with served as at, sync_playwright() as playwright:
        browser = launch(playwright)
        for look in product(SIZES, QUESTIONS, ("light", "dark")):
            _tour(browser, at, folder, look)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None)
