"""What officers do with reminder campaigns in the console."""

from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Page, expect

DEADLINE = "portal-login-15-june-2024"
LONG = 180_000
"""Milliseconds: for what takes days of a clock that runs fast."""


def write_people(path: Path, count: int) -> Path:
    """Writes a file of synthetic people: `count` that can be reminded, and some that can't."""
    numbers = [f"09{one:08d},{'en' if one % 5 == 0 else 'vi'}" for one in range(1, count + 1)]
    spoilt = ["02438251234,vi", "8.49E+10,vi", "=A1,vi", numbers[0], ",vi", "+447911123456,en"]
    path.write_text("\n".join(["phone,language", *numbers, *spoilt]), encoding="utf-8")
    return path


def import_people(page: Page, path: Path, name: str) -> None:
    """Uploads a file and waits until a worker has imported it."""
    page.goto("/console/audiences")
    page.locator("[name=file]").set_input_files(path)
    page.locator("[name=name]").fill(name)
    page.locator("[name=legal_basis]").fill("Quyết định mô phỏng 12/2024, khoản 3")
    page.locator("#upload button").click()
    expect(page.locator("#verdicts")).to_be_visible(timeout=60_000)


def draft_campaign(
    page: Page, name: str, audience: str, steps: Sequence[int], cap_vnd: str = "30.000.000"
) -> str:
    """Drafts a campaign and returns its address."""
    page.goto("/console/campaigns/new")
    page.locator("[name=name]").fill(name)
    page.locator("[name=deadline]").select_option(DEADLINE)
    page.locator("[name=audience]").select_option(audience)
    for box in page.locator("[name=step]").all():
        box.set_checked(int(box.get_attribute("value") or 0) in steps)
    page.locator("[name=price_vnd]").fill("800")
    page.locator("[name=cap_vnd]").fill(cap_vnd)
    page.locator("main form .act").click()
    expect(page.locator("#dry-run")).to_be_visible()
    return page.url


def keep_approvals(page: Page) -> None:
    """Keeps that the provider has approved every text."""
    page.goto("/console/campaigns/texts")
    page.locator("#keep").click()
    expect(page.locator(".rows .chip.good").first).to_be_visible()


def approve_and_start(page: Page, campaign: str) -> None:
    """Approves a campaign and starts it."""
    page.goto(campaign)
    page.locator("#approve").click()
    page.locator("#start").click()
    expect(page.locator("#ledger")).to_be_visible()


def ledger(page: Page) -> dict[str, list[int]]:
    """The numbers of the report: by end, the steps and then the sum."""
    rows = {}
    for row in page.locator("#ledger tbody tr").all():
        cells = [_number(one) for one in row.locator("td").all_inner_texts()]
        rows[row.get_attribute("data-end") or ""] = cells
    return rows


def _number(cell: str) -> int:
    digits = cell.strip().replace(".", "").replace(",", "")
    return int(digits) if digits.isdigit() else 0
