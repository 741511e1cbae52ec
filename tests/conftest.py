"""For all tests: random ones are never failed for being slow, and say how to repeat a failure."""

from __future__ import annotations

import os
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.full import of_full

if TYPE_CHECKING:
    from collections.abc import Iterator

REPEATS = bool(os.environ.get("CALF_TUI_SEED"))
"""With a seed given, hypothesis too tries the same examples at every run of the same code."""

settings.register_profile(
    "calf-tui",
    deadline=None,
    print_blob=True,
    derandomize=REPEATS,
    max_examples=of_full(100, 40),
)
settings.register_profile("short", settings.get_profile("calf-tui"), max_examples=10)
settings.load_profile("calf-tui")


@pytest.fixture(scope="session", autouse=True)
def state_of_its_own() -> Iterator[None]:
    """What programs keep for this machine alone is gone after the tests."""
    before = os.environ.get("XDG_STATE_HOME")
    with TemporaryDirectory(prefix="calf-tui-state-") as folder:
        os.environ["XDG_STATE_HOME"] = folder
        yield
    if before is None:
        del os.environ["XDG_STATE_HOME"]
    else:
        os.environ["XDG_STATE_HOME"] = before


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: tests of real terminals mostly wait."""
    return (os.cpu_count() or 1) + 1
