"""The history of the tables, applied by `storage.schema`."""
