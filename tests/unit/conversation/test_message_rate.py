"""A conversation may send many messages at once, but not for long."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.message_rate import RATES, MessageRate, Ruling, rule
from bot.messages import ChannelName, InboundMessage

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
RATE = MessageRate(burst=5, interval=timedelta(seconds=10), pause=timedelta(seconds=60))


def rulings(moments: list[datetime], rate: MessageRate = RATE) -> list[Ruling]:
    busy_until, ruled = None, []
    for moment in moments:
        one = rate.rule(busy_until, moment)
        busy_until = one.busy_until
        ruled.append(one.ruling)
    return ruled


def test_a_burst_is_taken_the_next_is_told_and_the_others_are_dropped() -> None:
    ruled = rulings([NOW] * 9)

    assert ruled == [Ruling.TAKEN] * 5 + [Ruling.TOLD] + [Ruling.DROPPED] * 3


def test_whoever_writes_slowly_is_always_taken() -> None:
    ruled = rulings([NOW + place * RATE.interval for place in range(500)])

    assert set(ruled) == {Ruling.TAKEN}


def test_whoever_waits_as_asked_is_taken_again() -> None:
    flood = [NOW] * 6
    waited = NOW + RATE.pause + RATE.interval

    assert rulings([*flood, waited])[-1] is Ruling.TAKEN


def test_whoever_does_not_wait_is_told_again_only_after_the_pause() -> None:
    ruled = rulings([NOW + timedelta(seconds=second) for second in range(600)])

    told = [second for second, ruling in enumerate(ruled) if ruling is Ruling.TOLD]
    assert all(later - earlier >= RATE.pause.total_seconds() for earlier, later in pairwise(told))
    assert len(told) <= 600 / RATE.pause.total_seconds()


@given(st.lists(st.integers(0, 20), max_size=80))
def test_never_more_are_answered_than_the_limit_says(gaps: list[int]) -> None:
    moments, moment = [], NOW
    for gap in gaps:
        moment += timedelta(seconds=gap)
        moments.append(moment)

    taken = [
        moment
        for moment, ruling in zip(moments, rulings(moments), strict=True)
        if ruling is Ruling.TAKEN
    ]

    for place, first in enumerate(taken):
        for last_place in range(place, len(taken)):
            allowed = RATE.burst + (taken[last_place] - first) / RATE.interval
            assert last_place - place + 1 <= allowed


def test_a_clock_that_is_put_back_silences_nobody() -> None:
    days_ahead = RATE.rule(None, NOW + timedelta(days=3))
    a_little_ahead = RATE.rule(NOW + timedelta(days=3), NOW + timedelta(days=3))

    assert RATE.rule(days_ahead.busy_until, NOW).ruling is Ruling.TAKEN
    assert RATE.rule(a_little_ahead.busy_until, NOW).ruling is Ruling.TAKEN


def test_two_clocks_that_differ_a_little_agree_on_who_must_wait() -> None:
    told = rulings([NOW] * 6 + [NOW - timedelta(seconds=1)])

    assert told[-2:] == [Ruling.TOLD, Ruling.DROPPED]


def said(channel: ChannelName, obeyed: str | None = None) -> InboundMessage:
    return InboundMessage(channel=channel, sender_id="an", text="HELP", obeyed=obeyed)


def test_a_program_on_the_rest_channel_speaks_for_many_and_has_no_limit() -> None:
    assert ChannelName.REST not in RATES
    assert rule(said(ChannelName.REST), None, NOW).ruling is Ruling.TAKEN


def test_what_the_provider_has_obeyed_and_answered_counts_for_nothing() -> None:
    late = NOW + timedelta(days=1)
    ruled = rule(said(ChannelName.SMS, "ask_help"), late, NOW)

    assert (ruled.ruling, ruled.busy_until) == (Ruling.TAKEN, late)


def test_a_link_check_fits_into_every_burst() -> None:
    assert all(rate.burst >= 2 * 15 for rate in RATES.values())


def test_the_time_that_citizens_are_told_to_wait_is_enough() -> None:
    waits = {ChannelName.WEB: 60, ChannelName.TELEGRAM: 60, ChannelName.SMS: 3600}

    for channel, seconds in waits.items():
        rate = RATES[channel]
        assert (rate.pause + rate.interval).total_seconds() <= seconds
