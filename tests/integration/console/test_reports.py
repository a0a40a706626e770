"""Reports over HTTP: figures, the tickets behind them, the CSV file, and who may see them."""

import csv
from io import StringIO

import pytest

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_ticket_is_counted_the_day_it_is_opened(browser_of, open_ticket):
    await open_ticket()
    browser = await browser_of("supervisor")
    page = (await browser.get("/console/reports")).text

    assert "Volume and backlog" in page
    assert 'class="opened"' in page


async def test_behind_a_figure_stand_its_tickets(browser_of, open_ticket):
    ticket, browser = await open_ticket(), await browser_of("supervisor")
    page = (await browser.get("/console/reports/tickets?figure=backlog")).text

    assert f'href="/console/tickets/{ticket}"' in page
    assert (
        f"/console/tickets/{ticket}"
        not in (await browser.get("/console/reports/tickets?figure=first_reply")).text
    )


async def test_the_first_reply_is_measured(browser_of, open_ticket):
    ticket = await open_ticket()
    await (await browser_of("officer")).reply(ticket, "Hello.")
    page = (
        await (await browser_of("supervisor")).get("/console/reports/tickets?figure=first_reply")
    ).text

    assert f'href="/console/tickets/{ticket}"' in page


async def test_the_file_holds_figures_and_no_words_of_citizens(browser_of, open_ticket):
    ticket = await open_ticket("my secret worry")
    answer = await (await browser_of("supervisor")).get("/console/reports/tickets.csv")
    rows = list(csv.DictReader(StringIO(answer.text)))

    assert answer.headers["content-disposition"].startswith("attachment")
    assert [row["status"] for row in rows if row["ticket"].startswith(f"{ticket}-")] == ["open"]
    assert "worry" not in answer.text


@pytest.mark.parametrize(
    "query",
    [
        "since=0001-01-01&until=0001-01-02",
        "since=9999-12-31&until=9999-12-31",
        "since=2026-11-30&until=2026-11-01",
        "since=x&until=%00",
        "figure=%3Cscript%3E&category=%27--",
    ],
)
@pytest.mark.parametrize("path", ["reports", "reports/tickets", "reports/tickets.csv"])
async def test_any_days_that_are_asked_for_give_a_report(browser_of, path, query):
    browser = await browser_of("supervisor")
    answer = await browser.get(f"/console/{path}?{query}")

    assert answer.status_code == 200
    assert "<script>" not in answer.text.replace("<script src", "")


@pytest.mark.parametrize(
    ("login", "figures", "tickets"),
    [("supervisor", 200, 200), ("editor", 200, 403), ("officer", 403, 403), ("admin", 403, 403)],
)
async def test_who_may_see_what(browser_of, login, figures, tickets):
    browser = await browser_of(login)
    assert (await browser.get("/console/reports")).status_code == figures
    assert (await browser.get("/console/reports/tickets.csv")).status_code == figures
    assert (await browser.get("/console/reports/tickets")).status_code == tickets
