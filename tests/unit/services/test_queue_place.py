"""A place in the queue is told as a range that holds it."""

from hypothesis import given
from hypothesis import strategies as st

from bot.services.tickets.queue_place import RANGES, range_of


@given(st.integers(0, RANGES[-1] - 1))
def test_the_range_holds_the_place(ahead):
    first, last = map(int, range_of(ahead).split("–"))
    assert first <= ahead + 1 <= last


def test_beyond_the_last_range_only_that_is_told():
    assert range_of(0) == "1–3"
    assert range_of(RANGES[-1]) == "> 1000"
