"""The portal's pages in a browser without JavaScript."""

from collections.abc import Iterator

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from portal.app import make_app
from portal.options import CLIENT_ID, DEMO_SECRET, Options
from tests.acceptance.chat_steps import PHONE
from tests.acceptance.running import running

DESKTOP = {"viewport": {"width": 1280, "height": 800}}
CREDENTIALS = (CLIENT_ID, DEMO_SECRET)
GRANT = "urn:ietf:params:oauth:grant-type:device_code"
READY, LINKED, MISMATCH, LEVEL_1 = 9, 22, 31, 43
NAMES = {
    "vi": {"go": "Tiếp tục", "yes": "Cho phép", "no": "Từ chối", "done": "Đã cho phép"},
    "en": {"go": "Continue", "yes": "Allow", "no": "Refuse", "done": "Allowed"},
}
languages = pytest.mark.parametrize("language", ["vi", "en"])


@pytest.fixture(scope="module")
def portal() -> Iterator[str]:
    with running(make_app(Options(clock="2024-06-10", interval_seconds=1))) as at:
        yield at


@pytest.fixture
def open_portal(browser, portal):
    """Opens a page of the portal in a browser profile of its own."""
    contexts = []

    def open_page(path: str, language: str = "vi", **options: object) -> Page:
        options = {"java_script_enabled": False, **options}
        context = browser.new_context(base_url=portal, locale=language, **options)
        context.set_default_timeout(5_000)
        contexts.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield open_page
    httpx.post(f"{portal}/simulator/reset")
    for context in contexts:
        context.close()


@pytest.fixture
def codes(portal):
    return httpx.post(f"{portal}/oauth/device_authorization", auth=CREDENTIALS).json()


def poll(portal, codes):
    fields = {"grant_type": GRANT, "device_code": codes["device_code"]}
    return httpx.post(f"{portal}/oauth/token", auth=CREDENTIALS, data=fields).json()


def sign_in(page: Page, number: int) -> None:
    page.locator("#number").fill(str(number))
    page.locator("#number + button").click()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


@languages
def test_a_citizen_types_the_code_and_approves(open_portal, portal, codes, language):
    page = open_portal("/activate", language)
    sign_in(page, LINKED)
    page.goto("/activate")
    page.locator("#user_code").fill(codes["user_code"].lower().replace("-", " "))
    press(page, NAMES[language]["go"])
    expect(page.locator(".big-code")).to_have_text(codes["user_code"])
    expect(page.locator(".warning")).to_contain_text("1900 0368")
    press(page, NAMES[language]["yes"])

    expect(page.locator("h1")).to_have_text(NAMES[language]["done"])
    assert poll(portal, codes)["scope"] == "link_status.read"


@languages
def test_a_citizen_follows_the_link_and_refuses(open_portal, portal, codes, language):
    page = open_portal(f"/activate?user_code={codes['user_code']}", language)
    sign_in(page, LINKED)
    press(page, NAMES[language]["go"])
    press(page, NAMES[language]["no"])

    assert poll(portal, codes)["error"] == "access_denied"


def test_the_language_can_be_changed_before_approving(open_portal, codes):
    page = open_portal(f"/activate?user_code={codes['user_code']}")
    sign_in(page, LINKED)
    press(page, "Tiếp tục")
    press(page, "English")

    expect(page.locator(".big-code")).to_have_text(codes["user_code"])
    press(page, "Allow")
    expect(page.locator("h1")).to_have_text("Allowed")


@languages
def test_a_wrong_code_is_told_beside_the_field(open_portal, language):
    page = open_portal("/sign-in", language)
    sign_in(page, LINKED)
    page.goto("/activate")
    page.locator("#user_code").fill("BBBB-BBBB")
    press(page, NAMES[language]["go"])

    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("#user_code")).to_have_attribute("aria-describedby", "hint problem")


def test_a_citizen_takes_both_steps(open_portal):
    page = open_portal("/sign-in")
    sign_in(page, READY)
    press(page, "Cập nhật từ CSDL Quốc gia về dân cư")
    expect(page.get_by_text("Đã đối chiếu, khớp")).to_be_visible()
    press(page, "Đăng nhập bằng VNeID")
    expect(page.locator(".linked")).to_contain_text("10/6/2024")
    press(page, "Tôi thấy đủ hồ sơ cũ")

    expect(page.locator(".tools code")).to_have_text("DONE")


def test_trouble_is_shown_and_can_be_solved(open_portal):
    page = open_portal("/sign-in", "en")
    sign_in(page, MISMATCH)
    press(page, "Update from the National Population Database")
    expect(page.get_by_text("It doesn't match the National Population Database")).to_be_visible()
    press(page, "Act as if the trouble had been solved")
    press(page, "Update from the National Population Database")

    expect(page.locator(".tools code")).to_have_text("S1_DONE")


def test_a_login_that_fails_says_why(open_portal):
    page = open_portal("/sign-in", "en")
    sign_in(page, LEVEL_1)
    press(page, "Log in with VNeID")

    expect(page.get_by_role("alert")).to_contain_text("VNeID only at level 1")


def test_somebody_is_chosen_from_the_list(open_portal):
    page = open_portal("/sign-in")
    page.locator("summary").last.click()
    page.locator("details[open] .person").first.click()

    expect(page.locator("h1")).to_have_text("Thông tin tài khoản")


@pytest.mark.parametrize("path", ["/sign-in", "/account", "/activate", "/nowhere"])
def test_every_page_says_that_it_is_a_simulation(open_portal, path):
    for language, word in (("vi", "MÔ PHỎNG"), ("en", "SIMULATION")):
        page = open_portal(path, language)
        expect(page.locator(".simulation strong")).to_have_text(word)
        assert word in page.title()


def every_page(page: Page, code: str) -> Iterator[str]:
    """Walks through all pages, naming each when it is there."""
    yield "sign-in"
    sign_in(page, 0)
    yield "nobody"
    sign_in(page, MISMATCH)
    yield "account in trouble"
    page.goto("/activate")
    page.locator("#user_code").fill("BBBB-BBBB")
    page.locator(".go").click()
    yield "wrong code"
    page.locator("#user_code").fill(code)
    page.locator(".go").click()
    yield "approve"
    page.locator("[value=approve]").click()
    yield "approved"
    page.goto("/nowhere")
    yield "error"


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@languages
def test_axe_finds_nothing_on_any_page(open_portal, codes, size, scheme, language):
    # axe itself is a script; the policy that forbids scripts is lifted for it alone.
    options = {"java_script_enabled": True, "bypass_csp": True, "color_scheme": scheme, **size}
    page = open_portal("/sign-in", language, **options)
    found = []
    for name in every_page(page, codes["user_code"]):
        rules = Axe().run(page).response["violations"]
        found += [(name, rule["id"], [node["html"] for node in rule["nodes"]]) for rule in rules]

    assert found == []


@pytest.mark.parametrize("width", [320, 360, 768])
@languages
def test_nothing_is_wider_than_the_screen(open_portal, codes, width, language):
    options = {"java_script_enabled": True, "viewport": {"width": width, "height": 640}}
    page = open_portal("/sign-in", language, **options)
    for name in every_page(page, codes["user_code"]):
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name


def test_everything_to_press_is_large_enough_for_a_thumb(open_portal, codes):
    page = open_portal("/sign-in", **PHONE)
    for name in every_page(page, codes["user_code"]):
        pressed = page.locator("button:visible, summary, .switch, .who a, main a")
        heights = [item.bounding_box()["height"] for item in pressed.all()]
        assert not heights or min(heights) >= 44, name
