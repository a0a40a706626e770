"""What a provider's refusal says about the future: this message only, or never again."""

NEVER_AGAIN = frozenset(
    [
        "21211",  # invalid 'To' number
        "21612",  # the route can't reach it
        "21614",  # not a mobile number
        "30005",  # unknown destination handset
        "21635",  # a landline
    ]
)
"""Codes after which nothing will ever arrive at a number.

Source: https://www.twilio.com/docs/api/errors. Others, such as a phone that can't be reached now,
say nothing about the next message.
"""


def is_for_good(code: str) -> bool:
    """Tell whether a number with this failure is never to be written to again."""
    return code in NEVER_AGAIN
