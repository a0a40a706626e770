import re

import pytest

from tests.unit.channels.fake_services import OWN_PAGE

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)


@pytest.mark.parametrize("path", ["/chat", "/chat/clear", "/nowhere", "/static/chat.js", "/readyz"])
async def test_every_answer_has_the_security_headers(browser, path):
    headers = (await browser.get(path)).headers

    assert headers["content-security-policy"] == POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"


async def test_failure_of_ours_has_them_too(browser, service):
    await browser.get("/chat")
    service.show = None
    response = await browser.get("/chat")

    assert response.status_code == 500
    assert response.headers["content-security-policy"] == POLICY


async def test_page_holds_nothing_that_its_policy_forbids(browser):
    page = (await browser.get("/chat")).text

    assert "<style" not in page
    assert not re.search(r"\s(style|on\w+)=", page)
    assert re.findall(r"<script(?![^>]*\ssrc=)", page) == []
    assert re.findall(r'(?:src|href)="(?:https?:)?//', page) == []


@pytest.mark.parametrize("name", ["htmx.min.js", "chat.js", "base.css", "chat.css", "lotus.svg"])
async def test_static_files_are_served_under_a_name_that_lasts(browser, name):
    page = (await browser.get("/chat")).text
    address = re.search(rf'"(/static/{re.escape(name)}\?v=\w+)"', page).group(1)
    response = await browser.get(address)

    assert response.status_code == 200
    assert "immutable" in response.headers["cache-control"]
    assert response.headers["content-encoding"] == "gzip"


async def test_static_file_is_sent_plain_to_who_cannot_unpack_it(browser):
    response = await browser.get("/static/chat.js", headers={"Accept-Encoding": "identity"})

    assert "content-encoding" not in response.headers
    assert response.headers["cache-control"] == "no-cache"
    assert "outbox" in response.text


@pytest.mark.parametrize("name", ["../routes.py", "..%2Froutes.py", "htmx.js", ""])
async def test_no_other_file_is_served(browser, name):
    assert (await browser.get(f"/static/{name}")).status_code == 404


async def test_cookie_is_no_key_to_another_method(browser):
    assert (await browser.put("/chat", headers=OWN_PAGE)).status_code == 405
