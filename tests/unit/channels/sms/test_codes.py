"""Every code of the table means what it should, and every status moves a delivery as it should."""

import pytest

from bot.channels.sms.codes import CODES, RECEIPTS, WAIT_SECONDS, Meaning, Receipt, meaning_of
from bot.services.deliveries import Status

LATER = {14107, 20429, 20500, 20503, 21611, 30001, 30017, 30022, 63038}
SETUP = {20003, 20005, 20404, 21212, 21408, 21603, 21606, 21608, 21659, 21701, 21703, 30002}
OPT_OUT = {21610}
NEVER = {
    *(20001, 21211, 21602, 21604, 21612, 21614, 21617, 21635),
    *(30003, 30004, 30005, 30006, 30007, 30008, 30009, 30010),
}


@pytest.mark.parametrize(("code", "meaning"), CODES.items())
def test_every_code_has_one_meaning(code, meaning):
    groups = {
        Meaning.LATER: LATER,
        Meaning.SETUP: SETUP,
        Meaning.OPT_OUT: OPT_OUT,
        Meaning.NEVER: NEVER,
    }
    assert [name for name, codes in groups.items() if code in codes] == [meaning]
    assert meaning_of(code, 400) is meaning


def test_no_code_is_missing_from_the_table():
    assert set(CODES) == LATER | SETUP | OPT_OUT | NEVER


@pytest.mark.parametrize("meaning", Meaning)
def test_only_what_may_arrive_later_waits(meaning):
    assert (meaning in WAIT_SECONDS) is (meaning in {Meaning.LATER, Meaning.SETUP})


@pytest.mark.parametrize(
    ("http_status", "meaning"),
    [(400, Meaning.NEVER), (401, Meaning.SETUP), (403, Meaning.SETUP), (404, Meaning.NEVER)],
)
def test_an_unknown_code_goes_by_the_http_status(http_status, meaning):
    assert meaning_of(99999, http_status) is meaning
    assert meaning_of(None, http_status) is meaning


@pytest.mark.parametrize(
    ("provider", "receipt"),
    [
        ("accepted", None),
        ("scheduled", None),
        ("queued", None),
        ("sending", None),
        ("sent", Receipt.SENT),
        ("delivered", Receipt.DELIVERED),
        ("read", Receipt.DELIVERED),
        ("undelivered", Receipt.FAILED),
        ("failed", Receipt.FAILED),
        ("canceled", Receipt.FAILED),
    ],
)
def test_every_status_is_known(provider, receipt):
    assert RECEIPTS[provider] is receipt
    assert receipt is None or Status(receipt.value)


def test_no_status_is_missing_from_the_test():
    assert len(RECEIPTS) == 10
