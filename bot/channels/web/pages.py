"""Renders the page, its fragments and the error pages in either language."""

from dataclasses import dataclass

from jinja2 import Environment
from markupsafe import Markup

from bot.channels.web.view import Exchange, ReplyView, Shown, one_time_id, suggestions
from bot.locale import catalogues
from bot.messages import Language
from bot.pages.assets import Assets
from bot.pages.templates import environment


@dataclass(frozen=True, slots=True, kw_only=True)
class Composer:
    """What stands in the form.

    Attributes:
        draft: a text that could not be taken.
        message_id: its id, kept so that a second try is the same message.
        problem: why it could not be taken; None: nothing is wrong.
    """

    draft: str = ""
    message_id: str | None = None
    problem: str | None = None


def _environment(language: Language, assets: Assets) -> Environment:
    made = environment("bot.channels.web", language, assets)
    made.globals.update(one_time_id=one_time_id)
    return made


class Pages:
    """The templates of both languages."""

    def __init__(self, assets: Assets) -> None:
        self._environments = {language: _environment(language, assets) for language in Language}

    def text(self, language: Language, msgid: str) -> str:
        """A page string."""
        return catalogues.load(language).ugettext(msgid)

    def _render(self, language: Language, template: str, **values: object) -> str:
        return self._environments[language].get_template(template).render(**values)

    def chat(
        self,
        language: Language,
        shown: Shown,
        composer: Composer,
        *,
        is_cleared: bool = False,
    ) -> str:
        """The chat page."""
        return self._render(
            language,
            "chat.html",
            exchanges=shown.exchanges,
            newest=shown.newest,
            composer=composer,
            is_cleared=is_cleared,
            suggestions=suggestions(catalogues.load(language)),
        )

    def replies(
        self, language: Language, replies: tuple[ReplyView, ...], spoken: Language, kept: str
    ) -> str:
        """The replies to one message, to be put under it.

        Args:
            language: of the page.
            replies: what is said.
            spoken: the language of the replies.
            kept: the message with its secrets masked, to be shown instead of what was typed.
        """
        return self._render(language, "replies.html", replies=replies, spoken=spoken, kept=kept)

    def news(self, language: Language, news: tuple[Exchange, ...]) -> str:
        """Messages that nobody had asked for, to be put under the others."""
        return self._render(language, "news.html", news=news)

    def confirm_clear(self, language: Language) -> str:
        """Asks whether the conversation shall really be erased."""
        return self._render(language, "clear.html")

    def error(self, language: Language, status: int) -> str:
        """An error page in both languages, the visitor's first."""
        order = sorted(Language, key=lambda other: other is not language)
        parts = [
            (part, Markup(self._render(part, "error_text.html", status=status)))  # noqa: S704
            for part in order
        ]
        return self._render(language, "error.html", parts=parts)
