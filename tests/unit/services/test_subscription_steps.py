"""When the next reminder of a subscription is due."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.clock import VIETNAM
from bot.services.subscriptions import next_step


@given(
    due=st.dates(date(2026, 1, 1), date(2030, 1, 1)),
    steps=st.sets(st.integers(1, 90), min_size=1),
    days=st.integers(-10, 120),
)
def test_no_reminder_is_due_on_or_after_its_deadline_or_before_it_was_asked_for(due, steps, days):
    after = due - timedelta(days=days)
    found = next_step(due, sorted(steps), after)

    assert found is None or after < found.astimezone(VIETNAM).date() < due
