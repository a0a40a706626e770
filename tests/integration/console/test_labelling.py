"""Messages that were missed or rated down are labelled once, by those who may."""

from dataclasses import replace

import pytest
import pytest_asyncio
import yaml

from tests.integration.console.conftest import browsers

MISSED = "nó quay mãi màu đỏ màu xanh"

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(loop_scope="module")
async def root(tmp_path):
    """A folder of content that tests may write to."""
    return tmp_path


@pytest_asyncio.fixture(loop_scope="module")
async def labeller(desk, root):
    """Signs somebody in on a console whose examples go into a folder of the test's own."""
    catalogue = replace(desk.console.catalogue, root=root)
    async with browsers(desk, replace(desk.console, catalogue=catalogue)) as make:
        yield make


@pytest_asyncio.fixture(loop_scope="module")
async def missed(new_citizen):
    """Something that the bot does not understand."""
    await (await new_citizen()).say(MISSED)
    return MISSED


def named(page, text):
    """The name under which a message stands in the page's form."""
    return page.partition(text)[2].partition('name="message" value="')[2].partition('"')[0]


async def label(browser, text, intent):
    page = (await browser.get("/console/labelling")).text
    return await browser.post("/console/labelling", message=named(page, text), intent=intent)


async def test_a_missed_message_becomes_an_example_and_a_test(labeller, missed, root):
    editor = await labeller("editor")
    answer = await label(editor, missed, "faq_link-overview")
    assert answer.status_code == 303

    examples = yaml.safe_load((root / "intents/vi/labelled.yml").read_text())
    assert examples["nlu"] == [{"intent": "faq_link-overview", "examples": f"- {missed}\n"}]
    stories = yaml.safe_load((root / "tests/conversations/vi/labelled.yml").read_text())
    assert stories["stories"][0]["steps"][0]["intent"] == "faq_link-overview"
    assert missed not in (await editor.get("/console/labelling")).text


async def test_an_answer_that_was_rated_down_is_listed(labeller, new_citizen):
    citizen, text = await new_citizen(), "Hạn chuyển sang VNeID là ngày nào?"
    await citizen.say(text)
    await citizen.say('/rate_answer{"rating":"down"}')
    page = (await (await labeller("editor")).get("/console/labelling")).text
    assert "Rated down" in page.partition(text)[2].partition("</li>")[0]


async def test_of_two_who_label_the_same_the_first_counts(labeller, missed, root):
    first, second = await labeller("editor"), await labeller("supervisor")
    page = (await second.get("/console/labelling")).text
    await label(first, missed, "faq_link-overview")
    late = await second.post("/console/labelling", message=named(page, missed), intent="greet")
    assert late.status_code == 303
    assert "greet" not in (root / "intents/vi/labelled.yml").read_text()


@pytest.mark.parametrize(
    "intent", ["", "no such thing", "external_ticket_resolved", "confirm_erasure"]
)
async def test_what_is_no_meaning_is_refused(labeller, missed, root, intent):
    answer = await label(await labeller("editor"), missed, intent)
    assert answer.status_code == 422
    assert "Choose one of the list." in answer.text
    assert not (root / "intents").exists()


async def test_our_own_news_are_no_meaning(labeller, missed):
    page = (await (await labeller("editor")).get("/console/labelling")).text
    assert missed in page
    assert "external_" not in page


@pytest.mark.parametrize(
    ("login", "may"), [("editor", True), ("supervisor", True), ("officer", False), ("admin", False)]
)
async def test_who_may_label(labeller, root, login, may):
    browser = await labeller(login)
    answer = await browser.post("/console/labelling", message="0-0", intent="greet")
    assert answer.status_code == (303 if may else 403)
    assert not (root / "intents").exists()


async def test_who_labelled_what_stands_in_the_audit_log(labeller, missed):
    await label(await labeller("editor"), missed, "faq_link-overview")
    log = (await (await labeller("supervisor")).get("/console/audit?login=editor")).text
    assert "message.label" in log
    assert "intent: faq_link-overview" in log
    assert missed not in log
