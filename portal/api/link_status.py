"""The link status of whoever approved, with the faults that belong inside it."""

import math
from dataclasses import replace
from datetime import timedelta
from typing import Any

from portal.citizens.kinds import Linking
from portal.citizens.records import Citizen, Link
from portal.faults.fault import Fault
from portal.faults.kinds import FaultKind
from portal.simulation import Simulation
from portal.status.document import write_document


def read_link_status(simulation: Simulation, number: int, fault: Fault | None) -> dict[str, Any]:
    """Return the document for a citizen, stale or undecided where a fault wants it."""
    match fault:
        case Fault(kind=FaultKind.STALE):
            look = simulation.look(number, older_by=timedelta(seconds=fault.amount_seconds))
            return write_document(simulation.citizens.initial(number), look)
        case Fault(kind=FaultKind.STILL_PENDING):
            document = simulation.document(_undecided(simulation.citizens.get(number)))
            if fault.seconds is not None:
                document["result"]["retry_after_s"] = math.ceil(fault.seconds)
            return document
        case _:
            return simulation.document(simulation.citizens.get(number))


def _undecided(citizen: Citizen) -> Citizen:
    return replace(citizen, link=Link(state=Linking.PENDING), trouble=None, stopped_at=None)
