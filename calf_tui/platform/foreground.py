"""Finds out whether this program runs in the background of its terminal."""

from __future__ import annotations

import os
import sys


def is_in_background(descriptor: int = 0) -> bool:
    """Whether another program has the terminal of this descriptor; never on Windows."""
    if sys.platform == "win32":
        return False
    try:
        return os.tcgetpgrp(descriptor) != os.getpgrp()
    except OSError:  # it is not the terminal of this session
        return False
