"""What a portal can be started with."""

import pytest

from portal.errors import BadOption
from portal.options import Options


@pytest.mark.parametrize(
    "wrong",
    [
        {"public_url": "http://portal.example"},
        {"public_url": "https://portal.example/path"},
        {"public_url": "portal"},
        {"code_seconds": 601},
        {"code_seconds": 0},
        {"interval_seconds": 0},
        {"token_seconds": 0},
        {"client_secret": ""},
    ],
    ids=str,
)
def test_an_option_that_would_break_the_standard_is_refused(wrong):
    with pytest.raises(BadOption):
        Options(**wrong)


@pytest.mark.parametrize(
    "url", ["https://portal.example", "http://localhost:8090", "http://[::1]:8090"]
)
def test_the_public_address_is_https_or_this_machine(url):
    assert Options(public_url=url).public_url == url
