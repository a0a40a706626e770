"""What has been switched off."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Model


class SwitchRow(Model):
    """A channel, topic or provider that is off; without a row it is on.

    Attributes:
        kind: channel, topic or provider.
        reason: for staff.
        message_vi: what citizens are told meanwhile.
        message_en: the same in English.
    """

    __tablename__ = "switches"

    kind: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    reason: Mapped[str]
    message_vi: Mapped[str]
    message_en: Mapped[str]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    switched_at: Mapped[datetime]
