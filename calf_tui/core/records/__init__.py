"""What is kept of a session, and the changes a runner makes to it."""
