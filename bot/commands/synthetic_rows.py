"""Synthetic tickets as rows, the way the program itself would have left them."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from bot.commands.synthetic import Case, Synthetic
from bot.conversation.desk_work import fold_words
from bot.services.tickets.ticket import Happening, Status, Target

_fold = lru_cache(maxsize=65536)(fold_words)

_COLUMNS: Mapping[str, Sequence[str]] = {
    "conversations": (
        "id", "channel", "sender_id", "state", "next_sequence", "owner", "created_at",
        "updated_at",
    ),
    "inbound_messages": (
        "conversation_id", "sequence", "message_id", "text", "received_at", "business_at",
        "outcome", "replies", "details",
    ),
    "tickets": (
        "id", "conversation_id", "version", "status", "category", "priority", "reason",
        "language", "channel", "contact", "opened_sequence", "reply_conversation_id",
        "link_check", "answers", "tags", "assignee_id", "assignee_name", "opened_at",
        "updated_at", "first_replied_at", "resolved_at", "resolution", "snoozed_until", "target",
        "due_at", "warn_at", "is_warned", "is_escalated", "rating", "rated_at",
    ),
    "ticket_transcripts": ("ticket_id", "folded", "kept_at"),
    "ticket_messages": (
        "ticket_id", "version", "kind", "text", "folded", "author_id", "author_name", "at",
    ),
    "ticket_changes": (
        "ticket_id", "version", "kind", "actor_id", "actor_name", "details", "at",
    ),
    "ticket_pauses": ("ticket_id", "started_at", "reason", "ended_at"),
}  # fmt: skip
Batch = dict[str, tuple[Sequence[str], list[tuple[Any, ...]]]]


def rows_of(synthetic: Synthetic, cases: Iterable[Case]) -> Batch:
    """Return tickets with all that belongs to them, table by table."""
    batch: Batch = {table: (columns, []) for table, columns in _COLUMNS.items()}
    for case in cases:
        batch["conversations"][1].append(_conversation(case))
        batch["inbound_messages"][1].extend(_inbound(synthetic, case))
        batch["tickets"][1].append(_ticket(synthetic, case))
        batch["ticket_transcripts"][1].append(_transcript(synthetic, case))
        batch["ticket_messages"][1].extend(_messages(synthetic, case))
        batch["ticket_changes"][1].extend(_changes(case))
        if case.replied_at is not None:
            pause = (case.ticket_id, case.replied_at, "waiting", _answered_at(case))
            batch["ticket_pauses"][1].append(pause)
    return batch


def _conversation(case: Case) -> tuple[Any, ...]:
    is_persons = case.officer is not None and case.status is not Status.RESOLVED
    owner = "person" if is_persons else "bot"
    sender = f"synthetic-{case.conversation_id}"
    at = case.opened_at
    return (case.conversation_id, case.channel, sender, "{}", 20, owner, at, at)


def _inbound(synthetic: Synthetic, case: Case) -> Iterable[tuple[Any, ...]]:
    """Yield the question before the ticket, with its answer, and the message that opened it."""
    details = json.dumps(
        {"language": case.language.value, "answers": [f"utter_faq_{case.topic}#1"]}
    )
    shown = synthetic.words.answer(case.topic, case.language)
    replies = json.dumps([{"text": shown, "buttons": []}], ensure_ascii=False)
    at = case.opened_at
    yield (case.conversation_id, 1, None, case.question, at, at, "answered", replies, details)
    asked = synthetic.words.said[case.language].asking[0]
    yield (case.conversation_id, 10, None, asked, at, at, "handoff", "[]", details)


def _ticket(synthetic: Synthetic, case: Case) -> tuple[Any, ...]:
    is_settled = case.resolved_at is not None
    return (
        case.ticket_id, case.conversation_id, 3, case.status.value, case.topic,
        case.priority.value, case.reason.value, case.language.value, case.channel, "••••••••",
        10, case.conversation_id, "{}", synthetic.answers(case), [],
        case.officer.id if case.officer else None, case.officer.name if case.officer else None,
        case.opened_at, case.resolved_at or case.replied_at or case.opened_at, case.replied_at,
        case.resolved_at, synthetic.resolution() if is_settled else None,
        synthetic.tomorrow if case.status is Status.SNOOZED else None,
        (Target.RESOLUTION if case.replied_at else Target.FIRST_REPLY).value, case.due.due_at,
        case.due.warn_at, False, False, case.rating,
        case.resolved_at if case.rating else None,
    )  # fmt: skip


def _transcript(synthetic: Synthetic, case: Case) -> tuple[Any, ...]:
    shown = synthetic.words.answer(case.topic, case.language)
    return (case.ticket_id, f"{_fold(case.question)}\n{_fold(shown)}", case.opened_at)


def _messages(synthetic: Synthetic, case: Case) -> Iterable[tuple[Any, ...]]:
    for kind, text, at in synthetic.said(case):
        who = case.officer if kind == "officer" else None
        author = (who.id, who.name) if who else (None, None)
        yield (case.ticket_id, 2, kind, text, _fold(text), *author, at)


def _answered_at(case: Case) -> datetime | None:
    """Return when the citizen wrote again: somewhere between reply and resolution."""
    if case.replied_at is None or case.resolved_at is None:
        return None
    return case.replied_at + (case.resolved_at - case.replied_at) * 0.6


def _changes(case: Case) -> Iterable[tuple[Any, ...]]:
    who = (case.officer.id, case.officer.name) if case.officer else (None, None)
    yield (case.ticket_id, 1, Happening.OPENED.value, None, None, "{}", case.opened_at)
    if case.officer is not None:
        yield (case.ticket_id, 2, Happening.TAKEN.value, *who, "{}", case.opened_at)
    if case.was_late and case.resolved_at is not None:
        yield (case.ticket_id, 2, Happening.ESCALATED.value, None, None, "{}", case.opened_at)
    if case.resolved_at is not None:
        yield (case.ticket_id, 3, Happening.RESOLVED.value, *who, "{}", case.resolved_at)
