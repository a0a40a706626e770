"""Which key the rows were sealed with."""

from sqlalchemy import CheckConstraint, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Model


class EncryptionKeyRow(Model):
    """The key in use: one row, or none before the first sealed value.

    Attributes:
        fingerprint: tells the key from others, and nothing else.
        sealed_index_secret: makes the names of addresses; it stays when the key is changed, or
            nobody could tell any more who has opted out.
    """

    __tablename__ = "encryption_keys"
    __table_args__ = (CheckConstraint("id = 1", name="ck_encryption_keys_one"),)

    id: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    fingerprint: Mapped[str]
    sealed_index_secret: Mapped[str]
