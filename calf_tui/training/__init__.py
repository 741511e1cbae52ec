"""The use cases: train, record, edit the records, ask the coach. May import only the core."""
