import pytest


@pytest.mark.parametrize(
    ("accepted", "shown"),
    [
        ("", "vi"),
        ("vi-VN,vi;q=0.9,en;q=0.5", "vi"),
        ("en-GB,en;q=0.9", "en"),
        ("fr-FR, en;q=0.8, vi;q=0.7", "en"),
        ("de", "vi"),
    ],
)
async def test_first_page_follows_the_browser(browser, accepted, shown):
    page = (await browser.get("/chat", headers={"Accept-Language": accepted})).text

    assert f'<html lang="{shown}">' in page


async def test_chosen_language_is_kept(browser):
    await browser.get("/chat?lang=en")

    assert '<html lang="en">' in (await browser.get("/chat")).text


async def test_switch_leads_to_the_other_language_in_its_own_words(browser):
    page = (await browser.get("/chat?lang=en")).text

    assert 'href="/chat?lang=vi" lang="vi" hreflang="vi">Tiếng Việt</a>' in page


async def test_unknown_language_changes_nothing(browser):
    response = await browser.get("/chat?lang=xx")

    assert '<html lang="vi">' in response.text
    assert "lang=" not in response.headers["set-cookie"]


async def test_erasing_is_asked_in_the_chosen_language(browser):
    await browser.get("/chat?lang=en")

    assert "Erase this conversation?" in (await browser.get("/chat/clear")).text
