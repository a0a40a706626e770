"""The pages' forms, words and headers."""

import re

import pytest

from portal.pages.words import Language, Words, texts
from portal.states import State
from tests.portal.citizen import Visitor
from tests.portal.client import connect

PLACES = re.compile(r"{\w+}")


def test_both_languages_have_the_same_texts_and_places():
    vi, en = texts(Language.VI), texts(Language.EN)

    assert set(vi) == set(en)
    for key, text in vi.items():
        assert set(PLACES.findall(text)) == set(PLACES.findall(en[key])), key


@pytest.mark.parametrize("language", Language)
def test_every_state_has_a_name_of_its_own(language):
    names = {Words(language).state(state) for state in State}

    assert len(names) == len(State)


@pytest.mark.parametrize(
    ("seconds", "vi", "en"), [(1, "1 phút", "1 minute"), (61, "2 phút", "2 minutes")]
)
def test_times_are_told_in_whole_minutes(seconds, vi, en):
    assert Words(Language.VI).minutes(seconds) == vi
    assert Words(Language.EN).minutes(seconds) == en


async def test_a_code_in_the_address_is_filled_in_but_not_accepted(bot, visitor, http):
    codes = await bot.codes()
    away = await http.get(codes["verification_uri_complete"])
    signed_in = await visitor.sign_in(9, user_code=codes["user_code"])
    page = await http.get(signed_in.headers["location"])

    assert away.headers["location"] == f"/sign-in?user_code={codes['user_code']}"
    assert f'value="{codes["user_code"]}"' in page.text
    assert "approve" not in page.text
    assert (await bot.poll(codes["device_code"])).json()["error"] == "authorization_pending"


@pytest.mark.parametrize(
    ("decision", "error"), [("approve", None), ("refuse", "access_denied"), ("", "access_denied")]
)
async def test_only_approving_approves(bot, visitor, decision, error):
    codes = await bot.codes()
    await visitor.sign_in(22)
    await visitor.type_code(codes["user_code"])
    await visitor.decide(codes["user_code"], decision)

    assert (await bot.poll(codes["device_code"])).json().get("error") == error


async def test_deciding_late_is_told(bot, visitor, real_time):
    codes = await bot.codes()
    await visitor.sign_in(22)
    real_time.pass_seconds(600)

    assert (await visitor.type_code(codes["user_code"])).status_code == 422
    assert (await visitor.decide(codes["user_code"], "approve")).status_code == 410


async def test_a_form_of_another_visit_is_refused(app, bot, visitor, http):
    codes = await bot.codes()
    await visitor.sign_in(9)
    async with connect(app) as other_browser:
        other = Visitor(other_browser)
        await other.sign_in(10)
        foreign_key = await other.form_key()
    fields = {"user_code": codes["user_code"], "decision": "approve", "form_key": foreign_key}

    assert (await http.post("/activate/decision", data=fields)).status_code == 403
    assert (await http.post("/activate/decision", data={"form_key": ""})).status_code == 403


async def test_a_form_from_another_site_is_refused(visitor):
    await visitor.sign_in(9)
    answer = await visitor.type_code("BBBB-BBBB", Origin="https://somewhere.example")

    assert answer.status_code == 403


@pytest.mark.parametrize("path", ["/activate", "/activate/decision", "/account"])
async def test_who_is_not_signed_in_can_not_post(http, path):
    assert (await http.post(path, data={"form_key": "x"})).status_code == 403


@pytest.mark.parametrize("number", ["0", "50", "-1", "x", "", "９", "1" * 400])
async def test_nobody_signs_in_as_who_does_not_exist(visitor, number):
    answer = await visitor.sign_in(number)

    assert answer.status_code == 422
    assert "portal_session" not in answer.cookies


async def test_a_forged_visit_is_none(http):
    http.cookies.set("portal_session", "WzEsImtleSJd.aaaa.bbbb")

    assert (await http.get("/account")).headers["location"] == "/sign-in"


async def test_signing_out_ends_the_visit(visitor, http):
    await visitor.sign_in(9)
    await http.post("/sign-out", data={})

    assert (await http.get("/account")).status_code == 303


@pytest.mark.parametrize("path", ["/sign-in", "/account", "/activate", "/nowhere", "/oauth/token"])
async def test_every_answer_forbids_scripts_and_frames(visitor, http, path):
    await visitor.sign_in(31)
    answer = await http.get(path)

    policy = answer.headers["content-security-policy"]
    assert "script-src" not in policy
    assert policy.startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in policy
    assert "<script" not in answer.text
    assert " style=" not in answer.text


@pytest.mark.parametrize("step", ["fly", "", "LOG_IN"])
async def test_there_are_no_other_steps(visitor, step):
    await visitor.sign_in(9)

    assert (await visitor.act(step)).status_code == 400


@pytest.mark.parametrize("path", ["/api/v1/nothing", "/oauth/nothing", "/oauth/token"])
async def test_programs_get_their_errors_as_json(http, path):
    assert (await http.get(path)).json()["error"]


async def test_a_markup_in_the_address_is_shown_as_text(visitor, http):
    await visitor.sign_in(9)
    page = await http.get("/activate", params={"x": '"><b>y'})

    assert "<b>y" not in page.text
