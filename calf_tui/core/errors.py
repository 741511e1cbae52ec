"""The error that is shown to the runner."""

TERMINAL_GONE = 129
"""The exit code of a program whose terminal hung up: 128 plus the number of SIGHUP."""


class UserError(Exception):
    """An error that a runner caused or can fix.

    Its text is one sentence (or one line for each error in a file) that says what happened, where,
    and what to do. The command line prints it and exits with 1; a screen shows it.
    """


class RecordsInUseError(UserError):
    """Another program keeps the records meanwhile; here they can be looked at."""

    in_short = "Look only: another Calf TUI is open."
