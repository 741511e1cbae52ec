"""How much a random test tries: a tenth of it by default, all of it where CALF_TUI_FULL is set."""

from __future__ import annotations

import os

FULL = bool(os.environ.get("CALF_TUI_FULL"))


def examples(full: int) -> int:
    """Returns how many examples to try, out of as many as the full run tries."""
    return full if FULL else full // 10
