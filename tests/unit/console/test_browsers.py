"""Officers recognise the browsers they are signed in with."""

import pytest

from bot.console.browsers import browser_name

LIKE = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (f"Mozilla/5.0 (X11; Linux x86_64) {LIKE} Chrome/140.0 Safari/537.36", "Chrome, Linux"),
        (
            f"Mozilla/5.0 (Windows NT 10.0) {LIKE} Chrome/140.0 Safari/537.36 Edg/140.0",
            "Edge, Windows",
        ),
        (
            f"Mozilla/5.0 (Linux; Android 15) {LIKE} coc_coc_browser/120.0 Chrome/120 Safari/5",
            "Cốc Cốc, Android",
        ),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 15) Firefox/145.0", "Firefox, Mac"),
        ("curl/8.5.0", "curl/8.5.0"),
        ("", ""),
    ],
)
def test_a_browser_is_named_as_its_owner_would(user_agent, name):
    assert browser_name(user_agent) == name
