"""Takes the pictures of campaigns in docs/console of a demo whose clock runs.

Usage: vneid-bot demo --at 2024-05-31 --speed 5000 --port 8080, and right after its start
python -m tests.acceptance.campaign_pictures docs/console.
"""

import os
import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from tests.acceptance.campaign_steps import (
    approve_and_start,
    draft_campaign,
    import_people,
    keep_approvals,
    write_people,
)
from tests.acceptance.console_steps import sign_in
from tests.acceptance.running import launch

ADDRESS = os.environ.get("VNEID_PUBLIC_URL", "http://127.0.0.1:8080")
SIZES = {"phone": (360, 740), "desktop": (1280, 800)}
PEOPLE = 2_000
LONG = 900_000


def take(browser: Browser, context: BrowserContext, folder: Path, name: str, path: str) -> None:
    """Takes a picture; its name says how: size, language, and dark or not."""
    is_dark = name.endswith("-dark")
    size, language = name.removesuffix("-dark").split("-")[-2:]
    width, height = SIZES[size]
    made = browser.new_context(
        base_url=ADDRESS,
        viewport={"width": width, "height": height},
        color_scheme="dark" if is_dark else "light",
        reduced_motion="reduce",
        storage_state=context.storage_state(),
    )
    page = made.new_page()
    page.goto(f"{path}{'&' if '?' in path else '?'}lang={language}")
    page.screenshot(path=folder / f"{name}.png", animations="disabled", full_page=size == "desktop")
    made.close()


def main(folder: Path) -> None:
    """Goes the whole way and takes pictures on it."""
    with sync_playwright() as playwright, TemporaryDirectory() as scratch:
        browser = launch(playwright)
        officer, supervisor = (browser.new_context(base_url=ADDRESS) for _ in range(2))
        at_desk, above = officer.new_page(), supervisor.new_page()
        sign_in(at_desk, "officer")
        sign_in(above, "supervisor")
        import_people(at_desk, write_people(Path(scratch) / "people.csv", PEOPLE), "Tháng 6/2024")
        audience = at_desk.url.partition("?")[0].removeprefix(ADDRESS)
        take(browser, officer, folder, "audience-desktop-vi", audience)
        take(browser, officer, folder, "audience-phone-vi", audience)
        take(browser, officer, folder, "audiences-desktop-en-dark", "/console/audiences")
        at = draft_campaign(
            at_desk, "Trước 15/6/2024", "Tháng 6/2024", (14, 7, 3, 1), "7.500.000"
        ).removeprefix(ADDRESS)
        take(browser, officer, folder, "campaign-draft-desktop-vi", at)
        take(browser, officer, folder, "campaign-draft-phone-en-dark", at)
        take(browser, officer, folder, "campaign-new-phone-vi", "/console/campaigns/new")
        keep_approvals(above)
        take(browser, supervisor, folder, "campaign-texts-desktop-vi", "/console/campaigns/texts")
        approve_and_start(above, at)
        above.goto(at)
        expect(above.locator("[data-end=delivered]")).to_be_visible(timeout=LONG)
        take(browser, supervisor, folder, "campaign-running-desktop-vi", at)
        take(browser, supervisor, folder, "campaign-running-phone-vi", at)
        take(browser, supervisor, folder, "campaigns-desktop-en", "/console/campaigns")
        is_over = re.compile("Đã xong|Finished")
        expect(above.locator(".card .chip.good")).to_have_text(is_over, timeout=LONG)
        expect(above.locator("[data-end=sent]")).to_have_count(0, timeout=LONG)
        take(browser, supervisor, folder, "campaign-report-desktop-en-dark", at)
        take(browser, supervisor, folder, "campaign-report-phone-vi", at)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
