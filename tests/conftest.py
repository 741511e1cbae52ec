"""Settings for all tests: random tests have no time limit, and print how to repeat a failure."""

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
"""With a seed, hypothesis also tries the same examples in every run of the same code."""

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
    """Uses a temporary state folder for all programs that the tests start."""
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
    """Returns one more than the number of processors, because terminal tests mostly wait."""
    return (os.cpu_count() or 1) + 1
