"""The use cases: train, record, edit the records. May import the core alone."""
