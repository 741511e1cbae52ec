"""The records of sessions, and the changes a runner makes to them."""
