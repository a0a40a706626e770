import pytest

from bot.conversation.whom import says_who_one_is, speaks_of_oneself
from bot.knowledge.accounts import AccountType


@pytest.mark.parametrize(
    "text",
    ["tôi là doanh nghiệp", "ben em la co quan nha nuoc", "We are a company", "I'm a foreigner"],
)
def test_saying_who_one_is_is_heard(text):
    assert says_who_one_is(text)


@pytest.mark.parametrize("text", ["thế còn doanh nghiệp?", "what about companies?", "and for kids"])
def test_asking_about_others_is_not_saying_who_one_is(text):
    assert not says_who_one_is(text)


@pytest.mark.parametrize("text", ["căn cước của tôi hết hạn", "my card has expired"])
def test_my_card_is_not_a_companys(text):
    assert speaks_of_oneself(text, AccountType.ENTERPRISE)
    assert not speaks_of_oneself(text, AccountType.FOREIGNER)
    assert not speaks_of_oneself(text, None)


def test_a_question_without_my_stays_with_the_company():
    assert not speaks_of_oneself("hạn chót là khi nào", AccountType.ENTERPRISE)
