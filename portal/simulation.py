"""Everything one running portal holds, and what its routes ask of it."""

import base64
import hashlib
import hmac
from datetime import timedelta
from typing import Any

from portal.citizens.journey import Step, take
from portal.citizens.records import Citizen
from portal.citizens.registry import Citizens
from portal.clock import Clock
from portal.faults.faults import Faults
from portal.oauth.approvals import Approvals
from portal.oauth.bearer import Protector
from portal.oauth.server import PortalAuthorization
from portal.options import CLIENT_ID, Options
from portal.states import State
from portal.status.classify import Systems, classify
from portal.status.document import Look, seen_systems, write_document


class Simulation:
    """One portal: citizens, clocks, grants, faults.

    Attributes:
        systems: how well both systems work.
        approvals: what citizens say to requests.
    """

    def __init__(self, options: Options) -> None:
        self.options = options
        self.clock = Clock(options.clock)
        self.citizens = Citizens(seed=options.seed, count=options.citizens)
        self.authorization = PortalAuthorization(options, self.clock)
        self.protector = Protector(self.authorization)
        self.approvals = Approvals(self.authorization.requests, self.clock)
        self.faults = Faults()
        self.reset()

    def reset(self) -> None:
        """Put everything back to how it was at the start."""
        self.systems = Systems()
        self.approvals.reset()
        self.clock.set(self.options.clock)
        self.citizens.reset()
        self.faults.reset()
        self.authorization.requests.reset()
        self.authorization.tokens.reset()

    def subject_ref(self, number: int) -> str:
        """Return the opaque name that the client knows a citizen by."""
        key = f"subject:{self.options.seed}".encode()
        digest = hmac.digest(key, f"{CLIENT_ID}:{number}".encode(), hashlib.sha256)
        return "sub_" + base64.b32encode(digest)[:20].decode().lower()

    def look(self, number: int, *, older_by: timedelta = timedelta(0)) -> Look:
        """Return a look at a citizen now, or some time ago."""
        return Look(
            subject_ref=self.subject_ref(number),
            systems=self.systems,
            as_of=self.clock.business_now() - older_by,
        )

    def document(self, citizen: Citizen) -> dict[str, Any]:
        """Return what the API says of a citizen now."""
        return write_document(citizen, self.look(citizen.number))

    def state_of(self, citizen: Citizen) -> State:
        """Return the citizen's state now."""
        look = self.look(citizen.number)
        return classify(citizen, seen_systems(citizen, self.systems), look.day)

    def take_step(self, number: int, step: Step) -> Citizen:
        """Let a citizen do something, and return their record."""
        changed = take(step, self.citizens.get(number), self.look(number).day)
        self.citizens.put(changed)
        return changed
