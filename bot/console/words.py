"""Words, days and times of the console, in the officer's language."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from babel.dates import format_datetime, format_timedelta

from bot.clock import VIETNAM
from bot.locale import catalogues
from bot.messages import Language
from bot.services.roles import Role
from bot.services.switches import SwitchKind


def _(msgid: str) -> str:
    """Mark a text for the catalogue; it is looked up when it is shown."""
    return msgid


ROLES: Mapping[str, str] = {
    Role.OFFICER: _("Officer"),
    Role.SUPERVISOR: _("Supervisor"),
    Role.EDITOR: _("Content editor"),
    Role.ADMINISTRATOR: _("Administrator"),
}
KINDS: Mapping[str, str] = {
    SwitchKind.CHANNEL: _("Channels"),
    SwitchKind.PROVIDER: _("Providers"),
    SwitchKind.TOPIC: _("Topics"),
}
CHANNELS = {
    "rest": _("Other programs (REST)"),
    "telegram": _("Telegram"),
    "sms": _("Text message"),
    "web": _("Web chat"),
    "portal": _("Portal (link check)"),
}
OUTCOMES = {"clarify": _("Asked back"), "out_of_scope": _("Out of scope")}
RATINGS = {
    "wrong": _("It is wrong"),
    "unclear": _("Hard to understand"),
    "not_asked": _("Not asked"),
}
_TABLES: Mapping[str, Mapping[str, str]] = {
    "role": ROLES,
    "kind": KINDS,
    "channel": CHANNELS,
    "outcome": OUTCOMES,
    "rating": RATINGS,
}


def moment(at: datetime, language: Language) -> str:
    """Return a day and time in Vietnam: 22/11/2026 14:05."""
    pattern = "d/M/yyyy HH:mm" if language is Language.VI else "d MMM yyyy, HH:mm"
    return format_datetime(at.astimezone(VIETNAM), pattern, locale=language.value)


def clock_time(at: datetime, language: Language) -> str:
    """Return a time of today, or a day and time: 14:05."""
    local = at.astimezone(VIETNAM)
    if local.date() == datetime.now(VIETNAM).date():
        return f"{local:%H:%M}"
    pattern = "d/M HH:mm" if language is Language.VI else "d MMM, HH:mm"
    return format_datetime(local, pattern, locale=language.value)


def length(span: timedelta, language: Language) -> str:
    """Return a length of time in words: 3 giờ, 3 hours."""
    return format_timedelta(span, locale=language.value, threshold=0.95)


def ago(at: datetime, language: Language) -> str:
    """Return how long ago a moment of real time was."""
    return format_timedelta(
        at - datetime.now(UTC), locale=language.value, add_direction=True, threshold=0.95
    )


def named(table: str, value: str, language: Language) -> str:
    """Return the name of one of our values; one without a name stands for itself."""
    msgid = _TABLES[table].get(value)
    return catalogues.load(language).ugettext(msgid) if msgid else value


def for_templates(language: Language) -> dict[str, Callable[..., str]]:
    """Return these functions for the templates of one language."""
    return {
        "moment": lambda at: moment(at, language),
        "clock_time": lambda at: clock_time(at, language),
        "length": lambda span: length(span, language),
        "ago": lambda at: ago(at, language),
        "named": lambda table, value: named(table, value, language),
    }
