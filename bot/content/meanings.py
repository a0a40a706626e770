"""Which intents a citizen's words can mean; the others come by a button, a command or from us."""

NEWS = "external_"
"""News of ours, no words of citizens."""
NEVER_GUESSED = frozenset(
    [
        "opt_out",
        "opt_in",
        "show_kept",
        "ask_erasure",
        "confirm_erasure",
        "decline_erasure",
        "check_ticket",
        "cancel_ticket",
        "keep_ticket",
        "rate_ticket",
        "unsubscribe_reminders",
        "enter_join_code",
        "paste_portal_code",
    ]
)
"""Said by a command or a button only: nothing is erased or refused on a guess."""


def is_said_in_words(intent: str) -> bool:
    """Tell whether words can mean an intent: only such intents have examples to learn from."""
    return not intent.startswith(NEWS) and intent not in NEVER_GUESSED
