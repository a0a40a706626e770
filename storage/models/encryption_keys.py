"""Which key the rows were sealed with."""

from sqlalchemy import CheckConstraint, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Model


class EncryptionKeyRow(Model):
    """The fingerprint of the key in use: one row, or none before the first sealed value."""

    __tablename__ = "encryption_keys"
    __table_args__ = (CheckConstraint("id = 1", name="ck_encryption_keys_one"),)

    id: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    fingerprint: Mapped[str]
