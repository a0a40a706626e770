from tests.unit.channels.fake_services import OWN_PAGE, client_of


async def send(browser, text):
    return await browser.post("/chat/messages", data={"message": text}, headers=OWN_PAGE)


async def test_cookie_is_kept_from_scripts_and_other_sites(browser):
    cookie = (await browser.get("/chat")).headers["set-cookie"].lower()

    assert cookie.startswith("conversation=")
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "path=/chat" in cookie
    assert "max-age" not in cookie


async def test_cookie_travels_over_https_only_where_the_public_address_is_https(service):
    async with client_of(service, public_url="https://hoidap.example.vn") as browser:
        response = await browser.get("/chat")

    assert "secure" in response.headers["set-cookie"].lower()
    assert "max-age" in response.headers["strict-transport-security"]


async def test_cookie_is_not_sent_again_to_who_has_it(browser):
    await browser.get("/chat")

    assert "set-cookie" not in (await browser.get("/chat")).headers


async def test_browser_keeps_its_conversation(browser, service):
    await browser.get("/chat")
    await send(browser, "một")
    await send(browser, "hai")

    assert len(service.turns) == 1


async def test_two_browsers_have_two_conversations(service):
    for _ in range(2):
        async with client_of(service) as browser:
            await send(browser, "một")

    assert len(service.turns) == 2


async def test_forged_cookie_opens_nobodys_conversation(browser, service):
    await browser.get("/chat")
    await send(browser, "chuyện riêng")
    (_, sender_id) = next(iter(service.turns))
    async with client_of(service) as other:
        other.cookies.set("conversation", f'"{sender_id}".x.y')
        page = (await other.get("/chat")).text

    assert "chuyện riêng" not in page


async def test_cookie_of_another_key_is_replaced(service):
    async with client_of(service, secret_key="old") as browser:  # noqa: S106
        await browser.get("/chat")
        cookies = browser.cookies
    async with client_of(service) as browser:
        browser.cookies = cookies
        assert "conversation=" in (await browser.get("/chat")).headers["set-cookie"]


async def test_erasing_asks_first(browser, service):
    await browser.get("/chat")
    await send(browser, "một")
    page = (await browser.get("/chat/clear")).text

    assert "Xóa cuộc trò chuyện này?" in page
    assert 'method="post" action="/chat/clear"' in page
    assert len(service.turns) == 1


async def test_erased_conversation_is_gone_from_server_and_browser(browser, service):
    await browser.get("/chat")
    await send(browser, "một")
    response = await browser.post("/chat/clear", headers=OWN_PAGE)
    page = (await browser.get(response.headers["location"])).text

    assert response.status_code == 303
    assert service.turns == {}
    assert "Đã xóa cuộc trò chuyện." in page
    assert "một</div>" not in page


async def test_erasing_drops_the_cookie(browser):
    await browser.get("/chat")
    old = browser.cookies["conversation"]
    await browser.post("/chat/clear", headers=OWN_PAGE)

    assert "conversation" not in browser.cookies
    await browser.get("/chat")
    assert browser.cookies["conversation"] != old


async def test_page_is_never_kept_in_a_cache(browser):
    assert (await browser.get("/chat")).headers["cache-control"] == "no-store"
