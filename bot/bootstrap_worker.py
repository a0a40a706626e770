"""Builds a worker process: its jobs, and what it looks for again and again."""

from bot.bootstrap import Core, make_core
from bot.channels.sms.console import ConsoleSender
from bot.clock import real_now
from bot.errors import SettingsError
from bot.jobs import FOR_EVER, Task, Tick, Worker
from bot.messages import PUSHED, ChannelName
from bot.portal_client.client import PortalClient
from bot.reminder_jobs import LOCAL_PER_SECOND, make_import_task, make_reminder_work
from bot.services.campaigns.courier import Habits
from bot.services.deliveries import Status
from bot.services.keys import require_encryption_key
from bot.services.live_check.checks import ADVANCE, LiveChecks
from bot.services.live_check.circuit import Circuit
from bot.services.live_check.steps import Steps, Surroundings
from bot.services.receipts import Receipts
from bot.services.retention import Retention
from bot.services.subscriptions import Subscriptions
from bot.services.tickets.news import TELL
from bot.settings import Settings


def make_worker(settings: Settings, database_url: str) -> Worker:
    """Build a worker process on a migrated database."""
    core = make_core(settings, database_url)
    tasks = [Task(TELL, core.tell, FOR_EVER)]
    ticks = [
        Tick("send_left_behind", core.outbox.send_left_behind, 1.0),
        *_console_sms_ticks(core),
        *_retention_ticks(core),
        Tick("remind_subscribers", _subscriptions(core).remind, 1.0),
        Tick("mark_reached_tickets", core.tickets.mark_reached, 5.0),
        Tick("work_out_deadlines", core.tickets.work_out_anew, 600.0),
    ]
    sms = core.addresses.in_hands_of(core.senders).get(ChannelName.SMS)
    rate = LOCAL_PER_SECOND if settings.sms_console else settings.sms_per_second
    reminders = make_reminder_work(
        core.database, sms, core.clock, real_now, Habits(per_second=rate)
    )
    tasks += [
        *reminders.tasks,
        make_import_task(core.database, core.addresses, core.cipher, real_now),
    ]
    ticks += reminders.ticks
    if settings.portal_url is not None:
        live = make_live_checks(settings, core)
        tasks.append(Task(ADVANCE, live.advance))
        ticks += [
            Tick("pick_up_live_checks", live.pick_up, 5.0),
            Tick("forget_link_results", live.forget_results, 30.0),
        ]
    return Worker(database_url, tasks, ticks, reminders.queues)


def make_live_checks(settings: Settings, core: Core) -> LiveChecks:
    """Build what moves live checks on.

    Raises:
        SettingsError: a secret is missing.
    """
    secret = settings.portal_client_secret
    if settings.portal_url is None or secret is None:
        raise SettingsError("VNEID_PORTAL_URL and VNEID_PORTAL_CLIENT_SECRET go together")
    require_encryption_key(settings)

    async def tell(conversation_id: int, payload: str, key: str) -> None:
        turn = await core.turns.trigger(conversation_id, payload, key)
        if turn is not None and turn.channel in PUSHED:
            await core.outbox.flush(conversation_id)

    portal = PortalClient(
        settings.portal_url, secret.get_secret_value(), settings.portal_public_url
    )
    around = Surroundings(
        portal=portal,
        circuit=Circuit(core.database, real_now),
        cipher=core.cipher,
        tell=tell,
        real_now=real_now,
        # The portal's clock runs at the speed of real time: beside a faster one nothing is fresh.
        business_now=core.clock.now if settings.clock_speed == 1 else None,
    )
    return LiveChecks(core.database, Steps(around), real_now)


def _subscriptions(core: Core) -> Subscriptions:
    return Subscriptions(core.database, core.clock, core.tell)


def _console_sms_ticks(core: Core) -> list[Tick]:
    sms = core.senders.get(ChannelName.SMS)
    if not isinstance(sms, ConsoleSender):
        return []
    receipts = Receipts(core.database, real_now)

    async def report(delivery_id: int) -> None:
        await receipts.record_receipt(ChannelName.SMS, Status.DELIVERED, delivery_id=delivery_id)

    return [Tick("console_sms_arrives", lambda: sms.report_arrivals(report), 1.0)]


def _retention_ticks(core: Core) -> list[Tick]:
    retention = Retention(core.database, core.clock.now, real_now)
    return [
        Tick("forget_erased", retention.forget_erased, 60.0),
        Tick("retention", retention.run, 3600.0),
    ]
