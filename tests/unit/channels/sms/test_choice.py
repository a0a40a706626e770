"""Which account at Twilio the settings name."""

import pytest
from pydantic import SecretStr

from bot.channels.sms.choice import find_account
from bot.errors import SettingsError
from bot.settings import Settings

ACCOUNT = {
    "twilio_account_sid": "AC1",
    "twilio_auth_token": SecretStr("tok"),
    "twilio_sender": "+84900000000",
}


def test_all_three_parts_are_an_account():
    account = find_account(Settings(**ACCOUNT))
    assert account.auth_token == ACCOUNT["twilio_auth_token"].get_secret_value()


@pytest.mark.parametrize("missing", ACCOUNT)
@pytest.mark.parametrize("nothing", [None, ""])
def test_a_part_that_is_missing_or_empty_is_told(missing, nothing):
    with pytest.raises(SettingsError, match="VNEID_TWILIO_AUTH_TOKEN"):
        find_account(Settings(**{**ACCOUNT, missing: nothing}))
