"""The YAML trees: loading, checking and rendering."""
