"""Long random tests: short by default, whole with CALF_TUI_FULL=1."""

from __future__ import annotations

import os
import random
import sys

IS_FULL = os.environ.get("CALF_TUI_FULL", "") not in ("", "0")


def of_full(full: int, short: int) -> int:
    """How many runs or examples there are."""
    return full if IS_FULL else short


def seeded(name: str) -> random.Random:
    """A source of chance, whose seed is printed: CALF_TUI_SEED gives that of a run that failed."""
    seed = os.environ.get("CALF_TUI_SEED") or str(random.SystemRandom().randrange(10**9))
    sys.stdout.write(f"{name}: CALF_TUI_SEED={seed}\n")
    return random.Random(f"{name} {seed}")
