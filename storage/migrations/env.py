"""Run by Alembic; the connection is the one `storage.schema` holds the lock on."""

from alembic import context

from storage.models import Model

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Model.metadata,
    transaction_per_migration=True,
)
with context.begin_transaction():
    context.run_migrations()
