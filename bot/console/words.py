"""Words, days and times of the console, in the officer's language."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from babel.dates import format_date, format_datetime, format_timedelta
from babel.numbers import format_decimal

from bot.clock import VIETNAM
from bot.console.browsers import browser_name
from bot.console.names import NAMES
from bot.locale import catalogues
from bot.messages import Language
from bot.services.campaigns.problems import Problem
from bot.services.tickets.numbers import number_of
from bot.services.tickets.ticket import Kind
from storage.ticket_entries import Message
from storage.ticket_lines import Line


class Words:
    """The words of one language.

    Args:
        topics: the names of what a ticket can be about.
    """

    def __init__(self, language: Language, topics: Mapping[str, str]) -> None:
        self._language = language
        self._topics = topics
        self._catalogue = catalogues.load(language)

    def moment(self, at: datetime) -> str:
        """Return a day and time in Vietnam: 22/11/2026 14:05."""
        pattern = "d/M/yyyy HH:mm" if self._language is Language.VI else "d MMM yyyy, HH:mm"
        return format_datetime(at.astimezone(VIETNAM), pattern, locale=self._language.value)

    def clock_time(self, at: datetime) -> str:
        """Return a day and time without the year: 22/11 14:05."""
        pattern = "HH:mm d/M" if self._language is Language.VI else "HH:mm, d MMM"
        return format_datetime(at.astimezone(VIETNAM), pattern, locale=self._language.value)

    def short_day(self, day: date) -> str:
        """Return a day without its year: 22/11, 22 Nov."""
        pattern = "d/M" if self._language is Language.VI else "d MMM"
        return format_date(day, pattern, locale=self._language.value)

    def full_day(self, day: date) -> str:
        """Return a day with its year: 15/6/2024, 15 Jun 2024."""
        pattern = "d/M/yyyy" if self._language is Language.VI else "d MMM yyyy"
        return format_date(day, pattern, locale=self._language.value)

    def number(self, value: float) -> str:
        """Return a number with one digit behind the point: 87,5 in Vietnamese."""
        return format_decimal(value, "0.#", locale=self._language.value)

    def whole(self, value: int) -> str:
        """Return a whole number with its digits grouped: 1.234.567 in Vietnamese."""
        return format_decimal(value, "#,##0", locale=self._language.value)

    def trouble(self, problem: Problem) -> str:
        """Return what stands in the way of a file or a campaign."""
        return self.named("trouble", problem.code) % {"detail": problem.detail}

    def length(self, span: timedelta) -> str:
        """Return a length of time in words: 3 giờ, 3 hours."""
        return format_timedelta(span, locale=self._language.value, threshold=1.5)

    def ago(self, at: datetime) -> str:
        """Return how long ago a moment of real time was."""
        span = at - datetime.now(UTC)
        return format_timedelta(span, locale=self._language.value, add_direction=True)

    def named(self, table: str, value: str) -> str:
        """Return the name of one of our values; one without a name stands for itself."""
        msgid = NAMES[table].get(value)
        return self._catalogue.ugettext(msgid) if msgid else value

    def said(self, message: Message | Line) -> str:
        """Return the words of a ticket's message; news of ours are put into words."""
        return self.named("news", message.text) if message.kind == Kind.NEWS else message.text

    def category(self, name: str) -> str:
        """Return what a ticket is about."""
        return self._topics.get(name) or self.named("category", name)

    def refusal(self, code: str, missing: Sequence[str] = ()) -> str:
        """Return why something was not done; empty: nothing is wrong."""
        if code == "placeholder":
            _ = self._catalogue.ugettext
            gaps = ", ".join(f"{{{name}}}" for name in missing)
            return _("Please fill in %(gaps)s before you send.") % {"gaps": gaps}
        return self.named("refusal", code) if code else ""

    def for_templates(self) -> dict[str, Callable[..., str]]:
        """Return these words as the templates call them."""
        return {
            "moment": self.moment,
            "clock_time": self.clock_time,
            "short_day": self.short_day,
            "full_day": self.full_day,
            "number": self.number,
            "days_before": lambda day, count: (day - timedelta(days=count)).isoformat(),
            "length": self.length,
            "whole": self.whole,
            "trouble": self.trouble,
            "ago": self.ago,
            "named": self.named,
            "said": self.said,
            "category": self.category,
            "refusal": self.refusal,
            "number_of": number_of,
            "browser_name": browser_name,
        }
