"""The chat page's addresses."""

import re
from dataclasses import replace

import structlog
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute

from bot.channels.address_limits import WAIT_SECONDS
from bot.channels.body import Refused
from bot.channels.ports import Turn, WebServices
from bot.channels.web.forms import Sent, read_sent
from bot.channels.web.identity import Identity, Visitor
from bot.channels.web.pages import Composer, Pages
from bot.channels.web.view import Shown, exchanges, news_views, reply_views, suggestions
from bot.locale import catalogues
from bot.messages import ChannelName, InboundMessage, Language, Outcome
from bot.pages import languages
from bot.pages.assets import Assets
from bot.pages.demands import Demand, DemandingRoute
from bot.pages.origin import is_our_own

FILES = (("bot.channels.web", "static/chat.css"), ("bot.channels.web", "static/chat.js"))
SHOWN_ENTRIES = 50
_YEAR_SECONDS = 365 * 24 * 3600
_NEWEST = "/chat#newest"
_NUMBER = re.compile(r"\d{1,18}", re.ASCII)
_log = structlog.get_logger(__name__)


class ChatPage:
    """The endpoints of the chat page."""

    def __init__(self, services: WebServices, pages: Pages) -> None:
        self._services = services
        self._pages = pages
        is_https = (services.public_url or "").startswith("https://")
        self._identity = Identity(services.secret_key, secure=is_https)

    async def show(self, request: Request) -> Response:
        """The page with the conversation so far."""
        visitor = self._identity.recognise(request)
        language = languages.choose(request)
        said = Shown() if visitor.is_new else await self._conversation(visitor, language)
        is_cleared = "cleared" in request.query_params
        page = self._pages.chat(language, said, Composer(), is_cleared=is_cleared)
        response = self._page(page, visitor)
        if languages.asked_for(request):
            response.set_cookie(
                languages.COOKIE,
                language,
                _YEAR_SECONDS,
                path="/chat",
                httponly=True,
                samesite="lax",
            )
        return response

    async def send(self, request: Request) -> Response:
        """Takes a message; a script gets the replies, a browser the page again."""
        self._require_own_page(request)
        sent = await read_sent(request)
        visitor = self._identity.recognise(request)
        language = languages.choose(request)
        if not sent.text.strip():
            return await self._ask_again(visitor, language)
        try:
            turn = await self._services.turns.handle(self._inbound(sent, visitor, language))
        except Exception as error:  # the text must go back to its writer, whatever broke
            _log.exception("message_not_taken", error=type(error).__name__)
            return self._give_back(visitor, language, sent)
        if turn.outcome is Outcome.DROPPED:
            return self._have_wait(visitor, language, sent)
        if "hx-request" in request.headers:
            return self._added(visitor, language, turn)
        if turn.is_shown_once:
            return await self._shown_once(visitor, language, turn)
        response = RedirectResponse(_NEWEST, 303)
        self._identity.remember(response, visitor)
        return response

    async def news(self, request: Request) -> Response:
        """What was said since, for a page that is open; it asks again every few seconds."""
        visitor = self._identity.recognise(request)
        after = request.query_params.get("after", "")
        if visitor.is_new or not _NUMBER.fullmatch(after):
            return Response(status_code=204)
        news = await self._services.conversations.news(
            ChannelName.WEB, visitor.sender_id, int(after)
        )
        if not news:
            return Response(status_code=204)
        html = self._pages.news(languages.choose(request), news_views(news))
        headers = {"Cache-Control": "no-store", "X-Newest": str(news[-1].number)}
        return HTMLResponse(html, headers=headers)

    async def back(self, _request: Request) -> Response:
        """Leads to the page from addresses that only take forms, and from the root."""
        return RedirectResponse("/chat", 303)

    async def confirm_clear(self, request: Request) -> Response:
        """Asks before erasing."""
        return HTMLResponse(self._pages.confirm_clear(languages.choose(request)))

    async def clear(self, request: Request) -> Response:
        """Erases the conversation and forgets the browser."""
        self._require_own_page(request)
        visitor = self._identity.recognise(request)
        if not visitor.is_new:
            await self._services.turns.erase(ChannelName.WEB, visitor.sender_id)
        response = RedirectResponse("/chat?cleared", 303)
        self._identity.forget(response)
        return response

    async def _conversation(self, visitor: Visitor, language: Language) -> Shown:
        transcript = await self._services.conversations.show(
            ChannelName.WEB, visitor.sender_id, SHOWN_ENTRIES
        )
        offered = suggestions(catalogues.load(language))
        unnamed = self._pages.text(language, "(a suggested question)")
        return Shown(exchanges(transcript.entries, offered, unnamed), transcript.newest)

    def _require_own_page(self, request: Request) -> None:
        if not is_our_own(request, self._services.public_url):
            raise Refused(403, "The form came from another site.", "Send it from the chat page.")

    def _inbound(self, sent: Sent, visitor: Visitor, language: Language) -> InboundMessage:
        return InboundMessage(
            channel=ChannelName.WEB,
            sender_id=visitor.sender_id,
            text=sent.text,
            message_id=sent.form_id or None,
            locale=language,
            is_editable=True,  # a page gone back to may send another text
        )

    def _added(self, visitor: Visitor, language: Language, turn: Turn) -> Response:
        kept = "" if turn.text.startswith("/") else turn.text
        replies = self._pages.replies(language, reply_views(turn.replies), turn.language, kept)
        return self._page(replies, visitor)

    async def _shown_once(self, visitor: Visitor, language: Language, turn: Turn) -> Response:
        """The page itself instead of the way to it: once it is loaded again, the code is dots."""
        said = await self._conversation(visitor, language)
        newest = replace(said.exchanges[-1], replies=reply_views(turn.replies))
        said = replace(said, exchanges=(*said.exchanges[:-1], newest))
        return self._page(self._pages.chat(language, said, Composer()), visitor)

    async def _ask_again(self, visitor: Visitor, language: Language) -> Response:
        said = await self._conversation(visitor, language)
        composer = Composer(problem=self._pages.text(language, "Please type a question first."))
        return self._page(self._pages.chat(language, said, composer), visitor, 422)

    def _have_wait(self, visitor: Visitor, language: Language, sent: Sent) -> Response:
        """The text back, for whoever was asked to wait and has not."""
        problem = self._pages.text(language, "Not sent: please wait a minute, then try again.")
        response = self._returned(visitor, language, sent, problem, 429)
        response.headers["Retry-After"] = str(WAIT_SECONDS)
        return response

    def _give_back(self, visitor: Visitor, language: Language, sent: Sent) -> Response:
        """The text back in its form; the conversation is not read, as the store may be gone."""
        if sent.text.startswith("/"):
            problem = self._pages.text(language, "Not sent yet. Please choose again.")
        else:
            problem = self._pages.text(language, "Not sent yet. Your question is still here.")
        return self._returned(visitor, language, sent, problem, 503)

    def _returned(
        self, visitor: Visitor, language: Language, sent: Sent, problem: str, status: int
    ) -> Response:
        composer = Composer(problem=problem)
        if not sent.text.startswith("/"):
            composer = replace(composer, draft=sent.text, message_id=sent.form_id)
        return self._page(self._pages.chat(language, Shown(), composer), visitor, status)

    def _page(self, html: str, visitor: Visitor, status: int = 200) -> Response:
        response = HTMLResponse(html, status, {"Cache-Control": "no-store"})
        if visitor.is_new:
            self._identity.remember(response, visitor)
        return response


def routes(services: WebServices, pages: Pages, assets: Assets) -> list[BaseRoute]:
    """The chat page's routes."""
    chat = ChatPage(services, pages)
    return [
        DemandingRoute("/chat/messages", chat.send, Demand.SIGNED_COOKIE, methods=["POST"]),
        DemandingRoute("/chat/messages", chat.back, Demand.NOTHING),
        DemandingRoute("/chat/clear", chat.confirm_clear, Demand.SIGNED_COOKIE),
        DemandingRoute("/chat/clear", chat.clear, Demand.SIGNED_COOKIE, methods=["POST"]),
        DemandingRoute("/chat/news", chat.news, Demand.SIGNED_COOKIE),
        DemandingRoute("/chat", chat.show, Demand.SIGNED_COOKIE),
        DemandingRoute("/", chat.back, Demand.NOTHING),
        DemandingRoute("/static/{name}", assets.serve, Demand.NOTHING),
    ]
