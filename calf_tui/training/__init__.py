"""The use cases: train, record, edit the records. May import only the core."""
