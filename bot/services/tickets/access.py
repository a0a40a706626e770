"""Opens transactions on tickets: the console's way in."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime

from bot.clock import Clock
from bot.content.catalogue import Catalogue
from bot.services.sla.calendar import Calendar
from bot.services.tickets import alarms
from bot.services.tickets.work import Ears, Work
from storage.database import Connection, Database
from storage.ticket_queue import Moment


class Tickets:
    """The tickets of one desk.

    Args:
        database: where they are kept.
        catalogue: hours, promises and words.
        clock: business time.
        real_now: real time, in UTC.
        ears: how texts and addresses are read.
    """

    def __init__(
        self,
        database: Database,
        catalogue: Catalogue,
        clock: Clock,
        real_now: Callable[[], datetime],
        ears: Ears,
    ) -> None:
        self._database = database
        self._catalogue = catalogue
        self._clock = clock
        self._real_now = real_now
        self._ears = ears
        self.calendar = Calendar(catalogue.desk)

    @asynccontextmanager
    async def work(self) -> AsyncIterator[Work]:
        """Commit at the end of the block, roll back if it raises."""
        async with self._database.transaction() as connection:
            yield self.within(connection, Moment(self._clock.now(), self._real_now()))

    def within(self, connection: Connection, now: Moment) -> Work:
        """Return work inside a transaction that is somebody else's, such as a turn's."""
        return Work(
            connection=connection,
            now=now,
            calendar=self.calendar,
            catalogue=self._catalogue,
            ears=self._ears,
        )

    async def mark_reached(self) -> None:
        """Do what time alone does to tickets; harmless when there is nothing to do."""
        async with self.work() as work:
            await alarms.mark_reached(work)

    async def work_out_anew(self) -> None:
        """Work out the deadlines of running clocks anew; changes only what is not right."""
        async with self.work() as work:
            await alarms.work_out_anew(work)
