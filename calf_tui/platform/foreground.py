"""Finds out whether this program runs in the background of its terminal."""

from __future__ import annotations

import os


def is_in_background(descriptor: int) -> bool:
    """Whether another program has the terminal of this descriptor. For Linux and macOS only."""
    try:
        return os.tcgetpgrp(descriptor) != os.getpgrp()
    except OSError:  # it is not the terminal of this session
        return False
