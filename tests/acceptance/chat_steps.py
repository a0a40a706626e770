"""What one does on the chat page."""

from playwright.sync_api import Locator, Page, expect

QUESTION = {"vi": "Hạn chuyển sang VNeID là ngày nào?", "en": "When is the deadline for VNeID?"}
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


def question_box(page: Page) -> Locator:
    return page.locator("#question")


def said(page: Page) -> Locator:
    """The citizen's own bubbles."""
    return page.locator(".citizen .bubble")


def replies(page: Page) -> Locator:
    return page.locator(".reply")


def ask(page: Page, text: str) -> None:
    """Types a question, presses the send button, and waits for the answer."""
    known = replies(page).count()
    question_box(page).fill(text)
    page.locator("#composer button").click()
    expect(replies(page).nth(known)).to_be_visible()


def is_in_view(item: Locator) -> bool:
    return bool(
        item.evaluate(
            "e => e.getBoundingClientRect().top >= -1"
            " && e.getBoundingClientRect().top < window.innerHeight"
        )
    )
