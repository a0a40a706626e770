"""What both link checks know: which way of linking holds on a day, and whether one is guided."""

from datetime import date
from enum import StrEnum

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, SlotSet

from bot.conversation.actions.reading import RasaEvents

GUIDED_FORM = "link_check_form"
GUIDED_STATUS = "link_check_status"
PAUSED = "paused"


class Period(StrEnum):
    """Which way of linking holds on a day."""

    AS_WRITTEN = "as_written"
    VNEID_FIRST = "vneid_first"
    VNEID_ONLY = "vneid_only"


BEGINS = ((date(2024, 7, 1), Period.VNEID_ONLY), (date(2024, 6, 15), Period.VNEID_FIRST))
"""First days of periods, the latest first; before them the steps hold as they were written."""


def period_of(day: date) -> Period:
    """Return the way of linking that holds on a day."""
    return next((period for begin, period in BEGINS if day >= begin), Period.AS_WRITTEN)


def is_guided(tracker: Tracker) -> bool:
    """Tell whether the self-guided check asks right now."""
    return bool(tracker.active_loop) and tracker.active_loop.get("name") == GUIDED_FORM


def pause_guided(tracker: Tracker) -> RasaEvents:
    """Return what keeps a self-guided check for later, where one asks right now."""
    return [SlotSet(GUIDED_STATUS, PAUSED), ActiveLoop(None)] if is_guided(tracker) else []
