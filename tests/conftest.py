"""For all tests: random ones are never failed for being slow, and say how to repeat a failure."""

import os

import pytest
from hypothesis import settings

settings.register_profile("calf-tui", deadline=None, print_blob=True)
settings.register_profile("short", settings.get_profile("calf-tui"), max_examples=10)
settings.load_profile("calf-tui")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: tests of real terminals mostly wait."""
    return (os.cpu_count() or 1) + 1
