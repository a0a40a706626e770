"""What a response means for the outcome of a turn and its topics."""

from bot.content.catalogue import FAQ
from bot.messages import Outcome

_CLARIFY = {
    "utter_ask_clarification",
    "utter_ask_whether_urgent",
    "utter_ask_rephrase",
    "utter_default",
    "utter_ask_account_type",
    "utter_state_account_type",
    "utter_state_date",
    "utter_try_once_more",
    "utter_what_fails",
    "utter_forgot_some_password",
    "utter_empty",
    "utter_no_words",
    "utter_too_long",
}
_COMMAND = {
    "utter_ask_help",
    "utter_restart",
    "utter_switch_language",
    "utter_ask_rating",
    "utter_ask_reminder_consent",
    "utter_ask_reminder_date",
    "utter_ask_reminder_date_of_activation",
    "utter_ask_reminder_kind",
    "utter_ask_reminder_kind_of_all",
    "utter_kept_reminders",
    "utter_reminder_again",
    "utter_reminder_date_past",
    "utter_reminder_no_deadline",
    "utter_reminders_declined",
    "utter_reminders_elsewhere",
    "utter_reminders_ended",
    "utter_reminders_none",
    "utter_reminders_subscribed",
    "utter_ask_reason",
    "utter_nothing_to_rate",
    "utter_rated_down",
    "utter_rated_up",
    "utter_opted_out",
    "utter_opted_out_before",
    "utter_opted_in",
    "utter_opted_in_before",
    "utter_show_kept",
    "utter_ask_erasure",
    "utter_erased",
    "utter_erasure_declined",
    "utter_join_code",
    "utter_join_host",
    "utter_join_joined",
    "utter_join_kept",
    "utter_join_left",
    "utter_join_limited",
    "utter_join_none",
    "utter_join_own",
    "utter_join_unavailable",
    "utter_join_wrong",
    "utter_portal_code_elsewhere",
    "utter_photo_not_kept",
    "utter_file_not_kept",
    "utter_voice_not_heard",
    "utter_location_not_kept",
    "utter_contact_not_kept",
    "utter_not_passed_on",
    "utter_private_only",
    "utter_edited_choice",
    "utter_ask_cancel_ticket",
    "utter_old_cancel_button",
    "utter_no_ticket",
    "utter_no_ticket_to_rate",
    "utter_old_rating_button",
    "utter_ticket_asks_you",
    "utter_ticket_cancelled",
    "utter_ticket_kept",
    "utter_ticket_rated",
    "utter_ticket_reopened",
    "utter_ticket_resolved",
    "utter_ticket_waits",
    "utter_ticket_with_officer",
}
_HANDOFF = {
    "utter_request_officer",
    "utter_ticket_opened",
    "utter_ticket_noted",
}
_OUT_OF_SCOPE = {"utter_out_of_scope", "utter_fallback", "utter_ask_others_data"}

_TOPICS = {
    "utter_out_of_scope": "oos-neighbour",
    "utter_request_officer": "human-handoff",
    "utter_express_distress": "human-handoff",
    "utter_greet": "small-talk",
    "utter_thank": "small-talk",
    "utter_goodbye": "small-talk",
    "utter_ask_identity": "small-talk",
    "utter_insult": "small-talk",
    "utter_affirm": "small-talk",
    "utter_deny": "small-talk",
}

_ANSWER = f"utter_{FAQ}"


def outcome_of(response: str) -> Outcome:
    """Return what became of a message that was answered by `response`."""
    if response in {"utter_error", "utter_switched_off"}:
        return Outcome.ERROR
    if response in _CLARIFY:
        return Outcome.CLARIFY
    if response in _COMMAND:
        return Outcome.COMMAND
    if response in _HANDOFF:
        return Outcome.HANDOFF
    if response in _OUT_OF_SCOPE:
        return Outcome.OUT_OF_SCOPE
    return Outcome.ANSWERED


def topic_of(response: str) -> str | None:
    """Return the topic that `response` answers; None: it answers none."""
    if response.startswith(_ANSWER):
        return response.removeprefix(_ANSWER)
    return _TOPICS.get(response)
