"""What went wrong, said to the runner."""

OF_SIGNAL = 128
"""And its number: the exit code of a program that a signal ended."""
TERMINAL_GONE = OF_SIGNAL + 1
"""The exit code of a program whose terminal hung up, as of one that SIGHUP ended."""


class UserError(Exception):
    """Something a runner caused or can mend.

    Its text is one sentence (or one line per fault of a file) that says what happened, where, and
    what to do. The command line prints it and exits with 1; a screen shows it.
    """
