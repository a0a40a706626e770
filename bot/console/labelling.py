"""Labelling: what messages mean that were missed, or whose answer was rated down."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.console.access import Gate
from bot.console.forms import Form
from bot.console.noting import Noting
from bot.console.pages import Pages
from bot.content.labelled import add_labelled, list_labelled
from bot.errors import ContentError
from bot.messages import Language, Outcome
from bot.pages import languages
from bot.pages.demands import DemandingRoute
from bot.services.roles import Permission
from bot.services.sessions import Officer
from storage import turns
from storage.database import Database

_AT = "/console/labelling"
MISSED = (Outcome.CLARIFY, Outcome.OUT_OF_SCOPE)
SHOWN, LOOKED_AT = 50, 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class LabellingPages:
    """The endpoints of the labelling page.

    Attributes:
        root: the folder of intents/; examples are written there, to be reviewed and committed.
        intents: name of each intent a message can mean, by language.
    """

    pages: Pages
    database: Database
    noting: Noting
    root: Path
    intents: Mapping[Language, Mapping[str, str]]

    async def show(self, request: Request, officer: Officer) -> Response:
        """List what nobody has labelled yet."""
        return await self._list(request, officer)

    async def label(self, request: Request, officer: Officer, form: Form) -> Response:
        """Take down what a message means."""
        intent = self._intent(form.word("intent"))
        if intent is None:
            return await self._list(request, officer, problem="intent", about=form.word("message"))
        row = next((one for one in await self._rows() if _name(one) == form.word("message")), None)
        if row is None:
            return RedirectResponse(_AT, 303)
        try:
            list(add_labelled(self.root, Language(row.details["language"]), row.text, intent))
        except ContentError:
            return RedirectResponse(_AT, 303)  # somebody else was quicker
        except OSError:
            return await self._list(request, officer, problem="file", about=_name(row))
        await self.noting.note(officer, "message.label", f"message {_name(row)}", intent=intent)
        return RedirectResponse(f"{_AT}?done=labelled", 303)

    def routes(self, gate: Gate) -> list[DemandingRoute]:
        """Return the routes."""
        return [
            gate.page(_AT, self.show, Permission.LABEL),
            gate.form(_AT, self.label, Permission.LABEL),
        ]

    def _intent(self, given: str) -> str | None:
        """Return the intent of a name as it stands in the list, in either language."""
        for names in self.intents.values():
            if given in names:
                return given
            for intent, title in names.items():
                if title == given:
                    return intent
        return None

    async def _rows(self) -> tuple[turns.ToLabel, ...]:
        async with self.database.transaction() as connection:
            return await turns.list_to_label(connection, MISSED, LOOKED_AT)

    async def _list(
        self, request: Request, officer: Officer, problem: str = "", about: str = ""
    ) -> Response:
        labelled = list_labelled(self.root)
        rows = [row for row in await self._rows() if " ".join(row.text.split()) not in labelled]
        values = {
            "rows": [(_name(row), row) for row in rows[:SHOWN]],
            "left": len(rows),
            "intents": self.intents[languages.choose(request)],
            "problem": problem,
            "about": about,
        }
        return self.pages.show(
            request, "labelling.html", officer, values, status=422 if problem else 200
        )


def _name(row: turns.ToLabel) -> str:
    return f"{row.conversation_id}-{row.sequence}"
