"""Finds the columns of a line that was written for a terminal."""

from __future__ import annotations

import re

_FIRST = re.compile(r" *\S+(?: \S+)* {2,}")


def second_column(line: str) -> int:
    """Returns where the second column of a line begins, after two spaces or more; 0 for none."""
    first = _FIRST.match(line)
    return 0 if first is None else first.end()
