"""The screens of a session: while it runs, the questions after a set, the test, the summary."""
