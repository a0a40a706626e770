"""Each way to a person leaves its reason on the ticket, and the priority that goes with it."""

import pytest

from bot.messages import Outcome
from tests.integration.conversation.desk_case import Case

ASKS = "cho tôi gặp cán bộ hỗ trợ"
LOST = "Tôi bị mất điện thoại, khóa VNeID thế nào?"
SCAMMED = "có người gọi điện giả công an bảo cài VNeID, tôi lỡ cài rồi"
ABOUT = "hạn chót là ngày nào?"
DOWN = '/rate_answer{"rating":"down"}'


def chosen(**answers):
    """Buttons of the link check."""
    return [
        f'/inform_check{{"link_check_{question}":"{value}"}}' for question, value in answers.items()
    ]


BEGUN = ["/start_link_check", *chosen(holder="citizen", portal_account="yes")]
LOCKED = chosen(vneid="trouble", vneid_trouble="locked")
PHONE_LOST = chosen(vneid_login="no", vneid_login_trouble="phone", phone="lost")


@pytest.fixture
async def case(database, dialogue):
    yield Case(database, dialogue)
    async with database.transaction() as connection:
        await connection.exec_driver_sql("DELETE FROM conversations")


@pytest.mark.parametrize(
    ("said", "reason", "priority"),
    [
        ([ASKS], "asked", "normal"),
        (["bạn ngu quá"], "anger", "normal"),
        (["tôi hoảng quá, khóc mất thôi, không biết làm sao"], "distress", "high"),
        (["ờ thì nó cứ thế thôi", "nó quay mãi màu đỏ màu xanh"], "not_understood", "normal"),
        ([ABOUT, DOWN, ABOUT, DOWN], "rated_down", "normal"),
        ([ABOUT, "vẫn không được", "vẫn không được"], "still_failing", "normal"),
        ([LOST, "/request_officer"], "lost_phone", "urgent"),
        ([SCAMMED, "/request_officer"], "scam", "urgent"),
        ([LOST, "vẫn không được", "vẫn không được"], "still_failing", "urgent"),
        ([*BEGUN, *LOCKED, *LOCKED], "link_check", "normal"),
        ([*BEGUN, *chosen(vneid="yes"), *PHONE_LOST, *PHONE_LOST], "link_check", "urgent"),
    ],
    ids=lambda value: value if isinstance(value, str) else value[-1][:40],
)  # fmt: skip
async def test_a_ticket_says_why_it_was_opened(case, said, reason, priority):
    for text in said:
        assert await case.tickets() == []
        turn = await case.say(text)

    (ticket,) = await case.tickets()
    assert (ticket.reason, ticket.priority) == (reason, priority)
    told = " ".join(reply.text for reply in turn.replies)
    assert "1900 0368" in told


async def test_a_branch_of_the_link_check_comes_with_its_answers_and_step(case):
    for text in [*BEGUN, *LOCKED, *LOCKED]:
        await case.say(text)

    (ticket,) = await case.tickets()
    assert ticket.category == "link_check"
    assert ticket.link_check["portal_account"] == "yes"
    assert ticket.link_check["step"].startswith("vneid")


@pytest.mark.parametrize("said", [LOST, SCAMMED])
async def test_what_to_do_now_is_said_first_and_a_person_stands_on_a_button(case, said):
    (reply,) = (await case.say(said)).replies

    assert "1900 0368" in reply.text
    assert "/request_officer" in [button.payload for button in reply.buttons]


@pytest.mark.parametrize("said", [LOST, SCAMMED])
async def test_a_ticket_becomes_urgent_when_its_citizen_says_what_cannot_wait(case, said):
    await case.say(ASKS)
    turn = await case.say(said)

    seen = await case.seen()
    assert turn.outcome is Outcome.ANSWERED
    assert (seen.ticket.reason, seen.ticket.priority) == ("asked", "urgent")
    assert [one.kind for one in seen.changes] == ["opened", "priority_set"]
    assert said in [message.text for message in seen.messages]
