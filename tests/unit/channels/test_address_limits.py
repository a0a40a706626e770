"""Who counts as one address, and what falls under which limit."""

import pytest

from bot.channels.address_limits import LIMITS, address_of


@pytest.mark.parametrize(
    ("client", "address"),
    [
        ("1.2.3.4", "1.2.3.4"),
        ("::ffff:1.2.3.4", "1.2.3.4"),
        ("2a02:1:2:3:4:5:6:7", "2a02:1:2:3::/64"),
        ("2a02:1:2:3:ffff::1", "2a02:1:2:3::/64"),
        ("127.0.0.1", None),
        ("::1", None),
        ("10.1.2.3", None),
        ("172.18.0.1", None),
        ("192.168.1.7", None),
        ("fd00::1", None),
        ("testclient", None),
        ("", None),
    ],
)
def test_one_public_address_or_ipv6_network_is_one(client: str, address: str | None) -> None:
    assert address_of({"client": (client, 1234)}) == address


def test_a_request_without_an_address_is_nobodys() -> None:
    assert address_of({}) is None
    assert address_of({"client": None}) is None


@pytest.mark.parametrize(
    ("method", "path", "name"),
    [
        ("POST", "/chat/messages", "chat writes"),
        ("POST", "/chat/clear", "chat writes"),
        ("GET", "/chat", "chat reads"),
        ("GET", "/chat/news", "chat reads"),
        ("POST", "/console/sign-in", "sign-ins"),
        ("POST", "/console/sign-in/code", "sign-ins"),
        ("POST", "/webhooks/rest/webhook", "wrong tokens"),
        ("GET", "/conversations/anna/tracker", "wrong tokens"),
        ("POST", "/webhooks/telegram", None),
        ("POST", "/webhooks/sms/inbound", None),
        ("GET", "/console/tickets", None),
        ("GET", "/healthz", None),
        ("GET", "/static/chat.css", None),
    ],
)
def test_each_request_falls_under_one_limit_at_most(
    method: str, path: str, name: str | None
) -> None:
    covering = [limit.name for limit in LIMITS if limit.covers({"method": method, "path": path})]

    assert covering == ([name] if name else [])
