"""Builds a web process: what its routes need."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.bootstrap import Core, make_core
from bot.channels.ports import SmsServices, Telegram, WebServices
from bot.channels.sms.choice import find_account
from bot.clock import real_now
from bot.console.campaign_desk import CampaignServices
from bot.console.live import Live
from bot.console.services import ConsoleServices
from bot.conversation.archive import Archive
from bot.conversation.suggestions import Suggestions
from bot.messages import ChannelName
from bot.observability.deliveries import DeliveryFigures
from bot.observability.metrics import Metrics
from bot.services.campaigns.audience.uploads import Uploads
from bot.services.campaigns.signatures import signed_deadlines
from bot.services.deliveries import Status
from bot.services.opt_outs import OptOuts
from bot.services.receipts import Receipts
from bot.services.request_counts import RequestCounts
from bot.services.sessions import Sessions
from bot.services.shown_buttons import ShownButtons
from bot.services.sign_in import SignIn
from bot.services.staff import Staff
from bot.settings import Settings
from storage import schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """A web process's parts that its command starts and stops."""

    services: WebServices
    console: ConsoleServices
    metrics: Metrics
    request_counts: RequestCounts
    core: Core

    async def stop(self) -> None:
        """Finish what is being sent, then let go of all connections."""
        await self.core.dispatch.finish()
        await self.core.stop()


def make_application(
    settings: Settings, database_url: str, *, secret_key: str, insecure_rest: bool
) -> Application:
    """Build a web process on a migrated database."""
    core = make_core(settings, database_url)
    dialogue, database = core.dialogue, core.database
    archive = Archive(database, dialogue.catalogue.domain)
    token = settings.rest_token.get_secret_value() if settings.rest_token else None

    async def readiness() -> Mapping[str, bool | str]:
        await database.probe()
        await schema.require_current(database)
        return {"database": True, "migrations": True, "model": True, "content": True}

    request_counts = RequestCounts(database, core.cipher, real_now)
    services = WebServices(
        turns=core.turns,
        conversations=archive,
        parse=lambda text: dialogue.interpreter.parse(text).to_rasa_json(),
        dispatch=core.dispatch,
        readiness=readiness,
        model_id=dialogue.interpreter.digest,
        secret_key=secret_key,
        rest_token=token,
        insecure_rest=insecure_rest,
        public_url=settings.public_url,
        sms=_sms_services(settings, core),
        telegram=make_telegram(settings, core),
        request_counts=request_counts,
    )
    console = make_console(settings, core, secret_key)
    metrics = Metrics(DeliveryFigures(database, real_now))
    return Application(
        services=services,
        console=console,
        metrics=metrics,
        request_counts=request_counts,
        core=core,
    )


def make_telegram(settings: Settings, core: Core) -> Telegram | None:
    """Build what the Telegram webhook needs; None: there is no webhook."""
    if core.telegram_bot is None or settings.telegram_secret is None:
        return None
    return Telegram(
        bot=core.telegram_bot,
        secret=settings.telegram_secret.get_secret_value(),
        buttons=ShownButtons(core.database, core.addresses),
        opt_outs=OptOuts(core.database, core.addresses, real_now),
    )


def _sms_services(settings: Settings, core: Core) -> SmsServices | None:
    account = find_account(settings)
    if account is None:
        return None
    receipts = Receipts(core.database, real_now)

    async def record(
        delivery_id: int, provider_id: str, status: str, error: str | None, is_opt_out: bool, /
    ) -> int | None:
        return await receipts.record_receipt(
            ChannelName.SMS,
            Status(status),
            delivery_id=delivery_id,
            provider_id=provider_id or None,
            error=error,
            is_opt_out=is_opt_out,
        )

    return SmsServices(
        auth_token=account.auth_token, public_url=account.public_url, record_receipt=record
    )


def make_console(settings: Settings, core: Core, secret_key: str) -> ConsoleServices:
    """Build what the console's pages need."""
    sessions = Sessions(core.database, real_now)
    return ConsoleServices(
        database=core.database,
        catalogue=core.dialogue.catalogue,
        clock=core.clock,
        real_now=real_now,
        staff=Staff(core.database, core.cipher, real_now),
        sign_in=SignIn(core.database, core.cipher, real_now),
        sessions=sessions,
        switches=core.switches,
        tickets=core.tickets,
        suggestions=Suggestions(core.dialogue),
        dispatch=core.dispatch,
        live=Live(core.database, sessions),
        campaigns=CampaignServices(
            uploads=Uploads(core.database, core.addresses, core.cipher, real_now),
            addresses=core.addresses,
            deadlines=lambda: signed_deadlines(settings, core.dialogue.catalogue.root),
        ),
        secret_key=secret_key,
        public_url=settings.public_url,
    )
