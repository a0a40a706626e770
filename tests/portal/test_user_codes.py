"""The codes people type, and the limit on typing wrong ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.oauth.approvals import WRONG_CODES_OF_AN_ADDRESS
from portal.oauth.attempts import MOST_WRONG
from portal.oauth.user_codes import ALPHABET, make_user_code, read_user_code
from tests.portal.citizen import Visitor
from tests.portal.client import connect


def test_no_letter_looks_like_a_digit_or_makes_a_word():
    assert not set(ALPHABET) & set("AEIOUY0123456789")


def test_a_code_is_read_however_it_is_typed():
    code = make_user_code()
    for typed in (code, code.lower(), code.replace("-", ""), f"  {code[:2]} {code[2:]}. "):
        assert read_user_code(typed) == code


@given(st.text(max_size=80))
def test_reading_any_text_gives_a_code_or_nothing(typed):
    code = read_user_code(typed)

    assert code is None or (len(code) == 9 and set(code) <= set(ALPHABET + "-"))


@pytest.mark.parametrize("typed", ["", "BCDF-GHJ", "BCDF-GHJKL", "BCDF-GHJ0", "ＢCDF-GHJK"])
def test_what_is_no_code_is_not_read(typed):
    assert read_user_code(typed) is None


async def test_too_many_wrong_codes_lock_even_the_right_one(bot, visitor, real_time):
    code = (await bot.codes())["user_code"]
    await visitor.sign_in(9)
    wrong = [await visitor.type_code("BBBB-BBBB") for _ in range(MOST_WRONG)]
    locked = await visitor.type_code(code)

    assert {answer.status_code for answer in wrong} == {422}
    assert locked.status_code == 429
    assert int(locked.headers["retry-after"]) == 600
    real_time.pass_seconds(600)
    assert (await visitor.type_code((await bot.codes())["user_code"])).status_code == 200


async def test_changing_the_citizen_does_not_help_for_long(visitor):
    answers = []
    for number in range(1, 8):
        await visitor.sign_in(number)
        answers += [(await visitor.type_code("BBBB-BBBB")).status_code for _ in range(4)]

    assert answers.index(429) == WRONG_CODES_OF_AN_ADDRESS


async def test_another_address_is_not_locked(app, visitor):
    await visitor.sign_in(9)
    for _ in range(MOST_WRONG):
        await visitor.type_code("BBBB-BBBB")
    async with connect(app, address="192.0.2.7") as elsewhere:
        other = Visitor(elsewhere)
        await other.sign_in(10)

        assert (await other.type_code("BBBB-BBBB")).status_code == 422


async def test_right_codes_are_not_counted(bot, visitor):
    await visitor.sign_in(9)
    for _ in range(MOST_WRONG + 2):
        code = (await bot.codes())["user_code"]
        assert (await visitor.type_code(code)).status_code == 200
