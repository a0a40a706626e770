"""The settings page: channels, topics and providers, each with its switch."""

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.channels.body import Refused
from bot.console.access import Gate
from bot.console.forms import Form
from bot.console.pages import Pages
from bot.messages import ChannelName, Language
from bot.pages import languages
from bot.pages.demands import DemandingRoute
from bot.services.roles import Permission
from bot.services.sessions import Officer
from bot.services.switches import Switches, SwitchKind
from storage.switches import NewSwitch

_AT = "/console/settings"
_LONGEST = 500
PROVIDERS = ("telegram", "sms")
"""Ways out."""
_PAUSED = {
    Language.VI: "Phần này đang tạm dừng. Cần gấp, gọi tổng đài VNeID 1900 0368.",
    Language.EN: "This part is paused for now. If it is urgent, call the VNeID hotline 1900 0368.",
}
_MISSED = {
    Language.VI: "Kênh này vừa tạm dừng nên tin nhắn của anh/chị chưa được trả lời. Nếu vẫn cần, "
    "anh/chị gửi lại giúp. Cần gấp, gọi tổng đài VNeID 1900 0368.",
    Language.EN: "This channel was paused, so your message went unanswered. If you still need the "
    "answer, please send it again. If it is urgent, call the VNeID hotline 1900 0368.",
}
SUGGESTED = {
    SwitchKind.CHANNEL: _PAUSED,
    SwitchKind.PROVIDER: _MISSED,
    SwitchKind.TOPIC: _PAUSED,
}
"""What stands in the form until somebody writes something better."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SwitchPages:
    """The endpoints of the settings page.

    Attributes:
        topics: name of each topic, by language.
    """

    pages: Pages
    switches: Switches
    topics: Mapping[Language, Mapping[str, str]]

    async def show(self, request: Request, officer: Officer) -> Response:
        """List all switches, those that are off first."""
        return await self._list(request, officer)

    async def turn_off(self, request: Request, officer: Officer, form: Form) -> Response:
        """Switch something off, with a reason and what citizens are told."""
        kind, name = self._named(form)
        texts = [form.text(field).strip()[:_LONGEST] for field in ("reason", "vi", "en")]
        if not all(texts):
            return await self._list(request, officer, problem=f"{kind}-{name}", form=form)
        reason, message_vi, message_en = texts
        new = NewSwitch(
            kind=kind.value,
            name=name,
            reason=reason,
            message_vi=message_vi,
            message_en=message_en,
            staff_id=officer.staff_id,
        )
        await self.switches.turn_off(new)
        return RedirectResponse(_AT, 303)

    async def turn_on(self, _request: Request, officer: Officer, form: Form) -> Response:
        """Switch something on."""
        kind, name = self._named(form)
        await self.switches.turn_on(kind, name, officer.staff_id)
        return RedirectResponse(_AT, 303)

    def routes(self, gate: Gate) -> list[DemandingRoute]:
        """Return the routes."""
        only = Permission.SWITCH
        return [
            gate.page(_AT, self.show, only),
            gate.form(f"{_AT}/off", self.turn_off, only),
            gate.form(f"{_AT}/on", self.turn_on, only),
        ]

    def _named(self, form: Form) -> tuple[SwitchKind, str]:
        name = form.word("name")
        known = {SwitchKind(kind): names for kind, names in self._names().items()}
        if form.word("kind") in known and name in known[SwitchKind(form.word("kind"))]:
            return SwitchKind(form.word("kind")), name
        raise Refused(400, "There is no such switch.", "Choose one of the page.")

    def _names(self) -> dict[str, tuple[str, ...]]:
        return {
            SwitchKind.CHANNEL: tuple(ChannelName),
            SwitchKind.PROVIDER: PROVIDERS,
            SwitchKind.TOPIC: tuple(self.topics[Language.VI]),
        }

    async def _list(
        self, request: Request, officer: Officer, problem: str = "", form: Form | None = None
    ) -> Response:
        off = {(one.kind, one.name): one for one in await self.switches.list_off()}
        values = {
            "kinds": self._names(),
            "off": off,
            "suggested": SUGGESTED,
            "topics": self.topics[languages.choose(request)],
            "problem": problem,
            "given": form or Form({}),
        }
        return self.pages.show(
            request, "settings.html", officer, values, status=422 if problem else 200
        )
