"""Whether a reminder is sent now."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.clock import VIETNAM
from bot.services.campaigns.judgement import Candidate, Judgement, Rules, Say, judge
from bot.services.campaigns.statuses import Reason
from bot.services.campaigns.windows import Window

NOW = datetime(2024, 6, 12, 9, tzinfo=VIETNAM)
FINE = Candidate(
    delivery_id=7,
    useful_until=NOW + timedelta(days=1),
    is_linked=False,
    has_opted_out=False,
    is_do_not_call=False,
    is_suppressed=False,
    asked_in_chat=False,
    has_consent=True,
    reminded_on=None,
    reminded_by=None,
)
RULES = Rules(Window(), ends_on_link=True)
SEND = Judgement(Say.SEND)


def test_whom_nothing_speaks_against_is_written_to():
    assert judge(FINE, RULES, NOW) == SEND


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"is_linked": True}, Reason.LINKED),
        ({"has_opted_out": True}, Reason.OPTED_OUT),
        ({"is_do_not_call": True}, Reason.DO_NOT_CALL),
        ({"is_suppressed": True}, Reason.SUPPRESSED),
        ({"asked_in_chat": True}, Reason.ASKED_IN_CHAT),
        ({"has_consent": False}, Reason.NO_CONSENT),
        ({"useful_until": NOW}, Reason.TOO_LATE),
    ],
)
def test_each_objection_drops_it_for_good(change, reason):
    assert judge(replace(FINE, **change), RULES, NOW) == Judgement(Say.DROP, reason)


def test_a_link_does_not_end_every_deadline():
    linked = replace(FINE, is_linked=True)

    assert judge(linked, Rules(Window(), ends_on_link=False), NOW) == SEND


def test_at_night_it_waits_for_the_morning():
    night = NOW.replace(hour=23)

    assert judge(replace(FINE, useful_until=NOW + timedelta(days=2)), RULES, night) == Judgement(
        Say.WAIT, wait_until=NOW.replace(day=13, hour=7)
    )


def test_what_would_be_stale_in_the_morning_is_dropped_at_night():
    night = NOW.replace(hour=23)

    assert judge(replace(FINE, useful_until=night + timedelta(hours=1)), RULES, night) == Judgement(
        Say.DROP, Reason.TOO_LATE
    )


def test_a_second_reminder_of_a_day_waits_for_the_next():
    reminded = replace(
        FINE, reminded_on=date(2024, 6, 12), reminded_by=6, useful_until=NOW + timedelta(days=2)
    )

    assert judge(reminded, RULES, NOW).wait_until == NOW.replace(day=13, hour=7)


def test_the_same_reminder_may_be_tried_twice_a_day():
    again = replace(FINE, reminded_on=date(2024, 6, 12), reminded_by=7)

    assert judge(again, RULES, NOW) == SEND
