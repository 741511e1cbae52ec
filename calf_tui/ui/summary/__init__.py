"""The summary screen at the end of a session."""
