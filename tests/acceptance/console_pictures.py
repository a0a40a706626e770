"""Takes the pictures of docs/console of a running demo.

Usage: vneid-bot demo --port 8080, then python -m tests.acceptance.console_pictures docs/console.
"""

import os
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.acceptance.chat_steps import ask
from tests.acceptance.console_steps import sign_in
from tests.acceptance.running import launch

ADDRESS = os.environ.get("VNEID_PUBLIC_URL", "http://127.0.0.1:8080")
SIZES = {"phone": (360, 740), "desktop": (1280, 800)}
CASES = (
    ("vi", ("Hạn chuyển sang VNeID là ngày nào?", "cho tôi gặp cán bộ")),
    ("vi", ("tôi bị mất điện thoại đang đăng nhập VNeID", "cho tôi gặp cán bộ")),
    ("en", ("How do I link my accounts?", "I want to talk to a person")),
    ("vi", ("liên kết tài khoản thế nào?", "cho gặp người thật đi", "Cổng báo sai thông tin ạ")),
    ("vi", ("nó quay mãi màu đỏ màu xanh",)),
    ("en", ("it keeps spinning red and green",)),
)
"""What synthetic citizens write, one conversation each."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Attributes: `who` is a login; "": signed in as nobody."""

    name: str
    who: str
    path: str
    size: str = "desktop"
    language: str = "vi"
    scheme: str = "light"


PICTURES = (
    Picture("sign-in-phone-vi", "", "sign-in", "phone"),
    Picture("sign-in-desktop-en-dark", "", "sign-in", language="en", scheme="dark"),
    Picture("inbox-desktop-vi", "officer", "inbox?view=all"),
    Picture("inbox-phone-vi", "officer", "inbox?view=all", "phone"),
    Picture("inbox-desktop-en-dark", "officer", "inbox?view=all", language="en", scheme="dark"),
    Picture("ticket-desktop-vi", "officer", "ticket"),
    Picture("ticket-phone-vi", "officer", "ticket", "phone"),
    Picture("ticket-phone-vi-dark", "officer", "ticket", "phone", scheme="dark"),
    Picture("ticket-desktop-en-dark", "officer", "ticket", language="en", scheme="dark"),
    Picture("ticket-phone-en", "officer", "ticket", "phone", "en"),
    Picture("search-phone-en", "officer", "search?q=gap+can+bo", "phone", "en"),
    Picture("search-desktop-vi-dark", "officer", "search?q=gap+can+bo", scheme="dark"),
    Picture("reports-desktop-vi", "supervisor", "reports"),
    Picture("reports-desktop-en-dark", "supervisor", "reports", language="en", scheme="dark"),
    Picture("reports-phone-vi", "supervisor", "reports", "phone"),
    Picture("report-tickets-desktop-en", "supervisor", "reports/tickets", language="en"),
    Picture(
        "report-tickets-phone-vi-dark", "supervisor", "reports/tickets", "phone", scheme="dark"
    ),
    Picture("labelling-desktop-en-dark", "editor", "labelling", language="en", scheme="dark"),
    Picture("labelling-phone-vi", "editor", "labelling", "phone"),
    Picture("account-desktop-vi-dark", "officer", "account", scheme="dark"),
    Picture("account-phone-en", "officer", "account", "phone", "en"),
    Picture("settings-desktop-vi", "supervisor", "settings"),
    Picture("settings-phone-en-dark", "supervisor", "settings", "phone", "en", "dark"),
    Picture("people-desktop-en", "admin", "people", language="en"),
    Picture("people-phone-vi", "admin", "people", "phone"),
    Picture("people-phone-en-dark", "admin", "people", "phone", "en", "dark"),
    Picture("audit-desktop-vi", "supervisor", "audit"),
    Picture("audit-phone-en-dark", "supervisor", "audit", "phone", "en", "dark"),
)


def write_as_citizens(browser: Browser) -> None:
    """Opens tickets on the chat page."""
    for language, texts in CASES:
        context = browser.new_context(base_url=ADDRESS)
        page = context.new_page()
        page.goto(f"/chat?lang={language}")
        for text in texts:
            ask(page, text)
        context.close()


def sign_in_everybody(browser: Browser) -> dict[str, BrowserContext]:
    """Signs each login in once: a code lets in once."""
    contexts = {"": browser.new_context(base_url=ADDRESS)}
    for login in sorted({one.who for one in PICTURES} - {""}):
        contexts[login] = browser.new_context(base_url=ADDRESS)
        sign_in(contexts[login].new_page(), login)
    return contexts


def prepare(page: Page) -> str:
    """Has an officer take a case and begin a reply; returns the ticket's address."""
    page.goto("/console/inbox?view=unassigned&lang=vi")
    page.locator(".case-link", has_text=CASES[0][1][-1]).first.click()
    if page.locator("#take").count():
        page.locator("#take").click()
        page.locator("#resolve").wait_for()
    page.locator("#reply").fill("Anh/chị mở VNeID, chọn Cài đặt rồi chụp dòng báo lỗi giúp.")
    page.locator(".composer [formaction$=preview]").click()
    page.locator("#preview .words").wait_for()
    page.wait_for_timeout(2_000)  # until the draft is kept
    return page.url.partition("/console/")[2].partition("#")[0]


def take(browser: Browser, picture: Picture, state: dict[str, object], folder: Path) -> None:
    """Opens the page as it should look and takes its picture."""
    width, height = SIZES[picture.size]
    context = browser.new_context(
        base_url=ADDRESS,
        viewport={"width": width, "height": height},
        color_scheme=picture.scheme,  # type: ignore[arg-type]
        reduced_motion="reduce",
        storage_state=state,  # type: ignore[arg-type]
    )
    page = context.new_page()
    is_ticket = picture.path.startswith("tickets/")
    path = picture.path
    page.goto(f"/console/{path}{'&' if '?' in path else '?'}lang={picture.language}")
    if is_ticket:
        page.locator(".before summary").click()
        page.locator(".composer [formaction$=preview]").click()
        page.locator("#preview .words").wait_for()
    if is_ticket and picture.size == "desktop":
        page.evaluate("scrollTo(0, 0)")
    page.screenshot(path=folder / f"{picture.name}.png", animations="disabled")
    context.close()


def main(folder: Path) -> None:
    """Takes all pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = launch(playwright)
        write_as_citizens(browser)
        contexts = sign_in_everybody(browser)
        ticket = prepare(contexts["officer"].pages[0])
        for one in PICTURES:
            picture = replace(one, path=ticket) if one.path == "ticket" else one
            take(browser, picture, contexts[picture.who].storage_state(), folder)  # type: ignore[arg-type]
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
