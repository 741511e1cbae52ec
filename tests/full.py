"""The size of random tests and of sweeps: small by default, full with CALF_TUI_FULL=1."""

from __future__ import annotations

import os
import random
import sys
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

Case = TypeVar("Case")

IS_FULL = os.environ.get("CALF_TUI_FULL", "") not in ("", "0")
MUTED = ("--mute",) if IS_FULL else ("--mute", "--sound", "silence")
"""Options where sound does not matter: in the short form no helpers are started for it."""


def of_full(full: int, short: int) -> int:
    """Returns the number of runs or examples."""
    return full if IS_FULL else short


def by_turns(cases: Iterable[Case], share: int, first: int = 0) -> list[Case]:
    """Returns all cases in the full form, else one of `share`, from number `first` on."""
    return [*cases] if IS_FULL else [*cases][first % share :: share]


def seeded(name: str) -> random.Random:
    """Returns a random generator and prints its seed; CALF_TUI_SEED repeats a run that failed."""
    seed = os.environ.get("CALF_TUI_SEED") or str(random.SystemRandom().randrange(10**9))
    sys.stdout.write(f"{name}: CALF_TUI_SEED={seed}\n")
    return random.Random(f"{name} {seed}")
