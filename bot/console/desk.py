"""Puts a ticket's page together."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from bot.channels.body import Refused
from bot.clock import Clock, business_day
from bot.console.acts import MOMENTS
from bot.console.case import Case, Reach, case_of, reaches_of
from bot.console.drafts import Drafts
from bot.console.pages import Pages
from bot.console.preview import Preview, preview_of
from bot.content.catalogue import Catalogue
from bot.conversation.suggestions import Suggestion, Suggestions
from bot.knowledge.desk import Priority
from bot.messages import Language
from bot.pages import languages
from bot.services.roles import Role
from bot.services.sessions import Officer
from bot.services.staff import Staff
from bot.services.tickets import opting_out, viewing
from bot.services.tickets.access import Tickets
from bot.services.tickets.macros import list_macros
from bot.services.tickets.outgoing import outgoing
from bot.services.tickets.ticket import Actor, Resolution, TicketChanged

OTHER_CATEGORIES = ("link_check", "other")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a page says beside the ticket.

    Attributes:
        draft: the reply in its box; None: what was kept.
        problem: a code of why something was not done.
        conflict: what somebody else did first.
        preview: the reply as the citizen will see it.
        contact: the citizen's address, looked up on purpose.
        missing: placeholders that still stand in the reply.
    """

    draft: str | None = None
    problem: str = ""
    conflict: TicketChanged | None = None
    preview: Preview | None = None
    contact: str | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Loads tickets and shows them."""

    pages: Pages
    tickets: Tickets
    staff: Staff
    drafts: Drafts
    catalogue: Catalogue
    suggestions: Suggestions
    clock: Clock

    async def load(self, request: Request, officer: Officer) -> Case:
        """Return the ticket that an address names.

        Raises:
            Refused: there is none.
        """
        ticket_id = int(request.path_params["ticket_id"])
        unnamed = self.pages.text(request, "(a suggested question)")
        async with self.tickets.work() as work:
            view = await viewing.view(work, ticket_id)
            if view is None:
                raise Refused(404, "There is no such ticket.", "Look for it in the inbox.")
            return case_of(view, officer, work.now, unnamed)

    async def page(
        self, request: Request, officer: Officer, case: Case, told: Told, status: int = 200
    ) -> Response:
        """Show the whole page."""
        kept = await self.drafts.find(officer.staff_id, case.ticket.id)
        values = {
            **self.parts(request, case),
            "told": told,
            "draft": kept if told.draft is None else told.draft,
            "preview": told.preview,
            "macros": list_macros(self.catalogue, self._spoken(case), self._today()),
            "offers": await self._offers(case),
            "reaches": await self._reaches(case),
            "colleagues": [one for one in await self.colleagues() if one.id != officer.staff_id],
        }
        return self.pages.show(request, "ticket.html", officer, values, status=status)

    def parts(self, request: Request, case: Case) -> dict[str, object]:
        """Return what the live parts of the page need."""
        language = languages.choose(request)
        return {
            "case": case,
            "ticket": case.ticket,
            "categories": self.categories(language),
            "priorities": list(Priority),
            "resolutions": list(Resolution),
            "moments": list(MOMENTS),
            "answers": [self._answer(answer, language) for answer in case.ticket.answers],
        }

    async def preview(self, case: Case, text: str) -> Preview:
        """Return a text as the citizen will see it."""
        async with self.tickets.work() as work:
            return preview_of(await outgoing(work, case.ticket, text))

    async def colleagues(self) -> list[Actor]:
        """Return who tickets can be handed on to."""
        return [
            Actor(one.id, one.name)
            for one in await self.staff.everybody()
            if one.is_active and one.role in {Role.OFFICER, Role.SUPERVISOR}
        ]

    def categories(self, language: Language) -> dict[str, str]:
        """Return the names of all a ticket can be about."""
        topics = self.catalogue.labels[language].topics
        return {topic: topics[topic] for topic in self.catalogue.topics}

    async def phrase(self, case: Case, name: str) -> str:
        """Return a macro or a suggested answer by its name; empty: it can't be sent."""
        found = {
            macro.name: macro.draft
            for macro in list_macros(self.catalogue, self._spoken(case), self._today())
            if not macro.is_past
        }
        offers = {offer.topic: offer.text for offer in await self._offers(case)}
        return {**found, **offers}.get(name, "")

    async def _offers(self, case: Case) -> list[Suggestion]:
        if not (case.may_act and case.last_words):
            return []
        return await self.suggestions.offer(case.last_words, self._spoken(case), self.clock.now())

    async def _reaches(self, case: Case) -> list[Reach]:
        async with self.tickets.work() as work:
            return reaches_of(case, await opting_out.list_ways(work, case.ticket.id))

    def _answer(self, answer: Mapping[str, Any], language: Language) -> Mapping[str, str]:
        """Return an answer the bot gave, by the name of its topic."""
        topic = answer["answer"].partition("#")[0].removeprefix("utter_faq_")
        title = self.catalogue.labels[language].topics.get(topic, topic)
        return {"question": answer["question"], "title": title, "sources": answer["sources"]}

    def _today(self) -> date:
        return business_day(self.clock.now())

    def _spoken(self, case: Case) -> Language:
        return Language(case.ticket.language)
