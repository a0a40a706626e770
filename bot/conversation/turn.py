"""One turn of a stored conversation: the transactional shell around the pure core."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime

import structlog

from bot.clock import Clock
from bot.conversation.around import Around
from bot.conversation.case_file import CaseFile
from bot.conversation.closing import closures_of
from bot.conversation.company import Company, lock_with
from bot.conversation.custody import Custody, is_awaited
from bot.conversation.decision import Decision
from bot.conversation.desk_work import make_tickets
from bot.conversation.dialogue import Dialogue
from bot.conversation.effects import perform_all
from bot.conversation.message_rate import Ruling, rule
from bot.conversation.snapshot import restore
from bot.conversation.taken import Turn, dropped, shown_before
from bot.conversation.tracker import Tracker
from bot.conversation.turn_row import row_of, without_codes
from bot.messages import ChannelName, InboundMessage, Reply
from bot.services.addresses import Addresses
from bot.services.editions import keyed
from bot.services.joining import Joining
from bot.services.switches import Switches
from bot.services.text_parts import fit
from bot.services.tickets.erasing import erase
from bot.services.tickets.ticket import Owner
from storage import conversations, deliveries, fetched_deliveries, optouts, turns
from storage.conversations import Conversation
from storage.crypto import Cipher
from storage.database import Connection, Database
from storage.switches import SwitchedOff
from storage.ticket_queue import Moment

log = structlog.get_logger()


class Turns:
    """Takes messages in, one transaction each.

    Args:
        database: where conversations are kept.
        dialogue: decides.
        clock: business time.
        real_now: real time, in UTC.
        addresses: hides contact addresses; None: with a key that nobody keeps, for trying out.
        switches: what is off; None: as the database has it.
    """

    def __init__(
        self,
        database: Database,
        dialogue: Dialogue,
        clock: Clock,
        real_now: Callable[[], datetime],
        addresses: Addresses | None = None,
        switches: Switches | None = None,
    ) -> None:
        self._switches = switches or Switches(database, real_now)
        self._addresses = addresses or Addresses(Cipher.throwaway())
        self._joining = Joining(self._addresses.cipher, real_now)
        self._database = database
        self._dialogue = dialogue
        self._clock = clock
        self._real_now = real_now
        self.tickets = make_tickets(database, dialogue.catalogue, clock, real_now, self._addresses)

    async def handle(self, message: InboundMessage) -> Turn:
        """Store a message with its decision; a redelivery gets the stored reply.

        On the REST channel, which nobody can push to, news that waits comes before the reply.
        Messages of one conversation wait for each other on its row, in whatever process they
        arrive. Nothing is stored when this raises, so that the sender can try again.

        Raises:
            StorageError: the database is gone, full or not migrated.
        """
        known = self._addresses.know(message.channel, message.sender_id)
        message = keyed(message, self._addresses.cipher)
        off = await self._switches.look()
        channel = message.channel.value
        async with self._database.transaction() as connection:
            host_id = await self._joining.find_host(connection, message.text)
            host = await lock_with(connection, host_id, channel, known.sender_id)
            now = self._real_now()
            conversation = await conversations.lock(
                connection, channel, known.sender_id, now, known.sealed
            )
            ruled = rule(message, conversation.busy_until, now)
            conversation = replace(conversation, busy_until=ruled.busy_until)
            return await self._take(connection, conversation, message, off, host, ruled.ruling)

    async def trigger(self, conversation_id: int, payload: str, key: str) -> Turn | None:
        """Have a conversation take in news of ours, as Rasa's `trigger_intent` does.

        What the bot says to it goes out as deliveries, on every channel. A key that was seen
        gets the stored turn. None: the conversation was erased.

        Args:
            conversation_id: the conversation.
            payload: such as `/external_link_result{"link_state":"linked"}`.
            key: names the news within the conversation.
        """
        async with self._database.transaction() as connection:
            conversation = await conversations.lock_by_id(connection, conversation_id)
            if conversation is None:
                return None
            news = InboundMessage(
                channel=ChannelName(conversation.channel),
                sender_id=conversation.sender_id,
                text=payload,
                message_id=key,
                is_from_citizen=False,
            )
            return await self._take(connection, conversation, news)

    async def erase(self, channel: ChannelName, sender_id: str) -> None:
        """Remove all that is stored of a conversation; an unknown one is no error."""
        async with self.tickets.work() as work:
            await erase(work, channel.value, sender_id)

    async def _take(
        self,
        connection: Connection,
        conversation: Conversation,
        message: InboundMessage,
        off: Collection[SwitchedOff] = (),
        host: Conversation | None = None,
        ruling: Ruling = Ruling.TAKEN,
    ) -> Turn:
        tracker = restore(
            conversation.sender_id, self._dialogue.catalogue.domain, conversation.state
        )
        undecided = await self._take_undecided(connection, conversation, tracker, message, ruling)
        if undecided is not None:
            return undecided
        real_now, now = self._real_now(), self._clock.now()
        work = self.tickets.within(connection, Moment(now, real_now))
        file = CaseFile(work, conversation, message.sender_id)
        company = Company(connection, conversation, host, self._joining)
        closed = closures_of(off, message.channel)
        around = Around(connection, conversation.id, file, company, closed, ruling is Ruling.TOLD)
        custody = await around.custody()
        decision = await self._decide_with_news(tracker, message, now, around, custody)
        kept = without_codes(decision)
        await file.join(message, kept, custody)
        waiting = await _take_waiting(connection, conversation.id, message, real_now)
        record = row_of(kept, waiting, conversation, message, Moment(now, real_now))
        await turns.record(connection, conversation, record)
        await perform_all(work, conversation.id, decision)
        if message.is_pushed:
            await self._queue(connection, conversation.id, decision, message, real_now)
        return Turn(
            conversation_id=conversation.id,
            channel=message.channel,
            text=kept.text,
            replies=(*waiting, *decision.replies),
            outcome=decision.outcome,
            language=decision.language,
            is_shown_once=kept.replies != decision.replies,
        )

    async def _take_undecided(
        self,
        connection: Connection,
        conversation: Conversation,
        tracker: Tracker,
        message: InboundMessage,
        ruling: Ruling,
    ) -> Turn | None:
        """Return the turn of a message that came before or is dropped; None: it is decided."""
        if message.message_id is not None:
            stored = await turns.find_redelivered(connection, conversation.id, message.message_id)
            if stored is not None:
                return shown_before(conversation, stored)
        if ruling is not Ruling.DROPPED:
            return None
        # STOP and START are obeyed in any flood, unless they change nothing.
        custody = Custody(is_persons=conversation.owner == Owner.PERSON)
        wanted = self._dialogue.wants_messages(tracker, message, custody)
        if wanted is not None:
            has_opted_out = await optouts.find(connection, conversation.id) is not None
            if wanted is has_opted_out:
                return None
        return dropped(conversation, message)

    async def _decide_with_news(
        self,
        tracker: Tracker,
        message: InboundMessage,
        now: datetime,
        around: Around,
        custody: Custody,
    ) -> Decision:
        """Decide a message, and then what its effects made known, such as a ticket's number."""
        decision = await self._decide(tracker, message, now, custody)
        if (corrected := await around.corrected(custody, decision)) is not None:
            decision = await self._decide(tracker, message, now, corrected)
        for effect in decision.effects:
            payload = await around.perform(effect, decision)
            if payload is not None:
                news = replace(message, text=payload, message_id=None, is_from_citizen=False)
                later = await self._decide(decision.tracker, news, now, await around.custody())
                decision = decision.then(later)
        return decision

    async def _decide(
        self, tracker: Tracker, message: InboundMessage, now: datetime, custody: Custody
    ) -> Decision:
        try:
            return await self._dialogue.decide(tracker, message, now, custody)
        except Exception:  # a citizen is never left in silence, whatever broke
            log.exception("turn_failed", channel=message.channel.value)
            return self._dialogue.apologise(tracker, message, now, custody)

    async def _queue(
        self,
        connection: Connection,
        conversation_id: int,
        decision: Decision,
        message: InboundMessage,
        real_now: datetime,
    ) -> None:
        bodies = (reply.to_json() for reply in fit(message.channel, decision.replies))
        is_answer = message.is_from_citizen or is_awaited(message.text)
        replies = deliveries.NewDeliveries(
            bodies=[self._addresses.seal_codes(body) for body in bodies],
            purpose="reply" if is_answer else "notice",
            language=decision.language.value,
            created_at=real_now,
        )
        await deliveries.queue(connection, conversation_id, replies)


async def _take_waiting(
    connection: Connection, conversation_id: int, message: InboundMessage, real_now: datetime
) -> tuple[Reply, ...]:
    """Return the news that goes with the answer, where nothing can be pushed."""
    if message.channel is not ChannelName.REST or not message.is_from_citizen:
        return ()
    waiting = await fetched_deliveries.take_waiting(connection, conversation_id, real_now)
    return tuple(map(Reply.from_json, waiting))
