import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.acceptance.chat_steps import PHONE, QUESTION, ask

DESKTOP = {"viewport": {"width": 1280, "height": 800}}
sizes = pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
schemes = pytest.mark.parametrize("scheme", ["light", "dark"])
LEAST_TARGET_PIXELS = 44


def violations(page):
    found = Axe().run(page).response["violations"]
    return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]


@sizes
@schemes
@pytest.mark.parametrize("language", ["vi", "en"])
def test_axe_finds_nothing_on_any_page(open_chat, size, scheme, language):
    page = open_chat(language, color_scheme=scheme, **size)
    found = violations(page)
    ask(page, QUESTION[language])
    found += violations(page)
    for path in ("/chat", "/chat/clear", "/chat?cleared", "/nowhere"):
        page.goto(path)
        found += violations(page)

    assert found == []


@schemes
def test_axe_finds_nothing_on_a_question_that_was_not_sent(open_chat, scheme):
    page = open_chat(color_scheme=scheme)
    page.route("**/chat/messages", lambda route: route.abort())
    page.locator("#question").fill("x")
    page.keyboard.press("Enter")
    page.locator(".retry").wait_for()

    assert violations(page) == []


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_nothing_is_wider_than_the_screen(open_chat, width, language):
    page = open_chat(language, viewport={"width": width, "height": 640})
    ask(page, QUESTION[language] + " " + "w" * 300)
    for path in ("/chat", "/chat/clear", "/nowhere"):
        page.goto(path)

        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_everything_to_press_is_large_enough_for_a_thumb(open_chat):
    page = open_chat(**PHONE)
    ask(page, QUESTION["vi"])
    pressed = page.locator("button:visible, .foot a, .switch")
    heights = [box["height"] for box in (item.bounding_box() for item in pressed.all())]

    assert len(heights) >= 4
    assert min(heights) >= LEAST_TARGET_PIXELS


def test_text_of_double_size_still_fits(open_chat):
    page = open_chat(viewport={"width": 640, "height": 800})
    ask(page, QUESTION["vi"])
    page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert page.evaluate("document.documentElement.scrollWidth") <= 640


def test_nothing_moves_for_who_asked_for_less_motion(open_chat):
    page = open_chat()
    ask(page, QUESTION["vi"])
    moving = page.evaluate("document.getAnimations().length")

    assert moving == 0
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
