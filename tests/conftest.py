"""Settings for all tests: random tests have no time limit, and print how to repeat a failure."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from calf_tui.platform.paths import find_paths
from tests.full import of_full
from tests.own_places import folders_of, own_places

if TYPE_CHECKING:
    from collections.abc import Iterator

# Where byte code may not be kept, each of the programs started here would compile the whole app.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# Else argparse looks for translations in files, hundreds of times for each command.
os.environ["LANGUAGE"] = "C"

REPEATS = bool(os.environ.get("CALF_TUI_SEED"))
"""With a seed, hypothesis also tries the same examples in every run of the same code."""

settings.register_profile(
    "calf-tui",
    deadline=None,
    print_blob=True,
    derandomize=REPEATS,
    max_examples=of_full(100, 20),
)
settings.register_profile("short", settings.get_profile("calf-tui"), max_examples=10)
settings.load_profile("calf-tui")


@pytest.fixture(scope="session", autouse=True)
def real_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Fails if a test has used the real home folder."""
    real = find_paths(None, None, {}).state
    yield
    assert folders_of(real, tmp_path_factory.getbasetemp()) == []


@pytest.fixture(scope="module", autouse=True)
def home_of_its_own(real_home: None) -> Iterator[None]:
    """Gives the tests of a file a temporary home folder.

    Whoever opens a data file looks through the journals of all others, so they must stay few.
    """
    with own_places():
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begins with the programs in terminals, so that at the end short tests are left to share."""
    items.sort(key=lambda item: "end_to_end" not in item.path.parts)


def pytest_collection_finish() -> None:
    """Has the collector leave the tests themselves alone, and look for cycles far less often.

    Each screen leaves cycles, and looking for them was a third of what the tests of screens take.
    """
    gc.freeze()
    gc.set_threshold(400_000, 10, 10)


def pytest_runtest_logfinish() -> None:
    """Collects what the tests left, while no app runs whose objects would have to be looked at.

    At once after each test of a screen: later it takes longer, because the cache is too small.
    """
    if gc.get_count()[0] > 2_500:
        gc.collect(0)


def pytest_sessionfinish() -> None:
    """Collects once what all tests left: pytest does so five times, which would take a second."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Has a worker that is done take tests from the others, so that all end together."""
    from xdist.scheduler import WorkStealingScheduling

    return WorkStealingScheduling(config, log)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Returns twice the number of processors, because tests in terminals mostly wait."""
    return 2 * (os.cpu_count() or 1)
