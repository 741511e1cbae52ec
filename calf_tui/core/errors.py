"""The error that is shown to the runner."""

OF_SIGNAL = 128
"""The exit code of a program that a signal ended is this and the number of the signal."""
TERMINAL_GONE = OF_SIGNAL + 1
"""The exit code of a program whose terminal hung up, as of one that SIGHUP ended."""


class UserError(Exception):
    """An error that a runner caused or can fix.

    Its text is one sentence (or one line for each error in a file) that says what happened, where,
    and what to do. The command line prints it and exits with 1; a screen shows it.
    """


class RecordsInUseError(UserError):
    """Another program keeps the records meanwhile; here they can be looked at."""

    in_short = "Look only: another Calf TUI is open."
