"""Text messages of the local provider, which sends nothing anywhere."""

from datetime import datetime

from sqlalchemy import BigInteger, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Model


class ConsoleSmsRow(Model):
    """A text message as a phone would have shown it; the number is masked.

    Attributes:
        reported_at: when the provider told us that it has arrived; None: not yet.
    """

    __tablename__ = "console_sms"
    __table_args__ = (
        Index(
            "ix_console_sms_unreported",
            "delivery_id",
            postgresql_where=text("reported_at IS NULL"),
        ),
    )

    delivery_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    masked_address: Mapped[str]
    body: Mapped[str]
    sent_at: Mapped[datetime]
    reported_at: Mapped[datetime | None]
